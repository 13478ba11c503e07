"""Grades of a ranked list, by hand and against a library that others trust."""

import math
import random

import ir_measures
import pytest

from evals.ranking import hit, judged, ndcg, recall, reciprocal_rank

FOUND = ["a", "b", "c", "d", "e"]


def test_a_hit_is_an_accepted_one_among_the_first() -> None:
    assert [hit(FOUND, ["c", "z"], k) for k in (1, 2, 3)] == [0.0, 0.0, 1.0]


def test_recall_counts_the_accepted_ones_found() -> None:
    assert recall(FOUND, ["a", "c", "z"], 3) == 2 / 3


def test_judged_counts_the_found_ones_that_are_labelled() -> None:
    assert judged(FOUND, ["a", "c", "z"], 4) == 0.5


def test_the_reciprocal_rank_is_one_over_the_first_place() -> None:
    assert (reciprocal_rank(FOUND, ["d", "c"]), reciprocal_rank(FOUND, ["z"])) == (1 / 3, 0.0)


def test_ndcg_discounts_by_place() -> None:
    ideal = 1 + 1 / math.log2(3)

    assert ndcg(FOUND, ["b", "d"], 10) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)


def test_ndcg_of_the_best_order_is_one_however_many_are_accepted() -> None:
    assert ndcg(FOUND, FOUND, 3) == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(5))
def test_the_grades_are_those_of_ir_measures(seed: int) -> None:
    draw = random.Random(seed)
    cards = [f"card-{n}" for n in range(24)]
    found = {f"q{q}": draw.sample(cards, 20) for q in range(8)}
    accepted = {q: draw.sample(cards, draw.randint(1, 4)) for q in found}
    qrels = [ir_measures.Qrel(q, card, 1) for q, some in accepted.items() for card in some]
    ranked = [ir_measures.ScoredDoc(q, card, -place) for q, some in found.items() for place, card in enumerate(some)]
    ours = {
        ir_measures.nDCG @ 10: ndcg,
        ir_measures.R @ 10: recall,
        ir_measures.Success @ 10: hit,
    }

    theirs = {(m.measure, m.query_id): m.value for m in ir_measures.iter_calc([*ours, ir_measures.RR], qrels, ranked)}

    expected = {(name, q): grade(found[q], accepted[q], 10) for name, grade in ours.items() for q in found}
    expected |= {(ir_measures.RR, q): reciprocal_rank(found[q], accepted[q]) for q in found}
    assert theirs == pytest.approx(expected)
