"""docx, pptx and epub -> headings and paragraphs; markitdown lives here and is an extra."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

from assistant.errors import BadDocument
from assistant.ingest.archive import Packed, members_of, packed
from assistant.ingest.blocks import Parsed
from assistant.ingest.decoding import MAX_TEXT_CHARS, decode
from assistant.ingest.hidden import visible
from assistant.ingest.markdown import read_markdown
from assistant.ingest.tree import page_source, parse_page, prune
from assistant.ingest.unseen import hiding_styles, seen_slide, seen_words

try:
    from markitdown import DocumentConverter, StreamInfo
    from markitdown.converters import DocxConverter, EpubConverter, PptxConverter
except ImportError:
    _CONVERTERS: dict[Packed, tuple[type["DocumentConverter"], str]] = {}
else:
    _CONVERTERS = {
        Packed.DOCX: (DocxConverter, "p[style-name='Title'] => h1:fresh"),
        Packed.PPTX: (PptxConverter, ""),
        Packed.EPUB: (EpubConverter, ""),
    }

_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_CHAPTER = re.compile(r".*\.(?:xhtml|html?)", re.IGNORECASE)
_SLIDE_MARK = re.compile(r"<!-- Slide number: \d+ -->\n?")


def read_office(content: bytes, name: str) -> Parsed:
    """Read an office file or an e-book.

    Raises:
        BadDocument: It is none, is broken or harmful, or the extra is not installed.

    """
    kind, members = members_of(content, name)
    if not _CONVERTERS:
        raise BadDocument(f"{name}: reading {kind} takes an extra; install it with: pip install 'smallacts[office]'")
    hidden: list[str] = []
    rebuilt = packed(members, _seen(kind, members, hidden, name))
    source, title = _markdown(kind, rebuilt, name)
    text, smuggled = visible(_as_prose(kind, source))
    return replace(read_markdown(text), kind="office", title=title, hidden=(*hidden, *smuggled))


def _seen(kind: Packed, members: dict[str, bytes], hidden: list[str], name: str) -> Callable[[str, bytes], bytes]:
    """Return the change that takes from a member what nobody sees, and keeps it aside."""
    styles = hiding_styles(members.get("word/styles.xml", b""))

    def changed(member: str, data: bytes) -> bytes:
        if kind is Packed.DOCX and _TEXTS.fullmatch(member):
            data, unseen = seen_words(data, styles)
        elif kind is Packed.PPTX and _SLIDE.fullmatch(member):
            data, unseen = seen_slide(data)
        elif kind is Packed.EPUB and _CHAPTER.fullmatch(member):
            page = parse_page(decode(data, name, is_page=True).text)
            unseen, data = prune(page), page_source(page)
        else:
            return data
        hidden.extend(unseen)
        return data

    return changed


def _markdown(kind: Packed, rebuilt: io.BytesIO, name: str) -> tuple[str, str | None]:
    converter, style_map = _CONVERTERS[kind]
    options = {"style_map": style_map} if style_map else {}
    result = converter().convert(rebuilt, StreamInfo(extension=f".{kind}", charset="utf-8"), **options)
    text = result.markdown
    if len(text) > MAX_TEXT_CHARS:
        raise BadDocument(f"{name}: it has more than {MAX_TEXT_CHARS:,} characters of text; split it")
    return text, result.title


def _as_prose(kind: Packed, text: str) -> str:
    """Take away what the converter says of its own; a line of a slide is a paragraph, not a wrapped line."""
    if kind is Packed.EPUB:
        return text.partition("\n\n")[2]  # the first paragraph lists the book's data
    if kind is Packed.PPTX:
        return re.sub(r"\n(?!\|)", "\n\n", _SLIDE_MARK.sub("", text).replace("### Notes:", ""))
    return text
