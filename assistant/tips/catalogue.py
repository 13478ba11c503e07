"""knowledge/tips.yaml and the cards -> every text that a weekly tip can be."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from assistant.checks import faults
from assistant.domain import Fault, MicroAction, Practice, Relation, Situation, Value
from assistant.errors import BadGuidance
from assistant.guidance import Card, Guidance, Pattern
from assistant.ports import Brief, Draft
from assistant.slots import fill
from assistant.tips.values import SAMPLE_WEEKDAY, Role, Text, with_weekday
from assistant.wording import slots_in

FILE = "tips.yaml"
MAX_OPEN: Mapping[Practice, int] = {
    Practice.ENCOURAGEMENT: 2,
    Practice.QUESTION: 1,
    Practice.FEEDBACK: 3,
    Practice.INSIGHT: 2,
    Practice.INTRODUCTION: 3,
}
"""Slots that words may leave open where nobody told anything: more, and they read as a form to fill in."""
MAX_BRACKETS = 4  # an introduction names each of the two about twice


class Theme(Value):
    """What a month is about."""

    id: str
    title: str


class Opening(Value):
    """What a tip says around a card's words: when to look for such a moment, and what to do then."""

    card: str
    practice: Practice
    subject: str = Field(max_length=60)
    moment: str
    do: str
    themes: tuple[str, ...] = Field(min_length=1)
    role: tuple[Role, ...] = tuple(Role)
    as_: Relation | None = Field(default=None, alias="as")
    skip: tuple[str, ...] = Field(default=(), description="How the card's words begin which do not fit this opening.")

    @property
    def id(self) -> str:
        """A card and a practice: what a tip is about."""
        return f"{self.card}/{self.practice}"


class Catalogue(Value):
    """All that weekly tips are made from."""

    themes: Mapping[int, Theme]
    texts: Mapping[str, tuple[Text, ...]] = Field(description="What a tip is about -> its texts, in the card's order.")
    version: str

    def theme(self, month: int) -> Theme:
        """The theme of a month."""
        return self.themes[month]


def read_catalogue(folder: Path, guidance: Guidance) -> Catalogue:
    """Read every text that a tip can be; one that does not read well without facts is left out.

    Raises:
        BadGuidance: The file breaks its form, or names what is not there.

    """
    path = folder / FILE
    raw = path.read_bytes()
    fields = yaml.safe_load(raw)
    try:
        themes = {int(month): Theme.model_validate(theme) for month, theme in fields["themes"].items()}
        openings = [Opening.model_validate(opening) for opening in fields["tips"]]
    except (ValidationError, KeyError, TypeError) as error:
        raise BadGuidance(f"{path}: {_first_fault(error)}") from error
    if set(themes) != set(range(1, 13)):
        raise BadGuidance(f"{path}: themes: give one for each month, 1 to 12")
    known = {theme.id for theme in themes.values()}
    for opening in openings:
        _hold_to(opening, guidance, known, path)
    texts = {opening.id: tuple(_texts(opening, guidance)) for opening in openings}
    if bare := [opening for opening, several in texts.items() if not several]:
        raise BadGuidance(f"{path}: {bare[0]}: no words of the card read well without facts; take this opening out")
    said = "".join(text.digest for several in texts.values() for text in several)
    return Catalogue(themes=themes, texts=texts, version=hashlib.sha256(raw + said.encode()).hexdigest()[:12])


def text_faults(text: Text, guidance: Guidance) -> tuple[Fault, ...]:
    """The gates that a text fails: those of every answer, with its theme in place of a situation."""
    return faults(draft_of(text), brief_of(text, guidance))


def draft_of(text: Text) -> Draft:
    """A text as the checks see it."""
    action = MicroAction(
        practice=text.practice, say=text.say, do=with_weekday(text.do, SAMPLE_WEEKDAY), slots=text.slots, reflect=text.reflect
    )
    return Draft(action=action, why=text.why, sources=text.sources)


def brief_of(text: Text, guidance: Guidance) -> Brief:
    """What a text is held against: where no situation is told, its opening and its card's title."""
    theme = f"{text.subject}. {text.moment} {guidance.cards[text.card].title}"
    return Brief(situation=Situation(text=theme), passages=(guidance.passage(text.card),))


def _hold_to(opening: Opening, guidance: Guidance, themes: set[str], path: Path) -> None:
    card = guidance.cards.get(opening.card)
    if card is None:
        raise BadGuidance(f"{path}: {opening.card}: there is no such card")
    if opening.practice not in card.say:
        raise BadGuidance(f"{path}: {opening.id}: the card has no words for this practice")
    if unknown := set(opening.themes) - themes:
        raise BadGuidance(f"{path}: {opening.id}: no month has the theme {min(unknown)!r}")
    if idle := [start for start in opening.skip if not any(p.text.startswith(start) for p in card.say[opening.practice])]:
        raise BadGuidance(f"{path}: {opening.id}: skip: no words of the card begin with {idle[0]!r}")


def _texts(opening: Opening, guidance: Guidance) -> Iterator[Text]:
    card = guidance.cards[opening.card]
    for pattern in card.say[opening.practice]:
        roles = _roles(opening, card, pattern)
        if (
            roles
            and not any(pattern.text.startswith(start) for start in opening.skip)
            and (text := _text(opening, card, pattern, roles, guidance))
        ):
            yield text


def _roles(opening: Opening, card: Card, pattern: Pattern) -> tuple[Role, ...]:
    """The readers who could say these words: in their own role, or in the one that the opening puts them in."""
    if opening.as_:
        return opening.role if not pattern.relations or opening.as_ in pattern.relations else ()
    return tuple(
        role for role in opening.role if (not pattern.relations or Relation(role) in pattern.relations) and Relation(role) in card.relations
    )


def _text(opening: Opening, card: Card, pattern: Pattern, roles: tuple[Role, ...], guidance: Guidance) -> Text | None:
    said = fill(pattern.text, {}, card.hints, card.occasion)
    if len(said.slots) > MAX_OPEN[opening.practice] or len(slots_in(said.text)) > MAX_BRACKETS:
        return None
    made_from = f"{opening.id}\0{pattern.text}"
    return Text(
        id=hashlib.sha256(made_from.encode()).hexdigest()[:16],
        card=card.id,
        practice=opening.practice,
        roles=roles,
        themes=opening.themes,
        subject=opening.subject,
        moment=opening.moment,
        do=opening.do,
        say=said.text,
        slots=said.slots,
        why=card.why,
        reflect=card.reflect,
        sources=guidance.sources(card.id),
        evidence=card.evidence,
    )


def _first_fault(error: ValidationError | KeyError | TypeError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']} ({first['input']!r})"
    return f"{error} is missing, or not in its form"
