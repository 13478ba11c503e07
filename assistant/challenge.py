"""The weekly challenge: three moments in one ISO week, planned as if-then cues, looked back on from Friday."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pydantic import Field

from assistant.cues import Cue, WeekWords
from assistant.domain import Practice, Value
from assistant.leaning import Lean, Tally, leanings
from assistant.remembered import Moment
from assistant.week import Week

GOAL = 3
WEEKS_SHOWN = 8
REST = timedelta(weeks=4)  # a practice that was not done for so long is due again
FRIDAY = 4


class Planned(Value):
    """One of the three: when this happens, then I do that."""

    practice: Practice
    when: str
    then: str
    card: str = Field(description="The guidance that has words for it.")
    why: str = Field(description="Why this practice, in one line.")
    is_done: bool = False

    @property
    def sentence(self) -> str:
        """The cue as one says it to oneself."""
        return f"If {self.when}, then I {self.then}."


class WeekCount(Value):
    """How many moments a week held."""

    week: Week
    moments: int


class Challenge(Value):
    """One person's week."""

    week: Week
    monday: date
    sunday: date
    plan: tuple[Planned, ...]
    moments: tuple[Moment, ...]
    goal: int = GOAL
    not_tried: tuple[Practice, ...] = Field(description="Practices that this person never did.")
    look_back: tuple[str, ...] = Field(default=(), description="Three questions, from Friday on.")
    weeks: tuple[WeekCount, ...] = Field(description="The last weeks, oldest first.")

    @property
    def is_met(self) -> bool:
        """Three moments or more were done."""
        return len(self.moments) >= self.goal


class Known(Value):
    """What is known of the person before and in the week."""

    moments: tuple[Moment, ...] = ()
    tallies: tuple[Tally, ...] = Field(default=(), description="Of the time before the week, so that a plan stays as it was shown.")
    last_done: Mapping[Practice, date] = Field(default={}, description="As it was known when the week began.")
    ever_done: frozenset[Practice] = frozenset()
    counts: Mapping[Week, int] = {}


def challenge(week: Week, person: str, known: Known, words: WeekWords, today: date, turn: int = 0) -> Challenge:
    """Return a person's week: the plan that it began with, what was done, and from Friday the look-back.

    At another `turn` the plan has other cues, for somebody who asks for others.
    """
    done = {moment.practice for moment in known.moments}
    return Challenge(
        week=week,
        monday=week.monday,
        sunday=week.sunday,
        plan=tuple(one.model_copy(update={"is_done": one.practice in done}) for one in plan(week, person, known, words, turn)),
        moments=known.moments,
        not_tried=tuple(practice for practice in Practice if practice not in known.ever_done),
        look_back=_look_back(known, words) if today >= week.monday + timedelta(days=FRIDAY) else (),
        weeks=tuple(WeekCount(week=one, moments=count) for one, count in known.counts.items()),
    )


def plan(week: Week, person: str, known: Known, words: WeekWords, turn: int = 0) -> tuple[Planned, ...]:
    """Return three cues of three practices: what is not yet tried or long not done first, then what this person finds useful."""
    leans = leanings(known.tallies, f"{person}/{week}")
    chosen = sorted(Practice, key=lambda practice: (not _is_due(practice, week, known), -leans[practice].likely))
    cues = {practice: _cue(practice, week, turn, person, words) for practice in _mixed(chosen, week, known)}
    return tuple(_planned(practice, cue, week, known, leans) for practice, cue in cues.items())


def _look_back(known: Known, words: WeekWords) -> tuple[str, ...]:
    return words.look_back if known.moments else words.look_back_on_nothing


def _mixed(chosen: Sequence[Practice], week: Week, known: Known) -> Sequence[Practice]:
    """One or two that are due, and where there are others the one that is likeliest to be of use."""
    due = [practice for practice in chosen if _is_due(practice, week, known)]
    others = [practice for practice in chosen if practice not in due]
    first = due[: max(GOAL - 1, GOAL - len(others))]
    return [*first, *others][:GOAL]


def _is_due(practice: Practice, week: Week, known: Known) -> bool:
    last = known.last_done.get(practice)
    return last is None or week.monday - last > REST


def _planned(practice: Practice, cue: Cue, week: Week, known: Known, leans: Mapping[Practice, Lean]) -> Planned:
    last = known.last_done.get(practice)
    why = f"the last time was on {last.day} {last:%B}" if last and _is_due(practice, week, known) else leans[practice].why
    return Planned(practice=practice, when=cue.when, then=cue.then, card=cue.card, why=why)


def _cue(practice: Practice, week: Week, turn: int, person: str, words: WeekWords) -> Cue:
    """The cue whose turn it is: each comes once before any comes again."""
    cues = list(words.cues[practice])
    random.Random(f"{person}/{practice}").shuffle(cues)
    return cues[(week.monday.toordinal() // 7 + turn) % len(cues)]
