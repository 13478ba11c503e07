"""Whether words can be said, say what was told, and make nothing up: told apart without the product's own checks."""

import re
from functools import cache, lru_cache

from assistant.domain import Nudge
from assistant.guidance import Card, Guidance
from assistant.reading.grammar import verb_lemma
from assistant.resources import folder
from assistant.wording import content, stem, without_slots, words

SHORTEST = 4  # letters; shorter words carry no fact
LONGEST_RUN = 4  # words that carry meaning, one after another; speech puts small words between them
_JOINING = frozenset({"didn't", "meant", "yourself", "yourselves"})
"""Words that turning and joining what was told may need."""
_OTHERS = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)


def made_up(nudge: Nudge, told: str, guidance: Guidance) -> list[str]:
    """The words to say that stand neither in what was told nor in authored words: the card's, and those around what was told."""
    card = guidance.cards.get(nudge.sources[0].id)
    known = _roots(told) | _around_what_was_told() | (_authored(card) if card else frozenset())
    said = [word for word in words(without_slots(nudge.action.say)) if _carries_fact(word)]
    return [word for word in said if not _root(word) & known]


def reads_as_speech(say: str) -> bool:
    """Whether small words stand between those that carry meaning, as in anything that can be said aloud."""
    run = longest = 0
    for word in words(without_slots(say)):
        run = run + 1 if content(word) else 0
        longest = max(longest, run)
    return longest <= LONGEST_RUN


def uses_told(say: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a word to say begins as one of these."""
    return any(word.lower().startswith(beginnings) for word in words(without_slots(say)))


def words_for_others(say: str) -> list[str]:
    """Pronouns that speak of the person as of somebody else."""
    return _OTHERS.findall(say)


def _carries_fact(word: str) -> bool:
    return len(word) >= SHORTEST and bool(content(word)) and word.lower() not in _JOINING


@lru_cache(maxsize=256)
def _authored_text(text: str) -> frozenset[str]:
    return _roots(text)


def _authored(card: Card) -> frozenset[str]:
    patterns = [pattern.text for some in card.say.values() for pattern in some]
    return _authored_text(" ".join([*patterns, *card.tones.values(), *card.hints.values(), card.occasion or ""]))


@cache
def _around_what_was_told() -> frozenset[str]:
    return frozenset(root for path in (folder("prompts") / "say").glob("*.jinja") for root in _roots(path.read_text("utf-8")))


def _roots(text: str) -> frozenset[str]:
    return frozenset(root for word in words(text) for root in _root(word))


@lru_cache(maxsize=8_192)
def _root(word: str) -> frozenset[str]:
    """A word's stem, and the verb that it is a form of."""
    low = word.lower().removesuffix("'s")
    return frozenset(root for root in (low, stem(low), verb_lemma(low)) if root)
