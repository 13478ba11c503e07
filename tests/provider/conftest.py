"""An endpoint of ours before a faulty upstream of ours."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.ports import Ask, Reply, Speaker, Turn
from assistant.provider.address import Address
from assistant.provider.dialect import Dialect
from assistant.provider.endpoint import Clock, Endpoint
from assistant.provider.line import Line
from tests.upstream.faults import FAULTS, says
from tests.upstream.server import Upstream

TIMEOUT_S, IDLE_S = 20.0, 5.0  # a busy machine may take its time where nothing hangs
SHORT_TIMEOUT_S, SHORT_IDLE_S = 0.5, 0.2
MakeEndpoint = Callable[..., Endpoint]
ASK = Ask(
    system="You answer with one JSON object.",
    turns=(Turn(by=Speaker.USER, text="Say something kind."),),
    schema_name="nudge",
    shape={"type": "object", "properties": {"say": {"type": "string"}}, "required": ["say"], "additionalProperties": False},
)


@dataclass
class Pauses:
    """A clock whose waits take no time, and are noted."""

    waited: list[float] = field(default_factory=list)
    at: float = 1_000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What asks a model needs no index."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="session")
def upstream() -> Iterator[Upstream]:
    with Upstream(FAULTS, says()) as running:
        yield running


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def endpoint_at(pauses: Pauses) -> MakeEndpoint:
    """Make an endpoint for a URL."""

    def make(
        url: str,
        *,
        streams: bool = True,
        dialect: Dialect | None = None,
        timeout_s: float = TIMEOUT_S,
        idle_s: float = IDLE_S,
        **address: object,
    ) -> Endpoint:
        where = Address(url=url, model="m", timeout_s=timeout_s, **address)  # type: ignore[arg-type]
        clock = Clock(now=pauses.now, chance=random.Random(1), sleep=pauses.sleep)
        endpoint = Endpoint(where, lambda: Line(where, idle_s=idle_s), clock)
        endpoint.dialect = dialect or Dialect(has_stream=streams)
        return endpoint

    return make


def run(*replies: Awaitable[Reply]) -> list[Reply]:
    """Wait for some replies, one after the other, in one event loop."""

    async def all_of_them() -> list[Reply]:
        return [await reply for reply in replies]

    return asyncio.run(all_of_them())
