"""The one object that a model replies with: its JSON schema, and how it is read."""

import json
import re
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from assistant.domain import Practice, clean
from assistant.safety_guidance import AMBER, RED

NAME = "micro_action"
NONE = "none"
CATEGORIES = tuple(sorted(RED)) + tuple(sorted(AMBER - {"unsure"}))
MAX_ALTERNATIVES = 2
_MAX_CHARS = 1_500  # what is longer is no small act, whatever else it is
_FENCED = re.compile(r"\A\s*```(?:json)?\s*(?P<object>\{.*\})\s*```\s*\Z", re.DOTALL)
Text = Field(max_length=_MAX_CHARS)


class _Part(BaseModel):
    """What a model wrote: unknown fields are dropped, and nothing is made fit."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Raised(_Part):
    """Whether the model finds that somebody else can help more."""

    class_: Literal["green", "amber", "red"] = Field(alias="class")
    category: str = Text

    @property
    def referral(self) -> str | None:
        """The category to refer to; a class without one is unsure, and so is one that we do not know."""
        category = self.category.replace(" ", "_")
        if category in CATEGORIES:
            return category
        return None if self.class_ == "green" and category in (NONE, "") else "unsure"


class Act(_Part):
    """One small act in a model's words."""

    practice: Practice = Field(strict=False)
    say: str = Text
    do: str = Text
    reflect: str = Text


class Written(_Part):
    """A whole reply."""

    concern: Raised
    practice: str = Text
    say: str = Text
    do: str = Text
    reflect: str = Text
    sources: tuple[str, ...] = Field(strict=False, max_length=20)
    alternatives: tuple[Act, ...] = Field(strict=False, default=(), max_length=10)

    @property
    def act(self) -> Act:
        """The act itself.

        Raises:
            ValueError: Its practice is none of the five.

        """
        return Act(practice=Practice(self.practice), say=self.say, do=self.do, reflect=self.reflect)


class Unreadable(ValueError):
    """A reply is not the object that was asked for; the message says where, and holds none of its words."""


@cache
def schema() -> dict[str, JsonValue]:
    """The shape in the subset of JSON schema that strict endpoints take: every field required, and no other."""
    act = {"practice": {"type": "string", "enum": [str(p) for p in Practice]}, "say": _TEXT, "do": _TEXT, "reflect": _TEXT}
    concern = _object(
        {
            "class": {"type": "string", "enum": ["green", "amber", "red"]},
            "category": {"type": "string", "enum": [NONE, *CATEGORIES]},
        }
    )
    texts: JsonValue = {"type": "array", "items": _TEXT}
    alternatives: JsonValue = {"type": "array", "items": _object(act)}
    return _object({"concern": concern, **act, "sources": texts, "alternatives": alternatives})


def read_reply(text: str) -> Written:
    """Read a reply.

    Raises:
        Unreadable: It is no such object.

    """
    fenced = _FENCED.match(text)
    try:
        raw = json.loads(fenced["object"] if fenced else text, object_pairs_hook=_once, parse_constant=_refused)
        return Written.model_validate(_cleaned(raw))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if not isinstance(part, str) or part.isidentifier())
        raise Unreadable(f"`{where or 'the reply'}`: {first['type'].replace('_', ' ')}") from None
    except (ValueError, RecursionError):
        raise Unreadable("it is not one JSON object") from None


_TEXT: JsonValue = {"type": "string"}


def _object(properties: dict[str, Any]) -> dict[str, JsonValue]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a field that stands twice, of which JSON would keep the last without a word."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a field stands twice")
    return dict(pairs)


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _cleaned(raw: Any) -> Any:
    """Every text in it without what no reader can see."""
    if isinstance(raw, str):
        return clean(raw).strip()
    if isinstance(raw, list):
        return [_cleaned(part) for part in raw]
    return {key: _cleaned(part) for key, part in raw.items()} if isinstance(raw, dict) else raw
