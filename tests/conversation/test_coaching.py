"""What is asked around the words: how to begin, where, when not today, from afar, in one's own voice."""

import pytest

from assistant.conversation.follow_ups import read_follow_up
from assistant.wording import words
from tests.conversation.talking import Talking, nudge_of

MISSED = "Tom interrupted Mei three times in the planning meeting"
PRAISED = "Ana fixed the build on Saturday"
OWED = "I snapped at Priya in standup about the failing build"
START = [
    "how do I start",
    "how do I begin?",
    "what do I say first",
    "how do I bring it up",
    "and how do I bring that up with him",
    "what's the first sentence",
]
PLACE = [
    "in front of everybody or in private?",
    "in private or right there?",
    "should I say it in front of the team",
    "alone or in the meeting?",
    "where do I say it",
]
NOT_NOW = [
    "I can't do it today",
    "she'll be off tomorrow",
    "he is on holiday",
    "I won't see him until Monday",
    "not today",
    "he isn't in this week",
]
REMOTE = [
    "he works remotely",
    "she's on another site",
    "he's in another country",
    "we never meet in person",
    "but she works from home",
    "he's on the other site from Monday",
]
WRITTEN = ["it's by email", "it will be by email", "we only chat", "he only reads email", "write it for me", "maybe a card"]
OWN_VOICE = [
    "that's not how I talk",
    "sounds fake",
    "that sounds scripted",
    "it sounds like a coach",
    "I'd never say that",
    "I don't want to sound like a therapist",
    "not me",
]
TOLD = [
    "he isn't in the union",
    "she is off to a good start",
    "he works with the printer every day",
    "I can't stand it any more",
    "her name was left off the slide",
    "it was by email that he told us",
    "he is on the night shift this week and he hates it",
    "the demo sounded fake and everybody saw it",
    "we never meet our dates",
    "we do it on Monday with the whole crew",
    "her manager said it for the record",
    "he called the customer or the driver himself",
    "she is reserved for the night shift",
]  # fmt: skip


@pytest.mark.parametrize("said", START)
def test_how_to_begin_is_a_first_sentence(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).words[-1].startswith("Have you got five minutes, just the two of us?")


@pytest.mark.parametrize("said", PLACE)
def test_where_to_say_it_is_said_by_what_it_is(talk: Talking, said: str) -> None:
    answers = [talk(moment, said).last.text for moment in (MISSED, PRAISED, OWED)]

    assert answers[0].startswith("In private, always")
    assert answers[1].startswith("In private, unless you know that they like to hear it in front of others.")
    assert answers[2].startswith("To them alone first.")


@pytest.mark.parametrize("said", NOT_NOW)
def test_what_has_to_wait_may_wait(talk: Talking, said: str) -> None:
    assert talk(PRAISED, said).last.text.startswith("It keeps for a few days")
    assert talk(OWED, said).last.text.startswith("Then send one line today")


@pytest.mark.parametrize("said", REMOTE)
def test_who_is_far_away_is_called(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).last.text.startswith("Then on a call with only the two of you.")


@pytest.mark.parametrize("said", WRITTEN)
def test_what_goes_by_mail_is_written(talk: Talking, said: str) -> None:
    assert nudge_of(talk(MISSED, said).last).action.do.startswith("Send it today")


@pytest.mark.parametrize("said", OWN_VOICE)
def test_words_that_sound_like_somebody_else_get_plainer(talk: Talking, said: str) -> None:
    talked = talk(PRAISED, said)

    assert talked.last.text.startswith("Then take the plain part")
    assert "fixed the build on Saturday" in talked.words[1]
    assert len(words(talked.words[1])) < len(words(talked.words[0]))


def test_a_name_that_is_told_is_said_first_and_the_words_stay(talk: Talking) -> None:
    first, named = talk("my new nurse stayed calm when a relative shouted at her", "her name is Kim").words

    assert named == f"Kim, {first[0].lower()}{first[1:]}"


def test_words_about_something_else_wait_for_what_happened_there(talk: Talking) -> None:
    talked = talk(MISSED, "can you make it about the demo", "he showed the new chart without notes and everybody understood it")

    assert talked.answers[1].text == "Then tell me what happened there, in one sentence, and the words will be about that."
    assert "ou showed the new chart without notes" in talked.words[2]
    assert "Mei" not in talked.words[2]


def test_two_names_that_are_told_stand_in_the_words(talk: Talking) -> None:
    named = talk("two people in my team both work on caching and don't know of each other", "their names are Rui and Petra").words[-1]

    assert ("Rui" in named, "Petra" in named, "[their name]" in named, "[the other person]" in named) == (True, True, False, False)


@pytest.mark.parametrize("said", ["I can't be there", "I won't be there on Friday", "I'm not invited"])
def test_who_will_not_be_there_sends_it_before(talk: Talking, said: str) -> None:
    assert talk("my junior is nervous about her first presentation to the board", said).last.text.startswith(
        "Then send it the evening before"
    )


@pytest.mark.parametrize("said", ["I'm scared of him", "he scares me", "I am really afraid of her"])
def test_who_fears_the_other_does_not_go_alone(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).last.text.startswith("Then don't go alone with it.")


@pytest.mark.parametrize(
    ("said", "heading"), [("what if I start to cry", "If it comes out wrong"), ("what if I'm wrong", "If you turn out to be wrong")]
)
def test_what_may_go_wrong_with_oneself_is_met_too(talk: Talking, said: str, heading: str) -> None:
    assert f"**{heading}**" in talk(MISSED, said).last.text


@pytest.mark.parametrize("said", ["what should I not say", "what should I avoid", "what mustn't I say to him"])
def test_what_is_better_left_out_is_said_by_what_it_is(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).last.text.startswith("Leave out always and never")
    assert talk(OWED, said).last.text.startswith("Leave out the but, the reasons")


@pytest.mark.parametrize("said", ["is tomorrow too late?", "should I do it on Monday", "can it wait until next week"])
def test_whether_it_can_wait_is_told(talk: Talking, said: str) -> None:
    assert talk(PRAISED, said).last.text.startswith("It keeps for a few days")


@pytest.mark.parametrize("said", ["on the phone or face to face?", "email or in person?", "by text or a call?"])
def test_the_way_to_say_it_is_named(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).last.text.startswith("Face to face if you can")


@pytest.mark.parametrize("said", ["should I tell my boss", "should I involve HR?", "do I need to tell his manager"])
def test_whom_to_tell_first_is_the_one_whom_it_is_about(talk: Talking, said: str) -> None:
    assert talk(MISSED, said).last.text.startswith("First to the one whom it is about")


@pytest.mark.parametrize("said", ["punchier", "make it snappier"])
def test_punchier_words_are_shorter(talk: Talking, said: str) -> None:
    first, other = talk(PRAISED, said).words

    assert len(words(other)) < len(words(first))


def test_when_to_apologise_says_nothing_of_somebody_elses_mistake(talk: Talking) -> None:
    assert "\n\nToday, find them alone" not in talk("I forgot to send the minutes to Helen", "when should I do it").last.text


@pytest.mark.parametrize("said", ["in writing", "warmer", "more direct"])
def test_praise_in_another_tone_leaves_nothing_open_that_was_told(talk: Talking, said: str) -> None:
    changed = talk("our apprentice Lukas measured twice before he cut the beam", said).words[-1]

    assert "you measured twice before you cut the beam" in changed.lower()
    assert "[" not in changed


def test_a_fact_told_later_does_not_undo_an_answer(talk: Talking) -> None:
    assert talk("I need to tell my boss that her plan won't work", "she is quite proud of it").kinds == ["nudge", "nudge"]


@pytest.mark.parametrize("said", ["give me the words", "what do I say to him", "just the exact words please"])
def test_who_asks_for_the_words_gets_words(talk: Talking, said: str) -> None:
    assert "you interrupted Mei three times" in talk(MISSED, said).words[-1]


@pytest.mark.parametrize("said", TOLD)
def test_what_is_told_of_them_asks_for_nothing(said: str) -> None:
    assert read_follow_up(said) is None
