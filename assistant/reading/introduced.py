"""Two people who are to meet, by name, with what it is about: `Dana in support and Luis in design both work on the help pages`."""

import re

from assistant.domain import Value
from assistant.reading.people import NAMES_THAT_ARE_WORDS, NOT_PEOPLE, TITLES, is_common, is_role

_TITLE = rf"(?:(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\.? )"
_NAME = rf"(?P<{{0}}>{_TITLE}?[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?(?: (?!And\b|To\b|With\b)[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)?)"
_OF = r"(?:\s*\([^()]{1,60}\)|,? (?:in|from|of|at|on|over in|over at) (?:(?:the|our|my|her|his|their) )?[\w&-]+(?: (?!and\b|to\b|with\b|both\b|who\b|but\b|have\b)[\w&-]+){0,2}?|, (?:who|our|my|the|her|his|an?) [^,.;]{1,60},)?"
_BEFORE = r"(?:(?:both )?(?:(?:our|my|the|her|his|their|a|an) )(?:(?!and\b|or\b|to\b|with\b|of\b|in\b|for\b|at\b)[a-z][\w'-]* ){0,4}?)?"
_TWO = re.compile(
    rf"(?<![\w'-]){_NAME.format('one')}{_OF}(?:,? and|,? &|\s*\+|,? to|,? with|,? should (?:meet|talk to|know)|,? (?:needs|wants|would like|ought) to meet) {_BEFORE}{_NAME.format('two')}(?!\w)"
)
_OTHERS = re.compile(
    r"\b(?:introduc(?:e|ing)|connect(?:ing)?) (?!me\b|myself\b|us\b)(?:[\w'-]+ ){1,4}(?:to|with) (?:my|our|the|an?|his|her) (?P<two>(?:[\w'-]+ ){0,2}[\w'-]+)",
    re.IGNORECASE,
)
_NEVER_MET = re.compile(
    r"\b(?:never|not|n't) (?:really |ever |yet |actually )?(?:met(?: each other| yet| in person| before)?|spoken(?: to each other)?|talked(?: to each other)?|know(?: of)? each other)(?=$|[.,;!?\n]| yet)|"
    r"\b(?:should|ought to|could|need to|have to|must) (?:really )?(?:meet|know each other|talk to each other)\b|\bto meet(?: each other)?(?=$|[.,;!?\n])",
    re.IGNORECASE,
)
_NOUN = r"(?P<noun>(?:(?:the|our|a|an|this|that) )?(?:[\w'-]+ ){0,4}?[\w'-]+)(?=$|[.,;!?\n)]| (?:and|but|so|who|yet|without|at|for|in|because|since|now|every|all)\b)"
_SUBJECT = re.compile(rf"\b(?:subject|topic|theme|matter)(?: (?:is|would be|will be))?:? (?:about )?{_NOUN}", re.IGNORECASE)
_BOTH = re.compile(
    rf"\b(?P<said>both (?:of them )?(?:(?P<verb>work|are working|worked|struggle|deal) (?:on|with)|(?P<like>like|love|use|teach|run|repair|build|collect|study|know|care about|do)|(?:are )?(?:on|into|interested in))) {_NOUN}",
    re.IGNORECASE,
)
_TO_ME = re.compile(r"\b(?:introduce|connect|introducing|connecting|meet|put) (?:me|myself)\b|\bto (?:me|myself)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:introduc(?:e|ing)|connect(?:ing)?|bring(?:ing)?|put(?:ting)?)\b", re.IGNORECASE)
_THE_TWO = re.compile(r" (?:them|both|the two|these two|those two|each)\b")
_OF_ONE = re.compile(r"\b(?:her|his|their|my|your|it|them|that|this)\b", re.IGNORECASE)


class Introduced(Value):
    """Who is to meet whom, what it is about, and why, as words that read after `because`."""

    person: str
    other: str
    topic: str | None = None
    reason: str | None = None


def find_introduced(text: str) -> Introduced | None:
    """The two who are named side by side; None where one of them may be something else."""
    if _TO_ME.search(text):
        return None
    pairs = ([_called(found["one"]), _called(found["two"])] for found in _TWO.finditer(text) if _are_meant(found, text))
    two = next((pair for pair in pairs if len(set(pair) - {""}) == len(pair)), None)
    if two is None:
        return None
    both = _BOTH.search(text)
    subject = _SUBJECT.search(text) or both
    topic = subject["noun"] if subject and not _OF_ONE.search(subject["noun"]) else None
    is_told = topic is not None and both is not None and (both["verb"] or both["like"])
    reason = f"you {both['said'].lower()} {topic}" if is_told and both else None
    return Introduced(person=_addressed(two[0]), other=two[1], topic=topic, reason=reason)


def is_of_others(text: str) -> bool:
    """Whether two others are to meet, and one of them is told by what they do: `introduce our intern to the head of sales`."""
    found = _OTHERS.search(text)
    return found is not None and any(is_role(word) for word in found["two"].split()) and not _TO_ME.search(text)


def is_of_strangers(text: str) -> bool:
    """Whether two of whom it tells do not know each other, and might."""
    return bool(_NEVER_MET.search(text)) and find_introduced(text) is not None


def _are_meant(two: re.Match[str], text: str) -> bool:
    """`introduce Kofi to the team, Tom and Ana know him`: not the two, where the verb has somebody else behind it."""
    verb = _VERB.search(text)
    if verb is None or _THE_TWO.match(text, verb.end()):
        return True
    between = text[verb.end() : two.start()]
    return verb.end() <= two.start() + len(two["one"]) and not re.search(r"[.!?;]\s|\b[A-Z]|\b(?:to|with)\b", between)


def _called(name: str) -> str:
    """The name without what only has a capital beside it, or nothing."""
    words = name.split()
    words = words[1:] if len(words) > 1 and is_common(words[0]) and words[0] not in NAMES_THAT_ARE_WORDS else words
    called = words[1:] if words[0].rstrip(".") in TITLES else words
    is_name = bool(called) and all(word not in NOT_PEOPLE and (not is_common(word) or word in NAMES_THAT_ARE_WORDS) for word in called)
    return " ".join(words) if is_name else ""


def _addressed(name: str) -> str:
    """Who has no title is spoken to by the first name."""
    return name if name.partition(" ")[0].rstrip(".") in TITLES else name.partition(" ")[0]
