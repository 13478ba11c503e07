"""What every reader hands on: headings and paragraphs in their order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.ingest.document import Kind

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of level 1 to 6, or a paragraph of level 0; lines within a paragraph are items or rows."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file as its reader understood it, before it is cut into sections."""

    kind: Kind
    blocks: tuple[Block, ...]
    title: str | None = None
    link: str | None = None
    licence: str | None = None
    hidden: tuple[str, ...] = field(default=())
    warnings: tuple[str, ...] = field(default=())


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def heading(text: str, level: int) -> Block:
    """Return a heading; a level that no page has becomes the nearest one."""
    return Block(one_line(text), min(max(level, 1), DEEPEST))


def paragraph(lines: Iterable[str]) -> Block:
    """Return a paragraph of these lines."""
    return Block("\n".join(kept for line in lines if (kept := one_line(line))))
