"""The door to reading: one file at a time, each in a child process of its own."""

from pathlib import Path
from types import TracebackType

from assistant.ingest.document import Document
from assistant.ingest.files import open_regular
from assistant.ingest.parse import parse


class DocumentReader:
    """Reads documents; used as a context manager, it owns the processes that parse."""

    def __enter__(self) -> "DocumentReader":
        """Start reading."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End every process that was started."""

    def read(self, path: Path) -> Document:
        """Read one file.

        Raises:
            BadDocument: It cannot be read; the message names the file, what is wrong and what to do.

        """
        with open_regular(path) as file:
            return parse(file.read(), path.name)
