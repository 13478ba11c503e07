"""Which verbs tell of something done, and which of what happens to somebody."""

import re

from assistant.reading.credit import tells_whose_work
from assistant.reading.grammar import inflect, is_form
from assistant.reading.promised import broken_promise

UNDERGOING = frozenset(
    """feel think want need seem look know like have get become say tell ask believe hope wish hear see remember understand mean
    love hate fear worry suffer deserve belong sound appear realize realise expect receive prefer doubt start begin use be
    happen go come sit struggle return turn join work live move wonder cry fall sleep stand retire message text ping dm""".split()
)
_DEEDS_TO = {
    "move": re.compile(r"(?:the|all|every|our) "),
    "turn": re.compile(r"(?:\w+ ){1,4}(?:into|around|round)\b"),
    "tell": re.compile(r"(?:\w+ ){1,3}(?:the truth|the facts|straight away|at once|first|early)\b"),
    "come": re.compile(r"(?:every|each) \w+"),
    "live": re.compile(r"up to "),
    "use": re.compile(r"(?:her|his|their) own (?:time|weekend|evening|money|lunch)"),
}
"""With these behind it a verb of what mostly happens to somebody tells of a deed."""
KNOWING = {
    "know": frozenset("every each everyone everybody all which".split()),
    "remember": frozenset("every each everyone everybody all which what who how my our".split()),
}
"""What somebody has in their head for others is said to them as it is."""


def is_done(parts: list[str], at: int) -> bool:
    """Whether the verb at this place tells of something that somebody did."""
    is_leaving = (
        inflect(parts[at], "VB") == "leave"
        and parts[at + 2 : at + 3] not in (["the"], ["all"], ["a"], ["with"])
        and parts[at + 1 : at + 2] in (["after"], ["us"], ["on"], ["in"], ["for"], ["soon"])
    )
    return (inflect(parts[at], "VB") not in UNDERGOING and not is_leaving) or _is_deed(parts, at)


def _is_deed(parts: list[str], at: int) -> bool:
    """What mostly happens to somebody is a deed in some turns: to look after, to ask a question, to stand up."""
    word = parts[at].lower()
    following = parts[at + 1].lower() if at + 1 < len(parts) else ""
    base = inflect(word, "VB")
    if base == "look":
        return following == "after"
    if base in _DEEDS_TO and _DEEDS_TO[base].match(" ".join(parts[at + 1 : at + 8])):
        return True
    if base in ("tell", "say"):
        return _is_told_to_effect(base, parts, at)
    if base in KNOWING:
        return following in KNOWING[base]
    if base == "ask":
        return following in ("a", "an", "the") or bool({"question", "questions"} & {part.lower() for part in parts[at + 2 : at + 5]})
    if base == "work" and (following in ("all", "until", "till", "double", "overtime") or parts[at + 1 : at + 3] == ["the", "whole"]):
        return True
    turns = ("quiet", "late", "to", "up", "around", "down", "through", "over", "in", "with", "silent", "by", "early", "for", "on")
    return base in ("start", "begin", "go", "come", "stand", "turn", "sit", "work", "move") and is_form(word, "VBD") and following in turns


def _is_told_to_effect(base: str, parts: list[str], at: int) -> bool:
    """`told everyone it was her idea`, `said clearly`, `told nobody`: what is said counts as done."""
    following = [part.lower() for part in parts[at + 1 : at + 8]]
    if tells_whose_work(parts[at + 1 :]):
        return True
    if base == "say":
        return following[:1] != [] and (
            following[0] in ("clearly", "openly", "honestly", "plainly") or broken_promise(parts, at) is not None
        )
    return bool({"wrong", "nobody"} & set(following)) and is_form(parts[at], "VBD")
