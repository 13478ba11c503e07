"""Every planted regression through every suite: which of them caught it."""

from collections.abc import Callable

from assistant.domain import Value
from evals.baseline import baseline_of
from evals.cases import HALVES, BadCases, Cases
from evals.comparing import compare
from evals.measures import Run
from evals.plants import PLANTS, planted
from evals.report.view import view
from evals.running import measure
from evals.suites import SUITES
from evals.system import System

MEASURED = tuple(name for name in SUITES if name not in ("recorded", "judge"))
"""Whatever changes what a model is told leaves no record of it, which is an error by itself and would hide what the others see."""


class Caught(Value):
    """What the run said of one planted regression."""

    plant: str
    by: tuple[str, ...]
    """The suites, or `cases` where the cases themselves were refused."""
    first: str
    """The first thing that it said."""


def plant_all(system: System, cases: Cases, on_plant: Callable[[str], None] = lambda _: None) -> list[Caught]:
    """Plant each, measure everything, and compare with the system as it is."""
    on_plant("the system as it is")
    sound = measure(system, cases, MEASURED, HALVES)
    caught = []
    for name, spoiled in planted(system):
        on_plant(name)
        caught.append(_caught(name, spoiled, sound, cases))
    return caught


def _caught(name: str, spoiled: System, sound: Run, cases: Cases) -> Caught:
    try:
        run = measure(spoiled, cases, MEASURED, HALVES)
    except BadCases as error:
        return Caught(plant=name, by=("cases",), first=str(error))
    comparison = compare(run, baseline_of(sound))
    already = {breach.measure for breach in view(sound, None).breaches}
    found = [(breach.measure, str(breach)) for breach in view(run, None).breaches if breach.measure not in already]
    found += [(c.measure, f"{c.measure}: {c.before:.3f} -> {c.after:.3f}") for c in comparison.regressions]
    found += [(failure.measure, f"{failure.measure}: {failure.case} newly fails") for failure in comparison.new_failures]
    suites = dict.fromkeys(key.partition("/")[0] for key, _ in found)
    return Caught(plant=name, by=tuple(suites), first=found[0][1] if found else "nothing")


__all__ = ["PLANTS", "Caught", "plant_all"]
