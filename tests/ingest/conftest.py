"""Reading a document needs no index and no setting."""

from collections.abc import Callable, Iterator

import pytest

from assistant.ingest.document import Document
from assistant.ingest.parse import parse
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
def read() -> Callable[[str, bytes | str], Document]:
    """Read content as a file of this name, in this process, where coverage sees it; hostile files go through `reader`."""

    def read(name: str, content: bytes | str) -> Document:
        return parse(content if isinstance(content, bytes) else content.encode(), name)

    return read
