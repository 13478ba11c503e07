"""What the person did and what came of it, as clauses that read after `you` and after `it`."""

import re
from collections.abc import Callable, Iterator

from assistant.domain import Tenor, Value
from assistant.reading.clauses import BREAKS, DETERMINERS, SUBJECTS, clause_end, turned
from assistant.reading.faults import FAULT, UNFAULTED, UNSEEN, is_amiss, is_surely_amiss
from assistant.reading.grammar import inflect, is_form, join, tokens
from assistant.reading.people import People, is_role
from assistant.reading.promised import broken_promise
from assistant.reading.upshot import as_effect, as_past, is_gain, is_harm, is_of_the_one, is_opened, split_behind, told_before
from assistant.reading.verbs import is_done_by_two, verbs_of_a_group, verbs_of_the_person

MAX_ACT_WORDS = 24
MAX_EFFECT_WORDS = 18
MIN_TOLD_WORDS = 3
_MENDED = re.compile(
    r"(?:\band|^but(?!.*\bthat\b)) (?:then |also |at least |(?:he|she|they) )*((?:reported|fixed|owned|apologi[sz]ed|told(?! nobody| no one)|admitted|caught|corrected|cleaned|repaired|called|warned|stopped|restored|rolled back)\b.*)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"[,.;]?\s*\b(and |but |so )?(how|what) (do|can|should|could|would|might|to) (i |we )?\b.*$|[,.;]?\s*\b(any (ideas|advice|tips)|please help)\b.*$",
    re.IGNORECASE,
)


_MAY_ASK = re.compile(r"(?:how|what) (?:do|can|should|could|would|might|to)|any (?:ideas|advice|tips)|please help", re.IGNORECASE)
"""What `_ASKING` cannot do without, by which most sentences are known to be told as a whole."""
_TAUGHT = re.compile(
    r"\b(?:teach\w*|taught|show\w*|explain\w*|learn\w*|demonstrat\w*|reminded|ask(?:s|ed|ing) (?:me|us|him|her|them|every\w+))(?: \S+){0,6}$"
)
"""Behind these, `how to` is what was taught, or what they asked, and asks nothing of us."""
_NO_STORY = frozenset(
    "saw noticed want wanted was had heard felt thought read put let set told asked got need needed said cut found should would could might".split()
)
"""Forms of the past after which no story of one's own begins: what was perceived or said, and what is only wished."""
_STRANDED = frozenset({"for", "to", "with", "about", "from", "of"})
_BETWEEN_THEM = ("disagreed", "fought", "quarrelled", "argued", "clashed", "met", "talked", "were", "fell", "competed")
"""What two do who are at odds, or only together: nothing that both would be praised for."""
_AHEAD = re.compile(
    r"\b(tomorrow|soon|this (summer|spring|autumn|winter|year|month)|next (week|month|year|time|quarter|spring|summer|autumn|winter|\w+day)|on (mon|tues|wednes|thurs|fri)day)\b",
    re.IGNORECASE,
)


_OTHERS_BEFORE_THEY = re.compile(
    r"\b(?:\w{3,}(?<![suia'])s|people|children|women|men)\b.*\b(?:they|them|their)\b", re.IGNORECASE | re.DOTALL
)
"""Several others, of whom a `they` behind them may speak."""
_GENDERED = frozenset("he she him her his hers himself herself".split())
_REPORTED = re.compile(
    r"(?:he|she|they|(?:the|my|our) [a-z]+) (?:said|says|told me|wrote)(?: that)? (?P<rest>(?:it|that|this) \w+ed? [^.!?]*)", re.IGNORECASE
)
_IN_THE_MIND = frozenset("understand know feel see hear think believe realise realize trust want like enjoy accept remember".split())


_OF_KIN = re.compile(r",? (?:until|when|while|before|after|because) [^,]*\b(?:mum|mom|mother|dad|father|wife|husband)s?\b.*$")
_NEW_ONE = re.compile(r"\bnew (?:guy|girl|man|woman)(s?)\b")
_TOLD_AS_RESULT = re.compile(r"(?:and )?(?:that's why|that is why|which is why|now)\b", re.IGNORECASE)
_TIMES = frozenset({"until", "when", "while", "before", "after", "because"})
_SPARES = re.compile(r"\b(?:didn't|don't|doesn't|never) (?:have|need) to\b")
_HAVE_TO = frozenset("have has need needs cannot must are is".split())
_JOINED = {"was": "were", "is": "are", "has": "have"}

_WISHES_THEM = re.compile(r"\b(?:want|wanted|like|need|wish|get|expect)\s.*?\sto\s+[a-z]", re.DOTALL)
"""Whether to look for a change at all: with the name in it, that takes an expression of its own, which is slow to make."""


class Act(Value):
    """What the person did, with what it changed where that was said."""

    text: str
    effect: str | None = None
    is_fault: bool = False
    is_open: bool = False
    """It may be no fault: that depends on how the moment sounds."""
    is_of_two: bool = False
    """The person did it with the other who is named beside them."""
    upshot: Tenor | None = None
    """Whether what is told as what came of it is good or bad."""
    mended: str | None = None
    """The part of an act to mend by which they set it right themselves."""


def find_act(text: str, people: People) -> Act | None:
    """The first act of the person that was plainly told, or of a group; one that cannot be turned to `you` safely is left out."""
    group = people.model_copy(update={"pronoun": people.pronoun or "they"})
    return _first_act(text, people, verbs_of_the_person) or _first_act(text, group, verbs_of_a_group)


def _first_act(text: str, people: People, verbs: Callable[[list[str], People], Iterator[tuple[int, str]]]) -> Act | None:
    sentences = [s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip()]
    for index, sentence in enumerate(sentences):
        parts = tokens(_told_part(sentence))
        if verbs is verbs_of_a_group and index and parts[0].lower() != "the":
            continue  # a group that is named later is not the one that it was about
        for start, verb in verbs(parts, people):
            end = clause_end(parts, start, people)
            end = _before_anothers(parts, start, split_behind(parts, start, end) if is_opened(parts, start) else end)
            if _is_to_come(parts, start, end) or people.person in [part.removesuffix("'s") for part in parts[start + 1 : end]]:
                continue
            if verbs is verbs_of_a_group and _OTHERS_BEFORE_THEY.search(" ".join(parts[start:end])):
                continue
            is_of_two = verbs is verbs_of_the_person and is_done_by_two(parts, start, people)
            if is_of_two and verb.startswith(_BETWEEN_THEM):
                continue  # what is between two is said to each alone
            spoken_to = people.model_copy(update={"pronoun": people.pronoun or "they"}) if is_of_two else people
            promised = broken_promise(parts, start)
            if promised:
                end = len(parts)
            said = promised or [verb, *_agreeing_too(_in_one_time(parts[start], verb, parts[start + 1 : end]))]
            act = turned(said, spoken_to)
            act = _of_the_deed(act) if act else None
            if act is None or _is_stranded(act.split()) or not 2 <= len(act.split()) <= MAX_ACT_WORDS:
                continue
            following = sentences[index + 1] if index + 1 < len(sentences) else ""
            before, behind = told_before(parts, start), _in_one_time(parts[start], verb, parts[end:])
            effect = (
                (None if is_of_the_one(before, parts[start - 1]) else as_effect(before))
                if before
                else _effect(behind, people, is_result=is_opened(parts, start)) or _effect_sentence(following, people)
            )
            rest = UNFAULTED.sub("", join(before or behind))
            harmed = is_harm(_SPARES.sub("", rest)) and not UNSEEN.search(rest) and (before is not None or effect is not None)
            is_fault = (is_amiss(act) or harmed) and not (before and is_gain(rest))
            is_good = bool((before and is_gain(rest)) or (effect and _SPARES.search(effect)))
            mended = (_MENDED.search(act) or _MENDED.match(rest)) if is_fault else None
            return Act(
                text=act,
                effect=None if UNSEEN.search(rest) else effect,
                is_fault=is_fault,
                upshot=Tenor.AMISS if is_fault and harmed else Tenor.WELL if is_good else None,
                is_open=not (harmed or is_surely_amiss(act)),
                mended=turned(tokens(mended[1]), spoken_to) if mended else None,
                is_of_two=is_of_two,
            )
    return None


def _before_anothers(parts: list[str], start: int, end: int) -> int:
    """`sat with the trainee until he understood it`: behind somebody else a pronoun may be theirs, so what it tells is left out."""
    other = next((at for at in range(start + 1, end) if is_role(parts[at])), end)
    is_theirs = (at for at in range(other + 1, end - 1) if parts[at].lower() in _TIMES and parts[at + 1].lower() in ("he", "she", "they"))
    return next(is_theirs, end)


def _of_the_deed(act: str) -> str:
    """Whose relative came, and whether the new one is a man, has no place in words about what was done."""
    return _NEW_ONE.sub(r"new colleague\1", _OF_KIN.sub("", act)).replace(" but not ", " and not ")


def _in_one_time(told: str, said: str, parts: list[str]) -> list[str]:
    """A habit that is said in the past has all of its clause there."""
    is_present = (is_form(told, "VBZ") and not is_form(told, "VBD")) or told.lower() in ("doesn't", "don't")
    return as_past(parts) if is_present and (said != inflect(told, "VB") or is_form(said, "VBD")) else parts


def _is_stranded(words: list[str]) -> bool:
    """`applied for`, of `the job that she applied for`: its object stands before it."""
    return len(words) < 4 and words[-1] in _STRANDED


def _is_to_come(parts: list[str], start: int, end: int) -> bool:
    """A present verb tells of a habit, unless it is asked for or has a date ahead."""
    if not is_form(parts[start], "VBZ") or is_form(parts[start], "VBD"):
        return False
    is_asked = parts[0].lower() in ("how", "what", "why", "should", "can", "when") or parts[-1] == "?"
    return is_asked or bool(_AHEAD.search(" ".join(parts[start:end])))


def _told_part(sentence: str) -> str:
    """The sentence without the question at its end; one that is a question as a whole stays."""
    asking = _ASKING.search(sentence) if _MAY_ASK.search(sentence) else None
    is_taught = asking is not None and asking[0].lstrip().startswith("how to") and bool(_TAUGHT.search(sentence[: asking.start()]))
    told = sentence[: asking.start()] if asking and not is_taught else sentence
    return told if len(told.split()) >= MIN_TOLD_WORDS else sentence


def find_change(text: str, people: People) -> str | None:
    """What the speaker would like instead, as a clause that reads after `could you`."""
    if not _WISHES_THEM.search(text):
        return None
    name = f"|{re.escape(people.person)}" if people.person else ""
    found = re.search(
        rf"(?<!n't )(?<!not )\b(?:want|wanted|like|need|wish|get|expect)\s+(?:him|her|them{name}|(?:the|my) (?P<who>\w+))\s+to\s+"
        r"(?P<rest>[a-z]+\b[^.!?;]*)",
        text,
    )
    if found is None or (found["who"] and not is_role(found["who"])):
        return None
    parts = tokens(_ASKING.sub("", found["rest"]))
    if parts[0] in _IN_THE_MIND or (not is_form(parts[0], "VB") and parts[0] != "be"):
        return None
    change = turned(parts[: clause_end(parts, 0, people)], people)
    return change if change and 2 <= len(change.split()) <= MAX_EFFECT_WORDS else None


def find_story(text: str) -> str | None:
    """The speaker's own story, as a past clause that reads after `I`."""
    for found in re.finditer(
        r"(?:^|[.!?,;:\n]|\b(?:and|when|because|that|how)\b)\s*I (?:once |also |even |have |had )?(?P<rest>[a-z]+ed|[a-z]+)\b(?P<more>[^.!?;]*)",
        text,
    ):
        verb = found["rest"]
        if is_form(verb, "VBD") and verb not in _NO_STORY:
            rest = tokens(_ASKING.sub("", found["more"]))
            end = clause_end([verb, *rest], 0, People())
            story = join([verb, *rest][:end])
            if re.search(r"\b(you|he|she|him|her|his|they|them|their)\b", story) or len(story.split()) < 3:
                return None
            return story if len(story.split()) <= MAX_ACT_WORDS else None
    return None


_ALL_OF_THEM = frozenset(
    "people everybody everyone customers clients patients guests visitors students pupils families parents readers".split()
)
"""Those whom a good act reached."""


def _effect(rest: list[str], people: People, *, is_result: bool) -> str | None:
    """What came of it: the clause after `so`, `which`, `that's why`, or another subject's."""
    while rest and rest[0] in (",", "—", "–", "-"):
        rest = rest[1:]
    if not rest or rest[0] in BREAKS or rest[0].lower() in ("but", "although", "though", "however", "because"):
        return None
    linked = rest[0].lower()
    is_now = linked == "so" and any(word in _HAVE_TO or word.endswith("n't") for word in rest[1:5])
    if is_result or is_now or _TOLD_AS_RESULT.match(join(rest[:5])):
        clause = rest[1:] if linked == "so" else rest
        return as_effect(as_past(clause[: clause_end(clause, 2, people)]))
    clause = rest[1:] if linked in ("and", "so", "which") else rest
    if linked == "so" and clause and clause[0].lower() == "that":
        clause = clause[1:]
    clause = clause[: clause_end(clause, 0, people)]
    if len(clause) < 2 or not any(is_form(w, "VBD") or w in ("was", "were", "had", "could", "didn't", "couldn't") for w in clause):
        return None
    if linked == "which" or clause[0].lower() in ("it", "that", "this"):
        return _after_it(clause if linked == "which" else clause[1:], people)
    if clause[0].lower() == "they" and (people.pronoun == "they" or clause[1].lower() in ("were", "are")):
        return None  # it may be the person, or the thing that was made
    if _is_of_another(clause):
        return None  # a pronoun in it may be theirs
    if linked not in ("so", "and") or (clause[0].lower().partition("'")[0] in ("i", "he", "she", people.person) and linked == "and"):
        return None
    return _after_it(["meant", _lowered(clause[0]), *clause[1:]], people)


def _is_of_another(clause: list[str]) -> bool:
    """`the lead put his own name on it`: a role opens it, and a pronoun comes behind."""
    role = next((at for at, word in enumerate(clause[:4]) if is_role(word)), None)
    return role is not None and bool(_GENDERED & {word.lower() for word in clause[role:]})


def _effect_sentence(sentence: str, people: People) -> str | None:
    """`It saved us two days.` as a sentence of its own, a fact that tells what others did, or what one of them said of it."""
    reported = _REPORTED.match(sentence)
    if reported and people.person:
        parts = tokens(reported["rest"])
        return join(parts[1 : clause_end(parts, 1, people)]) if is_form(parts[1], "VBD") and len(parts) > 2 else None
    parts = tokens(_ASKING.sub("", sentence))
    if len(parts) < 3:
        return None
    if parts[0].lower() in ("it", "that", "this") and is_form(parts[1], "VBD"):
        return _after_it(parts[1 : clause_end(parts, 1, people)], people)
    if parts[0].lower() in _ALL_OF_THEM and is_form(parts[1], "VBD") and not FAULT.search(sentence):
        return _after_it(["meant", parts[0].lower(), *parts[1 : clause_end(parts, 1, people)]], people)
    if parts[0].lower() in ("they", "we") and people.pronoun != "they" and is_form(parts[1], "VBD"):
        return _after_it(["meant", parts[0].lower(), *parts[1 : clause_end(parts, 1, people)]], people)
    return None


def _after_it(parts: list[str], people: People) -> str | None:
    effect = turned(parts, people)
    return effect if effect and 1 < len(effect.split()) <= MAX_EFFECT_WORDS and not effect.startswith(("was ", "were ")) else None


def _lowered(word: str) -> str:
    return word.lower() if word.lower() in SUBJECTS - {"i"} | DETERMINERS else word


def _agreeing_too(act: list[str]) -> list[str]:
    """A second verb of the person, after `and`, is one of `you` too."""
    return [_JOINED.get(word, word) if at > 0 and act[at - 1] in ("and", "but") else word for at, word in enumerate(act)]
