"""One answer under way: what can fail fails before its first byte, and who goes away takes it along."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.errors import Gone, body_of, log_unforeseen
from api.shaping import shaped
from assistant.conversation.modes import Mode
from assistant.conversation.talk import Conversation, Spoken
from assistant.errors import AssistantError
from assistant.hearing import Heard, Message, hear
from assistant.hearing.errands import run_errand

SOON_S = 0.25  # words that are ready by then can still fail with a status; a model takes longer, and the stream begins
KEEP_ALIVE_S = 10.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer in words, in the parts in which it is streamed, and as the typed value behind them."""

    parts: tuple[str, ...]
    typed: dict[str, JsonValue] | None = None


async def begin(
    conversation: Conversation, messages: Sequence[Message], mode: Mode, schema: Mapping[str, Any] | None, request: Request
) -> "asyncio.Task[Written]":
    """Screen and retrieve, and then begin to write.

    Raises:
        AssistantError: It failed before anything was said.
        Gone: The client went away before it was its turn.

    """
    heard = hear(messages)
    if heard.errand:
        return asyncio.ensure_future(_done(_errand(heard, messages, schema)))
    if heard.is_nagging:
        return asyncio.ensure_future(_done(_written(conversation.line("no_tools"), schema)))
    prepared = await unless_gone(asyncio.ensure_future(conversation.prepare(heard.turns, mode)), request)
    writing = asyncio.ensure_future(_finish(conversation, prepared, schema))
    writing.add_done_callback(_heed)
    await asyncio.wait({writing}, timeout=SOON_S)
    if writing.done():
        writing.result()
    return writing


async def unless_gone(work: "asyncio.Task[T]", request: Request) -> T:
    """Wait for some work; where the client goes away meanwhile, so does the work.

    Raises:
        Gone: It did.

    """
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise Gone
        return work.result()
    finally:
        for task in (gone, work):
            task.cancel()


class Streamed(StreamingResponse):
    """The events of an answer under way, which nobody on the way holds back; who goes away, even before the first, takes the work along."""

    def __init__(self, events: AsyncIterator[str], writing: "asyncio.Task[Written]") -> None:
        """Own the task that the events are made from."""
        super().__init__(events, media_type="text/event-stream", headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})
        self.writing = writing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.writing.cancel()


def failure(error: Exception) -> dict[str, str | None]:
    """What a stream that has begun says of an error; an unforeseen one is logged."""
    if not isinstance(error, AssistantError):
        log_unforeseen(error)
    return body_of(error)["error"]


def _heed(writing: "asyncio.Task[Written]") -> None:
    """Look at the error of work that nobody waits for any more: else its text, which may hold somebody's words, would be logged."""
    if not writing.cancelled():
        writing.exception()


async def beats(writing: "asyncio.Task[Written]", every_s: float) -> AsyncIterator[None]:
    """Give a beat whenever so long passes without words; end when they are there."""
    while not (await asyncio.wait({writing}, timeout=every_s))[0]:
        yield


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _done(written: Written) -> Written:
    return written


async def _finish(conversation: Conversation, prepared: Any, schema: Mapping[str, Any] | None) -> Written:
    return _written(await conversation.finish(prepared), schema)


def _written(spoken: Spoken, schema: Mapping[str, Any] | None) -> Written:
    text = spoken.text
    if schema is not None:
        return Written(parts=(json.dumps(shaped(spoken.answer, text, schema)),), typed=_typed(spoken.answer))
    return Written(parts=parts_of(text), typed=_typed(spoken.answer))


def _errand(heard: Heard, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Written:
    """A client's own job; one with a schema of one field wants the text in it."""
    assert heard.errand is not None, "asked only where there is one"
    asked = "\n".join(message.text for message in messages if message.role == "user")
    text = run_errand(heard.errand, asked, heard.turns)
    if schema is None:
        return Written(parts=(text,) if text else ())
    with contextlib.suppress(json.JSONDecodeError):
        if isinstance(json.loads(text), dict):
            return Written(parts=(text,))
    return Written(parts=(json.dumps(dict.fromkeys(schema.get("properties") or ["title"], text)),))


def parts_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a text; joined they are the text."""
    return tuple(re.split(r"(?<=\n\n)(?=\S)", text))


def _typed(answer: BaseModel) -> dict[str, JsonValue]:
    held: dict[str, JsonValue] = answer.model_dump(mode="json")
    return held
