"""The tools that a client's model may call."""

import asyncio
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter

from api.calling import Call, Tool
from api.tools_week import OWN_TOOLS
from assistant.checks import own_words
from assistant.domain import Answer, CheckResult, Passage, Practice, Situation, SituationText, Value, clean, has_letters

MAX_WORDING_CHARS = 2_000  # what one says is 300; this is a long message


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


async def _suggest(call: Call, situation: Situation) -> Answer:
    return await call.memory.remembering().suggest(call.parts.assistant, situation, call.caller, call.memory.today(call.caller))


async def _check(call: Call, wording: Wording) -> Checks:
    told = Situation(text=wording.situation, practice=wording.practice)
    risk = await asyncio.to_thread(call.parts.gate.risk, told)
    return Checks(checks=tuple(own_words(clean(wording.words), told, risk)))


async def _search(call: Call, search: Search) -> Passages:
    found = await asyncio.to_thread(call.parts.finder.find, Situation(text=search.query), search.k, search.source)
    return Passages(passages=tuple(map(Found.of, found)))


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
    *OWN_TOOLS,
)
