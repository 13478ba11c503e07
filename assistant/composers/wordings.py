"""The words of one card for what was told, best first: most of it in them, least left open, and nothing said twice."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.composers.changing import fitting
from assistant.composers.made import made_of
from assistant.composers.suiting import UNTOLD, asks_of_faults
from assistant.domain import Practice, Relation
from assistant.guidance import Card, Pattern
from assistant.ports import Brief
from assistant.reading import Reading
from assistant.reading.neutral import neutral
from assistant.slots import Said, fill, places
from assistant.wording import sentences

OCCASION = 0.25  # what it pays to name the occasion that was told
_MENDING = re.compile(
    r"(owned|admitted|apologi[sz]ed|said|told|reported|fixed|corrected|restored|rolled back|cleaned|called|warned|stopped|repaired|stayed|kept)\b"
)
_HABIT = re.compile(r"\b(every|each|always|often|constantly|all the time)\b")
"""What is done again and again was not done in one meeting."""


_OF_NEEDS = re.compile(
    r"\b(?:make|easier|help|room|works? for you|how (?:are|is) the|suits?|need|want)\b(?!.*\b(?:number|nought|ten)\b)", re.IGNORECASE
)
_AFTER_ANYTHING = "What would help with that?"
_UNTOLD_EFFECT = re.compile(r", and it \{effect\}|(?<=\{act\})\. It \{effect\}(?=\.)")
"""What praise can do without, where what they did was told."""


def wordings(card: Card, practice: Practice, brief: Brief, reading: Reading) -> Iterator[Said]:
    """The words made of what was told, where this is the card for them, and then the card's own."""
    made = made_of(reading)
    if made and (made.card, made.practice) == (card.id, practice):
        seed = neutral(brief.situation.told)
        for ways in (made.wanted(brief.wanted), made.others(brief.wanted)):
            yield from sorted(ways, key=lambda said: ("quoted" not in said.filled, _draw(seed, said.text)))
        if made.is_all or brief.wanted.tone or brief.wanted.shorter_than is not None:
            return  # a change keeps what was told
    if asks_of_faults(card, practice, reading):
        named = [said for said in _patterns(card, Practice.FEEDBACK, brief, reading) if "act" in said.filled]
        yield from sorted(named, key=lambda said: len(said.slots))
    if practice in card.say:
        yield from _patterns(card, practice, brief, reading)


def _patterns(card: Card, practice: Practice, brief: Brief, reading: Reading) -> Iterator[Said]:
    """The card's patterns, best first: most of what was told in them, least left open."""
    told = _fitting(reading, card, practice, is_fault=reading.is_fault or brief.wanted.is_to_mend)
    occasion = reading.occasion or card.occasion
    seed = neutral(brief.situation.told)  # so that another name gets the same words
    patterns = fitting(card, practice, _sayable(card, practice, reading), brief.wanted)
    if brief.wanted.tone and practice is Practice.ENCOURAGEMENT and "act" in told and "effect" not in told:
        patterns = [pattern.model_copy(update={"text": _UNTOLD_EFFECT.sub("", pattern.text)}) for pattern in patterns]
    rendered = [(pattern, fill(pattern.text, _once(told, pattern.text), card.hints, occasion)) for pattern in patterns]
    worth = -OCCASION if card.is_general and not reading.occasion else OCCASION
    ranked = sorted(rendered, key=lambda pair: (_cost(pair[0], pair[1], told, occasion, worth), _draw(seed, pair[0].text)))
    if reading.confided and practice is Practice.QUESTION and _may_lead(brief, reading):
        yield from (_led(reading.confided, said.text) for _, said in ranked if _may_follow(said))
        yield _led(reading.confided, _AFTER_ANYTHING)
    yield from (_pointing_back(said, occasion) for _, said in ranked)


def _may_lead(brief: Brief, reading: Reading) -> bool:
    """What they said of it themselves may stand before a question where nothing else that they did is asked about."""
    return "act" not in reading.told and reading.relation is not Relation.SELF and brief.wanted.shorter_than is None


def _may_follow(said: Said) -> bool:
    """One question about what they need, which is whole by itself: any other would sound as if nobody had listened."""
    return not said.slots and len(sentences(said.text)) == 1 and bool(_OF_NEEDS.search(said.text))


def _led(confided: str, question: str) -> Said:
    return Said(text=f"{confided}. {question}", slots=(), filled=("confided",))


def _sayable(card: Card, practice: Practice, reading: Reading) -> Sequence[Pattern]:
    """The patterns that suit the speaker; for one's own trouble those written for it, where there are any."""
    if reading.relation is Relation.SELF and (own := card.own_say.get(practice)):
        return own
    return [p for p in card.say[practice] if not p.relations or (reading.relation or UNTOLD) in p.relations]


def _once(told: Mapping[str, str], pattern: str) -> Mapping[str, str]:
    """Leave the event out of the act where the pattern names it: `at the demo you talked`, not `... in the demo` again."""
    event, act = told.get("event"), told.get("act")
    if not (event and act and {"event", "occasion"} & set(places(pattern))):
        return told
    noun = event.partition(" ")[2] or event
    if noun not in act:
        return told
    twice = rf"\s+(?:in|at|during|on|after) (?:(?:an?|the|this|that|our|my|your) )?{re.escape(noun)}\b"
    return {**told, "act": re.sub(twice, "", act)}


def _pointing_back(said: Said, occasion: str | None) -> Said:
    """`On that deadline you missed the deadline` as one says it: `you missed it`."""
    if not occasion or said.text.lower().count(occasion) < 2:
        return said
    named = re.escape(occasion)
    text = re.sub(
        rf"(\b{named}\b.*?)(?<! in)(?<! on)(?<! of)(?<! for)(?<! to)(?<! at)(?<! without) (?:an?|the|this|that|our|my|your) {named}(?=[,.:]| again| twice| for the)",
        r"\1 it",
        said.text,
        count=1,
    )
    return said.model_copy(update={"text": text})


def _fitting(reading: Reading, card: Card, practice: Practice, *, is_fault: bool) -> Mapping[str, str]:
    """What was told and may be said here: no praise is built on an act that is one to mend."""
    told = dict(reading.told)
    mends = practice is Practice.FEEDBACK or (practice is Practice.QUESTION and Practice.FEEDBACK in card.practices)
    is_pointed = is_fault and practice is not Practice.FEEDBACK  # in a question it would be a reproach in disguise
    is_unfit = is_pointed or is_fault != mends or (card.is_of_mistakes and not reading.mended and not _MENDING.match(told.get("act", "")))
    if "act" in told and is_unfit:
        told.pop("act")
        told.pop("effect", None)
        if is_fault and practice is Practice.ENCOURAGEMENT:
            # the one named did harm, so these words are for somebody else
            told.pop("person", None)
            if reading.mended:
                told["act"] = reading.mended
    if reading.relation is Relation.SELF and practice is not Practice.FEEDBACK:
        told.pop("act", None)
    return told


def _cost(pattern: Pattern, said: Said, told: Mapping[str, str], occasion: str | None, worth: float) -> float:
    """Open slots cost, told facts pay; an occasion is worth something, one that fits any moment less than nothing; nothing is said twice."""
    facts = sum(1.0 for name in said.filled if name in ("act", "effect", "change", "story", "reason"))
    names = sum(0.5 for name in said.filled if name in ("topic", "event", "person", "other_person", "when"))
    settles = worth if occasion and "occasion" in places(pattern.text) else 0.0
    twice = sum(1.0 for name in ("topic", "event") if name in said.filled and said.text.lower().count(told[name].lower()) > 1)
    if occasion and "occasion" in places(pattern.text) and said.text.lower().count(occasion) > pattern.text.count("{occasion}"):
        twice += 1.0
    if {"event", "occasion"} & {slot.name for slot in said.slots} and _HABIT.search(told.get("act", "")):
        twice += 1.5
    return len(said.slots) - 1.5 * facts - names - settles + twice


def _draw(seed: str, text: str) -> str:
    """Order equals by the situation, so that others get other words and the same gets the same."""
    return hashlib.sha256(f"{seed}\0{text}".encode("utf-8", "replace")).hexdigest()
