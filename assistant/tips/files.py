"""Files that are there whole or not at all: written aside, synced, renamed; a manifest that names each when it is there."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TextIO

from assistant.domain import Value
from assistant.errors import BadInput, DataFolderUnusable


class Row(Value):
    """One line of a manifest: a part that is there."""

    part: str
    people: int
    sha256: str


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step that a kill cannot cut.

    Raises:
        DataFolderUnusable: It cannot be written; what was there before is as it was.

    """
    aside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(aside, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise DataFolderUnusable(f"{path}: cannot be written ({error.strerror}); free some space, or choose another --out") from error


@contextmanager
def writing_whole(path: Path) -> Iterator[TextIO]:
    """Write a long text line by line; the file is there once all of it is.

    Raises:
        DataFolderUnusable: It cannot be written; what was there before is as it was.

    """
    aside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(aside, "w", encoding="utf-8", errors="replace", newline="", opener=_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise DataFolderUnusable(f"{path}: cannot be written ({error.strerror}); free some space, or choose another --out") from error


def sha256(content: bytes) -> str:
    """The digest that a manifest holds."""
    return hashlib.sha256(content).hexdigest()


class Manifest:
    """The parts of one result that are there, in their order; a line comes after its part, so a kill loses at most a part."""

    def __init__(self, path: Path) -> None:
        """Read what is there; a line that a kill cut is dropped, with whatever would follow it."""
        self.path = path
        self.rows = list(_whole_rows(path)) if path.exists() else []

    def holds(self, number: int, part: Path) -> bool:
        """Say whether a part is there, by its digest."""
        if number >= len(self.rows):
            return False
        try:
            return sha256(part.read_bytes()) == self.rows[number].sha256
        except OSError:
            return False

    def add(self, number: int, part: Path, people: int, content: bytes) -> None:
        """Write the part, and then say that it is there."""
        write_whole(part, content)
        row = Row(part=part.name, people=people, sha256=sha256(content))
        is_new = number == len(self.rows)
        self.rows = [*self.rows[:number], row, *self.rows[number + 1 :]]
        if is_new:
            self._append(row)
        else:
            write_whole(self.path, "".join(each.model_dump_json() + "\n" for each in self.rows).encode())

    def _append(self, row: Row) -> None:
        try:
            with self.path.open("r+b" if self.path.exists() else "x+b") as file:
                file.truncate(sum(len(each.model_dump_json()) + 1 for each in self.rows[:-1]))
                file.seek(0, os.SEEK_END)
                file.write(row.model_dump_json().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DataFolderUnusable(f"{self.path}: cannot be written ({error.strerror}); free some space and run it again") from error


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only process that changes a week; the lock goes with the process.

    Raises:
        BadInput: Another one is at it.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (folder / ".lock").open("a")
    except OSError as error:
        raise DataFolderUnusable(f"{folder}: cannot be written ({error.strerror}); choose another --out") from error
    with file:
        try:
            flock(file.fileno(), LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise BadInput(f"{folder}: another process is at work on this week; wait for it, or end it") from None
        yield


def _whole_rows(path: Path) -> Iterator[Row]:
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            fields = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            fields = None
        if fields is None:
            return
        yield Row.model_validate(fields)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
