"""Paths that somebody names -> regular files that may be read."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from assistant.domain import Value
from assistant.errors import BadDocument
from assistant.ingest.sniff import KINDS, SUFFIXES

MAX_FILE_BYTES = 50_000_000
MAX_SHOWN = 300


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
        kind = stat.S_IFMT(path.lstat().st_mode)
        inside = sorted(path.iterdir()) if kind == stat.S_IFDIR and (is_named or not _is_hidden(path)) else ()
    except OSError as error:
        yield _skipped(path, f"cannot be read ({error.strerror})")
        return
    if not is_named and _is_hidden(path):
        yield _skipped(path, "skipped, hidden")
    elif kind not in (stat.S_IFREG, stat.S_IFDIR):
        yield _skipped(path, f"skipped, {_KINDS.get(kind, 'no regular file')}")
    elif kind == stat.S_IFREG and not is_named and path.suffix.casefold() not in SUFFIXES:
        yield _skipped(path, f"skipped, not one of {KINDS} by its name; name it to have it read")
    elif kind == stat.S_IFREG:
        yield path
    for each in inside:
        yield from _below(each, is_named=False)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _skipped(path: Path, reason: str) -> Skipped:
    return Skipped(path=path, reason=f"{shown(str(path))}: {reason}")


_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def shown(name: str) -> str:
    """Return a file's name as it may be shown: one line, nothing invisible, not without end."""
    visible = "".join(c if c.isprintable() else "?" for c in name)
    return visible if len(visible) <= MAX_SHOWN else f"{visible[:MAX_SHOWN]}..."


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file that is not too large, and nothing else; a link is not followed.

    Raises:
        BadDocument: It is something else, or cannot be read.

    """
    name = shown(path.name)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BadDocument(f"{name}: cannot be read ({_why(error)})") from error
    found = os.fstat(descriptor)
    is_regular = stat.S_ISREG(found.st_mode)
    if is_regular and found.st_size <= MAX_FILE_BYTES:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if not is_regular:
        raise BadDocument(f"{name}: it is no regular file; name a document")
    raise BadDocument(f"{name}: it has {found.st_size / 1e6:,.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} MB: split it")


def _why(error: OSError) -> str:
    return "it is a symbolic link; name what it points to" if error.errno == errno.ELOOP else str(error.strerror)
