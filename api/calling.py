"""A tool that a client's model may call: bounded arguments, one call, its value."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.asking import explain
from assistant.domain import Value, clean
from assistant.errors import BadInput
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller

Arguments = TypeVar("Arguments", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: who asks, and what answers."""

    parts: Parts
    memory: Memory
    caller: Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Generic[Arguments]):
    """What can be called, as a client's model is told of it."""

    name: str
    title: str
    about: str
    takes: type[Arguments]
    gives: TypeAdapter[Any]
    run: Callable[[Call, Arguments], Awaitable[Value]]
    noun: str = "situation"
    is_read_only: bool = True
    gives_words: bool = False
    """It may ask the model that is configured."""

    async def call(self, call: Call, arguments: Mapping[str, Any]) -> Value:
        """Read the arguments, and run it.

        Raises:
            AssistantError: An argument cannot be used, or it failed; the message says what to do.

        """
        try:
            taken = self.takes.model_validate(arguments)
        except ValidationError as error:
            raise BadInput(_explained(error, self)) from error
        return await self.run(call, taken)


def _explained(error: ValidationError, tool: Tool[Any]) -> str:
    first = error.errors()[0]
    name, fields = str(first["loc"][0]), tool.takes.model_fields
    if first["type"] == "extra_forbidden":
        return f"there is no argument {clean(name)[:40]!r}; {tool.name} takes {', '.join(fields)}"
    if name != "text" and first["type"] == "missing":
        return f"`{name}` is missing: {fields[name].description}"
    if name != "text" and first["type"] in ("string_too_long", "too_long") and isinstance(first["input"], str):
        where = ".".join(map(str, first["loc"]))
        return f"`{where}` has {len(first['input']):,} characters; at most {first['ctx']['max_length']:,}"
    return explain(error, noun=tool.noun)
