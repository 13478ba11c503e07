"""Opens the database and holds its transactions; with the rest of this folder the only place that imports sqlalchemy."""

import contextlib
import secrets
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.errors import BadSettings, StoreBusy, StoreUnusable
from assistant.store import tables
from assistant.store.migrations import LATEST, migrate
from assistant.store.private import make_home, touch_private
from assistant.store.quick import Rows, Run
from assistant.store.sqlite import BUSY_S, PRAGMAS, explain

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_MIGRATION_LOCK = 5_747_110_301  # any number, so that of two processes on PostgreSQL one migrates


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True, eq=False)
class Database:
    """A database whose tables are of the newest form; what is written in a transaction is durable when it ends, or was never there."""

    engine: Engine
    file: Path | None = None
    """The file of an SQLite database."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read from one state of the database.

        Raises:
            StoreUnusable: It cannot be read.

        """
        with self._translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write all that is said inside, or nothing.

        Raises:
            StoreBusy: Another process went on writing for too long.
            StoreUnusable: It cannot be written.

        """
        with self._translated(), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    @property
    def statements(self) -> "Statements":
        """The same transactions for statements in plain SQL."""
        return Statements(database=self)

    @contextlib.contextmanager
    def outside(self) -> Iterator[Connection]:
        """Do what no transaction may hold, such as VACUUM."""
        with self._translated(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    def hold(self, connection: Connection, table: Table) -> None:
        """Let nobody else write a table until this transaction ends; on SQLite nobody does."""
        if self.file is None:
            connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise _explained(error, self.engine.url, self.file) from error
        except sqlite3.Error as error:  # as it is connected, before SQLAlchemy watches
            raise explain(error, self.file or Path()) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Transactions for statements in plain SQL, on any database."""

    database: Database

    @contextlib.contextmanager
    def reading(self) -> Iterator[Run]:
        """Read from one state of the database."""
        with self.database.reading() as connection:
            yield runner(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Run]:
        """Write durably."""
        with self.database.writing() as connection:
            yield runner(connection)


def runner(connection: Connection) -> Run:
    """Return what runs statements in plain SQL."""

    def run(statement: str, values: Mapping[str, object]) -> Rows:
        result = connection.execute(text(statement), dict(values))
        return result.all() if result.returns_rows else ()

    return run


def new_id(connection: Connection, table: Table, person: str) -> str:
    """Draw an id that none of a person's rows has: short, and of letters that nobody mistakes for another."""
    while True:
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
        if connection.execute(select(table.c.id).where(table.c.person == person, table.c.id == drawn)).first() is None:
            return drawn


def open_database(url: str | None, home: Path) -> Database:
    """Open the database of a URL, or the one of the data folder, and bring its tables to the newest form.

    Raises:
        BadSettings: The URL is none that we can use.
        StoreUnusable: The database cannot be reached, read or written.

    """
    parsed = _parsed(url) if url else URL.create("sqlite", database=str(home / "moments.db"))
    if url is None:
        make_home(home)
    database = _open_sqlite(Path(parsed.database or "")) if parsed.get_backend_name() == "sqlite" else _open_postgres(parsed)
    weakref.finalize(database, database.engine.dispose)
    _migrate(database)
    return database


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise BadSettings("SMALLACTS_DATABASE: no URL that can be read; write sqlite:////path/to/moments.db or postgresql://...") from error
    if backend not in ("sqlite", "postgresql") or (backend == "sqlite" and not parsed.database):
        raise BadSettings(f"SMALLACTS_DATABASE: {backend} is not supported; use sqlite:////path/to/moments.db or postgresql://...")
    if backend == "postgresql" and not _has_psycopg():
        raise BadSettings("SMALLACTS_DATABASE: PostgreSQL needs the extra: pip install 'smallacts[postgres]'")
    return parsed


def _has_psycopg() -> bool:
    from importlib.util import find_spec

    return find_spec("psycopg") is not None


def _open_sqlite(file: Path) -> Database:
    touch_private(file)
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": BUSY_S})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # the driver's own begins would be neither immediate nor where we say
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return Database(engine=engine, file=file)


def _open_postgres(url: URL) -> Database:
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": BUSY_S}
    engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=patience)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_S}s'")

    return Database(engine=engine)


def _migrate(database: Database) -> None:
    with database.reading() as connection:
        if _version(connection) == LATEST:
            return
    with database.writing() as connection:
        if database.file is None:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        version = _version(connection)
        if version > LATEST:
            raise StoreUnusable(f"{_place(database)}: written by a newer smallacts (form {version}); install that version")
        run = runner(connection)
        migrate(lambda statement, **values: run(statement, values), version)


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("versions"):
        return 0
    return max(connection.execute(select(tables.versions.c.version)).scalars(), default=0)


def _place(database: Database) -> str:
    return str(database.file or database.engine.url.render_as_string(hide_password=True))


def _explained(error: SQLAlchemyError, url: URL, file: Path | None) -> StoreBusy | StoreUnusable:
    """Say what a database failed at, in one line that holds nobody's words."""
    cause = getattr(error, "orig", None) or error
    if file is not None and isinstance(cause, sqlite3.Error):
        return explain(cause, file)
    place, kind = url.render_as_string(hide_password=True), type(cause).__name__
    if isinstance(cause, PoolTimeout) or kind == "LockNotAvailable":
        return StoreBusy(f"{place}: others have been using it for too long; try again")
    return StoreUnusable(f"{place}: the database cannot be used ({kind}); see that it runs, and SMALLACTS_DATABASE")
