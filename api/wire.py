"""OpenAI's own types, built from an answer: the only file that imports openai in this room."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openai.types import CompletionUsage, Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_chunk import Choice as ChunkChoice
from openai.types.chat.chat_completion_chunk import ChoiceDelta
from pydantic import JsonValue

from api.cutting import Cut
from assistant.conversation.modes import MODES, Mode

MADE = 1_790_812_800  # 2026-10-01, when the first of these modes was made: clients sort by it
OWNER = "smallacts"


def model(mode: Mode) -> Model:
    """A mode as a model."""
    return Model(id=mode.name, created=MADE, object="model", owned_by=OWNER)


def models() -> dict[str, Any]:
    """The list of models."""
    return {"object": "list", "data": [model(mode).model_dump() for mode in MODES]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat completion on the wire: one id, one time, one model in all that is sent of it."""

    model: str
    created: int
    asked_tokens: int
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")

    def whole(self, text: Cut, typed: dict[str, JsonValue] | None) -> str:
        """The answer in one piece; the typed one stands beside its text."""
        message = ChatCompletionMessage(role="assistant", content=text.text, refusal=None, **_extension(typed))
        choice = Choice.construct(index=0, message=message, finish_reason=text.finish, logprobs=None)
        return ChatCompletion(
            id=self.id, created=self.created, model=self.model, object="chat.completion", choices=[choice], usage=self._usage(text.tokens)
        ).model_dump_json()

    def head(self) -> str:
        """The first chunk: who speaks."""
        return self._chunk(ChoiceDelta(role="assistant", content=""))

    def part(self, text: str) -> str:
        """A part of the text."""
        return self._chunk(ChoiceDelta(content=text))

    def end(self, finish: str, typed: dict[str, JsonValue] | None = None) -> str:
        """The last chunk: why it ended, with the typed answer."""
        return self._chunk(ChoiceDelta(**_extension(typed)), finish)

    def usage(self, tokens: int) -> str:
        """The chunk that a client gets only if it asks."""
        return self._sent(ChatCompletionChunk(**self._same(), choices=[], usage=self._usage(tokens)))

    def _chunk(self, delta: ChoiceDelta, finish: str | None = None) -> str:
        if finish is None:
            choice = ChunkChoice(index=0, delta=delta, finish_reason=None)
        else:
            choice = ChunkChoice.construct(index=0, delta=delta, finish_reason=finish)  # "error" is none of theirs
        return self._sent(ChatCompletionChunk(**self._same(), choices=[choice]))

    def _same(self) -> dict[str, Any]:
        return {"id": self.id, "created": self.created, "model": self.model, "object": "chat.completion.chunk"}

    def _usage(self, tokens: int) -> CompletionUsage:
        return CompletionUsage(prompt_tokens=self.asked_tokens, completion_tokens=tokens, total_tokens=self.asked_tokens + tokens)

    @staticmethod
    def _sent(chunk: ChatCompletionChunk) -> str:
        return chunk.model_dump_json(exclude_unset=True)


def _extension(typed: dict[str, JsonValue] | None) -> dict[str, Any]:
    return {OWNER: typed} if typed else {}


def events(*payloads: str) -> Iterator[str]:
    """Payloads as events: one line each, and LF only, since that is what the strictest client reads."""
    for payload in payloads:
        yield f"data: {payload}\n\n"


def as_payload(body: object) -> str:
    """A body as one line."""
    return json.dumps(body)
