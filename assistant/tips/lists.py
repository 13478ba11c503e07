"""Lists beside a roster: who is to be left out, and what a mail platform fed back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from assistant.domain import Value
from assistant.errors import BadInput
from assistant.roster import Absence, Reason, RowFault, day_of, person_in
from assistant.tips.rows import numbered_rows
from assistant.tips.values import IsoWeek, iso_week

PAUSED_WEEKS = 8  # after which one more tip is tried
_REASONS: Mapping[str, Reason] = {
    "opt-out": Reason.OPTED_OUT,
    "pause": Reason.PAUSED,
    "leave": Reason.ON_LEAVE,
    "new-hire": Reason.NEW,
    "holdout": Reason.HOLDOUT,
}


class Event(StrEnum):
    """What a person did with a tip, as a mail platform reports it."""

    OPENED = "opened"
    DONE = "done"
    OPT_OUT = "opt-out"


class Feedback(Value):
    """One event of one person and week."""

    person: str
    week: IsoWeek
    event: Event


def read_absences(paths: Sequence[Path]) -> Mapping[str, tuple[Absence, ...]]:
    """Read who is left out besides; columns `person`, `reason`, and where it ends or begins, `from` and `until`.

    Raises:
        BadInput: A row cannot be read. Nobody is planned then, for a wish to be left alone must not be lost.

    """
    found: defaultdict[str, list[Absence]] = defaultdict(list)
    for path in paths:
        for row, fields in numbered_rows(path, ("person", "reason")):
            faults: list[RowFault] = []
            since, until = day_of(row, "from", fields, faults), day_of(row, "until", fields, faults)
            reason = _REASONS.get(fields["reason"].strip().lower())
            if reason is None:
                faults.append(RowFault(row=row, column="reason", reason=f"{fields['reason']!r} is none of {', '.join(_REASONS)}"))
            if faults or reason is None:
                raise BadInput(f"{path}: {faults[0]}; nobody is planned before this is mended")
            found[person_in(path, row, fields)].append(Absence(reason=reason, since=since, until=until))
    return {person: tuple(several) for person, several in found.items()}


def read_feedback(paths: Sequence[Path]) -> list[Feedback]:
    """Read what was fed back; columns `person`, `week` and `event`.

    Raises:
        BadInput: A row cannot be read.

    """
    return [feedback for path in paths for feedback in _feedback(path)]


def _feedback(path: Path) -> Iterator[Feedback]:
    for row, fields in numbered_rows(path, ("person", "week", "event")):
        event = fields["event"].strip().lower()
        if event not in list(Event):
            raise BadInput(f"{path}: row {row}, event: {event!r} is none of {', '.join(Event)}")
        try:
            week = iso_week(fields["week"])
        except BadInput:
            raise BadInput(f"{path}: row {row}, week: {fields['week']!r} is no ISO week; write it as 2026-W48") from None
        yield Feedback(person=person_in(path, row, fields), week=week, event=Event(event))


def opted_out(feedback: Sequence[Feedback]) -> frozenset[str]:
    """Who has opted out by what was fed back."""
    return frozenset(each.person for each in feedback if each.event is Event.OPT_OUT)


def heard_of(feedback: Sequence[Feedback]) -> tuple[frozenset[int], frozenset[tuple[str, int]]]:
    """The weeks that anything was fed back of, and who opened or did the tip of which week, weeks by their number."""
    weeks = frozenset(each.week.number for each in feedback)
    return weeks, frozenset((each.person, each.week.number) for each in feedback if each.event is not Event.OPT_OUT)
