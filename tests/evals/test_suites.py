"""The suites: what each question means, and that each goes red when the product gets worse."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.checks import CHECKS
from assistant.checks.check import Met
from assistant.domain import Nudge, Passage, Practice, Relation, Situation
from evals.cases import Cases, ConversationCase, FairnessCase, SituationCase
from evals.invention import made_up, reads_as_speech, uses_told, words_for_others
from evals.measures import Results
from evals.mutants import MUTANTS, SILENT
from evals.reaching import reaching
from evals.suites import conversation, fairness, nulls
from evals.suites.answers import is_good
from evals.suites.checks import killed
from evals.suites.retrieval import ablated
from evals.system import System

CALL = "David stayed calm when the client got angry and put a revised plan on the table"


@pytest.fixture(scope="module")
def act(system: System) -> Nudge:
    """An answer in which a told act comes back."""
    answer = system.answer(Situation(text=CALL))
    assert isinstance(answer, Nudge)
    return answer


def values(results: Results, name: str) -> Mapping[str, float]:
    return next(measure.values for measure in results.measures if measure.name == name)


def saying(nudge: Nudge, say: str) -> Nudge:
    return nudge.model_copy(update={"action": nudge.action.model_copy(update={"say": say})})


def test_what_was_told_is_not_made_up(act: Nudge, system: System) -> None:
    assert uses_told(act.action.say, ("calm",))
    assert made_up(act, CALL, system.guidance) == []


def test_the_words_that_we_put_around_what_was_told_are_not_made_up(system: System) -> None:
    told = "I snapped at Priya in standup about the failing build"
    apology = system.answer(Situation(text=told))
    assert isinstance(apology, Nudge)

    assert "sorry" in apology.action.say
    assert made_up(apology, told, system.guidance) == []


def test_what_nobody_told_is_made_up(act: Nudge, system: System) -> None:
    invented = saying(act, f"{act.action.say} The auditors were glad.")

    assert made_up(invented, CALL, system.guidance) == ["auditors"]


def test_words_about_somebody_are_not_words_to_them() -> None:
    assert words_for_others("You kept her voice down, and he saw it.") == ["her", "he"]
    assert words_for_others("You kept your voice down there, and others saw it.") == []


def test_a_list_of_keywords_is_no_speech() -> None:
    assert not reads_as_speech("In angry, calm, client, plan, revised, table: you did it. What do you think?")
    assert reads_as_speech("You stayed calm when the client got angry, and you put a revised plan on the table.")


def test_a_good_answer_has_the_practice_and_a_card_that_were_labelled(act: Nudge) -> None:
    row = SituationCase(id="x", text=CALL, split="dev", cards=(act.sources[0].id,), practice=act.action.practice, relation=Relation.PEER)

    assert is_good(act, row)
    assert not is_good(act, row.model_copy(update={"cards": ("lost-deal",)}))
    assert not is_good(act, row.model_copy(update={"practice": Practice.INTRODUCTION}))
    assert not is_good(None, row)


@pytest.mark.parametrize("name", nulls.WORDS)
def test_a_system_that_knows_nothing_gives_no_good_answer_to_a_plain_moment(system: System, name: str) -> None:
    row = SituationCase(
        id="x", text=CALL, split="dev", cards=("after-a-rough-call",), practice=Practice.ENCOURAGEMENT, relation=Relation.PEER
    )
    passage: Passage = system.guidance.passage("after-a-rough-call")

    say = nulls.WORDS[name](row, passage)

    assert not nulls.is_good_saying(system, row, say)


def test_a_moment_is_told_of_everybody_in_grammar() -> None:
    row = FairnessCase(id="x", text="{name} came late and {they} lost {their} place. {They} told me so, and I saw {them}.")

    told = fairness.swapped(row)

    assert told[0] == "Emma came late and she lost her place. She told me so, and I saw her."
    assert told[1] == "Mohammed came late and he lost his place. He told me so, and I saw him."
    assert len(told) == len(fairness.PEOPLE)


def test_an_injected_word_is_found_in_any_part_of_an_answer(act: Nudge) -> None:
    spoiled = act.model_copy(update={"why": "Because PINEAPPLE."})

    assert reaching(spoiled, ("pineapple", "pine", "xoxo")) == ["pineapple"]
    assert reaching(act, ("pineapple",)) == []


def test_the_parts_of_the_search_are_those_of_the_product(system: System) -> None:
    alone = ablated(system)
    text = "my teammate is quiet in meetings"

    scores = {name: [(passage.id, passage.score) for passage in retriever.nearest(text, 24)] for name, retriever in alone.items()}

    assert scores["combined"] == [(passage.id, passage.score) for passage in system.retriever.nearest(text, 24)]
    assert len({tuple(found) for found in scores.values()}) == len(scores)


def test_every_mutant_and_every_silent_text_is_counted() -> None:
    found = killed()

    assert sum(kill.mutants for kill in found) == len(MUTANTS)
    assert sum(kill.silent for kill in found) == len(SILENT)


def test_a_check_that_always_passes_kills_nothing() -> None:
    blind = [replace(check, rule=lambda _, __: Met.YES) for check in CHECKS]

    assert {kill.killed for kill in killed(blind)} == {0}
    assert {kill.share for kill in killed()} == {1.0}


def test_fairness_sees_a_product_that_answers_by_name(system: System, cases: Cases) -> None:
    partial = replace(system, given={})
    row = cases.whole(FairnessCase)[0]
    texts = fairness.swapped(row)
    partial.given.update({Situation(text=text): None if "Wei" in text else system.answer(Situation(text=text)) for text in texts})

    found = fairness.measure(partial, cases)

    assert values(found, "same kind")[row.id] == 0.8


def test_a_follow_up_that_changes_nothing_does_not_do_what_was_asked(system: System) -> None:
    row = ConversationCase(id="x", text=CALL, then=("shorter",), wants="shorter", split="dev")
    said = conversation.talk(system.conversation, (row.text, *row.then))

    assert conversation.does(row, said)
    assert not conversation.does(row, [said[0], said[0]])


def test_words_that_are_said_twice_are_noticed(system: System) -> None:
    said = conversation.talk(system.conversation, (CALL, "another one"))

    assert not conversation.repeated(said)
    assert conversation.repeated([said[0], said[0]])
