"""What the pipeline needs from outside, as protocols, with the two values that pass through them."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pydantic import Field

from assistant.domain import Fault, Hold, MicroAction, Passage, Practice, Referral, Risk, Situation, Source, Value


class Shown(Value):
    """Words that this person was given before, for the check that keeps answers fresh."""

    on: date
    practice: Practice
    card: str
    say: str


class Draft(Value):
    """A micro-action with its why, not yet checked."""

    action: MicroAction
    why: str
    sources: tuple[Source, ...]
    alternatives: tuple[MicroAction, ...] = ()


class Brief(Value):
    """What a composer is told, and what a draft is checked against."""

    situation: Situation
    passages: tuple[Passage, ...] = ()
    faults: tuple[Fault, ...] = ()
    risk: Risk = Risk.GREEN
    people: tuple[str, ...] = Field(default=(), description="Names that the directory or the profile holds.")
    shown: tuple[Shown, ...] = Field(default=(), description="The person's history, oldest first.")
    today: date | None = None
    twin: Draft | None = Field(default=None, description="The draft for the same moment with names and pronouns swapped.")


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
