"""The suites, each from a system and cases to results."""

from collections.abc import Callable, Mapping

from evals.cases import HALVES, Cases, Split
from evals.measures import Results
from evals.records import RECORDS, Replaying
from evals.suites import answers, checks, conversation, documents, fairness, gate, injection, judge, nulls, recorded, retrieval, weekly
from evals.system import System

Suite = Callable[[System, Cases, tuple[Split, ...]], list[Results]]


def _of_halves(measure: Callable[[System, Cases, Split], Results]) -> Suite:
    return lambda system, cases, halves: [measure(system, cases, half) for half in halves]


SUITES: Mapping[str, Suite] = {
    "retrieval": _of_halves(retrieval.measure),
    "documents": documents.measure,
    "gate": _of_halves(gate.measure),
    "answers": _of_halves(answers.measure),
    "fairness": lambda system, cases, _: [fairness.measure(system, cases)],
    "injection": _of_halves(injection.measure),
    "conversation": _of_halves(conversation.measure),
    "weekly": lambda system, _, __: [weekly.measure(system)],
    "recorded": lambda system, _, halves: recorded.measure_all(system, Replaying(RECORDS), halves),
    "judge": lambda _, __, ___: [judge.measure(Replaying(RECORDS))],
    "nulls": _of_halves(nulls.measure),
    "checks": lambda system, _, __: [checks.measure(system)],
}

__all__ = ["HALVES", "SUITES", "Suite"]
