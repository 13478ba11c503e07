"""The official client of the Model Context Protocol: in this process, of a process that it starts, and over HTTP."""

import asyncio
import contextlib
import socket
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import httpx2
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent

from api.mcp import Face
from assistant.factory import Parts
from assistant.live import Live
from assistant.memory import Memory
from assistant.remembered import Caller
from tests.process import TREE, command, environment

T = TypeVar("T")
Do = Callable[[Client], Awaitable[T]]


def inside(parts: Parts, do: Do[T]) -> T:
    """Let a client of the server in this process do something."""

    async def run() -> T:
        face = Face(live=Live(parts), memory=Memory(parts.settings), caller=Caller())
        async with Client(face.server()) as client:
            return await do(client)

    return asyncio.run(run())


def refusal(parts: Parts, do: Do[Any]) -> str:
    """What a client of the server in this process is told where it is refused."""

    async def refused(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await do(client)
        return str(caught.value)

    return inside(parts, refused)


def by_stdio(home: Path, do: Do[T], **settings: Any) -> T:
    """Let a client that starts `smallacts mcp` do something."""

    async def run() -> T:
        words = [str(word) for word in command("mcp")]
        started = StdioServerParameters(command=words[0], args=words[1:], env=environment(home, **settings), cwd=TREE)
        async with Client(stdio_client(started)) as client:
            return await do(client)

    return asyncio.run(run())


@contextlib.contextmanager
def serving(home: Path, **settings: Any) -> Iterator[str]:
    """Where a server of a process of its own answers, while it is asked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    words, env = command("serve", "--port", port), environment(home, **settings)
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=TREE, env=env) as process:
        assert process.stderr
        process.stderr.readline()
        with httpx.Client(transport=httpx.HTTPTransport(retries=6), timeout=60) as http:
            http.get(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}/mcp"
        process.terminate()


def over_http(address: str, do: Do[T], key: str | None = None, **more: Any) -> T:
    """Let a client of a server do something, with a key where there is one."""

    async def run() -> T:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as http,
            Client(streamable_http_client(address, http_client=http), **more) as client,
        ):
            return await do(client)

    return asyncio.run(run())


def calling(name: str, **arguments: Any) -> Do[CallToolResult]:
    """Call a tool."""
    return lambda client: client.call_tool(name, arguments)


def text_of(result: CallToolResult) -> str:
    """The first text of a result."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text
