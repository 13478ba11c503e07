"""What a client sent -> what the person said, and what the client wants for itself."""

from collections.abc import Sequence
from itertools import groupby

from assistant.domain import Value
from assistant.hearing.errands import Errand, errand_of
from assistant.hearing.wrappers import is_chatter, unwrapped
from assistant.ports import Speaker, Turn

__all__ = ["Errand", "Heard", "Message", "hear"]

PERSON, ANSWER = "user", "assistant"
INSTRUCTING = frozenset({"system", "developer"})


class Message(Value):
    """One message as a client sent it; its text is all the text parts, cleaned."""

    role: str
    text: str


class Heard(Value):
    """The turns of the person and of who answered, in order; an errand where the client asks for itself."""

    turns: tuple[Turn, ...]
    errand: Errand | None = None
    is_nagging: bool = False
    """After the last answer came only the client's own chatter: it wants a tool call that it will not get."""


def hear(messages: Sequence[Message]) -> Heard:
    """Take the person's words out of what a client sent.

    Instructions of the client, results of its tools, and what it wraps around somebody's words are no words of theirs.
    """
    orders = " ".join(message.text for message in messages if message.role in INSTRUCTING)
    spoken = [message for message in messages if message.role in (PERSON, ANSWER)]
    errand = errand_of(orders, [message.text for message in spoken if message.role == PERSON])
    said = [(message.role, unwrapped(message.text) if message.role == PERSON else message.text.strip()) for message in spoken]
    last = spoken[-1] if spoken else None
    return Heard(
        turns=tuple(_joined([(role, text) for role, text in said if text])),
        errand=errand,
        is_nagging=last is not None and last.role == PERSON and is_chatter(last.text) and any(m.role == ANSWER for m in spoken),
    )


def _joined(said: list[tuple[str, str]]) -> list[Turn]:
    """What one of them said in several messages is one turn."""
    turns = []
    for role, group in groupby(said, key=lambda pair: pair[0]):
        by = Speaker.USER if role == PERSON else Speaker.ASSISTANT
        turns.append(Turn(by=by, text="\n".join(text for _, text in group)))
    return turns
