"""Slots in a say-pattern: filled where told, open with a hint where not."""

import pytest

from assistant.domain import Slot
from assistant.slots import HINTS, SAMPLES, Said, fill, places

FILLED = [
    pytest.param("You {act}.", {"act": "stayed"}, "You stayed.", id="one"),
    pytest.param("{person}, you {act}.", {"person": "Ana", "act": "stayed"}, "Ana, you stayed.", id="two"),
    pytest.param("{event} was hard.", {"event": "the call"}, "The call was hard.", id="a slot that opens the words is capitalised"),
    pytest.param("You {act}.", {"act": "asked why."}, "You asked why.", id="one full stop"),
    pytest.param("I thought of {topic}.", {"topic": "what is next?"}, "I thought of what is next?", id="no stop after a question mark"),
    pytest.param("You {act}. You {act}!", {"act": "stayed"}, "You stayed. You stayed!", id="the same one twice"),
    pytest.param("You {act}.", {"act": "wrote {effect}"}, "You wrote {effect}.", id="a told brace is not filled again"),
    pytest.param("You {act}.", {"act": r"typed \1"}, r"You typed \1.", id="a told backslash"),
    pytest.param("Well done.", {"act": "stayed"}, "Well done.", id="none"),
]


def test_places_are_named_in_order() -> None:
    assert places("{person}, you {act}, and it {effect}. You {act}.") == ("person", "act", "effect", "act")


@pytest.mark.parametrize(("pattern", "told", "text"), FILLED)
def test_what_was_told_stands_in_its_place(pattern: str, told: dict[str, str], text: str) -> None:
    said = fill(pattern, told, {}, "call")

    assert (said.text, said.slots) == (text, ())


def test_what_was_not_told_stays_open_with_its_hint() -> None:
    said = fill("You {act}, and it {effect}.", {"act": "stayed"}, {}, "call")

    assert said == Said(
        text="You stayed, and it [what it changed].",
        slots=(Slot(name="effect", hint="what it changed"),),
        filled=("act",),
    )


def test_a_cards_hint_comes_before_the_common_one() -> None:
    said = fill("You {act}.", {}, {"act": "what they built"}, "call")

    assert said == Said(text="You [what they built].", slots=(Slot(name="act", hint="what they built"),), filled=())


def test_an_open_slot_is_declared_once_however_often_it_stands() -> None:
    said = fill("You {act}. You {act}.", {}, {}, "call")

    assert said.slots == (Slot(name="act", hint=HINTS["act"]),)


def test_open_slots_are_declared_in_the_order_of_the_words() -> None:
    said = fill("{person}, meet {other_person} about {topic}.", {"other_person": "Luis"}, {}, "call")

    assert [slot.name for slot in said.slots] == ["person", "topic"]


def test_an_occasion_that_only_the_person_knows_is_a_slot() -> None:
    said = fill("In that {occasion} you {act}.", {"act": "listened"}, {}, None)

    assert (said.text, [slot.name for slot in said.slots]) == ("In that [meeting, call or moment] you listened.", ["occasion"])


def test_the_occasion_of_a_card_is_never_a_slot() -> None:
    said = fill("That {occasion} was hard.", {}, {}, "demo")

    assert said == Said(text="That demo was hard.", slots=(), filled=())


def test_an_occasion_that_was_told_comes_before_the_cards() -> None:
    said = fill("That {occasion} was hard.", {"occasion": "retro"}, {}, "demo")

    assert said.text == "That retro was hard."


def test_what_was_told_without_a_place_for_it_is_not_filled() -> None:
    said = fill("You {act}.", {"act": "stayed", "topic": "the plan"}, {}, "call")

    assert said.filled == ("act",)


def test_every_slot_has_a_hint_and_a_sample() -> None:
    assert set(SAMPLES) == set(HINTS)


@pytest.mark.parametrize("name", HINTS)
def test_a_hint_can_stand_in_brackets(name: str) -> None:
    said = fill(f"Here: {{{name}}}.", {}, {}, None)

    assert said.text == f"Here: [{HINTS[name]}]."
