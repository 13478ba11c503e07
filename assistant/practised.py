"""The practice that somebody's line about what they did plainly names."""

import re

from assistant.domain import Practice

_TOLD: tuple[tuple[Practice, str], ...] = (
    (Practice.INTRODUCTION, r"\b(introduc(ed|ing)|connected|put (\S+ ){1,5}in touch|brought (\S+ ){1,5}together|made an intro)\b"),
    (
        Practice.FEEDBACK,
        r"\b((gave|offered|left) (\S+ ){0,4}feedback|feedback (to|for|on)|pointed out|told (\S+ ){1,4}(that|what|how|where|to)|suggested|reviewed|raised (\S+ ){1,4}with)\b",
    ),
    (
        Practice.ENCOURAGEMENT,
        r"\b(thanked|praised|encouraged|congratulated|credited|cheered|complimented|appreciated|reassured|comforted|recogni[sz]ed|said (thanks|thank you|well done)|passed on (\S+ ){0,3}(praise|thanks)|noticed)\b",
    ),
    (Practice.QUESTION, r"\b(asked|invited (\S+ ){1,4}(view|opinion|thoughts|advice)|let (\S+ ){1,3}(decide|answer|think))\b"),
    (
        Practice.INSIGHT,
        r"\b(shared|explained|showed|told (\S+ ){1,4}about|thought aloud|passed on|taught|walked (\S+ ){1,3}through|demonstrated)\b",
    ),
)


def practice_of(text: str) -> Practice | None:
    """Return the practice whose verb comes first, or None where no verb of ours stands in the line."""
    found = [(match.start(), practice) for practice, pattern in _TOLD if (match := re.search(pattern, text, re.IGNORECASE))]
    return min(found, key=lambda pair: pair[0])[1] if found else None
