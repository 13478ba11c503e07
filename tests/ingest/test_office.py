"""docx, pptx and epub are read with their headings, where the extra is installed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from assistant.ingest.document import Document
from tests.ingest.builders import MORE, PROSE, docx, epub_members, pptx, run, zipped

Read = Callable[[str, bytes | str], Document]


def test_a_docx_has_its_title_and_headings(read: Read) -> None:
    content = docx(
        ("Title", run("Quiet people")),
        ("Heading1", run("Before")),
        ("Normal", run(PROSE)),
        ("Heading2", run("Late")),
        ("Normal", run(MORE)),
    )

    document = read("a.docx", content)

    assert (document.title, document.kind) == ("Quiet people", "office")
    assert [(section.path, section.text) for section in document.sections] == [(("Before",), PROSE), (("Before", "Late"), MORE)]


def test_each_slide_is_a_section_and_each_line_a_paragraph(read: Read) -> None:
    document = read("a.pptx", pptx(("Quiet people", PROSE), ("After", f"{MORE}\nWait\nAsk")))

    assert document.title == "Quiet people"
    assert [(section.path, section.text) for section in document.sections] == [((), PROSE), (("After",), f"{MORE}\n\nWait\n\nAsk")]


def test_the_chapters_of_a_book_come_in_their_order(read: Read) -> None:
    chapters = (f"<h1>Before</h1><p>{PROSE}</p>", f"<nav>Contents</nav><h1>After</h1><p>{MORE}</p>")

    document = read("a.epub", zipped(epub_members(*chapters)))

    assert document.title == "The small book"
    assert [(section.path, section.text) for section in document.sections] == [(("Before",), PROSE), (("After",), MORE)]


def test_a_docx_is_told_by_its_content(read: Read) -> None:
    assert read("notes.txt", docx(("Normal", run(PROSE)))).kind == "office"


def test_without_the_extra_the_error_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(("Normal", run(PROSE))))
    source = (
        "import sys; sys.modules['markitdown'] = None\n"
        "from pathlib import Path; from assistant.ingest.parse import parse\n"
        "parse(Path('a.docx').read_bytes(), 'a.docx')"
    )

    ended = subprocess.run([sys.executable, "-c", source], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    said = "a.docx: reading docx takes an extra; install it with: pip install 'smallacts[office]'"
    assert ended.stderr.splitlines()[-1] == f"assistant.errors.BadDocument: {said}"
