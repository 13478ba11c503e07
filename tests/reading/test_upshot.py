"""What came of an act, told before it or behind it."""

import pytest

from assistant.domain import Situation
from assistant.reading import read

CAUSES_OF_HARM = {
    "the release went out late because Omar didn't tell us he was stuck": (
        "didn't tell us you were stuck",
        "meant the release went out late",
    ),
    "we lost the order since Petra never called the client back": ("didn't call the client back", "meant we lost the order"),
    "Two pallets went to the wrong shop because Kofi took the old list": ("took the old list", "meant two pallets went to the wrong shop"),
    "the parents were angry because Tom told them the wrong date": ("told them the wrong date", "meant the parents were angry"),
    "nobody could find the keys because Ivan took them home": ("took them home", "meant nobody could find the keys"),
    "we missed the delivery because Gerd was not on site": ("weren't on site", "meant we missed the delivery"),
    "Joao left the valve open, so the whole lab had to be evacuated": ("left the valve open", "meant the whole lab had to be evacuated"),
    "Lena changed the board and now the client is upset with us": ("changed the board", "meant the client was upset with us"),
    "Ben mixed up the samples, so we have to repeat the run": ("mixed up the samples", "meant we had to repeat the run"),
    "Sven blocked the gate and now the truck can't get in": ("blocked the gate", "meant the truck couldn't get in"),
    "Because Luis forgot the order, we had no bread": ("forgot the order", "meant we had no bread"),
}
CAUSES_OF_GOOD = {
    "we kept the client because Ines stayed on the phone": ("stayed on the phone", "meant we kept the client"),
    "the patient got his scan today because Rosa kept calling": ("kept calling", "meant the patient got his scan today"),
    "Hana checked every label, that's why nothing got lost": ("checked every label", "meant nothing got lost"),
    "after Meera called the supplier we got the flour the same day": ("called the supplier", "meant we got the flour the same day"),
    "the kids ate on time because the cook came in early": ("came in early", "meant the kids ate on time"),
    "nobody had to wait because Ali opened the second till": ("opened the second till", "meant nobody had to wait"),
    "the audit went well because Sofia didn't skip a page": ("didn't skip a page", "meant the audit went well"),
}
NO_CAUSES = {
    "another one's reason": ("Omar stayed late because the client was angry", None),
    "what was before": ("Because the client was angry, Omar called him", None),
    "one and the same": ("my mentee got the job because she practised every evening", None),
    "only because": ("it isn't only because Omar forgot the list", None),
}
HABITS = {
    "our porter sings for the guests while he pushes the beds": "sang for the guests while you pushed the beds",
    "Mei explains the dose to the patients until they get it": "explained the dose to the patients until they got it",
    "he reads my drafts on the bus and marks the weak spots": "read my drafts on the bus and marked the weak spots",
    "the crane driver waits until everyone is clear": "waited until everyone was clear",
    "my colleague rolls her eyes when I speak": "rolled your eyes when I spoke",
    "Noah brings tea and cakes for us": "brought tea and cakes for us",
}


@pytest.mark.parametrize(("text", "told"), [*CAUSES_OF_HARM.items(), *CAUSES_OF_GOOD.items()])
def test_what_came_of_an_act_is_its_effect_wherever_it_was_told(text: str, told: tuple[str, str]) -> None:
    reading = read(Situation(text=text))

    assert (reading.told.get("act"), reading.told.get("effect")) == told


@pytest.mark.parametrize("text", CAUSES_OF_HARM)
def test_an_act_told_as_the_cause_of_harm_is_one_to_mend(text: str) -> None:
    reading = read(Situation(text=text))

    assert (reading.is_fault, reading.is_blamed) == (True, True)


@pytest.mark.parametrize("text", CAUSES_OF_GOOD)
def test_an_act_told_as_the_cause_of_something_good_is_none_to_mend(text: str) -> None:
    reading = read(Situation(text=text))

    assert (reading.is_fault, reading.is_blamed) == (False, False)


@pytest.mark.parametrize(("text", "effect"), NO_CAUSES.values(), ids=NO_CAUSES)
def test_a_reason_that_somebody_had_is_no_effect_of_what_they_did(text: str, effect: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("effect") == effect


@pytest.mark.parametrize(("text", "act"), HABITS.items())
def test_a_habit_is_said_in_one_time(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told["act"] == act
