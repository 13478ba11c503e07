"""When and around what a moment was: the event, its kind, the time, the subject."""

import re
from functools import lru_cache

from assistant.reading.people import People

_EVENT_NOUNS = """call meeting demo review presentation pitch retro retrospective standup stand-up interview workshop incident outage release
    launch negotiation talk training shift lesson class inspection audit handover rehearsal hearing briefing sprint lecture
    conference session one-to-one one-on-one 1:1 deployment deploy migration event service ward-round exam exams viva match concert
    premiere ceremony competition tournament inventory stocktake""".split()
_NOUN = "|".join(re.escape(n) for n in sorted(_EVENT_NOUNS, key=len, reverse=True))
_KINDS = "client|customer|sales|planning|team|board|design|code|budget|project|sprint|product|status|safety|parent|staff|town|all-hands|security|kick-?off|weekly|monday|friday|morning|night|first|steering|architecture|roadmap|quarterly|exec|leadership|vendor|supplier|press|final"
_MOODS = "rough|tough|hard|difficult|bad|big|disastrous|terrible|awful|brutal|long|tense|heated|great|good|nasty|important|recent|short|quick|painful|horrible|harsh|stressful|painful"
_EVENT = re.compile(
    rf"\b(?P<det>a|an|the|our|this|that|my|yesterday's|today's|last week's|her|his|their)\s+(?:(?:{_MOODS})\s+)?(?P<kind>(?:(?:{_KINDS})\s+){{0,2}})(?P<noun>{_NOUN})\b(?!\s+(?:lead|leader|manager|room|notes|comments?|script|code|team|plan|center|centre|system|tool(?:ing|s)?|report|process|template|channel|calendar|invite|link|recording|slides|deck|agenda|minutes|budget|sheet|form|page|docs?|document)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\b(?:{_MOODS}|{_KINDS}) (?P<noun>{_NOUN})\b(?! (?:notes|room|team|lead|agenda))", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(yesterday(?: (?:morning|afternoon|evening))?|this (?:morning|afternoon|evening|week)|last (?:night|week|month|monday|tuesday|wednesday|thursday|friday)|"
    r"earlier today|earlier this week|on (?:monday|tuesday|wednesday|thursday|friday)(?: (?:morning|afternoon))?|two days ago|a week ago)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:about|stuck on|stuck with|working on|works on|struggl\w+ with|help(?:ed|s)? (?:me |us )?with|wants? to learn|learn(?:ing)?(?: about)?|interested in|knows? (?:a lot )?about) "
    r"(?P<noun>(?:(?:the|our|a|an|her|his|their|this|that) )?(?:[a-z][\w-]* ){0,3}[A-Za-z][\w-]+)",
)
_A_PIECE = re.compile(r"\b(?:poem|haiku|limerick|song|rap|joke|riddle|story|essay)s? $", re.IGNORECASE)
"""What is about something that nobody at work has to do with."""
_AT_WORK_ON = re.compile(r"stuck|work|struggl|help")
_TOPIC_END = frozenset(
    """and or but so because when while who which that to in on at with for from by of after before if how what she he they we i it
    is was are were has have will would could can since than as without into during our the this next last yesterday today
    tomorrow again now too""".split()
)
_NO_TOPIC = frozenset(
    """it this that them him her us me you someone somebody something anything everything nothing being having going doing staying
    getting feedback help advice mentoring there here three two four five half years hello intro person whom work job team
    every each all any both many everyone people himself herself myself themselves themself a an the how what her his their years weeks months hours days
    minutes while long time introducing""".split()
)


@lru_cache(maxsize=8)
def _event(text: str) -> re.Match[str] | None:
    """The event is asked for three times: for its name, its kind, and whether it is ahead."""
    return _EVENT.search(text)


def find_event(text: str) -> str | None:
    """The event as a noun phrase that reads after `in`, `after` or `about`; the mood words are left out."""
    found = _event(text)
    if found is None:
        return None
    determiner = found["det"].lower()
    spoken = {"a": "the", "an": "the", "her": "your", "his": "your", "their": "your", "that": "that", "this": "the"}.get(
        determiner, determiner
    )
    return f"{spoken} {found['kind']}{found['noun']}".replace("  ", " ").lower().replace("1:1", "one-to-one")


def is_event_ahead(text: str) -> bool:
    """Whether the event that is told of is still to come: `before the inspection`."""
    found = _event(text)
    return found is not None and bool(
        re.search(r"\b(?:before|until|ahead of|prepar\w+ for|ready for) $", text[: found.start()], re.IGNORECASE)
    )


def find_occasion(text: str) -> str | None:
    """The kind of event alone: `call`, `demo`, `meeting`."""
    found = _event(text) or _BARE.search(text)
    return found["noun"].lower().replace("1:1", "one-to-one") if found else None


def find_when(text: str) -> str | None:
    """When it was, if said."""
    found = _WHEN.search(text)
    if found is None:
        return None
    when = found.group().lower()
    return re.sub(r"\b(monday|tuesday|wednesday|thursday|friday)\b", lambda m: m.group().capitalize(), when)


def find_topic(text: str, people: People) -> str | None:
    """The subject, as a noun phrase that reads after `about` or `with`."""
    for found in _TOPIC.finditer(text):
        if _A_PIECE.search(text[: found.start()]):
            continue
        parts = found["noun"].split()
        kept: list[str] = []
        for index, word in enumerate(parts):
            if word.lower() in _TOPIC_END and not (index == 0 and word.lower() in ("our", "the", "this")):
                break
            kept.append(word)
        noun = " ".join(kept)
        kept = kept[1:] if kept[:1] == ["about"] else kept
        bare = [w for w in kept if w.lower() not in ("the", "our", "a", "an", "her", "his", "their", "this", "that")]
        if not bare or bare[0].lower() in _NO_TOPIC or bare[0].endswith("ing") or set(bare) & set(people.names):
            continue
        if _AT_WORK_ON.match(found[0]):
            noun = re.sub(r"^an? (?=\w)", "that ", noun)  # to the one who is stuck on it, `a bug` is that bug
        return re.sub(r"^(her|his|their)\b", "your", noun, flags=re.IGNORECASE)
    return None
