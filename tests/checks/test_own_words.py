"""Somebody's own words are held to the checks that bare words can meet, and to no other."""

import pytest

from assistant.checks import CHECKS, own_words
from assistant.domain import CheckResult, Practice, Risk, Situation, Verdict
from assistant.errors import BadInput
from evals.mutants import CALL, GOOD

OF_THE_REST = {"one-action", "cue", "sourced", "reflection", "fresh", "fair"}


def meant_as(practice: Practice | None, text: str = CALL) -> Situation:
    return Situation(text=text, practice=practice)


def failed(found: tuple[CheckResult, ...]) -> list[str]:
    return [result.id for result in found if result.verdict is Verdict.FAIL]


@pytest.mark.parametrize("practice", Practice)
def test_good_words_of_ones_own_fail_nothing(practice: Practice) -> None:
    found = own_words(GOOD[practice], meant_as(practice))

    assert failed(found) == []


@pytest.mark.parametrize("practice", Practice)
def test_own_words_are_not_asked_for_what_bare_words_cannot_have(practice: Practice) -> None:
    found = own_words(GOOD[practice], meant_as(practice))

    of_the_rest = {result for result in found if result.id in OF_THE_REST}
    assert of_the_rest == {CheckResult(id=check, verdict=Verdict.NA) for check in OF_THE_REST}


def test_own_words_are_told_of_every_check_in_the_order_of_the_catalogue() -> None:
    found = own_words(GOOD[Practice.QUESTION], meant_as(Practice.QUESTION))

    assert [result.id for result in found] == [check.id for check in CHECKS]


@pytest.mark.parametrize(
    ("say", "practice", "checks"),
    [
        ("You led the call, but you gave the client the date too early. Thank you.", Practice.ENCOURAGEMENT, ["encouragement-alone"]),
        ("Did the call with the client go well?", Practice.QUESTION, ["open-question"]),
        ("What went well in the call? What would you change?", Practice.QUESTION, ["one-question"]),
        ("You stayed on the call for 47 minutes and let the client finish.", Practice.ENCOURAGEMENT, ["nothing-invented"]),
        ("You're a natural on the phone, and you let the client finish.", Practice.ENCOURAGEMENT, ["clean-language"]),
        ("You sat with me on Sunday, and I was glad to have you there.", Practice.ENCOURAGEMENT, ["grounded"]),
        ("You led the call well.", Practice.ENCOURAGEMENT, ["length"]),
    ],
    ids=["a but", "closed", "two questions", "a number", "a label", "elsewhere", "too short"],
)
def test_what_is_wrong_with_ones_own_words_is_named(say: str, practice: Practice, checks: list[str]) -> None:
    found = own_words(say, meant_as(practice))

    assert failed(found) == checks


def test_own_words_come_back_with_the_reason_and_the_words_at_fault() -> None:
    found = own_words("You led the call, but you gave the client the date too early. Thank you.", meant_as(Practice.ENCOURAGEMENT))

    assert next(result for result in found if result.verdict is Verdict.FAIL) == CheckResult(
        id="encouragement-alone",
        verdict=Verdict.FAIL,
        reason="advice, or a `but`, in the same breath as encouragement",
        span="but",
    )


def test_brackets_in_own_words_are_places_to_fill_in_and_no_fault() -> None:
    found = own_words("You [what you saw] in the call with the client, and it [what changed]. Thank you.", meant_as(Practice.ENCOURAGEMENT))

    assert failed(found) == []


def test_facts_that_were_told_are_no_inventions_in_own_words() -> None:
    situation = Situation(text=CALL, facts=("she stayed for 47 minutes",), practice=Practice.ENCOURAGEMENT)

    found = own_words("You stayed on the call for 47 minutes and let the client finish.", situation)

    assert failed(found) == []


def test_own_words_for_a_red_situation_are_not_safe() -> None:
    found = own_words(GOOD[Practice.QUESTION], meant_as(Practice.QUESTION), Risk.RED)

    assert failed(found) == ["safe"]


@pytest.mark.parametrize("say", ["", "  ", "\n\t"], ids=["nothing", "spaces", "a line break"])
def test_no_words_are_refused(say: str) -> None:
    with pytest.raises(BadInput):
        own_words(say, meant_as(Practice.QUESTION))


def test_words_without_a_practice_are_refused() -> None:
    with pytest.raises(BadInput):
        own_words(GOOD[Practice.QUESTION], meant_as(None))


def test_space_around_own_words_does_not_count() -> None:
    bare, padded = (own_words(say, meant_as(Practice.FEEDBACK)) for say in (GOOD[Practice.FEEDBACK], f"\n  {GOOD[Practice.FEEDBACK]}  "))

    assert padded == bare
