"""Clauses: where one ends, and how it reads when it is said to the person."""

import re

from assistant.reading.grammar import inflect, is_form, join
from assistant.reading.people import SERIES, People, is_role

SUBJECTS = frozenset(
    """i we he she they it you everyone everybody nobody somebody someone people customers clients others
    there mine ours""".split()
)
DETERMINERS = frozenset("""the our my a an his her their this that these those both all some another""".split())
_ALL = frozenset("everyone everybody all anyone anybody nobody anything everything nothing".split())
"""Before a `but` that says who is left out, and ends no clause."""
BREAKS = frozenset('.!?;:()"—–…')
_AFTER_OBJECT = frozenset(
    """and or but to for with in on at when because while after before so that from of about if again the a an my our all how what""".split()
)


def clause_end(parts: list[str], start: int, people: People) -> int:
    """Where the clause that begins at `start` ends: at a stop, a contrast, or another subject."""
    # `the way Ingrid opened that negotiation was brilliant`, `Marek who pushed the config is lying low`
    is_a_way = "the way" in " ".join(parts[:start]).lower() or (start > 0 and parts[start - 1].lower() == "who")
    for at in range(start + 1, len(parts)):
        word, low = parts[at], parts[at].lower()
        if low == "but" and (parts[at - 1].lower() in _ALL or parts[at + 1 : at + 2] == ["not"]):
            continue
        if word in BREAKS or low in ("but", "although", "though", "however", "whereas", "which"):
            return at
        if low == "," and not _goes_on(parts, at + 1):
            return at
        if low == "and" and at + 1 < len(parts) and parts[at + 1].lower() in ("want", "would", "need", "wish"):
            return at
        if low in ("and", "so", "then", ",") and _new_subject(parts, at + 1, people) and not _is_whole_with(parts[start:at], low):
            return at
        if low == "so" and at + 1 < len(parts) and parts[at + 1].lower() == "that":
            return at
        if low in ("was", "were", "is") and is_a_way:
            return at
        if parts[start - 1].lower() == "who" and _is_main_verb(parts, at):
            return at
    return len(parts)


def _is_whole_with(clause: list[str], joint: str) -> bool:
    """`a guide that nobody asked for and everybody uses`, `where the tools and the gloves are`: the second half belongs to the first."""
    low = [word.lower() for word in clause]
    asks = next((at for at in range(len(low) - 1, 0, -1) if low[at] in ("where", "what", "who")), len(low))
    is_open = asks + 1 < len(low) and not any(is_form(word, "VBD") or word in ("is", "are", "was", "were") for word in low[asks + 1 :])
    return joint == "and" and (is_open or any(told in " ".join(low) for told in ("that nobody", "that no one", "which nobody")))


def _is_main_verb(parts: list[str], at: int) -> bool:
    """`the cook who trained me retires`: behind the clause about them comes what they do now."""
    return is_form(parts[at], "VBZ") and not is_form(parts[at], "VBD") and parts[at - 1].lower() not in ("and", "or", "to", *DETERMINERS)


def _goes_on(parts: list[str], at: int) -> bool:
    """After a comma the clause goes on with another verb of the same person."""
    if at < len(parts) and parts[at].lower() == "and":
        at += 1
    return at < len(parts) and is_form(parts[at], "VBD") and parts[at].lower() not in ("i", "we")


def _new_subject(parts: list[str], at: int, people: People) -> bool:
    if at < len(parts) and parts[at].lower() in ("now", "so", "then", "that", "again", "still", "yet"):
        at += 1
    if at >= len(parts):
        return True
    word, low = parts[at], parts[at].lower()
    if low.partition("'")[0] in SUBJECTS:
        return True
    if word in people.names or low in DETERMINERS:
        for later in range(at + 1, min(at + 5, len(parts))):
            if parts[later].lower() in ("and", "of", "on", "in", "for", "to", "with", "at"):
                return False
            if is_form(parts[later], "VBD") or parts[later].lower() in (
                "is",
                "are",
                "was",
                "were",
                "has",
                "have",
                "will",
                "can",
                "could",
                "didn't",
                "can't",
                "couldn't",
                "doesn't",
                "won't",
            ):
                return True
    return False


def turned(parts: list[str], people: People) -> str | None:
    """Turn the person's pronouns to `you`; None where a pronoun could be somebody else's."""
    given, parts = parts, _as_their_own(parts)
    low = [p.lower() for p in parts]
    series = SERIES[people.pronoun] if people.pronoun else None
    others = [p.removesuffix("'s") for p in parts if p.removesuffix("'s") in people.names and p.removesuffix("'s") != people.person]
    gendered = {w for s in ("he", "she") for w in SERIES[s][:3]} & set(low)
    as_told = [part.lower() for part in given]
    is_spoken_to = any(word == "you" and as_told[index - 1 : index] != ["thank"] for index, word in enumerate(as_told))
    if is_spoken_to or "your" in as_told or (gendered and (series is None or others or people.pronoun == "they")):
        return None
    spoken: list[str] = []
    theirs = {index + 2 for index, word in enumerate(low[:-2]) if index and is_role(word) and low[index + 1] in _BETWEEN}
    theirs -= {index for index in theirs if re.search(r"[^s]s$", low[index - 2]) and low[index] in _OF_ONE}  # several have no `her`
    for index, word in enumerate(parts):
        following = low[index + 1] if index + 1 < len(parts) else ""
        if people.person and word.removesuffix("'s") == people.person:
            spoken.append("your" if word.endswith("'s") else "you")
        elif low[index] in ("himself", "herself") and (series is None or low[index] == series[3]):
            spoken.append("yourself")
        elif (low[index] in _STANDS_ALONE or (low[index] == "his" and not following.isalpha())) and people.pronoun == _STANDS_ALONE.get(
            low[index], "he"
        ):
            spoken.append("yours")
        elif low[index] == "them" and not _OPENS.intersection(low[:index]):
            spoken.append(word)  # what the person did to others
        elif series and low[index] == series[1] and _is_done_to(low, index):
            spoken.append(word)
        elif series and people.pronoun and low[index] in series and _OTHERS[people.pronoun].intersection(low[:index]):
            spoken.append(word)  # `stayed with the boy until his mum came`
        elif series and low[index] in series and index not in theirs:
            spoken.append(_second_person(low[index], series, following))
        else:
            spoken.append(_agreeing(word, spoken))
    return join(spoken).strip(" ,")


def _as_their_own(parts: list[str]) -> list[str]:
    """`presented Ana's slides as his own`: whoever else is named, what is given so is the one's who gives it."""
    low = [part.lower() for part in parts]
    spoken = list(parts)
    for at in range(1, len(parts)):
        following = low[at + 1] if at + 1 < len(parts) else ""
        if low[at - 1] in ("as", "for") and low[at] in ("his", "her", "their") and following == "own":
            spoken[at] = "your"
        elif low[at - 1] == "as" and low[at] in ("his", "hers", "theirs") and not following.isalpha():
            spoken[at] = "yours"
    return spoken


_OTHERS = {
    "he": frozenset("boy man guy lad gentleman father dad son husband widower".split()),
    "she": frozenset("girl woman lady mother mum mom daughter wife widow".split()),
    "they": frozenset("family couple kids children people relatives families newcomers temps guys boys girls ladies".split()),
}
"""Somebody else, whom a pronoun behind them is for."""
_BETWEEN = frozenset("with on in at through about during after before over".split())
"""`helped the new doctor with his letters`: behind somebody else and one of these, a pronoun is that one's."""
_STANDS_ALONE = {"hers": "she", "theirs": "they"}
_OF_ONE = frozenset({"his", "her", "him"})
_OPENS = frozenset("because when while that who which if so and as how what".split())


def _is_done_to(low: list[str], index: int) -> bool:
    """`isolated her`: right behind a verb of the person's own stands somebody else; one's own would be `herself`."""
    is_own_verb = index == 1 or (index > 1 and low[index - 2] in ("and", "but", "then"))
    following = low[index + 1] if index + 1 < len(low) else ""
    is_object = low[index] != "her" or not following.isalpha() or following in _AFTER_OBJECT
    return is_own_verb and is_object and is_form(low[index - 1], "VBD")


def _second_person(word: str, series: tuple[str, str, str, str], following: str) -> str:
    if word == series[3]:
        return "yourself"
    if word == series[2] and (word != series[1] or (following and following.isalpha() and following not in _AFTER_OBJECT)):
        return "your"
    return "you"


def _agreeing(word: str, before: list[str]) -> str:
    """After a `you` that was `he`, the verb changes: `is` -> `are`, `does` -> `do`."""
    if not before or before[-1] != "you":
        return word
    special = {"is": "are", "was": "were", "has": "have", "does": "do", "'s": "are"}
    special |= {"isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't"}
    if word in special:
        return special[word]
    return inflect(word, "VB") if is_form(word, "VBZ") and not is_form(word, "VBD") else word
