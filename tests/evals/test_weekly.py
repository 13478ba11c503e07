"""A simulated run of weekly tips keeps its promises, and a planner that breaks one is caught."""

from pathlib import Path

import pytest

from assistant.factory_tips import Desk, open_desk
from evals.plants import PLANTS
from evals.suites import weekly
from evals.system import System
from evals.weekly import CARD, PROMISES, SOUND, Mutant, breaches, mutants, simulate

PEOPLE, WEEKS = 20, 16


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def test_a_sound_planner_keeps_every_promise(desk: Desk, tmp_path: Path) -> None:
    outcomes = simulate(desk, tmp_path, PEOPLE, WEEKS, SOUND)

    assert breaches(outcomes) == {}
    assert sum(len(week.given) for week in outcomes) > PEOPLE * WEEKS * 0.8


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.breaks)
def test_a_planner_that_breaks_a_promise_is_caught(desk: Desk, tmp_path: Path, mutant: Mutant) -> None:
    outcomes = simulate(desk, tmp_path, PEOPLE, WEEKS, mutant)

    assert breaches(outcomes)[mutant.breaks] > 0


def test_the_suite_says_to_whom_a_promise_was_broken(system: System) -> None:
    spoiled = PLANTS["a planner that forgets which cards were given"](system)

    sound, forgetful = ({m.name: m.score.value for m in weekly.measure(each, PEOPLE, WEEKS).measures}[CARD] for each in (system, spoiled))

    assert sound == 1
    assert forgetful < 1


def test_every_promise_has_a_planner_that_breaks_it() -> None:
    assert [mutant.breaks for mutant in mutants()] == list(PROMISES)
