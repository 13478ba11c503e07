"""What the pipeline needs from outside, as protocols, with the values that pass through them."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import Field, JsonValue

from assistant.domain import Fault, Hold, MicroAction, Passage, Practice, Referral, Risk, Situation, Source, Value


class Shown(Value):
    """Words that this person was given before, for the check that keeps answers fresh."""

    on: date
    practice: Practice
    card: str
    say: str


class Past(Value):
    """What the history says before an answer is composed."""

    shown: tuple[Shown, ...] = Field(default=(), description="What this person was given, oldest first.")
    today: date | None = None
    leanings: Mapping[Practice, float] = Field(default={}, description="What to add for a practice among cards that fit alike.")
    reasons: Mapping[Practice, str] = Field(default={}, description="Why, in half a sentence.")


class Draft(Value):
    """A micro-action with its why, not yet checked."""

    action: MicroAction
    why: str
    sources: tuple[Source, ...]
    alternatives: tuple[MicroAction, ...] = ()
    because: str | None = Field(default=None, description="Why this one and not another that fits alike, where the history decided.")


class Brief(Value):
    """What a composer is told, and what a draft is checked against."""

    situation: Situation
    passages: tuple[Passage, ...] = ()
    faults: tuple[Fault, ...] = ()
    risk: Risk = Risk.GREEN
    people: tuple[str, ...] = Field(default=(), description="Names that the directory or the profile holds.")
    shown: tuple[Shown, ...] = Field(default=(), description="The person's history, oldest first.")
    today: date | None = None
    leanings: Mapping[Practice, float] = Field(default={}, description="What to add for a practice among cards that fit alike.")
    reasons: Mapping[Practice, str] = {}
    twin: Draft | None = Field(default=None, description="The draft for the same moment with names and pronouns swapped.")


class Speaker(StrEnum):
    """Who a turn is by: the person, or the model."""

    USER = "user"
    ASSISTANT = "assistant"


class Turn(Value):
    """One turn of what a model is asked."""

    by: Speaker
    text: str


class Ask(Value):
    """What a model is asked: the instructions, the turns after them, and the JSON schema that its reply must meet."""

    system: str
    turns: tuple[Turn, ...] = Field(min_length=1)
    schema_name: str
    shape: dict[str, JsonValue] = Field(description="The JSON schema of the one object that the reply must be.")
    max_tokens: int = Field(default=600, ge=1)


class Usage(Value):
    """What a reply cost, in tokens; an estimate where the endpoint did not say, or said what cannot be."""

    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    is_estimate: bool = False


class Reply(Value):
    """What a model gave: the text of one JSON object, whole and cleaned, not yet read."""

    text: str
    model: str
    usage: Usage


class Model(Protocol):
    """Writes words when it is asked; whatever happens beyond it ends in a Reply or a ModelFailed, within its deadline."""

    @property
    def name(self) -> str:
        """The name of the model, as an answer gives it."""

    async def reply(self, ask: Ask) -> Reply:
        """Reply to what is asked.

        Raises:
            ModelFailed: No reply that can be used came in time; `kind` says why.

        """


class Gate(Protocol):
    """Decides before any composer whether a situation gets a Referral or a Hold."""

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        """Return the other answer that this situation needs, or None where a nudge will do."""


class Retriever(Protocol):
    """Finds the guidance that fits a situation."""

    async def search(self, situation: Situation) -> Sequence[Passage]:
        """Return the passages that fit best, best first."""


class Composer(Protocol):
    """Makes a Draft from a Brief."""

    @property
    def name(self) -> str:
        """The name that an answer gives for who composed it."""

    async def compose(self, brief: Brief) -> Draft | Hold:
        """Write a draft, or a Hold where the passages do not fit the situation."""
