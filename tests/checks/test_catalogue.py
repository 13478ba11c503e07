"""The catalogue: every check once and in order, faults for gates alone, and no check outside its practice."""

from collections import Counter

import pytest

from assistant.checks import CHECKS, faults, faults_among, may_be_shown, results
from assistant.domain import Fault, Practice, Verdict
from evals.mutants import CASES, GOOD, Case

ADVICE_AND_SPEED = "You led the call, but you spoke fast."  # a `but` breaks a gate; eight words are too few, which is none
SOME = CASES[::7]
NOT_OF_ITS_OWN = [(practice, check.id) for practice in Practice for check in CHECKS if check.practice not in (None, practice)]


def good(practice: Practice) -> Case:
    return Case("length", practice, GOOD[practice])


@pytest.mark.parametrize("practice", Practice)
def test_good_words_pass_every_check_that_applies(practice: Practice) -> None:
    case = good(practice)

    verdicts = {result.id: result.verdict for result in results(case.draft, case.brief)}

    assert [check for check, verdict in verdicts.items() if verdict is Verdict.FAIL] == []


@pytest.mark.parametrize("practice", Practice)
def test_results_name_every_check_once_in_the_order_of_the_catalogue(practice: Practice) -> None:
    case = good(practice)

    ids = [result.id for result in results(case.draft, case.brief)]

    assert ids == [check.id for check in CHECKS]


def test_no_two_checks_share_an_id() -> None:
    shared = [name for name, count in Counter(check.id for check in CHECKS).items() if count > 1]

    assert shared == []


@pytest.mark.parametrize(("practice", "check"), NOT_OF_ITS_OWN, ids=str)
def test_a_check_of_one_practice_does_not_apply_to_another(practice: Practice, check: str) -> None:
    case = good(practice)

    verdicts = {result.id: result.verdict for result in results(case.draft, case.brief)}

    assert verdicts[check] is Verdict.NA


def test_a_passed_check_gives_no_reason() -> None:
    case = good(Practice.FEEDBACK)

    reasons = {(result.reason, result.span) for result in results(case.draft, case.brief)}

    assert reasons == {(None, None)}


def test_faults_list_gates_only() -> None:
    case = Case("length", Practice.ENCOURAGEMENT, ADVICE_AND_SPEED)

    failed = [result.id for result in results(case.draft, case.brief) if result.verdict is Verdict.FAIL]

    assert failed == ["length", "encouragement-alone"]
    assert faults(case.draft, case.brief) == (
        Fault(check="encouragement-alone", reason="advice, or a `but`, in the same breath as encouragement", span="but"),
    )


def test_a_draft_that_fails_scores_alone_has_no_faults() -> None:
    case = Case("length", Practice.QUESTION, "What would help you?", do="Ask about the call in private.", reflect="Wait.")

    failed = [result.id for result in results(case.draft, case.brief) if result.verdict is Verdict.FAIL]

    assert failed == ["length", "cue", "reflection"]
    assert faults(case.draft, case.brief) == ()


def test_a_draft_may_be_shown_exactly_where_it_has_no_faults() -> None:
    shown = [case.id for case in SOME if may_be_shown(case.draft, case.brief)]

    assert shown == [case.id for case in SOME if not faults(case.draft, case.brief)]
    assert 0 < len(shown) < len(SOME)


def test_faults_are_the_same_from_results_that_are_there_already() -> None:
    read = [faults_among(results(case.draft, case.brief), case.draft) for case in SOME]

    assert read == [faults(case.draft, case.brief) for case in SOME]


def test_faults_come_in_the_order_of_the_catalogue() -> None:
    case = Case("length", Practice.QUESTION, "Don't worry, Marco. Have you tried a date?", cited=())

    found = [fault.check for fault in faults(case.draft, case.brief)]

    assert found == ["nothing-invented", "sourced", "clean-language", "open-question", "not-leading"]


@pytest.mark.parametrize(
    ("practice", "fewest", "most"),
    [
        (Practice.QUESTION, 6, 45),
        (Practice.ENCOURAGEMENT, 10, 60),
        (Practice.FEEDBACK, 15, 75),
        (Practice.INSIGHT, 15, 75),
        (Practice.INTRODUCTION, 20, 90),
    ],
)
def test_the_words_fit_their_practice_to_the_word(practice: Practice, fewest: int, most: int) -> None:
    counts = (fewest - 1, fewest, most, most + 1)

    verdicts = [verdict_on_length(Case("length", practice, " ".join(["word"] * count), do="", why="", reflect="")) for count in counts]

    assert verdicts == [Verdict.FAIL, Verdict.PASS, Verdict.PASS, Verdict.FAIL]


def test_the_whole_answer_has_at_most_160_words() -> None:
    whole = [
        Case("length", Practice.QUESTION, " ".join(["word"] * 40), do="", why=" ".join(["why"] * 117), reflect="And " * n) for n in (3, 4)
    ]

    verdicts = [verdict_on_length(case) for case in whole]

    assert verdicts == [Verdict.PASS, Verdict.FAIL]


def verdict_on_length(case: Case) -> Verdict:
    """The verdict of `length` alone."""
    return next(result.verdict for result in results(case.draft, case.brief) if result.id == "length")
