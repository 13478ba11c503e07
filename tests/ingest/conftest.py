"""Reading a document needs no index and no setting."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.ingest.document import Document
from assistant.ingest.reader import DocumentReader


@pytest.fixture(autouse=True)
def clean_environment() -> None:
    """No index is built for these tests."""


@pytest.fixture(scope="session")
def reader() -> Iterator[DocumentReader]:
    """One reader for all: every file has a process of its own anyway."""
    with DocumentReader() as reader:
        yield reader


@pytest.fixture
def read(reader: DocumentReader, tmp_path: Path) -> Callable[[str, bytes | str], Document]:
    """Read a file of this name and content."""

    def read(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reader.read(path)

    return read
