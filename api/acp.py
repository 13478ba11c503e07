"""The Agent Client Protocol over stdio, for an editor's agent panel: the only file that imports acp."""

import asyncio
import logging
import signal
import sys
import uuid
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import acp
from acp.exceptions import RequestError
from acp.helpers import ContentBlock, update_agent_message_text, update_available_commands
from acp.interfaces import Client
from acp.schema import (
    AvailableCommand,
    AvailableCommandInput,
    Implementation,
    InitializeResponse,
    NewSessionResponse,
    PromptResponse,
    TextContentBlock,
    UnstructuredCommandInput,
)

from api.answering import parts_of
from api.errors import UNFORESEEN, log_unforeseen
from api.standard_input import StandardInput
from assistant import __version__
from assistant.conversation.talk import Spoken
from assistant.conversation.thread import MAX_TURNS
from assistant.domain import MAX_SITUATION_CHARS, clean
from assistant.errors import AssistantError, BadInput
from assistant.factory_chat import open_own_conversation
from assistant.hearing.wrappers import unwrapped
from assistant.live import Live
from assistant.memory import Memory
from assistant.ports import Speaker, Turn

MAX_SESSIONS = 64  # an editor opens one for each thread, and closes none
INVALID_REQUEST, INVALID_PARAMS, INTERNAL_ERROR = -32600, -32602, -32603
MOMENT = "the moment, or nothing for other words of the last one"
COMMANDS: dict[str, tuple[str, str | None]] = {
    "encourage": ("Words of encouragement", MOMENT),
    "feedback": ("Words of feedback", MOMENT),
    "question": ("A question to ask", MOMENT),
    "insight": ("Something you learned, shared", MOMENT),
    "intro": ("Two people brought together", MOMENT),
    "log": ("Write down that you did it", None),
    "week": ("Three moments planned for this week", None),
}


@dataclass(slots=True)
class Session:
    """One thread of an editor: its last turns, and the answer under way."""

    turns: deque[Turn] = field(default_factory=lambda: deque(maxlen=MAX_TURNS))
    answering: "asyncio.Task[Spoken] | None" = None


@dataclass(slots=True, kw_only=True)
class Agent:
    """Holds the conversation of the chat endpoint; a method that it lacks is answered as one that is not there."""

    live: Live
    memory: Memory
    _client: Client = field(init=False)
    _sessions: "OrderedDict[str, Session]" = field(default_factory=OrderedDict, init=False)
    _announcing: "set[asyncio.Task[None]]" = field(default_factory=set, init=False)

    def on_connect(self, client: Client) -> None:
        """Know whom to send to."""
        self._client = client

    async def initialize(self, **_: Any) -> InitializeResponse:
        """Say who we are; there is nothing to log in to."""
        info = Implementation(name="smallacts", title="smallacts", version=__version__)
        return InitializeResponse(protocol_version=acp.PROTOCOL_VERSION, agent_info=info)

    async def new_session(self, **_: Any) -> NewSessionResponse:
        """Begin a thread; of too many, the one that was longest silent ends."""
        name, silent = uuid.uuid4().hex, [name for name, session in self._sessions.items() if session.answering is None]
        if len(self._sessions) >= MAX_SESSIONS:
            if not silent:
                raise RequestError(INVALID_REQUEST, f"{MAX_SESSIONS} threads are being answered; wait for one of them")
            del self._sessions[silent[0]]
        self._sessions[name] = Session()
        announcing = asyncio.create_task(self._announce(name))  # after the answer: before it, the client knows no such session
        self._announcing.add(announcing)
        announcing.add_done_callback(self._announcing.discard)
        return NewSessionResponse(session_id=name)

    async def prompt(self, prompt: Sequence[ContentBlock], session_id: str, **_: Any) -> PromptResponse:
        """Answer a turn, part by part."""
        session = self._session(session_id)
        if session.answering is not None:
            raise RequestError(INVALID_REQUEST, "this thread is still being answered; wait, or cancel it first")
        said = Turn(by=Speaker.USER, text=_text(prompt))
        session.answering = asyncio.create_task(self._reply([*session.turns, said]))
        try:
            await asyncio.wait({session.answering})
            if session.answering.cancelled():
                return PromptResponse(stop_reason="cancelled")
            text = _result(session.answering).text
        finally:
            session.answering.cancel()
            session.answering = None
        if said.text:
            session.turns.extend([said, Turn(by=Speaker.ASSISTANT, text=text)])
        for part in parts_of(text):
            await self._client.session_update(session_id, update_agent_message_text(part))
        return PromptResponse(stop_reason="end_turn")

    async def cancel(self, session_id: str, **_: Any) -> None:
        """Stop the answer under way."""
        session = self._sessions.get(session_id)
        if session and session.answering:
            session.answering.cancel()

    def _session(self, id: str) -> Session:
        session = self._sessions.get(id)
        if session is None:
            raise RequestError(INVALID_PARAMS, f"there is no thread {clean(id)[:40]!r} any more; begin a new one")
        self._sessions.move_to_end(id)
        return session

    async def _reply(self, turns: Sequence[Turn]) -> Spoken:
        conversation = open_own_conversation(self.live.parts, self.memory, self.memory.me)
        return await conversation.reply(turns) if turns[-1].text else conversation.line("help")

    async def _announce(self, id: str) -> None:
        await self._client.session_update(id, update_available_commands(map(_command, COMMANDS)))


async def over_stdio(live: Live, memory: Memory) -> None:
    """Answer an editor that started this process until it closes our standard input or interrupts us."""
    logging.getLogger().addFilter(_without_traceback)
    loop, given = asyncio.get_running_loop(), StandardInput()
    loop.add_signal_handler(signal.SIGINT, given.close)
    reader, _ = await asyncio.open_connection(sock=given.end)
    watch = asyncio.create_task(live.watch())
    agent: Any = Agent(live=live, memory=memory)  # not all of its protocol, or what it lacks would be answered with nothing
    try:
        await acp.run_agent(agent, await _standard_output(loop), reader)
    finally:
        watch.cancel()


async def _standard_output(loop: asyncio.AbstractEventLoop) -> asyncio.StreamWriter:
    try:
        transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, sys.stdout)
    except ValueError as error:
        raise BadInput("standard output is a file; `smallacts acp` is started by an editor that reads it through a pipe") from error
    return asyncio.StreamWriter(transport, protocol, None, loop)


def _result(answering: "asyncio.Task[Spoken]") -> Spoken:
    try:
        return answering.result()
    except AssistantError as error:
        raise RequestError(INTERNAL_ERROR, clean(str(error))) from None
    except Exception as error:  # noqa: BLE001 the outermost loop of a turn
        log_unforeseen(error)
        raise RequestError(INTERNAL_ERROR, UNFORESEEN) from None


def _text(prompt: Sequence[ContentBlock]) -> str:
    """The person's own words; files that the editor adds are none, and of too many words the conversation says so."""
    words = "\n".join(block.text for block in prompt if isinstance(block, TextContentBlock))
    return unwrapped(clean(words)).strip()[: MAX_SITUATION_CHARS + 1]


def _command(name: str) -> AvailableCommand:
    about, hint = COMMANDS[name]
    wanted = AvailableCommandInput(UnstructuredCommandInput(hint=hint)) if hint else None
    return AvailableCommand(name=name, description=about, input=wanted)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Let a line of acp's through without its traceback, which may quote what was told."""
    record.exc_info = None
    return True
