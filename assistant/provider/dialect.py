"""How an endpoint wants to be asked: the ladder of structured output, and the fields that not all of them know."""

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import JsonValue

from assistant.ports import Ask
from assistant.prompting import render


class Method(StrEnum):
    """How the shape of the reply is asked for, surest first."""

    JSON_SCHEMA = "json_schema"
    FUNCTION = "function"
    JSON_MODE = "json_mode"
    TEXT = "text"


LADDER = tuple(Method)
NO_OBJECT = "no object"  # what stands for an objection where an endpoint ignored the shape that it was told
SHAPE_WORDS = re.compile(r"response_format|json|schema|structured|grammar|tool|function")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One way of asking; the first that an endpoint answers is kept."""

    method: Method = Method.JSON_SCHEMA
    has_stream: bool = True
    has_stream_options: bool = True
    tokens_field: str = "max_tokens"

    @property
    def streams(self) -> bool:
        """Whether the reply is asked for as a stream; a function's is not: there servers lose the call or its end."""
        return self.has_stream and self.method is not Method.FUNCTION

    def body(self, ask: Ask, model: str, max_tokens: int) -> dict[str, JsonValue]:
        """Say a question in this dialect."""
        shape = json.dumps(ask.shape, ensure_ascii=False)
        told = self.method in (Method.JSON_MODE, Method.TEXT)
        system = render("model/shape.txt", system=ask.system, shape=shape) if told else ask.system
        turns: list[JsonValue] = [{"role": turn.by.value, "content": turn.text} for turn in ask.turns]
        body: dict[str, JsonValue] = {
            "model": model,
            "messages": [{"role": "system", "content": system}, *turns],
            self.tokens_field: max_tokens,
            **_shaped(self.method, ask),
        }
        if self.streams:
            body["stream"] = True
        if self.streams and self.has_stream_options:
            body["stream_options"] = {"include_usage": True}
        return body

    def without(self, objection: str, *, is_proven: bool) -> "Dialect | None":
        """The next dialect for an endpoint that objects to this one.

        Where nothing says what it objects to, all of it is tried once, and a dialect that it has answered
        before is kept: then the fault lies with what was asked.
        """
        if "max_completion_tokens" in objection and self.tokens_field == "max_tokens":
            return replace(self, tokens_field="max_completion_tokens")
        if "stream_options" in objection and self.has_stream_options:
            return replace(self, has_stream_options=False)
        if re.search(r"\bstream", objection) and self.has_stream:
            return replace(self, has_stream=False)
        if is_proven and not SHAPE_WORDS.search(objection):
            return None
        if (place := LADDER.index(self.method)) + 1 < len(LADDER):
            return replace(self, method=LADDER[place + 1])
        if objection == NO_OBJECT or not self.has_stream:
            return None
        return replace(self, has_stream_options=False) if self.has_stream_options else replace(self, has_stream=False)


def _shaped(method: Method, ask: Ask) -> dict[str, JsonValue]:
    if method is Method.JSON_SCHEMA:
        schema: JsonValue = {"name": ask.schema_name, "strict": True, "schema": ask.shape}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    if method is Method.FUNCTION:
        function: JsonValue = {"name": ask.schema_name, "description": "Give the answer.", "parameters": ask.shape}
        choice: JsonValue = {"type": "function", "function": {"name": ask.schema_name}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
    return {"response_format": {"type": "json_object"}} if method is Method.JSON_MODE else {}
