"""Every check fails the drafts that break its property, and stays silent on those that only look like it."""

from collections import Counter

import pytest

from assistant.checks import CHECKS, faults, results
from assistant.domain import CheckResult, Verdict
from evals.mutants import MUTANTS, SILENT, Case, Mutant, Silent

FEWEST = 3  # with fewer mutants or silent texts a check is a guess


def said_of(case: Case) -> CheckResult:
    """What its own check says of a case."""
    return {result.id: result for result in results(case.draft, case.brief)}[case.check]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda case: case.id)
def test_a_check_fails_what_breaks_its_property(mutant: Mutant) -> None:
    result = said_of(mutant)

    assert result.verdict is mutant.verdict is Verdict.FAIL
    assert result.reason


@pytest.mark.parametrize("silent", SILENT, ids=lambda case: case.id)
def test_a_check_is_silent_on_a_good_text_that_looks_like_a_breach(silent: Silent) -> None:
    result = said_of(silent)

    assert result == CheckResult(id=silent.check, verdict=silent.verdict)


@pytest.mark.parametrize("silent", SILENT, ids=lambda case: case.id)
def test_a_good_text_breaks_no_gate_at_all(silent: Silent) -> None:
    found = faults(silent.draft, silent.brief)

    assert found == ()


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_no_check_is_without_mutants_and_silent_texts(check: str) -> None:
    mutants, silent = (Counter(case.check for case in cases)[check] for cases in (MUTANTS, SILENT))

    assert min(mutants, silent) >= FEWEST, f"{check}: {mutants} mutants, {silent} silent texts"


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_can_pass_and_not_only_fall_away(check: str) -> None:
    passed = [case for case in SILENT if case.check == check and case.verdict is Verdict.PASS]

    assert passed


def test_every_case_belongs_to_a_check_of_its_practice() -> None:
    practices = {check.id: check.practice for check in CHECKS}

    strays = [case.id for case in (*MUTANTS, *SILENT) if practices[case.check] not in (None, case.practice)]

    assert strays == []


def test_no_case_is_given_twice() -> None:
    given = Counter((case.check, case.practice, case.draft, case.brief.model_dump_json()) for case in (*MUTANTS, *SILENT))

    assert [key[0] for key, count in given.items() if count > 1] == []
