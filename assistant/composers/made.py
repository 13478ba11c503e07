"""Words made of what was told, where the words of a card would say less: a question to put, a word owed, somebody to look for."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.domain import Practice, Relation, Tone, Value
from assistant.ports import Wanted
from assistant.prompting import render
from assistant.reading import Reading
from assistant.slots import Said, fill

_SPOKEN = re.compile(r"\b(?:talk|speak|joke|shout|say|explain|answer|tone|voice|treat|call)\w*\b")
RAISING_CUE = "In private, with time for their answer. Have one example ready that both of you can look at."
LEAVING_CUE = "When the two of you have a quiet moment, ask it once. The decision stays theirs."
ASKING_CUE = "When neither of you is in a hurry, ask it once, and then listen to the end."
PLAIN, SHORTER = "plain", "shorter"
_WAY = re.compile(rf"^({'|'.join((*Tone, SHORTER))}): ")


class Made(Value):
    """The words, each a wording, with the card that they rest on."""

    card: str
    practice: Practice
    ways: Mapping[str, tuple[Said, ...]]
    """The wordings by the way in which they are wanted: plain, in a tone, shorter."""
    do: str | None = None
    """The cue, where the card's own is for another moment."""
    is_all: bool = False
    """The card's own words would ask something else."""

    @property
    def wordings(self) -> tuple[Said, ...]:
        """All of them."""
        return tuple(said for ways in self.ways.values() for said in ways)

    def wanted(self, wanted: Wanted) -> Sequence[Said]:
        """Those of the way that is wanted; the plain ones where it is none."""
        if wanted.shorter_than is not None:
            return self.ways[SHORTER] + self.ways[PLAIN]
        if wanted.tone:
            return self.ways[wanted.tone]
        return self.ways[PLAIN]

    def others(self, wanted: Wanted) -> Sequence[Said]:
        """Those to go on with, where any other words will do."""
        is_any = wanted.shorter_than is None and wanted.tone is None
        return self.ways[Tone.WARMER] + self.ways[Tone.DIRECT] if is_any else ()


def made_of(reading: Reading) -> Made | None:
    """The words for what was told; None where the cards have better ones."""
    told = reading.told
    if reading.wish is Practice.QUESTION and reading.asked:
        template = "asked_of" if "act" in told and not reading.is_fault else "asked"
        ways = _filled(template, {**told, "question": reading.asked})
        return Made(card="ask-for-advice", practice=Practice.QUESTION, ways=ways, do=ASKING_CUE, is_all=True)
    if reading.wish is Practice.QUESTION and reading.asked_about:
        ways = _filled("asked_about", {"subject": reading.asked_about})
        return Made(card="ask-for-advice", practice=Practice.QUESTION, ways=ways, do=ASKING_CUE, is_all=True)
    if reading.praised and reading.wish in (None, Practice.ENCOURAGEMENT):
        ways = _filled("praised", {"praised": reading.praised})
        return Made(card="specific-praise", practice=Practice.ENCOURAGEMENT, ways=ways)
    if reading.criticised and reading.wish in (None, Practice.FEEDBACK):
        return _criticised(reading)
    if reading.declined:
        ways = _filled("declined", {"declined": reading.declined})
        return Made(card="reflect-then-ask", practice=Practice.QUESTION, ways=ways, do=LEAVING_CUE)
    if reading.owed:
        return Made(card="after-a-public-mistake", practice=Practice.QUESTION, ways=_filled("owed", {"owed": reading.owed}))
    if reading.wish is Practice.INTRODUCTION and reading.sought:
        card = "double-opt-in" if reading.relation is Relation.UPWARD else "one-or-two-steps-away"
        return Made(card=card, practice=Practice.INTRODUCTION, ways=_filled("sought", {**told, "sought": reading.sought}))
    return None


def _criticised(reading: Reading) -> Made:
    card = "feedback-upward" if reading.relation is Relation.UPWARD else "situation-behaviour-impact"
    criticised = reading.criticised or ""
    where = (
        "In that review you wrote"
        if "review" in criticised
        else "At that moment you said"
        if _SPOKEN.search(criticised)
        else "In that message you wrote"
    )
    told = {"criticised": criticised, "quoted": reading.quoted or "", "where": where}
    ways = _filled("criticised", told)
    if reading.quoted:
        ways = {way: (*said, *ways[way]) for way, said in _filled("criticised_as_written", told).items()}
    return Made(card=card, practice=Practice.FEEDBACK, ways=ways, do=RAISING_CUE)


def _filled(template: str, told: Mapping[str, str]) -> Mapping[str, tuple[Said, ...]]:
    return {way: tuple(fill(line, told, {}, None) for line in lines) for way, lines in _patterns(template).items()}


@cache
def _patterns(template: str) -> Mapping[str, list[str]]:
    """The lines of a template by the way that stands before them."""
    found: dict[str, list[str]] = {way: [] for way in (PLAIN, *Tone, SHORTER)}
    for line in render(f"say/{template}").splitlines():
        way = _WAY.match(line)
        if line:
            found[way[1] if way else PLAIN].append(_WAY.sub("", line))
    return found
