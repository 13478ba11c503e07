"""The words that a model's draft may be made of: those of our own guidance, and those that were told."""

from functools import lru_cache

from assistant.domain import MicroAction
from assistant.guidance import Guidance
from assistant.reading.grammar import verb_lemma
from assistant.wording import is_small, stem, without_slots, words


def vocabulary(guidance: Guidance) -> frozenset[str]:
    """The roots of every word in our cards, with the ways in which people put their moments."""
    return frozenset(root for word in guidance.words for root in _roots(word))


def strays(action: MicroAction, told: str, known: frozenset[str]) -> list[str]:
    """The words of an act that come from nowhere: neither told nor known."""
    from_person = frozenset(root for word in words(told) for root in _roots(word))
    said = words(f"{without_slots(action.say)} {' '.join(slot.hint for slot in action.slots)} {action.do} {action.reflect}")
    weighty = [word for word in said if not is_small(word) and len(word) > 2]
    return [word for word in weighty if known.isdisjoint(_roots(word)) and from_person.isdisjoint(_roots(word))]


@lru_cache(maxsize=32_768)
def _roots(word: str) -> frozenset[str]:
    low = word.lower().removesuffix("'s")
    parts = {low, *low.split("-")} if "-" in low else {low}
    if len(parts) > 1:
        return frozenset(root for part in parts for root in (part, stem(part)))
    return frozenset(root for root in (low, stem(low), verb_lemma(low)) if root)
