"""ISO weeks and days, as a person in their own time zone counts them."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NoReturn, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import model_serializer, model_validator

from assistant.domain import Value
from assistant.errors import BadInput

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_YEAR, LAST_YEAR = 1970, 2999  # beyond them a calendar may end within the weeks that are shown
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


class Week(Value):
    """An ISO week: Monday to Sunday, numbered by the year that its Thursday is in."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that a day is in."""
        year, number, _ = day.isocalendar()
        return cls(year=year, number=number)

    @classmethod
    def named(cls, text: str) -> Self:
        """Read a week as it is written, `2026-W48`.

        Raises:
            BadInput: There is no such week.

        """
        found = _WEEK.fullmatch(text.strip())
        if found and not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise BadInput(f"{found[0]} is not of our time; give a week of the years {FIRST_YEAR} to {LAST_YEAR}")
        try:
            return cls.of(date.fromisocalendar(int(found[1]), int(found[2]), 1)) if found else _no_week(text)
        except ValueError:
            _no_week(text)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def before(self, weeks: int) -> Self:
        """Return the week that was so many weeks earlier."""
        return self.of(self.monday - timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        week = cls.named(given)
        return {"year": week.year, "number": week.number}

    @model_serializer
    def _written(self) -> str:
        return str(self)


def _no_week(text: str) -> NoReturn:
    raise BadInput(f"{text[:40]!r} is no ISO week; write it like 2026-W48")


def utc_now() -> datetime:
    """Return the instant that it is."""
    return datetime.now(UTC)


def zone_named(name: str | None) -> tzinfo | None:
    """Return the time zone of a name such as Europe/Berlin; None, the machine's own, where there is no name.

    Raises:
        BadInput: No zone has this name.

    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(f"{name[:60]!r} is no time zone; write it like Europe/Berlin") from error


def day_in(zone: tzinfo | None, now: datetime) -> date:
    """Return the day that it is in a time zone at an instant."""
    return now.astimezone(zone).date()


def day_named(text: str, today: date) -> date:
    """Read a day that somebody wrote: today, yesterday, a day of the week (the latest one), or 2026-11-26.

    Raises:
        BadInput: It is no day, or has not come yet.

    """
    word = text.strip().lower()
    days_ago = {"today": 0, "yesterday": 1}.get(word)
    if days_ago is None:
        days_ago = next(((today.weekday() - i) % 7 for i, name in enumerate(DAYS) if len(word) >= 3 and name.startswith(word)), None)
    if days_ago is not None:
        return today - timedelta(days=days_ago)
    try:
        day = date.fromisoformat(word)
    except ValueError as error:
        raise BadInput(f"{text[:40]!r} is no day; write today, yesterday, tuesday or {today.isoformat()}") from error
    if day > today:
        raise BadInput(f"{day} has not come yet; a moment is something that you did")
    return day
