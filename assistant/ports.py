"""What the pipeline needs from outside, as protocols, with the values that pass through them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import Field, JsonValue, SkipValidation

from assistant.domain import Fault, Hold, MicroAction, Nudge, Passage, Practice, Referral, Risk, Situation, Source, Spent, Tone, Value
from assistant.errors import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Words that this person was given before, for the check that keeps answers fresh; a brief holds up to two hundred."""

    on: date
    practice: Practice
    card: str
    say: str

    def told_on(self, today: date | None) -> str:
        """When it was, as one says it: `today`, `yesterday`, or the day."""
        return {0: "today", 1: "yesterday"}.get((today - self.on).days if today else -1, f"on {self.on:%-d %B}")


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
    instructions: str = Field(default="", description="What a model was told when it wrote this; empty where the words are authored.")
    spent: Spent | None = None


class Unusable(Value):
    """A reply that is no draft, with what is wrong with it for the one who writes it again."""

    faults: tuple[Fault, ...] = Field(min_length=1)
    failed: Failure = Failure.BAD_REPLY
    spent: Spent | None = None


class Wanted(Value):
    """How an answer is wanted that follows another: what stays, what changes, and what was said already."""

    card: str | None = Field(default=None, description="Stay with this card, where it has words for it.")
    is_card_fixed: bool = Field(default=False, description="No other card will do: its words are wanted otherwise.")
    tone: Tone | None = None
    shorter_than: int | None = Field(default=None, description="So many words are too many.")
    is_to_mend: bool = Field(default=False, description="What was told is to mend, however it sounds.")
    is_unseen: bool = Field(default=False, description="The speaker did not see it, so no words may say so.")
    not_again: tuple[str, ...] = Field(default=(), description="Words that they have already.")


class Brief(Value):
    """What a composer is told, and what a draft is checked against."""

    situation: Situation
    passages: tuple[Passage, ...] = ()
    wanted: Wanted = Wanted()
    faults: tuple[Fault, ...] = ()
    risk: Risk = Risk.GREEN
    people: tuple[str, ...] = Field(default=(), description="Names that the directory or the profile holds.")
    shown: tuple[Shown, ...] = Field(default=(), description="The person's history, oldest first.")
    today: date | None = None
    leanings: Mapping[Practice, float] = Field(default={}, description="What to add for a practice among cards that fit alike.")
    reasons: Mapping[Practice, str] = {}
    twin: Draft | None = Field(default=None, description="The draft for the same moment with names and pronouns swapped.")
    ends: float | None = Field(default=None, description="When a model's words come too late, by the clock of the event loop.")


class Speaker(StrEnum):
    """Who a turn is by: the person, or who answers them."""

    USER = "user"
    ASSISTANT = "assistant"


class Turn(Value):
    """One turn of a conversation: what the person said, or what they were answered."""

    by: Speaker
    text: str


class Ask(Value):
    """What a model is asked: the instructions, the turns after them, and the JSON schema that its reply must meet."""

    system: str
    turns: tuple[Turn, ...] = Field(min_length=1)
    schema_name: str
    shape: SkipValidation[dict[str, JsonValue]] = Field(description="The JSON schema of the one object that the reply must be; not copied.")
    max_tokens: int = Field(default=600, ge=1)
    names: tuple[str, ...] = Field(default=(), description="Names read from the situation, for whoever hides them; never sent.")


class Usage(Value):
    """What a reply cost, in tokens; an estimate where the endpoint did not say, or said what cannot be."""

    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    is_estimate: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            is_estimate=self.is_estimate or other.is_estimate,
        )


class Reply(Value):
    """What a model gave: the text of one JSON object, whole and cleaned, not yet read."""

    text: str
    model: str
    usage: Usage
    cost_usd: float | None = Field(default=None, ge=0, description="Its price; None where that is not known.")


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


class MomentLog(Protocol):
    """Keeps what somebody has done."""

    async def keep(self, practice: Practice, say: str, on: date) -> None:
        """Keep a moment: the practice, the words, the day."""


class History(Protocol):
    """What one person was given: read before an answer, so that it is new, and written after it."""

    async def past(self, situation: Situation) -> Past | None:
        """Return what the history says to a situation; None where nothing is kept."""

    async def keep(self, situation: Situation, nudge: Nudge) -> None:
        """Keep that a nudge was given."""


class Gate(Protocol):
    """Decides before any composer whether a situation gets a Referral or a Hold."""

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        """Return the other answer that this situation needs, or None where a nudge will do."""


class Referrer(Protocol):
    """Gives the other answers in our own words, for a composer that finds a situation graver than the gate did."""

    def refer(self, category: str, situation: Situation) -> Referral | Hold:
        """Return the answer of a category."""

    def suspect(self, situation: Situation) -> Referral | None:
        """Return the referral of a situation that a model would not write for, or None where nothing else speaks for one."""


class Retriever(Protocol):
    """Finds the guidance that fits a situation."""

    async def search(self, situation: Situation) -> Sequence[Passage]:
        """Return the passages that fit best, best first."""


class Composer(Protocol):
    """Makes a Draft from a Brief."""

    @property
    def name(self) -> str:
        """The name that an answer gives for who composed it."""

    async def compose(self, brief: Brief) -> Draft | Unusable | Hold | Referral:
        """Write a draft; or give the other answer that this situation needs after all.

        Raises:
            ModelFailed: A model gave nothing; asking it again would not help.

        """
