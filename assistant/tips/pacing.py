"""When a tip arrives: the person's own weekday and hour, past quiet days, a little apart from the others."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from assistant.tips.values import IsoWeek, Member

WORKING_DAYS = range(5)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def send_at(member: Member, week: IsoWeek, quiet: frozenset[date], stagger_minutes: int, person: int) -> datetime | None:
    """The moment in the person's own time; on a quiet day the next working day of the week, or an earlier one. It never leaves its day."""
    day = next((week.day(weekday) for weekday in _days(member.weekday) if week.day(weekday) not in quiet), None)
    if day is None:
        return None
    zone = _zone(member.timezone)
    local, midnight = (datetime(on.year, on.month, on.day, hour, tzinfo=zone) for on, hour in ((day, member.hour), (day + DAY, 0)))
    # through UTC and back, so that an hour which the clocks skip becomes one that there is
    last = midnight.astimezone(UTC) - MINUTE
    first = min(local.astimezone(UTC), last)
    spread = min(stagger_minutes, 1 + (last - first) // MINUTE)
    return (first + MINUTE * (person % spread if spread else 0)).astimezone(zone)


def _days(weekday: int) -> Iterator[int]:
    yield weekday
    yield from (day for day in WORKING_DAYS if day > weekday)
    yield from (day for day in reversed(WORKING_DAYS) if day < weekday)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
