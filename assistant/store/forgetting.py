"""Everything of one person, to be handed out or to be forgotten without a trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, text, update

from assistant.domain import Value
from assistant.errors import NotNow, StoreBusy
from assistant.naming import Name
from assistant.people import Colleague
from assistant.remembered import ME, Given, Moment, person_named
from assistant.store import tables
from assistant.store.database import Database
from assistant.store.introductions import Introductions
from assistant.store.moments import Moments
from assistant.store.people import mark

OWN = (tables.moments, tables.reflections, tables.nudges, tables.replays, tables.introductions, tables.consents)
EVERYTHING = 1_000_000_000
_TEXTS = (
    (tables.moments, ("person", "id"), ("text", "about")),
    (tables.reflections, ("person", "moment", "number"), ("text",)),
    (tables.nudges, ("person", "id"), ("say", "cue", "situation")),
    (tables.introductions, ("person", "id"), ("topic",)),
    (tables.people, ("id",), ("manager", "role", "team", "interests", "can_help", "wants")),
)
"""Where somebody may be mentioned: the table, by what a row of it is known, and its texts."""


Mention = tuple[Table, Sequence[str], Sequence[str], dict[str, str]]


class Export(Value):
    """All that is held of a person."""

    person: str
    moments: tuple[Moment, ...]
    nudges: tuple[Given, ...]
    introductions: tuple[dict[str, str], ...]
    directory: Colleague | None
    mentions: int
    """How many texts of others name them; those are the others' own."""


class Extent(Value):
    """How much there is of a person."""

    moments: int = 0
    nudges: int = 0
    introductions: int = 0
    mentions: int = 0
    directory: int = 0

    @property
    def is_nothing(self) -> bool:
        """Nothing is held of them."""
        return not any(self.model_dump().values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """What is held of a person, in everybody's rows."""

    database: Database
    secret: bytes

    def export(self, person: str, *, with_mentions: bool = True) -> Export:
        """Return all that is held of a person; the directory's line only where the whole name is the same."""
        own = person_named(person)
        mine = Moments(database=self.database, person=own)
        introductions = Introductions(database=self.database, person=own).all()
        with self.database.reading() as connection:
            colleague = next((one for one in _everybody(connection) if person_named(one.name) == own), None)
            mentions = len(_mentions(connection, Name(person), own)) if with_mentions and own != ME else 0
        return Export(
            person=own,
            moments=mine.latest(EVERYTHING),
            nudges=mine.given(EVERYTHING),
            introductions=tuple(
                {"id": i.id, "learner": i.learner, "helper": i.helper, "topic": i.topic, "state": i.state} for i in introductions
            ),
            directory=colleague,
            mentions=mentions,
        )

    def name_of(self, person: str) -> Name:
        """Return the name by which others may mention a person.

        Raises:
            BadInput: It is no name.
            NotNow: More than one of the directory is called so.

        """
        name = Name(person)
        with self.database.reading() as connection:
            _colleague(connection, name)
        return name

    def extent(self, person: str, *, with_mentions: bool = True) -> Extent:
        """Return how much there is to forget.

        Raises:
            NotNow: More than one of the directory is called so.

        """
        with self.database.reading() as connection:
            return self._extent(connection, person, with_mentions=with_mentions)

    def forget(self, person: str, today: date, *, with_mentions: bool = True) -> Extent:
        """Forget a person: their own rows, and where others mention them, the name; afterwards no byte of it is in the files.

        Raises:
            NotNow: More than one of the directory is called so.
            StoreBusy: Another process holds what was; it is forgotten once that ends and this is run again.

        """
        with self.database.writing() as connection:
            self.database.hold(connection, tables.forgotten)
            extent = self._extent(connection, person, with_mentions=with_mentions)
            own = person_named(person)
            for table in OWN:
                connection.execute(delete(table).where(table.c.person == own))
            if with_mentions and own != ME:
                self._forget_name(connection, Name(person), today)
        self._leave_no_trace()
        return extent

    def _extent(self, connection: Connection, person: str, *, with_mentions: bool) -> Extent:
        own = person_named(person)
        counts = {
            name: connection.execute(select(func.count()).where(table.c.person == own)).scalar() or 0
            for name, table in (("moments", tables.moments), ("nudges", tables.nudges), ("introductions", tables.introductions))
        }
        if own == ME or not with_mentions:
            return Extent(**counts)
        name = Name(person)
        return Extent(
            **counts, mentions=len(_mentions(connection, name, own)), directory=1 if _colleague(connection, name) is not None else 0
        )

    def _forget_name(self, connection: Connection, name: Name, today: date) -> None:
        if (colleague := _colleague(connection, name)) is not None:
            _forget_colleague(connection, colleague)
            _remember_mark(connection, mark(self.secret, colleague.name), today)
        _remember_mark(connection, mark(self.secret, name.text), today)
        for table, keys, columns, row in _mentions(connection, name, person_named(name.text)):
            mine = [table.c[key] == row[key] for key in keys]
            connection.execute(update(table).where(*mine).values({column: name.taken_out(row[column]) for column in columns}))
        for held in connection.execute(select(tables.replays)).all():
            if name.is_in(held.answer):
                mine = [tables.replays.c.person == held.person, tables.replays.c.key == held.key]
                connection.execute(delete(tables.replays).where(*mine))

    def _leave_no_trace(self) -> None:
        """Write the files anew, so that neither free pages nor the log of changes hold what was."""
        if self.database.file is None:
            with self.database.outside() as connection:
                connection.execute(text(f"VACUUM (FULL) {', '.join(table.name for table in (*OWN, tables.people))}"))
            return
        with self.database.outside() as connection:
            connection.execute(text("VACUUM"))
            is_busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
        if is_busy:
            raise StoreBusy(f"{self.database.file}: forgotten, but another smallacts still holds what was; end it, and run this again")


def _mentions(connection: Connection, name: Name, own: str) -> list[Mention]:
    found: list[Mention] = []
    for table, keys, columns in _TEXTS:
        for row in connection.execute(select(*(table.c[column] for column in (*keys, *columns)))).mappings():
            is_own = "person" in keys and row["person"] == own
            if not is_own and any(name.is_in(row[column]) for column in columns):
                found.append((table, keys, columns, dict(row)))
    return found


def _colleague(connection: Connection, name: Name) -> Colleague | None:
    everybody = _everybody(connection)
    found = [one for one in everybody if name.is_called(one.name)] or [one for one in everybody if name.is_in(one.name)]
    if len(found) > 1:
        raise NotNow(f"{len(found)} people of the directory are called {name.text!r}; give the whole name")
    return found[0] if found else None


def _everybody(connection: Connection) -> list[Colleague]:
    return [Colleague.model_validate(dict(row)) for row in connection.execute(select(tables.people)).mappings()]


def _forget_colleague(connection: Connection, colleague: Colleague) -> None:
    intros, consents = tables.introductions.c, tables.consents.c
    theirs = connection.execute(
        select(intros.person, intros.id).where(or_(intros.learner == colleague.id, intros.helper == colleague.id))
    ).all()
    for row in theirs:
        connection.execute(delete(tables.consents).where(consents.person == row.person, consents.introduction == row.id))
        connection.execute(delete(tables.introductions).where(intros.person == row.person, intros.id == row.id))
    for table in (tables.people, tables.people_vectors):
        connection.execute(delete(table).where(table.c.id == colleague.id))


def _remember_mark(connection: Connection, value: str, today: date) -> None:
    """So that the next import of the directory leaves them out."""
    table = tables.forgotten
    connection.execute(delete(table).where(table.c.mark == value))
    connection.execute(insert(table).values(mark=value, day=str(today)))
