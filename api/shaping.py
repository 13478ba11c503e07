"""The typed answer in the form of a client's JSON schema."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, JsonValue

from assistant.errors import BadInput

_STRINGS = (
    "kind",
    "practice",
    "say",
    "do",
    "when",
    "why",
    "reflect",
    "message",
    "question",
    "heading",
    "title",
    "text",
    "composer",
    "generated_by",
    "id",
)
_LISTS = ("slots", "sources", "alternatives", "checks", "steps", "contacts", "moments")
TYPES: Mapping[str, str] = {**dict.fromkeys(_STRINGS, "string"), **dict.fromkeys(_LISTS, "array"), "action": "object"}
"""What an answer can give: each field with its type; one that an answer of its kind has not is empty."""


def refuse_other_shapes(schema: Mapping[str, Any]) -> None:
    """Refuse a schema that wants what an answer does not have.

    Raises:
        BadInput: The message names the first such field.

    """
    properties = schema.get("properties", {})
    if schema and (schema.get("type", "object") != "object" or not isinstance(properties, dict)):
        raise BadInput("the schema of `response_format` must be of an object", param="response_format")
    for name, wanted in properties.items():
        if name not in TYPES:
            raise BadInput(f"no answer has a field {name[:40]!r}; it may have {', '.join(TYPES)}", param="response_format")
        if not _takes(wanted, TYPES[name]):
            raise BadInput(f"the field {name!r} of an answer is of the type {TYPES[name]}", param="response_format")


def shaped(answer: BaseModel | None, text: str, schema: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The fields of an answer that a schema asks for; all of them where it names none."""
    whole: dict[str, JsonValue] = answer.model_dump(mode="json") if answer else {}
    wanted = schema.get("properties")
    if not wanted:
        return whole or {"text": text}
    action = whole.get("action")
    held = {**(action if isinstance(action, dict) else {}), **whole, "text": text, "title": text}
    held.setdefault("when", held.get("do"))
    return {name: held.get(name) or ([] if TYPES[name] == "array" else {} if TYPES[name] == "object" else "") for name in wanted}


def _takes(wanted: object, kind: str) -> bool:
    """Whether a property's schema takes a value of this type; one with more rules than that is not ours to promise."""
    if not isinstance(wanted, dict) or wanted.keys() & {"enum", "const", "pattern", "format"}:
        return False
    several = [wanted.get(name, []) for name in ("anyOf", "oneOf")]
    if not all(isinstance(options, list) for options in several):
        return False
    options = [wanted, *(option for some in several for option in some if isinstance(option, dict))]
    types = [option.get("type") for option in options]
    return any(kind == given or (isinstance(given, list) and kind in given) for given in types) or types == [None]
