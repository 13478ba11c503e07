"""The bytes of one file -> a Document; runs in the child process."""

import re
from dataclasses import replace
from itertools import takewhile

from assistant.errors import BadDocument
from assistant.ingest.blocks import Block, Parsed, one_line
from assistant.ingest.decoding import decode
from assistant.ingest.document import Document
from assistant.ingest.hidden import visible
from assistant.ingest.html import read_page
from assistant.ingest.markdown import read_markdown
from assistant.ingest.pdf import read_pdf
from assistant.ingest.sections import sections
from assistant.ingest.sniff import Form, sniff
from assistant.ingest.suspicion import suspicious_lines
from assistant.ingest.text import read_text

MAX_TITLE_CHARS = 200
MAX_SECTIONS = 10_000
MAX_RUN = 500  # characters without a space: a picture or a key as text, no word and no address that anybody reads
_RUN = re.compile(rf"[^\s\u2e80-\uffef]{{{MAX_RUN},}}")  # scripts that write without spaces are no such runs


_TEXTS = {Form.MARKDOWN: read_markdown, Form.TEXT: read_text, Form.HTML: read_page}


def parse(content: bytes, name: str) -> Document:
    """Read the bytes of a file with this name.

    Raises:
        BadDocument: It cannot be read.

    """
    form = sniff(content, name)
    if form is Form.PDF:
        return _document(read_pdf(content, name), name)
    if form is Form.ZIP:
        from assistant.ingest.office import read_office  # 0.5 s and 180 MB that only archives need

        return _document(read_office(content, name), name)
    decoded = decode(content, name, is_page=form is Form.HTML)
    text, hidden = visible(decoded.text)
    parsed = _TEXTS[form](text)
    return _document(replace(parsed, hidden=(*hidden, *parsed.hidden), warnings=(*decoded.warnings, *parsed.warnings)), name)


def _document(parsed: Parsed, name: str) -> Document:
    runs = sum(bool(_RUN.search(block.text)) for block in parsed.blocks)
    seen = [(*visible(block.text), block.level) for block in parsed.blocks]  # once more: entities become characters only in a reader
    blocks = tuple(Block(kept, level) for text, _, level in seen if (kept := _RUN.sub("", text).strip()))
    hidden = (*parsed.hidden, *(line for _, lines, _ in seen for line in lines))
    named = one_line(visible(parsed.title or "")[0])
    title = named or _title_in(blocks)
    cut = sections(blocks, title)
    if not cut or not any(c.isalpha() for section in cut for c in section.text):
        raise BadDocument(f"{name}: there are no words in it")
    if len(cut) > MAX_SECTIONS:
        raise BadDocument(f"{name}: it has {len(cut):,} sections; at most {MAX_SECTIONS:,}: split it")
    return Document(
        title=(title or name.rpartition(".")[0] or name)[:MAX_TITLE_CHARS],
        kind=parsed.kind,
        sections=cut,
        link=parsed.link,
        licence=one_line(visible(parsed.licence or "")[0])[:MAX_TITLE_CHARS] or None,
        suspicious=suspicious_lines((named, *(block.text for block in blocks)), hidden),
        warnings=(*parsed.warnings, *_left_out(runs)),
    )


def _left_out(runs: int) -> tuple[str, ...]:
    counted = "1 run" if runs == 1 else f"{runs} runs"
    return (f"{counted} of {MAX_RUN} and more characters without a space {'was' if runs == 1 else 'were'} left out",) if runs else ()


def _title_in(blocks: tuple[Block, ...]) -> str | None:
    """Return the highest of the headings that a text begins with: a name of a series or a house may stand above it."""
    leading = tuple(takewhile(lambda block: block.level, blocks))
    return min(leading, key=lambda block: block.level).text if leading else None
