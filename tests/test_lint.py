"""The knowledge lint: each rule fires on a card that breaks it, and our own cards are clean."""

from collections.abc import Callable, Mapping

import pytest

from assistant.domain import Evidence, Practice, Tone
from assistant.guidance import Card, Guidance, Pattern, read_guidance
from assistant.lint import MAX_OPEN_SLOTS, MIN_PATTERNS_MAIN, MIN_PATTERNS_OTHER, MIN_SITUATIONS, CardFault, lint, renderings
from assistant.resources import folder
from assistant.slots import SAMPLES

ROUGH_CALL = "after-a-rough-call"  # encouragement, then question; cites works
FIRST_CARDS = (ROUGH_CALL, "missed-deadline", "high-standard-belief", "own-failure-story", "double-opt-in")
Change = Callable[[Card], Card]


@pytest.fixture(scope="module")
def ours() -> Guidance:
    """Our own guidance, read from the sources."""
    return read_guidance(folder("knowledge"))


def lint_alone(card: Card, ours: Guidance) -> tuple[CardFault, ...]:
    """Lint one card with the works that it may cite."""
    return lint(Guidance(cards={card.id: card}, works=ours.works))


def with_fields(**fields: object) -> Change:
    """Replace fields of the card."""
    return lambda card: card.model_copy(update=fields)


def with_first(text: str) -> Change:
    """Replace the first words of the card's main practice."""

    def change(card: Card) -> Card:
        main = card.practices[0]
        return card.model_copy(update={"say": {**card.say, main: (Pattern(text=text), *card.say[main][1:])}})

    return change


def with_fewer(count: Mapping[Practice, int]) -> Change:
    """Keep only so many words of a practice."""
    return lambda card: card.model_copy(
        update={"say": {practice: patterns[: count.get(practice)] for practice, patterns in card.say.items()}}
    )


FORM: Mapping[str, tuple[str, Change]] = {
    "too few situations": ("situations", lambda card: card.model_copy(update={"situations": card.situations[: MIN_SITUATIONS - 1]})),
    "too few words of the main practice": ("patterns", with_fewer({Practice.ENCOURAGEMENT: MIN_PATTERNS_MAIN - 1})),
    "too few words of another practice": ("patterns", with_fewer({Practice.QUESTION: MIN_PATTERNS_OTHER - 1})),
    "no words of another practice": ("patterns", with_fewer({Practice.QUESTION: 0})),
    "words of a practice that is not the card's": ("practices", with_fields(practices=(Practice.ENCOURAGEMENT,))),
    "a grade with no works": ("evidence", with_fields(works=(), why="It helps.", body="It helps.")),
    "works with no grade": ("evidence", with_fields(evidence=Evidence.PRACTICE_WISDOM)),
    "a figure of no work in the body": ("figure", lambda card: card.model_copy(update={"body": f"{card.body} It helps 87% of people."})),
    "a figure of no work in the why": ("figure", with_fields(why="Words like these help 87% of people.")),
    "an example twice": ("alike", lambda card: card.model_copy(update={"situations": (*card.situations, card.situations[0].upper())})),
    "an example nearly twice": (
        "alike",
        lambda card: card.model_copy(update={"situations": (*card.situations, f"{card.situations[1]} now")}),
    ),
    "a short example twice": ("alike", lambda card: card.model_copy(update={"situations": (*card.situations, "Bad call.", "bad call.")})),
}
WORDS: Mapping[str, tuple[str, str, Change]] = {
    "a label": (ROUGH_CALL, "clean-language", with_first("You're a natural. I noticed that you {act}, and I was glad of it.")),
    "advice": (ROUGH_CALL, "encouragement-alone", with_first("That was hard, and you {act}. Next time try to breathe first.")),
    "no trouble named": (ROUGH_CALL, "hard-moment-acknowledged", with_first("You {act} and it was fun, ha, what a show for all of us.")),
    "no act": (ROUGH_CALL, "act-named", with_first("I wanted to say that I know this {occasion} was hard for all of us here.")),
    "an effect made up": (ROUGH_CALL, "encouraging-effect-told", with_first("That was hard. You {act}, and it saved the yearly budget.")),
    "too few words with a slot filled": ("missed-deadline", "length", with_first("What about {event}?")),
    "a closed question": ("missed-deadline", "open-question", with_first("Did you see this coming when we began with it?")),
    "no belief": (
        "high-standard-belief",
        "belief-said",
        lambda card: with_first("In this {occasion} you {act}, and it {effect}. Could you {change} soon?")(
            card.model_copy(update={"title": "Much hangs on it: a thesis for the promotion"})
        ),
    ),
    "a sandwich": (
        "high-standard-belief",
        "not-a-sandwich",
        with_first("Great work overall! But in {event} you {act}, and it {effect}. Still, keep up the great work, I know you can do it."),
    ),
    "no question whether it is welcome": (
        "own-failure-story",
        "asks-first",
        with_first("I once {story}. It cost me a week, and what helped me then was {tip}. That is all of my story for today."),
    ),
    "nobody asked": (
        "double-opt-in",
        "consent-of-both",
        with_first("{person}, meet {other_person}, who {reason}. You two have ten minutes on Friday to talk about {topic} over coffee."),
    ),
    "a do with no moment": (
        ROUGH_CALL,
        "cue",
        lambda card: card.model_copy(update={"do": (*card.do, Pattern(text="Write it on a card."))}),
    ),
    "a do with two acts": (
        ROUGH_CALL,
        "one-action",
        lambda card: card.model_copy(update={"do": (*card.do, Pattern(text="Today, say it, and also send a note."))}),
    ),
    "a reflection that asks nothing": (ROUGH_CALL, "reflection", with_fields(reflect="Think about it.")),
    "a label in a tone": (
        ROUGH_CALL,
        "clean-language",
        with_fields(tones={Tone.DIRECT: "That was hard, you {act}, and you're a born leader."}),
    ),
}


@pytest.mark.parametrize("id", FIRST_CARDS)
def test_a_whole_card_has_no_fault(ours: Guidance, id: str) -> None:
    assert lint_alone(ours.cards[id], ours) == ()


@pytest.mark.parametrize(("rule", "change"), FORM.values(), ids=FORM)
def test_a_card_out_of_form_is_found(ours: Guidance, rule: str, change: Change) -> None:
    faults = lint_alone(change(ours.cards[ROUGH_CALL]), ours)

    assert {(fault.card, fault.rule) for fault in faults} == {(ROUGH_CALL, rule)}


@pytest.mark.parametrize(("id", "rule", "change"), WORDS.values(), ids=WORDS)
def test_words_that_no_answer_may_hold_are_found(ours: Guidance, id: str, rule: str, change: Change) -> None:
    faults = lint_alone(change(ours.cards[id]), ours)

    assert rule in {fault.rule for fault in faults}


@pytest.mark.parametrize("id", FIRST_CARDS)
def test_more_open_slots_than_one_can_fill_are_found(ours: Guidance, id: str) -> None:
    card = ours.cards[id]
    names = [name for name in SAMPLES if name != "occasion"][: MAX_OPEN_SLOTS[card.practices[0]] + 1]
    text = "I noticed that " + ", ".join(f"{{{name}}}" for name in names)

    faults = lint_alone(with_first(text)(card), ours)

    assert [fault.span for fault in faults if fault.rule == "slots"] == [text]


def test_an_example_of_another_card_is_found(ours: Guidance) -> None:
    one, other = ours.cards[ROUGH_CALL], ours.cards["missed-deadline"]
    other = other.model_copy(update={"situations": (*other.situations, one.situations[0])})

    faults = lint(Guidance(cards={one.id: one, other.id: other}, works=ours.works))

    assert [(fault.card, fault.rule, fault.span) for fault in faults] == [(one.id, "alike", one.situations[0])]


@pytest.mark.parametrize("body", ["High & Dillard wrote in 2012.", "It was seen across 23 studies.", "Two or three words are enough."])
def test_a_figure_that_a_work_holds_is_no_fault(ours: Guidance, body: str) -> None:
    card = ours.cards[ROUGH_CALL].model_copy(update={"body": body})

    assert lint_alone(card, ours) == ()


def test_a_pattern_is_shown_open_with_each_slot_and_with_all(ours: Guidance) -> None:
    card = ours.cards[ROUGH_CALL]

    shown = [(tuple(told), action.say) for told, action in renderings("You {act}, and it {effect}.", card)]

    act, effect = SAMPLES["act"], SAMPLES["effect"]
    act_hint, effect_hint = (f"[{card.hints.get('act')}]", f"[{card.hints.get('effect', 'what it changed')}]")
    assert shown == [
        ((), f"You {act_hint}, and it {effect_hint}."),
        (("act",), f"You {act}, and it {effect_hint}."),
        (("effect",), f"You {act_hint}, and it {effect}."),
        (("act", "effect"), f"You {act}, and it {effect}."),
    ]


def test_a_fault_reads_as_one_line_with_its_file(ours: Guidance) -> None:
    fault = lint_alone(with_fields(reflect="Think about it.")(ours.cards[ROUGH_CALL]), ours)[0]

    assert str(fault).startswith("cards/encouragement/after-a-rough-call.md: reflection: ")
    assert "\n" not in str(fault)


@pytest.mark.slow
def test_our_own_cards_are_clean(ours: Guidance) -> None:
    assert lint(ours) == ()
