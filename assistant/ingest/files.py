"""Paths that somebody names -> regular files that may be read."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from assistant.domain import Value
from assistant.errors import BadDocument

MAX_FILE_BYTES = 50_000_000


class Skipped(Value):
    """A path that is not read, and why, in one line."""

    path: Path
    reason: str


def files_below(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """Yield regular files, folders walked in sorted order; what is not read comes with its reason."""
    for path in paths:
        yield from _below(path, is_named=True)


def _below(path: Path, *, is_named: bool) -> Iterator[Path | Skipped]:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        yield Skipped(path=path, reason=f"{path}: cannot be read ({error.strerror})")
        return
    if path.name.startswith(".") and not is_named:
        yield Skipped(path=path, reason=f"{path}: skipped, a hidden file or folder")
    elif stat.S_ISREG(mode):
        yield path
    elif not stat.S_ISDIR(mode):
        yield Skipped(path=path, reason=f"{path}: skipped, {_KINDS.get(stat.S_IFMT(mode), 'no regular file')}")
    else:
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            yield Skipped(path=path, reason=f"{path}: cannot be read ({error.strerror})")
            return
        for each in inside:
            yield from _below(each, is_named=False)


_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file that is not too large, and nothing else; a link is not followed.

    Raises:
        BadDocument: It is something else, or cannot be read.

    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BadDocument(f"{path.name}: cannot be read ({error.strerror})") from error
    file = os.fdopen(descriptor, "rb")
    found = os.fstat(descriptor)
    try:
        if not stat.S_ISREG(found.st_mode):
            raise BadDocument(f"{path.name}: it is no regular file; name a document")
        if found.st_size > MAX_FILE_BYTES:
            raise BadDocument(f"{path.name}: it has {found.st_size / 1e6:,.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} MB: split it")
    except BadDocument:
        file.close()
        raise
    return file
