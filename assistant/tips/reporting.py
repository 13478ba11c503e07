"""What went to whom and what was fed back, in groups of five or more; and those with tips beside the holdout."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path

from pydantic import Field

from assistant.domain import Value
from assistant.errors import BadInput
from assistant.roster import Reason, person_in
from assistant.tips.lists import Event, Feedback
from assistant.tips.rows import numbered_rows
from assistant.tips.week import Week

MIN_PEOPLE = 5  # fewer can be told apart
SMALL = f"groups under {MIN_PEOPLE}"
Z95, Z_POWER = 1.96, 0.84  # 95% intervals; a difference that four in five such comparisons would see
HONEST = (
    "Effects of programmes like this one, at scale, are of the order of one percentage point: most that look larger are chance or choice."
)


class Line(Value):
    """One group: its people, its tips, and what came back of them."""

    group: str
    people: int
    tips: int
    opened: int
    done: int
    opted_out: int


class Comparison(Value):
    """The share of a yes among those with tips and in the holdout, and their difference with its interval."""

    with_tips: int
    yes_with_tips: int
    holdout: int
    yes_in_holdout: int
    difference: float = Field(description="In percentage points.")
    low: float
    high: float
    smallest_seen: float = Field(description="The smallest difference, in points, that groups of this size show in four cases of five.")
    said: str


class Report(Value):
    """All of it."""

    weeks: tuple[str, ...]
    by_practice: tuple[Line, ...]
    by_card: tuple[Line, ...]
    by_segment: tuple[Line, ...]
    left_out: Mapping[str, int]
    comparison: Comparison | None = None


class _Tally:
    """Counts of one group while the weeks are read."""

    def __init__(self) -> None:
        self.people: set[str] = set()
        self.counts: dict[str, int] = dict.fromkeys(("tips", *Event), 0)

    def add(self, person: str, events: Iterable[Event]) -> None:
        self.people.add(person)
        self.counts["tips"] += 1
        for event in events:
            self.counts[event] += 1

    def merge(self, other: "_Tally") -> None:
        self.people |= other.people
        self.counts = {name: count + other.counts[name] for name, count in self.counts.items()}

    def line(self, group: str) -> Line:
        counts = self.counts
        return Line(
            group=group,
            people=len(self.people),
            tips=counts["tips"],
            opened=counts[Event.OPENED],
            done=counts[Event.DONE],
            opted_out=counts[Event.OPT_OUT],
        )


def report(weeks: Sequence[Week], feedback: Sequence[Feedback], outcomes: Mapping[str, bool] | None = None) -> Report:
    """Report what went out in the approved weeks.

    Raises:
        BadInput: No week was approved, or there is nobody to compare.

    """
    events: defaultdict[tuple[str, int], set[Event]] = defaultdict(set)
    for each in feedback:
        events[each.person, each.week.number].add(each.event)
    practices, segments, left_out = (defaultdict[str, _Tally](_Tally) for _ in range(3))
    cards = defaultdict[str, defaultdict[str, _Tally]](lambda: defaultdict(_Tally))
    held, reached = set(), set()
    approved = [week for week in weeks if week.is_approved()]
    if not approved:
        raise BadInput("no week was approved, so nothing went out; approve one with `smallacts tips approve`")
    for week in approved:
        texts = {text.id: text for text in week.menu()}
        for seat in week.all_seats():
            person, text = seat.member.id, texts[seat.text]
            reached.add(person)
            happened = events.get((person, week.week.number), ())
            for tally in (practices[text.practice], cards[text.practice][text.card], segments[seat.member.segment or "no segment"]):
                tally.add(person, happened)
        for person, reason in _left_out(week):
            left_out[reason].add(person, ())
            if reason == Reason.HOLDOUT:
                held.add(person)
    return Report(
        weeks=tuple(str(week.week) for week in approved),
        by_practice=_lines(practices),
        by_card=_lines_within(practices, cards),
        by_segment=_lines(segments),
        left_out={line.group: line.people for line in _lines(left_out)},
        comparison=None if outcomes is None else _compared(outcomes, reached - held, held),
    )


def read_outcomes(path: Path) -> Mapping[str, bool]:
    """Read what was asked of everybody, holdout too: columns `person` and `yes`, as yes or no.

    Raises:
        BadInput: A row cannot be read.

    """
    found = {}
    for row, fields in numbered_rows(path, ("person", "yes")):
        said = fields["yes"].strip().lower()
        if said not in ("yes", "no", "1", "0"):
            raise BadInput(f"{path}: row {row}, yes: {said!r} is neither yes nor no")
        found[person_in(path, row, fields)] = said in ("yes", "1")
    return found


def _lines(tallies: Mapping[str, _Tally], rest: str = SMALL) -> tuple[Line, ...]:
    """The groups, largest first; those of too few people as one, at the end."""
    lines = [_merged(tallies[group] for group in groups).line(name) for name, groups in _shown(tallies, rest).items()]
    return tuple(sorted(lines, key=lambda line: (line.group == rest, -line.tips, line.group)))


def _lines_within(outer: Mapping[str, _Tally], inner: Mapping[str, Mapping[str, _Tally]]) -> tuple[Line, ...]:
    """The groups within each shown group, so that it less some of them never tells of a few people."""
    lines: list[Line] = []
    for name, groups in _shown(outer, SMALL).items():
        within = {f"{its} ({group})": tally for group in groups for its, tally in inner[group].items()}
        lines.extend(_lines(within, SMALL if SMALL in name else f"{SMALL} ({name})"))
    return tuple(lines)


def _shown(tallies: Mapping[str, _Tally], rest: str) -> Mapping[str, Sequence[str]]:
    """Which groups stand in which line: none has too few people, and nobody is missing, for a difference would show them.

    Where all of them together are too few, there is no line.
    """
    small = sorted(group for group, tally in tallies.items() if len(tally.people) < MIN_PEOPLE)
    shown: dict[str, list[str]] = {group: [group] for group in tallies if group not in small}
    if len(_merged(tallies[group] for group in small).people) >= MIN_PEOPLE:
        shown[rest] = small
    elif small and shown:
        smallest = min(shown, key=lambda group: (len(tallies[group].people), group))
        shown[f"{smallest} and {SMALL}"] = [*shown.pop(smallest), *small]
    return shown


def _merged(tallies: Iterable[_Tally]) -> _Tally:
    merged = _Tally()
    for tally in tallies:
        merged.merge(tally)
    return merged


def _left_out(week: Week) -> list[tuple[str, str]]:
    with (week.folder / "left-out.csv").open(encoding="utf-8", newline="") as file:
        return [(row["person"], row["reason"]) for row in csv.DictReader(file)]


def _compared(outcomes: Mapping[str, bool], reached: set[str], held: set[str]) -> Comparison:
    """The difference of two shares with Newcombe's interval (hybrid of Wilson's)."""
    ours, theirs = ([outcomes[person] for person in group if person in outcomes] for group in (reached, held))
    if len(ours) < MIN_PEOPLE or len(theirs) < MIN_PEOPLE:
        raise BadInput(
            f"the comparison needs answers of {MIN_PEOPLE} people or more on either side; there are {len(ours)} and {len(theirs)} of the holdout"
        )
    p, q = sum(ours) / len(ours), sum(theirs) / len(theirs)
    (p_low, p_high), (q_low, q_high) = _wilson(sum(ours), len(ours)), _wilson(sum(theirs), len(theirs))
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    pooled = (sum(ours) + sum(theirs)) / (len(ours) + len(theirs))
    smallest = (Z95 + Z_POWER) * sqrt(pooled * (1 - pooled) * (1 / len(ours) + 1 / len(theirs)))
    shown = "The interval holds nought: no difference was shown." if low <= 0 <= high else "The interval does not hold nought."
    return Comparison(
        with_tips=len(ours),
        yes_with_tips=sum(ours),
        holdout=len(theirs),
        yes_in_holdout=sum(theirs),
        difference=100 * (p - q),
        low=100 * low,
        high=100 * high,
        smallest_seen=100 * smallest,
        said=f"{shown} {HONEST} It is a fair comparison only if the holdout was drawn by chance.",
    )


def _wilson(yes: int, n: int) -> tuple[float, float]:
    middle = (yes + Z95**2 / 2) / (n + Z95**2)
    half = Z95 / (n + Z95**2) * sqrt(yes * (n - yes) / n + Z95**2 / 4)
    return middle - half, middle + half
