"""What the model said -> a Reply with the text of one clean JSON object, or a Setback."""

import json
import re
from typing import Any

from pydantic import JsonValue

from assistant.domain import clean
from assistant.errors import Failure
from assistant.ports import Ask, Reply, Usage
from assistant.provider.dialect import NO_OBJECT, Dialect, Method
from assistant.provider.setback import Setback, bad_upstream
from assistant.provider.wire import Said, name_of, paired

MAX_CHARS = 40_000  # no answer of ours has as many; what is longer went astray
BYTES_A_TOKEN = 4
TEMPLATE_TOKENS = 2_000  # what an endpoint may add to a question: roles, the schema in its own words
THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
FILTERED = frozenset({"content_filter", "safety", "moderation"})
SORRY = re.compile(
    r"\s*(?:i['’]?m (?:really |very |so )?sorry|sorry\b|i (?:can(?:not|['’]t)|am (?:not able|unable)|won['’]t)\b)", re.IGNORECASE
)


def judge(said: Said, ask: Ask, dialect: Dialect, model: str, *, sent_bytes: int, max_tokens: int) -> Reply:
    """Make a reply of it.

    Raises:
        Setback: It refused, was cut, called what it was not given, or is not one JSON object.

    """
    usage = _usage(said, sent_bytes, max_tokens)
    try:
        text = _used(said, ask, dialect)
    except Setback as setback:
        setback.usage = usage
        raise
    return Reply(text=text, model=name_of(said.model) or model, usage=usage)


def _used(said: Said, ask: Ask, dialect: Dialect) -> str:
    finish = (said.finish or "").lower()
    if finish in FILTERED:
        raise Setback(Failure.FILTERED, "the endpoint's content filter stopped the reply")
    if said.refusal.strip() or finish == "refusal":
        raise Setback(Failure.REFUSED, "the model refused to reply")
    text = _called(said, ask, dialect) if said.calls else said.text
    if finish == "length":
        raise Setback(Failure.BAD_REPLY, "the model's reply was cut at its greatest length", is_cut=True)
    if not text.strip():
        raise bad_upstream("an empty message")
    found = one_object(text)
    if found is None and SORRY.match(text):
        raise Setback(Failure.REFUSED, "the model refused to reply")
    if found is None:
        raise Setback(Failure.BAD_REPLY, "the model did not reply with one JSON object", objection="" if "{" in text else NO_OBJECT)
    return found


def one_object(text: str) -> str | None:
    """The one JSON object that a text holds, cleaned, also between fences or words; None where there is none, or more."""
    if len(text) > MAX_CHARS:
        return None
    text = THOUGHT.sub("", text, count=1)
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        value = json.loads(text[start : end + 1], object_pairs_hook=_unique, parse_constant=_refuse)
        return json.dumps(_cleaned(value), ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return None


def _called(said: Said, ask: Ask, dialect: Dialect) -> str:
    """The arguments of our own function; any other call is neither made nor believed."""
    if dialect.method is not Method.FUNCTION or len(said.calls) != 1 or said.calls[0].name != ask.schema_name:
        raise bad_upstream("a call of a function that it was not given")
    return said.calls[0].arguments


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return clean(paired(value))
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {clean(paired(name)): _cleaned(part) for name, part in value.items()}
    return value


def _usage(said: Said, sent_bytes: int, max_tokens: int) -> Usage:
    """What it cost: no token is less than a byte, so what is above can only be wrong, and is estimated like what is missing."""
    given = said.usage if isinstance(said.usage, dict) else {}
    came_bytes = len(said.text.encode("utf-8", "replace")) + sum(len(call.arguments) for call in said.calls)
    sent = _count(given.get("prompt_tokens"), sent_bytes + TEMPLATE_TOKENS)
    came = _count(given.get("completion_tokens"), max(max_tokens, came_bytes))
    if sent is not None and came is not None:
        return Usage(input_tokens=sent, output_tokens=came)
    return Usage(
        input_tokens=sent if sent is not None else -(-sent_bytes // BYTES_A_TOKEN),
        output_tokens=came if came is not None else -(-came_bytes // BYTES_A_TOKEN),
        is_estimate=True,
    )


def _count(value: object, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None
