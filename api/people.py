"""The routes of introductions, and of one's own data: whose they are, only the key says."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.examples import ERROR_RESPONSES
from api.routes import CallerDep, MemoryDep, PartsDep
from assistant.domain import Value
from assistant.introducing import Introduction, Match
from assistant.remembered import ShortName
from assistant.store.forgetting import Export, Extent

router = APIRouter(prefix="/v1", responses=ERROR_RESPONSES)
Text = Annotated[str, Query(max_length=200)]


class Wanted(Value):
    """Two people of the directory, and what it is about."""

    learner: ShortName
    helper: ShortName
    topic: str


class Said(Value):
    """What one of the two said."""

    name: ShortName
    yes: bool


class Sent(Value):
    """That the introduction was sent."""

    state: Literal["introduced"]


class MatchList(Value):
    """Who could help, best first."""

    matches: tuple[Match, ...]


class IntroductionList(Value):
    """Introductions, newest first."""

    introductions: tuple[Introduction, ...]


@router.get("/people/matches", tags=["introductions"])
def matches(topic: Text, learner: Text, parts: PartsDep, memory: MemoryDep, caller: CallerDep) -> MatchList:
    """Find who could help somebody of the directory with a topic; no addresses."""
    return MatchList(matches=tuple(memory.matches(caller, topic, learner, parts.finder.cards.embedder.many)))


@router.post("/introductions", status_code=201, tags=["introductions"])
def introduce(wanted: Wanted, memory: MemoryDep, caller: CallerDep) -> Introduction:
    """Begin an introduction, and get the two messages that ask for consent."""
    return memory.introduce(caller, wanted.learner, wanted.helper, wanted.topic)


@router.get("/introductions", tags=["introductions"])
def introductions(memory: MemoryDep, caller: CallerDep) -> IntroductionList:
    """Return your introductions."""
    return IntroductionList(introductions=memory.introductions(caller).all())


@router.post("/introductions/{id}/answers", tags=["introductions"])
def answer(id: str, said: Said, memory: MemoryDep, caller: CallerDep) -> Introduction:
    """Note what one of the two said; after two yeses you get the introduction."""
    return memory.introductions(caller).answer(id, said.name, is_yes=said.yes)


@router.put("/introductions/{id}/state", tags=["introductions"])
def done(id: str, _: Sent, memory: MemoryDep, caller: CallerDep) -> Introduction:
    """Note that you sent the introduction."""
    return memory.introductions(caller).done(id)


@router.get("/me", tags=["your data"])
def export(memory: MemoryDep, caller: CallerDep) -> Export:
    """Return all that is held of you."""
    return memory.forgetting.export(caller.person, with_mentions=False)


@router.delete("/me", tags=["your data"])
def forget(memory: MemoryDep, caller: CallerDep) -> Extent:
    """Forget all that you wrote and were given; your key goes on to work."""
    return memory.forgetting.forget(caller.person, memory.today(caller), with_mentions=False)
