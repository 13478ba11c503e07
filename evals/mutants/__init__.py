"""Drafts that each check must fail, and drafts on which it must stay silent: data for tests and for evals."""

from evals.mutants import encouragement, feedback, form, insight, introduction, matter, over_time, plain, question, safety, written
from evals.mutants.case import CALL, GOOD, Case, Mutant, Silent, slots

CASES: tuple[Case, ...] = (
    *form.CASES,
    *matter.CASES,
    *safety.CASES,
    *plain.CASES,
    *written.CASES,
    *over_time.CASES,
    *encouragement.CASES,
    *question.CASES,
    *feedback.CASES,
    *insight.CASES,
    *introduction.CASES,
)
MUTANTS: tuple[Mutant, ...] = tuple(case for case in CASES if isinstance(case, Mutant))
SILENT: tuple[Silent, ...] = tuple(case for case in CASES if isinstance(case, Silent))

__all__ = ["CALL", "CASES", "GOOD", "MUTANTS", "SILENT", "Case", "Mutant", "Silent", "slots"]
