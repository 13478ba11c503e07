"""The tools that a client's model may call: bounded arguments, one call, its value."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError

from assistant.asking import explain
from assistant.challenge import Challenge
from assistant.checks import own_words
from assistant.domain import Answer, CheckResult, Passage, Practice, Situation, SituationText, Value, clean, has_letters
from assistant.errors import BadInput
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller, Deed, Moment, Note

MAX_WORDING_CHARS = 2_000  # what one says is 300; this is a long message
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


def _has_words(text: str) -> str:
    if not has_letters(text):
        raise ValueError("there are no words in it")
    return text


class Wording(Value):
    """Somebody's own words, with what they are for."""

    words: Annotated[str, StringConstraints(max_length=MAX_WORDING_CHARS), AfterValidator(_has_words)] = Field(
        description="The words that are meant to be said."
    )
    practice: Practice = Field(description="What they are meant as.")
    situation: SituationText = Field(description="The moment that they are for, in a sentence or two.")


class Checks(Value):
    """What every check says of some words."""

    checks: tuple[CheckResult, ...]


class Search(Value):
    """What to look for in the guidance."""

    query: SituationText = Field(description="What to look for, in plain words.")
    k: int = Field(default=5, ge=1, le=50, description="How many results.")
    source: str | None = Field(
        default=None, max_length=200, description="Only files like this, by path or name; * and ? stand for anything."
    )


class Found(Value):
    """A passage that a search found; its text is the resource of its id."""

    id: str
    title: str
    section: str | None
    source: str
    score: float

    @classmethod
    def of(cls, passage: Passage) -> "Found":
        """A passage without its text."""
        return cls(**passage.model_dump(include=set(cls.model_fields)))


class Passages(Value):
    """What a search found, best first."""

    passages: tuple[Found, ...]


class Impact(Value):
    """What came of a moment."""

    id: str = Field(max_length=64, description="The moment: its id, the first letters of it, or last.")
    text: Note = Field(description="What came of it, in one line.")


class WeekWanted(Value):
    """Which week."""

    week: str | None = Field(default=None, max_length=20, description="An ISO week, like 2026-W48; this one if absent.")


async def _suggest(call: Call, situation: Situation) -> Answer:
    return await call.memory.remembering().suggest(call.parts.assistant, situation, call.caller, call.memory.today(call.caller))


async def _check(call: Call, wording: Wording) -> Checks:
    told = Situation(text=wording.situation, practice=wording.practice)
    risk = await asyncio.to_thread(call.parts.gate.risk, told)
    return Checks(checks=tuple(own_words(clean(wording.words), told, risk)))


async def _search(call: Call, search: Search) -> Passages:
    found = await asyncio.to_thread(call.parts.finder.find, Situation(text=search.query), search.k, search.source)
    return Passages(passages=tuple(map(Found.of, found)))


async def _log(call: Call, deed: Deed) -> Moment:
    return await asyncio.to_thread(lambda: call.memory.moments(call.caller).add(deed, call.memory.today(call.caller)))


async def _reflect(call: Call, impact: Impact) -> Moment:
    mine, today = call.memory.moments, call.memory.today
    return await asyncio.to_thread(lambda: mine(call.caller).reflect(impact.id, impact.text, today(call.caller)))


async def _week(call: Call, wanted: WeekWanted) -> Challenge:
    return await asyncio.to_thread(call.memory.week, call.caller, wanted.week)


TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        name="suggest_micro_action",
        title="Suggest one small act",
        about=(
            "Suggest one small act of mentorship for a moment at work: words to say, when to say them, why they work, and the sources. "
            "Pass the moment as it was told, in the person's own words, with what they told later as facts; do not summarise it or add to it. "
            "The answer is a nudge; a hold, where it is better to wait or more must be told; or a referral, where somebody else can help more "
            "than words of ours: then give no advice in its place. Show `say` word for word, with every [slot] left for the person. "
            "A nudge enters the person's history, without the moment's text."
        ),
        takes=Situation,
        gives=TypeAdapter(Answer),
        run=_suggest,
        is_read_only=False,
        gives_words=True,
    ),
    Tool(
        name="check_wording",
        title="Check one's own words",
        about="Hold somebody's own words to the checks that every suggestion passes. Each check says pass, fail with its reason and the words at fault, or na.",
        takes=Wording,
        gives=TypeAdapter(Checks),
        run=_check,
    ),
    Tool(
        name="search_guidance",
        title="Search the guidance",
        about="Find the guidance on micro-mentorship that is nearest to a question, with the documents that were added. Read a passage whole as the resource smallacts://guidance/{id}.",
        takes=Search,
        gives=TypeAdapter(Passages),
        run=_search,
    ),
    Tool(
        name="log_moment",
        title="Write down what was done",
        about="Write down a micro-mentorship moment that the person says they have done, in their words. Only what was done; call it once for each.",
        takes=Deed,
        gives=TypeAdapter(Moment),
        run=_log,
        noun="moment",
        is_read_only=False,
    ),
    Tool(
        name="reflect_on_moment",
        title="Note what came of it",
        about="Note what came of a moment that was written down, in the person's words; what they noted before stays.",
        takes=Impact,
        gives=TypeAdapter(Moment),
        run=_reflect,
        noun="note",
        is_read_only=False,
    ),
    Tool(
        name="weekly_challenge",
        title="Show the week",
        about="Show the person's week: three moments planned as if-then cues, what they did, and from Friday on three questions to look back with.",
        takes=WeekWanted,
        gives=TypeAdapter(Challenge),
        run=_week,
    ),
)


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
