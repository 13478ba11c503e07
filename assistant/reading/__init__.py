"""A situation's words -> what they tell us: typed slot fillings, the speaker's relation, the practice wished for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.domain import Practice, Relation, Situation, Tenor, Value
from assistant.reading.acts import Act, find_act, find_change, find_story
from assistant.reading.asked import find_asked, find_asked_about
from assistant.reading.confided import find_confided
from assistant.reading.credit import is_given_to_the_speaker, is_taken_from_the_speaker
from assistant.reading.criticised import find_criticised
from assistant.reading.declined import find_declined
from assistant.reading.introduced import find_introduced, is_of_others, is_of_strangers
from assistant.reading.moments import find_event, find_occasion, find_topic, find_when, is_event_ahead
from assistant.reading.names import find_placed
from assistant.reading.owed import find_owed
from assistant.reading.people import People, addressed, find_people
from assistant.reading.praised import find_praised
from assistant.reading.sought import find_sought
from assistant.reading.speaking import speaks_for
from assistant.reading.spelling import spelled
from assistant.reading.verbs import KINDNESS
from assistant.reading.wish import find_relation, find_wish
from assistant.wording import quotations

_APPOSED = re.compile(
    r"\b((?:(?:Mrs?|Miss|Ms|Dr|Prof|Sister) )?[A-Z]\w+(?:-[A-Z]\w+)?), ((?:our|my|the) (?:[a-z-]+ ){0,2}[a-z-]+), (?=[a-z])"
)
_IN_BRACKETS = re.compile(r"\b(?:(?:[Ss]he|[Hh]e|[Tt]hey)|((?:[Oo]ur|[Mm]y|[Tt]he) (?:[a-z-]+ ){0,2}[a-z-]+)) \(((?:[A-Z][\w-]+ ?){1,3})\)")
"""`my manager (Ms Haddad)`, `she (Dr Lund)`."""
_ROLE_IN_BRACKETS = re.compile(
    r"\b((?:(?:Mrs?|Miss|Ms|Dr|Prof|Sister) )?[A-Z][\w-]+) \(((?:[Oo]ur|[Mm]y|[Tt]he) (?:[a-z-]+ ){0,2}[a-z-]+)\)"
)
"""`Thomas (our caretaker)`."""
_NAMED_AFTER = re.compile(r"\b((?:[Oo]ur|[Mm]y|[Tt]he) (?:[a-z-]+ ){0,2}[a-z-]+), ([A-Z]\w+(?:-[A-Z]\w+)?), (?=[a-z])")
"""`the new one, Ibrahim, cleaned it`."""
_ASIDE = re.compile(
    r"\b([A-Z]\w+|(?:[Oo]ur|[Mm]y|[Tt]he) (?:[a-z-]+ ){0,2}[a-z-]+), who (?:(?:only|just|has|had) )?(?:started|joined|came|is|was|works|sits|lives)\b[^,.!?]{0,60}, (?=[a-z])"
)
"""`Ahmed, who started last week, fixed it`: what is told beside it."""
_TITLE = re.compile(r"\b(Mrs?|Ms|Dr|Prof)\. (?=[^\W\d_a-z])")
"""Its stop would end the sentence before the name."""
_OF_THE_BEST = re.compile(
    r"\bwithout (?:being|having been) (?:asked|told|prompted|reminded)\b|\bwithout anybody asking\b|\bunasked\b|"
    r"^(?:wrote|made|built|cooked|baked|drew|gave|designed|prepared|delivered|ran|led|presented|explained|told|painted|sang|played|taught|held|brewed)\b.*"
    r"\b(?:(?:the|your) best|brilliant\w*|excellent\w*|wonderful\w*|beautiful\w*|perfect|perfectly|superb\w*)\b"
)
"""What is good in so many words, or was done unasked."""
_BEGINS = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
_TO_ME = re.compile(r"\b(I|me|my|mine)\b")


class Reading(Value):
    """What a situation tells us; a slot that is not in `told` was not told."""

    told: Mapping[str, str]
    occasion: str | None = None
    is_fault: bool = False
    """The act told is one to mend, so that no praise is built on it."""
    is_plainly_amiss: bool = False
    """The act's own words say that it is one to mend, whatever it sounds like."""
    is_spoken_for: bool = False
    """The words of the moment speak by themselves for something done well."""
    is_blamed: bool = False
    """Something bad is told as what came of the act."""
    mended: str | None = None
    """What they did to set it right themselves: praise may be built on that."""
    relation: Relation | None = None
    wish: Practice | None = None
    tenor: Tenor | None = None
    asked: str | None = None
    """A question that the speaker wants to put to them, as it is put."""
    asked_about: str | None = None
    """What the speaker wants to learn from them, where no question was told."""
    praised: str | None = None
    """What the speaker found good about their work, as it is said to them."""
    criticised: str | None = None
    """What the speaker finds amiss about how they work, as it is said to them."""
    quoted: str | None = None
    """What somebody wrote or said, word for word, where that is what is amiss."""
    declined: str | None = None
    """A step up that they turned down by themselves, as words that read after `you`."""
    owed: str | None = None
    """What the speaker, or nobody, did for them, as it is said to them: they are owed a word for it."""
    is_taken_from_the_speaker: bool = False
    """They gave work as their own that is the speaker's."""
    is_of_two: bool = False
    """Two others are to meet, so that nobody is introduced to the speaker."""
    confided: str | None = None
    """What they told the speaker of themselves afterwards, as it is said back to them."""
    sought: str | None = None
    """Who is looked for, to be introduced to them, as words that read after `somebody`."""


def _told_before(situation: Situation, people: People) -> Act | None:
    """The act of the first turn, where what was told later makes it unclear who is who: whoever a later turn begins with did it."""
    text = spelled(situation.text)
    later = next((found[0].lower() for fact in reversed(situation.facts) if (found := _BEGINS.match(fact))), None)
    return (find_act(text, people.model_copy(update={"pronoun": later})) if later else None) or find_act(
        text, find_people(text, situation.person)
    )


@lru_cache(maxsize=32)  # an answer for which nothing new is found is composed again
def read(situation: Situation, tenor: Tenor | None = None) -> Reading:
    """Read a situation; what is not plainly said is left out, never guessed.

    A `tenor` of something amiss makes an act one to mend whose own words do not say so.
    """
    told = spelled(situation.told.removesuffix(situation.person or "\0").rstrip() if situation.person else situation.told)
    told = _IN_BRACKETS.sub(_unbracketed, re.sub(r"(?<=\w) & (?=[A-Z])", " and ", _TITLE.sub(r"\1 ", told)))
    told = _ROLE_IN_BRACKETS.sub(r"\2 \1", told)
    text = _ASIDE.sub(r"\1 ", _NAMED_AFTER.sub(r"\1 \2 ", _APPOSED.sub(r"\2 \1 ", told)))
    people = find_people(text, situation.person)
    people = find_people(text, find_placed(text)) if people.person is None else people
    relation = situation.relation or find_relation(text)
    asked, sought, owed = find_asked(text, people), find_sought(text, people), find_owed(text, people)
    asked_about = None if asked else find_asked_about(text, people)
    is_to_meet = sought is not None or is_of_strangers(text)
    meant = Practice.QUESTION if asked or asked_about else Practice.INTRODUCTION if is_to_meet else None
    wish = situation.practice or meant or find_wish(situation.text)
    introduced = find_introduced(text) if wish is Practice.INTRODUCTION and not sought else None
    act = find_act(text.replace(asked.sentence, "") if asked else text, people)
    act = act or (_told_before(situation, people) if situation.facts else None)
    confided = find_confided(situation.facts, people)
    if confided and act and act.is_fault:
        act = find_act(text.replace(confided.sentence, ""), people)  # what they own up to is not held against them
    if act and relation is Relation.SELF and not _TO_ME.search(act.text):
        act = None  # somebody else's, beside a trouble of one's own
    if wish not in (None, Practice.QUESTION) or (act and owed and not owed.is_direct):
        owed = None
    act = None if owed else act
    is_kind_to_me = act is not None and not act.is_fault and bool(KINDNESS.match(act.text) or is_given_to_the_speaker(act.text))
    relation = find_relation(text) if is_kind_to_me and relation is Relation.SELF else relation  # no trouble of one's own
    tenor = Tenor.WELL if act and (is_kind_to_me or (not act.is_fault and _OF_THE_BEST.search(act.text))) else tenor
    tenor = act.upshot if act and act.upshot else tenor
    is_deed_to_mend = act is not None and act.is_fault and not (act.is_open and tenor is Tenor.WELL)
    sounds_well = tenor is Tenor.WELL and not is_deed_to_mend  # what was done says more than how it sounds
    is_fault = is_deed_to_mend or (act is not None and tenor is Tenor.AMISS)
    is_ahead = act is None and wish in (Practice.ENCOURAGEMENT, Practice.FEEDBACK) and is_event_ahead(text)
    criticised, declined = find_criticised(text, people), find_declined(text, people)
    relation = None if declined and relation is Relation.SELF else relation
    found = {
        "person": (people.person if situation.person else addressed(text, people.person))
        if people.person
        else (sought.person if sought else None),
        "other_person": addressed(text, people.other) if people.other else None,
        "act": act.text if act else None,
        "effect": act.effect if act else None,
        "change": find_change(text, people),
        "story": find_story(text),
        "event": None if is_ahead else find_event(text),
        "when": find_when(text),
        "topic": find_topic(text, people),
    }
    if act and act.is_of_two:
        found |= {"person": f"{found['person']} and {found['other_person']}", "other_person": None}
    if introduced and (situation.person is None or situation.person in introduced.person):
        found |= {"person": introduced.person, "other_person": introduced.other, "reason": introduced.reason}
        found["topic"] = introduced.topic or found["topic"]
    return Reading(
        told={name: value for name, value in found.items() if value},
        occasion=None if is_ahead else find_occasion(text),
        is_fault=is_fault,
        is_plainly_amiss=act is not None and act.is_fault and not act.is_open,
        is_spoken_for=speaks_for(text) > 0,
        is_blamed=act is not None and act.upshot is Tenor.AMISS,
        mended=act.mended if act and is_fault else None,
        relation=relation,
        wish=wish,
        tenor=tenor if sounds_well or tenor is not Tenor.WELL else None,
        asked=asked.question if asked else None,
        asked_about=asked_about,
        praised=find_praised(text),
        criticised=criticised,
        quoted=next(iter(quotations(text)), None) if criticised else None,
        declined=declined,
        owed=owed.text if owed else None,
        confided=confided.said if confided else None,
        sought=sought.who if sought else None,
        is_of_two=introduced is not None or (wish is Practice.INTRODUCTION and sought is None and is_of_others(text)),
        is_taken_from_the_speaker=act is not None and is_taken_from_the_speaker(act.text, text),
    )


def _unbracketed(found: re.Match[str]) -> str:
    """The name behind the role, or in the place of the pronoun."""
    return f"{found[1]} {found[2]}" if found[1] else found[2]
