"""A PDF -> headings and paragraphs; pypdf lives here."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from assistant.errors import BadDocument
from assistant.ingest.blocks import Parsed, one_line
from assistant.ingest.layout import Line, blocks_of_pages

MAX_PAGES = 3_000
MIN_WORDLIKE = 0.6  # share of letters and spaces below which a text layer is no words
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - .*|.*\.(?:docx?|pptx?|indd|pdf|tex|odt)|\W*", re.IGNORECASE)


def read_pdf(content: bytes, name: str) -> Parsed:
    """Read the text layer of a PDF.

    Raises:
        BadDocument: It is locked, too long, made to burst, or has no text layer.

    """
    try:
        return _parsed(content, name)
    except LimitReachedError as error:
        raise BadDocument(f"{name}: it unpacks to far more than it should; it was made to burst") from error


def _parsed(content: bytes, name: str) -> Parsed:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not _is_opened(reader):
        raise BadDocument(f"{name}: it is encrypted; save it without a password")
    if len(reader.pages) > MAX_PAGES:
        raise BadDocument(f"{name}: it has {len(reader.pages):,} pages; at most {MAX_PAGES:,}: split it")
    pages = [tuple(_lines(page)) for page in reader.pages]
    pictures = sum(not lines and _has_pictures(page) for page, lines in zip(reader.pages, pages, strict=True))
    text = "".join(line.text for page in pages for line in page)
    if not text.strip() or _wordlike(text) < MIN_WORDLIKE:
        raise BadDocument(f"{name}: it has no text layer; run OCR first")
    title = one_line((reader.metadata and reader.metadata.title) or "")
    return Parsed(
        kind="pdf",
        blocks=blocks_of_pages(pages),
        title=None if _NO_TITLE.fullmatch(title) else title,
        warnings=(f"{pictures} of {len(pages)} pages {'has' if pictures == 1 else 'have'} no text layer",) if pictures else (),
    )


def _is_opened(reader: PdfReader) -> bool:
    """Open a file that asks for no password, only forbids; AES would want a library more."""
    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _wordlike(text: str) -> float:
    return sum(c.isalpha() or c.isspace() for c in text) / len(text)


def _has_pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    return bool(resources and resources.get_object().get("/XObject"))


@dataclass
class _Pen:
    """The line that is being printed."""

    text: list[str] = field(default_factory=list)
    height: float = 0.0
    sizes: list[tuple[float, int]] = field(default_factory=list)
    bold: int = 0


def _lines(page: PageObject) -> Iterator[Line]:
    """Yield the lines of a page as pypdf orders them, each with the size that most of it has."""
    printed: list[tuple[str, float, float, bool]] = []

    def note(text: str, cm: list[float], tm: list[float], font: dict[str, object] | None, size: float) -> None:
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        printed.append((text, height, size * scale, "bold" in str((font or {}).get("/BaseFont", "")).casefold()))

    page.extract_text(visitor_text=note)
    pen = _Pen()
    for text, height, size, is_bold in printed:
        first, *rest = text.split("\n")
        _write(pen, first, height, size, is_bold=is_bold)
        for part in rest:
            yield from _line(pen)
            pen = _Pen()
            _write(pen, part, height, size, is_bold=is_bold)
    yield from _line(pen)


def _write(pen: _Pen, text: str, height: float, size: float, *, is_bold: bool) -> None:
    if not text.strip():
        pen.text.append(text)
        return
    pen.height = pen.height if pen.sizes else height
    pen.text.append(text)
    pen.sizes.append((size, len(text)))
    pen.bold += len(text) if is_bold else -len(text)


def _line(pen: _Pen) -> Iterator[Line]:
    text = one_line("".join(pen.text))
    if text:
        yield Line(text, pen.height, max(pen.sizes, key=lambda each: each[1])[0] if pen.sizes else 0.0, pen.bold > 0)
