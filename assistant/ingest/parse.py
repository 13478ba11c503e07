"""The bytes of one file -> a Document; runs in the child process."""

from assistant.domain import clean
from assistant.errors import BadDocument
from assistant.ingest.blocks import Parsed
from assistant.ingest.document import Document
from assistant.ingest.markdown import read_markdown
from assistant.ingest.sections import sections
from assistant.ingest.text import read_text

MARKDOWN = (".md", ".markdown", ".mdown")


def parse(content: bytes, name: str) -> Document:
    """Read the bytes of a file with this name.

    Raises:
        BadDocument: It cannot be read.

    """
    text = clean(content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    parsed = read_markdown(text) if name.casefold().endswith(MARKDOWN) else read_text(text)
    return _document(parsed, name)


def _document(parsed: Parsed, name: str) -> Document:
    first = parsed.blocks[0] if parsed.blocks else None
    title = parsed.title or (first.text if first and first.level else None)
    cut = sections(parsed.blocks, title)
    if not cut:
        raise BadDocument(f"{name}: there is no text in it")
    return Document(
        title=title or name.rpartition(".")[0] or name,
        kind=parsed.kind,
        sections=cut,
        link=parsed.link,
        licence=parsed.licence,
        suspicious=parsed.hidden,
        warnings=parsed.warnings,
    )
