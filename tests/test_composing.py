"""What the phrasebook says: the card's words with what was told, and nothing else."""

import asyncio
import re
from collections.abc import Callable

import pytest

from assistant.checks import CHECKS
from assistant.composers.phrasebook import PhrasebookComposer
from assistant.domain import Nudge, Practice, Relation, Situation, Verdict
from assistant.errors import NothingToSuggest
from assistant.guidance import Card, Guidance
from assistant.ports import Brief
from assistant.reading import read
from assistant.slots import HINTS, PLACE

Ask = Callable[..., Nudge]

ROUGH_CALL = "David had a rough call with a client yesterday. How do I encourage him?"
STUCK = "My colleague Omar is stuck on the migration plan and asked me for help"
MISSED = "One of my reports missed the deadline again, how do I tell her?"
INTERRUPTED = "My colleague Bo keeps interrupting people in our planning meeting. How do I give him feedback?"
INTRODUCTION = "Can I connect Mona with Luis? He knows a lot about accessibility and she wants to learn about it."
THANKS = "Priya stayed late and fixed the build, which saved us two days. Help me thank her."
OWN_STORY = "I'd like to share my experience with Ivy after her mistake: I failed my first exam"
SITUATIONS = [ROUGH_CALL, STUCK, MISSED, INTERRUPTED, INTRODUCTION, THANKS, OWN_STORY]

TOLD = [
    pytest.param(THANKS, (), ["you stayed late and fixed the build", "saved us two days"], id="an act and its effect"),
    pytest.param(ROUGH_CALL, ("He let the client finish",), ["you let the client finish"], id="an act in the facts"),
    pytest.param(ROUGH_CALL, ("He kept calm, so they stayed",), ["you kept calm", "meant they stayed"], id="an effect in the facts"),
    pytest.param(OWN_STORY, (), ["I failed my first exam"], id="a story of one's own"),
    pytest.param(STUCK, (), ["the migration plan"], id="a topic"),
    pytest.param(INTRODUCTION, (), ["Mona", "Luis"], id="two people"),
]

UNTOLD = [
    pytest.param("A colleague had a rough call with a client", id="a call"),
    pytest.param("how do i encourage a teammate after a hard demo", id="a demo"),
    pytest.param("how do I thank my boss", id="thanks"),
    pytest.param("give feedback to a peer", id="feedback"),
    pytest.param("help me introduce two people to each other", id="an introduction"),
]

FAULTS = [
    pytest.param("Gwen rolled her eyes when I spoke in the meeting", "rolled your eyes", id="a slight"),
    pytest.param("Bo cut me off three times in the design meeting", "cut me off", id="an interruption"),
    pytest.param("My report Jin missed the deadline for the tender again. What do I say to her?", "missed the deadline", id="a deadline"),
    pytest.param("My trainee Omar ignored my instructions for the mortar", "ignored my instructions", id="orders that a person gave"),
    pytest.param("My colleague Petra forgot to invite Luca to the kickoff", "forgot to invite", id="a slip"),
    pytest.param("My colleague Lars sent a harsh message to the supplier team", "a harsh message", id="a harsh word"),
]

MISTAKE = "Priyanka showed last year's numbers to the whole department by accident. How do I encourage her?"
OWNED_UP = "Priyanka read out the wrong numbers to the whole department by accident and corrected them at once. How do I encourage her?"

OWN = [
    pytest.param("I showed the wrong numbers to the whole board and I am ashamed. What can I say to them?", id="a mistake of one's own"),
    pytest.param("I keep thinking that they only hired me by accident", id="a doubt of one's own"),
    pytest.param("I didn't get the promotion and I have to see my manager tomorrow", id="a promotion denied to oneself"),
]

SWAPS = [("Anna", "she", "her"), ("Ahmed", "he", "him"), ("Nkechi", "she", "her"), ("Li", "they", "them"), ("Tomás", "he", "him")]

SWAPPED = [
    pytest.param(
        "My colleague {name} had a rough call with a client and {they} stayed calm. How do I encourage {them}?", id="a rough call"
    ),
    pytest.param("My colleague {name} is stuck on the invoices and {they} asked me for help", id="stuck"),
    pytest.param("One of my reports, {name}, keeps interrupting people in our planning meeting. How do I tell {them}?", id="interrupting"),
    pytest.param("My colleague {name} stayed late to fix the build. How can I thank {them}?", id="thanks"),
]


def fillings(card: Card, practice: Practice, say: str) -> list[frozenset[str]]:
    """For each pattern of the card that could have been said, what stands in its places."""
    shapes = ("(.+)".join(re.escape(part) for part in PLACE.split(pattern.text)[::2]) for pattern in card.say[practice])
    found = (re.fullmatch(shape, say, re.IGNORECASE) for shape in shapes)
    return [frozenset(part.lower() for part in match.groups()) for match in found if match]


def kind(nudge: Nudge) -> tuple[Practice, list[str], list[Practice]]:
    """What must not hang on a name: the practice, the guidance behind it, the practices of the alternatives."""
    return nudge.action.practice, [source.id for source in nudge.sources], [other.practice for other in nudge.alternatives]


def test_a_mistake_is_never_what_somebody_is_encouraged_for(nudge: Ask) -> None:
    answer = nudge(MISTAKE)

    assert (answer.sources[0].id, "numbers" in answer.action.say) == ("after-a-public-mistake", False)


def test_how_a_mistake_was_set_right_is_what_somebody_is_encouraged_for(nudge: Ask) -> None:
    answer = nudge(OWNED_UP)

    assert (answer.sources[0].id, "you corrected them at once" in answer.action.say) == ("after-a-public-mistake", True)


def test_no_meeting_is_made_up_where_none_was_told(nudge: Ask) -> None:
    answer = nudge("My deskmate keeps changing my slides at night. How do I give feedback?", practice="feedback")

    assert "meeting" not in re.sub(r"\[[^]]*\]", "", answer.action.say)


@pytest.mark.parametrize(("text", "facts", "told"), TOLD)
def test_what_was_told_comes_back_in_the_words(nudge: Ask, text: str, facts: tuple[str, ...], told: list[str]) -> None:
    say = nudge(text, facts=facts).action.say.lower()

    assert [part for part in told if part.lower() not in say] == []


@pytest.mark.parametrize("text", SITUATIONS)
def test_the_words_are_the_cards_and_what_was_told_and_nothing_else(nudge: Ask, guidance: Guidance, text: str) -> None:
    reading = read(Situation(text=text))

    answer = nudge(text)

    card = guidance.cards[answer.sources[0].id]
    slots = (f"[{slot.hint}]" for slot in answer.action.slots)
    known = "\n".join([*reading.told.values(), reading.occasion or card.occasion or "", *slots]).lower()
    assert any(all(part in known for part in said) for said in fillings(card, answer.action.practice, answer.action.say))


@pytest.mark.parametrize("text", UNTOLD)
def test_what_nobody_told_is_left_as_a_slot_with_its_hint(nudge: Ask, guidance: Guidance, text: str) -> None:
    answer = nudge(text)

    hints = {**HINTS, **guidance.cards[answer.sources[0].id].hints}
    assert [slot.hint for slot in answer.action.slots] == [hints[slot.name] for slot in answer.action.slots]
    assert answer.action.slots
    assert all(f"[{slot.hint}]" in answer.action.say for slot in answer.action.slots)


def test_a_slot_that_was_told_is_no_longer_open(nudge: Ask) -> None:
    answer = nudge(THANKS)

    assert answer.action.slots == ()


@pytest.mark.parametrize("practice", Practice)
def test_a_practice_wished_for_apart_is_kept_to(nudge: Ask, practice: Practice) -> None:
    answer = nudge("My colleague is stuck on the migration plan", practice=practice)

    assert answer.action.practice is practice


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        pytest.param(THANKS, Practice.ENCOURAGEMENT, id="thank"),
        pytest.param(INTERRUPTED, Practice.FEEDBACK, id="give feedback"),
        pytest.param(INTRODUCTION, Practice.INTRODUCTION, id="connect"),
        pytest.param(OWN_STORY, Practice.INSIGHT, id="share my experience"),
        pytest.param("Omar is stuck on the plan. What is a good question for him?", Practice.QUESTION, id="a good question"),
    ],
)
def test_a_practice_wished_for_in_the_text_is_followed(nudge: Ask, text: str, practice: Practice) -> None:
    answer = nudge(text)

    assert answer.action.practice is practice


@pytest.mark.parametrize("text", SITUATIONS)
def test_the_same_situation_gets_the_same_words_twice(nudge: Ask, text: str) -> None:
    first = nudge(text)

    again = nudge(text)

    assert again == first.model_copy(update={"id": again.id})
    assert again.id != first.id


def test_other_situations_get_other_words_of_the_same_card(nudge: Ask) -> None:
    days = ["yesterday", "last week", "this morning", "on Monday", "on Friday", "last month"]

    answers = [nudge(f"David had a rough call with a client {day}. How do I encourage him?") for day in days]

    assert {answer.sources[0].id for answer in answers} == {"after-a-rough-call"}
    assert len({answer.action.say for answer in answers}) > 2


@pytest.mark.parametrize(("text", "act"), FAULTS)
def test_no_praise_is_built_on_an_act_to_mend(nudge: Ask, text: str, act: str) -> None:
    answer = nudge(text, practice=Practice.ENCOURAGEMENT)

    assert answer.action.practice is Practice.ENCOURAGEMENT
    assert act not in answer.action.say


@pytest.mark.parametrize("practice", [Practice.FEEDBACK, Practice.QUESTION])
def test_what_is_to_mend_is_named_and_then_asked_about(nudge: Ask, practice: Practice) -> None:
    answer = nudge("Bo cut me off three times in the design meeting", practice=practice)

    assert (answer.action.practice, "cut me off three times" in answer.action.say) == (practice, True)
    assert answer.action.say.endswith("?")


def test_something_done_well_is_never_given_as_feedback_to_mend(nudge: Ask) -> None:
    answer = nudge("Hana translated the notes for our new colleagues before the meeting", practice=Practice.FEEDBACK)

    assert "translated" not in answer.action.say


@pytest.mark.parametrize("text", SITUATIONS)
def test_alternatives_are_of_other_practices_and_at_most_two(nudge: Ask, text: str) -> None:
    answer = nudge(text)

    practices = [answer.action.practice, *(other.practice for other in answer.alternatives)]
    assert len(practices) == len(set(practices))
    assert 2 <= len(practices) <= 3


@pytest.mark.parametrize("text", SITUATIONS)
def test_every_source_resolves_with_the_card_first(nudge: Ask, guidance: Guidance, text: str) -> None:
    answer = nudge(text)

    card = guidance.cards[answer.sources[0].id]
    assert [source.id for source in answer.sources] == [card.id, *card.works]
    assert [guidance.find(source.id).id for source in answer.sources] == [source.id for source in answer.sources]
    assert (answer.why, answer.action.reflect) == (card.why, card.reflect)


@pytest.mark.parametrize("text", SITUATIONS)
def test_no_gate_is_failed_by_what_is_shown(nudge: Ask, text: str) -> None:
    answer = nudge(text)

    verdicts = {check.id: check.verdict for check in answer.checks}
    gates = {check.id for check in CHECKS if check.is_gate}
    assert {"one-action", "sayable", "nothing-invented", "sourced", "safe"} <= set(verdicts)
    assert {name for name in gates if verdicts.get(name) is Verdict.FAIL} == set()
    assert Verdict.NA not in verdicts.values()


@pytest.mark.parametrize("swap", SWAPS[1:], ids=[name for name, _, _ in SWAPS[1:]])
@pytest.mark.parametrize("text", SWAPPED)
def test_another_name_and_pronoun_get_the_same_practice_and_cards(nudge: Ask, text: str, swap: tuple[str, str, str]) -> None:
    (name, they, them), (other, she, her) = swap, SWAPS[0]

    swapped = nudge(text.format(name=name, they=they, them=them))

    assert kind(swapped) == kind(nudge(text.format(name=other, they=she, them=her)))


@pytest.mark.parametrize("text", SWAPPED)
def test_another_name_gets_the_same_words(nudge: Ask, text: str) -> None:
    anna = nudge(text.format(name="Anna", they="she", them="her"))

    ahmed = nudge(text.format(name="Ahmed", they="he", them="him"))

    assert ahmed.action.say.replace("Ahmed", "Anna") == anna.action.say


def test_words_for_a_boss_are_not_those_for_a_report(nudge: Ask, guidance: Guidance) -> None:
    answer = nudge("Help me thank my colleague for the training", relation=Relation.UPWARD)

    card = guidance.cards[answer.sources[0].id]
    reserved = [p.text for p in card.say[answer.action.practice] if p.relations and Relation.UPWARD not in p.relations]
    assert Relation.UPWARD in card.relations
    assert answer.action.say not in reserved


@pytest.mark.parametrize("text", OWN)
def test_somebodys_own_trouble_gets_words_for_themselves(nudge: Ask, guidance: Guidance, text: str) -> None:
    answer = nudge(text)

    patterns = guidance.cards[answer.sources[0].id].say[answer.action.practice]
    own = [PLACE.sub(".+", re.escape(p.text).replace(r"\{", "{").replace(r"\}", "}")) for p in patterns if Relation.SELF in p.relations]
    assert any(re.fullmatch(pattern, answer.action.say) for pattern in own)


def test_an_answer_says_that_the_phrasebook_composed_it(nudge: Ask) -> None:
    answer = nudge(ROUGH_CALL)

    assert (answer.composer, answer.degraded) == ("phrasebook", None)


def test_without_a_card_that_fits_there_is_nothing_to_suggest(guidance: Guidance) -> None:
    composer = PhrasebookComposer(guidance=guidance)

    with pytest.raises(NothingToSuggest):
        asyncio.run(composer.compose(Brief(situation=Situation(text=ROUGH_CALL))))


def test_what_a_nurse_did_may_be_praised_in_the_words_of_her_trade(nudge: Ask) -> None:
    answer = nudge("the physio explained the therapy to the family three times")

    assert "you explained the therapy to the family three times" in answer.action.say.lower()


def test_what_was_done_to_oneself_is_said_to_the_one_who_did_it(nudge: Ask) -> None:
    answer = nudge("the doctor snapped at me in front of the patient")

    assert "you snapped at me in front of the patient" in answer.action.say
