"""A deed that somebody is thanked for, or that they were seen doing: the index of the verb, and the verb in its past form."""

from collections.abc import Iterator

from assistant.reading.grammar import inflect, is_form
from assistant.reading.people import People

_NAMED_FOR = {
    "for": frozenset("thank thanks thanking praise credit appreciate grateful compliment congratulate recognise recognize".split()),
    "about": frozenset({"feedback"}),
}
"""Words before `for staying late` or `about cancelling` after which that names what the person did."""
_STATES = frozenset({"was", "were", "had", "did", "felt", "said", "told", "asked", "got"})


def thanked_for(parts: list[str]) -> Iterator[tuple[int, str]]:
    """`thank Ana for staying late and fixing the build` -> stayed late and fixed the build; `thank the temp who learned it` -> learned it."""
    low = [p.lower() for p in parts]
    who = low.index("who") if "who" in low[:-1] else 0
    if {"thank", "thanking"} & set(low[max(0, who - 6) : who]) and is_form(parts[who + 1], "VBD") and low[who + 1] not in _STATES:
        yield who + 1, low[who + 1]
    for index, word in enumerate(low):
        if word not in ("for", "about") or index + 1 >= len(parts) or not is_form(parts[index + 1], "VBG"):
            continue
        if set(low[max(0, index - 7) : index]) & _NAMED_FOR[word]:
            if inflect(parts[index + 1], "VB") in ("be", "have"):
                continue
            for later in range(index + 3, len(parts)):
                if low[later - 1] == "and" and is_form(parts[later], "VBG"):
                    parts[later] = inflect(parts[later], "VBD")
            yield index + 1, inflect(parts[index + 1], "VBD")


def seen_doing(parts: list[str], people: People) -> Iterator[tuple[int, str]]:
    """`I saw David handle the call` -> handled the call."""
    for index in range(len(parts) - 2):
        if parts[index].lower() not in ("saw", "watched", "noticed", "heard", "seen"):
            continue
        who, verb = parts[index + 1], parts[index + 2]
        is_person = who == people.person or (who.lower() in ("him", "her") and people.pronoun is not None)
        if is_person and (is_form(verb, "VB") or is_form(verb, "VBG")) and not is_form(verb, "VBD"):
            yield index + 2, inflect(verb, "VBD")
