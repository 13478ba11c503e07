"""The distinct texts of a week -> the same texts in a model's words, where those pass the checks."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, JsonValue, ValidationError

from assistant.checks.common import LENGTH
from assistant.domain import Fault, Value, clean
from assistant.guidance import Guidance
from assistant.ports import Ask, Speaker, Turn
from assistant.prompting import render
from assistant.resources import folder
from assistant.tips.catalogue import text_faults
from assistant.tips.files import write_whole
from assistant.tips.values import Text
from assistant.tips.week import Texts, Week
from assistant.wording import slots_in

CHARS_A_TOKEN = 4  # of English; an estimate, and called one
REPLY_TOKENS = 220  # what a tip of this form takes
MAX_TOKENS = 600
CALLS_A_TEXT = 2  # the second is told what was wrong with the first


class Wording(Value):
    """What a model replies."""

    subject: str = Field(min_length=5, max_length=60)
    moment: str = Field(min_length=10, max_length=240)
    do: str = Field(min_length=10, max_length=300)
    say: str = Field(min_length=10, max_length=700)


class Job(Value):
    """One text to be worded; its id is that of the text."""

    id: str
    ask: Ask


class Answered(Value):
    """What came of a job: the reply's text with its cost, or why there is none."""

    id: str
    reply: str | None
    failure: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0


class Estimate(Value):
    """What writing would take."""

    texts: int
    people: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost: float | None = Field(description="In dollars; None where no price is known.")
    seconds: float


class Written(Value):
    """What became of the texts of a week."""

    texts: int
    by_model: int
    kept: tuple[str, ...] = Field(description="Why a text kept the words of its card, one line each.")
    input_tokens: int
    output_tokens: int


Engine = Callable[[Sequence[Job]], AsyncIterator[Answered]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars a million tokens."""

    input: float
    output: float


def estimate(
    texts: Sequence[Text], people: int, jobs: Sequence[Job], price: Price | None, concurrency: int, seconds_a_call: float
) -> Estimate:
    """Say what wording these would take, without asking anybody."""
    input_tokens = sum(len(job.ask.system) + sum(len(turn.text) for turn in job.ask.turns) for job in jobs) // CHARS_A_TOKEN
    output_tokens = REPLY_TOKENS * len(jobs)
    cost = (input_tokens * price.input + output_tokens * price.output) / 1_000_000 if price else None
    waves = -(-len(jobs) // concurrency)
    return Estimate(
        texts=len(texts),
        people=people,
        calls=len(jobs),
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cost=cost,
        seconds=waves * seconds_a_call,
    )


def prompts_version() -> str:
    """Of the words that a model is asked in."""
    files = sorted((folder("prompts") / "tips").glob("*.jinja"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def jobs_of(texts: Iterable[Text], faults: Mapping[str, Sequence[Fault]] | None = None) -> list[Job]:
    """What a model is asked for each text, with what was wrong with its last wording."""
    return [Job(id=text.id, ask=_ask(text, (faults or {}).get(text.id, ()))) for text in texts]


def unpaid(week: Week) -> list[Text]:
    """The texts of a week that no model has worded yet."""
    return [text for text in week.menu() if not _kept(week, text).exists()]


def write_from_cards(week: Week) -> Written:
    """Take the cards' words as they are; they passed the checks when they were chosen."""
    texts = week.menu()
    week.write("texts.json", Texts(texts=texts))
    return Written(texts=len(texts), by_model=0, kept=(), input_tokens=0, output_tokens=0)


async def write_with(
    week: Week,
    guidance: Guidance,
    engine: Engine,
    model: str,
    on_text: Callable[[Answered], None] = lambda _: None,
    calls: int = CALLS_A_TEXT,
) -> Written:
    """Let a model word every text that it has not worded yet; each is kept as soon as it is there, so none is paid for twice.

    A wording that fails a check is asked for once more, with its faults; then the card's own words stay, and the result says so.
    An engine that only reads what came is called once.
    """
    by_id = {text.id: text for text in week.menu()}
    reasons: dict[str, str] = {}
    spent: list[Answered] = []
    faults: dict[str, tuple[Fault, ...]] = {}
    for asked in range(calls):
        again = [text for text in unpaid(week) if not asked or text.id in faults]
        before, faults = faults, {}
        async for answered in engine(jobs_of(again, before)):
            spent.append(answered)
            if wrong := _keep(week, by_id[answered.id], answered, guidance, model):
                faults[answered.id] = wrong
            reasons[answered.id] = "; ".join(fault.reason for fault in wrong) or answered.failure or ""
            on_text(answered)
    texts = tuple(_best(week, text) for text in by_id.values())
    week.write("texts.json", Texts(texts=texts))
    kept = tuple(f"{text.id} ({text.subject}): {reasons.get(text.id) or 'not asked'}" for text in texts if text.composer == "cards")
    return Written(
        texts=len(texts),
        by_model=len(texts) - len(kept),
        kept=kept,
        input_tokens=sum(each.input_tokens for each in spent),
        output_tokens=sum(each.output_tokens for each in spent),
    )


def _ask(text: Text, faults: Sequence[Fault]) -> Ask:
    shape: dict[str, JsonValue] = json.loads(json.dumps(Wording.model_json_schema()))
    return Ask(
        system=render("tips/system.md", words=LENGTH[text.practice], weekday="{weekday}"),
        turns=(Turn(by=Speaker.USER, text=render("tips/user.md", text=text, title=text.sources[0].title, faults=faults)),),
        schema_name="tip",
        shape=shape,
        max_tokens=MAX_TOKENS,
    )


def _keep(week: Week, text: Text, answered: Answered, guidance: Guidance, model: str) -> tuple[Fault, ...]:
    """Keep a reply that passes; else say what is wrong with it. A call that failed has no fault of its words."""
    if answered.reply is None:
        return ()
    worded = _read(text, answered.reply, model)
    if isinstance(worded, Fault):
        return (worded,)
    if found := text_faults(worded, guidance):
        return found
    write_whole(_kept(week, text), worded.model_dump_json().encode())
    return ()


def _read(text: Text, reply: str, model: str) -> Text | Fault:
    try:
        wording = Wording.model_validate_json(reply)
    except ValidationError as error:
        first = error.errors()[0]
        return Fault(check="form", reason=f"{'.'.join(map(str, first['loc'])) or 'the reply'}: {first['msg']}")
    words = {name: " ".join(clean(said).split()) for name, said in wording.model_dump().items()}
    said = set(slots_in(words["say"]))
    update = {**words, "composer": model, "slots": tuple(slot for slot in text.slots if slot.hint in said)}
    return text.model_copy(update=update)


def _best(week: Week, text: Text) -> Text:
    """A model's wording where one was kept and can be read, else the card's."""
    try:
        return Text.model_validate_json(_kept(week, text).read_bytes())
    except (OSError, ValidationError):
        return text


def _kept(week: Week, text: Text) -> Path:
    return week.folder / "written" / f"{text.id}.json"
