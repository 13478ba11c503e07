"""What a short turn asks of the answer before it, and what it only tells."""

import asyncio
import time

import pytest

from assistant.conversation.follow_ups import FollowUp, read_follow_up
from assistant.conversation.modes import WEEK
from assistant.conversation.talk import Conversation
from assistant.domain import Practice, Tone
from assistant.ports import Speaker, Turn
from assistant.wording import words
from tests.conversation.talking import Talking, nudge_of, talk_with

ROUGH = "how do I encourage a new lead after a rough call"
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
SMALL_WORDS = ["ok... " * 11 + " uh", "thanks!! " * 13 + "uh", "done, " * 13 + "uh", "i like it but " * 3 + "uh", "i'll " * 13 + "uh"]
TOLD = [
    "David apologised to me by email this morning",
    "kind of, but he looked away all the time",
    "note that she stayed calm the whole time",
    "something else happened: he left early",
    "short call with Bo today, he was tired",
    "in the chat he wrote that it's fine",
    "they talk by text message mostly",
    "another approach failed last week",
    "too much work this week, he said",
    "it's too much for her right now",
    "I gave him the task last week",
    "we told them the date was fixed",
    "it doesn't work for her family",
    "I did not see a doctor",
    "kinder words came from Bo",
]
ASKED = {
    "how would I write that to David in an email": (FollowUp.TONE, Tone.WRITTEN),
    "in writing, he is remote": (FollowUp.TONE, Tone.WRITTEN),
    "more direct, he likes that": (FollowUp.TONE, Tone.DIRECT),
    "nicer please, she is sad": (FollowUp.TONE, Tone.WARMER),
    "sounds a bit harsh to me": (FollowUp.TONE, Tone.WARMER),
    "warmer but shorter": (FollowUp.SHORTER, Tone.WARMER),
    "short and clear": (FollowUp.SHORTER, Tone.DIRECT),
    "id rather say it more directly": (FollowUp.TONE, Tone.DIRECT),
    "meh": (FollowUp.ANOTHER, None),
    "give me two more": (FollowUp.ANOTHER, None),
    "how do I start?": (FollowUp.START, None),
    "and if she denies it?": (FollowUp.WHAT_IF, None),
    "what should I do now?": (FollowUp.WHEN, None),
    "what do I say to her?": (FollowUp.ANOTHER, None),
    "and then?": (FollowUp.WHAT_IF, None),
    "who says that?": (FollowUp.WHY, None),
    "I'll say it tomorrow": (FollowUp.THANKS, None),
    "I told her that she stayed calm": (FollowUp.DONE, None),
    "done, he smiled": (FollowUp.DONE, None),
    "I sent her the note": (FollowUp.DONE, None),
}


@pytest.mark.parametrize("said", THANKS)
def test_thanks_are_taken(talk: Talking, said: str) -> None:
    assert talk(QUIET, said).last.text == "You're welcome. If you say it, tell me how it went."


@pytest.mark.parametrize("said", TOLD)
def test_what_happened_is_told_and_asks_nothing_of_the_answer(said: str) -> None:
    assert read_follow_up(said) is None


@pytest.mark.parametrize(("said", "wanted"), ASKED.items(), ids=ASKED)
def test_a_turn_asks_it_in_many_words(said: str, wanted: tuple[FollowUp, Tone | None]) -> None:
    heard = read_follow_up(said)

    assert heard
    assert (heard.kind, heard.tone) == wanted


def test_a_plan_that_was_rejected_is_no_wish_for_one(talk: Talking) -> None:
    assert talk("weekly plan was rejected by my boss").kinds != ["plan"]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("longer please", "I can make it shorter"),
        ("in German", "I can make it shorter"),
        ("that's not what I meant", "Then I took it wrong."),
        ("I don't dare to say that", "Then make it smaller"),
        ("yes", "Good. Say it when"),
        ("are you ChatGPT?", "I help with one thing"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(talk: Talking, said: str, line: str) -> None:
    assert talk(QUIET, said).last.text.startswith(line)


def test_after_a_misunderstanding_the_next_turn_is_the_moment(talk: Talking) -> None:
    talked = talk(QUIET, "that's not what I meant", "Ana stayed until nine to fix the build", "shorter")

    assert talked.kinds == ["nudge", "remark", "nudge", "nudge"]
    assert all("stayed until nine" in said for said in talked.words[2:])


def test_what_was_heard_of_counts_where_one_was_not_there(talk: Talking) -> None:
    unseen = talk(ROUGH, "I was not on the call but Ana told me he stayed calm").last

    assert "stayed calm" in unseen.text


def test_what_has_no_shorter_words_after_hearsay_is_not_asked_about(talk: Talking) -> None:
    talked = talk(ROUGH, "I was not on the call but Ana told me he stayed calm", *["shorter"] * 4)

    assert "Then it would be hearsay" not in "".join(spoken.text for spoken in talked.answers[2:])


def test_when_to_say_it_is_known_after_a_change_that_did_not_repeat_it(talk: Talking) -> None:
    talked = talk("Didn't get the senior role. Third time now.", "another one", "when?")

    assert talked.last.text.splitlines()[0] == nudge_of(talked.answers[0]).action.do


def test_what_to_say_on_the_day_that_is_waited_for_is_said_again(talk: Talking) -> None:
    talked = talk("our new hire Sam joined last week and seems lost", "he asked for space", "on Thursday", "what do I say then?")

    assert talked.answers[3].text == talked.answers[2].text


@pytest.mark.parametrize(
    "said", ["my junior dev keeps asking me how to fix things instead of trying", "my teammate Mei is quiet in every meeting"]
)
def test_a_practice_that_the_moments_card_lacks_is_of_the_card_for_any_moment(talk: Talking, said: str) -> None:
    asked = nudge_of(talk(said, "as feedback").last)

    assert (asked.action.practice, asked.sources[0].id) == (Practice.FEEDBACK, "situation-behaviour-impact")


def test_two_changes_in_one_turn_are_both_made(talk: Talking) -> None:
    first, both = talk("Ana stayed until nine to fix the build", "warmer but shorter").words

    assert len(words(both)) < len(words(first))


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


@pytest.mark.parametrize(
    "said", ["/intro dana and luis", "/intro Dana & Luis", "/intro our welder Dana and Luis (design), both on the new frame"]
)
def test_an_introduction_by_a_slash_word_names_both(talk: Talking, said: str) -> None:
    words = talk(said).words[-1]

    assert "Dana" in words
    assert "Luis" in words
