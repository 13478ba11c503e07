"""What a short turn asks of the answer before it, and what it only tells."""

import asyncio
import time

import pytest

from assistant.conversation.modes import WEEK
from assistant.conversation.talk import Conversation
from assistant.ports import Speaker, Turn
from tests.conversation.talking import Talking, talk_with

QUIET = "my teammate is quiet in meetings"
THANKS = [
    "thanks",
    "Thank you so much!",
    "ok, thanks a lot.",
    "great, that helps a lot",
    "thanks for the help",
    "perfect, I'll try that :)",
    "many thanks again",
]
SMALL_WORDS = ["ok... " * 11 + " hm", "thanks!! " * 13 + "hm", "done, " * 13 + "hm", "i like it but " * 3 + "hm"]


@pytest.mark.parametrize("said", THANKS)
def test_thanks_are_taken(talk: Talking, said: str) -> None:
    assert talk(QUIET, said).last.text == "You're welcome. If you say it, tell me how it went."


@pytest.mark.parametrize("said", SMALL_WORDS)
def test_a_turn_of_many_small_words_is_read_at_once(talk: Talking, said: str) -> None:
    began = time.process_time()

    talk(QUIET, said)

    assert time.process_time() - began < 2


@pytest.mark.parametrize("said", ["???", "\N{THUMBS UP SIGN}", "42", "/feedback 123", "new topic: 42"])
def test_a_turn_without_letters_is_told_what_we_are_for(talk: Talking, said: str) -> None:
    assert talk(said).last.text.startswith("I help with one thing")


def test_a_turn_without_letters_after_an_answer_is_no_other_moment(talk: Talking) -> None:
    assert talk(QUIET, "42", "shorter").kinds == ["nudge", "nudge", "nudge"]


def test_a_turn_without_letters_begins_a_week_too(conversation: Conversation) -> None:
    assert talk_with(conversation, "???", mode=WEEK).kinds == ["plan"]


def test_after_a_text_that_is_too_long_a_short_one_is_a_moment(talk: Talking) -> None:
    talked = talk("Ana fixed the build. " * 500, "Ana fixed the build on Saturday", "shorter")

    assert talked.kinds == ["remark", "nudge", "nudge"]


def test_after_a_text_that_is_too_long_the_moment_before_it_goes_on(talk: Talking) -> None:
    talked = talk("Ana fixed the build on Saturday", "and more of it. " * 600, "shorter")

    assert talked.kinds == ["nudge", "remark", "nudge"]
    assert "fixed the build" in talked.words[2]


def test_what_if_is_answered_where_a_client_left_the_moment_out(conversation: Conversation) -> None:
    nudge = talk_with(conversation, QUIET).last.text
    turns = [Turn(by=Speaker.ASSISTANT, text=nudge), Turn(by=Speaker.USER, text="what if he says no?")]

    assert "**If they say no**" in asyncio.run(conversation.reply(turns)).text
