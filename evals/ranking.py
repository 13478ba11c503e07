"""Grades of one ranked list against the ids that a person would accept: each accepted one is worth the same."""

import math
from collections.abc import Sequence

Ids = Sequence[str]


def hit(found: Ids, accepted: Ids, k: int) -> float:
    """Whether an accepted id is among the first k."""
    return float(any(name in accepted for name in found[:k]))


def recall(found: Ids, accepted: Ids, k: int) -> float:
    """The share of the accepted ids that is among the first k."""
    return sum(name in accepted for name in found[:k]) / len(accepted)


def judged(found: Ids, accepted: Ids, k: int) -> float:
    """The share of the first k that a label speaks of; only accepted ids are labelled, so it is their precision as well."""
    return sum(name in accepted for name in found[:k]) / k


def reciprocal_rank(found: Ids, accepted: Ids) -> float:
    """One over the place of the first accepted id; zero where there is none."""
    return next((1 / place for place, name in enumerate(found, 1) if name in accepted), 0.0)


def ndcg(found: Ids, accepted: Ids, k: int) -> float:
    """Discounted gain of the first k against the best order there could be."""
    gained = sum(1 / math.log2(place + 1) for place, name in enumerate(found[:k], 1) if name in accepted)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(accepted), k) + 1))
    return gained / best
