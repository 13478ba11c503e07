"""What stands in an office file's XML and is not seen: hidden runs, hidden slides and shapes, letters too small to read."""

from collections.abc import Iterable

from assistant.ingest.tree import Element, parse_xml, xml_source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_OFF = ("0", "false", "off")
_TINY_HALF_POINTS = 4
_TINY_HUNDREDTHS = 200


def hiding_styles(styles: bytes) -> frozenset[str]:
    """Return the ids of the styles of a docx that hide what they style."""
    if not styles:
        return frozenset()
    return frozenset(
        str(style.get(f"{_W}styleId"))
        for style in parse_xml(styles).iter(f"{_W}style")
        if (look := style.find(f"{_W}rPr")) is not None and _is_hiding(look)
    )


def seen_words(source: bytes, styles: frozenset[str]) -> tuple[bytes, tuple[str, ...]]:
    """Return a docx text without hidden runs, and what they say."""
    root = parse_xml(source)
    runs = [run for run in root.iter(f"{_W}r") if _is_hidden_run(run, styles)]
    return _without(root, runs, f"{_W}t")


def _is_hidden_run(run: Element, styles: frozenset[str]) -> bool:
    look = run.find(f"{_W}rPr")
    own = look.find(f"{_W}rStyle") if look is not None else None
    above = next(run.iterancestors(f"{_W}p"), None)
    whole = above.find(f"{_W}pPr/{_W}pStyle") if above is not None else None
    named = {str(style.get(f"{_W}val")) for style in (own, whole) if style is not None}
    return bool(named & styles) or (look is not None and _is_hiding(look))


def _is_hiding(look: Element) -> bool:
    vanish = look.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val", "true") not in _OFF:
        return True
    size, colour = look.find(f"{_W}sz"), look.find(f"{_W}color")
    is_tiny = size is not None and _number(size.get(f"{_W}val")) <= _TINY_HALF_POINTS
    is_white = colour is not None and str(colour.get(f"{_W}val")).upper() == "FFFFFF"
    is_on_ground = any(look.find(f"{_W}{name}") is not None for name in ("shd", "highlight"))
    return is_tiny or (is_white and not is_on_ground)


def seen_slide(source: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a slide without pictures, hidden shapes and tiny letters, a hidden slide without anything; and what they say."""
    root = parse_xml(source)
    for picture in [*root.iter(f"{_P}pic")]:
        _cut(picture)
    if root.get("show") in _OFF:
        unseen = [*root.iter(f"{_P}sp"), *root.iter(f"{_P}graphicFrame")]
    else:
        hidden = [mark for mark in root.iter(f"{_P}cNvPr") if mark.get("hidden") not in (None, *_OFF)]
        shapes = [shape for mark in hidden if (name := mark.getparent()) is not None and (shape := name.getparent()) is not None]
        tiny = [run for run in root.iter(f"{_A}r") if _is_tiny(run)]
        unseen = [*shapes, *tiny]
    return _without(root, unseen, f"{_A}t")


def _is_tiny(run: Element) -> bool:
    look = run.find(f"{_A}rPr")
    return look is not None and _number(look.get("sz")) <= _TINY_HUNDREDTHS


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 10_000


def _without(root: Element, elements: Iterable[Element], words: str) -> tuple[bytes, tuple[str, ...]]:
    unseen: list[str] = []
    for element in elements:
        unseen.append("".join(text.text or "" for text in element.iter(words)))
        _cut(element)
    return xml_source(root), (" ".join(unseen),) if any(unseen) else ()


def _cut(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
