"""Near-duplicates: no case of one half may repeat one of the other, nor anything that the product learned from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assistant.guidance import Guidance
from assistant.safety_guidance import SafetyGuidance
from assistant.wording import shingles
from evals.cases import HALVES, BadCases, Cases, HalfCase

SIZE = 4  # words in a row
MAX_SHARED = 0.5  # of all the runs that two texts have between them
Named = Iterable[tuple[str, str]]
Grams = frozenset[tuple[str, ...]]


def refuse_overlap(cases: Cases, guidance: Guidance, safety: SafetyGuidance) -> None:
    """Hold the halves apart, and both from the knowledge.

    Raises:
        BadCases: Two texts are near-duplicates; the message names both, and shows neither.

    """
    halves = {split: [(case.id, case.text) for case in cases.half(HalfCase, split)] for split in HALVES}
    pairs = {
        "the other half": alike(halves["dev"], halves["test"]),
        "the knowledge": alike([*halves["dev"], *halves["test"]], _learned(guidance, safety)),
    }
    for where, found in pairs.items():
        if first := next(found, None):
            raise BadCases(f"{first[0]}: nearly repeats {first[1]} of {where}; take one of them out, it would be measured on itself")


def alike(some: Named, others: Named) -> Iterator[tuple[str, str]]:
    """Pairs of names whose texts share half of their runs of four words or more."""
    known = {name: _grams(text) for name, text in others}
    at: Mapping[tuple[str, ...], list[str]] = _places(known)
    for name, text in some:
        grams = _grams(text)
        shared = Counter(other for gram in grams for other in at.get(gram, ()))
        yield from ((name, other) for other, n in shared.items() if n >= MAX_SHARED * (len(grams) + len(known[other]) - n))


def _places(known: Mapping[str, Grams]) -> dict[tuple[str, ...], list[str]]:
    at = defaultdict(list)
    for name, grams in known.items():
        for gram in grams:
            at[gram].append(name)
    return at


def _grams(text: str) -> Grams:
    """A text too short for one run has none: there are not two ways to write `hi`."""
    return shingles(text, SIZE)


def _learned(guidance: Guidance, safety: SafetyGuidance) -> Named:
    for card in guidance.cards.values():
        yield from ((f"situation {n} of the card {card.id}", text) for n, text in enumerate(card.examples, 1))
    for name, texts in safety.exemplars.items():
        yield from ((f"exemplar {n} of {name}", text) for n, text in enumerate(texts, 1))
