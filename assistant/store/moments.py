"""The moments of one person: written durably, read week by week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from assistant.domain import Practice, Value, clean
from assistant.errors import BadInput, NotNow, NotYours
from assistant.practised import practice_of
from assistant.remembered import Deed, Given, Moment, Reflection
from assistant.store import tables
from assistant.store.database import Database, new_id
from assistant.week import Week, utc_now

LAST = "last"
MAX_REPLAY_DAYS = 7
AT_ONCE = 500  # ids in one statement
FEWEST_CHARS = 3  # of an id that may stand for the whole
_MOMENTS, _NUDGES = tables.moments.c, tables.nudges.c
V = TypeVar("V", bound=Value)


class Replay(Value):
    """The key by which a request that is sent again gets the answer that it had, and the mark of what was asked."""

    key: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What one person did, noted and was given; nobody else's can be reached from here."""

    database: Database
    person: str
    now: Callable[[], datetime] = utc_now
    nudges_since: str = ""
    """The first day whose nudges are shown."""

    def add(self, deed: Deed, today: date, replay: Replay | None = None) -> Moment:
        """Write down what somebody did.

        Raises:
            BadInput: The day has not come yet.
            NotYours: The nudge is none of this person's.
            NotNow: The key was used for another request.

        """
        if deed.day and deed.day > today:
            raise BadInput(f"{deed.day} has not come yet; a moment is something that you did")
        with self.database.writing() as connection:
            return self._once(connection, replay, Moment, lambda: self._add(connection, deed, deed.day or today))

    def find(self, id: str) -> Moment:
        """Return the moment of an id, of the beginning of one, or the `last`.

        Raises:
            NotYours: There is none.

        """
        with self.database.reading() as connection:
            return whole(connection, [self._row(connection, id)])[0]

    def latest(self, count: int, week: Week | None = None) -> tuple[Moment, ...]:
        """Return the newest moments, of one week only where one is named, newest first."""
        chosen = select(tables.moments).where(_MOMENTS.person == self.person).order_by(_MOMENTS.day.desc(), _MOMENTS.written.desc())
        if week:
            chosen = chosen.where(_MOMENTS.day.between(str(week.monday), str(week.sunday)))
        with self.database.reading() as connection:
            return whole(connection, connection.execute(chosen.limit(count)).all())

    def reflect(self, id: str, text: str, today: date, replay: Replay | None = None) -> Moment:
        """Note what became of a moment; earlier notes stay.

        Raises:
            NotYours: There is no such moment.

        """
        with self.database.writing() as connection:
            return self._once(connection, replay, Moment, lambda: self._reflect(connection, id, text, today))

    def remove(self, id: str) -> Moment:
        """Forget a moment and what was noted of it.

        Raises:
            NotYours: There is no such moment.

        """
        with self.database.writing() as connection:
            moment = whole(connection, [self._row(connection, id)])[0]
            for table, column in ((tables.reflections, tables.reflections.c.moment), (tables.moments, _MOMENTS.id)):
                connection.execute(delete(table).where(table.c.person == self.person, column == moment.id))
            self._blank_replays(connection, moment)
            return moment

    def given(self, count: int) -> tuple[Given, ...]:
        """Return the newest nudges, newest first."""
        mine = select(tables.nudges).where(_NUDGES.person == self.person, _NUDGES.day >= self.nudges_since)
        chosen = mine.order_by(_NUDGES.day.desc(), _NUDGES.written.desc())
        with self.database.reading() as connection:
            return tuple(_given(row) for row in connection.execute(chosen.limit(count)))

    def rate(self, id: str, *, is_useful: bool) -> Given:
        """Say whether a nudge was of use.

        Raises:
            NotYours: There is no such nudge.

        """
        with self.database.writing() as connection:
            found = self._nudge(connection, id)
            mine = (_NUDGES.person == self.person, _NUDGES.id == found)
            connection.execute(update(tables.nudges).where(*mine).values(useful=int(is_useful)))
            return _given(connection.execute(select(tables.nudges).where(*mine)).one())

    def _add(self, connection: Connection, deed: Deed, day: date) -> Moment:
        nudge = self._nudge(connection, deed.nudge) if deed.nudge else None
        practice = deed.practice or practice_of(deed.text) or self._practice_of_nudge(connection, nudge)
        moment = Moment(
            id=new_id(connection, tables.moments, self.person), day=day, text=deed.text, practice=practice, about=deed.about, nudge=nudge
        )
        connection.execute(
            insert(tables.moments).values(
                person=self.person,
                id=moment.id,
                day=str(day),
                practice=practice.value if practice else None,
                text=moment.text,
                about=moment.about,
                nudge=nudge,
                written=self._next_instant(connection),
            )
        )
        return moment

    def _reflect(self, connection: Connection, id: str, text: str, today: date) -> Moment:
        row = self._row(connection, id)
        notes = tables.reflections.c
        taken = select(func.max(notes.number)).where(notes.person == self.person, notes.moment == row.id)
        connection.execute(
            insert(tables.reflections).values(
                person=self.person,
                moment=row.id,
                number=(connection.execute(taken).scalar() or 0) + 1,
                day=str(today),
                text=text,
                written=self.now().isoformat(),
            )
        )
        return whole(connection, [row])[0]

    def _once(self, connection: Connection, replay: Replay | None, kind: type[V], work: Callable[[], V]) -> V:
        """Do a thing, or return what came of it when the same was asked under the same key."""
        if replay is None:
            return work()
        table = tables.replays
        connection.execute(delete(table).where(table.c.written < (self.now() - timedelta(days=MAX_REPLAY_DAYS)).isoformat()))
        held = connection.execute(select(table).where(table.c.person == self.person, table.c.key == replay.key)).first()
        if held is None:
            value = work()
            connection.execute(
                insert(table).values(
                    person=self.person, key=replay.key, asked=replay.asked, answer=value.model_dump_json(), written=self.now().isoformat()
                )
            )
            return value
        if held.asked != replay.asked:
            raise NotNow("this Idempotency-Key was used for another request; give each request a key of its own")
        return kind.model_validate_json(held.answer)

    def _blank_replays(self, connection: Connection, moment: Moment) -> None:
        """Leave nothing but id and day where a request that made or changed a moment may be sent again."""
        table = tables.replays.c
        left = Moment(id=moment.id, day=moment.day, text="").model_dump_json()
        for held in connection.execute(select(table.key, table.answer).where(table.person == self.person)).all():
            if Moment.model_validate_json(held.answer).id == moment.id:
                mine = (table.person == self.person, table.key == held.key)
                connection.execute(update(tables.replays).where(*mine).values(answer=left))

    def _row(self, connection: Connection, id: str) -> Row[Any]:
        return self._of_id(connection, tables.moments, id, "moment", "`smallacts moment list` shows yours")

    def _nudge(self, connection: Connection, id: str) -> str:
        row = self._of_id(connection, tables.nudges, id, "nudge", "`smallacts history` shows those that you were given")
        return str(row.id)

    def _of_id(self, connection: Connection, table: Table, id: str, noun: str, where: str) -> Row[Any]:
        mine, wanted = select(table).where(table.c.person == self.person), clean(id)
        if wanted == LAST:
            rows = connection.execute(mine.order_by(table.c.written.desc()).limit(1)).all()
        else:
            rows = connection.execute(mine.where(table.c.id == wanted)).all()
        if not rows and len(wanted) >= FEWEST_CHARS:
            rows = connection.execute(mine.where(table.c.id.startswith(wanted, autoescape=True)).limit(2)).all()
        if not rows:
            raise NotYours(f"no {noun} of yours is {wanted[:40]!r}; {where}")
        if len(rows) > 1:
            raise NotYours(f"more than one {noun} of yours begins with {wanted!r}; give one or two letters more")
        return rows[0]

    def _practice_of_nudge(self, connection: Connection, nudge: str | None) -> Practice | None:
        chosen = select(_NUDGES.practice).where(_NUDGES.person == self.person, _NUDGES.id == nudge)
        found = connection.execute(chosen).scalar() if nudge else None
        return Practice(found) if found else None

    def _next_instant(self, connection: Connection) -> str:
        """Now, or a moment after the last one written where the clock was set back: the order of writing stays."""
        last = connection.execute(select(func.max(_MOMENTS.written)).where(_MOMENTS.person == self.person)).scalar()
        now = self.now()
        if last and datetime.fromisoformat(last) >= now:
            now = datetime.fromisoformat(last) + timedelta(microseconds=1)
        return now.isoformat(timespec="microseconds")


def whole(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Moment, ...]:
    """Return rows as moments, with their reflections."""
    if not rows:
        return ()
    notes = tables.reflections.c
    found: dict[str, list[Reflection]] = {row.id: [] for row in rows}
    ids = list(found)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        chosen = select(tables.reflections).where(notes.person == rows[0].person, notes.moment.in_(some)).order_by(notes.number)
        for note in connection.execute(chosen):
            found[note.moment].append(Reflection(day=note.day, text=note.text))
    return tuple(
        Moment(
            id=row.id, day=row.day, text=row.text, practice=row.practice, about=row.about, nudge=row.nudge, reflections=tuple(found[row.id])
        )
        for row in rows
    )


def _given(row: Row[Any]) -> Given:
    return Given(
        id=row.id,
        day=row.day,
        practice=row.practice,
        card=row.card,
        say=row.say,
        do=row.cue,
        useful=None if row.useful is None else bool(row.useful),
        situation=row.situation,
    )
