"""A message that somebody is about to send, too harsh: what happened is taken out of it, and what judges is left behind."""

import re

from assistant.domain import MAX_FACT_CHARS, Value
from assistant.reading.grammar import inflect, is_form
from assistant.wording import sentences

_ASKED = re.compile(
    r"\b(?:re-?word|re-?phrase|re-?write|soften|tone (?:this|it|that) down|take the (?:edge|sting|poison) (?:off|out)|less harsh|too harsh|so harsh|(?:nicer|kinder|nicely|kindly|constructive\w*|politely|professional\w*)|"
    r"without (?:being|sounding) (?:harsh|rude|mean|a jerk)|how (?:do|can|would|should|could) (?:i|you) (?:better )?(?:say|put|word|phrase) (?:this|that|it)|say (?:this|it) better|put (?:this|it) better|is (?:this|that) (?:ok|okay|fine) to (?:send|post|write)|"
    r"(?:about|going|want|wanted|tempted) to (?:send|post|write|comment|reply)|my (?:draft|comment|message|review|reply))\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"[\"“](?P<a>[^\"“”]{8,})[\"”]|(?:^|\s)'(?P<b>[^']{12,})'(?=\s|$|[?.!,])|```[^\n]*\n(?P<c>.+?)\n```|(?P<d>(?:^>[^\n]*(?:\n|$))+)",
    re.DOTALL | re.MULTILINE,
)
_AFTER = re.compile(r"[:\n]\s*(?P<rest>\S.{12,})$", re.DOTALL)
_JUDGING = re.compile(
    r"\b(garbage|trash|rubbish|crap(?:py)?|shit(?:ty)?|bullshit|terrible|horrible|awful|lousy|pathetic|ridiculous|absurd|nonsense|stupid(?:ity)?|idiot(?:ic|s)?|dumb|moron(?:ic)?|useless|worthless|hopeless|"
    r"incompetent|lazy|sloppy|careless|unprofessional|amateur(?:ish)?|unacceptable|disgrace(?:ful)?|joke|mess|disaster|embarrassing|insane|brain-?dead|clueless|selfish|rude|always|never|"
    r"wtf|what the (?:hell|fuck|heck)|for god'?s sake|seriously|obviously|clearly|even|yet again|as usual|how many times|are you kidding(?: me)?|no idea|don'?t care|can'?t (?:even|you))\b",
    re.IGNORECASE,
)
_HARSH = re.compile(
    r"\b(garbage|trash|rubbish|crap(?:py)?|shit(?:ty)?|bullshit|pathetic|stupid|idiot\w*|dumb|moron\w*|useless|incompetent|lazy|sloppy|wtf|what the (?:hell|fuck)|are you kidding|how many times|did you (?:even|ever)|do you even|"
    r"you (?:always|never)|what were you thinking|no idea what you|why would (?:you|anyone) (?:do|even)|unacceptable|a joke|makes my eyes|clearly (?:don't|didn't|do not))\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(code|review|pr|pull request|merge|commit|branch|diff|function|method|class|variable|tests?|tested|null|api|refactor\w*|deploy\w*|build|bug|lint\w*|repo|module|line \d+|hard-?cod\w+|copy-?past\w+|query|sql|component|framework)\b",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\b(?:he|she|they|him|his|her|them|how (?:do|can|should|would) i|what (?:do|can|should) i|my (?:boss|manager|lead|colleague|teammate|coworker|report|intern|team))\b",
    re.IGNORECASE,
)
"""What is told of somebody is no message to them."""
_THREAT = re.compile(
    r"\bI(?:'ll| will| am going to|'m going to|'m gonna| swear I'll) (?:\w+ )?(?:kill|hurt|hit|punch|beat|slap|shoot|stab|destroy|ruin|end|smash|strangle|find) (?:you|your)\b|\byou(?:'re| are) dead\b|\byou(?:'ll| will) regret\b",
    re.IGNORECASE,
)
_LOUD = re.compile(r"^(?:even|yet again|as usual|seriously|obviously|clearly|can'?t \w+|no idea|how many times)$", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:just|really|literally|again|once again|even|obviously|clearly|fucking|freaking|damn|bloody|also|still|simply|totally|completely|honestly|seriously)\b\s*",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"^(?:didn't|did not|don't|haven't|have not|weren't|aren't|can't|couldn't)$", re.IGNORECASE)
_OPINION = frozenset(
    "think thought know knew want wanted seem care cared understand understood mean meant feel felt suck sucked waste wasted ruin ruined annoy annoyed".split()
)
_NO_FACT = frozenset("are were be been have had do did can could will would should must may might need never always".split())
MAX_SHOWN = 3
MAX_FACTS = 2
MIN_FACT_WORDS = 3


class Pasted(Value):
    """A harsh message: its words, what it says that the other did, and the words in it that only judge."""

    words: str
    facts: tuple[str, ...] = ()
    """Each with `My colleague` in place of `you`, as something told of somebody."""
    judging: tuple[str, ...] = ()
    is_code: bool = False
    is_threat: bool = False


def read_pasted(text: str) -> Pasted | None:
    """Read a message to be reworded; None where there is none in it."""
    inside = _inside(text)
    if inside is None:
        return None
    judging = tuple(dict.fromkeys(word for found in _JUDGING.finditer(inside) if not _LOUD.match(word := found[0].lower())))
    return Pasted(
        words=inside,
        facts=_facts(inside),
        judging=judging[:MAX_SHOWN],
        is_code=bool(_CODE.search(text)),
        is_threat=bool(_THREAT.search(inside)),
    )


def _inside(text: str) -> str | None:
    quoted = max(("".join(part or "" for part in found.groups()) for found in _QUOTES.finditer(text)), key=len, default="")
    if quoted and (_ASKED.search(text.replace(quoted, " ")) or _HARSH.search(quoted)) and _speaks_to_somebody(quoted):
        return re.sub(r"^>\s?", "", quoted, flags=re.MULTILINE).strip()
    asked = _ASKED.search(text)
    after = _AFTER.search(text[asked.end() :]) if asked else None
    if after and (_HARSH.search(after["rest"]) or re.search(r"\byour?\b", after["rest"], re.IGNORECASE)):
        return after["rest"].strip().strip('"“”')
    bare = not asked and _HARSH.search(text) and re.search(r"\byour?\b", text, re.IGNORECASE) and not _TOLD_OF.search(text)
    return text.strip().strip('"“”') if bare else None


def _speaks_to_somebody(quoted: str) -> bool:
    return bool(_HARSH.search(quoted) or _JUDGING.search(quoted) or re.search(r"\byour?\b", quoted, re.IGNORECASE))


def _facts(inside: str) -> tuple[str, ...]:
    """What the other did, by the message's own account: its sentences of `you` and a past verb."""
    found = []
    for sentence in sentences(inside.replace("’", "'")):
        if fact := _fact(sentence):
            found.append(fact)
        elif found and re.match(r"(?:it|that|this|now|so|we|and)\b", sentence, re.IGNORECASE) and not _JUDGING.search(sentence):
            found[-1] = f"{found[-1]} {sentence.strip()}"
    return tuple(_cut(fact) for fact in found[:MAX_FACTS])


def _cut(fact: str) -> str:
    """A fact at the length that a situation takes, and at a word."""
    return fact if len(fact) <= MAX_FACT_CHARS else f"{fact[: MAX_FACT_CHARS - 1].rpartition(' ')[0] or fact[: MAX_FACT_CHARS - 1]}."


def _fact(sentence: str) -> str | None:
    plain = _FILLER.sub("", sentence.strip())
    asked = re.match(r"(?:why|how) (?:did|would|could|on earth did) you (?P<verb>[a-z-]+)(?P<rest>.*)", plain, re.IGNORECASE)
    if asked and is_form(asked["verb"].lower(), "VB"):
        return _told(inflect(asked["verb"].lower(), "VBD"), asked["rest"])
    for told in re.finditer(
        r"(?<!\bdid )(?<!\bdo )(?<!\bdoes )(?<!\bhave )(?<!\bhad )(?<!\bcan )(?<!\bcould )(?<!\bwould )(?<!\bwill )\byou(?:'ve| have)? (?P<verb>[a-z-]+)(?P<rest>[^.!?]*)",
        plain,
        re.IGNORECASE,
    ):
        verb = told["verb"].lower()
        if _NEGATED.match(verb) and is_form((told["rest"].split() or [""])[0].lower(), "VB"):
            return _told("didn't", told["rest"])
        if verb in _OPINION | _NO_FACT:
            continue
        if is_form(verb, "VBD") or is_form(verb, "VBN"):
            return _told(inflect(verb, "VBD") if not is_form(verb, "VBD") else verb, told["rest"])
    return None


def _told(verb: str, rest: str) -> str | None:
    """The clause up to where it begins to judge, as something that a colleague did."""
    judged = _JUDGING.search(rest)
    clause = rest[: judged.start()] if judged else rest
    clause = re.sub(r"\byourself\b", "themselves", re.sub(r"\byour\b", "their", clause, flags=re.IGNORECASE), flags=re.IGNORECASE)
    clause = (
        re.sub(r"[\s,;:-]*\b(?:and|but|so|like|in|with|a|the|this|that|is)?\s*[?!.,]*$", "", clause.strip(), flags=re.IGNORECASE)
        if judged
        else clause.strip(" ?!.")
    )
    fact = f"My colleague {verb} {clause}.".replace("  ", " ")
    return fact if len(fact.split()) > MIN_FACT_WORDS + 1 else None
