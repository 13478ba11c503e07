"""An endpoint of ours before a faulty upstream of ours."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from assistant.ports import Ask, Speaker, Turn
from assistant.provider.address import Address
from assistant.provider.dialect import Dialect
from assistant.provider.endpoint import Clock, Endpoint
from assistant.provider.line import Line
from tests.upstream.faults import FAULTS, says
from tests.upstream.server import Upstream

TIMEOUT_S, IDLE_S = 0.5, 0.2
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
        url: str, *, streams: bool = True, dialect: Dialect | None = None, timeout_s: float = TIMEOUT_S, **address: object
    ) -> Endpoint:
        where = Address(url=url, model="m", timeout_s=timeout_s, **address)  # type: ignore[arg-type]
        clock = Clock(now=pauses.now, chance=random.Random(1), sleep=pauses.sleep)
        endpoint = Endpoint(where, lambda: Line(where, idle_s=IDLE_S), clock)
        endpoint.dialect = dialect or Dialect(has_stream=streams)
        return endpoint

    return make
