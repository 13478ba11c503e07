"""The official client of the Agent Client Protocol, joined to the agent in this process or to one that it starts."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import acp
from acp.exceptions import RequestError
from acp.stdio import spawn_agent_process

from api.acp import Agent
from assistant.factory import Parts
from assistant.live import Live
from assistant.memory import Memory
from tests.process import TREE, command, environment

T = TypeVar("T")


@dataclass
class Editor:
    """Keeps what the agent sends, and asks it through a connection."""

    agent: Any = None
    said: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def on_connect(self, agent: Any) -> None:
        """Know whom to ask."""
        self.agent = agent

    async def session_update(self, session_id: str, update: Any, **_: Any) -> None:
        """Keep a part of an answer, or the commands."""
        if update.session_update == "agent_message_chunk":
            self.said.append(update.content.text)
        else:
            self.commands += [command.name for command in update.available_commands]

    async def begin(self) -> str:
        """Begin a thread, and return its name."""
        session: str = (await self.agent.new_session(cwd="/", mcp_servers=[])).session_id
        return session

    async def ask(self, session: str, text: str) -> str:
        """Send a turn, and return why its answer ended; its parts are kept."""
        reason: str = (await self.agent.prompt(session_id=session, prompt=[acp.text_block(text)])).stop_reason
        return reason

    async def refusal(self, asked: Awaitable[Any]) -> str:
        """What the agent says where it refuses."""
        try:
            return f"not refused: {await asked}"
        except RequestError as error:
            return str(error)


Do = Callable[[Editor], Awaitable[T]]


def inside(parts: Parts, do: Do[T]) -> T:
    """Let an editor that is joined to an agent in this process do something."""

    async def run() -> T:
        ends = [await asyncio.open_connection(sock=end) for end in socket.socketpair()]
        editor: Any = Editor()
        agent: Any = Agent(live=Live(parts), memory=Memory(parts.settings))
        serving = asyncio.create_task(acp.run_agent(agent, ends[0][1], ends[0][0]))
        client = acp.connect_to_agent(editor, ends[1][1], ends[1][0])
        try:
            await client.initialize(protocol_version=acp.PROTOCOL_VERSION)
            return await do(editor)
        finally:
            await client.close()
            ends[1][1].close()
            await serving
            ends[0][1].close()

    return asyncio.run(run())


def by_stdio(home: Path, do: Do[T], **settings: Any) -> T:
    """Let an editor that starts `smallacts acp` do something."""

    async def run() -> T:
        editor: Any = Editor()
        words = [str(word) for word in command("acp")]
        async with spawn_agent_process(editor, *words, env=environment(home, **settings), cwd=TREE) as (client, _):
            await client.initialize(protocol_version=acp.PROTOCOL_VERSION)
            return await do(editor)

    return asyncio.run(run())
