"""The real OpenAI client, talking to the application in this process."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionChunk

from api.app import create_app
from assistant.factory import Parts

QUIET = "my teammate is quiet in meetings"
ASKED: dict[str, Any] = {"model": "smallacts", "messages": [{"role": "user", "content": QUIET}]}
Do = Callable[[Any], Awaitable[Any]]
"""What a client does; it is any value here, since tests send what its own types would not let through."""
WithClient = Callable[[Do], Any]


def client_of(parts: Parts) -> WithClient:
    """Let the real client do something, without its own second tries, and return what came of it."""

    def run(do: Do) -> Any:
        async def inside() -> Any:
            transport = httpx2.ASGITransport(create_app(parts))
            async with httpx2.AsyncClient(transport=transport) as http:
                return await do(AsyncOpenAI(base_url="http://localhost/v1", api_key="any", http_client=http, max_retries=0))

        return asyncio.run(inside())

    return run


def chunks(with_client: WithClient, **more: Any) -> list[ChatCompletionChunk]:
    """Every chunk of a streamed answer."""

    async def read(client: Any) -> list[ChatCompletionChunk]:
        return [chunk async for chunk in await client.chat.completions.create(**{**ASKED, "stream": True, **more})]

    found: list[ChatCompletionChunk] = with_client(read)
    return found


def said(found: list[ChatCompletionChunk]) -> str:
    """The text of a stream."""
    return "".join(chunk.choices[0].delta.content or "" for chunk in found if chunk.choices)
