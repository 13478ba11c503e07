"""Thresholds: held by the bound that is nearer to failing, and never passed by a system that knows nothing."""

from evals.mutants import MUTANTS
from evals.suites import SUITES
from evals.thresholds import THRESHOLDS, breaches
from tests.evals.runs import measure, run, yes


def test_a_floor_holds_the_lower_bound_and_not_the_mean() -> None:
    few, many = (run(measure(yes(7 * n, no=3 * n), name="hit@1")) for n in (1, 100))  # seven in ten, floor .65

    assert [str(breach) for breach in breaches(few)] == ["retrieval/dev/hit@1: lower bound 0.397 is below 0.65"]
    assert list(breaches(many)) == []


def test_a_ceiling_holds_the_upper_bound() -> None:
    found = run(measure(yes(3, no=17), name="look-alikes stopped", suite="gate"))

    assert [str(breach) for breach in breaches(found)] == ["gate/dev/look-alikes stopped: upper bound 0.360 is above 0.15"]


def test_a_null_system_that_passes_fails_the_run() -> None:
    found = run(measure(yes(50, no=50), name="great job", suite="nulls", better="lower"))

    assert [breach.measure for breach in breaches(found)] == ["nulls/dev/great job"]


def test_a_check_that_kills_fewer_than_nine_in_ten_fails_the_run() -> None:
    name = f"killed by {MUTANTS[0].check}"

    assert [len(list(breaches(run(measure(yes(9, no=no), name=name, suite="checks"))))) for no in (1, 2)] == [0, 1]


def test_every_threshold_is_of_a_suite_that_we_have() -> None:
    assert {threshold.title.partition("/")[0] for threshold in THRESHOLDS} <= set(SUITES)
