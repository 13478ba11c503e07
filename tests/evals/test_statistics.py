"""The statistics of the evals against values worked out by hand."""

import math

import numpy as np
import pytest

from evals.statistics import (
    detectable,
    holm,
    interval,
    kappa,
    kappa_interval,
    mcnemar,
    mean_score,
    paired_p,
    wilson,
)


def test_a_score_is_the_mean_with_an_interval_around_it() -> None:
    score = mean_score("hit@1", [1.0] * 64 + [0.0] * 36)

    assert (score.value, score.n) == (0.64, 100)
    assert (score.low, score.high) == pytest.approx((0.55, 0.73), abs=0.015)  # 0.64 -+ 1.96 * 0.048


def test_the_same_values_have_the_same_interval_every_time() -> None:
    values = np.linspace(0, 1, 57)

    assert interval(values) == interval(values)


def test_a_score_of_no_case_is_refused_rather_than_zero() -> None:
    with pytest.raises(ValueError, match="hit@1: no case to score"):
        mean_score("hit@1", [])


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (29, 29, 0.8830, 1.0)],
)
def test_wilson_bounds_are_those_of_the_published_examples(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-4)


def test_mcnemar_throws_the_changed_cases_like_a_coin() -> None:
    before = [1.0] * 9 + [0.0] + [1.0] * 50
    after = [0.0] * 9 + [1.0] + [1.0] * 50

    assert mcnemar(before, after) == 2 * (1 + 10) / 1024


def test_nothing_changed_is_no_evidence_of_anything() -> None:
    assert mcnemar([1.0, 0.0], [1.0, 0.0]) == 1.0
    assert paired_p([0.2, 0.5], [0.2, 0.5]) == 1.0


def test_a_graded_loss_in_every_case_is_told_from_chance() -> None:
    before = [0.5 + case / 100 for case in range(40)]
    after = [value - 0.1 - (case % 3) / 20 for case, value in enumerate(before)]

    assert paired_p(before, after) < 0.001


def test_a_graded_change_to_and_fro_is_not() -> None:
    before = [0.5] * 40
    after = [0.5 + (0.2 if case % 2 else -0.2) for case in range(40)]

    assert paired_p(before, after) > 0.9


def test_holm_multiplies_the_least_by_all_and_never_steps_back() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_the_detectable_loss_is_the_least_that_mcnemar_calls_unlikely() -> None:
    n = 176
    lost = round(detectable(n) * n)

    found = mcnemar([1.0] * n, [0.0] * lost + [1.0] * (n - lost))
    missed = mcnemar([1.0] * n, [0.0] * (lost - 1) + [1.0] * (n - lost + 1))

    assert lost == 6
    assert found <= 0.05 < missed


def test_a_larger_family_needs_a_larger_loss() -> None:
    assert detectable(100, family=20) == math.ceil(1 + math.log2(400)) / 100


def test_kappa_is_the_agreement_beyond_chance() -> None:
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15

    found = kappa(one, other)

    assert found == pytest.approx(0.4)  # agreed .7, by chance .5
    low, high = kappa_interval(one, other)
    assert low < 0.4 < high


def test_kappa_of_judges_who_never_say_no_is_unscored_not_zero() -> None:
    assert kappa([True] * 5, [True] * 5) is None
