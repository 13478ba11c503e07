"""A year of weekly tips, simulated with the real planner and its files, and held to what is promised."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain import Practice
from assistant.factory_tips import Desk
from assistant.roster import Absence, Entry, Reason
from assistant.tips.catalogue import text_faults
from assistant.tips.history import History
from assistant.tips.planning import Planner, Wishes
from assistant.tips.values import IsoWeek, Member, Role, Text, iso_week
from assistant.tips.week import Week, history_before
from assistant.weekly import ALIKE_WEEKS, PRACTICE_WINDOW, SAME_CARD_WEEKS, SAME_TEXT_WEEKS, Got, alike_before, menu_of

FIRST = iso_week("2026-W40")  # a year from here holds a week 53
PROMISES = (
    "no card again within eight weeks",
    "no text again within twelve months",
    "no text with nearly the words of one in twelve weeks",
    "all five practices in any six tips running",
    "nobody gets a tip who is away, opted out or in the holdout",
    "everybody stands there once: with a tip, or left out with the reason",
    "words that the reader's role can say",
)
CARD, TEXT, WORDS, PRACTICES, AWAY, ONCE, ROLE = PROMISES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One week as its files tell it, beside what should have been."""

    week: IsoWeek
    given: Sequence[tuple[Member, Text]]
    left_out: Sequence[str]
    without_text: int
    """People for whom no text of the week kept every promise."""
    roster: Mapping[str, bool]
    """Everybody of the roster, and whether they were away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A planner with one promise broken on purpose."""

    breaks: str
    planner: Callable[[Planner], Planner] = lambda planner: planner
    rows: Callable[[Iterable[Entry]], Iterable[Entry]] = lambda rows: rows


SOUND = Mutant(breaks="")


def simulate(
    desk: Desk, out: Path, people: int, weeks: int, mutant: Mutant = SOUND, on_week: Callable[[IsoWeek], None] = lambda _: None
) -> list[Outcome]:
    """Plan week after week for invented people who come, go, pause and opt out."""
    fit = {text.id for several in desk.catalogue.texts.values() for text in several if not text_faults(text, desk.guidance)}
    found = []
    for number in range(weeks):
        week = Week(out=out, week=FIRST.earlier(-number))
        rows = list(roster(people, number))
        history = history_before(out, week.week)
        theme = desk.catalogue.theme(week.week.month).title
        menu = menu_of(desk.catalogue, week.week, 1, history.recent_words, lambda text: text.id in fit)
        planner = Planner(week=week, menu=menu, history=history, wishes=Wishes(), theme=theme, knowledge="simulated", prompts="none")
        mutant.planner(planner).plan(mutant.rows(rows), "simulated")
        found.append(_outcome(week, rows))
        on_week(week.week)
    return found


def roster(people: int, number: int) -> Iterator[Entry]:
    """Invented people in one week: the same ones from week to week, some of them away for some weeks, some for good."""
    for person in range(people):
        drawn = random.Random(person)
        away, until = drawn.randrange(52), drawn.randrange(52)
        reason = drawn.choice([None, None, None, None, Reason.PAUSED, Reason.ON_LEAVE, Reason.OPTED_OUT, Reason.HOLDOUT])
        is_away = reason is Reason.HOLDOUT or (reason is not None and away <= number and (number <= until or reason is Reason.OPTED_OUT))
        member = Member(
            id=f"p{person}", name=f"Person {person}", role=drawn.choice(list(Role)), weekday=drawn.randrange(5), segment=f"s{person % 7}"
        )
        yield Entry(row=person + 2, member=member, absences=(Absence(reason=reason),) if is_away and reason else ())


def breaches(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How often each promise was broken; an empty count is a year as it should be."""
    return Counter(promise for promise, _ in broken(outcomes))


def broken(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    """Each promise that was broken, with the person to whom."""
    got: defaultdict[str, list[tuple[int, Text]]] = defaultdict(list)
    distinct = list({text.id: text for outcome in outcomes for _, text in outcome.given}.values())
    alike = alike_before(distinct, {text.number: text.say for text in distinct})
    for outcome in outcomes:
        listed = Counter([member.id for member, _ in outcome.given] + list(outcome.left_out))
        yield from ((ONCE, person) for person in {*listed, *outcome.roster} if listed[person] != 1 or person not in outcome.roster)
        for member, text in outcome.given:
            before, now = got[member.id], outcome.week.number
            last = [its.practice for _, its in before[-PRACTICE_WINDOW + 1 :]] + [text.practice]
            is_broken = {
                AWAY: outcome.roster.get(member.id, False),
                ROLE: member.role not in text.roles,
                CARD: any(now - week < SAME_CARD_WEEKS and its.card == text.card for week, its in before),
                TEXT: any(now - week < SAME_TEXT_WEEKS and its.id == text.id for week, its in before),
                WORDS: any(now - week < ALIKE_WEEKS and its.number in alike[text.number] for week, its in before),
                PRACTICES: len(last) == PRACTICE_WINDOW and len(set(last)) < len(Practice),
            }
            yield from ((promise, member.id) for promise, is_so in is_broken.items() if is_so)
            before.append((now, text))


def mutants() -> tuple[Mutant, ...]:
    """For each promise, a planner that breaks it."""
    return (
        Mutant(breaks=CARD, planner=_forgetting(lambda got: replace(got, cards=frozenset()))),
        Mutant(breaks=TEXT, planner=_forgetting(lambda got: replace(got, texts=frozenset()))),
        Mutant(breaks=WORDS, planner=_forgetting(lambda got: replace(got, recent=frozenset(), texts=frozenset(), cards=frozenset()))),
        Mutant(breaks=PRACTICES, planner=_forgetting(lambda got: replace(got, practices=()))),
        Mutant(breaks=AWAY, rows=lambda rows: [entry.model_copy(update={"absences": ()}) for entry in rows]),
        Mutant(breaks=ONCE, rows=lambda rows: [entry for entry in rows for _ in range(1 + (entry.row == 2))]),
        Mutant(breaks=ROLE, rows=_all_managers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forgetful:
    """A memory that loses a part of what each person got."""

    history: History
    lose: Callable[[Got], Got]

    def of(self, people: Sequence[int]) -> Iterator[Got]:
        return (self.lose(got) for got in self.history.of(people))

    def weeks_of(self, person: int) -> list[int]:
        return self.history.weeks_of(person)


def _forgetting(lose: Callable[[Got], Got]) -> Callable[[Planner], Planner]:
    def forget(planner: Planner) -> Planner:
        assert isinstance(planner.history, History)
        return replace(planner, history=_Forgetful(history=planner.history, lose=lose))

    return forget


def _all_managers(rows: Iterable[Entry]) -> list[Entry]:
    """Everybody gets a manager's words, and the files say who they really are."""
    return [entry.model_copy(update={"member": entry.member.model_copy(update={"role": Role.MANAGER})}) for entry in rows]


def _outcome(week: Week, rows: Sequence[Entry]) -> Outcome:
    """Read back what was planned; who somebody is comes from the roster, not from what was planned of them."""
    texts = {text.id: text for text in week.menu()}
    members = {entry.member.id: entry.member for entry in rows}
    left = (week.folder / "left-out.csv").read_text(encoding="utf-8").splitlines()[1:]
    return Outcome(
        week=week.week,
        given=[(members[seat.member.id], texts[seat.text]) for seat in week.all_seats()],
        left_out=[line.partition(",")[0] for line in left],
        without_text=sum(1 for line in left if Reason.NO_TEXT in line),
        roster={entry.member.id: bool(entry.absences) for entry in rows},
    )
