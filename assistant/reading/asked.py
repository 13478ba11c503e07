"""A question that somebody wants to put to the person, as it is put to them: `how he chooses the wood` -> `How do you choose the wood?`."""

import re

from assistant.domain import Value
from assistant.reading.clauses import DETERMINERS, turned
from assistant.reading.faults import FAULT
from assistant.reading.grammar import inflect, is_form, join, tokens
from assistant.reading.people import GROUPS, SERIES, People, is_role

MAX_WORDS = 18
_EFFORT = re.compile(r"^what (?:i|we) (?:(?:need|have) to|should|must|can|could) do to (?P<goal>[^.,;:!?]+)", re.IGNORECASE)
_MAY_ASK = frozenset("to i we should can could may please and by about me just simply".split())
"""What may stand before `ask`, so that it is the speaker who asks."""
_QUESTION_WORDS = frozenset({"how", "what", "which", "where", "when", "who", "why"})
_HELPERS = frozenset({"would", "could", "can", "will", "might"})
_BEING = {"is": "are", "are": "are", "was": "were", "were": "were"}
_PARTICLES = frozenset("down up back off on out in at to from most best about the a so and with".split())
_ORDERS = frozenset({"should", "must", "shall", "ought", "may"})
_OURSELVES = {"i": "I", "we": "we"}
_OWN_BEING = {"am": "am", "are": "are", "was": "was", "were": "were"}
_HAVING = {"has": "have", "have": "have", "had": "had"}
_ADVERBS = frozenset({"always", "usually", "still", "ever", "first"})
_ENDS = frozenset({",", ".", "!", "?", ";", ":", "(", ")", '"', "–", "—", "because", "but", "and"})
_PURPOSES = (["so", "that"], ["so", "i"], ["so", "we"])
_OF_MOOD = frozenset({"feel", "cope", "hold", "sleep"})
"""How somebody is wants more care than what they know: the cards have words for that."""
_DONE = frozenset({"it", "that", "this", "the", "a", "all"})


_ABOUT = re.compile(
    r"\b(?:[Ww]hat (?:can|could|should|do) I ask|(?:want|would like|'d like|love) to ask) (?P<who>(?:[\w'-]+ ){1,6}?)about "
    r"(?P<what>(?:(?:the|our|a|an) )?[a-z][\w-]+(?: (?:of |for |in |on |at |the |our )*[\w-]+){0,4})(?=$|[.?!,])"
)
_KNOWING = re.compile(
    r"\b(?P<who>[A-Z]\w+|[a-z-]+) knows (?:(?:everything|a lot|so much|all|much|lots|plenty|a great deal|more|the most)(?: (?:there is|that is|than \w+))? )about "
    r"(?P<what>(?:(?:the|our|a|an) )?[a-z][\w-]+(?: (?:of |for |in |on |at |the |our )*[\w-]+){0,4}?)(?=$|[.?!,]| and (?:i|I|what)\b)"
)
_TO_BE_ASKED = re.compile(
    r"\b(?:[Ww]hat (?:can|could|should|do) I ask|[Ii](?:'d like| want| would like|'d love) to (?:ask|learn from)) (?:him|her|them)\b"
)
"""`Ana knows everything about the old system, what could I ask her`."""
_NO_ONE = re.compile(r"\b(?:questions?|favou?r|thing|few|couple)\b")
_OF_THEM = re.compile(
    r"\b(?:his|her|their|him|them|it|this|that|me|my|you|how|what|why|who|when|leaving|mood|health|family|pay|salary|money|raise|promotion)\b"
)


class Asked(Value):
    """What is asked, and the sentence that told it."""

    question: str
    sentence: str


def find_asked(text: str, people: People) -> Asked | None:
    """The question put to the person, where it can be turned for sure; one that holds a reproach or asks for a mood is left out."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        parts = tokens(sentence)
        low = [part.lower() for part in parts]
        for at, word in enumerate(low):
            if word not in ("ask", "asking") or (at and low[at - 1] not in _MAY_ASK):
                continue
            opens = next((i for i in range(at + 2, min(at + 9, len(low))) if low[i] in _QUESTION_WORDS), None)
            if opens and any(_is_somebody(part, people) for part in parts[at + 1 : opens]) and (question := _direct(parts[opens:], people)):
                return Asked(question=question, sentence=sentence)
    return None


def find_asked_about(text: str, people: People) -> str | None:
    """What the speaker wants to ask somebody about, as words that read after `about`; what touches somebody is left to the cards."""
    for found in _ABOUT.finditer(text):
        who = found["who"].split()
        is_somebody = who[0] in people.names or who[0].lower() in ("him", "her", "them", *DETERMINERS)
        if is_somebody and not (_NO_ONE.search(found["who"]) or _OF_THEM.search(found["what"]) or FAULT.search(found["what"])):
            return found["what"]
    knows = _KNOWING.search(text) if _TO_BE_ASKED.search(text) else None
    if knows and _is_somebody(knows["who"], people) and not (_OF_THEM.search(knows["what"]) or FAULT.search(knows["what"])):
        return knows["what"]
    return None


def _is_somebody(word: str, people: People) -> bool:
    return word in people.names or word.lower() in ("him", "her", "them") or is_role(word) or word.lower() in GROUPS


def _direct(parts: list[str], people: People) -> str | None:
    """`how he chooses the wood` as it is put to him; None where that is not certain."""
    if effort := _EFFORT.match(join(parts)):
        return f"What would it take to {effort['goal']}?"
    low = [part.lower() for part in parts]
    subject = next((i for i in range(1, min(7, len(low))) if low[i] in SERIES or low[i] in _OURSELVES), len(low))
    end = next((i for i in range(min(subject + 1, len(low)), len(low)) if low[i] in _ENDS or low[i : i + 2] in _PURPOSES), len(low))
    verb = subject + 1 + (low[subject + 1 : subject + 2] != [] and low[subject + 1] in _ADVERBS)
    if subject == len(low):
        return _of_a_thing(parts, people)
    if verb >= end or low[verb] in _ORDERS:
        return None
    own = _OURSELVES.get(low[subject])
    if not own and ((people.pronoun or "they") != low[subject] or FAULT.search(" ".join(low[verb:end]))):
        return None
    opening = _opening(low[0], low[1:subject], low[verb:end], own or "you", is_one=low[subject] in ("he", "she"))
    them = people if own else people.model_copy(update={"pronoun": low[subject]})
    rest = turned(parts[verb + 1 : end], them) if opening else None
    if opening is None or rest is None:
        return None
    at = next(at for at, word in enumerate(opening) if word in (own or "you", "us")) + 1
    question = f"{join([*opening[:at], *low[subject + 1 : verb], *opening[at:], *rest.split()])}?"
    return question[0].upper() + question[1:] if len(question.split()) <= MAX_WORDS else None


def _of_a_thing(parts: list[str], people: People) -> str | None:
    """`what slows them down` as `What slows you down?`; None where it is not told to whom it is done."""
    end = next((at for at, part in enumerate(parts) if part.lower() in _ENDS), len(parts))
    low = [part.lower() for part in parts[:end]]
    _, them, their, _ = SERIES[people.pronoun or "they"]
    is_verb = len(low) > 2 and (is_form(low[1], "VBZ") or is_form(low[1], "VBD"))
    if low[0] not in ("what", "who") or not is_verb or them not in low or FAULT.search(" ".join(low)):
        return None
    said = list(parts[:end])
    for at, (word, following) in enumerate(zip(low, [*low[1:], ""], strict=True)):
        if word in (them, their):
            said[at] = "you" if word == them and (them != their or _is_behind(following)) else "your"
    question = f"{join(said)}?"
    return question[0].upper() + question[1:] if len(said) <= MAX_WORDS else None


def _is_behind(word: str) -> bool:
    """What may stand behind somebody: nothing more, a particle, or another verb."""
    return not word or word in _PARTICLES or is_form(word, "VB") or is_form(word, "VBG")


def _opening(asked: str, more: list[str], clause: list[str], who: str, *, is_one: bool) -> list[str] | None:
    """The words up to the verb: `how do you choose`, `what would you`, and `what makes you stack` for a why."""
    verb, following = clause[0], clause[1] if len(clause) > 1 else ""
    being = _BEING if who == "you" else _OWN_BEING
    moved = verb if verb in _HELPERS else _HAVING.get(verb) if is_form(following, "VBN") else being.get(verb) if asked != "how" else None
    if moved:
        return None if asked == "why" else [asked, *more, moved, who]
    base = inflect(verb, "VB")
    is_mood = asked == "how" and (base in _OF_MOOD or (base == "do" and following not in _DONE))
    is_past = is_form(verb, "VBD") and (is_one or base != verb)
    is_present = is_form(verb, "VBZ") if is_one else base == verb and not is_form(verb, "VBD")
    if is_mood or base == "be" or not (is_past or is_present):
        return None
    if asked == "why":
        return ["what", "made" if is_past else "makes", "us" if who == "we" else who, base] if who != "I" and verb != "never" else None
    return [asked, *more, "did" if is_past else "do", who, base]
