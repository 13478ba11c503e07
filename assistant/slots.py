"""Typed slots in a say-pattern: their grammar, their hints, and how they are filled."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from assistant.domain import Slot, Value

PLACE = re.compile(r"\{(\w+)\}")
_ENDED_TWICE = ("..", "!.", "?.")
"""A filling ended its sentence, and the pattern did so too."""

HINTS: dict[str, str] = {
    "act": "one thing you saw them do",
    "effect": "what it changed",
    "change": "the one thing you would like instead",
    "event": "the meeting, call or piece of work",
    "when": "when",
    "topic": "the subject",
    "person": "their name",
    "other_person": "the other person",
    "story": "your own true story, in one line",
    "tip": "the one thing that helped you",
    "reason": "why you thought of them",
    "occasion": "meeting, call or moment",
}
"""Slot name -> what is shown in brackets where nobody told us; `occasion` mostly has a word from its card instead."""

SAMPLES: dict[str, str] = {
    "act": "stayed calm when the client got angry",
    "effect": "meant they agreed to look at the new date",
    "change": "send the notes before noon",
    "event": "the planning call",
    "when": "yesterday",
    "topic": "the migration plan",
    "person": "Amina",
    "other_person": "Tomas",
    "story": "shipped a broken release",
    "tip": "writing the first sentence down",
    "reason": "you ran the same migration last year",
    "occasion": "call",
}
"""Slot name -> a filling with the slot's grammar, which the knowledge lint tries in every pattern."""


class Said(Value):
    """A pattern with its slots filled where we were told, and open where not."""

    text: str
    slots: tuple[Slot, ...]
    filled: tuple[str, ...]


@lru_cache(maxsize=2_048)  # the patterns are those of the cards
def places(pattern: str) -> tuple[str, ...]:
    """The slot names of a pattern, in order."""
    return tuple(PLACE.findall(pattern))


def fill(pattern: str, told: Mapping[str, str], hints: Mapping[str, str], occasion: str | None) -> Said:
    """Put what was told into the pattern's slots; a slot that nobody told stays as its hint in brackets."""
    known = {"occasion": occasion, **told} if occasion else told
    slots: dict[str, Slot] = {}

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in known:
            return known[name]
        slots[name] = _open(name, hints.get(name, HINTS[name]))
        return f"[{slots[name].hint}]"

    text = PLACE.sub(put, pattern) if places(pattern) else pattern
    text = text[0].upper() + text[1:] if text[:1].islower() else text
    return Said(
        text=re.sub(r"([.!?])\.", r"\1", text) if any(ends in text for ends in _ENDED_TWICE) else text,
        slots=tuple(slots.values()),
        filled=tuple(n for n in dict.fromkeys(places(pattern)) if n in told),
    )


@cache
def _open(name: str, hint: str) -> Slot:
    return Slot(name=name, hint=hint)
