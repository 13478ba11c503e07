"""Somebody who is looked for, to be introduced: `someone who knows Kafka`, of whom no more is known."""

import re

from assistant.domain import Value
from assistant.reading.clauses import clause_end, turned
from assistant.reading.grammar import tokens
from assistant.reading.people import People

MAX_WORDS = 12
_SOUGHT = re.compile(
    r"\b(?:(?:introduc\w+|connect(?:ing)?) (?!some|any|a person)[^.!?;,]*?(?:to|with)|(?:put|get|bring)\b[^.!?;,]* in touch with|(?:needs?|wants?|ought|should|would like|'d like)(?: to)? (?:meet|talk (?:to|with)|speak (?:to|with))) "
    r"(?:someone|somebody|anyone|anybody|a person|people) (?P<rest>(?:who|from|with)\b[^.!?;,]*)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b([A-Z][^\W\d_]+) (?:to|with|in touch)\b")
_FOR_ONESELF = re.compile(r"\b(?:me|myself)\b|\bI(?:'d| would)? (?:\w+ )?(?:to )?(?:meet|talk|speak)\b", re.IGNORECASE)


class Sought(Value):
    """Who is looked for, as words that read after `somebody`, and for whom, where they are named beside it."""

    who: str
    person: str | None


def find_sought(text: str, people: People) -> Sought | None:
    """Who is looked for; None where they are looked for by the speaker, for the speaker."""
    found = _SOUGHT.search(text)
    if found is None or _FOR_ONESELF.search(found[0]) or people.other:
        return None
    parts = tokens(found["rest"])
    rest = turned(parts[: clause_end(parts, 0, people)], people)
    named = _NAMED.search(found[0])
    return Sought(who=rest, person=named[1] if named else None) if rest and 2 <= len(rest.split()) <= MAX_WORDS else None
