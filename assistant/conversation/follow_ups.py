"""What a short turn asks of the answer before it: another tone, another act, a reason, a next step."""

import re

from assistant.conversation.signs import MAKE, MUCH, SIGNS, FollowUp
from assistant.domain import Practice, Tone, Value
from assistant.reading.grammar import is_form

__all__ = ["FollowUp", "Followed", "read_follow_up"]


class Followed(Value):
    """One turn as a follow-up; `rest` is what it holds beside."""

    kind: FollowUp
    tone: Tone | None = None
    practice: Practice | None = None
    rest: str = ""


_UNTOLD = frozenset({FollowUp.SHORTER, FollowUp.TONE, FollowUp.DIFFERENT, FollowUp.LOG, FollowUp.WEEK})
"""What is no request where it tells something that happened."""
_NO_PAST = frozenset({"bit", "would", "could", "should", "might"})
_PAST = frozenset({"was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't"})
_HEARD_OF = re.compile(r"\b(?:told me|tells me|says|said|heard|know)(?: that)? (?P<fact>\w+ \w+ \w.*)$", re.IGNORECASE)
_AND_MORE = re.compile(r"(?: please)?[ ,]+(?:and |but |also |yet )*", re.IGNORECASE)
MAX_WORDS = 14  # a longer turn tells something
MAX_CHARS = 160
_POLITE = re.compile(
    r"^(?:(?:ok(?:ay)?|hm+|well|and|but|so|now|please|pls|thanks|thank you|good|great|nice|cool|alright|yes|yeah|no|nah|sorry|actually|maybe|also|then|"
    r"can you|could you|would you|can i|could i|may i|i(?:'?d| would) (?:like|prefer|want|rather(?: (?:be|have|say|sound|do|write)\b(?: it| that)?)?)|i want|i need|give me|let me have|show me|try|"
    r"i like it but|that's (?:good|nice|fine|ok|great) but|not bad but)\b[\s,.!:;-]*)+",
    re.IGNORECASE,
)
_SLASH: dict[str, tuple[FollowUp, Practice | None]] = {
    "question": (FollowUp.PRACTICE, Practice.QUESTION),
    "ask": (FollowUp.PRACTICE, Practice.QUESTION),
    "feedback": (FollowUp.PRACTICE, Practice.FEEDBACK),
    "encourage": (FollowUp.PRACTICE, Practice.ENCOURAGEMENT),
    "encouragement": (FollowUp.PRACTICE, Practice.ENCOURAGEMENT),
    "insight": (FollowUp.PRACTICE, Practice.INSIGHT),
    "intro": (FollowUp.PRACTICE, Practice.INTRODUCTION),
    "introduction": (FollowUp.PRACTICE, Practice.INTRODUCTION),
    "log": (FollowUp.LOG, None),
    "week": (FollowUp.WEEK, None),
    "help": (FollowUp.HELP, None),
}
_PRACTICES: tuple[tuple[Practice, str], ...] = (
    (Practice.QUESTION, r"(?:a )?questions?"),
    (Practice.FEEDBACK, r"(?:a piece of |some )?feedback"),
    (Practice.ENCOURAGEMENT, r"(?:an? |some )?(?:encouragement|encouraging word|praise|compliment|thank[- ]you)"),
    (Practice.INSIGHT, r"(?:an? |some )?(?:insight|tip|piece of advice|story)"),
    (Practice.INTRODUCTION, r"(?:an? )?intro(?:duction)?"),
)
# looked ahead for, where a possessive repeat would do: early releases of Python 3.11 match those wrongly
_TO_WHOM = r" (?:it|that|this|him|her|them|so|exactly that|to (?:him|her|them)|(?-i:[A-Z]\w+))"
_DONE = re.compile(
    r"^(?:(?:thanks|thank you|thx|ok(?:ay)?|great|perfect|cool|good|nice|super|done|wonderful|awesome|well)\b[\s,.!;:-]*(?:so much\b[\s,.!]*)?)*"
    r"(?:and )?(?:(?:i|we)(?:'ve| have| just| did| already)* (?:said|told|sent|asked|used|thanked|delivered|gave|tried|wrote|posted|spoke|talked|did(?! not)|done)\b"
    rf"(?:{_TO_WHOM})*(?!{_TO_WHOM})(?!(?:(?<= him)|(?<= her)|(?<= them)) (?:the|an?|my|our|his|their|some|all|every|no) (?!note|message|e?-?mail|card|text|words?|feedback|question|same|other day))|"
    r"(?:said|sent|told|asked|did) (?:it|that|him|her|them)|done(?! by\b))(?!\w)",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(
    r"^(?:but |and |well |yes |no )*i(?:'ve| have)?(?: already)? (?:told|asked|said|spoken|spoke|talked|warned|reminded)\b.{0,25} (?:twice|(?:two|three|four|five|many|several|\d+) times|often|again and again|before)[.!]*$",
    re.IGNORECASE,
)
"""It was said before and nothing came of it."""
_THANK = (
    r"many thanks|thanks|thank you|thx|ty|cheers|great|perfect|awesome|cool|nice|wonderful|super|lovely|brilliant|ok(?:ay)?|good|got it|k|i see|understood|makes sense|love it|good one|noted|"
    r"i(?:'ll| will)(?: (?:try|do|say|use|send|ask|tell))?(?: (?:it|that|this|him|her|them|so))?(?: (?:tomorrow|today|tonight|later|on monday|next week|then))?"
)
_AND = (
    r"so much|a lot|very much|again|for (?:the|your|this|that)(?: (?:help|advice|idea|words))?|that helps?|i(?:'ll| will) (?:try|do|say|use) (?:it|that|this)|"
    r"that's (?:good|great|perfect|helpful)|will do|i like (?:it|that|this)"
)
_APART = r"(?:[\s,.!:)]+|$)"  # one after each word, and none of it in a word: there is one way to read a turn
_THANKS = re.compile(rf"^(?:{_THANK}){_APART}(?:(?:{_THANK}|{_AND}){_APART})*$", re.IGNORECASE)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|please do|ok do|go ahead|yes please|do it|why not)\b[\s,.!]*(?:please|do|log it|do it|thanks)?[\s,.!]*$",
    re.IGNORECASE,
)
_NO = re.compile(r"^(?:no|nope|nah|not now|no thanks?|no thank you|never mind|nevermind|forget it|stop)\b[\s,.!]*$", re.IGNORECASE)


def read_follow_up(text: str) -> Followed | None:
    """Read a turn as a follow-up; None where it tells or asks something of its own."""
    plain = text.strip().replace("’", "'")
    if slash := re.match(r"^/([a-z]+)\b\s*(.*)$", plain, re.IGNORECASE | re.DOTALL):
        named = _SLASH.get(slash[1].lower())
        return Followed(kind=named[0], practice=named[1], rest=slash[2].strip()) if named else Followed(kind=FollowUp.HELP)
    if len(plain) > MAX_CHARS or len(plain.split()) > MAX_WORDS or "\n" in plain:
        return None
    if _YES.match(plain):
        return Followed(kind=FollowUp.YES)
    if _NO.match(plain):
        return Followed(kind=FollowUp.NO)
    if _TOLD_BEFORE.match(plain):
        return Followed(kind=FollowUp.WHAT_IF)
    if done := _DONE.match(plain):
        return Followed(kind=FollowUp.DONE, rest=plain[done.end() :].strip(" ,.;!-"))
    if _THANKS.match(plain):
        return Followed(kind=FollowUp.THANKS)
    bare = _POLITE.sub("", plain).rstrip(" ?!.,:)")
    return _of_practice(bare) or _of_signs(bare) or _of_signs(plain.rstrip(" ?!.,:)"))


def _of_practice(bare: str) -> Followed | None:
    for practice, names in _PRACTICES:
        if re.match(
            rf"{MAKE}{MUCH}(?:as |like |into |rather |instead )*{names}(?: (?:instead|rather|for (?:him|her|them)|please|to ask))?$",
            bare,
            re.IGNORECASE,
        ):
            return Followed(kind=FollowUp.PRACTICE, practice=practice)
    if re.match(r"(?:what|which question) (?:could|can|should|would) i ask(?: (?:him|her|them))?(?: instead)?$", bare, re.IGNORECASE):
        return Followed(kind=FollowUp.PRACTICE, practice=Practice.QUESTION)
    return None


def _of_signs(bare: str) -> Followed | None:
    for kind, tone, sign in SIGNS:
        if (found := re.match(sign, bare, re.IGNORECASE)) and not (kind in _UNTOLD and _tells(bare)):
            named = next((part for part in found.groupdict().values() if part), "")
            return _with_more(Followed(kind=kind, tone=tone, rest=named.strip()), bare, bare[found.end() :])
    return None


def _with_more(first: Followed, bare: str, rest: str) -> Followed:
    """Two changes in one turn; what somebody else told of what was not seen."""
    if first.kind is FollowUp.UNSEEN:
        heard = _HEARD_OF.search(bare)
        return first.model_copy(update={"rest": heard["fact"] if heard else ""})
    if first.kind not in (FollowUp.SHORTER, FollowUp.TONE) or not (more := _AND_MORE.match(rest)):
        return first
    second = _of_signs(rest[more.end() :])
    if second is None or {first.kind, second.kind} != {FollowUp.SHORTER, FollowUp.TONE}:
        return first
    return Followed(kind=FollowUp.SHORTER, tone=first.tone or second.tone)


def _tells(bare: str) -> bool:
    """Whether something that happened is told: a request has no verb of the past."""
    found = set(re.findall(r"[a-z']+", bare.lower())) - _NO_PAST
    return any(word in _PAST or (is_form(word, "VBD") and not is_form(word, "VB")) for word in found)
