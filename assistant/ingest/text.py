"""Plain text -> headings and paragraphs, by their shape; what a copied web page brings along is dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from assistant.ingest.blocks import Block, Parsed, heading, paragraph
from assistant.ingest.boilerplate import is_control, is_item, is_notice, may_be_heading, opens_comments, opens_the_rest

MAX_HEADING_WORDS = 12
MAX_HEADING_CHARS = 100
MIN_PROSE_WORDS = 14
LONG_LINE_CHARS = 160  # nobody wraps by hand at more: each such line is a paragraph
MENU_ITEMS = 3
_UNDERLINE = re.compile(r"[ \t]*([=\-~^*#_])\1{2,}[ \t]*$")
_NUMBERED = re.compile(r"(?:(?:chapter|part|section) )?(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=\w)", re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:[•·▪◦‣*+–—-]|\d{1,3}[.)]|[a-z][.)])[ \t]+")
_RULE = re.compile(r"[ \t]*([-=_*~#])(?:[ \t]*\1){2,}[ \t]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines without a blank one between them, and how many blank ones follow."""

    lines: tuple[str, ...]
    blank_after: int

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def is_prose(self) -> bool:
        """Whether somebody says something here, in a sentence."""
        return len(self.text.split()) >= MIN_PROSE_WORDS and bool(re.search(r"[.!?…:;,][\"”’)]?(?:\s|$)", self.text))


def read_text(text: str) -> Parsed:
    """Read plain text, perhaps copied from a web page."""
    return Parsed(kind="text", blocks=blocks_of(article_of(parts_of(text))))


def parts_of(text: str) -> list[Part]:
    """Cut a text at its blank lines; a line too long to be wrapped stands alone."""
    parts: list[Part] = []
    held: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            held.append(line.rstrip())
            continue
        if held:
            is_unwrapped = max(map(len, held)) > LONG_LINE_CHARS
            parts += [Part((each,), 1) for each in held] if is_unwrapped else [Part(tuple(held), 1)]
        elif parts:
            parts[-1] = Part(parts[-1].lines, parts[-1].blank_after + 1)
        held = []
    return parts


def article_of(parts: Sequence[Part]) -> list[Part]:
    """Drop menus before the first prose, the rest of the page after the last, and notices anywhere."""
    parts = parts[: _comments_in(parts)]
    prose = [index for index, part in enumerate(parts) if part.is_prose and not is_notice(part.text)]
    if not prose:
        return [part for part in parts if not _is_label(part)]
    head = [part for part in parts[: prose[0]] if not _is_menu(part)]
    kept = (*_after_loose_menu(head), *parts[prose[0] : _end_of_article(parts, prose[-1])])
    return [
        part
        for part, after in zip_longest(kept, kept[1:])
        if not is_notice(part.text) and not (_is_label(part) and not _is_headed(part, after))
    ]


def _is_headed(part: Part, after: Part | None) -> bool:
    """Say whether a label stands above prose and may be its heading."""
    return bool(after and after.is_prose and may_be_heading(part.text))


def _comments_in(parts: Sequence[Part]) -> int:
    """Find where readers' comments begin, in the second half of a text."""
    words = [len(part.text.split()) for part in parts]
    half = sum(words) / 2
    before = accumulate(words, initial=0)
    return next(
        (
            index
            for index, (part, so_far) in enumerate(zip(parts, before, strict=False))
            if so_far >= half and opens_comments(part.lines[0])
        ),
        len(parts),
    )


def _is_label(part: Part) -> bool:
    return all(is_control(line) for line in part.lines)


def _is_menu(part: Part) -> bool:
    return len(part.lines) >= MENU_ITEMS and all(is_item(line) for line in part.lines)


def _after_loose_menu(head: Sequence[Part]) -> list[Part]:
    """Drop a run of entries that stand apart, but for the last, which may be the title."""
    labels = [is_control(part.text) or (len(part.lines) == 1 and is_item(part.text)) for part in head]
    known = sum(is_control(part.text) for part in head)
    run = next((index for index, is_label in enumerate(labels) if not is_label), len(head) - 1)
    return list(head[run:]) if known >= MENU_ITEMS and run >= MENU_ITEMS else list(head)


def _end_of_article(parts: Sequence[Part], last_prose: int) -> int:
    """Find where lists of other articles, things to press or a footer begin, with no prose behind."""
    for index in range(last_prose + 1, len(parts)):
        if opens_the_rest(parts[index].lines[0]):
            return index
    end = len(parts)
    while end > last_prose + 1 and (_is_label(parts[end - 1]) or _is_menu(parts[end - 1]) or is_notice(parts[end - 1].text)):
        end -= 1
    return end


def blocks_of(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Tell headings from paragraphs, and give each heading the level that its look has among the others."""
    looks = [_look(part, parts[index + 1 : index + 2]) for index, part in enumerate(parts)]
    ranks = {look: rank for rank, look in enumerate(sorted({look for look in looks if look}), start=1)}
    blocks: list[Block] = []
    for part, look in zip(parts, looks, strict=True):
        if look:
            blocks.append(heading(part.lines[0], ranks[look]))
        elif not all(_RULE.match(line) for line in part.lines):
            blocks += _paragraphs(part)
    return tuple(block for block in blocks if block.text)


def _look(part: Part, following: Sequence[Part]) -> tuple[int, int] | None:
    """Return how much a heading stands out, strongest first; a paragraph has no such look."""
    title = part.lines[0].strip()
    if len(part.lines) == 2 and (underline := _UNDERLINE.match(part.lines[1])):
        return ("=#*".find(underline[1]) < 0), 0
    if len(part.lines) > 1 or len(title) > MAX_HEADING_CHARS or len(title.split()) > MAX_HEADING_WORDS:
        return None
    is_asked = title.endswith("?") and bool(following) and following[0].is_prose
    if (title[-1] in ".!?:;,…" and not is_asked) or (not title[0].isalnum() and title[0] not in "“\"'‘¿¡[("):
        return None
    if numbered := _NUMBERED.match(title):
        return 2, numbered[1].count(".")
    if title[0].islower() or title[0].isdigit():
        return None
    return (2, 9) if title.isupper() else (3, -min(part.blank_after, 3))


def _paragraphs(part: Part) -> list[Block]:
    """Return wrapped lines as one paragraph, items as lines of one, and a capital first line as a heading above."""
    first = part.lines[0].strip()
    if len(part.lines) > 1 and first.isupper() and len(first.split()) <= MAX_HEADING_WORDS and first[-1] not in ".!?:;,":
        return [heading(first, 6), *_paragraphs(Part(part.lines[1:], part.blank_after))]
    joined: list[str] = []
    for line in part.lines:
        if joined and not _BULLET.match(line):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return [paragraph(joined)]
