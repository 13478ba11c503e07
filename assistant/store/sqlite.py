"""SQLite as we open it: durable when a transaction ends, forgetful of what is deleted; the standard library alone."""

import sqlite3
from pathlib import Path

from assistant.errors import StoreBusy, StoreUnusable

BUSY_S = 5
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut, too
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # nobody's words in the temporary folder
)


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite URL, whatever options follow it; None where the database is another, or has no file."""
    begin, _, rest = url.partition(":///")
    file = rest.partition("?")[0]
    return Path(file) if begin == "sqlite" and file else None


def explain(error: sqlite3.Error, file: Path) -> StoreBusy | StoreUnusable:
    """Say what SQLite failed at, in one line that holds nobody's words."""
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy(f"{file}: another smallacts has been writing for more than {BUSY_S} s; try again")
    if name.startswith("SQLITE_FULL"):
        return StoreUnusable(f"{file}: the disk is full; nothing was changed. Free some space and try again")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreUnusable(f"{file}: damaged, so it was left as it is; put a copy of yours in its place, or move it away to begin anew")
    return StoreUnusable(f"{file}: cannot be used ({name}); see that this user may write there, or set SMALLACTS_HOME")
