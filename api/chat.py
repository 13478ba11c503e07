"""The chat endpoint: models, and chat completions, whole or as a stream."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.answering import KEEP_ALIVE_S, Streamed, Written, beats, begin, failure, unless_gone
from api.asked import ChatRequest, limit_of, messages_of, refuse_what_we_cannot_keep_to, schema_of, stops_of
from api.cutting import Cut, cut, estimate
from api.examples import CHAT_ERRORS
from api.wire import Chat, as_payload, events, model, models
from assistant.conversation.modes import mode_of
from assistant.conversation.talk import Conversation
from assistant.factory_chat import open_own_conversation

router = APIRouter(tags=["chat"])
DONE = "[DONE]"


async def conversation_of(request: Request) -> Conversation:
    """A conversation with whoever the key names, over the newest index."""
    state = request.app.state
    return open_own_conversation(state.live.parts, state.memory, request.state.caller)


ConversationDep = Annotated[Conversation, Depends(conversation_of)]


@router.get("/v1/models")
async def list_models() -> dict[str, Any]:
    """List the modes of the assistant as models."""
    return models()


@router.get("/v1/models/{id}", responses=CHAT_ERRORS)
async def show_model(id: str) -> dict[str, Any]:
    """Return one of them."""
    return model(mode_of(id)).model_dump()


@router.post("/v1/chat/completions", responses=CHAT_ERRORS)
async def complete(asked: ChatRequest, request: Request, conversation: ConversationDep) -> Response:
    """Answer a chat as OpenAI's clients expect it, whole or as a stream."""
    refuse_what_we_cannot_keep_to(asked)
    mode, messages, schema = mode_of(asked.model), messages_of(asked), schema_of(asked.response_format)
    writing = await begin(conversation, messages, mode, schema, request)
    chat = Chat(model=mode.name, created=int(time.time()), asked_tokens=estimate([message.text for message in messages]))
    if asked.stream:
        return Streamed(stream(chat, writing, asked), writing)
    written = await unless_gone(writing, request)
    return Response(chat.whole(_cut(written, asked), written.typed), media_type="application/json")


async def stream(
    chat: Chat, writing: "asyncio.Task[Written]", asked: ChatRequest, keep_alive_s: float = KEEP_ALIVE_S
) -> AsyncIterator[str]:
    """The events of one answer: who speaks, its parts, one end; comments keep a silent line open."""
    for event in events(chat.head()):
        yield event
    async for _ in beats(writing, keep_alive_s):
        yield ": keep-alive\n\n"
    yield "".join(events(*_payloads(chat, writing, asked), DONE))  # all is there, and each piece is one more way through the server


def _payloads(chat: Chat, writing: "asyncio.Task[Written]", asked: ChatRequest) -> list[str]:
    try:
        written = writing.result()
    except Exception as error:  # noqa: BLE001 the outermost loop of a stream, which has begun and must end
        return [as_payload({"error": failure(error)}), chat.end("error")]
    text = _cut(written, asked)
    usage = [chat.usage(text.tokens)] if asked.stream_options and asked.stream_options.include_usage else []
    return [*map(chat.part, text.parts), chat.end(text.finish, written.typed), *usage]


def _cut(written: Written, asked: ChatRequest) -> Cut:
    return cut(written.parts, limit_of(asked.max_tokens, asked.max_completion_tokens), stops_of(asked.stop))
