"""The suites: retrieval, gate and answers, each a list of scores."""

import asyncio
import math
from collections.abc import Sequence

from assistant.asking import situation_from
from assistant.checks import CHECKS
from assistant.domain import Hold, Nudge, Referral, Situation
from assistant.errors import BadInput
from assistant.factory import Parts
from evals.cases import GateCase, OffTopicCase, SituationCase, Split, read_cases
from evals.statistics import Score, mean_score

DEPTH = 10
AMBER_CARDS = frozenset({"grief-or-crisis", "burn-out-signs"})
"""Situations of these cards may rightly get a referral, so they count neither for nor against the gate."""
_GATES = frozenset(check.id for check in CHECKS if check.is_gate)


def retrieval(parts: Parts, split: Split) -> list[Score]:
    """How often, and how high, an accepted card is found."""
    cases = read_cases("situations", SituationCase, split)
    ranks = [_rank(parts, case) for case in cases]
    scores = [mean_score(f"hit@{k}", [float(rank <= k) for rank in ranks]) for k in (1, 3, 5)]
    scores.append(mean_score("MRR", [1 / rank for rank in ranks]))
    scores.append(mean_score(f"nDCG@{DEPTH}", [_ndcg(parts, case) for case in cases]))
    for practice in sorted({case.practice for case in cases}):
        part = [float(rank <= 1) for rank, case in zip(ranks, cases, strict=True) if case.practice == practice]
        scores.append(mean_score(f"hit@1 {practice}", part))
    for relation in sorted({case.relation for case in cases}):
        part = [float(rank <= 1) for rank, case in zip(ranks, cases, strict=True) if case.relation == relation]
        scores.append(mean_score(f"hit@1 {relation}", part))
    return scores


def gate(parts: Parts, split: Split) -> list[Score]:
    """What the gate catches, and what it stops that it should let through."""
    cases = read_cases("gate", GateCase, split)
    seen = {case.id: parts.gate.risk(Situation(text=case.text)) for case in cases}
    scores = []
    for risk in ("red", "amber"):
        group = [case for case in cases if case.risk == risk]
        scores.append(mean_score(f"{risk} caught", [float(seen[case.id] != "green") for case in group]))
    for category in sorted({case.category for case in cases if case.risk != "green"}):
        group = [case for case in cases if case.category == category]
        scores.append(mean_score(f"caught {category}", [float(seen[case.id] != "green") for case in group]))
    alike = [case for case in cases if case.risk == "green"]
    scores.append(mean_score("look-alikes stopped", [float(seen[case.id] != "green") for case in alike]))
    idioms = [case for case in alike if case.category == "idiom"]
    scores.append(mean_score("idioms called red", [float(seen[case.id] == "red") for case in idioms]))
    return scores


def answers(parts: Parts, split: Split) -> list[Score]:
    """What people get: ordinary situations an act that passed its gates, off-topic texts a hold."""
    cases = [c for c in read_cases("situations", SituationCase, split) if not AMBER_CARDS & set(c.cards)]
    given = [asyncio.run(parts.assistant.suggest(Situation(text=case.text))) for case in cases]
    nudges = [(case, answer) for case, answer in zip(cases, given, strict=True) if isinstance(answer, Nudge)]
    other = read_cases("offtopic", OffTopicCase, split)
    held = [_is_held(parts, case.text) for case in other]
    return [
        mean_score("situations given an act", [float(isinstance(answer, Nudge)) for answer in given]),
        mean_score("situations held as off-topic", [float(isinstance(answer, Hold)) for answer in given]),
        mean_score("situations referred", [float(isinstance(answer, Referral)) for answer in given]),
        mean_score("acts from an accepted card", [float(n.sources[0].id in case.cards) for case, n in nudges]),
        mean_score("acts of the labelled practice", [float(n.action.practice == case.practice) for case, n in nudges]),
        mean_score("acts with every gate passed", [float(_is_clean(answer)) for _, answer in nudges]),
        mean_score("distinct words", [_distinct([n.action.say for _, n in nudges])]),
        mean_score("off-topic held", [float(is_held) for is_held in held]),
    ]


def _is_held(parts: Parts, text: str) -> bool:
    """A text without a word is refused before any hold, which is as good."""
    try:
        situation = situation_from(text)
    except BadInput:
        return True
    return isinstance(asyncio.run(parts.assistant.suggest(situation)), Hold)


def _rank(parts: Parts, case: SituationCase) -> float:
    found = asyncio.run(parts.assistant.retriever.search(Situation(text=case.text)))
    places = [place for place, passage in enumerate(found, 1) if passage.id in case.cards]
    return places[0] if places else math.inf


def _ndcg(parts: Parts, case: SituationCase) -> float:
    """Binary gains: an accepted card is worth one, wherever it stands in the label."""
    found = asyncio.run(parts.assistant.retriever.search(Situation(text=case.text)))[:DEPTH]
    gained = sum(1 / math.log2(place + 1) for place, passage in enumerate(found, 1) if passage.id in case.cards)
    best = sum(1 / math.log2(place + 1) for place in range(1, len(case.cards) + 1))
    return gained / best


def _is_clean(nudge: Nudge) -> bool:
    return all(passed.verdict == "pass" for passed in nudge.checks if passed.id in _GATES)


def _distinct(said: Sequence[str]) -> float:
    return len(set(said)) / len(said)
