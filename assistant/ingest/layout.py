"""Lines of printed pages, with their place and size -> headings and paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.blocks import Block, heading, one_line, paragraph

LARGER = 1.12  # a line of this many times the size of the text is a heading
WIDE_GAP = 1.35  # a gap of this many times the usual one parts two paragraphs
SHORT_LINE = 0.8  # a line shorter than this share of the usual one, that ends a sentence, ends a paragraph
MAX_HEADING_WORDS = 20
EDGE_LINES = 2
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page )?(?:\d{1,4}|[ivxlc]{1,7})(?: (?:of|/) \d{1,4})?\W{0,3}", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•·▪◦‣∙–—*-]|\d{1,2}[.)]|\(?[a-z]\))\s+")
_STOP = re.compile(r"[.!?:…][\"”’)]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: how high it stands, how large it is, and whether it is bold."""

    text: str
    height: float
    size: float
    is_bold: bool = False


def blocks_of_pages(pages: Sequence[Sequence[Line]]) -> tuple[Block, ...]:
    """Read pages in their order: running heads and page numbers are dropped, a paragraph goes on over a page's end."""
    body = _body_size(line for page in pages for line in page)
    kept = _without_running_heads(pages)
    levels = _levels(kept, body)
    blocks: list[Block] = []
    for page in kept:
        for block in _blocks(page, levels, body):
            if blocks and _goes_on(blocks[-1], block):
                blocks[-1] = Block(_run_on(blocks[-1].text, block.text), block.level)
            else:
                blocks.append(block)
    return tuple(blocks)


def _body_size(lines: Iterable[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in (*page[:EDGE_LINES], *page[-EDGE_LINES:])})
    running = {shape for shape, count in edges.items() if count >= max(3, len(pages) // 2)}
    return [
        [
            line
            for index, line in enumerate(page)
            if EDGE_LINES <= index < len(page) - EDGE_LINES or not (_shape(line) in running or _PAGE_NUMBER.fullmatch(line.text.strip()))
        ]
        for page in pages
    ]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", one_line(line.text))


def _levels(pages: Sequence[Sequence[Line]], body: float) -> dict[float, int]:
    """Rank the sizes of headings, largest first."""
    sizes = sorted({round(line.size, 1) for page in pages for line in page if line.size >= body * LARGER}, reverse=True)
    return {size: rank for rank, size in enumerate(sizes, start=1)}


def _blocks(lines: Sequence[Line], levels: dict[float, int], body: float) -> Iterator[Block]:
    gap = _usual_gap(lines)
    width = max((len(line.text) for line in lines if line.size < body * LARGER), default=0)
    held: list[Line] = []
    for line in lines:
        if held and _parts(held[-1], line, gap, width):
            yield _block(held, levels)
            held = []
        held.append(line)
    if held:
        yield _block(held, levels)


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = sorted(gap for a, b in pairwise(lines) if (gap := a.height - b.height) > 0)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _parts(above: Line, below: Line, gap: float, width: int) -> bool:
    """Say whether a paragraph ends between two lines."""
    is_another_look = abs(above.size - below.size) > 0.1 * max(above.size, below.size) or above.is_bold != below.is_bold
    is_apart = gap > 0 and above.height - below.height > gap * WIDE_GAP
    is_ended = bool(_STOP.search(above.text.rstrip())) and len(above.text) < width * SHORT_LINE
    return is_another_look or is_apart or is_ended or bool(_BULLET.match(below.text.lstrip()))


def _block(lines: Sequence[Line], levels: dict[float, int]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = _run_on(text, line.text)
    is_short = len(text.split()) <= MAX_HEADING_WORDS
    if is_short and (level := levels.get(round(lines[0].size, 1))):
        return heading(text, level)
    if is_short and all(line.is_bold for line in lines) and not _STOP.search(text.rstrip()):
        return heading(text, len(levels) + 1)
    return paragraph([text])


def _run_on(text: str, more: str) -> str:
    """Join two lines of a paragraph; a word cut at the line's end is whole again."""
    text, more = text.rstrip(), more.lstrip()
    if re.search(r"[a-z]-$", text) and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"


def _goes_on(last: Block, block: Block) -> bool:
    return not last.level and not block.level and not _STOP.search(last.text) and block.text[:1].islower()
