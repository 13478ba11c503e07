"""A roster and the weeks before -> the frozen plan of one week."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from itertools import islice
from typing import Protocol

from assistant.roster import Absence, Entry, Reason, RowFault
from assistant.tips.files import Row, alone_in, sha256, write_whole
from assistant.tips.history import got_bytes
from assistant.tips.lists import PAUSED_WEEKS
from assistant.tips.pacing import send_at
from assistant.tips.values import Member, Seat, Text, key_of, number_of
from assistant.tips.week import PART_PEOPLE, Plan, Texts, Week, seat_lines
from assistant.weekly import Got, Menu, choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever plans a week may say besides the roster."""

    tenant: str = "default"
    seed: int = 1
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)
    quiet: frozenset[date] = frozenset()
    stagger_minutes: int = 0
    opted_out: frozenset[str] = frozenset()
    pause_after: int = 0
    """So many tips running that were neither opened nor done; 0 never pauses."""
    heard_weeks: frozenset[int] = frozenset()
    heard: frozenset[tuple[str, int]] = frozenset()

    def out_for_good(self, day: date) -> frozenset[str]:
        """Who has opted out by a day, and not only until another."""
        listed = (
            person
            for person, absences in self.absences.items()
            if any(each.reason is Reason.OPTED_OUT and each.until is None and each.holds_on(day) for each in absences)
        )
        return self.opted_out.union(listed)


class Memory(Protocol):
    """What each person got before."""

    def of(self, people: Sequence[int]) -> Iterator[Got]:
        """What each of some people got, in their order."""

    def weeks_of(self, person: int) -> list[int]:
        """How many weeks ago somebody got a tip, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Plans one week: who, when, which text; the same files from the same roster, seed and earlier weeks."""

    week: Week
    menu: Menu
    history: Memory
    wishes: Wishes
    theme: str
    knowledge: str
    prompts: str

    def plan(self, rows: Iterable[Entry | RowFault], roster: str, on_people: Callable[[int], None] = lambda _: None) -> Plan:
        """Freeze the week, part by part; the plan itself comes last."""
        with alone_in(self.week.folder):
            given: list[tuple[int, int]] = []
            left: list[tuple[Entry, Reason]] = []
            faults: list[RowFault] = []
            parts: list[Row] = []
            self.week.begin_anew()
            seats = self._seats(rows, left, faults, given)
            while several := list(islice(seats, PART_PEOPLE)):
                parts.append(self._write_part(len(parts), several))
                on_people(len(several))
            self.week.write("menu.json", Texts(texts=self._used(given)))
            write_whole(self.week.folder / "got.npy", got_bytes(given))
            write_whole(self.week.folder / "left-out.csv", _left_out(left))
            write_whole(self.week.folder / "faults.csv", _faults(faults))
            plan = Plan(
                week=str(self.week.week),
                tenant=self.wishes.tenant,
                seed=self.wishes.seed,
                theme=self.theme,
                theme_id=self.menu.theme,
                knowledge=self.knowledge,
                prompts=self.prompts,
                roster=roster,
                people=len(given),
                left_out=dict(sorted(Counter(str(reason) for _, reason in left).items())),
                faults=len({(fault.file, fault.row) for fault in faults}),
                parts=tuple(parts),
            )
            self.week.write("plan.json", plan)
            return plan

    def _seats(
        self, rows: Iterable[Entry | RowFault], left: list[tuple[Entry, Reason]], faults: list[RowFault], given: list[tuple[int, int]]
    ) -> Iterator[Seat]:
        """Everybody who gets a tip; who does not is noted with the reason before anything is chosen for them."""
        entries = iter(rows)
        while batch := list(islice(entries, PART_PEOPLE)):
            faults.extend(row for row in batch if isinstance(row, RowFault))
            here = []
            for entry in (row for row in batch if isinstance(row, Entry)):
                person = number_of(self.wishes.tenant, entry.member.id)
                moment = send_at(entry.member, self.week.week, self.wishes.quiet, self.wishes.stagger_minutes, person)
                reason = self._absent(entry, person, moment)
                if reason:
                    left.append((entry, reason))
                elif moment:
                    here.append((entry, person, moment))
            for (entry, person, moment), got in zip(here, self.history.of([person for _, person, _ in here]), strict=True):
                text = choose(person ^ self.wishes.seed, entry.member.role, self.menu, got)
                if text is None:
                    left.append((entry, Reason.NO_TEXT))
                    continue
                given.append((person, text.number))
                yield self._seat(entry.member, moment, text)

    def _seat(self, member: Member, moment: datetime, text: Text) -> Seat:
        key = key_of(self.wishes.tenant, member.id, self.week.week, self.prompts, self.knowledge)
        return Seat.model_construct(key=key, member=member, send_at=moment, text=text.id)

    def _absent(self, entry: Entry, person: int, moment: datetime | None) -> Reason | None:
        """Why somebody gets nothing this week, if so."""
        member = entry.member
        if member.id in self.wishes.opted_out:
            return Reason.OPTED_OUT
        day = moment.date() if moment else self.week.week.day(member.weekday)
        absences = (*entry.absences, *self.wishes.absences.get(member.id, ()))
        if absent := next((absence.reason for absence in absences if absence.holds_on(day)), None):
            return absent
        if moment is None:
            return Reason.NO_DAY
        return Reason.IGNORED if self.wishes.pause_after and self._ignores(member.id, person) else None

    def _ignores(self, id: str, person: int) -> bool:
        """The last tips that anything was fed back of were all ignored, and the newest of them is not long ago."""
        now = self.week.week.number
        last = [now - age for age in self.history.weeks_of(person) if now - age in self.wishes.heard_weeks][: self.wishes.pause_after]
        is_full = len(last) == self.wishes.pause_after
        return is_full and now - last[0] < PAUSED_WEEKS and all((id, week) not in self.wishes.heard for week in last)

    def _write_part(self, number: int, seats: Sequence[Seat]) -> Row:
        path, content = self.week.part(number), seat_lines(seats)
        write_whole(path, content)
        return Row(part=path.name, people=len(seats), sha256=sha256(content))

    def _used(self, given: Sequence[tuple[int, int]]) -> tuple[Text, ...]:
        used = {text for _, text in given}
        return tuple(text for text in self.menu.texts if text.number in used)


def _left_out(left: Sequence[tuple[Entry, Reason]]) -> bytes:
    rows = ((entry.member.id, str(reason), entry.member.segment) for entry, reason in left)
    return _csv(("person", "reason", "segment"), rows)


def _faults(faults: Sequence[RowFault]) -> bytes:
    rows = ((fault.file, str(fault.row), fault.column, fault.reason) for fault in faults)
    return _csv(("file", "row", "column", "reason"), rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerows([head, *rows])
    return sink.getvalue().encode()
