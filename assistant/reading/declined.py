"""A step up that somebody turned down by themselves, as it is said to them: no answer that they got, and nothing to be sorry for."""

import re

from assistant.reading.clauses import clause_end, turned
from assistant.reading.grammar import is_form, tokens
from assistant.reading.people import People

MAX_WORDS = 18
_STEP = r"(?:promotion|job|role|post|position|offer|lead|supervisor|head|manager|chair|raise|project|application|candidacy|name)"
_DECLINED = re.compile(
    rf"\b(?P<rest>(?:turned down|declined|refused|rejected|said no to|passed on|gave back|withdrew|took back|pulled out of|stepped back from|didn't want|did not want|doesn't want|does not want)"
    rf" (?:the|a|an|his|her|their|that|this|to be)\b[^.!?]{{0,60}}?\b{_STEP}\b(?:(?! because| since| as )[^.!?,;])*)",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(?:was|were|been|got|get|they|who|that|boss|board|committee|company|management|hr)$", re.IGNORECASE)
"""It was somebody else's no."""
_TO_THE_SPEAKER = re.compile(r"\b(?:my|our|me|us)\b", re.IGNORECASE)


def find_declined(text: str, people: People) -> str | None:
    """What they turned down, as a clause that reads after `you`; None where it was refused to them."""
    found = _DECLINED.search(text)
    before = text[: found.start()].strip() if found else ""
    if found is None or not before or before.endswith("I") or _HEARD.search(before) or _TO_THE_SPEAKER.search(found["rest"]):
        return None
    if re.search(r"\b(?:was|were|got) (?:told|asked|refused)\b", before) or re.search(r"'s (?:\w+ ){0,2}(?:promotion|job)$", before):
        return None
    parts = tokens(found["rest"])
    said = turned(parts[: clause_end(parts, 0, people)], people)
    if said is None or len(said.split()) > MAX_WORDS:
        return None
    first = said.split()[0]
    return (
        f"didn't{said[len(first) :]}"
        if first in ("doesn't", "does")
        else said
        if is_form(first, "VBD") or first in ("didn't", "did")
        else None
    )
