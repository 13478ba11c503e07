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


def test_after_a_referral_nothing_talks_it_away(talk: Talking) -> None:
    talked = talk("my coworker keeps touching me and I said no", "shorter", "thanks")

    assert talked.kinds == ["referral", "referral", "remark"]
    assert "Take it to one of the people above" in talked.last.text
