"""Systems that know nothing, in the best light that there is: each must score badly, else the measure is worth nothing."""

import hashlib
from collections.abc import Callable, Mapping

from assistant.domain import MicroAction, Passage, Practice, Situation, Verdict
from assistant.ports import Brief, Draft
from assistant.wording import content
from evals.cases import Cases, SituationCase, Split
from evals.invention import reads_as_speech
from evals.measures import Measure, Results, yes_or_no
from evals.suites.answers import is_good, ordinary
from evals.system import System

SUITE = "nulls"
PASTED_WORDS = 50
Say = Callable[[SituationCase, Passage], str]


def measure(system: System, cases: Cases, half: Split) -> Results:
    """Give each null system the labelled practice, an accepted card and a fitting cue; only the words are its own."""
    rows = ordinary(cases, half)
    best = {row.id: system.guidance.passage(row.cards[0]) for row in rows}
    found = {name: {row.id: is_good_saying(system, row, say(row, best[row.id])) for row in rows} for name, say in WORDS.items()}
    found["random practice"] = {row.id: _is_good_by_chance(system, row) for row in rows}
    return Results(
        measures=tuple(
            Measure(suite=SUITE, half=half, name=name, values=yes_or_no(values), better="lower") for name, values in found.items()
        )
    )


def _praise(_: SituationCase, __: Passage) -> str:
    return "Great job! You're doing amazing, keep up the good work."


def _empty(_: SituationCase, __: Passage) -> str:
    return ""


def _echo(row: SituationCase, _: Passage) -> str:
    return row.text


def _paste(_: SituationCase, passage: Passage) -> str:
    return " ".join(passage.text.split()[:PASTED_WORDS])


def _stuff(row: SituationCase, _: Passage) -> str:
    """Every told word that carries meaning, between the words that checks look for."""
    return f"In {', '.join(sorted(content(row.text)))}: you did it, thank you. What do you think?"


WORDS: Mapping[str, Say] = {
    "great job": _praise,
    "empty": _empty,
    "situation echoed": _echo,
    "passage pasted": _paste,
    "keyword stuffing": _stuff,
}


def is_good_saying(system: System, row: SituationCase, say: str) -> bool:
    """Whether these words pass for a good answer: everything but the words is right beforehand."""
    card = system.guidance.cards[row.cards[0]]
    action = MicroAction(practice=row.practice, say=say, do=card.do[0].text, reflect=card.reflect)
    draft = Draft(action=action, why=card.why, sources=system.guidance.sources(card.id))
    brief = Brief(situation=Situation(text=row.text), passages=(system.guidance.passage(card.id),))
    return reads_as_speech(say) and all(check.result(draft, brief).verdict is not Verdict.FAIL for check in system.checks)


def _is_good_by_chance(system: System, row: SituationCase) -> bool:
    """The product's own answer of a practice that was drawn, from an accepted card."""
    practices = tuple(Practice)
    drawn = practices[hashlib.sha256(row.id.encode()).digest()[0] % len(practices)]
    answer = system.answer(Situation(text=row.text, practice=drawn))
    return is_good(answer, row)
