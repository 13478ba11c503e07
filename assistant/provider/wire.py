"""Bytes of an answer, whole or streamed -> what the model said; a shape that is wrong is a Setback."""

import json
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import Any

from assistant.domain import clean
from assistant.provider.setback import bad_upstream, of_error

MAX_CALLS = 8
STREAM = re.compile(rb"(?:data|event|id|retry)?:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function that the model wants called, with the text of its arguments."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the model said, unjudged: `usage` and `model` are as the endpoint gave them."""

    text: str = ""
    refusal: str = ""
    calls: tuple[Call, ...] = ()
    finish: str | None = None
    usage: object = None
    model: object = None


def name_of(value: object) -> str:
    """A model's name as it can be shown; empty where it is none."""
    return clean(paired(value)).strip()[:100] if isinstance(value, str) else ""


def paired(text: str) -> str:
    """Join the halves of a character that came apart, and drop those that have none to join."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


class Hearing:
    """Takes the bytes of one answer as they come; whether they are a stream shows in their first character.

    Endpoints that ignore `stream` answer in one piece, and some name a wrong content type.
    """

    def __init__(self) -> None:
        """Have heard nothing."""
        self._raw = bytearray()
        self._events: Events | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing that follows matters."""
        return self._events is not None and self._events.is_over

    @property
    def has_finished(self) -> bool:
        """Whether the model has ended, though the usage may still follow."""
        return self._events is not None and self._events.finish is not None

    def feed(self, chunk: bytes) -> bool:
        """Take some bytes; return whether they held something of the reply, and no sign of life alone."""
        self._raw += chunk
        if self._events is None and not STREAM.match(self._raw[:64].lstrip()):
            return False
        self._events = self._events or Events()
        *lines, rest = bytes(self._raw).split(b"\n")
        self._raw = bytearray(rest)
        grew = [self._events.take(line.rstrip(b"\r")) for line in lines if line]
        return any(grew)

    def said(self) -> Said:
        """Return what was said, once it is over.

        Raises:
            Setback: It was broken off, or has another shape than an answer has.

        """
        if self._events is None:
            return read_whole(bytes(self._raw))
        self._events.take(bytes(self._raw).rstrip(b"\r"))
        return self._events.said()


class Events:
    """Joins the events of a stream."""

    def __init__(self) -> None:
        """Have heard nothing."""
        self.is_over = False
        self.finish: str | None = None
        self._text: list[str] = []
        self._refusal: list[str] = []
        self._calls: dict[int, list[str]] = {}
        self._usage: object = None
        self._model: object = None

    def take(self, line: bytes) -> bool:
        """Take a line; return whether it held something of the reply."""
        if not line.startswith(b"data:"):
            return False
        data = line[5:].strip()
        if data == b"[DONE]":
            self.is_over = True
            return False
        event = _object(data, "an event that is no JSON")
        if event.get("error"):
            raise of_error(event["error"])
        self._usage = event.get("usage") or self._usage
        self._model = event.get("model") or self._model
        choices = event.get("choices")
        if not isinstance(choices, list):
            raise bad_upstream("an event without choices")
        return bool(choices) and self._choose(choices[0])

    def said(self) -> Said:
        """Return the whole; a stream that ends without a finish was broken off, however quietly."""
        if self.finish is None:
            raise bad_upstream("a stream that broke off")
        calls = tuple(Call(name=name, arguments=arguments) for name, arguments in self._calls.values())
        return Said(
            text="".join(self._text),
            refusal="".join(self._refusal),
            calls=calls,
            finish=self.finish,
            usage=self._usage,
            model=self._model,
        )

    def _choose(self, choice: object) -> bool:
        if not isinstance(choice, dict):
            raise bad_upstream("a choice that is none")
        delta = choice.get("delta") or {}
        if not isinstance(delta, dict):
            raise bad_upstream("a delta that is none")
        text, refusal = _text(delta.get("content")), _text(delta.get("refusal"))
        self._text.append(text)
        self._refusal.append(refusal)
        calls = _calls(delta.get("tool_calls"))
        for index, call in calls:
            if index not in self._calls and len(self._calls) == MAX_CALLS:
                raise bad_upstream("more calls of functions than anybody needs")
            known = self._calls.setdefault(index, ["", ""])
            known[0] += call.name
            known[1] += call.arguments
        self.finish = _finish(choice.get("finish_reason")) or self.finish
        return bool(text or refusal or calls or delta.get("reasoning_content") or delta.get("reasoning"))


def read_whole(raw: bytes) -> Said:
    """Read an answer that came in one piece.

    Raises:
        Setback: It has another shape than an answer has.

    """
    answer = _object(raw, "nothing" if not raw.strip() else "what is no JSON")
    if answer.get("error"):
        raise of_error(answer["error"])
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise bad_upstream("no message")
    return Said(
        text=_text(message.get("content")),
        refusal=_text(message.get("refusal")),
        calls=tuple(call for _, call in _calls(message.get("tool_calls"))),
        finish=_finish(choice.get("finish_reason")),
        usage=answer.get("usage"),
        model=answer.get("model"),
    )


def _object(raw: bytes, otherwise: str) -> dict[str, Any]:
    try:
        value = json.loads(raw.removeprefix(BOM_UTF8).decode())
    except (ValueError, RecursionError):
        raise bad_upstream(otherwise) from None
    if not isinstance(value, dict):
        raise bad_upstream("JSON that is no object")
    return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):  # some give parts, as in what they are asked
        return "".join(_text(part.get("text")) for part in value if isinstance(part, dict))
    if not isinstance(value, str):
        raise bad_upstream("a text that is none")
    return value


def _finish(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise bad_upstream("a finish that is none")
    return value or None


def _calls(value: object) -> list[tuple[int, Call]]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_upstream("calls of functions that are none")
    return [_call(position, call) for position, call in enumerate(value[: MAX_CALLS + 1])]


def _call(position: int, value: object) -> tuple[int, Call]:
    function = value.get("function") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(function, dict):
        raise bad_upstream("a call of a function that is none")
    index, arguments = value.get("index"), function.get("arguments")
    arguments = json.dumps(arguments) if isinstance(arguments, dict) else _text(arguments)
    return index if isinstance(index, int) else position, Call(name=_text(function.get("name")), arguments=arguments)
