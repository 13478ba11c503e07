"""A roster file -> its members; each fault is named with its row and column, and its row is left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from assistant.domain import Value, clean
from assistant.errors import BadInput
from assistant.tips.rows import numbered_rows
from assistant.tips.values import WEEKDAYS, Member, Role

COLUMNS: Mapping[str, str] = {
    "id": "what your systems know the person by; needed",
    "name": "as the greeting says it; needed",
    "email": "for .eml files",
    "segment": "department or site, for reviews and reports",
    "role": "peer, lead or manager; peer if empty",
    "weekday": "day on which the tip arrives, as Tuesday or 2; Tuesday if empty",
    "hour": "hour of their own day, 0 to 23; 10 if empty",
    "timezone": "as Europe/Lisbon; UTC if empty",
    "opted_out": "yes or no",
    "paused_until": "last day of a pause, as 2026-12-24",
    "leave_from": "first day of a leave",
    "leave_until": "last day of a leave",
    "hired_on": "first day at work; their first weeks are left to those who show them around",
    "holdout": "yes or no: gets no tips, so that the others can be compared with somebody",
}
NEW_FOR_DAYS = 14
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0"})
_MEMBER = ("id", "name", "email", "segment", "role", "timezone")


class Reason(StrEnum):
    """Why somebody gets no tip in a week."""

    OPTED_OUT = "opted out"
    PAUSED = "paused"
    ON_LEAVE = "on leave"
    NEW = "new here"
    HOLDOUT = "holdout"
    IGNORED = "ignored the last ones"
    NO_DAY = "no day left that is not quiet"
    NO_TEXT = "no text left that is not too soon"


class Absence(Value):
    """Somebody gets no tip from one day to another; an open end is for ever."""

    reason: Reason
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class RowFault(Value):
    """What is wrong with one field of a row."""

    row: int
    column: str
    reason: str
    file: str = Field(default="", description="Which file, where there are several.")

    def __str__(self) -> str:
        """One line for a terminal or a file."""
        return f"{self.file} row {self.row}, {self.column}: {self.reason}".lstrip()


class Entry(Value):
    """One row that can be used."""

    row: int
    member: Member
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One row as it stands in its file, by lower-case column names."""

    row: int
    fields: Mapping[str, str]
    file: str = ""
    """Which file, where there are several."""
    faults: tuple[RowFault, ...] = ()
    """What keeps the row from being used, whatever its fields say."""

    @property
    def id(self) -> str:
        """Whom it is about."""
        return clean(self.fields.get("id", "")).strip()


def roster_rows(path: Path, file: str = "") -> Iterator[RosterRow]:
    """Yield the rows of a roster file.

    Raises:
        BadInput: The file is no table, or has no column `id` or `name`.

    """
    return (RosterRow(row=row, fields=fields, file=file) for row, fields in numbered_rows(path, ("id", "name")))


def absences_in(rows: Iterable[RosterRow]) -> Mapping[str, tuple[Absence, ...]]:
    """Every absence that any of a person's rows holds, also where that row has a fault."""
    found: defaultdict[str, tuple[Absence, ...]] = defaultdict(tuple)
    for row in rows:
        if absences := _absences(row.row, row.fields, []):
            found[row.id] += absences
    return found


def read_roster(
    rows: Iterable[RosterRow], absent: Mapping[str, tuple[Absence, ...]], timezones: frozenset[str]
) -> Iterator[Entry | RowFault]:
    """Yield every row as an entry, or the faults for which it is left out; a person who stands twice is a fault too."""
    seen: dict[str, tuple[str, int]] = {}
    for row in rows:
        faults = list(row.faults)
        entry = None if faults else _entry(row.row, row.fields, timezones, faults)
        if entry is None:
            yield from (fault if fault.file else fault.model_copy(update={"file": row.file}) for fault in faults)
        elif first := seen.get(entry.member.id):
            there = f"row {first[1]}" if first[0] == row.file else f"row {first[1]} of {first[0]}"
            yield RowFault(file=row.file, row=row.row, column="id", reason=f"{entry.member.id!r} stands in {there} already")
        else:
            seen[entry.member.id] = (row.file, row.row)
            yield Entry.model_construct(row=row.row, member=entry.member, absences=absent.get(entry.member.id, ()))


def person_in(path: Path, row: int, fields: Mapping[str, str]) -> str:
    """The person whom a row of a list names, as the roster knows them.

    Raises:
        BadInput: It names nobody.

    """
    person = clean(fields["person"]).strip()
    if not person:
        raise BadInput(f"{path}: row {row}, person: is empty; write the id that the roster knows them by")
    return person


def _entry(row: int, fields: Mapping[str, str], timezones: frozenset[str], faults: list[RowFault]) -> Entry | None:
    """Read a row, adding what is wrong with it to `faults`."""
    values: dict[str, object] = {name: text for name in _MEMBER if (text := fields.get(name, "").strip())}
    values["role"] = fields.get("role", "").strip().lower() or Role.PEER
    values.update({name: "" for name in ("id", "name") if name not in values})
    numbers = {"weekday": _weekday(fields.get("weekday", "")), "hour": _hour(fields.get("hour", ""))}
    for name, number in numbers.items():
        if number is None:
            faults.append(RowFault(row=row, column=name, reason=f"{fields[name][:60]!r} is not {_WANTED[name]}"))
        else:
            values[name] = number
    if str(values.get("timezone", "UTC")) not in timezones:
        faults.append(RowFault(row=row, column="timezone", reason=f"{values['timezone']!r} is no time zone; write it as Europe/Lisbon"))
    absences = _absences(row, fields, faults)
    try:
        member = Member.model_validate(values)
    except ValidationError as error:
        faults.extend(_member_fault(row, each["loc"], each["msg"], each["input"]) for each in error.errors())
        return None
    return None if faults else Entry.model_construct(row=row, member=member, absences=absences)


_WANTED = {"weekday": "a weekday, as Tuesday or 2", "hour": "an hour from 0 to 23"}


def _member_fault(row: int, where: Sequence[int | str], said: str, given: object) -> RowFault:
    column = str(where[0])
    if given == "":
        return RowFault(row=row, column=column, reason="is empty")
    if column == "role":
        return RowFault(row=row, column=column, reason=f"{given!r} is none of {', '.join(Role)}")
    if column == "email":
        return RowFault(row=row, column=column, reason=f"{str(given)[:60]!r} is no address")
    return RowFault(row=row, column=column, reason=said.removeprefix("Value error, "))


def _weekday(text: str) -> int | None:
    text = text.strip().lower()
    if text.isdecimal():
        return int(text) - 1 if len(text) == 1 and 1 <= int(text) <= 7 else None
    if not text:
        return Member.model_fields["weekday"].default  # type: ignore[no-any-return]  # pydantic types a default as Any
    return next((day for day, name in enumerate(WEEKDAYS) if len(text) >= 2 and name.lower().startswith(text)), None)


def _hour(text: str) -> int | None:
    digits = text.strip().partition(":")[0]
    if not digits:
        return Member.model_fields["hour"].default  # type: ignore[no-any-return]  # pydantic types a default as Any
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and int(digits) <= 23 else None


def _absences(row: int, fields: Mapping[str, str], faults: list[RowFault]) -> tuple[Absence, ...]:
    found = [
        Absence(reason=reason)
        for name, reason in (("opted_out", Reason.OPTED_OUT), ("holdout", Reason.HOLDOUT))
        if is_yes(row, name, fields, faults)
    ]
    if until := day_of(row, "paused_until", fields, faults):
        found.append(Absence(reason=Reason.PAUSED, until=until))
    since, until = day_of(row, "leave_from", fields, faults), day_of(row, "leave_until", fields, faults)
    if since and until and until < since:
        faults.append(RowFault(row=row, column="leave_until", reason=f"{until} is before leave_from"))
    elif since or until:
        found.append(Absence(reason=Reason.ON_LEAVE, since=since, until=until))
    if hired := day_of(row, "hired_on", fields, faults):
        found.append(Absence(reason=Reason.NEW, until=hired + min(timedelta(days=NEW_FOR_DAYS - 1), date.max - hired)))
    return tuple(found)


def is_yes(row: int, column: str, fields: Mapping[str, str], faults: list[RowFault]) -> bool:
    """Read a yes or no; anything else is a fault, since a wish to be left alone must not be guessed at."""
    text = fields.get(column, "").strip().lower()
    if text not in _YES | _NO:
        faults.append(RowFault(row=row, column=column, reason=f"{text!r} is neither yes nor no"))
    return text in _YES


def day_of(row: int, column: str, fields: Mapping[str, str], faults: list[RowFault]) -> date | None:
    """Read a date; an empty field has none."""
    text = fields.get(column, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        faults.append(RowFault(row=row, column=column, reason=f"{text!r} is no date; write it as 2026-11-24"))
        return None
