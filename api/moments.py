"""The routes of one's own moments and weeks; whose they are, only the key says."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request

from api.examples import ERROR_RESPONSES
from api.routes import CallerDep, MemoryDep
from assistant.challenge import Challenge
from assistant.domain import Value
from assistant.remembered import Deed, Given, GivenList, Moment, MomentList, Note
from assistant.store.moments import Replay
from assistant.week import Week

router = APIRouter(prefix="/v1", tags=["your week"], responses=ERROR_RESPONSES)
Count = Annotated[int, Query(ge=1, le=1_000, description="How many at most.")]
WeekName = Annotated[str, Query(description="An ISO week, like 2026-W48.")]


class NoteIn(Value):
    """What came of a moment."""

    text: Note


class ThumbIn(Value):
    """Whether a nudge was of use."""

    useful: bool


async def _replay(
    request: Request,
    key: Annotated[
        str | None, Header(alias="Idempotency-Key", max_length=200, description="Sent again with the same key, a request is done once.")
    ] = None,
) -> Replay | None:
    if key is None:
        return None
    asked = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return Replay(key=key, asked=hashlib.sha256(asked).hexdigest())


ReplayDep = Annotated[Replay | None, Depends(_replay)]


@router.post("/moments", status_code=201)
def add(deed: Deed, memory: MemoryDep, caller: CallerDep, replay: ReplayDep) -> Moment:
    """Write down what you did."""
    return memory.moments(caller).add(deed, memory.today(caller), replay)


@router.get("/moments")
def moments(memory: MemoryDep, caller: CallerDep, count: Count = 20, week: WeekName | None = None) -> MomentList:
    """Return your moments, newest first."""
    return MomentList(moments=memory.moments(caller).latest(count, Week.named(week) if week else None))


@router.get("/moments/{id}")
def moment(id: str, memory: MemoryDep, caller: CallerDep) -> Moment:
    """Return one of your moments."""
    return memory.moments(caller).find(id)


@router.post("/moments/{id}/reflections", status_code=201)
def reflect(id: str, note: NoteIn, memory: MemoryDep, caller: CallerDep, replay: ReplayDep) -> Moment:
    """Note what came of a moment."""
    return memory.moments(caller).reflect(id, note.text, memory.today(caller), replay)


@router.delete("/moments/{id}")
def remove(id: str, memory: MemoryDep, caller: CallerDep) -> Moment:
    """Forget a moment and what you noted of it."""
    return memory.moments(caller).remove(id)


@router.get("/week")
def week(memory: MemoryDep, caller: CallerDep, week: WeekName | None = None) -> Challenge:
    """Return your week: the plan, what you did, and from Friday three questions to look back with."""
    return memory.week(caller, week)


@router.get("/history")
def history(memory: MemoryDep, caller: CallerDep, count: Count = 20) -> GivenList:
    """Return the nudges that you were given, newest first."""
    return GivenList(nudges=memory.moments(caller).given(count))


@router.put("/history/{id}/useful")
def rate(id: str, thumb: ThumbIn, memory: MemoryDep, caller: CallerDep) -> Given:
    """Say whether a nudge was of use, so that the next ones fit you better."""
    return memory.moments(caller).rate(id, is_useful=thumb.useful)
