"""A model as judge: one criterion a call, with a quotation that must stand in the text; of two texts, asked in both orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from assistant.domain import Value
from assistant.errors import ModelFailed
from assistant.ports import Ask, Model, Speaker, Turn
from assistant.prompting import render
from assistant.wording import words

CRITERIA: Mapping[str, str] = {
    "act-named": "Does the text name at least one thing that the person did, so that they would know which?",
    "clean-language": "Is the text free of labels for the whole person, vague praise, playing down and orders?",
    "nothing-invented": "Does everything that the text states as a fact stand in the situation?",
    "observable": "Does the text name what could be seen or heard, and no trait of the person?",
    "open-question": "Does the text hold a question that cannot be answered with yes or no?",
}
"""Check -> the question put to the judge: the property that a person was asked about, not the check's rule."""
MAX_TOKENS = 120
MIN_QUOTED = 2  # words; one alone shows nothing
Quote = Annotated[str, Field(max_length=400)]


class Verdict(Value):
    """What the judge said of one text."""

    quote: Quote
    verdict: Literal["pass", "fail"]


class Preference(Value):
    """What the judge said of two texts."""

    of_one: Quote
    of_two: Quote
    better: Literal["one", "two"]


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Puts one criterion at a time to a model."""

    model: Model

    async def passes(self, criterion: str, situation: str, text: str) -> bool | None:
        """Whether a text meets a criterion; None where the judge gave no verdict, or one without evidence."""
        system = render("judge/system", question=CRITERIA[criterion])
        said = await self._said(system, render("judge/user", situation=situation, text=text), "verdict", Verdict)
        return said.verdict == "pass" if isinstance(said, Verdict) and stands_in(said.quote, text) else None

    async def prefers_first(self, criterion: str, situation: str, first: str, second: str) -> bool | None:
        """Whether the first of two texts meets it better; None where evidence is missing or the order decides."""
        one = await self._better(criterion, situation, first, second)
        other = await self._better(criterion, situation, second, first)
        if one is None or other is None or one == other:
            return None
        return one == "one"

    async def _better(self, criterion: str, situation: str, one: str, two: str) -> str | None:
        system = render("judge/pair", question=CRITERIA[criterion])
        said = await self._said(system, render("judge/both", situation=situation, one=one, two=two), "preference", Preference)
        if not isinstance(said, Preference) or not (stands_in(said.of_one, one) and stands_in(said.of_two, two)):
            return None
        return said.better

    async def _said(self, system: str, turn: str, name: str, kind: type[Verdict] | type[Preference]) -> Value | None:
        ask = Ask(system=system, turns=(Turn(by=Speaker.USER, text=turn),), schema_name=name, shape=_shape(kind), max_tokens=MAX_TOKENS)
        try:
            return kind.model_validate_json((await self.model.reply(ask)).text)
        except (ModelFailed, ValidationError):
            return None


def stands_in(quote: str, text: str) -> bool:
    """Whether a quotation is there, word for word and in one piece."""
    quoted, held = ([word.lower() for word in words(each)] for each in (quote, text))
    if len(quoted) < MIN_QUOTED:
        return False
    return any(held[i : i + len(quoted)] == quoted for i in range(len(held) - len(quoted) + 1))


def _shape(kind: type[Verdict] | type[Preference]) -> dict[str, JsonValue]:
    shape: dict[str, JsonValue] = kind.model_json_schema()
    return {name: shape[name] for name in ("type", "properties", "required", "additionalProperties")}
