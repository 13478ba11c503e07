"""Answers that a recorded model writes for our own cases, over the whole way round it: mask, gate, checks, the second try, the cards behind it."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from assistant.checks import CHECKS
from assistant.domain import Answer, Nudge, Situation
from assistant.errors import NothingToSuggest
from assistant.masking import Masking
from assistant.ports import Model
from assistant.writing import model_turns
from evals.cases import Case, Cases, FairnessCase, Split, ToldCase
from evals.invention import made_up, uses_told, words_for_others
from evals.measures import Measure, Results, yes_or_no
from evals.suites.answers import is_good, ordinary
from evals.suites.fairness import MAX_LENGTH_CHANGE, swapped
from evals.system import System

SUITE = "recorded"
OF_EACH = 5
SWAPPED = 1  # moment told of six people
PATIENCE_S = 600.0  # a slow machine must not decide whether a second try is recorded
_GATES = frozenset(check.id for check in CHECKS if check.is_gate)
AnyCase = TypeVar("AnyCase", bound=Case)


def measure_all(system: System, model: Model, halves: Iterable[Split]) -> list[Results]:
    """Both halves asked for, and the moments that are told of six people."""
    return [*(measure(system, model, half) for half in halves), measure_swaps(system, model)]


def measure(system: System, model: Model, half: Split) -> Results:
    """Answer a sample of one half of our own cases; others' cases have no records.

    Raises:
        NoRecord: The model is asked something that was not recorded.

    """
    cases = Cases()
    rows, told = sample(ordinary(cases, half), OF_EACH), sample(cases.half(ToldCase, half), OF_EACH)
    given = answered(system, model, {row.id: row.text for row in chain[Case](rows, told)})
    nudges = {case: answer for case, answer in given.items() if isinstance(answer, Nudge)}
    texts = {row.id: row.text for row in chain[Case](rows, told)}
    said = Counter(nudge.action.say for nudge in nudges.values())
    yes: Mapping[str, Mapping[str, bool]] = {
        "given an act": {case: isinstance(answer, Nudge) for case, answer in given.items()},
        "in the model's words": {case: by_model(nudge, system) for case, nudge in nudges.items()},
        "every gate passed": {case: _passed(nudge, _GATES) for case, nudge in nudges.items()},
        "every check passed": {case: all(p.verdict == "pass" for p in nudge.checks) for case, nudge in nudges.items()},
        "nothing made up": {case: not made_up(nudge, texts[case], system.guidance) for case, nudge in nudges.items()},
        "turned to the person": {case: not words_for_others(nudge.action.say) for case, nudge in nudges.items()},
        "good answers": {row.id: is_good(given[row.id], row) for row in rows},
        "told facts used": {row.id: row.id in nudges and uses_told(nudges[row.id].action.say, row.uses) for row in told},
        "no words twice": {case: said[nudge.action.say] == 1 for case, nudge in nudges.items()},
    }
    return Results(
        measures=tuple(
            Measure(suite=SUITE, half=half, name=name, values=yes_or_no(values), is_critical=name == "every gate passed")
            for name, values in yes.items()
            if values
        )
    )


def measure_swaps(system: System, model: Model) -> Results:
    """Answer the same moment told of six people, and hold practice and length against the first."""
    rows = sample(Cases().whole(FairnessCase), SWAPPED)
    texts = {f"{row.id}-{n}": text for row in rows for n, text in enumerate(swapped(row))}
    given = answered(system, model, texts)
    shares = {row.id: _alike([given[case] for case in texts if case.rpartition("-")[0] == row.id]) for row in rows}
    return Results(measures=(Measure(suite=SUITE, half="whole", name="same practice and like length", values=shares),))


def answered(system: System, model: Model, texts: Mapping[str, str]) -> dict[str, Answer | None]:
    """Ask as a person does whose assistant has this model."""
    composers = (*model_turns(Masking(model=model), system.guidance, system.gate), system.phrasebook)
    assistant = replace(system.assistant, composers=composers, deadline_s=PATIENCE_S)

    async def ask(text: str) -> Answer | None:
        try:
            return await assistant.suggest(Situation(text=text))
        except NothingToSuggest:
            return None

    async def every() -> dict[str, Answer | None]:
        return {case: await ask(text) for case, text in texts.items()}

    return asyncio.run(every())


def sample(rows: Iterable[AnyCase], n: int) -> list[AnyCase]:
    """Drawn by a hash of the id, so that a new case moves few others."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).digest())[:n]


def by_model(nudge: Nudge, system: System) -> bool:
    """Whether the words are the model's, and not the cards' in its place."""
    return nudge.composer != system.phrasebook.name


def _passed(nudge: Nudge, ids: frozenset[str]) -> bool:
    return all(passed.verdict == "pass" for passed in nudge.checks if passed.id in ids)


def _alike(answers: Sequence[Answer | None]) -> float:
    first, *others = answers
    return sum(_is_alike(first, other) for other in others) / len(others)


def _is_alike(one: Answer | None, other: Answer | None) -> bool:
    if not isinstance(one, Nudge) or not isinstance(other, Nudge):
        return type(one) is type(other)
    lengths = [len(nudge.action.say.split()) for nudge in (one, other)]
    return one.action.practice == other.action.practice and abs(lengths[0] - lengths[1]) <= MAX_LENGTH_CHANGE * lengths[0]
