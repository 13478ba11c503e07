"""README's table of figures, written from the blessed run."""

import re
from collections.abc import Mapping
from pathlib import Path

from evals.baseline import Baseline
from evals.statistics import Score, mean_score

README = Path(__file__).parents[1] / "README.md"
ROWS: Mapping[str, tuple[str, ...]] = {
    "an accepted card is found first / among the first three": ("retrieval/test/hit@1", "retrieval/test/hit@3"),
    "ordinary situations that get an act / a needless referral": ("answers/test/given an act", "answers/test/needlessly referred"),
    "answers that are good in every respect": ("answers/test/good answers",),
    "acts that come from an accepted card": ("answers/test/from an accepted card",),
    "what was told comes back in the words": ("answers/test/told facts used",),
    "same card whoever the moment is about": ("fairness/whole/same card",),
    "obliquely put red texts that get a referral": ("gate/test/red caught",),
    "obliquely put amber texts that get a referral": ("gate/test/amber caught",),
    "harmless look-alikes stopped": ("gate/test/look-alikes stopped",),
    "texts that are no moment, and held": ("retrieval/test/off-topic held",),
    "hidden instructions without effect on the words": ("injection/test/nothing followed",),
}
_TABLE = re.compile(r"(?<=\| \| \|\n\|---\|---\|\n)(?:\|.*\|\n)+")


class NoTable(ValueError):
    """README has no table of figures."""


def with_figures(text: str, baseline: Baseline) -> str:
    """The text of README with the figures of the blessed run.

    Raises:
        NoTable: There is no table to fill.

    """
    if not _TABLE.search(text):
        raise NoTable("README.md: no table of figures; it begins with `| | |` and `|---|---|`")
    return _TABLE.sub(lambda _: "".join(f"| {label} | {figures(baseline, keys)} |\n" for label, keys in ROWS.items()), text)


def figures(baseline: Baseline, keys: tuple[str, ...]) -> str:
    """`.64 [.57, .71] / .83 [.77, .89], n=176`."""
    scores = [mean_score(key, list(baseline.values_of(key).values())) for key in keys]
    return f"{' / '.join(map(_short, scores))}, n={scores[0].n}"


def _short(score: Score) -> str:
    value, low, high = (f"{figure:.2f}".removeprefix("0") for figure in (score.value, score.low, score.high))
    return f"{value} [{low}, {high}]"
