"""What a chat client sends: read leniently, since each sends fields of its own, and refused only where we could not keep to it."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.shaping import refuse_other_shapes
from assistant.domain import clean
from assistant.errors import BadInput
from assistant.hearing import Message

MAX_MESSAGES = 2_000
TEXTS = frozenset({"text", "input_text", "output_text"})


class Lenient(BaseModel):
    """Fields that we do not know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(Lenient):
    """A part of a message; only text says something to us."""

    type: str = "text"
    text: str | None = None


Content = str | list[Part | str] | None


class ChatMessage(Lenient):
    """A message of a chat."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Content = None


class StreamOptions(Lenient):
    """What a stream shall hold."""

    include_usage: bool | None = None


class ResponseFormat(Lenient):
    """The form that a client wants for the text."""

    type: str = "text"
    json_schema: dict[str, JsonValue] | None = None


class ChatRequest(Lenient):
    """The body of `/v1/chat/completions`."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    stop: str | list[str] | None = None
    n: int | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None
    tool_choice: JsonValue = None
    function_call: JsonValue = None
    response_format: ResponseFormat | None = None


class Item(Lenient):
    """One item of the input of `/v1/responses`; what is no message says nothing to us."""

    type: str = "message"
    role: str | None = None
    content: Content = None


class TextFormat(Lenient):
    """The form of the text, with the schema beside its name."""

    type: str = "text"
    schema_: dict[str, JsonValue] | None = Field(default=None, alias="schema")


class TextOptions(Lenient):
    """What is wanted of the text."""

    format: TextFormat | None = None


class ResponsesRequest(Lenient):
    """The body of `/v1/responses`, of which we keep nothing."""

    model: str
    input: str | list[Item] = Field(max_length=MAX_MESSAGES * 200)
    instructions: str | None = None
    stream: bool | None = None
    max_output_tokens: int | None = None
    previous_response_id: str | None = None
    conversation: JsonValue = None
    background: bool | None = None
    tool_choice: JsonValue = None
    text: TextOptions | None = None


def refuse_what_we_cannot_keep_to(asked: ChatRequest) -> None:
    """Refuse a request for more answers, for probabilities or for a tool call.

    Raises:
        BadInput: The message names the field, and what to send instead.

    """
    if asked.n is not None and asked.n != 1:
        raise BadInput("there is one answer to one question; leave `n` out, or set it to 1", param="n")
    if asked.logprobs or asked.top_logprobs:
        raise BadInput("there are no probabilities of tokens here; leave `logprobs` out", param="logprobs")
    _refuse_tools(asked.tool_choice, "tool_choice")
    _refuse_tools(asked.function_call, "function_call")


def refuse_what_is_kept(asked: ResponsesRequest) -> None:
    """Refuse what would need an earlier response: we keep none.

    Raises:
        BadInput: The message names the field, and what to send instead.

    """
    if asked.previous_response_id:
        raise BadInput("no response is kept here; send the turns so far in `input`", param="previous_response_id")
    if asked.conversation:
        raise BadInput("no conversation is kept here; send the turns so far in `input`", param="conversation")
    if asked.background:
        raise BadInput("an answer comes at once; leave `background` out", param="background")
    _refuse_tools(asked.tool_choice, "tool_choice")


def _refuse_tools(choice: JsonValue, param: str) -> None:
    if choice not in (None, "auto", "none") and not (isinstance(choice, dict) and choice.get("type") in ("auto", "allowed_tools")):
        raise BadInput('no tool is ever called from here; use "auto" or "none"', param=param)


def messages_of(asked: ChatRequest) -> list[Message]:
    """The messages of a chat as hearing takes them."""
    return _spoken([(message.role, message.content) for message in asked.messages], "messages")


def input_of(asked: ResponsesRequest) -> list[Message]:
    """The input of a response as hearing takes it."""
    before: list[tuple[str, Content]] = [("system", asked.instructions)] if asked.instructions else []
    if isinstance(asked.input, str):
        return _spoken([*before, ("user", asked.input)], "input")
    items = [(item.role, item.content) for item in asked.input if item.type == "message" and item.role]
    return _spoken([*before, *items], "input")


def _spoken(said: Sequence[tuple[str, Content]], param: str) -> list[Message]:
    if not any(role == "user" for role, _ in said):
        raise BadInput(f"`{param}` holds no message of the user; send at least one", param=param)
    return [Message(role=role, text=_text(content)) for role, content in said]


def _text(content: Content) -> str:
    if not isinstance(content, list):
        return clean(content or "")
    texts = [part if isinstance(part, str) else part.text for part in content if isinstance(part, str) or part.type in TEXTS]
    return clean("\n".join(text for text in texts if text))


def stops_of(stop: str | list[str] | None) -> tuple[str, ...]:
    """The sequences at which a text ends."""
    return tuple(text for text in ([stop] if isinstance(stop, str) else stop or []) if text)


def limit_of(*limits: int | None) -> int | None:
    """The smallest limit that is one: some clients send -1 for none."""
    return min((limit for limit in limits if limit is not None and limit > 0), default=None)


def schema_of(format: ResponseFormat | TextFormat | None) -> dict[str, Any] | None:
    """The JSON schema that the text must meet; an empty one where it is any JSON object.

    Raises:
        BadInput: It is none, or wants what an answer does not have.

    """
    if format is None or format.type == "text":
        return None
    if format.type == "json_object":
        return {}
    held = format.schema_ if isinstance(format, TextFormat) else (format.json_schema or {}).get("schema")
    if format.type == "json_schema" and isinstance(held, dict):
        refuse_other_shapes(held)
        return held
    raise BadInput("use a `response_format` of the type text, json_object, or json_schema with its schema", param="response_format")
