"""Files that only their owner can read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.errors import StoreUnusable

SECRET_BYTES = 32


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that is there may be others' too, and stays as it is.

    Raises:
        StoreUnusable: It cannot be made.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unusable(folder, error) from error


def make_home(home: Path) -> None:
    """Make the data folder, or narrow it to its owner: all in it is ours.

    Raises:
        StoreUnusable: It cannot be made.

    """
    make_private(home)
    try:
        with suppress(PermissionError):
            home.chmod(0o700)
    except OSError as error:
        raise unusable(home, error) from error


def touch_private(file: Path) -> None:
    """Make a file that only its owner can read, in such a folder; one that is there is narrowed to its owner.

    Raises:
        StoreUnusable: It cannot be made.

    """
    make_private(file.parent)
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        with suppress(PermissionError):
            file.chmod(0o600)
    except OSError as error:
        raise unusable(file, error) from error


def write_private(file: Path, content: bytes) -> None:
    """Write a whole file durably, in one atomic step.

    Raises:
        StoreUnusable: It cannot be written.

    """
    make_private(file.parent)
    part = _part_of(file)
    try:
        _write_new(part, content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise unusable(file, error) from error


def secret_of(home: Path) -> bytes:
    """Return the random bytes by which marks are made that nobody else can make; they are drawn once.

    Raises:
        StoreUnusable: They can be neither read nor written.

    """
    file = home / "secret"
    with suppress(FileNotFoundError):
        return _read(file)
    make_home(home)
    try:
        _draw(file)
    except OSError as error:
        raise unusable(file, error) from error
    return _read(file)


def _draw(file: Path) -> None:
    """Draw a secret; whoever comes first draws for all."""
    part, drawn = _part_of(file), secrets.token_bytes(SECRET_BYTES)
    _write_new(part, drawn)
    try:
        os.link(part, file)
    except FileExistsError:
        return
    except OSError:  # a file system that knows no links
        with suppress(FileExistsError):
            _write_new(file, drawn)
    finally:
        part.unlink(missing_ok=True)


def _part_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.{secrets.token_hex(8)}.new")


def _write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, durably, or leave none."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        try:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        except OSError:
            file.unlink(missing_ok=True)
            raise


def _read(file: Path) -> bytes:
    try:
        secret = file.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unusable(file, error) from error
    if len(secret) != SECRET_BYTES:
        raise StoreUnusable(
            f"{file}: not whole; put a copy of yours in its place, or delete it: who was forgotten may then be taken in again"
        )
    return secret


def unusable(path: Path, error: OSError) -> StoreUnusable:
    """Say that a file of the history cannot be used, and what to do."""
    return StoreUnusable(f"{path}: cannot be written ({error.strerror}); free some space or set SMALLACTS_HOME to a folder of yours")
