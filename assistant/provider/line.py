"""One client to one endpoint, in one event loop; openai is named here and in batches.py, and its errors end there."""

import asyncio
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import httpx2
import openai
from pydantic import JsonValue

from assistant.errors import Failure
from assistant.provider.address import Address
from assistant.provider.setback import Setback, of_status
from assistant.provider.transport import Narrow, trusted
from assistant.provider.wire import Hearing, Said, name_of

CONNECT_S = 5.0
TRAILER_S = 1.0  # how long the usage may take to follow the end of a reply
CLOSING_S = 0.1  # and the end of the body after the last event: a connection that is read to its end can be used again
STEP_S = 0.05
MAX_MODELS = 200
UNREAD: bool = True  # so that the body is read here, with its limits
BROKEN: Final = (httpx2.RequestError, ssl.SSLError, OSError)


class Line:
    """Makes single calls; whatever becomes of one is what was said, or a Setback."""

    def __init__(self, address: Address, *, idle_s: float) -> None:
        """Open a line; nothing is sent yet."""
        self.slots = asyncio.Semaphore(address.concurrency)
        self._idle_s = idle_s
        transport = Narrow(trusted(address.url), address.headers)
        timeout = httpx2.Timeout(None, connect=CONNECT_S)  # the deadline is one for the whole, and kept by who calls
        # a proxy of the environment is meant for others, and would see what is asked
        self._http = httpx2.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, timeout=timeout)
        self._client = openai.AsyncOpenAI(
            base_url=address.url,
            api_key="in the headers",
            admin_api_key="",
            default_query=dict(address.query),
            max_retries=0,
            timeout=timeout,
            http_client=self._http,
        )

    async def call(self, body: Mapping[str, JsonValue]) -> Said:
        """Ask for a completion.

        Raises:
            Setback: It failed in some way.

        """
        try:
            response = await self._client.post(
                "/chat/completions", cast_to=httpx2.Response, body=body, stream=UNREAD, stream_cls=openai.AsyncStream[Any]
            )
        except openai.APIError as error:
            raise _setback(error) from None
        if not isinstance(response, httpx2.Response):
            raise TypeError("the SDK was asked for the response itself")
        try:
            return await self._heard(response)
        finally:
            await response.aclose()

    async def models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint lists, for saying which there are.

        Raises:
            Setback: It lists none.

        """
        try:
            response = await self._client.get("/models", cast_to=httpx2.Response)
            listed = response.json()
            return tuple(name_of(model["id"]) for model in listed["data"][:MAX_MODELS])
        except openai.APIError as error:
            raise _setback(error) from None
        except (LookupError, TypeError, ValueError, RecursionError):
            raise Setback(Failure.BAD_UPSTREAM, "the endpoint does not list its models") from None

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def _heard(self, response: httpx2.Response) -> Said:
        hearing = Hearing()
        try:
            await self._listen(response, hearing)
        except TimeoutError:
            if not hearing.has_finished:
                raise Setback(Failure.TIMEOUT, f"the endpoint went silent for {self._idle_s:g} s in the middle of its reply") from None
        except BROKEN:
            if not hearing.has_finished:
                raise Setback(Failure.UNAVAILABLE, "the endpoint broke off in the middle of its reply", retries=2) from None
        except Setback:
            if not hearing.has_finished:
                raise
        return hearing.said()

    async def _listen(self, response: httpx2.Response, hearing: Hearing) -> None:
        now = asyncio.get_running_loop().time
        async with asyncio.timeout(None) as silence:
            async for chunk in response.aiter_raw():
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


def _setback(error: openai.APIError) -> Setback:
    if isinstance(error, openai.APIStatusError):
        return of_status(error.status_code, error.body, error.response.headers, datetime.now(UTC))
    if "CERTIFICATE_VERIFY_FAILED" in repr(error.__cause__):
        return Setback(
            Failure.UNAVAILABLE,
            "the endpoint's certificate is not one that this machine trusts; SSL_CERT_FILE can name a file of those that it should",
        )
    if isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout):
        return Setback(Failure.UNAVAILABLE, "the endpoint cannot be reached; is it running, and is SMALLACTS_MODEL_URL right?", retries=2)
    return Setback(Failure.UNAVAILABLE, "the endpoint broke off before it replied", retries=2)
