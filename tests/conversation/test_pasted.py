"""A harsh message is put as what happened and what it did; what only judges is left behind."""

import time

import pytest

from assistant.conversation.pasted import read_pasted
from assistant.domain import Practice
from tests.conversation.talking import Talking, nudge_of

HARSH = {
    "in quotation marks": (
        'reword this: "This is garbage. Did you even test it? You hardcoded the credentials and the build broke for everyone."',
        "you hardcoded the credentials",
    ),
    "after a colon": (
        "how would you say this nicely: why did you merge without a review? this is unacceptable",
        "you merged without a review",
    ),
    "in a fence": (
        "too harsh?\n```\nSeriously? You deleted the staging data without telling anybody!\n```",
        "you deleted the staging data",
    ),
    "in a quote": ("make this kinder\n> You forgot the invoice again, you are useless.", "you forgot the invoice"),
    "alone": (
        "You never read the spec. You shipped the old version to the customer and now I clean up your mess!",
        "you shipped the old version",
    ),
    "in other quotation marks": (
        "is this ok to send? “You ignored my comments on the lock, this is a joke.”",
        "you ignored my comments on the lock",
    ),
}
NONE = {
    "a moment": "my colleague said my code is garbage and I don't know what to answer",
    "somebody's harsh words to another": "how do I help Ana, he told her that she is useless",
    "thanks": "I want to thank Ana for her review of my pull request",
    "a quotation": 'Tom says "we always did it like this" in every meeting',
}


@pytest.mark.parametrize(("said", "told"), HARSH.values(), ids=HARSH)
def test_what_happened_stays_and_what_judges_goes(talk: Talking, said: str, told: str) -> None:
    answer = nudge_of(talk(said).last)

    words = answer.action.say.lower()
    assert (answer.action.practice, told in words) == (Practice.FEEDBACK, True)
    assert not [word for word in ("garbage", "useless", "seriously", "unacceptable", "joke", "mess", "never") if word in words]


def test_what_was_left_out_is_named(talk: Talking) -> None:
    lead = talk(HARSH["in quotation marks"][0]).last.text.partition("\n")[0]

    assert lead == "I left out “garbage”: that can be argued with, and what happened can't."


def test_the_effect_in_the_message_is_kept(talk: Talking) -> None:
    talked = talk(HARSH["in quotation marks"][0], "more direct")

    assert any("the build broke for everyone" in said for said in talked.words)


def test_other_words_stay_with_what_happened(talk: Talking) -> None:
    talked = talk(HARSH["in quotation marks"][0], "shorter", "warmer", "another one")

    assert all("hardcoded the credentials" in said for said in talked.words)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_told_of_somebody_is_no_message_to_them(text: str) -> None:
    assert read_pasted(text) is None


def test_a_question_that_is_none_tells_nothing_that_was_done() -> None:
    pasted = read_pasted('reword this: "Did you even read the spec? You wasted my afternoon. You deleted the staging data."')

    assert pasted
    assert pasted.facts == ("My colleague deleted the staging data.",)


def test_a_threat_is_no_message_to_polish(talk: Talking) -> None:
    talked = talk('reword this: "if you push to main once more I will kill you, you idiot"', "shorter")

    assert talked.last.text.startswith("There is a threat in this")
    assert talked.words == ["", ""]


def test_a_sentence_without_end_is_cut(talk: Talking) -> None:
    endless = "and the people on call had to take it back by hand while the customer waited for the invoice " * 9

    answer = nudge_of(
        talk(f'reword this: "You merged the change on Friday although we had agreed to wait, {endless}. This is garbage."').last
    )

    assert "you merged the change on friday" in answer.action.say.lower()


@pytest.mark.parametrize("mark", ["“", '"', "> ", "you ", "you always "])
def test_a_message_of_nothing_but_marks_is_read_at_once(mark: str) -> None:
    began = time.process_time()

    read_pasted(mark * (8_000 // len(mark)))

    assert time.process_time() - began < 0.7
