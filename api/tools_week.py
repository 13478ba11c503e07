"""The tools of one's own moments, suggestions and weeks; whose they are, only the key says."""

import asyncio
from typing import Any

from pydantic import Field, TypeAdapter

from api.calling import Call, Tool
from assistant.challenge import Challenge
from assistant.domain import Value
from assistant.remembered import Deed, Given, GivenList, Moment, MomentList, Note
from assistant.week import Week


class Impact(Value):
    """What came of a moment."""

    id: str = Field(max_length=64, description="The moment: its id, the first letters of it, or last.")
    text: Note = Field(description="What came of it, in one line.")


class MomentsWanted(Value):
    """Which moments."""

    count: int = Field(default=20, ge=1, le=100, description="How many at most.")
    week: str | None = Field(default=None, max_length=20, description="Of one ISO week only, like 2026-W48.")


class NudgesWanted(Value):
    """How many nudges."""

    count: int = Field(default=20, ge=1, le=100, description="How many at most.")


class Thumb(Value):
    """Whether a nudge was of use."""

    id: str = Field(max_length=64, description="The suggestion: its id, the first letters of it, or last.")
    useful: bool = Field(description="Whether the person says that it was of use.")


class WeekWanted(Value):
    """Which week."""

    week: str | None = Field(default=None, max_length=20, description="An ISO week, like 2026-W48; this one if absent.")


async def _log(call: Call, deed: Deed) -> Moment:
    return await asyncio.to_thread(lambda: call.memory.moments(call.caller).add(deed, call.memory.today(call.caller)))


async def _reflect(call: Call, impact: Impact) -> Moment:
    mine, today = call.memory.moments, call.memory.today
    return await asyncio.to_thread(lambda: mine(call.caller).reflect(impact.id, impact.text, today(call.caller)))


async def _moments(call: Call, wanted: MomentsWanted) -> MomentList:
    week = Week.named(wanted.week) if wanted.week else None
    return MomentList(moments=await asyncio.to_thread(lambda: call.memory.moments(call.caller).latest(wanted.count, week)))


async def _nudges(call: Call, wanted: NudgesWanted) -> GivenList:
    return GivenList(nudges=await asyncio.to_thread(lambda: call.memory.moments(call.caller).given(wanted.count)))


async def _rate(call: Call, thumb: Thumb) -> Given:
    return await asyncio.to_thread(lambda: call.memory.moments(call.caller).rate(thumb.id, is_useful=thumb.useful))


async def _week(call: Call, wanted: WeekWanted) -> Challenge:
    return await asyncio.to_thread(call.memory.week, call.caller, wanted.week)


OWN_TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        name="log_moment",
        title="Write down what was done",
        about="Write down a micro-mentorship moment that the person says they have done, in their words. Only what was done; call it once for each.",
        takes=Deed,
        gives=TypeAdapter(Moment),
        run=_log,
        noun="moment",
        is_read_only=False,
    ),
    Tool(
        name="reflect_on_moment",
        title="Note what came of it",
        about="Note what came of a moment that was written down, in the person's words; what they noted before stays.",
        takes=Impact,
        gives=TypeAdapter(Moment),
        run=_reflect,
        noun="note",
        is_read_only=False,
    ),
    Tool(
        name="list_moments",
        title="Show what was done",
        about="Show the micro-mentorship moments that the person wrote down, newest first, with what came of each.",
        takes=MomentsWanted,
        gives=TypeAdapter(MomentList),
        run=_moments,
    ),
    Tool(
        name="list_suggestions",
        title="Show what was suggested",
        about="Show the suggestions that the person was given before, newest first; what they told is among it only where they wished that kept.",
        takes=NudgesWanted,
        gives=TypeAdapter(GivenList),
        run=_nudges,
    ),
    Tool(
        name="rate_suggestion",
        title="Note whether it was of use",
        about="Note that the person says a suggestion was of use, or was not, so that the next ones fit them better. Only what they said themselves.",
        takes=Thumb,
        gives=TypeAdapter(Given),
        run=_rate,
        is_read_only=False,
    ),
    Tool(
        name="weekly_challenge",
        title="Show the week",
        about="Show the person's week: three moments planned as if-then cues, what they did, and from Friday on three questions to look back with.",
        takes=WeekWanted,
        gives=TypeAdapter(Challenge),
        run=_week,
    ),
)
