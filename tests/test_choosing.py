"""Which practice a moment gets, where its words alone could mislead."""

from collections.abc import Callable

import pytest

from assistant.domain import Nudge, Practice

Ask = Callable[..., Nudge]

CHOSEN = [
    pytest.param("The students cleaned up without being told", Practice.ENCOURAGEMENT, "without being told", id="something unbidden"),
    pytest.param(
        "Bea caught the wrong dose before it went out", Practice.ENCOURAGEMENT, "caught the wrong dose", id="a mistake found in time"
    ),
    pytest.param("My team did a great job moving the shop", Practice.ENCOURAGEMENT, "ou moved the shop", id="a job done well"),
    pytest.param("Tom did great work fixing the pump", Practice.ENCOURAGEMENT, "ou fixed the pump", id="work done well"),
    pytest.param("Mia turned a furious guest into a regular", Practice.ENCOURAGEMENT, "ou turned a furious guest", id="somebody won over"),
    pytest.param(
        "Nadia told the customer the truth about the delay", Practice.ENCOURAGEMENT, "ou told the customer the truth", id="the truth told"
    ),
    pytest.param("A volunteer came every Saturday for a year", Practice.ENCOURAGEMENT, "ou came every Saturday", id="who came each time"),
    pytest.param(
        "The pharmacist noticed that two drugs don't go together and rang the doctor",
        Practice.ENCOURAGEMENT,
        "ou noticed that two drugs",
        id="what was noticed",
    ),
    pytest.param(
        "Our apprentice burned the first batch but told me straight away",
        Practice.ENCOURAGEMENT,
        "ou told me straight away",
        id="owned up to",
    ),
    pytest.param(
        "A peer always takes the boring tickets so that others don't have to",
        Practice.ENCOURAGEMENT,
        "ou took the boring tickets",
        id="what spares others",
    ),
    pytest.param("My mentee finally asked a question in the meeting", Practice.ENCOURAGEMENT, "ou asked a question", id="a question asked"),
    pytest.param("I want to thank the temp who learned the till", Practice.ENCOURAGEMENT, "ou learned the till", id="who is thanked"),
    pytest.param("kev carried the whole stage setup alone", Practice.ENCOURAGEMENT, "ou carried the whole stage", id="a short name"),
    pytest.param("My team lead covers for me when I pick up my kid", Practice.ENCOURAGEMENT, "ou cover for me", id="a kindness"),
    pytest.param("Ana and Li both build sensors and don't know each other", Practice.INTRODUCTION, "Li", id="a name of two letters"),
    pytest.param("I want to tell the apprentices what I figured out about the lathe", Practice.INSIGHT, "the lathe", id="what was learned"),
    pytest.param("What can I ask the old hand about the furnace?", Practice.QUESTION, "the furnace", id="a question wished for"),
]


@pytest.mark.parametrize(("text", "practice", "words"), CHOSEN)
def test_the_words_are_of_the_practice_that_the_moment_asks_for(nudge: Ask, text: str, practice: Practice, words: str) -> None:
    answer = nudge(text)

    assert answer.action.practice is practice
    assert words in answer.action.say


def test_a_job_done_badly_is_no_deed_to_praise(nudge: Ask) -> None:
    assert "ou fixed the pump" not in nudge("My colleague did a bad job fixing the pump").action.say


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He let the old man talk about his wife and then sold him a lamp", id="a family"),
        pytest.param("He always sends the woman to do the talking with the angry clients", id="a sex"),
    ],
)
def test_what_may_not_be_said_is_left_open(nudge: Ask, text: str) -> None:
    say = nudge(text).action.say

    assert "wife" not in say
    assert "woman" not in say
    assert "[" in say


def test_a_lead_is_not_spoken_to_as_one_who_is_led(nudge: Ask) -> None:
    answer = nudge("How do I tell my team lead that I don't agree with her decision?")

    assert answer.sources[0].id == "feedback-upward"


def test_who_defends_a_slip_is_not_thanked_for_it(nudge: Ask) -> None:
    assert "ou told me later" not in nudge("He shouted at the customer but told me later that he was right").action.say


def test_what_is_told_of_somebody_else_is_not_said_to_the_one_who_helped_them(nudge: Ask) -> None:
    say = nudge("Rosa sat with the trainee until he understood the chart").action.say

    assert "ou sat with the trainee" in say
    assert "understood" not in say
