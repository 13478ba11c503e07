"""What is grave is met with a referral, whatever else a turn asks."""

import pytest

from assistant.conversation.modes import WEEK
from assistant.conversation.talk import Conversation
from tests.conversation.talking import Talking, talk_with

ROUGH = "how do I encourage a new lead after a rough call"
MISSED = "Tom interrupted Mei three times in the planning meeting"
GRAVE = {
    "shorter": "it's too much, I want to die",
    "warmer": "warmer, I will stab him tonight",
    "a reason": "why? he raped her",
    "a note": "/log I want to kill myself",
    "help": "/help I want to kill myself",
    "an unknown slash word": "/sos I want to kill myself",
    "what it did": "I told her and then I tried to hang myself",
    "the week": "plan my week, I want to kill myself",
}
PLAIN_HALVES = {
    "how do I thank my manager for backing me in the budget meeting": "she said she'd rather lose a hire than lose the project",
    "one of my teachers is thinking about quitting the profession": "she said the marking is what gets to her",
}
GRAVE_HALVES = [
    ("my colleague is quiet in meetings", "she says it would be easier not to be here"),
    ("how do I thank my colleague for her help", "she told me her husband locks her out at night"),
    ("my manager wants the report today", "he told me to leave out the failed tests"),
    ("my teammate is late a lot", "she falls asleep in the lift"),
    ("how do I give feedback to my nurse", "she takes pills from the cupboard"),
    ("my teammate is quiet in meetings", "he wants me to change the numbers before the audit"),
    ("my lead talks over me", "he puts his hand on my back when he does"),
    ("my teammate is quiet in meetings", "she has bruises on her arms"),
]
GRAVE_AT_FIRST = {
    "a question about us": "what is this? I want to kill myself",
    "help": "/help I want to kill myself",
    "a note": "/log I want to end my life",
    "a text that is too long": "I want to kill myself. Nobody at work sees it. " * 300,
}


@pytest.mark.parametrize("said", GRAVE.values(), ids=GRAVE)
def test_what_is_asked_of_an_answer_and_tells_something_grave_gets_a_referral(talk: Talking, said: str) -> None:
    assert talk(ROUGH, said).kinds == ["nudge", "referral"]


@pytest.mark.parametrize("said", GRAVE_AT_FIRST.values(), ids=GRAVE_AT_FIRST)
def test_a_first_turn_that_would_get_a_line_and_tells_something_grave_gets_a_referral(talk: Talking, said: str) -> None:
    assert talk(said).kinds == ["referral"]


def test_a_day_to_wait_for_that_tells_something_grave_gets_a_referral(talk: Talking) -> None:
    assert talk(ROUGH, "he asked for space", "no, I will kill myself tomorrow").kinds == ["nudge", "hold", "referral"]


def test_what_may_come_back_and_is_grave_gets_a_referral(talk: Talking) -> None:
    assert talk(MISSED, "what if he threatens to kill me?").kinds == ["nudge", "referral"]


def test_a_week_that_tells_something_grave_gets_a_referral(conversation: Conversation) -> None:
    assert talk_with(conversation, "I want to kill myself this week", mode=WEEK).kinds == ["referral"]


@pytest.mark.parametrize("said", ["shorter", "in writing", "warmer", "as a question", "how do I start", "what if he denies it"])
def test_after_a_referral_nothing_talks_it_away_and_nothing_repeats_it(talk: Talking, said: str) -> None:
    talked = talk("my coworker keeps touching me and I said no", said, "in writing", "thanks")

    assert talked.kinds == ["referral", "remark", "remark", "remark"]
    assert all(answer.text.startswith("I have no words to say for this one. What stands above holds") for answer in talked.answers[1:3])
    assert "Take it to one of the people above" in talked.last.text


def test_a_referral_after_an_answer_stands_too(talk: Talking) -> None:
    talked = talk(MISSED, "he told me that he wants to kill himself", "shorter", "another one")

    assert talked.kinds == ["nudge", "referral", "remark", "remark"]


@pytest.mark.parametrize(("moment", "fact"), PLAIN_HALVES.items(), ids=PLAIN_HALVES)
def test_two_plain_halves_are_no_alarm(talk: Talking, moment: str, fact: str) -> None:
    assert "referral" not in talk(moment, fact).kinds


@pytest.mark.parametrize(("moment", "fact"), GRAVE_HALVES, ids=[fact for _, fact in GRAVE_HALVES])
def test_a_grave_half_is_one_whatever_was_told_before(talk: Talking, moment: str, fact: str) -> None:
    assert talk(moment, fact).kinds == ["nudge", "referral"]
