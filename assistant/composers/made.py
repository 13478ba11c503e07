"""Words made of what was told, where the words of a card would say less: a question to put, a word owed, somebody to look for."""

from collections.abc import Mapping, Sequence

from assistant.composers.changing import is_warm
from assistant.domain import Practice, Relation, Tone, Value
from assistant.prompting import render
from assistant.reading import Reading
from assistant.slots import Said, fill
from assistant.wording import words

ASKING_CUE = "When neither of you is in a hurry, ask it once, and then listen to the end."


class Made(Value):
    """The words, each a wording, with the card that they rest on."""

    card: str
    practice: Practice
    wordings: tuple[Said, ...]
    do: str | None = None
    """The cue, where the card's own is for another moment."""


def made_of(reading: Reading) -> Made | None:
    """The words for what was told; None where the cards have better ones."""
    told = reading.told
    if reading.wish is Practice.QUESTION and reading.asked:
        template = "asked_of" if "act" in told and not reading.is_fault else "asked"
        wordings = _filled(template, {**told, "question": reading.asked})
        return Made(card="ask-for-advice", practice=Practice.QUESTION, wordings=wordings, do=ASKING_CUE)
    if reading.wish is Practice.QUESTION and reading.asked_about:
        wordings = _filled("asked_about", {"subject": reading.asked_about})
        return Made(card="ask-for-advice", practice=Practice.QUESTION, wordings=wordings, do=ASKING_CUE)
    if reading.praised and reading.wish in (None, Practice.ENCOURAGEMENT):
        wordings = _filled("praised", {"praised": reading.praised})
        return Made(card="specific-praise", practice=Practice.ENCOURAGEMENT, wordings=wordings)
    if reading.faulted and reading.wish in (None, Practice.FEEDBACK):
        wordings = _filled("faulted", {"faulted": reading.faulted})
        return Made(card="situation-behaviour-impact", practice=Practice.FEEDBACK, wordings=wordings)
    if reading.owed:
        return Made(card="after-a-public-mistake", practice=Practice.QUESTION, wordings=_filled("owed", {"owed": reading.owed}))
    if reading.wish is Practice.INTRODUCTION and reading.sought:
        card = "double-opt-in" if reading.relation is Relation.UPWARD else "one-or-two-steps-away"
        return Made(card=card, practice=Practice.INTRODUCTION, wordings=_filled("sought", {**told, "sought": reading.sought}))
    return None


def as_toned(made: Made, tone: Tone | None) -> Sequence[Said]:
    """Those of the wordings that have a tone."""
    if tone is Tone.WARMER:
        return [said for said in made.wordings if is_warm(said.text)]
    return sorted(made.wordings, key=lambda said: len(words(said.text)))[:2] if tone is Tone.DIRECT else made.wordings


def _filled(template: str, told: Mapping[str, str]) -> tuple[Said, ...]:
    return tuple(fill(line, told, {}, None) for line in render(f"say/{template}").splitlines() if line)
