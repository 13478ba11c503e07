"""What a conversation says besides the three answers: a remark, and a plan for a week."""

from typing import Literal

from pydantic import Field

from assistant.domain import GENERATED_BY, MicroAction, Source, Value


class Remark(Value):
    """A line in a conversation that is no new micro-action: about the one before it, or what comes after it."""

    kind: Literal["remark"] = "remark"
    id: str
    message: str
    say: str | None = Field(default=None, description="Words to use, where there are some.")
    heading: str | None = Field(default=None, description="What those words are for.")
    sources: tuple[Source, ...] = ()
    generated_by: str = GENERATED_BY


class Cue(Value):
    """One moment of a plan: when it comes, and the words for it."""

    when: str
    action: MicroAction
    source: Source


class Plan(Value):
    """Three moments for one week, each of another practice."""

    kind: Literal["plan"] = "plan"
    id: str
    week: str
    moments: tuple[Cue, ...] = Field(min_length=1, max_length=3)
    generated_by: str = GENERATED_BY
