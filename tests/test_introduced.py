"""Two who are to meet: both are named in the words, with what it is about, however that was told."""

import re
from collections.abc import Callable

import pytest

from assistant.domain import Nudge, Practice, Situation
from assistant.reading import read

Ask = Callable[..., Nudge]

TWO = {
    "Dana in support and Luis in design both work on the help pages but never met": ("Dana", "Luis", "you both work on the help pages"),
    "Introduce Dana (support) to Luis (design), the subject is the help pages": ("Dana", "Luis", "the help pages"),
    "Bring Ines from the lab and Tom from the ward together, it's about blood samples": ("Ines", "Tom", "blood samples"),
    "connect Mrs. Banda from the archive with Dr. Osei, they both collect old maps": (
        "Mrs Banda",
        "Dr Osei",
        "you both collect old maps",
    ),
    "i want my colleague priya and her cousin jonas to meet": ("Priya", "Jonas", ""),
    "our new hire Kofi and Marta from finance should meet, topic: travel costs": ("Kofi", "Marta", "travel costs"),
    "my neighbour's apprentice Yara and our welder Tom have never met": ("Yara", "Tom", ""),
    "introduce Maria Souza to Tom Becker, both love sourdough": ("Maria", "Tom Becker", "you both love sourdough"),
    "lena from hr and bo from payroll should meet, both struggle with the time sheets": ("Lena", "Bo", "the time sheets"),
    "introduce our nurse Amal to sister agnes": ("Amal", "Sister Agnes", ""),
    "introduce Dana to Luis": ("Dana", "Luis", ""),
}
NOT_THE_TWO = {
    "one and a team": "how do I introduce Kofi to the team? Tom and Ana know him",
    "each to a thing": "introduce Tom to the team and Ana to the tools",
    "the speaker": "can Tom and Ana introduce me to Kofi",
    "a fight": "Tom and Ana are fighting again",
    "thanks": "I want to thank Tom and Ana",
}


@pytest.mark.parametrize("text", TWO)
def test_both_are_named_with_what_it_is_about(suggest: Ask, text: str) -> None:
    person, other, about = TWO[text]

    action = suggest(text).action

    assert action.practice is Practice.INTRODUCTION
    assert all(re.search(rf"\b{re.escape(told)}(?!\w)", action.say) for told in (person, other, about) if told)
    assert not {"person", "other_person"} & {slot.name for slot in action.slots}


@pytest.mark.parametrize("text", NOT_THE_TWO.values(), ids=NOT_THE_TWO)
def test_two_who_are_only_named_together_are_not_to_meet(text: str) -> None:
    assert not read(Situation(text=text)).is_of_two


@pytest.mark.parametrize(
    "text",
    ["I want to introduce Priya to our head of data", "introduce Tom to my boss", "I'd like to introduce our intern to the head of sales"],
)
def test_where_two_others_are_to_meet_nobody_is_asked_to_introduce_the_speaker(nudge: Ask, text: str) -> None:
    answer = nudge(text)

    assert (answer.action.practice, answer.sources[0].id == "ask-for-an-introduction") == (Practice.INTRODUCTION, False)
    assert "want to meet" not in answer.action.say
