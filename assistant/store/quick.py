"""SQLite's transactions by the standard library alone: asking is not to wait for a third of a second of imports."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Protocol

from assistant.store.migrations import LATEST
from assistant.store.sqlite import BUSY_S, PRAGMAS, explain

Rows = Sequence[Sequence[Any]]
Run = Callable[[str, Mapping[str, object]], Rows]
"""Runs a statement with its named values, and returns its rows."""


class Transactions(Protocol):
    """Where statements run: all of those inside, or none."""

    def reading(self) -> AbstractContextManager[Run]:
        """Read from one state of the database."""

    def writing(self) -> AbstractContextManager[Run]:
        """Write durably."""


class Spare:
    """Connections that wait for the next transaction: to open one takes fifty times as long as to begin one.

    None waits long: while one is open, the log of changes beside the file holds what was deleted from it.
    """

    def __init__(self, seconds: float) -> None:
        """Let none wait longer than this."""
        self._seconds = seconds
        self._waiting: list[sqlite3.Connection] = []
        self._is_timed = False
        self._lock = Lock()

    def take(self) -> sqlite3.Connection | None:
        """Take one that waits."""
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def keep(self, connection: sqlite3.Connection) -> None:
        """Let one wait; all that do are closed together."""
        with self._lock:
            self._waiting.append(connection)
            if self._is_timed:
                return
            self._is_timed = True
        Timer(self._seconds, self._close).start()

    def _close(self) -> None:
        with self._lock:
            waiting, self._waiting, self._is_timed = self._waiting, [], False
        for connection in waiting:
            connection.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickSqlite:
    """An SQLite file of the newest form."""

    file: Path
    busy_s: float = BUSY_S
    spare: Spare | None = None
    """Where connections wait for the next transaction; without it each is closed after its own."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Run]:
        """Read from one state of the database."""
        with self._transaction("BEGIN") as run:
            yield run

    @contextlib.contextmanager
    def writing(self) -> Iterator[Run]:
        """Write durably: all that is said inside, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as run:
            yield run

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[Run]:
        try:
            with self._connection() as connection:
                connection.execute(begin)
                yield lambda statement, values: connection.execute(statement, values).fetchall()
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise explain(error, self.file) from error

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = (self.spare and self.spare.take()) or _connected(self.file, self.busy_s)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if self.spare:
            self.spare.keep(connection)
        else:
            connection.close()


def is_newest(file: Path) -> bool:
    """Say whether a file is there whose tables are of the newest form; one that cannot be read is for others to explain."""
    if not file.is_file() or not file.stat().st_size:
        return False
    try:
        with contextlib.closing(_connected(file)) as connection:
            return bool(connection.execute("SELECT max(version) FROM versions").fetchone()[0] == LATEST)
    except sqlite3.Error:
        return False


def _connected(file: Path, busy_s: float = BUSY_S) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=busy_s, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
