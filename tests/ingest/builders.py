"""Documents made in memory, the smallest that a real reader takes, and the same made hostile."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PROSE = "Ask what they saw before you tell them what you saw, and leave a silence that is long enough to be answered in full."
MORE = "Thank the person for one thing that you can name, on the same day, in a voice that nobody else has to overhear."


def zipped(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def run(text: str, look: str = "") -> str:
    """A run of a docx with its look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_members(*paragraphs: tuple[str, str], styles: str = "") -> dict[str, bytes | str]:
    """The files of a docx; each paragraph is a style and its runs."""
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for style, runs in paragraphs)
    known = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in {"Heading1": "heading 1", "Heading2": "heading 2", "Title": "Title", "Normal": "Normal"}.items()
    )
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{office}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{known}{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }


def docx(*paragraphs: tuple[str, str], styles: str = "") -> bytes:
    """A docx; each paragraph is a style and its runs."""
    return zipped(docx_members(*paragraphs, styles=styles))


def epub_members(*chapters: str) -> dict[str, bytes | str]:
    """The files of an e-book of these chapters, each the inside of a body."""
    names = [f"c{index}.xhtml" for index in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    pages = {
        f"OPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{chapter}</body></html>'
        for name, chapter in zip(names, chapters, strict=True)
    }
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OPS/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>The small book</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **pages,
    }


def pptx(*slides: tuple[str, str], hidden: Sequence[int] = ()) -> bytes:
    """A presentation; each slide is a title and a text, some of them hidden."""
    from pptx import Presentation

    deck = Presentation()
    for index, (title, text) in enumerate(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if index in hidden:
            slide._element.set("show", "0")
    whole = io.BytesIO()
    deck.save(whole)
    return whole.getvalue()


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its catalogue."""
    whole = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(whole + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf(*pages: Sequence[tuple[str, int]], trailer: bytes = b"") -> bytes:
    """A PDF; each page is its lines and their sizes, and a page without any is a picture."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index, lines in enumerate(pages):
        uses = b"<</Font<</F1 3 0 R>>>>" if lines else b"<</XObject<</I 3 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents %d 0 R>>" % (uses, 5 + 2 * index))
        objects.append(stream(_printed(lines)))
    return pdf_of(objects, trailer)


def _printed(lines: Sequence[tuple[str, int]]) -> bytes:
    height = 740.0
    drawn = []
    for text, size in lines:
        height -= size * 1.3 if text else size * 0.9
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252", "replace")
        drawn.append(b"BT /F1 %d Tf 72 %.1f Td (%s) Tj ET" % (size, height, safe))
    return b"\n".join(drawn) if drawn else b"q 600 0 0 700 0 0 cm /I Do Q"


def page(body: str, head: str = "") -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body>{body}</body></html>".encode()


def deflated(data: bytes) -> bytes:
    """Data as a deflated stream object of a PDF."""
    return stream(zlib.compress(data, 1), b"/Filter/FlateDecode")
