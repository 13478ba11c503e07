"""Headings and paragraphs -> sections that each say one thing and fit the embedder."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.ingest.blocks import Block
from assistant.ingest.document import MAX_SECTION_WORDS, MIN_SECTION_WORDS, Section

MAX_HEADING_CHARS = 150  # what is longer is a paragraph that somebody dressed as a heading
SLACK = 5  # what joining adds
CHARS_PER_WORD = 8  # above any real mean: text of long tokens is measured by its characters
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]{0,3}\s+""")


def size(text: str) -> int:
    """Count words, so that long tokens count for what they cost the embedder."""
    return max(len(text.split()), len(text) // CHARS_PER_WORD)


def sections(blocks: Sequence[Block], title: str | None) -> tuple[Section, ...]:
    """Cut blocks into sections under their heading paths; a first heading that is the title is no part of a path."""
    return tuple(_joined(_cut(_grouped(blocks, title))))


def _grouped(blocks: Sequence[Block], title: str | None) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield each heading path with its paragraphs; a heading with nothing below it is a paragraph of what is above."""
    path: list[tuple[int, str]] = []
    below: list[str] = []
    for index, block in enumerate(blocks):
        if not block.level or len(block.text) > MAX_HEADING_CHARS:
            below.append(block.text)
            continue
        if below:
            yield _names(path), below
        outer = [step for step in path if step[0] < block.level]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        is_bare = following is None or 0 < following.level <= block.level
        is_title = title is not None and block.text.casefold() == title.casefold() and not outer
        path = outer if is_bare or is_title else [*outer, (block.level, block.text)]
        below = [block.text] if is_bare and not is_title else []
    if below:
        yield _names(path), below


def _names(path: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(name for _, name in path)


def _cut(groups: Iterable[tuple[tuple[str, ...], list[str]]]) -> Iterator[Section]:
    for path, paragraphs in groups:
        pieces = [piece for text in paragraphs for piece in _pieces(text)]
        for text in _packed(pieces):
            yield Section(path=path, text=text)


def _pieces(text: str) -> list[str]:
    """Return the text whole if it fits, else its lines, else its sentences, else runs of words."""
    for split in (str.splitlines, _sentences, _runs):
        if size(text) <= MAX_SECTION_WORDS:
            return [text]
        parts = split(text)
        if len(parts) > 1:
            return [piece for part in _repacked(parts, "\n" if split is str.splitlines else " ") for piece in _pieces(part)]
    return [text]


def _sentences(text: str) -> list[str]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [part for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if (part := text[start:end].strip())]


def _runs(text: str) -> list[str]:
    longest = MAX_SECTION_WORDS * CHARS_PER_WORD // 2
    words = [word[i : i + longest] for word in text.split() for i in range(0, len(word), longest)]
    halves = 2 * -(-size(text) // MAX_SECTION_WORDS)
    step = -(-len(words) // halves)
    return [" ".join(words[i : i + step]) for i in range(0, len(words), step)]


def _repacked(parts: Sequence[str], between: str) -> list[str]:
    """Join parts again as far as they fit, evenly, so that no small rest is left over."""
    total = sum(map(size, parts))
    goal = total / -(-total // MAX_SECTION_WORDS) if total else 0
    joined: list[list[str]] = []
    words, chars = 0, 0
    for part in parts:
        more_words, more_chars = len(part.split()), len(part) + len(between)
        held = max(words, chars // CHARS_PER_WORD)
        if not joined or held >= goal or max(words + more_words, (chars + more_chars) // CHARS_PER_WORD) > MAX_SECTION_WORDS:
            joined.append([])
            words, chars = 0, 0
        joined[-1].append(part)
        words, chars = words + more_words, chars + more_chars
    return [between.join(group) for group in _evened(joined)]


def _evened(groups: list[list[str]]) -> list[list[str]]:
    """Move a line that announces what follows to where that is, and parts to a last group that is too small."""
    for group, following in pairwise(groups):
        is_last = following is groups[-1]
        while len(group) > 1 and (group[-1].endswith(":") or (is_last and _sum(following) < MIN_SECTION_WORDS)):
            if _sum(following) + size(group[-1]) > MAX_SECTION_WORDS - SLACK:
                break
            following.insert(0, group.pop())
    return groups


def _sum(group: Sequence[str]) -> int:
    return sum(map(size, group))


def _packed(pieces: Sequence[str]) -> list[str]:
    return _repacked(pieces, "\n\n") if pieces else []


def _joined(cut: Iterable[Section]) -> Iterator[Section]:
    """Join small sections to a neighbour of the same place; a heading that leaves the path goes into the text."""
    last: Section | None = None
    for section in cut:
        joined = last and next((both for way in _WAYS if (both := way(last, section))), None)
        if last and not joined:
            yield last
        last = joined or section
    if last:
        yield last


def _under_one_path(a: Section, b: Section) -> Section | None:
    return Section(path=a.path, text=f"{a.text}\n\n{b.text}") if a.path == b.path and _are_small(a, b, either=True) else None


def _introduction(a: Section, b: Section) -> Section | None:
    """A small text above a first subsection goes into it: its heading stands in the path anyway."""
    is_above = len(a.path) < len(b.path) and b.path[: len(a.path)] == a.path
    return Section(path=b.path, text=f"{a.text}\n\n{b.text}") if is_above and _is_small(a) and _fit(a, b) else None


def _small_siblings(a: Section, b: Section) -> Section | None:
    is_beside = bool(a.path) and len(a.path) == len(b.path) and a.path[:-1] == b.path[:-1]
    if not (is_beside and _are_small(a, b, either=False)):
        return None
    return Section(path=a.path[:-1], text=f"{_with_heading(a)}\n\n{_with_heading(b)}")


def _one_more_sibling(a: Section, b: Section) -> Section | None:
    is_below = len(b.path) == len(a.path) + 1 and b.path[:-1] == a.path
    return Section(path=a.path, text=f"{a.text}\n\n{_with_heading(b)}") if is_below and _are_small(a, b, either=False) else None


_WAYS: tuple[Callable[[Section, Section], Section | None], ...] = (
    _under_one_path,
    _small_siblings,
    _one_more_sibling,
    _introduction,
)


def _with_heading(section: Section) -> str:
    return f"{section.path[-1]}\n{section.text}"


def _is_small(section: Section) -> bool:
    return size(section.text) < MIN_SECTION_WORDS


def _are_small(a: Section, b: Section, *, either: bool) -> bool:
    return (any if either else all)((_is_small(a), _is_small(b))) and _fit(a, b)


def _fit(a: Section, b: Section) -> bool:
    return size(a.text) + size(b.text) + MIN_SECTION_WORDS <= MAX_SECTION_WORDS
