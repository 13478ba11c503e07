"""What a file is, told by its content; its name only breaks ties."""

import re
from enum import StrEnum

from assistant.errors import BadDocument

KINDS = "Markdown, text, HTML, PDF, docx, pptx or epub"
SUFFIXES = frozenset(
    (".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", ".rst", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".pptx", ".epub", "")
)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_PAGES = (".html", ".htm", ".xhtml")
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password; save it as .docx or .pptx without a password"),
    (b"{\\rtf", "rich text; save it as .docx or plain text"),
    (b"\x1f\x8b", "an archive; unpack it and name the files in it"),
    (b"BZh", "an archive; unpack it and name the files in it"),
    (b"\xfd7zXZ", "an archive; unpack it and name the files in it"),
    (b"7z\xbc\xaf", "an archive; unpack it and name the files in it"),
    (b"Rar!", "an archive; unpack it and name the files in it"),
    (b"\x28\xb5\x2f\xfd", "an archive; unpack it and name the files in it"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\x89PNG", "a picture; run OCR on it first"),
    (b"\xff\xd8\xff", "a picture; run OCR on it first"),
    (b"GIF8", "a picture; run OCR on it first"),
    (b"II*\0", "a picture; run OCR on it first"),
    (b"MM\0*", "a picture; run OCR on it first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"version https://git-lfs", "a pointer of Git LFS; run `git lfs pull`"),
    (b"bplist0", "a property list"),
)
_PAGE = re.compile(
    rb"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,50})?(?:<!--.{0,5000}?-->\s{0,50}){0,3}<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s{0,200}<(?:\?xml|!DOCTYPE|svg|rss|feed)\b", re.IGNORECASE)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|table|br|span|section)\b[^<>]{0,500}>", re.IGNORECASE)
_HEADINGS = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n[\w-]{1,60}:")


class Form(StrEnum):
    """How the bytes are to be read."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    ZIP = "zip"


def sniff(content: bytes, name: str) -> Form:
    """Tell what the bytes of a file are.

    Raises:
        BadDocument: They are empty, or nothing that can be read; the message says what to do.

    """
    head = content[:8192]
    if not head.strip() and not content.strip():
        raise BadDocument(f"{name}: it is empty")
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    if head.startswith(b"PK\x03\x04"):
        return Form.ZIP
    if foreign := next((what for magic, what in _FOREIGN if head.startswith(magic)), None):
        raise BadDocument(f"{name}: it is {foreign}")
    narrow = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf")  # so that a page in UTF-16 is seen too
    if _PAGE.match(narrow):
        return Form.HTML
    if _XML.match(narrow):
        raise BadDocument(f"{name}: it is XML and no web page; give {KINDS}")
    return _kind_of_text(head, name.casefold())


def _kind_of_text(head: bytes, name: str) -> Form:
    is_markdown = name.endswith(_MARKDOWN) or _FRONT_MATTER.match(head) or len(_HEADINGS.findall(head)) > 1
    if is_markdown:
        return Form.MARKDOWN
    tags = len(_TAGS.findall(head))
    return Form.HTML if tags > 10 or (tags and name.endswith(_PAGES)) else Form.TEXT
