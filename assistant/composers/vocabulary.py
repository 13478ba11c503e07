"""The words that a model's draft may be made of: those of our own guidance, and those that were told."""

from collections.abc import Iterator

from assistant.domain import MicroAction
from assistant.guidance import Card, Guidance
from assistant.reading.grammar import verb_lemma
from assistant.wording import is_small, stem, without_slots, words


def vocabulary(guidance: Guidance) -> frozenset[str]:
    """The roots of every word in our cards, with the ways in which people put their moments."""
    return frozenset(root for card in guidance.cards.values() for text in _texts(card) for word in words(text) for root in _roots(word))


def strays(action: MicroAction, told: str, known: frozenset[str]) -> list[str]:
    """The words of an act that come from nowhere: neither told nor known."""
    from_person = frozenset(root for word in words(told) for root in _roots(word))
    said = words(f"{without_slots(action.say)} {' '.join(slot.hint for slot in action.slots)} {action.do} {action.reflect}")
    return [word for word in said if not is_small(word) and len(word) > 2 and not _roots(word) & (known | from_person)]


def _texts(card: Card) -> Iterator[str]:
    yield from (card.title, card.why, card.reflect, card.body, card.occasion or "")
    yield from (pattern.text for several in card.say.values() for pattern in several)
    yield from (pattern.text for pattern in card.do)
    yield from (*card.examples, *card.tones.values(), *card.hints.values())


def _roots(word: str) -> frozenset[str]:
    low = word.lower().removesuffix("'s")
    parts = {low, *low.split("-")} if "-" in low else {low}
    if len(parts) > 1:
        return frozenset(root for part in parts for root in (part, stem(part)))
    return frozenset(root for root in (low, stem(low), verb_lemma(low)) if root)
