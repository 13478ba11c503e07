"""What somebody told the speaker of themselves, as it is said back to them: `she told me she had an idea` -> `You told me that you had an idea`."""

import re
from collections.abc import Sequence

from assistant.domain import Value
from assistant.reading.clauses import turned
from assistant.reading.grammar import tokens
from assistant.reading.people import SERIES, People

MAX_WORDS = 24
MIN_WORDS = 3
_TELLING = re.compile(
    r"^(?:(?:and|but|so|oh|also|later|then|today|yesterday|actually|well)[ ,]+)*(?P<who>[Hh]e|[Ss]he|[Tt]hey|[A-Z]\w+)(?: (?:also|just|later|then|once|only|had|has))? "
    r"(?P<verb>told me|said|says|tells me|mentioned|admitted)(?: to me)?(?P<when>(?: (?:afterwards?|later(?: on)?|today|yesterday|once|before|in private|last week|this morning))?)(?:,? that)? (?P<what>\S.*)$"
)
_OPENS = frozenset("the a an it there nobody no everybody everyone that this his her their my our he she they i we".split())
_UNSAID = re.compile(
    r"\b(?:hat(?:e|es|ed)|stupid|idiot\w*|liar|lying|useless|boring|quit\w*|leav(?:e|ing)|resign\w*|fired|death|die[sd]?|dying|kill\w*|fight|wife|husband|divorc\w*|(?:it|that|he|she|they|everything)(?:'s|'re| is| was| are) (?:only |just |all )*(?:luck|nothing|fine|ok|okay))\b"
)
"""What is not said back as a lead to a question: a hard word, a farewell, a wave of the hand."""


class Confided(Value):
    """The sentence as it is said back, and as it was told."""

    said: str
    sentence: str


def find_confided(facts: Sequence[str], people: People) -> Confided | None:
    """The sentence, of what was told last; None where it could be somebody else's, or is better not said back."""
    for fact in reversed(facts):
        for sentence in reversed(re.split(r"(?<=[.!?])\s+|\n+", fact.replace("’", "'").strip())):
            found = _TELLING.match(sentence.rstrip(" .!?"))
            if found and (said := _said_back(found, people)):
                return Confided(said=said, sentence=sentence)
    return None


def _said_back(found: re.Match[str], people: People) -> str | None:
    who, parts = found["who"].lower(), tokens(found["what"])
    is_them = who in SERIES or found["who"] == people.person
    opens = parts[0].lower().partition("'")[0] in _OPENS and len(parts) >= MIN_WORDS
    if not is_them or not opens or len(parts) > MAX_WORDS or _UNSAID.search(found["what"]):
        return None
    if who in SERIES and people.pronoun not in (None, who):
        return None
    clause = turned(parts, people.model_copy(update={"pronoun": who if who in SERIES else people.pronoun}))
    if clause is None or not re.search(r"\byou\b|\byour\b|\byourself\b", clause):
        return None
    verb = "told me" if found["verb"] in ("told me", "tells me") else found["verb"].replace("says", "said")
    return f"You {verb}{found['when']} that {_uncapped(clause)}"


def _uncapped(clause: str) -> str:
    return clause if clause.startswith(("I ", "I'")) else f"{clause[0].lower()}{clause[1:]}"
