"""What the speaker finds amiss about how somebody works, as it is said to them: `his emails are too long` -> `your emails are too long`."""

import re

from assistant.reading.clauses import turned
from assistant.reading.grammar import tokens
from assistant.reading.people import People

MAX_WORDS = 20
_WHO = r"(?:him|her|them|someone|somebody|[A-Z][a-z]+|(?:my|our|the|an?|one of (?:my|our|the)) (?:[a-z-]+ ){0,3}?[a-z-]+)"
_TOLD = rf"\b(?:[Tt]ell|telling|say to|explain to|let) {_WHO} (?:know )?(?:that )?"
_SAY_TO = rf"\b(?:say|talk|speak) (?:to|with) {_WHO} (?=whose )"
_WAY = r"(?:the way|how) (?:he|she|they) (?:[a-z'-]+ ){1,7}?"
_WHAT = r"(?:his|her|their|whose) (?:[a-z][\w'’-]*,? ){1,7}?"
_HOW = (
    r"(?:(?:is|are|was|were|sounds?|seems?|feels?|gets?|runs?|takes?|comes? across as|goes?|can be|come across) (?:often |always |really |very |so |a bit |a little |rather |pretty |just )*"
    r"(?:too \w+(?: \w+)?|harsh|brutal|mean|rude|rough|unclear|vague|hurtful|cold|incomplete|untidy|out of date|confusing|scary|unfair|hard to (?:read|follow|understand)))"
)
_DOES = (
    r"(?:he|she|they) (?:talk|speak|write|explain|read|walk|drive|type|go|answer|react|interrupt)s? (?:far |much |a bit )?too \w+(?: \w+)?"
)
_CRITICISED = re.compile(rf"(?:{_TOLD}|{_SAY_TO})(?P<what>(?:{_WAY}|{_WHAT}){_HOW}|{_DOES})(?=$|[.!?,\n]| (?:for|and how|without|so)\b)")
_OF_SOMEBODY = re.compile(
    rf"(?:^|[.!?\n] ?)(?:(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]) (?:[a-z-]+ ){{0,2}}?[a-z-]+|[A-Z][a-z]+)['’]s? |(?=[Hh]is |[Hh]er ))(?P<what>(?:[A-Za-z][\w'’-]*,? ){{1,7}}?{_HOW})(?=$|[.!?,\n]| (?:for|and how|so)\b)"
)
_OUTSIDE = re.compile(r"\b(?:customer|client|guest|patient|visitor|caller|parent|supplier)['’]s?\b", re.IGNORECASE)
"""Those whom nobody here gives feedback to."""
_OF_KIN = re.compile(r"\b(?:daughter|son|wife|husband|child|kid|mother|father|friend|neighbou?r)['’]s?\b", re.IGNORECASE)
_OF_THE_PERSON = re.compile(
    r"\b(?:shirt|skirt|dress|clothes|trousers|shoes|perfume|smell|accent|hair|beard|body|weight|lunch|food|religion|family)\b",
    re.IGNORECASE,
)
"""What is nobody's business."""
_OVER = re.compile(r"\b(?:was|were)\b")


def find_criticised(text: str, people: People) -> str | None:
    """The sentence as it is said to the person; None where nothing of the kind is to be said."""
    told = _CRITICISED.search(text)
    found = told or _OF_SOMEBODY.search(text)
    if found is None or _OF_THE_PERSON.search(found["what"]):
        return None
    if not told and (_OUTSIDE.search(found[0]) or _OF_KIN.search(found[0]) or _OVER.search(found["what"])):
        return None
    what = re.sub(r"^whose\b", "their", found["what"][0].lower() + found["what"][1:])
    what = what if re.match(r"(?:his|her|their|the way|how|he|she|they)\b", what, re.IGNORECASE) else f"their {what}"
    pronoun = (
        "he"
        if re.match(r"his\b|(?:(?:the way|how) )?he\b", what)
        else "she"
        if re.match(r"her\b|(?:(?:the way|how) )?she\b", what)
        else "they"
    )
    said = turned(tokens(what), People(person=people.person, names=people.names, pronoun=pronoun))
    return said if said and len(said.split()) <= MAX_WORDS and re.search(r"\byour?\b", said) else None
