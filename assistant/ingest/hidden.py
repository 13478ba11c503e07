"""What is in a file but not on the page: dropped from the text, and kept aside so that somebody can look at it."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.ingest.suspicion import speaks_to_a_model

PIECE = 1_000
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TAGS = re.compile("(?<!\U0001f3f4)[\U000e0001-\U000e007f]{4,}")  # after a black flag they are the flag of a region
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_TURNED = re.compile("[\u202d\u202e][^\n]{0,200}")
_UNUSUAL = re.compile("[^\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2bff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_JOINERS = re.compile("[\u200c\u200d](?![^\x00-\x7f])|(?<![^\x00-\x7f])[\u200c\u200d]")  # other scripts and emoji need them
_STACKED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

_ZERO = r"(?:0|0?\.0\d*|[01])(?:px|pt|em|rem|%)?(?![\d.])"
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|(?<![a-z-])opacity:0?(?:\.0\d*)?(?![\d.])|font-size:"
    + _ZERO
    + r"|mso-hide:all|content-visibility:hidden"
    r"|(?:left|top|right|text-indent|margin-left):-\d{4,}|clip:rect\([01,px]{4,20}\)|clip-path:inset\((?:50|100)%\)|transform:scale\(0|(?<![a-z-])color:transparent"
    r"|(?=.{0,300}overflow:hidden).{0,300}?(?<![a-z-])(?:max-)?(?:height|width):" + _ZERO
)
_WHITE = r"(?:white|#f{3}(?:f{3})?|rgba?\(255,255,255(?:,[\d.]{1,4})?\))(?![\w])"
_WHITE_TEXT = re.compile(r"(?<![a-z-])color:" + _WHITE)
_GROUND = re.compile(r"background(?:-color|-image)?:(?!" + _WHITE + "|none|transparent)")

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_FENCED = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})(\s[^<>]{0,2000})?>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})(?:\s{0,5}=\s{0,5}(?:"([^"]{0,1500})"|'([^']{0,1500})'|([^\s"'>]{1,200})))?""")
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "source", "col"))


def visible(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text that a reader can see, and what characters that nobody sees were saying."""
    if not _UNUSUAL.search(text):
        return text, ()
    text = _NEWLINES.sub("\n", text)
    hidden = (*_smuggled(text), *(_INVISIBLE.sub("", match[0]).strip() for match in _TURNED.finditer(text)))
    seen = _JOINERS.sub("", _INVISIBLE.sub("", _SELECTORS.sub("", text)))
    return _composed(_STACKED.sub(r"\1", seen)), hidden


def _composed(text: str) -> str:
    """Compose marks with their letters, piece by piece: sorting a long run of marks takes the square of its length."""
    return "".join(unicodedata.normalize("NFC", text[start : start + PIECE]) for start in range(0, len(text), PIECE))


def _smuggled(text: str) -> Iterator[str]:
    for match in _TAGS.finditer(text):
        yield "".join(chr(ord(c) - 0xE0000) for c in match[0] if 0xE0020 <= ord(c) < 0xE007F)
    for match in _SELECTORS.finditer(text):
        values = (ord(c) - 0xE0100 + 16 if ord(c) >= 0xE0100 else ord(c) - 0xFE00 for c in match[0])
        yield "".join(chr(value) for value in values if 32 <= value < 127)


def hides(attributes: dict[str, str], *, is_on_ground: bool = False) -> bool:
    """Say whether an element with these attributes is not seen; text in white is not, unless it stands on a ground."""
    style = re.sub(r"\s+|!important", "", attributes.get("style", "")[:2000].casefold())
    is_marked = "hidden" in attributes or attributes.get("aria-hidden", "").casefold() == "true"
    return is_marked or bool(_HIDING.search(style)) or bool(_WHITE_TEXT.search(style) and not is_on_ground and not _GROUND.search(style))


def gives_ground(attributes: dict[str, str]) -> bool:
    """Say whether an element with these attributes has a ground on which white can be read."""
    style = re.sub(r"\s+", "", attributes.get("style", "")[:2000].casefold())
    return bool(_GROUND.search(style)) or "bgcolor" in attributes


def without_hidden_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without comments and without elements that hide; code that shows them stays as it is."""
    if "<" not in text:
        return text, ()
    parts = _FENCED.split(text)  # even ones stand outside a fence
    kept: list[str] = []
    hidden: list[str] = []
    for index, part in enumerate(parts):
        shown, aside = (part, []) if index % 2 else _shown(part)
        kept.append(shown)
        hidden += aside
    return "\n```".join(kept) if len(kept) > 1 else kept[0], tuple(hidden)


def _shown(text: str) -> tuple[str, list[str]]:
    hidden = [comment for match in _COMMENT.finditer(text) if speaks_to_a_model(comment := match[1].strip())]
    text = _COMMENT.sub("", text)
    kept: list[str] = []
    position = 0
    for match in _OPENING.finditer(text):
        if match.start() < position or match[1].casefold() in _VOID or not hides(_attributes(match[2] or "")):
            continue
        end = _end_of(text, match)
        kept.append(text[position : match.start()])
        hidden.append(re.sub(r"<[^<>]{0,2000}>", " ", text[match.end() : end]).strip())
        position = end
    return "".join((*kept, text[position:])), hidden


def _attributes(source: str) -> dict[str, str]:
    return {match[1].casefold(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(source)}


def _end_of(text: str, opening: re.Match[str]) -> int:
    """Return where an element ends; one that is never closed ends with its paragraph."""
    depth = 1
    tags = re.compile(rf"<(/?){opening[1]}\b[^<>]{{0,2000}}>", re.IGNORECASE)
    for tag in tags.finditer(text, opening.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    blank = text.find("\n\n", opening.end())
    return len(text) if blank < 0 else blank
