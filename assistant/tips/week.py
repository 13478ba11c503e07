"""The folder of one week: its plan, its texts, its frozen audience in parts, its approval."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from assistant.domain import GENERATED_BY, Value
from assistant.errors import BadInput
from assistant.tips.files import Row, write_whole
from assistant.tips.history import History, Past, counting_weeks, past
from assistant.tips.values import IsoWeek, Seat, Text, iso_week
from assistant.weekly import SAME_TEXT_WEEKS

V = TypeVar("V", bound=Value)
PART_PEOPLE = 5_000


class Plan(Value):
    """What a frozen week holds; written last, so a week without one is not planned."""

    week: str
    tenant: str
    seed: int
    theme: str
    theme_id: str
    knowledge: str
    prompts: str
    roster: str
    people: int
    left_out: Mapping[str, int]
    faults: int
    parts: tuple[Row, ...]
    generated_by: str = GENERATED_BY


class Texts(Value):
    """The distinct texts of a week, as they were planned or as they were written."""

    texts: tuple[Text, ...]


class Approval(Value):
    """Who approved which words of a week: the digest of each text, so that other words are not approved."""

    week: str
    by: str
    at: str
    approved: Mapping[str, str]
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week below the folder that holds them all."""

    out: Path
    week: IsoWeek

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.out / str(self.week)

    def plan(self) -> Plan:
        """Read the plan.

        Raises:
            BadInput: The week is not planned.

        """
        return self._read("plan.json", Plan, f"smallacts tips plan ROSTER --week {self.week} --out {self.out}")

    def is_planned(self) -> bool:
        """Say whether the plan is there."""
        return (self.folder / "plan.json").exists()

    def menu(self) -> tuple[Text, ...]:
        """The texts that were chosen for the week, in the cards' words."""
        return self._read("menu.json", Texts, f"smallacts tips plan ROSTER --week {self.week} --out {self.out}").texts

    def texts(self) -> tuple[Text, ...]:
        """The texts as they were written, and perhaps edited.

        Raises:
            BadInput: They were not written.

        """
        return self._read("texts.json", Texts, f"smallacts tips write --week {self.week} --out {self.out} --yes").texts

    def approval(self) -> Approval:
        """Read the approval.

        Raises:
            BadInput: Nobody approved the week.

        """
        return self._read("approval.json", Approval, f"smallacts tips approve --week {self.week} --out {self.out} --by NAME")

    def is_approved(self) -> bool:
        """Say whether somebody approved it."""
        return (self.folder / "approval.json").exists()

    def write(self, name: str, value: Value) -> None:
        """Write one of its files whole."""
        write_whole(self.folder / name, value.model_dump_json(indent=1).encode() + b"\n")

    def begin_anew(self) -> None:
        """Take away what an earlier plan left, the plan first: its texts are not this plan's, nor are its people."""
        for name in ("plan.json", "texts.json"):
            (self.folder / name).unlink(missing_ok=True)
        for folder in (self.folder / "people", *self.folder.glob("rendered/*")):
            remove_parts(folder)

    def refuse_to_change_under_later(self) -> None:
        """Keep who gets what as it is while a later week's promises look back at it.

        Raises:
            BadInput: One is planned.

        """
        for weeks in range(1, SAME_TEXT_WEEKS):
            later = Week(out=self.out, week=self.week.earlier(-weeks))
            if later.is_planned():
                raise BadInput(
                    f"{later.week} is planned already, and looks back at {self.week}; "
                    f"plan weeks in their order: take {later.folder} away, and plan it again after this one"
                )

    @property
    def roster(self) -> Path:
        """The roster that the week was planned from, with what the deltas changed."""
        return self.folder / "roster.csv"

    def part(self, number: int) -> Path:
        """The file of one part of the audience."""
        return self.folder / "people" / f"part-{number:05}.jsonl"

    def seats(self, number: int) -> list[Seat]:
        """The people of one part.

        Raises:
            BadInput: It is not the part that was written.

        """
        try:
            return seats_in(self.part(number).read_bytes())
        except (OSError, ValidationError) as error:
            raise BadInput(f"{self.part(number)}: not the part that was planned; plan the week again with --again") from error

    def all_seats(self) -> Iterator[Seat]:
        """Everybody of the week, a part in memory at once."""
        for number in range(len(self.plan().parts)):
            yield from self.seats(number)

    def _read(self, name: str, kind: type[V], command: str) -> V:
        path = self.folder / name
        try:
            return kind.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            raise BadInput(f"{path} is not there; make it with: {command}") from None
        except (OSError, ValidationError) as error:
            raise BadInput(f"{path}: cannot be read, or is of another version; make it again with: {command}") from error


def remove_parts(folder: Path) -> None:
    """Take away the parts of a folder, what says that they are there first."""
    for path in (folder / "manifest.jsonl", *folder.glob("part-*")):
        path.unlink(missing_ok=True)


def history_before(out: Path, week: IsoWeek) -> History:
    """Open the earlier weeks that the promises look back to."""
    found: list[Past] = []
    for age, earlier in counting_weeks(week):
        its = Week(out=out, week=earlier)
        if its.is_planned():
            found.append(past(age, its.menu(), its.folder / "got.npy"))
    return History(weeks=tuple(found))


def seat_lines(seats: Sequence[Seat]) -> bytes:
    """A part of the audience as a file."""
    return "".join(seat.model_dump_json() + "\n" for seat in seats).encode()


def seats_in(lines: bytes) -> list[Seat]:
    """The people of a part's file."""
    return [Seat.model_validate_json(line) for line in lines.splitlines()]


def planned_weeks(out: Path) -> list[Week]:
    """Every planned week below a folder, oldest first; a folder of another name is none of ours."""
    found = []
    for path in sorted(out.glob("*-W*/plan.json")):
        with suppress(BadInput):
            found.append(Week(out=out, week=iso_week(path.parent.name)))
    return found


def last_roster(week: Week, tenant: str) -> Week:
    """The newest week before this one, whose roster the next deltas change.

    Raises:
        BadInput: There is none, or it is another tenant's.

    """
    before = [its for its in planned_weeks(week.out) if its.week.number < week.week.number and its.roster.exists()]
    if not before:
        raise BadInput(
            f"no week before {week.week} lies in {week.out}; give the whole roster: smallacts tips plan ROSTER --week {week.week}"
        )
    if (its := before[-1].plan().tenant) != tenant:
        raise BadInput(f"{before[-1].roster} is the roster of tenant {its!r}; give a ROSTER, or --tenant {its}")
    return before[-1]


def file_digest(path: Path) -> str:
    """Of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
