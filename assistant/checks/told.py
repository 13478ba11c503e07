"""Effects: an outcome is told by the person or left as a slot, never made up."""

import re

from assistant.checks.check import Met, Unmet
from assistant.ports import Brief, Draft
from assistant.wording import content, without_slots

_EFFECT = re.compile(
    r"\b(?:it|that|this|which|and(?=\s+(?:saved|won|cost|earned|boosted|improved|broke|delayed|unblocked)))\s+(?:really\s+|already\s+|clearly\s+)?(?P<clause>(?:made|helped|meant|saved|gave|kept|changed|showed|inspired|"
    r"turned|let|allowed|brought|won|earned|calmed|lifted|boosted|improved|convinced|unblocked|cost|delayed|confused|upset|"
    r"slowed|hurt|broke|blocked|makes|helps(?! if| me)|saves|means)\b[^.!?;,\[…]*)",
    re.IGNORECASE,
)
_SWEEPING = re.compile(
    r"\b(?P<clause>(?:everyone|everybody|the (?:whole )?team|the client|the customer|people|we all|they all) (?:\w+ly )?(?:noticed|loved|felt|saw|"
    r"trusted?|relaxed|appreciated?|was|were|got|learned|admired?)\b[^.!?;,\[…]*)",
    re.IGNORECASE,
)


_OWED = re.compile(
    r"\b(?:thanks to you|because of you|(?:that|this|which)(?: is|'s) why)\b,?\s*(?P<clause>[^.!?;,\[…]*)",
    re.IGNORECASE,
)


def effect_told(draft: Draft, brief: Brief) -> Unmet | Met:
    """Each outcome in the words comes from the situation: more than half of what it names was told."""
    say = without_slots(draft.action.say)
    told = content(brief.situation.told)
    for found in [*_EFFECT.finditer(say), *_SWEEPING.finditer(say), *_OWED.finditer(say)]:
        clause = found["clause"].strip()
        is_open = say[found.end() : found.end() + 1] == "…"
        if not is_open and not _is_told(clause, told):
            return Unmet(reason="an effect that nobody told us; leave a slot", span=clause)
    return Met.YES


def _is_told(clause: str, told: frozenset[str]) -> bool:
    named = content(clause) - content("made helped meant saved gave kept changed showed brought helps makes means")
    if not named:
        # "it helped." names nothing that could be looked up, so the verb itself must have been told
        return bool(content(clause) & told) or not content(clause)
    return len(named & told) * 2 > len(named)
