"""What a short turn asks of the answer before it, and what it only tells."""

import time

import pytest

from tests.conversation.talking import Talking

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
