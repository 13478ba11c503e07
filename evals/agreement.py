"""How far each check agrees with a person's labels."""

from collections.abc import Sequence

from assistant.checks import own_words
from assistant.domain import Situation, Verdict
from evals.cases import LabelCase
from evals.measures import Agreement
from evals.statistics import kappa, kappa_interval


def agreements(rows: Sequence[LabelCase]) -> list[Agreement]:
    """Hold every check that has labels against them, the least agreed last."""
    verdicts = {row.id: _faulted(row) for row in rows}
    checks = dict.fromkeys(check for row in rows for check in row.labels)
    found = [_agreement(check, [row for row in rows if check in row.labels], verdicts) for check in checks]
    return sorted(found, key=lambda agreement: -(agreement.kappa if agreement.kappa is not None else -1))


def _faulted(row: LabelCase) -> frozenset[str]:
    results = own_words(row.text, Situation(text=row.situation, practice=row.practice))
    return frozenset(result.id for result in results if result.verdict is Verdict.FAIL)


def _agreement(check: str, rows: Sequence[LabelCase], verdicts: dict[str, frozenset[str]]) -> Agreement:
    return agreement_of(check, [row.labels[check] == "fail" for row in rows], [check in verdicts[row.id] for row in rows])


def agreement_of(name: str, labelled: Sequence[bool], found: Sequence[bool]) -> Agreement:
    """How far two agree on which texts are faulty."""
    value = kappa(labelled, found)
    low, high = kappa_interval(labelled, found) if value is not None else (None, None)
    return Agreement(
        check=name,
        n=len(labelled),
        labelled=sum(labelled),
        found=sum(found),
        both=sum(one and other for one, other in zip(labelled, found, strict=True)),
        kappa=value,
        low=low,
        high=high,
    )
