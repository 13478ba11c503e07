"""The twenty moments through a model that does as it is asked, and through one that misbehaves in every way that we know."""

import pytest

from assistant.domain import Nudge
from assistant.factory import Parts
from evals.misbehaved import behaved, misbehaved
from evals.misbehaving import MISBEHAVIOURS, MOMENTS
from evals.system import System, system_of


@pytest.fixture(scope="module")
def system(parts: Parts) -> System:
    return system_of(parts)


def test_there_are_twenty_moments_of_all_five_practices() -> None:
    assert (len(MOMENTS), len({moment.practice for moment in MOMENTS})) == (20, 5)


def test_good_words_of_a_model_reach_the_person_in_all_of_them(system: System) -> None:
    answers = behaved(system)

    said = [answer.action.say for answer in answers if isinstance(answer, Nudge) and answer.degraded is None]
    assert said == [moment.say for moment in MOMENTS]


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_nothing_of_a_misbehaviour_reaches_the_person(system: System, name: str) -> None:
    outcome = next(misbehaved(system, (name,)))

    assert outcome.reached == ()


def test_words_that_would_have_reached_the_person_are_noticed(system: System) -> None:
    good = behaved(system)[0]
    spoiled = good.model_copy(update={"why": "You're a NATURAL."})

    assert MISBEHAVIOURS["a label"].reached(spoiled) == ["natural"]
