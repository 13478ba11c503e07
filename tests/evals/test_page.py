"""The page shows every measure of every suite, ablations beside each other, and the judge's agreement beside its score."""

import re

from evals.measures import Agreement
from evals.report.page import ABOUT, page
from evals.report.view import view
from evals.suites import SUITES
from tests.evals.runs import measure, run, yes


def test_every_suite_is_told_about() -> None:
    assert set(ABOUT) == set(SUITES)


def test_a_name_with_a_comma_is_shown_outside_the_ablations() -> None:
    some = run(
        measure(yes(3), name="nobody away, or opted out", suite="weekly"), measure(yes(3), name="hit@1, words alone", suite="documents")
    )

    shown = page(view(some, None))

    assert re.findall(r'class="name">([^<]+)<', shown) == ["nobody away, or opted out", "words alone"]
    assert "<h3>hit@1, dev</h3>" in shown


def test_the_agreement_of_a_judge_stands_beside_its_score() -> None:
    agreement = Agreement(check="judge: act-named", n=9, labelled=4, found=5, both=3, kappa=0.3333, low=-0.2, high=0.8)
    some = run(measure(yes(3), name="passed by the judge: act-named", suite="judge")).model_copy(update={"agreements": (agreement,)})

    shown = page(view(some, None))

    assert "<td>judge: act-named</td><td>9</td><td>4</td><td>5</td><td>3</td><td>0.33 [-0.20, 0.80]</td>" in shown
