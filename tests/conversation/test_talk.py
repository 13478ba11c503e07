"""A conversation, turn by turn: facts, changes, reasons, and what comes after."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from assistant.checks import faults
from assistant.conversation.lines import Lines
from assistant.conversation.modes import MODES, Mode
from assistant.conversation.talk import Conversation
from assistant.domain import Practice, Situation
from assistant.ports import Brief, Draft, Speaker, Turn
from assistant.spoken import Plan
from assistant.wording import words
from tests.conversation.talking import Talking, nudge_of, talk_with

ROUGH = "how do I encourage a new lead after a rough call"
FACTS = "David stayed calm when the client got angry about the date and put a revised plan on the table"
QUIET = "my teammate is quiet in meetings"
MISSED = "Tom interrupted Mei three times in the planning meeting"
SHORTER = [
    "shorter",
    "can you make it shorter?",
    "too long",
    "Make this a bit more concise, please.",
    "ok but shorter",
    "that's way too wordy",
]
WARMER = ["warmer", "a bit warmer please", "make it kinder", "sounds too cold", "less stiff", "could you say it more gently?"]
DIRECT = ["more direct", "make it blunter", "it's too soft", "be more direct", "say it straight"]
WRITTEN = ["in writing", "as an email", "how would I write that to him?", "for slack", "as a text message", "make it a dm to her"]
AS_QUESTION = ["as a question", "make it a question", "/question", "can you turn it into a question instead?", "what could I ask instead?"]
ANOTHER = ["another one", "give me another", "other words please", "I don't like it", "one more", "something else", "next"]
WHY = ["why?", "why does that work", "says who?", "what's the evidence", "where is this from", "sources?", "is there any research"]
DONE = ["thanks, I said it", "I told her", "done!", "Great, I've sent it", "I said it to him"]


@pytest.mark.parametrize("said", SHORTER)
def test_shorter_words_keep_what_was_told(talk: Talking, said: str) -> None:
    first, short = talk(f"{ROUGH}. {FACTS}", said).words

    assert len(words(short)) < len(words(first))
    assert "stayed calm when the client got angry" in short


def test_shorter_words_leave_nothing_that_points_back_to_what_was_cut(talk: Talking) -> None:
    talked = talk("Bo cut me off three times in the design meeting", "shorter")

    assert "do that" not in talked.words[-1]


def test_what_went_wrong_is_asked_about_and_not_consoled(talk: Talking) -> None:
    talked = talk("Bo cut me off three times in the design meeting", "as a question")

    assert "How are you doing" not in talked.words[-1]


@pytest.mark.parametrize("said", WARMER)
def test_warmer_words_are_the_cards_own(conversation: Conversation, talk: Talking, said: str) -> None:
    warm = talk(ROUGH, said).last

    assert (
        nudge_of(warm).action.say
        == "I've been thinking of you since that call. It was a hard one, and you [one thing you saw them do]. I'm glad I work with you."
    )


@pytest.mark.parametrize("said", DIRECT)
def test_direct_words_are_other_words_of_the_same_practice(talk: Talking, said: str) -> None:
    talked = talk(ROUGH, said)

    assert nudge_of(talked.last).action.practice is Practice.ENCOURAGEMENT
    assert talked.words[1].startswith("That call was rough.")


@pytest.mark.parametrize("said", WRITTEN)
def test_words_to_write_come_with_a_cue_to_send_them(talk: Talking, said: str) -> None:
    assert nudge_of(talk(ROUGH, said).last).action.do.startswith("Send it today")


@pytest.mark.parametrize("said", AS_QUESTION)
def test_another_practice_is_of_the_same_moment(talk: Talking, said: str) -> None:
    asked = nudge_of(talk(f"{ROUGH}. {FACTS}", said).last)

    assert (asked.action.practice, asked.sources[0].id) == (Practice.QUESTION, "after-a-rough-call")
    assert asked.action.say.endswith("?")


@pytest.mark.parametrize("said", ANOTHER)
def test_another_one_is_another(talk: Talking, said: str) -> None:
    first, other = talk(ROUGH, said).words

    assert other not in ("", first)


def test_another_one_never_repeats_what_stands_in_the_turns(talk: Talking) -> None:
    talked = talk(ROUGH, *["another one"] * 12)

    said = [text for text in talked.words if text]
    assert len(said) > 8
    assert len(set(said)) == len(said)


def test_an_alternative_that_was_shown_is_not_given_as_another(talk: Talking) -> None:
    talked = talk(ROUGH, "as a question")

    assert talked.words[1] not in [action.say for action in nudge_of(talked.answers[0]).alternatives]


@pytest.mark.parametrize("said", WHY)
def test_a_reason_names_its_sources_and_their_limits(talk: Talking, said: str) -> None:
    reason = talk(ROUGH, said).last

    assert reason.answer.kind == "remark"
    assert "Keep the limits in mind." in reason.text
    assert "<https://doi.org/10.1080/10510974.2011.598208>" in reason.text


def test_facts_told_later_fill_the_slots(talk: Talking) -> None:
    before, after = talk(ROUGH, f"{FACTS}, and they agreed to look at it").words

    assert "[one thing you saw them do]" in before
    assert "you stayed calm when the client got angry about the date" in after
    assert "[" not in after


def test_what_was_told_counts_after_a_change(talk: Talking) -> None:
    talked = talk(ROUGH, FACTS, "warmer", "shorter")

    assert all("stayed calm" in said for said in talked.words[1:])


def test_a_change_does_not_say_again_when_to_say_it(talk: Talking) -> None:
    first, second = (spoken.text for spoken in talk(ROUGH, "warmer").answers)

    assert ("**When:**" in first, "**When:**" in second, "Source: After a rough call (good)" in second) == (True, False, True)


def test_who_was_not_there_asks(talk: Talking) -> None:
    unseen = talk(ROUGH, "I wasn't there").last

    assert unseen.text.startswith("Then it would be hearsay from you, so ask first.")
    assert nudge_of(unseen).action.practice is Practice.QUESTION
    assert not {"saw", "noticed", "act"} & {*nudge_of(unseen).action.say.split(), *(slot.name for slot in nudge_of(unseen).action.slots)}


def test_praise_from_hearsay_says_from_whom(talk: Talking) -> None:
    unseen = nudge_of(talk("David stayed late to fix the build", "I didn't see it, my colleague told me").last)

    assert (unseen.sources[0].id, "stayed late to fix the build" in unseen.action.say) == ("pass-praise-on", True)


def test_who_asked_for_space_gets_it(talk: Talking) -> None:
    talked = talk(ROUGH, "he asked for space", "he said on Monday")

    assert talked.kinds == ["nudge", "hold", "remark"]
    assert "give it" in talked.answers[1].text
    assert "good time to talk" in talked.last.text


@pytest.mark.parametrize(
    ("said", "reaction"),
    [
        ("what if she says no", "If they say no"),
        ("and what if he gets defensive?", "If they get defensive"),
        ("what do I do if they start crying", "If they cry"),
        ("what if he doesn't answer", "If nothing comes back"),
        ("she says it was only luck", "If they play it down"),
        ("she said no problem", "If they play it down"),
        ("what if he asks me what to do?", "If they ask you what to do"),
        ("what if she moves to Oslo", "Whatever comes back"),
    ],
)
def test_what_may_come_back_is_met_with_words(talk: Talking, said: str, reaction: str) -> None:
    met = talk(ROUGH, said).last

    assert f"**{reaction}**\n\n> " in met.text
    assert "Source: " in met.text


@pytest.mark.parametrize("said", DONE)
def test_what_was_said_may_be_noted(talk: Talking, said: str) -> None:
    talked = talk(ROUGH, said, "yes please")

    assert "Say /log" in talked.answers[1].text
    assert talked.words[2].startswith("27 November 2026, encouragement: ")


def test_a_log_keeps_what_was_said(conversation: Conversation) -> None:
    class Book:
        def __init__(self) -> None:
            self.kept: list[tuple[Practice, str, date]] = []

        async def keep(self, practice: Practice, say: str, on: date) -> None:
            self.kept.append((practice, say, on))

    book = Book()

    talked = talk_with(replace(conversation, log=book), ROUGH, "done", "/log")

    assert book.kept == [(Practice.ENCOURAGEMENT, talked.words[0], date(2026, 11, 27))]
    assert talked.last.text == "Noted."


def test_a_reaction_that_was_told_is_met_before_a_note(talk: Talking) -> None:
    assert "If they get defensive" in talk(MISSED, "I told him and he got angry").last.text


@pytest.mark.parametrize("said", ["what's the capital of France", "fix my code", "write a python function that sorts a list"])
def test_another_matter_gets_one_line_and_is_no_fact(talk: Talking, said: str) -> None:
    talked = talk(QUIET, said, "shorter")

    assert talked.kinds == ["nudge", "hold", "nudge"]
    assert "\n" not in talked.answers[1].text
    assert len(words(talked.words[2])) < len(words(talked.words[0]))


def test_another_moment_begins_anew(talk: Talking) -> None:
    talked = talk(f"{ROUGH}. {FACTS}", "our intern Kofi wrote a test suite on his own", "as a question")

    assert all("Kofi" in said or "test suite" in said for said in talked.words[1:])
    assert all("calm" not in said for said in talked.words[1:])


def test_slash_words_begin_a_moment_of_their_practice(talk: Talking) -> None:
    assert nudge_of(talk(f"/feedback {MISSED}").last).action.practice is Practice.FEEDBACK


def test_a_slash_word_alone_asks_for_the_moment(talk: Talking) -> None:
    assert talk("/question").last.text.startswith("Tell me the moment first")


def test_a_week_has_three_moments_and_another_one_has_others(talk: Talking) -> None:
    talked = talk("/week", "another one")

    first, other = (spoken.answer for spoken in talked.answers)
    assert isinstance(first, Plan)
    assert isinstance(other, Plan)
    assert (first.week, len(first.moments), first.moments != other.moments) == ("2026-W48", 3, True)


@pytest.mark.parametrize("mode", MODES[1:-1], ids=lambda mode: mode.name)
def test_a_mode_keeps_to_its_practice(conversation: Conversation, mode: Mode) -> None:
    talked = talk_with(conversation, "Ana helped our new colleague Omar with the release", mode=mode)

    assert nudge_of(talked.last).action.practice is mode.practice


def test_a_text_that_is_too_long_is_asked_for_in_short(talk: Talking) -> None:
    assert talk("Ana fixed the build. " * 500).last.text.startswith("That is more than I can read")


def test_the_client_that_goes_on_after_our_answer_gets_it_again(conversation: Conversation) -> None:
    talked = talk_with(conversation, QUIET)
    turns = [Turn(by=Speaker.USER, text=QUIET), Turn(by=Speaker.ASSISTANT, text=talked.last.text)]

    assert asyncio.run(conversation.reply(turns)).answer.kind == "nudge"


def test_who_plays_it_down_hears_what_was_seen(talk: Talking) -> None:
    talked = talk("Ana fixed the build on Saturday", "she says it was only luck")

    assert talked.words[1] == "I still wanted you to hear it: you fixed the build on Saturday, and that was you."


def test_the_words_for_what_may_come_back_pass_the_checks(conversation: Conversation) -> None:
    told = Situation(text="How did it go in my team, and what do I say to them?")
    for reaction in conversation.lines.reactions:
        draft = Draft(action=reaction.action({}), why="", sources=conversation.guidance.sources(reaction.card))
        brief = Brief(situation=told, passages=(conversation.guidance.passage(reaction.card),))
        assert [fault for fault in faults(draft, brief) if fault.check != "grounded"] == []


def test_no_line_is_left_out(conversation: Conversation) -> None:
    lines: Lines = conversation.lines

    assert all(line.strip() and "\n" not in line for line in lines.lines.values())
