"""Cards and works of knowledge/ -> guidance; a fault names file and line."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from assistant.domain import Evidence, Passage, Practice, Relation, Risk, Source, Tone, Value
from assistant.errors import BadGuidance, NoSuchGuidance
from assistant.slots import HINTS, places
from assistant.wording import words

_FRONT_MATTER = re.compile(r"\A---\n(?P<meta>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Work(Value):
    """A published work that cards cite; `finding` holds every figure that may be quoted from it."""

    id: Id
    cite: str
    link: str = Field(pattern=r"^https://")
    evidence: Evidence
    finding: str
    limits: str

    @property
    def source(self) -> Source:
        """The work as the source of an answer."""
        return Source(id=self.id, title=self.cite, evidence=self.evidence, link=self.link)


class Pattern(Value):
    """Words to say, with typed slots; `relations` empty means that they suit any speaker."""

    text: str = Field(min_length=1)
    relations: tuple[Relation, ...] = ()


def _as_pattern(raw: object) -> object:
    return {"text": raw} if isinstance(raw, str) else raw


class Card(Value):
    """One authored file of guidance."""

    id: Id
    title: str
    practices: tuple[Practice, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = Field(min_length=1)
    evidence: Evidence
    works: tuple[Id, ...] = ()
    risk: Literal[Risk.GREEN, Risk.AMBER]
    reviewed: str = Field(pattern=r"^\d{4}-\d{2}$")
    licence: str
    is_general: bool = Field(default=False, description="It fits any act of its practice: the card to take when none is clearly nearer.")
    occasion: str | None = Field(
        default=None, pattern=r"^[a-z][a-z -]*$", description="What its moment is, by its nature; absent where only the person knows."
    )
    is_of_mistakes: bool = Field(
        default=False, description="Its `{act}` is how a mistake was set right, so the mistake itself is never put there."
    )
    is_of_success: bool = Field(
        default=False, description="Its words are for what turned out well, and would hurt where something did not."
    )
    hints: Mapping[str, str] = {}
    situations: tuple[str, ...] = Field(description="How people put a moment of somebody else's.")
    own_situations: tuple[str, ...] = Field(default=(), description="How they put a trouble of their own.")
    say: Mapping[Practice, tuple[Annotated[Pattern, BeforeValidator(_as_pattern)], ...]]
    tones: Mapping[Tone, str] = {}
    do: tuple[Annotated[Pattern, BeforeValidator(_as_pattern)], ...] = Field(min_length=1)
    avoid: tuple[str, ...] = Field(min_length=1)
    why: str
    reflect: str
    body: str
    path: str

    @cached_property
    def own_say(self) -> Mapping[Practice, tuple[Pattern, ...]]:
        """The words of it that are for one's own trouble; a practice that has none is left out."""
        own = {practice: tuple(p for p in patterns if Relation.SELF in p.relations) for practice, patterns in self.say.items()}
        return {practice: patterns for practice, patterns in own.items() if patterns}

    @cached_property
    def own_practice(self) -> Practice | None:
        """The first of its practices that has words for one's own trouble."""
        return next((practice for practice in self.practices if practice in self.own_say), None)

    @property
    def examples(self) -> tuple[str, ...]:
        """Every way in which people put it."""
        return self.situations + self.own_situations

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it, apart from what it says to avoid."""
        patterns = [pattern.text for several in (*self.say.values(), self.do) for pattern in several]
        whole = (self.title, self.why, self.reflect, self.body, self.occasion or "")
        return (*whole, *patterns, *self.examples, *self.tones.values(), *self.hints.values())

    @property
    def text(self) -> str:
        """What the card says, as retrieval and citation see it."""
        return f"{self.title}. {self.why} {self.body}"


class Guidance(Value):
    """All the guidance that we hold: cards with the works that they cite."""

    cards: Mapping[str, Card]
    works: Mapping[str, Work]

    @cached_property
    def evidence_text(self) -> Mapping[str, str]:
        """Card id -> its text with the findings of its works: where its figures may come from."""
        return {c.id: " ".join([c.text, *(self.works[w].finding for w in c.works)]) for c in self.cards.values()}

    @cached_property
    def _passages(self) -> Mapping[str, Passage]:
        """Each card as a passage; none counts a field as set, since a set of names would be the larger part of every copy."""
        values = {
            c.id: Passage(id=c.id, title=c.title, text=self.evidence_text[c.id], source=c.path, evidence=c.evidence)
            for c in self.cards.values()
        }
        return {name: Passage.model_construct(set(), **dict(value)) for name, value in values.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in our cards, with those of the ways in which people put their moments."""
        return frozenset(word for card in self.cards.values() for text in card.texts for word in words(text))

    def titled(self, title: str | None) -> Card | None:
        """The card of this title, by which an answer names it."""
        return next((card for card in self.cards.values() if card.title == title), None)

    def passage(self, card_id: str, score: float = 0.0) -> Passage:
        """Return a card as the passage that an answer can cite."""
        return self._passages[card_id].model_copy(update={"score": score})

    def sources(self, card_id: str) -> tuple[Source, ...]:
        """Return the card and the works behind it, the card first."""
        card = self.cards[card_id]
        itself = Source(id=card.id, title=card.title, section="why", evidence=card.evidence)
        return (itself, *(self.works[work].source for work in card.works))

    def find(self, id: str) -> Card | Work:
        """Return the card or work of this id.

        Raises:
            NoSuchGuidance: Nothing has it.

        """
        found: Card | Work | None = self.cards.get(id) or self.works.get(id)
        if found is None:
            raise NoSuchGuidance(f"no guidance has the id {id!r}; `smallacts guidance list` shows them all")
        return found


def read_guidance(folder: Path) -> Guidance:
    """Read every card and work below a knowledge folder.

    Raises:
        BadGuidance: A file breaks the form of a card; the message names file and line.

    """
    works = _read_works(folder / "works.yaml")
    cards: dict[str, Card] = {}
    for path in _card_files(folder):
        card = _read_card(path, folder)
        text = _text(path)
        if card.id in cards:
            raise BadGuidance(f"{path}:{_line(text, 'id:')}: the id {card.id!r} is taken by {cards[card.id].path}")
        if unknown := [work for work in card.works if work not in works]:
            raise BadGuidance(f"{path}:{_line(text, unknown[0])}: unknown work {unknown[0]!r}; add it to works.yaml")
        cards[card.id] = card
    if not cards:
        raise BadGuidance(f"{folder}: no card found; there should be files under cards/")
    return Guidance(cards=cards, works=works)


def corpus_hash(folder: Path) -> str:
    """Fingerprint the bytes of every card, work and example, so that a changed corpus is noticed without parsing it."""
    digest = hashlib.sha256()
    for path in [*_card_files(folder), folder / "works.yaml", folder / "tenors.yaml"]:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _card_files(folder: Path) -> Iterator[Path]:
    return iter(sorted((folder / "cards").glob("*/*.md")))


def _read_works(path: Path) -> dict[str, Work]:
    text = _text(path)
    works = {}
    for name, fields in _load(path, text, first_line=1).items():
        try:
            works[name] = Work(id=name, **fields)
        except (ValidationError, TypeError) as error:
            raise BadGuidance(f"{path}:{_line(text, f'{name}:')}: {name}: {_first_fault(error)}") from error
    return works


def _read_card(path: Path, folder: Path) -> Card:
    text = _text(path)
    parts = _FRONT_MATTER.match(text)
    if parts is None:
        raise BadGuidance(f"{path}:1: a card begins with its fields between two lines of ---")
    fields = _load(path, parts["meta"], first_line=2)
    try:
        card = Card(**fields, body=parts["body"].strip(), path=path.relative_to(folder).as_posix())
    except (ValidationError, TypeError) as error:
        field = str(error.errors()[0]["loc"][0]) if isinstance(error, ValidationError) and error.errors()[0]["loc"] else ""
        raise BadGuidance(f"{path}:{_line(text, field + ':')}: {_first_fault(error)}") from error
    patterns = [p.text for several in card.say.values() for p in several] + list(card.tones.values())
    for pattern in patterns:
        if unknown := [name for name in places(pattern) if name not in HINTS]:
            known = ", ".join(HINTS)
            raise BadGuidance(f"{path}:{_line(text, pattern[:30])}: unknown slot {unknown[0]!r}; use one of {known}")
    return card


class _OnceEach(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where there is one
    """Refuses a field that stands twice, of which YAML would keep the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(problem=f"{key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        held: dict[Any, Any] = super().construct_mapping(node, deep)
        return held


def _load(path: Path, text: str, first_line: int) -> dict[str, Any]:
    try:
        raw = yaml.load(text, Loader=_OnceEach)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        raise BadGuidance(f"{path}:{line}: not YAML: {getattr(error, 'problem', None) or 'unreadable'}") from error
    if not isinstance(raw, dict):
        raise BadGuidance(f"{path}:{first_line}: expected fields, one `name: value` a line")
    return raw


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadGuidance(f"{path}:{line}: not UTF-8 text") from error
    except OSError as error:
        raise BadGuidance(f"{path}: {error.strerror}") from error


def _line(text: str, needle: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if needle and needle in line), 1)


def _first_fault(error: ValidationError | TypeError) -> str:
    if isinstance(error, TypeError):
        return str(error)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}"
