"""What the challenge of a week needs to know of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from sqlalchemy import Connection, func, select

from assistant.challenge import WEEKS_SHOWN, Known
from assistant.domain import Practice
from assistant.nudge_log import EVER, practised
from assistant.store import tables
from assistant.store.database import Database, runner
from assistant.store.moments import whole
from assistant.week import Week

_MOMENTS = tables.moments.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """The weeks of one person."""

    database: Database
    person: str

    def known(self, week: Week, zone: tzinfo | None) -> Known:
        """Return what was done in a week, and what had been done when it began: so its plan stays as it was shown.

        Nudges have no part in it: a thumb may come later, and after a while they are dropped.
        """
        begin = _instant(week.monday, zone)
        mine = _MOMENTS.person == self.person
        chosen = select(tables.moments).where(mine, _MOMENTS.day.between(str(week.monday), str(week.sunday)))
        with self.database.reading() as connection:
            return Known(
                moments=whole(connection, connection.execute(chosen.order_by(_MOMENTS.day, _MOMENTS.written)).all()),
                tallies=tuple(practised(runner(connection), self.person, week.monday, begin)),
                last_done=self._last_done(connection, week.monday, begin),
                ever_done=frozenset(self._last_done(connection, date.max, EVER)),
                counts=self._counts(connection, week),
            )

    def _counts(self, connection: Connection, newest: Week) -> Mapping[Week, int]:
        """Count the moments of the last weeks, oldest first; a week without any is counted too."""
        oldest = newest.before(WEEKS_SHOWN - 1)
        chosen = (
            select(_MOMENTS.day, func.count())
            .where(_MOMENTS.person == self.person, _MOMENTS.day.between(str(oldest.monday), str(newest.sunday)))
            .group_by(_MOMENTS.day)
        )
        found = {newest.before(WEEKS_SHOWN - 1 - i): 0 for i in range(WEEKS_SHOWN)}
        for day, count in connection.execute(chosen):
            found[Week.of(date.fromisoformat(day))] += count
        return found

    def _last_done(self, connection: Connection, before: date, written_before: str) -> Mapping[Practice, date]:
        found = {}
        for practice in Practice:
            chosen = (
                select(_MOMENTS.day)
                .where(_MOMENTS.person == self.person, _MOMENTS.practice == practice.value)
                .where(_MOMENTS.day < str(before), _MOMENTS.written < written_before)
                .order_by(_MOMENTS.day.desc())
                .limit(1)
            )
            if day := connection.execute(chosen).scalar():
                found[practice] = date.fromisoformat(day)
        return found


def _instant(day: date, zone: tzinfo | None) -> str:
    """The beginning of a day, as instants are written."""
    return datetime.combine(day, time(), zone).astimezone(UTC).isoformat(timespec="microseconds")
