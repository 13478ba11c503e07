"""The door: what is asked -> a Reply or a ModelFailed, within one deadline, whatever the endpoint does."""

import asyncio
import contextlib
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from pydantic import JsonValue

from assistant.errors import Failure, ModelFailed
from assistant.ports import Ask, Reply, Usage
from assistant.provider.address import Address
from assistant.provider.breaker import Breaker
from assistant.provider.dialect import Dialect, Method
from assistant.provider.judging import judge
from assistant.provider.probe import HARMLESS
from assistant.provider.retrying import RetryBudget, wait_s
from assistant.provider.setback import Setback
from assistant.provider.wire import Said

log = logging.getLogger(__name__)

IDLE_S = 5.0  # a model that has begun to write does not think for so long
PATIENCE = 0.8  # of the time for a reply: who leaves after that leaves an endpoint that was too slow
MORE_TOKENS = 4  # times as many for a reply that was cut: a model that thinks first may have spent them on that


class Calls(Protocol):
    """Makes single calls of one endpoint."""

    slots: asyncio.Semaphore

    async def call(self, body: Mapping[str, JsonValue]) -> Said:
        """Ask for a completion, or raise a Setback."""

    async def models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint lists, or raise a Setback."""

    async def aclose(self) -> None:
        """Close every connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, chance and waiting, for tests that pin them."""

    now: Callable[[], float] = time.monotonic
    chance: random.Random = random.Random()  # noqa: RUF009 one source for the process
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """How a question is put this time."""

    dialect: Dialect
    is_proven: bool
    max_tokens: int
    retried: int = 0


class Endpoint:
    """A Model behind an OpenAI-compatible endpoint.

    It keeps one client for each event loop, opened by the first question: opening imports an HTTP client,
    which whoever asks nothing should not pay for. What the endpoint understands and whether it is well is
    remembered for the life of the process.
    """

    def __init__(self, address: Address, connect: Callable[[], Calls], clock: Clock | None = None) -> None:
        """Know where to ask; nothing is opened yet."""
        self.address = address
        self.dialect = Dialect()
        self.is_proven = False
        self._connect = connect
        self._clock = clock or Clock()
        self._breaker = Breaker(self._clock.now)
        self._budget = RetryBudget()
        self._lines: dict[asyncio.AbstractEventLoop, asyncio.Task[Calls]] = {}

    @property
    def name(self) -> str:
        """The name of the model, as an answer gives it."""
        return self.address.model

    @property
    def trouble(self) -> ModelFailed | None:
        """What the operator must mend, or None: a rejected key, an unknown model, a quota that is used up."""
        return self._breaker.trouble

    @property
    def method(self) -> Method | None:
        """How this endpoint is asked for JSON, once one has worked."""
        return self.dialect.method if self.is_proven else None

    async def reply(self, ask: Ask) -> Reply:
        """Reply to what is asked.

        Raises:
            ModelFailed: No reply that can be used came in time; `kind` says why.

        """
        is_probe = self._breaker.admit()
        self._budget.deposit()
        deadline = self._clock.now() + self.address.timeout_s
        try:
            async with asyncio.timeout(self.address.timeout_s):
                line = await self._line()
                async with line.slots:
                    return await self._tried(line, ask, deadline)
        except TimeoutError:
            raise self._late() from None
        except asyncio.CancelledError:
            if deadline - self._clock.now() <= self.address.timeout_s * (1 - PATIENCE):
                self._late()  # whoever asked had a deadline of their own, which was hardly sooner
            raise
        finally:
            if is_probe:
                self._breaker.left()

    def _late(self) -> ModelFailed:
        late = ModelFailed(Failure.TIMEOUT, f"the model did not reply within {self.address.timeout_s:g} s")
        self._breaker.failed(late)
        return late

    async def check(self) -> ModelFailed | None:
        """Return what the operator must mend; where it may be mended by now, ask for something harmless to see."""
        if self._breaker.trouble and not self._breaker.is_open:
            with contextlib.suppress(ModelFailed):
                await self.reply(HARMLESS)
        return self.trouble

    async def models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint lists.

        Raises:
            ModelFailed: It lists none.

        """
        try:
            async with asyncio.timeout(self.address.timeout_s):
                return await (await self._line()).models()
        except TimeoutError:
            raise ModelFailed(Failure.TIMEOUT, "the endpoint did not list its models in time") from None

    async def aclose(self) -> None:
        """Close what this event loop has opened."""
        opened = self._lines.pop(asyncio.get_running_loop(), None)
        if opened:
            await (await opened).aclose()

    async def _line(self) -> Calls:
        loop = asyncio.get_running_loop()
        if loop not in self._lines:
            self._lines = {other: task for other, task in self._lines.items() if not other.is_closed()}
            self._lines[loop] = asyncio.create_task(asyncio.to_thread(self._connect))
        try:
            return await asyncio.shield(self._lines[loop])
        except ModelFailed:
            self._lines.pop(loop, None)  # what could not be opened is tried anew, and nothing is left to be closed
            raise

    async def _tried(self, line: Calls, ask: Ask, deadline: float) -> Reply:
        """Try until there is a reply, or nothing is left to try."""
        once = Try(dialect=self.dialect, is_proven=self.is_proven, max_tokens=ask.max_tokens)
        wasted: Usage | None = None
        while True:
            try:
                reply = await self._once(line, ask, once)
            except Setback as setback:
                wasted = setback.usage + wasted if setback.usage and wasted else setback.usage or wasted
                setback.tokens = wasted.input_tokens + wasted.output_tokens if wasted else 0
                once = await self._next(once, ask, setback, deadline)
            else:
                self._breaker.succeeded()
                self.dialect, self.is_proven = once.dialect, True
                return reply.model_copy(update={"usage": reply.usage + wasted}) if wasted else reply

    async def _once(self, line: Calls, ask: Ask, once: Try) -> Reply:
        body = once.dialect.body(ask, self.address.model, once.max_tokens)
        said = await line.call(body)
        sent_bytes = len(json.dumps(body, ensure_ascii=False).encode())
        return judge(said, ask, once.dialect, self.address.model, sent_bytes=sent_bytes, max_tokens=once.max_tokens)

    async def _next(self, once: Try, ask: Ask, setback: Setback, deadline: float) -> Try:
        """How to try again, after the wait that it takes; what cannot be mended by trying is raised."""
        if setback.objection and (lower := once.dialect.without(setback.objection, is_proven=once.is_proven)):
            log.info("the endpoint does not take %s; trying another form", once.dialect.method.value)
            return replace(once, dialect=lower)
        if setback.is_cut and once.max_tokens == ask.max_tokens:
            return replace(once, max_tokens=ask.max_tokens * MORE_TOKENS)
        self._breaker.failed(setback)
        pause_s = wait_s(once.retried, setback.after_s, self._clock.chance)
        if self._breaker.is_open or once.retried >= setback.retries or self._clock.now() + pause_s >= deadline or not self._budget.take():
            raise setback
        log.info("trying the model again after %s", setback.kind.value)
        await self._clock.sleep(pause_s)
        has_stream = once.dialect.has_stream and setback.kind is not Failure.BAD_UPSTREAM  # perhaps it can answer, but not stream
        return replace(once, dialect=replace(once.dialect, has_stream=has_stream), retried=once.retried + 1)
