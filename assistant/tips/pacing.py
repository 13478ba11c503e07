"""When a tip arrives: the person's own weekday and hour, past quiet days, a little apart from the others."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from assistant.tips.values import IsoWeek, Member

WORKING_DAYS = range(5)


def send_at(member: Member, week: IsoWeek, quiet: frozenset[date], stagger_minutes: int, person: int) -> datetime | None:
    """The moment in the person's own time; on a quiet day the next working day of the week, or an earlier one."""
    day = next((week.day(weekday) for weekday in _days(member.weekday) if week.day(weekday) not in quiet), None)
    if day is None:
        return None
    zone = _zone(member.timezone)
    local = datetime(day.year, day.month, day.day, member.hour, tzinfo=zone)
    # through UTC and back, so that an hour which the clocks skip becomes one that there is
    later = local.astimezone(UTC) + timedelta(minutes=person % stagger_minutes if stagger_minutes else 0)
    return later.astimezone(zone)


def _days(weekday: int) -> Iterator[int]:
    yield weekday
    yield from (day for day in WORKING_DAYS if day > weekday)
    yield from (day for day in reversed(WORKING_DAYS) if day < weekday)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
