"""The part of the responses endpoint that keeps nothing: the one way of some clients to ask at all."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response as Sent

from api.answering import KEEP_ALIVE_S, Streamed, Written, beats, begin, failure, unless_gone
from api.asked import ResponsesRequest, input_of, limit_of, refuse_what_is_kept, schema_of
from api.chat import ConversationDep
from api.cutting import Cut, cut, estimate
from api.examples import CHAT_ERRORS
from api.wire import events
from api.wire_responses import Answered
from assistant.conversation.modes import mode_of

router = APIRouter(tags=["chat"])


@router.post("/v1/responses", responses=CHAT_ERRORS)
async def respond(asked: ResponsesRequest, request: Request, conversation: ConversationDep) -> Sent:
    """Answer as OpenAI's responses do, whole or as a stream; nothing is kept to be fetched later."""
    refuse_what_is_kept(asked)
    mode, messages, schema = mode_of(asked.model), input_of(asked), schema_of(asked.text.format if asked.text else None)
    writing = await begin(conversation, messages, mode, schema, request)
    answered = Answered(model=mode.name, created=int(time.time()), asked_tokens=estimate([message.text for message in messages]))
    if asked.stream:
        return Streamed(stream(answered, writing, asked), writing)
    written = await unless_gone(writing, request)
    return Sent(answered.whole(_cut(written, asked), written.typed), media_type="application/json")


async def stream(
    answered: Answered, writing: "asyncio.Task[Written]", asked: ResponsesRequest, keep_alive_s: float = KEEP_ALIVE_S
) -> AsyncIterator[str]:
    """The events of one response; comments keep a silent line open."""
    for event in events(*answered.begun()):
        yield event
    async for _ in beats(writing, keep_alive_s):
        yield ": keep-alive\n\n"
    yield "".join(events(*_said(answered, writing, asked)))


def _said(answered: Answered, writing: "asyncio.Task[Written]", asked: ResponsesRequest) -> Iterator[str]:
    try:
        written = writing.result()
    except Exception as error:  # noqa: BLE001 the outermost loop of a stream, which has begun and must end
        told = failure(error)
        return answered.failed(told["message"] or "", told["code"])
    return answered.said(_cut(written, asked), written.typed)


def _cut(written: Written, asked: ResponsesRequest) -> Cut:
    return cut(written.parts, limit_of(asked.max_output_tokens), ())
