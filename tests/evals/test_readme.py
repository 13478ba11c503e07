"""README's figures are those of the blessed run."""

import pytest

from evals.baseline import Baseline, baseline_of, read_baseline
from evals.readme import README, ROWS, NoTable, figures, with_figures
from tests.evals.runs import measure, run, yes


@pytest.fixture
def blessed() -> Baseline:
    found = read_baseline()
    assert found is not None, "nothing was blessed; `python -m evals run`, then `python -m evals bless`"
    return found


def test_readme_tells_what_the_blessed_run_measured(blessed: Baseline) -> None:
    text = README.read_text(encoding="utf-8")

    assert with_figures(text, blessed) == text


def test_the_blessed_run_has_every_measure_of_readme(blessed: Baseline) -> None:
    assert [key for keys in ROWS.values() for key in keys if not blessed.values_of(key)] == []


def test_figures_are_told_with_interval_and_n() -> None:
    baseline = baseline_of(run(measure(yes(64, no=36))))

    assert figures(baseline, ("retrieval/dev/hit@1",)) == ".64 [.55, .73], n=100"


def test_a_readme_without_a_table_is_named(blessed: Baseline) -> None:
    with pytest.raises(NoTable, match=r"README\.md: no table of figures"):
        with_figures("# smallacts\n", blessed)
