"""A model as judge over labelled texts: how often it gives a verdict with evidence, and how far that agrees with a person."""

import asyncio
import hashlib
from collections.abc import Sequence

from assistant.domain import Value
from assistant.ports import Model
from evals.agreement import agreement_of
from evals.cases import Cases, LabelCase
from evals.judge import CRITERIA, Judge
from evals.measures import Agreement, Measure, Results, yes_or_no

SUITE = "judge"
OF_EACH_LABEL = 8
PAIRS = 3


class Judged(Value):
    """One text with a person's label, and the judge's verdict, or None where it is void."""

    case: str
    label: bool
    verdict: bool | None


def measure(model: Model) -> Results:
    """Judge a sample of our own labelled texts, criterion by criterion.

    Raises:
        NoRecord: The model is asked something that was not recorded.

    """
    return asyncio.run(_measured(Judge(model=model), Cases().whole(LabelCase)))


async def _measured(judge: Judge, rows: Sequence[LabelCase]) -> Results:
    measures: list[Measure] = []
    agreements: list[Agreement] = []
    for criterion in CRITERIA:
        judged = [await _judged(judge, criterion, row) for row in sample(criterion, rows)]
        pairs = [(f"{good.id}-{bad.id}", await judge.prefers_first(criterion, good.situation, good.text, bad.text)) for good, bad in
                 pairs_of(criterion, rows)]  # fmt: skip
        sound = [each for each in judged if each.verdict is not None]
        measures.append(_of("evidence given", criterion, {each.case: each.verdict is not None for each in judged}))
        if sound:
            measures.append(_of("passed by the judge", criterion, {each.case: bool(each.verdict) for each in sound}))
            agreements.append(agreement_of(f"judge: {criterion}", [not each.label for each in sound], [not each.verdict for each in sound]))
        measures.append(_of("better of two in both orders", criterion, {pair: is_first is True for pair, is_first in pairs}))
    return Results(measures=tuple(measures), agreements=tuple(agreements))


def sample(criterion: str, rows: Sequence[LabelCase]) -> list[LabelCase]:
    """As many passed as faulted texts where there are enough: a judge that always says the same must not look good."""
    return [row for label in ("pass", "fail") for row in _drawn(criterion, rows, label)[:OF_EACH_LABEL]]


def pairs_of(criterion: str, rows: Sequence[LabelCase]) -> list[tuple[LabelCase, LabelCase]]:
    """Two texts for one situation, of which a person passed only the first."""
    good, bad = (_drawn(criterion, rows, label) for label in ("pass", "fail"))
    pairs = [(one, other) for other in bad for one in good if one.situation == other.situation]
    return list({other.id: (one, other) for one, other in reversed(pairs)}.values())[:PAIRS]


def _drawn(criterion: str, rows: Sequence[LabelCase], label: str) -> list[LabelCase]:
    labelled = [row for row in rows if row.labels.get(criterion) == label]
    return sorted(labelled, key=lambda row: hashlib.sha256(f"{criterion} {row.id}".encode()).digest())


async def _judged(judge: Judge, criterion: str, row: LabelCase) -> Judged:
    verdict = await judge.passes(criterion, row.situation, row.text)
    return Judged(case=row.id, label=row.labels[criterion] == "pass", verdict=verdict)


def _of(what: str, criterion: str, values: dict[str, bool]) -> Measure:
    return Measure(suite=SUITE, half="whole", name=f"{what}: {criterion}", values=yes_or_no(values))
