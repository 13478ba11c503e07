"""Who a situation is about: names, roles and the pronouns that stand for them."""

import re
from functools import lru_cache

from assistant.domain import Value
from assistant.reading.grammar import is_form, tokens, verb_lemma

ROLES = frozenset(
    """colleague teammate coworker co-worker report lead manager boss junior intern engineer developer dev designer analyst nurse
    teacher apprentice trainee mentee student assistant newcomer hire starter joiner chef cook tester programmer person friend
    someone somebody supervisor director head cto ceo vp maintainer reviewer rep driver operator volunteer tutor associate
    paralegal clerk waiter waitress barista technician consultant accountant doctor resident surgeon member architect scientist
    researcher writer editor buddy peer salesperson recruiter coordinator guy lady woman man kid graduate grad foreman
    shift-lead sous-chef contractor partner lawyer mechanic librarian scrum-master owner pm qa admin specialist cashier guard
    pharmacist physio porter baker barber bricklayer electrician plumber carpenter gardener cleaner janitor receptionist
    secretary bookkeeper dispatcher steward midwife paramedic dentist trainer lecturer photographer journalist welder machinist
    ranger housekeeper concierge bartender dishwasher translator interpreter tailor buyer surveyor notary caretaker counterpart deputy successor predecessor candidate freelancer
    salesman saleswoman seller agent planner controller auditor treasurer trustee chairman chairwoman mentor coach referee
    player dancer singer musician actor actress conductor producer painter roofer plasterer butcher florist hairdresser stylist
    farmhand farmer fireman firefighter officer captain leader guide dean pilot stewardess chaplain pastor priest carer caregiver caseworker worker
    storeman packer picker courier postman toolmaker toolsetter nanny au-pair organiser moderator
    mate tech technologist captain skipper bosun sailor deckhand shepherd herdsman milker grower mason scaffolder glazier joiner operative
    registrar orderly radiographer phlebotomist anaesthetist headteacher postdoc professor scholar vet zookeeper
    hostess deskmate classmate therapist psychologist optician lifeguard usher bellboy valet chambermaid seamstress curator""".split()
)
TITLES = frozenset("Mr Mrs Ms Miss Dr Prof Professor Sister".split())
GROUPS = frozenset("team crew shift squad department staff brigade gang class choir committee orchestra household".split())
"""Several who did something together."""
_SHARED = ("co-", "ex-", "vice-", "sub-")
"""What may stand before a role: co-teacher, ex-manager."""
SENIOR = frozenset({"boss", "manager", "director", "supervisor", "ceo", "cto", "vp", "head", "owner"})
SERIES: dict[str, tuple[str, str, str, str]] = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "her", "herself"),
    "they": ("they", "them", "their", "themselves"),
}
_THEIR_OWN: dict[str, tuple[str, ...]] = {"he": (), "she": ("hers",), "they": ("theirs",)}
"""What stands for something of theirs; `his` is in its series already."""
NOT_PEOPLE = frozenset(
    """I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Slack Jira Zoom Teams Excel Python Java Kubernetes Docker Git Github GitHub Gitlab GitLab Linux
    Windows English German French Spanish Chinese Hindi SQL API PR CI QA HR IT CEO CTO CFO VP PM UX UI AWS Azure Google
    Microsoft React Figma Salesforce SAP Christmas Easter OK Q1 Q2 Q3 Q4 Europe Asia Berlin London Paris Lisbon Bangalore India
    Germany Poland America US UK EU Rust Go Terraform Postgres Redis Kafka Confluence Notion Outlook Word PowerPoint Scrum Agile
    Kanban Sprint TypeScript JavaScript DevOps SRE Prod Production Eng Ops Ms Mr Mrs Miss Dr Prof Professor""".split()
)
_BEFORE_A_PERSON = frozenset(
    """with to for from tell thank ask encourage praise introduce compliment congratulate help support and colleague teammate lead
    report boss manager intern junior engineer developer designer nurse named called like by mentor coworker credit give gave
    told asked thanked saw watched hear heard let because that when while if after meet connect between of support coach trainee
    friend student where how what helped supported encouraged taught showed backed defended trained coached mentored covered
    ms mr mrs miss dr prof professor sister manage manages managed invited praised mocked interrupted ignored blamed""".split()
)

_AT_A_PERSON = frozenset("shout yell scream snap bark swear roar laugh smile sneer jeer".split())
"""`shouted at Jo`, where `worked at Siemens` is no person."""


def is_role(word: str) -> bool:
    """Whether a word names somebody by what they do, alone or as one of several."""
    low = word.lower()
    bare = next((low.removeprefix(shared) for shared in _SHARED if low.startswith(shared)), low)
    return bool({low, bare, low.removesuffix("s"), bare.removesuffix("s")} & ROLES)


_ACTING = frozenset({"is", "was", "has", "had", "didn't", "who", "keeps", "wants", "just"})
_HABITUAL = frozenset({"never", "always", "wouldn't", "couldn't", "doesn't"})
"""What stands behind a name, beside verbs."""


class People(Value):
    """Who is who: the person the words are for, a second person, and how the text speaks of the first."""

    person: str | None = None
    other: str | None = None
    names: tuple[str, ...] = ()
    pronoun: str | None = None
    """`he`, `she` or `they`: the only series that can stand for the person, or None where it is unclear."""


@lru_cache(maxsize=32)
def find_people(text: str, given: str | None) -> People:
    """Read the names and pronouns of a text."""
    names = _names(text, _ACTING | _HABITUAL)
    target = _target(text, names)
    person = given or target or (names[0] if names else None)
    others = [name for name in names if name != person]
    return People(person=person, other=others[0] if others else None, names=tuple(names), pronoun=_pronoun(text, names))


def full_names(text: str, people: People) -> tuple[str, ...]:
    """Every name that was read, and the capitalised words before it that belong to it: `David` of `David Okafor`."""
    before = [match[1] for name in people.names for match in re.finditer(rf"([^\W\d_a-z][^\W\d_]+) {re.escape(name)}\b", text)]
    return tuple(dict.fromkeys((*people.names, *(word for word in before if not is_common(word) and word not in NOT_PEOPLE))))


def addressed(text: str, name: str) -> str:
    """How one speaks to whoever has this name: with the title that was told, by the first name where there are two."""
    before = re.search(rf"\b([^\W\d_a-z][^\W\d_]*) {re.escape(name)}(?!\w)", text)
    if before is None:
        return name
    if before[1] in TITLES:
        return before[0]
    is_first_name = not is_common(before[1]) and before[1] not in NOT_PEOPLE and before[1].lower() not in GROUPS
    return before[1] if is_first_name else name


def plain_names(text: str) -> list[str]:
    """The names by which the vectors of our knowledge were made: fewer, so that they stay those of its texts."""
    return _names(text, _ACTING)


def _names(text: str, acting: frozenset[str]) -> list[str]:
    found: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        parts = tokens(sentence)
        for index, word in enumerate(parts):
            if _is_name(parts, index, acting) and word.removesuffix("'s") not in found:
                found.append(word.removesuffix("'s"))
    return found


def _is_name(parts: list[str], index: int, acting: frozenset[str]) -> bool:
    word = parts[index].removesuffix("'s")
    if (
        not (word[:1].isupper() and re.fullmatch(r"(?:[DO]'(?=[A-Z]))?[^\W\d_]+[a-zà-ÿ][^\W\d_]*(?:-[^\W\d_]+)?", word))
        or word in NOT_PEOPLE
    ):
        return False
    before = parts[index - 1].lower() if index else ""
    after = parts[index + 1].lower() if index + 1 < len(parts) else ""
    acts = is_form(after, "VBD") or is_form(after, "VBZ") or after in acting
    if index == 0 or before in (".", "!", "?", ":", '"'):
        return (acts or _is_one_of_two(parts, index)) and (
            not is_common(word) or (word in NAMES_THAT_ARE_WORDS and _is_done(parts, index + 1))
        )
    if before in _BEFORE_A_PERSON or parts[index].endswith("'s"):
        return True
    if before in ("want", "like", "need", "expect") and after == "to":
        return True
    if before == "at" and index > 1 and verb_lemma(parts[index - 2].lower()) in _AT_A_PERSON:
        return True
    return acts or (before in (",", "(") and not is_common(word))


def _is_done(parts: list[str], at: int) -> bool:
    """A past verb, or what is kept up: `Will keeps interrupting me`."""
    following = parts[at + 1] if at + 1 < len(parts) else ""
    return is_form(parts[at].lower(), "VBD") or (parts[at] == "keeps" and is_form(following, "VBG"))


def _is_one_of_two(parts: list[str], index: int) -> bool:
    """`Jo and I`, `Jo and Kim`: the first of two."""
    following = parts[index + 2 : index + 3]
    if parts[index + 1 : index + 2] != ["and"] or not following or not following[0][0].isupper():
        return False
    return following[0] == "I" or not (is_common(following[0]) or following[0] in NOT_PEOPLE)


def is_common(word: str) -> bool:
    """Whether a word is mostly no name, though it may have a capital."""
    low = word.lower()
    return verb_lemma(low) is not None or low in ROLES or low in _OPENERS


_OPENERS = frozenset(
    """he she they it we you the a an my our your his her their this that these those there here yesterday today everyone nobody
    someone somebody who what when where why how which if as in on at after before during while since for from with without and
    but or so then also people customers clients management team one two three first last next new senior junior some any no not
    yes whom whose every each all both either neither once now later still maybe perhaps client customer colleague three four five
    six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred half several many few most another other such
    nothing everything anything always never just even only please thanks sorry hello hi hey well""".split()
)
NAMES_THAT_ARE_WORDS = frozenset(
    """Grace Will Mark Bill Hope Joy Rose Faith Jack Pat Rob Sue Drew Chase Grant Dean Frank Art Ray Dawn Eve Iris Ivy Lily Olive
    Pearl Ruby Amber Jade Summer Autumn Holly Heather Daisy Violet Miles Wade Pierce Skip Chip Buck Christian Angel Cliff Brook
    River Sky Melody Mercy Patience Charity Victor Rich Nick Dale Reed Tanner Carter Mason Cooper Hunter Parker Porter Taylor Bishop
    Ward Lance Max Sunny Sandy Rocky Dusty Misty Penny Ginger Basil Sage Herb Carol Glen Gene Jean""".split()
)
"""Names that are words too: at the head of a sentence they are a name where a past verb follows."""


_WISH = r"\b(?:encourage|thank|praise|tell|ask|support|compliment|congratulate|cheer up|talk to|say to|feedback to|introduce|help|mentor|coach|credit|reassure|appreciate|acknowledge|recognise|recognize|comfort)\s+"
_FOR_ONE = re.compile(
    rf"{_WISH}(him|her)(?=$|[.,;:!?\n]| (?:for|about|that|how|after|when|because|to|and|without|in|on|this|before|now|today|again)\b)"
)
"""`tell her boss` is not told to her."""
_MAY_WISH = re.compile(_WISH)
"""Whether to look for a target at all: with a name in it, that takes an expression of its own, which is slow to make."""


def _target(text: str, names: list[str]) -> str | None:
    if not names or not _MAY_WISH.search(text):
        return None
    for name in names:
        if re.search(rf"{_WISH}(?:\w+\s+){{0,3}}?{re.escape(name)}\b", text):
            return name
    return None


def _pronoun(text: str, names: list[str]) -> str | None:
    low = {w.lower() for w in tokens(text)}
    gendered = [s for s in ("he", "she") if low & {*SERIES[s], *_THEIR_OWN[s]}]
    if len(gendered) == 1:
        return gendered[0]
    if gendered:  # `how do I encourage her` tells which of two it is about
        meant = {"he" if found[1] == "him" else "she" for found in _FOR_ONE.finditer(text)}
        return meant.pop() if len(meant) == 1 else None
    plural = re.search(
        r"\b(clients?|customers?|teams?|users|people|others|colleagues|stakeholders|parents|patients|reviewers|they all|both)\b",
        text,
        re.IGNORECASE,
    )
    things = re.search(
        r"\b(?:the|these|those|all|our|my) (?:\w+ )?\w+(?<![suia])s (?:and|so|because|which|until|before|after|when|while|once|if|but) they\b",
        text,
        re.IGNORECASE,
    )
    several = any(is_role(word) and word.lower() not in ROLES for word in tokens(text))
    is_of_several = plural or things or several
    return "they" if not is_of_several and len(names) <= 1 and low & {*SERIES["they"], *_THEIR_OWN["they"]} else None
