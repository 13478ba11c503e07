"""One client to one endpoint, in one event loop: makes single calls, and what goes wrong with one ends here as a Setback."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Final

import httpx2
from pydantic import JsonValue

from assistant.errors import Failure
from assistant.provider.address import Address
from assistant.provider.setback import Setback, of_status
from assistant.provider.transport import Narrow, trusted
from assistant.provider.wire import Hearing, Said, name_of

TIMEOUTS: Final = {"timeout": {"connect": 5.0}}  # of all else there is one deadline for the whole, kept by who calls
TRAILER_S = 1.0  # how long the usage may take to follow the end of a reply
CLOSING_S = 0.1  # and the end of the body after the last event: a connection that is read to its end can be used again
STEP_S = 0.05
MAX_MODELS = 200


class Line:
    """Makes single calls; whatever becomes of one is what was said, or a Setback."""

    def __init__(self, address: Address, *, idle_s: float) -> None:
        """Open a line; nothing is sent yet."""
        self.slots = asyncio.Semaphore(address.concurrency)
        self._idle_s = idle_s
        self._transport = Narrow(trusted(address.url), address.headers)
        self._chat = httpx2.URL(f"{address.url}/chat/completions", params=address.query)
        self._models = httpx2.URL(f"{address.url}/models", params=address.query)

    async def call(self, body: Mapping[str, JsonValue]) -> Said:
        """Ask for a completion.

        Raises:
            Setback: It failed in some way.

        """
        async with self._answer(httpx2.Request("POST", self._chat, json=body, extensions=TIMEOUTS)) as response:
            return await self._heard(response)

    async def models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint lists, for saying which there are.

        Raises:
            Setback: It lists none.

        """
        try:
            async with self._answer(httpx2.Request("GET", self._models, extensions=TIMEOUTS)) as response:
                listed = json.loads(await response.aread())
            return tuple(name_of(model["id"]) for model in listed["data"][:MAX_MODELS])
        except httpx2.RequestError:
            raise Setback(Failure.UNAVAILABLE, "the endpoint broke off in the middle of its list of models") from None
        except (LookupError, TypeError, ValueError, RecursionError):
            raise Setback(Failure.BAD_UPSTREAM, "the endpoint does not list its models") from None

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    @contextlib.asynccontextmanager
    async def _answer(self, request: httpx2.Request) -> AsyncIterator[httpx2.Response]:
        """Send a request, and give its answer to be read; one with the status of an error is raised."""
        try:
            response = await self._transport.handle_async_request(request)
        except httpx2.RequestError as error:
            raise _setback(error) from None
        try:
            if not response.is_success:
                raise of_status(response.status_code, await self._words(response), response.headers, datetime.now(UTC))
            yield response
        finally:
            await response.aclose()

    async def _words(self, response: httpx2.Response) -> object:
        """What an error says; if that breaks off, or never comes, the status still says which it is."""
        raw = bytearray()
        with contextlib.suppress(TimeoutError, httpx2.RequestError):
            async with asyncio.timeout(self._idle_s):
                async for chunk in response.aiter_raw():
                    raw += chunk
        text = raw.decode("utf-8", "replace")
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return said.get("error", said) if isinstance(said, dict) else said

    async def _heard(self, response: httpx2.Response) -> Said:
        hearing = Hearing()
        try:
            await self._listen(response, hearing)
        except TimeoutError:
            if not hearing.has_finished:
                raise Setback(Failure.TIMEOUT, f"the endpoint went silent for {self._idle_s:g} s in the middle of its reply") from None
        except httpx2.RequestError:
            if not hearing.has_finished:
                raise Setback(Failure.UNAVAILABLE, "the endpoint broke off in the middle of its reply", retries=2) from None
        except Setback:
            if not hearing.has_finished:
                raise
        return hearing.said()

    async def _listen(self, response: httpx2.Response, hearing: Hearing) -> None:
        assert isinstance(response.stream, httpx2.AsyncByteStream), "the response is of our own transport"
        now = asyncio.get_running_loop().time
        async with asyncio.timeout(None) as silence:
            async for chunk in response.stream:
                was_finished, was_over = hearing.has_finished, hearing.is_over
                has_grown = hearing.feed(chunk)
                if hearing.is_over and not was_over:
                    silence.reschedule(now() + CLOSING_S)
                elif hearing.has_finished and not was_finished:
                    silence.reschedule(now() + TRAILER_S)
                elif has_grown and not hearing.has_finished and _lags(silence.when(), now() + self._idle_s):
                    silence.reschedule(now() + self._idle_s)


def _lags(when: float | None, due: float) -> bool:
    """Whether a limit is to be moved: not for every word, since moving it costs more than reading one."""
    return when is None or due - when > STEP_S


def _setback(error: httpx2.RequestError) -> Setback:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Setback(
            Failure.UNAVAILABLE,
            "the endpoint's certificate is not one that this machine trusts; SSL_CERT_FILE can name a file of those that it should",
        )
    if isinstance(error, httpx2.ConnectError):
        return Setback(Failure.UNAVAILABLE, "the endpoint cannot be reached; is it running, and is SMALLACTS_MODEL_URL right?", retries=2)
    return Setback(Failure.UNAVAILABLE, "the endpoint broke off before it replied", retries=2)
