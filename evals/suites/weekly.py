"""A year of weekly tips, planned by the product for invented people: which promises are kept to whom."""

import tempfile
from pathlib import Path

from assistant.factory_tips import open_desk
from evals.measures import Measure, Results, yes_or_no
from evals.system import System
from evals.weekly import PROMISES, broken, simulate

SUITE = "weekly"
PEOPLE, WEEKS = 40, 53


def measure(system: System, people: int = PEOPLE, weeks: int = WEEKS) -> Results:
    """Plan every week, and read back what its files say; a promise is kept to somebody who has never seen it broken."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = simulate(open_desk(), Path(folder), people, weeks, system.planner)
    faults = set(broken(outcomes))
    everybody = sorted({person for outcome in outcomes for person in outcome.roster})
    kept = {promise: {person: (promise, person) not in faults for person in everybody} for promise in PROMISES}
    kept["weeks with a tip for everybody there"] = {str(outcome.week).lower(): not outcome.without_text for outcome in outcomes}
    return Results(
        measures=tuple(
            Measure(suite=SUITE, half="whole", name=name, values=yes_or_no(values), is_critical=True) for name, values in kept.items()
        )
    )
