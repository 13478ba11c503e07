"""What came of an act, told before it or behind it, and whether that was bad."""

import re

from assistant.reading.clauses import DETERMINERS
from assistant.reading.grammar import inflect, is_form, join, verb_lemma
from assistant.reading.people import is_role

MAX_WORDS = 18
_CAUSES = frozenset({"because", "since"})
_OPENERS = frozenset({"because", "since", "after", "once"})
"""`After Meera called, we got the flour`: what came of it stands behind the act."""
_GENDERED = frozenset("he she him her his hers himself herself you your".split())
_SUBJECTS = frozenset("we i they the our my nobody nothing everybody everyone".split())
_FINITE = frozenset("was were is are had has could can couldn't can't didn't doesn't wasn't weren't".split())
_HELPING = frozenset({"had", "has", "have"})
_QUESTIONS = frozenset("how what why should can could do".split())
_BAD = (
    r"(?:late|lost|los[ei]\w*|wrong\w*|angry|upset|furious|annoyed|mad at|cross with|miss(?:ed|es|ing)?|crack\w*|leak\w*|flood\w*|burn\w*|ran out|out of stock|evacuat\w*|fell|"
    r"hurt|injur\w*|broke\w*|fail\w*|complain\w*|wait(?:ed|ing)?|refus\w*|cancel\w*|spoil\w*|thaw\w*|mould\w*|crash\w*|delay\w*|stuck|sent back|came back|sick|fined|"
    r"mess|chaos|useless|came off|comes off|collaps\w*|bleed\w*|bled|stood (?:there|around)|alone|on my own|empty|dirty|blam\w*|(?:had|have|has) to "
    r"(?:redo|repeat|throw|do|pay|wait|start|apologi[sz]e|close|stop|stay|be|send|repair|fix|cover|work|clean|come|go|cancel|re\w+)|(?:again|twice)$)"
)
_SPARED = re.compile(
    rf"\b(?:nobody|no one|nothing|none|no|not|never|without|hardly|(?:did|was|were|could|do|does|is)n't)(?: \w+){{0,3}}? (?:{_BAD}|panick?\w*|had to \w+|has to \w+|have to \w+)",
    re.IGNORECASE,
)
"""`Nobody had to wait`, `nothing got lost`: what did not happen did no harm."""
_HARM = re.compile(
    rf"\b(?:{_BAD}|(?:nobody|no one) (?:could|can|knew|knows|was|came|answered|told|got|had)|nothing (?:worked|works|was ready)|could(?:n't| not)|can(?:'t|not)|wasn't|weren't|(?:had|have) no (?!questions?|need|doubts?|troubles?|problems?)|"
    r"didn't (?:get|have|know|find|arrive|come|work|start|eat|fit))\b",
    re.IGNORECASE,
)
_GAIN = re.compile(
    r"\b(?:worked|kept|made it|made the|went (?:well|fine|smoothly|without)|on time|in time|finished|early|saved|won|happy|calm|safe\w*|got|good|great|running|passed|alive|better)\b",
    re.IGNORECASE,
)
_LINKS = re.compile(r"^(?:and )?(?:that is why|that's why|which is why|now|then)\b ?", re.IGNORECASE)


def is_harm(result: str) -> bool:
    """Whether what came of it is bad, so that an act told as its cause is one to mend."""
    return bool(_HARM.search(_SPARED.sub("", result)))


def is_gain(result: str) -> bool:
    """Whether what came of it is plainly good: then it was no fault, however it is told."""
    return bool(_GAIN.search(result) or _SPARED.search(result)) and not is_harm(result)


def told_before(parts: list[str], verb: int) -> list[str] | None:
    """`The bread ran out because Luis forgot the order`: the words before the joint, where an act behind it is the cause."""
    for at in range(verb - 1, max(verb - 9, 0), -1):
        low = parts[at].lower()
        if low in _CAUSES and parts[0].lower() not in _QUESTIONS and parts[at - 1].lower() not in ("just", "not", "only", "it's", ","):
            return parts[:at]
        is_between = at < verb - 1 and (is_form(low, "VBD") or low in _FINITE)
        is_helped = low in _HELPING or (low == "was" and parts[verb].lower() in ("not", "wasn't"))
        if parts[at] in ",.;:" or is_between or (at == verb - 1 and low in _FINITE and not is_helped):
            return None
    return None


def is_of_the_one(result: list[str], subject: str) -> bool:
    """`My mentee got the job because she practised`: the one of whom the outcome is told may be the one who did it."""
    return subject.lower() in ("he", "she", "they") and any(is_role(word) for word in result)


def is_opened(parts: list[str], verb: int) -> bool:
    """Whether the act stands in a clause of cause or time that opens the sentence."""
    return parts[0].lower() in _OPENERS and verb < 7 and "," not in parts[:verb]


def split_behind(parts: list[str], start: int, end: int) -> int:
    """Where the clause of such an opening ends without a comma: `After Meera called the supplier we got the flour`."""
    for at in range(start + 2, end - 1):
        if parts[at].lower() in _SUBJECTS and any(_is_finite(word) for word in parts[at + 1 : at + 4]) and parts[at - 1].isalpha():
            is_governed = is_form(parts[at - 1], "VBD") or parts[at - 1].lower() in (
                "and",
                "that",
                "to",
                "for",
                "with",
                "when",
                "of",
                "in",
                "on",
            )
            if not is_governed:
                return at
    return end


def as_effect(result: list[str]) -> str | None:
    """The clause as it reads after `it`: `meant we lost the order`; one in which a pronoun could be the person's is left out."""
    clause = _LINKS.sub("", join(result)).strip(" ,").split()
    low = [word.lower() for word in clause]
    if not 2 <= len(low) < MAX_WORDS or _GENDERED & set(low) - {"his", "her"} or not any(_is_finite(word) for word in clause):
        return None
    is_common = low[0] in _LOWERED or (verb_lemma(low[0]) is not None and not is_form(low[1], "VBD"))
    return " ".join(["meant", low[0] if is_common and not clause[0].isupper() else clause[0], *clause[1:]])


_LOWERED = frozenset("the a an our my we they nobody nothing everybody everyone two three four five half all some".split())


def _is_finite(word: str) -> bool:
    return is_form(word, "VBD") or word.lower() in _FINITE


def as_past(parts: list[str]) -> list[str]:
    """A habit told in the present, behind an act that is said in the past: `while he pushes` -> `while he pushed`."""
    spoken = list(parts)
    for at, word in enumerate(parts):
        if word.lower() in _BEING and parts[max(0, at - 1)].lower() not in ("to", "will", "can"):
            spoken[at] = _BEING[word.lower()]
        elif _is_present(parts, at):
            spoken[at] = inflect(word, "VBD")
    return spoken


_BEING = {
    "is": "was",
    "are": "were",
    "am": "was",
    "has": "had",
    "doesn't": "didn't",
    "don't": "didn't",
    "can": "could",
    "can't": "couldn't",
    "i'm": "I was",
    "we're": "we were",
    "it's": "it was",
}
_TIMES = frozenset("while when until before after because whenever where who that if and as".split())
_OBJECTS = DETERMINERS | frozenset(
    "me us him her them it everyone everybody everything nothing nobody off out up down until what how".split()
)
_WHO = frozenset("he she it they we i who everyone everybody nobody".split())


def _opens_a_clause(parts: list[str], at: int) -> bool:
    """`until the bell rings`: one word of time, a thing, and what it does."""
    low = [part.lower() for part in parts[max(0, at - 4) : at]]
    return len(low) > 2 and any(word in _TIMES - {"and", "as", "that"} and low[i + 1] in DETERMINERS for i, word in enumerate(low[:-2]))


def _is_present(parts: list[str], at: int) -> bool:
    """A verb in the present, by what stands before it."""
    word, before, two_before = parts[at], *(parts[at - back].lower() if at >= back else "" for back in (1, 2))
    is_of_one = is_form(word, "VBZ") and not is_form(word, "VBD")
    is_of_many = is_form(word, "VB") and not is_form(word, "VBD")
    if _opens_a_clause(parts, at):
        return before not in DETERMINERS and (is_of_one or (is_of_many and before.endswith("s")))
    if is_of_one:
        following = parts[at + 1].lower() if at + 1 < len(parts) else ""
        is_second = before in ("and", "but") and following in _OBJECTS
        return (
            before in _WHO
            or (before in ("all", "both", "just") and two_before in _WHO)
            or is_second
            or (two_before in _TIMES - {"and", "as"} and before not in DETERMINERS)
        )
    return is_of_many and (
        before in ("they", "we", "i") or (before.endswith("s") and two_before in ("while", "when", "until", "before", "whenever"))
    )
