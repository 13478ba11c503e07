"""Names that were typed in small letters: `tom rewrote the guide` is about Tom."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from assistant.reading.grammar import is_form, verb_lemma
from assistant.reading.people import GROUPS, NAMES_THAT_ARE_WORDS, NOT_PEOPLE, ROLES, is_common
from assistant.wording import is_small

FIRST_NAMES = Path(__file__).with_name("names.txt")
"""First names of many languages that are no words of English, written down by us."""
_WORDS_TOO = frozenset(name.lower() for name in NAMES_THAT_ARE_WORDS) | frozenset(
    "bob mike don ed al jan jay robin rosie harry jimmy chuck mia bella bea bo li yu fang ting".split()
)
"""Names that are words too: in small letters they are a name only where nothing but a person can stand."""
_MOSTLY_WORDS = frozenset({"hope", "joy", "faith"})
"""Of these, at the head of a sentence it is the word that is meant: `hope helped me`."""
_MOSTLY_NAMES = frozenset(
    """jan rob bob al pat sue don jack nick dale ray ed bea bo li yu fang ting robin jay rosie jimmy harry chuck jean carol reed kit wade drew dean lily
    iris holly heather daisy taylor parker carter sunny cliff mia bella victor christian angel mike""".split()
)
"""Of these, at the head of a sentence and before any past verb it is the name."""
_OFTEN_NAMES = frozenset({"mark", "grace", "bill", "max", "frank", "will", "hope", "joy", "faith"})
_TITLED = re.compile(r"\b(mrs|mr|ms|dr|prof)\b(\.? (?:dr\b\.? )?)([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_NURSE = re.compile(r"(?<!my )(?<!his )(?<!her )(?<!our )(?<!their )(?<!a )\bsister ([A-Z][^\W\d_]+)")
"""`sister Agnes` of a ward; `my sister Agnes` is no title."""
_SURNAME = re.compile(r"\b([^\W\d_a-z][^\W\d_]+) ([^\W\d_]{3,}(?:-[^\W\d_]+)?)(?= ([^\W\d_]+(?:['’][^\W\d_]+)?))")
_HEADING = re.compile(r"(?:^|(?<=[.!?\n])\s*)([^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)(?=,? [a-z])")
_PLACED = re.compile(
    r"\b(?P<name>[^\W\d_a-z][^\W\d_]+) (?:from|in|at|of|on) (?:(?:the|our|my) )?(?:[^\W\d_]+ ){1,2}?(?P<verb>(?!(?:the|a|an|my|our|his|her|their)\b)[a-z]+)\b"
)
_NO_SURNAME = re.compile(
    r"^(?:already|often|almost|perhaps|nevertheless|together|soon|later|again|alone|never|always|too|apart)$|(?:ly|wards?|stairs|fore|more|side|where|times?|self|selves|day|ing)$"
)
_WORD = re.compile(r"(?<![\w'’./@#-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w/@]|\.\w)")
_BEFORE = re.compile(
    rf"(?:^|[.!?\n]\s*|\b(?:my|our|the|a|an|his|her|their)\s+(?:[a-z-]+\s+){{0,2}}?(?P<role>(?:{'|'.join(map(re.escape, sorted(ROLES)))}))\s+)$",
    re.IGNORECASE,
)
"""The head of a sentence, or a role: `our new lead mbali`."""
_TURNED_TO = re.compile(r"\b(?:thank|thanked|tell|told|encourage|praise|compliment|congratulate|introduce|named|called)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)")
_PARTS = frozenset("jean marie ann mei lin ling ho jun hee won min seo ji yi xin mai chi karl lu su al el luc hans".split())
"""What is part of a name with a hyphen, and mostly no name alone."""
_OF_NO_ONE = frozenset(
    """landlord mum mom dad mother father wife husband hubby dude bloke chap newbie rookie temp union council bank court tribunal church clinic
    hospital hotel school parliament payroll helpdesk frontdesk procurement headquarters alone nobody chief minister mayor""".split()
)
"""Who is spoken of without a name, and without an article in haste."""
_BESIDE = re.compile(r"([^\W\d_]+)(?: (?:from|in|at|of) [^\W\d_]+)? (?:and|&|to|with) $")
"""`lena from hr and bo`: behind another name."""
_TOLD_OF = frozenset("for that about how to".split())
_STATES = frozenset("is was has had hasn't isn't wasn't and".split())
_MANNERS = frozenset({"keeps", "always", "never"})
_DEEDS = frozenset(
    """say tell ask help stay rewrite write offer apologise apologize explain shout yell interrupt forget volunteer cover thank promise admit
    notice spend teach fix repair clean organise organize prepare finish review document mentor train translate type cook drive lie cry
    laugh smile mock ignore complain reorganise reorganize redesign tidy sort swap defend coach comfort praise insult present bring take give
    talk listen blame answer reply""".split()
)
"""What only people do, so that who did it is somebody."""
_DEEDS_OF_THINGS = frozenset("bring take give cover present lie type clean fix sort explain notice show".split())
"""Of these a program or a machine may be the subject as well."""
_LIKE_WORDS = re.compile(
    r"(?:ee|ry|smith|er|or|ist|ian|ant|ent|ion|ible|able|ly|ing|ed|s|al|ic|ive|ous|ful|less|ward|where|side|time|ship|ness|ity|ism|age|ance|ence|ure|body|one|man|woman|people|ware|stairs|site)$"
)
"""The ends of English words that no list of ours may hold: of a role, an adverb, a thing."""


def named(text: str) -> str:
    """Write names with a capital; a word that may be anything else stays as it was typed."""
    text = _WORD.sub(lambda found: _capital(found[0]) if found[0].islower() and _is_name(found, text) else found[0], text)
    return _SURNAME.sub(_with_surname, _NURSE.sub(r"Sister \1", _TITLED.sub(_with_title, text)))


def find_placed(text: str) -> str | None:
    """Who opens a sentence, or is told of with their place before the verb: `so Lena from HR took all the notes`."""
    heading = _HEADING.finditer(text)
    if (first := next((found[1] for found in heading if _is_listed(found[1])), None)) is not None:
        return first
    for found in _PLACED.finditer(text):
        if _is_listed(found["name"]) and is_form(found["verb"].lower(), "VBD"):
            return found["name"]
    return None


def _with_title(found: re.Match[str]) -> str:
    """`mr. lindqvist` as `Mr. Lindqvist`."""
    title, between, name = found.groups()
    is_word = is_common(name) or name.lower() in _OF_NO_ONE or is_small(name)
    return found[0] if is_word else f"{title.capitalize()}{between.replace('dr', 'Dr')}{_capital(name)}"


def _with_surname(found: re.Match[str]) -> str:
    """`Tom becker rewrote`: a word of no list of ours, between a first name and what was done."""
    first, last, after = found.groups()
    is_known = (
        is_common(last)
        or last in GROUPS | _OF_NO_ONE
        or last in _not_people()
        or last in _STATES | _MANNERS
        or is_small(last)
        or bool(_NO_SURNAME.search(last))
    )
    is_surname = last.islower() and _is_listed(first) and not is_known and is_form(after.lower(), "VBD")
    return f"{first} {_capital(last)}" if is_surname else found[0]


def _is_name(found: re.Match[str], text: str) -> bool:
    word = found[0]
    if _is_listed(word):
        return True
    is_a_word = word in _WORDS_TOO
    if not is_a_word and not _may_be_unknown(word):
        return False
    before, following = text[max(0, found.start() - 60) : found.start()], _AFTER.match(text, found.end())
    after = following["word"].replace("’", "'").lower() if following else ""
    if is_a_word and _TURNED_TO.search(before):
        return after in _TOLD_OF or following is None
    if is_a_word and _is_beside_a_name(word, before):
        return True
    place = _BEFORE.search(before)
    if place is None or (word in _MOSTLY_WORDS and not place["role"]):
        return False
    rest = text[following.end() :] if following else ""
    return (bool(place["role"]) and is_a_word and _follows_a_role(word, after)) or _does(word, after, rest, is_a_word=is_a_word)


def _is_beside_a_name(word: str, before: str) -> bool:
    beside = _BESIDE.search(before) if word in _MOSTLY_NAMES | _OFTEN_NAMES - {"will"} else None
    return beside is not None and _is_listed(beside[1])


def _follows_a_role(word: str, after: str) -> bool:
    """`my colleague mark fixed it`, `our lead jan is ill`."""
    return _is_past_only(after) or (word in _MOSTLY_NAMES | _OFTEN_NAMES and after in _STATES)


def _does(word: str, after: str, rest: str, *, is_a_word: bool) -> bool:
    """Whether the words behind it tell of what only somebody does."""
    if after in _MANNERS:
        return _is_habit(after, rest)
    return _is_deed_of_a_person(after, is_sure=word in _MOSTLY_NAMES, is_a_word=is_a_word)


def _is_habit(how: str, rest: str) -> bool:
    """`will keeps interrupting me`, `mbali never answers`, where hope keeps one going."""
    following = _AFTER.match(rest)
    verb = following["word"].lower() if following else ""
    return verb_lemma(verb) in _DEEDS and is_form(verb, "VBG" if how == "keeps" else "VBZ")


def _is_deed_of_a_person(verb: str, *, is_sure: bool, is_a_word: bool) -> bool:
    if not is_form(verb, "VBD") or (is_a_word and not _is_past_only(verb)):
        return False
    lemma = verb_lemma(verb)
    return is_sure or (lemma in _DEEDS and (is_a_word or lemma not in _DEEDS_OF_THINGS))


def _is_past_only(verb: str) -> bool:
    return is_form(verb, "VBD") and not is_form(verb, "VB")


@lru_cache(maxsize=256)
def _may_be_unknown(word: str) -> bool:
    """A word of no list of ours, and of no form that English words have."""
    is_known = is_common(word) or verb_lemma(word) is not None or word in GROUPS or word in _OF_NO_ONE or word in _not_people()
    return len(word) > 2 and not is_known and not _LIKE_WORDS.search(word) and not _is_a_slip(word)


def _is_a_slip(word: str) -> bool:
    """`colleage`, `enginer`: a role with a letter too few, too many or another."""
    return any(_differs_little(word, role) for role in (*ROLES, *GROUPS, "management", "everyone", "client", "customer"))


def _differs_little(word: str, role: str) -> bool:
    if len(role) < 5 or abs(len(word) - len(role)) > 2:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, role, strict=False)) if a != b), min(len(word), len(role)))
    end = next((at for at, (a, b) in enumerate(zip(word[::-1], role[::-1], strict=False)) if a != b), min(len(word), len(role)))
    return start + end >= min(len(word), len(role)) - 1


def _is_listed(word: str) -> bool:
    """Whether it is a first name of the list, with or without its accents, or is made of two."""
    low = word.lower()
    parts = low.split("-")
    return _bare(low) in _first_names() or (len(parts) > 1 and all(_bare(part) in _first_names() or part in _PARTS for part in parts))


def _bare(word: str) -> str:
    """The word without accents."""
    return word if word.isascii() else "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


@cache
def _first_names() -> frozenset[str]:
    return frozenset(map(_bare, FIRST_NAMES.read_text(encoding="utf-8").split()))


@cache
def _not_people() -> frozenset[str]:
    return frozenset(word.lower() for word in NOT_PEOPLE)
