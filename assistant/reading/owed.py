"""What the speaker did to somebody, or nobody did for them, as a sentence that can be said to that person before `I'm sorry`."""

import re
from collections.abc import Collection

from assistant.domain import Value
from assistant.reading.clauses import DETERMINERS, clause_end, turned
from assistant.reading.grammar import is_form, tokens
from assistant.reading.people import GROUPS, NOT_PEOPLE, SERIES, People, is_role

MAX_WORDS = 26
_MISTAKE = re.compile(
    r"^I (?:(?:have|had|just|also|completely|totally|simply|accidentally|again|once|twice)\s+)*(?:forgot(?! how| what| why)|snapped|shouted|yelled|barked|interrupted|ignored|overlooked|blamed|embarrassed|offended|"
    r"laughed at|talked over|hung up on|took (?:the |all the )?credit|misread|misjudged|misunderstood|mixed up|double-booked|mispronounced|botched|messed up|"
    r"missed (?:my|the|our|his|her|their|an?|\w+'s)\b|deleted|spilled|broke (?!down|my (?:leg|arm|foot|hand))|lost my (?:temper|patience)|lost (?:his|her|their|\w+'s)\b|"
    r"(?:keep|kept) (?:on )?(?:interrupting|ignoring|forgetting|shouting at|snapping at|talking over|blaming|mixing up|misspelling|mispronouncing)\b|"
    r"was (?:late|rude|harsh|unfair|unkind|impatient|curt|wrong (?:about|and)|short (?:with|to))|let \w+(?: \w+){0,2} down|left \w+(?: \w+){0,2} out|left (?:\w+'s|his|her|their) [\w ]*\b(?:off|out)\b|kept \w+(?: \w+){0,2} waiting|cut \w+(?: \w+){0,2} off|"
    r"(?:criticised|criticized|corrected) .* in front of|(?:gave|sent|told|showed|wrote|entered|typed|ordered|booked|measured|counted) .*\bwrong\b|cancelled on|"
    r"(?:didn't|did not|never) (?:tell|invite|answer|reply|call|ask|include|inform|warn|credit|listen|back(?: up)?|defend|protect|support|(?:stand|stick|speak) up for|show up|turn up|come back|get back|mention)|"
    r"never (?:told|invited|answered|replied|called|asked|included|warned|credited|listened|came back|got back)|"
    r"(?:promised|agreed|said I would) .*\b(?:and|but) (?:I )?(?:then )?(?:forgot|didn't|did not|never|haven't|have not))\b",
    re.IGNORECASE,
)
_LEFT_UNDONE = re.compile(
    r"^(?:nobody|no one|none of us) (?:had |has |ever )*(?:told|asked|informed|warned|invited|consulted|included|trained|briefed|prepared|greeted)\b",
    re.IGNORECASE,
)
_AT_THEM = re.compile(
    r"^(I \w+(?: \w+)? (?:at|to|on)) (?:my|our|the|an?|one of (?:my|our|the)) [a-z-]+(?: [a-z-]+){0,2}?"
    r"(?=$|[,.!]| (?:in|before|when|because|during|on|at|near|for|over|today|yesterday|last|this|after|and|who)\b)"
)
"""`I yelled at my sister-in-law`: whoever stands there, it is the one whom it touched."""
_PRAISE = re.compile(r"\b(?:lik\w+|lov\w+|grateful|thank\w*|appreciat\w*|admir\w*|enjoy\w*|proud|how (?:good|well|much))\b", re.IGNORECASE)
"""Praise that was never said is owed too, and is said better than an apology for it."""
_ASKING = re.compile(r"[,.;]?\s*\b(?:and |but |so )?(?:how|what) (?:do|can|should|could|would|to)\b.*$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:today|yesterday|this morning|last week|last night|so|and|ok(?:ay)?|hi|well),? (?=I\b)", re.IGNORECASE)
_BECAUSE_OF_ME = re.compile(r"^(?!I\b|we\b|it\b|they\b|this\b)\S.*?,? (?:because|since|as) (?P<mistake>I .*)$", re.IGNORECASE)
_EXCUSE = re.compile(r",? (?:because|since|as|when|after|although|though)\b.*$")
_SHARED = re.compile(r"\bmy ((?:[\w-]+ ){0,4}?[\w-]+) with you\b")
_PROMISED = re.compile(r"^(I promised) you (?=to\b)")
_BROKEN = re.compile(r"^(?:, )?(?:and|but) I (?:then )?(?:forgot|didn't|did not|never|haven't|have not)\b")
_OF_PEOPLE = frozenset("invite call tell ask include inform warn thank answer credit mention meet promised owed".split())
"""What is done to people only: a capitalised word behind it is a name."""
_APART = frozenset("and or but of for to with in on at".split())
_TOWARDS = frozenset({"to", "before", "from", "for", "with"})
_SOMEBODY = "Sam"

_THEM = People(person=_SOMEBODY, names=(_SOMEBODY,))
_THEY = frozenset(word for series in SERIES.values() for word in series)


class Owed(Value):
    """The sentence, and whether it touched them by itself, or only by what came after it."""

    text: str
    is_direct: bool


def find_owed(text: str, people: People) -> Owed | None:
    """The sentence, with `you` for the one whom it touched; None where that could be two people, or nobody who is named."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        told = _LEAD.sub("", _ASKING.sub("", sentence.strip())).rstrip(" .!?")
        told = f"I{told[1:]}" if told.startswith("i ") else told
        because = _BECAUSE_OF_ME.match(told)
        if because and _MISTAKE.match(because["mistake"]) and (said := _what_it_did(told, people)):
            return said
        if (_MISTAKE.match(told) or _LEFT_UNDONE.match(told)) and not _PRAISE.search(told):
            told = _EXCUSE.sub("", told)
            said = _said_to_them(_one_named(tokens(told), people), people)
            at_them, found = _AT_THEM.subn(rf"\1 {_SOMEBODY}", told)
            return said if said or not found else _said_to_them(_one_named(tokens(at_them), _THEM), _THEM)
    return None


def _what_it_did(told: str, people: People) -> Owed | None:
    """`the driver came back with the wrong pallets because I wrote the wrong number`, as it is said to the driver."""
    parts = _one_named(tokens(told), people)
    said = turned(parts, _THEM.model_copy(update={"pronoun": people.pronoun})) if parts and parts[0] == _SOMEBODY else None
    return Owed(text=said[0].upper() + said[1:], is_direct=True) if said and len(said.split()) <= MAX_WORDS else None


def _said_to_them(parts: list[str] | None, people: People) -> Owed | None:
    if parts is None or "'" in parts:
        return None
    them = People(person=_SOMEBODY, names=(_SOMEBODY,), pronoun=people.pronoun)
    end = clause_end(parts, 1, them)
    touched = set(parts[:end]) & {_SOMEBODY, f"{_SOMEBODY}'s"} or {part.lower() for part in parts[:end]} & _THEY
    is_hit = parts[end : end + 1] == ["and"] and parts[end + 1 : end + 2] == [_SOMEBODY]
    if _BROKEN.match(" ".join(parts[end:])) or (is_hit and not touched):
        end = clause_end(parts, end + 2, them)
    said = turned(parts[:end], them)
    if said is None or not re.search(r"\byour?\b", said) or len(said.split()) > MAX_WORDS:
        return None
    said = _SHARED.sub(r"our \1", said).replace("back up you", "back you up")
    return Owed(text=_PROMISED.sub(r"\1 ", said[0].upper() + said[1:]), is_direct=bool(touched) and said.startswith("I "))


def _one_named(parts: list[str], people: People) -> list[str] | None:
    """The words with one name for the other, whether they were named or called by a role; None where there are two of them."""
    spoken: list[str] = []
    found: set[str] = set()
    for at, part in enumerate(parts):
        bare, ending = (part[:-2], "'s") if part.endswith("'s") else (part, "")
        is_called = at > 1 and parts[at - 1] in _OF_PEOPLE and part[:1].isupper() and bare not in (*NOT_PEOPLE, "I")
        is_hours = bare.lower() in ("shift", "class") and parts[at - 1].lower() in ("my", "his", "her", "their")
        is_called_so = is_role(bare) or (bare.lower() in GROUPS and not is_hours)
        is_person = bare in people.names or is_called or (is_called_so and not _is_beside(parts[:at], bare, found))
        if not is_person:
            spoken.append(part)
            continue
        while spoken and spoken[-1].lower() not in DETERMINERS and _is_before_a_role(spoken):
            spoken.pop()
        if spoken and spoken[-1].lower() in DETERMINERS:
            spoken.pop()
        found.add(bare)
        spoken.append(f"{_SOMEBODY}{ending}")
    pronouns = {word.lower() for word in parts} & _THEY
    return spoken if len(found) == 1 or (not found and pronouns and people.pronoun) else None


def _is_beside(before: list[str], called: str, found: Collection[str]) -> bool:
    """`in the report`, and where somebody was named, `to the whole team`: a document, or others who only saw it."""
    low = [word.lower() for word in before]
    article = next((at for at in range(len(low) - 1, max(len(low) - 4, -1), -1) if low[at] in DETERMINERS), 0)
    is_document = called == "report" and low[article] != "my"
    is_seen_by = low[article - 1] in _TOWARDS or low[article - 2 : article] == ["front", "of"]
    return is_document or (bool(found) and is_seen_by)


def _is_before_a_role(spoken: list[str]) -> bool:
    """`our youngest apprentice`, `the night nurse`: what stands between the article and the role belongs to it."""
    back = next((at for at in range(1, 4) if len(spoken) > at and spoken[-at - 1].lower() in DETERMINERS), None)
    return back is not None and not any(is_form(word, "VBD") or word.lower() in _APART for word in spoken[-back:])
