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


CHANGES = ["warmer", "in writing", "shorter", "more direct"]
MADE = {
    "I snapped at Priya in standup about the failing build": "I snapped at you in standup about the failing build",
    "I forgot to send the minutes to Helen": "I forgot to send the minutes to you",
    "I want to tell Ben that his handover was easy to follow": "our handover was easy to follow",
    "how do I ask my mentor how she decides what to say no to": "How do you decide what to say no to?",
    "my colleague Ana knows everything about the old billing system, what could I ask her": "the old billing system",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("text", "told"), MADE.items(), ids=MADE)
def test_words_made_of_what_was_told_change_and_keep_it(talk: Talking, text: str, told: str, change: str) -> None:
    first, changed = talk(text, change).words

    assert changed not in ("", first)
    assert told in changed
    assert change != "shorter" or len(changed.split()) < len(first.split())


def test_an_apology_stays_one_through_all_changes(talk: Talking) -> None:
    talked = talk("I snapped at Priya in standup about the failing build", *CHANGES, *CHANGES)

    assert all("I snapped at you" in said and "sorry" in said for said in talked.words if said)


def test_where_a_tone_has_no_more_words_others_come(talk: Talking) -> None:
    talked = talk("I want to tell Ben that his handover was easy to follow", "warmer", "warmer", "warmer")

    assert talked.last.text.startswith("I have nothing more in that tone, so here are other words.")
    assert "our handover was easy to follow" in talked.words[-1]


@pytest.mark.parametrize(
    ("text", "fact", "heard"),
    [
        (
            "my teammate is quiet in meetings",
            "she told me afterwards she had a better idea but didn't want to interrupt",
            "You told me afterwards that you had a better idea but didn't want to interrupt. ",
        ),
        (
            "the new porter is very quiet in the morning round",
            "he told me later he doesn't understand the abbreviations",
            "You told me later that you don't understand the abbreviations. ",
        ),
        (
            "our youngest pharmacist hardly speaks up",
            "she mentioned that her English is not good enough",
            "You mentioned that your English is not good enough. ",
        ),
        (
            "a colleague came back from parental leave and seems overwhelmed",
            "he told me his evenings are gone",
            "You told me that your evenings are gone. ",
        ),
    ],
    ids=["idea", "abbreviations", "English", "evenings"],
)
def test_what_they_said_of_it_themselves_is_heard(talk: Talking, text: str, fact: str, heard: str) -> None:
    asked = nudge_of(talk(text, fact).last).action

    assert asked.practice is Practice.QUESTION
    assert asked.say.startswith(heard)
    assert asked.say.endswith("?")


@pytest.mark.parametrize(
    "fact", ["she told me she hates my guts", "she said she is fine", "Tom told me that she had an idea", "he said she had an idea"]
)
def test_what_is_hard_or_of_somebody_else_is_not_said_back(talk: Talking, fact: str) -> None:
    assert not talk("my teammate Mei is quiet in meetings. She is new.", fact).words[-1].startswith(("You said", "You told"))


def test_what_they_own_up_to_is_not_held_against_them(talk: Talking) -> None:
    talked = talk(
        "my junior is nervous about her first presentation", "she told me that she forgot her text once at university", "as a question"
    )

    assert nudge_of(talked.last).action.practice is Practice.QUESTION
    assert "During your first presentation you forgot" not in talked.words[-1]


@pytest.mark.parametrize(
    ("text", "fact", "effect"),
    [
        ("my colleague gave a clear talk", "people stayed for half an hour to ask questions", "meant people stayed for half an hour"),
        ("Marta ran the food drive on her own", "families came back a second time", "meant families came back a second time"),
        ("Ana fixed the build on Saturday", "it saved us the release", "it saved us the release"),
        ("our apprentice Lukas sharpened all the chisels", "we could start on time this morning", "meant we could start on time"),
    ],
    ids=["people", "families", "it", "we"],
)
def test_what_came_of_it_is_heard_later_too(talk: Talking, text: str, fact: str, effect: str) -> None:
    assert effect in talk(text, fact).words[-1]


@pytest.mark.parametrize("fact", ["the weather was awful", "people complained about the noise", "everybody was late that day"])
def test_what_did_not_come_of_it_is_no_praise(talk: Talking, fact: str) -> None:
    said = talk("Ana fixed the build on Saturday", fact).words[-1]

    assert "meant" not in said
    assert "complained" not in said


@pytest.mark.parametrize(
    ("text", "fact", "act"),
    [
        (
            "our porter helped a confused patient back to her ward last night",
            "he was off shift already",
            "ou helped a confused patient back to her ward",
        ),
        ("Tom rebuilt the stock list", "he did it for Mei and she was glad", "ou rebuilt the stock list"),
        ("our trainee wrote a macro", "her name is Yara", "ou wrote a macro"),
    ],
    ids=["her ward", "two people", "a name"],
)
def test_what_they_did_is_not_lost_by_what_is_told_later(talk: Talking, text: str, fact: str, act: str) -> None:
    assert act in talk(text, fact, "another one").words[-1]


def test_shorter_words_name_what_was_done_as_long_as_some_do(talk: Talking) -> None:
    assert "ou stood up for the patient" in talk("Hanna stood up for the patient when the consultant was rude", "shorter").words[-1]


def test_what_somebody_else_wrote_is_quoted_to_them_and_not_reworded(talk: Talking) -> None:
    said = nudge_of(talk("how do I tell someone their code review comments are too harsh", '"this is garbage, did you even run it?"').last)

    assert said.action.practice is Practice.FEEDBACK
    assert "In that review you wrote “this is garbage, did you even run it?”" in said.action.say


def test_a_harsh_message_of_ones_own_is_still_reworded(talk: Talking) -> None:
    said = nudge_of(talk("I have to review Tom's code", '"this is garbage, did you even run it?" how do I put it better').last)

    assert "garbage" not in said.action.say


def test_a_review_that_was_got_is_still_asked_about(talk: Talking) -> None:
    said = nudge_of(talk("I got a harsh code review", '"this is garbage, did you even run it?"').last)

    assert said.sources[0].id == "harsh-code-review-received"
