"""What may come back is met with words that fit it, and the answer that it follows."""

import pytest

from tests.conversation.talking import Talking

MISSED = "Tom interrupted Mei three times in the planning meeting"
PRAISED = "Ana fixed the build on Saturday"
ASKED = "my teammate is quiet in meetings"
MET = "two people in my team both work on caching and don't know of each other"
OWED = "I snapped at Priya in standup about the failing build"
AFTER_FEEDBACK = {
    "what if he gets annoyed": "If they get defensive",
    "what if she takes it personally": "If they get defensive",
    "what if he storms off": "If they get defensive",
    "what if she says she forgot": "If they say they forgot",
    "what if it slipped his mind": "If they say they forgot",
    "what if he says he is just being direct": "If they say they meant no harm",
    "what if he says it was only a joke": "If they say they meant no harm",
    "what if they laugh it off": "If they laugh it off",
    "what if he rolls his eyes": "If they laugh it off",
    "what if she blames me": "If they turn it on you",
    "what if he says that I do it too": "If they turn it on you",
    "what if he says nothing": "If they say nothing",
    "what if she goes quiet": "If they say nothing",
    "what if she never replies": "If nothing comes back",
    "what if she starts to cry": "If they cry",
    "what if they say they have no time": "If they have no time",
    "what if he says it was not his fault": "If they say it wasn't their fault",
    "what if she blames the system": "If they say it wasn't their fault",
    "what if he says the bus was late": "If they say it wasn't their fault",
    "what if she asks for an example": "If they ask for an example",
    "what if he asks when exactly": "If they ask for an example",
    "what if he agrees": "If they agree",
    "what if she takes it well": "If they agree",
    "what if he says sorry": "If they apologise",
    "what if he disagrees": "If they see it differently",
    "what if he says that's how kitchens are": "If they make light of it",
    "what if she says it's none of my business": "If they say it's none of your business",
    "what if he goes to my boss": "If they take it further",
    "what if she asks who told me": "If they ask who told you",
    "what if he promises and does it again": "If nothing changes",
    "what if it's not up for discussion": "If the door is closed",
    "what if he refuses": "If they say no",
    "what if she cancels again": "If nothing changes",
    "I told him twice": "If nothing changes",
    "what if she lies": "If they see it differently",
    "what if he says I was struggling too": "If they turn it on you",
    "what if he asks what fast enough means": "If they ask for an example",
    "what if she doesn't understand": "If they don't understand",
    "what if he gets all huffy": "If they get defensive",
    "what if she says her boss told her to": "If they say it wasn't their fault",
    "what if he says it's just his style": "If they say they meant no harm",
    "what if nothing gets better": "If nothing changes",
    "what if she remembers it differently": "If they see it differently",
    "what if he says he is having a hard time": "If there is more behind it",
    "what if he changes the subject": "If they change the subject",
    "what if she says that's unfair": "If they find it unfair",
    "what if he interrupts me": "If they cut you off",
    "what if she says it was nothing": "If they make light of it",
    "what if she says I always do that": "If they turn it on you",
    "what if he says nobody else does": "If they say it wasn't their fault",
    "what if he is disappointed": "If it weighs on them",
    "what if he wants to quit": "If they want to leave",
    "what if the phone rings": "Whatever comes back",
    "what if he moves to Oslo": "Whatever comes back",
}
AFTER = [
    (PRAISED, "what if she says it was nothing", "If they play it down"),
    (PRAISED, "what if she gets embarrassed", "If they get embarrassed"),
    (PRAISED, "what if she thinks I'm just being nice", "If they don't believe it"),
    (PRAISED, "what if she fails the next time", "If it goes badly"),
    (PRAISED, "what if he thinks I'm making it up", "If they don't believe it"),
    (PRAISED, "what if she is happy", "If they are glad"),
    (ASKED, "what if he says he's fine", "If they say that all is fine"),
    (ASKED, "what if she says just tell me", "If they ask you what to do"),
    (ASKED, "what if she asks why I want to know", "If they ask why you want to know"),
    (ASKED, "what if she opens up", "If they open up"),
    (MET, "what if one of them says no", "If one of them says no"),
    (MET, "what if she says yes", "If one of them says yes"),
    (MET, "what if both say yes", "If both say yes"),
    (MET, "both said yes", "If both say yes"),
    (PRAISED, "what if she says nothing", "If they say nothing"),
    (OWED, "what if she says it's fine", "If they say it's all right"),
    (OWED, "what if she is still angry", "If they are still angry"),
    (OWED, "what if she doesn't accept it", "If they are still angry"),
]


@pytest.mark.parametrize(("said", "heading"), AFTER_FEEDBACK.items(), ids=AFTER_FEEDBACK)
def test_what_may_come_back_to_feedback_has_words_of_its_own(talk: Talking, said: str, heading: str) -> None:
    assert f"**{heading}**\n\n> " in talk(MISSED, said).last.text


@pytest.mark.parametrize(("moment", "said", "heading"), AFTER, ids=[said for _, said, _ in AFTER])
def test_what_may_come_back_is_met_as_it_suits_what_was_said(talk: Talking, moment: str, said: str, heading: str) -> None:
    assert f"**{heading}**\n\n> " in talk(moment, said).last.text


def test_the_example_that_is_asked_for_is_the_one_that_was_told(talk: Talking) -> None:
    assert "you interrupted Mei three times in the planning meeting" in talk(MISSED, "what if he wants an example").words[-1]


def test_silence_after_praise_is_let_be(talk: Talking) -> None:
    assert talk(PRAISED, "what if he just shrugs and says nothing").words[-1].startswith("You needn't say anything to it.")


def test_words_that_no_study_stands_behind_say_so(talk: Talking) -> None:
    assert talk(MISSED, "what if she blames me").last.text.endswith("(practice wisdom)")


def test_a_glad_answer_that_was_told_is_noted_and_needs_no_words(talk: Talking) -> None:
    assert "Do you want to keep a note?" in talk(MISSED, "I told him and he agreed").last.text


def test_excuses_that_were_told_are_met_before_a_note(talk: Talking) -> None:
    assert "If they say it wasn't their fault" in talk(MISSED, "I told him and he blamed the others").last.text
