"""The routes: typed input, one call, its value."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request

from api.examples import ERROR_RESPONSES, NUDGE_REQUESTS
from assistant.domain import Answer, Passage, Situation
from assistant.factory import Parts
from assistant.guidance import Card, Work
from assistant.live import Live
from assistant.memory import Memory
from assistant.remembered import Caller

router = APIRouter()
# what a route depends on is `async`, since it waits for nothing: else each would cost a turn in a thread


async def _parts(request: Request) -> Parts:
    live: Live = request.app.state.live
    return live.parts


async def _memory(request: Request) -> Memory:
    memory: Memory = request.app.state.memory
    return memory


async def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


PartsDep = Annotated[Parts, Depends(_parts)]
MemoryDep = Annotated[Memory, Depends(_memory)]
CallerDep = Annotated[Caller, Depends(_caller)]


@router.post("/v1/nudges", tags=["asking"], responses=ERROR_RESPONSES)
async def suggest(
    situation: Annotated[Situation, Body(openapi_examples=NUDGE_REQUESTS)], parts: PartsDep, memory: MemoryDep, caller: CallerDep
) -> Answer:
    """Suggest one micro-action: a nudge, or a hold or a referral where a nudge would not do. A nudge enters your history."""
    return await memory.remembering().suggest(parts.assistant, situation, caller, memory.today(caller))


@router.get("/v1/guidance/{id}", tags=["guidance"], responses=ERROR_RESPONSES)
async def guidance(id: str, parts: PartsDep) -> Card | Work | Passage:
    """Return the card, the cited work or the added passage behind a source."""
    return parts.find(id)


@router.get("/healthz", tags=["operation"])
async def alive() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "alive"}


@router.get("/readyz", tags=["operation"])
async def ready(parts: PartsDep) -> dict[str, Any]:
    """Say that the index is open, and what it holds; not while a configured model refuses its key, its name or its quota."""
    if parts.endpoint and (trouble := await parts.endpoint.check()):
        raise trouble
    manifest = parts.generation.manifest
    return {"status": "ready", "built_at": manifest.built_at, "counts": manifest.counts}
