"""What was told stays in the words, whatever is asked of them."""

import pytest

from assistant.domain import Practice
from tests.conversation.talking import Talking, nudge_of


def test_another_one_is_made_of_the_same_and_never_the_same_again(talk: Talking) -> None:
    talked = talk("I forgot to invite Tom to the planning meeting", "another one", "shorter")

    assert len(set(talked.words)) == 3
    assert all("I forgot to invite you to the planning meeting" in said and "sorry" in said for said in talked.words)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("she took credit for my idea", "you took credit for my idea"),
        ("Tom interrupted Mei three times in the planning meeting", "you interrupted Mei three times"),
        ("my boss cancelled our one to one three times", "you cancelled our one to one three times"),
        ("Lucía burned the stock and blamed the apprentice in front of everyone", "you burned the stock and blamed the apprentice"),
    ],
    ids=["credit", "interrupted", "upward", "harm to somebody else"],
)
def test_what_is_amiss_is_named_in_the_question_about_it(talk: Talking, text: str, told: str) -> None:
    asked = nudge_of(talk(text, "as a question").last)

    assert (asked.action.practice, told in asked.action.say) == (Practice.QUESTION, True)
    assert asked.action.say.endswith("?")


def test_whose_idea_was_taken_speaks_for_themselves(talk: Talking) -> None:
    first = nudge_of(talk("she took credit for my idea").last)

    assert " my " in first.action.say.replace("credit for my idea", "")
    assert "talk to the one who took the credit, alone" in first.action.do


def test_a_date_that_was_missed_is_named_once(talk: Talking) -> None:
    talked = talk("our junior missed the deadline", "as feedback")

    assert talked.words[-1].count("deadline") == 1
