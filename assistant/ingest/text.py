"""Plain text -> headings and paragraphs, by their shape."""

import re

from assistant.ingest.blocks import Block, Parsed, heading, paragraph

_BLANK = re.compile(r"\n[ \t]*\n\s*")
MAX_HEADING_WORDS = 12


def read_text(text: str) -> Parsed:
    """Read plain text: a short line alone without an end stop is a heading."""
    blocks = tuple(_block(part) for part in _BLANK.split(text) if part.strip())
    return Parsed(kind="text", blocks=blocks)


def _block(part: str) -> Block:
    lines = part.strip().split("\n")
    is_heading = len(lines) == 1 and len(lines[0].split()) <= MAX_HEADING_WORDS and lines[0].strip()[-1] not in ".!?:;,"
    return heading(lines[0], 2) if is_heading else paragraph(lines)
