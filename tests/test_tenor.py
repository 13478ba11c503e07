"""What a moment sounds like decides what sort of words it gets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import Answer, Nudge, Practice
from assistant.errors import BadGuidance
from assistant.tenor import FILE, read_tenors

Ask = Callable[..., Nudge]

WELL = [
    "our release went out without a hitch because Lin tested on the weekend",
    "Ola stayed an hour longer to finish the stock count",
    "Yusuf stood up for a customer who was being laughed at",
    "he explained the rota to the new people without being asked",
    "our intern wrote tests for what no one wanted to touch",
    "the risotto today was wonderful",
    "our new librarian learned the names of all the regulars in two weeks",
    "Ana stayed late to fix the build, so the release went out on time",
]
AMISS = [
    "Farid answers every question in the channel before the juniors can think",
    "he rewrote my slides without asking",
    "he sends voice messages of five minutes",
    "the apprentice measured twice and still cut the beam too short",
    "the night shift leaves the ward in a mess for us",
    "our best salesman doesn't write anything into the customer list",
]


@pytest.mark.parametrize("text", WELL)
def test_what_sounds_done_well_gets_words_of_praise_or_thanks(nudge: Ask, text: str) -> None:
    assert nudge(text).action.practice is Practice.ENCOURAGEMENT


@pytest.mark.parametrize("text", AMISS)
def test_what_sounds_amiss_is_raised_with_them(nudge: Ask, text: str) -> None:
    assert nudge(text).action.practice is Practice.FEEDBACK


def test_a_hard_moment_that_no_card_is_near_is_listened_to(nudge: Ask) -> None:
    answer = nudge("Ines wants to hand in her notice because she feels nobody listens to her")

    assert (answer.action.practice, answer.sources[0].id) == (Practice.QUESTION, "reflect-then-ask")


def test_the_event_is_not_named_twice_when_it_was_told_as_a_habit(nudge: Ask) -> None:
    answer = nudge("my deputy answers for me when people ask me something in a meeting", practice="feedback")

    assert answer.action.say.count("meeting") == 1


def test_who_failed_is_neither_congratulated_nor_blamed(nudge: Ask) -> None:
    answer = nudge("Pavla failed her lorry licence for the second time")

    assert (answer.action.practice, answer.sources[0].id) == (Practice.QUESTION, "reflect-then-ask")


def test_what_is_wanted_without_a_trouble_is_no_reproach(nudge: Ask) -> None:
    answer = nudge("I want to tell our trainee what I look at first when a machine stops")

    assert (answer.action.practice, answer.sources[0].id) == (Practice.INSIGHT, "think-aloud")


def test_two_who_do_the_same_are_introduced_and_not_reconciled(nudge: Ask) -> None:
    assert nudge("Hannes and Rui both build model ships and have never spoken to each other").action.practice is Practice.INTRODUCTION


def test_a_tie_of_ones_own_is_taken_up_again_with_ones_own_words(nudge: Ask) -> None:
    answer = nudge("my old teacher taught me all I know and I have not written to her for years")

    assert (answer.action.practice, answer.sources[0].id) == (Practice.ENCOURAGEMENT, "reconnect-dormant-tie")


def test_a_habit_is_not_put_into_one_meeting(nudge: Ask) -> None:
    answer = nudge("Sven talks over Mei in every meeting")

    assert (answer.action.practice, "[" in answer.action.say) == (Practice.FEEDBACK, False)


def test_where_nothing_is_near_a_question_is_asked_in_place_of_a_guess(suggest: Callable[..., Answer]) -> None:
    answer = suggest("my mentor never has time for me")

    assert (answer.kind, "?" in (getattr(answer, "question", None) or "")) == ("hold", True)


def test_a_file_of_tenors_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("well: [one]\nrude: [two]\n", encoding="utf-8")

    with pytest.raises(BadGuidance, match=r"^tenors\.yaml: is no list of texts for each of well, amiss"):
        read_tenors(tmp_path)
