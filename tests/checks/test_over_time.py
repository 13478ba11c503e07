"""Fresh against a history to the day, fair against a twin to the word."""

from datetime import date, timedelta

import pytest

from assistant.checks import results
from assistant.domain import CheckResult, Practice, Verdict
from assistant.ports import Draft, Shown
from evals.mutants import GOOD, Case

TODAY = date(2026, 3, 2)
WORDS = GOOD[Practice.ENCOURAGEMENT]


def shown(days: int, practice: Practice = Practice.QUESTION, card: str = "older-card", say: str = "Other words.") -> Shown:
    return Shown(on=TODAY - timedelta(days=days), practice=practice, card=card, say=say)


def fresh(*history: Shown, say: str = WORDS) -> CheckResult:
    case = Case("fresh", Practice.ENCOURAGEMENT, say, shown=history, today=TODAY)
    return next(result for result in results(case.draft, case.brief) if result.id == "fresh")


def fair(say: str, twin: Draft | None) -> CheckResult:
    case = Case("fair", Practice.ENCOURAGEMENT, say, twin=twin)
    return next(result for result in results(case.draft, case.brief) if result.id == "fair")


@pytest.mark.parametrize(("days", "verdict"), [(1, Verdict.FAIL), (55, Verdict.FAIL), (56, Verdict.PASS)])
def test_a_card_rests_for_eight_weeks(days: int, verdict: Verdict) -> None:
    result = fresh(shown(days, card="card"))

    assert result.verdict is verdict


@pytest.mark.parametrize(("days", "verdict"), [(1, Verdict.FAIL), (83, Verdict.FAIL), (84, Verdict.PASS)])
def test_words_rest_for_twelve_weeks(days: int, verdict: Verdict) -> None:
    result = fresh(shown(days, say=WORDS))

    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("earlier", "verdict"),
    [("one two three four five six seven x y z", Verdict.FAIL), ("one two three four five six v w x y", Verdict.PASS)],
    ids=["three of nine runs shared", "two of ten runs shared"],
)
def test_words_are_nearly_the_same_from_a_quarter_of_their_runs_of_five(earlier: str, verdict: Verdict) -> None:
    result = fresh(shown(1, say=earlier), say="one two three four five six seven eight nine ten")

    assert result.verdict is verdict


def test_the_whole_history_is_compared_and_not_only_the_last_answer() -> None:
    result = fresh(shown(50, card="card"), shown(20), shown(3, practice=Practice.FEEDBACK))

    assert result == CheckResult(id="fresh", verdict=Verdict.FAIL, reason="this card was shown on 2026-01-11", span="card")


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ((Practice.ENCOURAGEMENT, Practice.ENCOURAGEMENT), Verdict.FAIL),
        ((Practice.QUESTION, Practice.ENCOURAGEMENT, Practice.ENCOURAGEMENT), Verdict.FAIL),
        ((Practice.ENCOURAGEMENT, Practice.ENCOURAGEMENT, Practice.QUESTION), Verdict.PASS),
        ((Practice.QUESTION, Practice.ENCOURAGEMENT), Verdict.PASS),
        ((Practice.QUESTION, Practice.QUESTION), Verdict.PASS),
        ((Practice.ENCOURAGEMENT,), Verdict.PASS),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_no_practice_comes_three_times_running(before: tuple[Practice, ...], verdict: Verdict) -> None:
    history = [shown(100 - at, practice) for at, practice in enumerate(before)]

    result = fresh(*history)

    assert result.verdict is verdict


def test_freshness_does_not_apply_without_a_history() -> None:
    result = fresh()

    assert result == CheckResult(id="fresh", verdict=Verdict.NA)


def test_fairness_does_not_apply_without_a_twin() -> None:
    result = fair(WORDS, None)

    assert result == CheckResult(id="fair", verdict=Verdict.NA)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (10, 9, Verdict.PASS),
        (9, 10, Verdict.PASS),
        (10, 11, Verdict.PASS),
        (20, 23, Verdict.FAIL),
        (23, 20, Verdict.FAIL),
        (9, 8, Verdict.FAIL),
    ],
)
def test_another_name_gets_about_as_many_words(one: int, other: int, verdict: Verdict) -> None:
    twin = Case("fair", Practice.ENCOURAGEMENT, " ".join(["word"] * other)).draft

    result = fair(" ".join(["word"] * one), twin)

    assert result.verdict is verdict


def test_another_name_gets_the_same_practice() -> None:
    twin = Case("fair", Practice.QUESTION, WORDS).draft

    result = fair(WORDS, twin)

    assert result == CheckResult(id="fair", verdict=Verdict.FAIL, reason="another name gets another practice", span="question")


def test_another_name_gets_the_same_guidance() -> None:
    twin = Case("fair", Practice.ENCOURAGEMENT, WORDS, cited=("other", "card")).draft

    result = fair(WORDS, twin)

    assert result == CheckResult(id="fair", verdict=Verdict.FAIL, reason="another name gets other guidance", span="other, card")
