"""The suites, each from a system and cases to results."""

from collections.abc import Callable, Mapping

from evals.cases import HALVES, Cases, Split
from evals.measures import Results
from evals.suites import answers, checks, conversation, documents, fairness, gate, injection, nulls, retrieval
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
    "nulls": _of_halves(nulls.measure),
    "checks": lambda system, _, __: [checks.measure(system)],
}

__all__ = ["HALVES", "SUITES", "Suite"]
