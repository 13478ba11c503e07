"""Parts -> Conversation: what a chat needs beside the assistant."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from assistant.conversation.lines import Lines, read_lines
from assistant.conversation.talk import Conversation
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller
from assistant.resources import folder


def open_conversation(parts: Parts) -> Conversation:
    """A conversation over the assistant; it remembers nothing, so it may be made anew for each turn."""
    return Conversation(
        assistant=parts.assistant,
        guidance=parts.guidance,
        lines=_lines(),
        holds={name: hold.message for name, hold in parts.gate.guidance.holds.items()},
        new_id=parts.assistant.new_id,
        today=lambda: datetime.now().astimezone().date(),
    )


def open_own_conversation(parts: Parts, memory: Memory, caller: Caller) -> Conversation:
    """A conversation with one person: what it gives enters their history, and what they did their moments."""
    return replace(
        open_conversation(parts),
        today=lambda: memory.today(caller),
        log=memory.notes(caller),
        history=memory.own_history(caller),
        own_week=lambda turn: memory.week(caller, None, turn).plan,
    )


@cache
def _lines() -> Lines:
    return read_lines(folder("knowledge"))
