"""Of what somebody names only regular files are read; the rest is passed over with its reason."""

import os
import socket
from pathlib import Path

import pytest

from assistant.errors import BadDocument
from assistant.ingest.files import Skipped, files_below
from assistant.ingest.reader import DocumentReader
from tests.ingest.builders import PROSE


def listed(*paths: Path) -> list[str]:
    """Each file by its name, each skipped path by its reason without the folder."""
    found = files_below(paths)
    return [each.reason.rpartition(os.sep)[2] if isinstance(each, Skipped) else each.name for each in found]


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.txt", "a/c.html", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert listed(tmp_path) == ["c.html", "z.txt", "b.md", "c.md"]


def test_what_is_no_regular_file_is_skipped_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(PROSE)
    Path("link.md").symlink_to("a.md")
    Path("folder").symlink_to("/")
    os.mkfifo("pipe.md")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug.md")
        found = listed(tmp_path, Path("/dev/zero"))

    assert found == [
        *("a.md", "folder: skipped, a symbolic link", "link.md: skipped, a symbolic link", "pipe.md: skipped, a pipe"),
        *("plug.md: skipped, a socket", "zero: skipped, a device"),
    ]


def test_hidden_files_and_other_kinds_are_skipped_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".env").touch()
    (tmp_path / "code.py").touch()
    (tmp_path / "README").touch()

    kinds = "not one of Markdown, text, HTML, PDF, docx, pptx or epub by its name; name it to have it read"
    assert listed(tmp_path) == [".env: skipped, hidden", ".git: skipped, hidden", "README", f"code.py: skipped, {kinds}"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / ".notes.conf").touch()

    assert listed(tmp_path / ".notes.conf") == [".notes.conf"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert listed(tmp_path / "no.md") == ["no.md: cannot be read (No such file or directory)"]


def test_a_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[2J.py").touch()

    assert "\x1b" not in "".join(listed(tmp_path))
    assert "\n" not in "".join(listed(tmp_path))


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_became_something_else_before_it_was_read_is_refused(reader: DocumentReader, tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.md").write_text(PROSE)
    (tmp_path / "link").symlink_to("a.md")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    with pytest.raises(BadDocument, match=f"^{kind}: "):
        reader.read(tmp_path / kind)


def test_a_file_of_more_than_fifty_megabytes_is_not_opened_at_all(reader: DocumentReader, tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(60_000_000)

    with pytest.raises(BadDocument, match=r"^large\.pdf: it has 60 MB; at most 50 MB: split it$"):
        reader.read(tmp_path / "large.pdf")
