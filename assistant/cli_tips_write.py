"""The command that words a week; its imports stand inside functions, so that `--help` is quick."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_tips import TIPS, OutOption, WeekOption, people
from assistant.console import AsJson, counted, err, line
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.engines.batch import BatchFiles
    from assistant.settings import Settings
    from assistant.tips.week import Week
    from assistant.tips.writing import Estimate, Job, Price, Written

ENGINES = ("cards", "local", "batch")
CALL_S = 3.0  # what a call to a model takes, for estimates


def write(
    week: WeekOption,
    out: OutOption = TIPS,
    engine: Annotated[
        str,
        typer.Option(
            help="cards: the guidance's own words; local: those of the model that is configured; batch: a model's, by batch files."
        ),
    ] = "cards",
    model: Annotated[str, typer.Option(help="For batch: the model's name, as its provider calls it.")] = "",
    results: Annotated[list[Path] | None, typer.Option(help="For batch: a file of results that came back; may be repeated.")] = None,
    submit: Annotated[
        bool, typer.Option("--submit", help="For batch: give the files to the endpoint that is configured, wait, and collect.")
    ] = False,
    price: Annotated[str, typer.Option(help="Dollars a million tokens, in and out, for the estimate: 0.15/0.60.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only the estimate is shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Word the week's distinct texts; without --yes it only says what that takes.

    People differ by name and weekday only, so a text is worded once, however many get it. A model's words are held
    to every check; where they fail, the guidance's own words stay.

    Examples:
      smallacts tips write --week 2026-W48 --yes

      smallacts tips write --week 2026-W48 --engine local --yes

      smallacts tips write --week 2026-W48 --engine batch --model NAME --yes

      smallacts tips write --week 2026-W48 --engine batch --model NAME --results results.jsonl --yes

    """
    from assistant.factory_tips import open_week
    from assistant.tips.writing import estimate, jobs_of, unpaid, write_from_cards

    if engine not in ENGINES:
        raise BadInput(f"--engine {engine!r}: no such engine; use one of {', '.join(ENGINES)}")
    model = model or (submit and _settings_of_model().model) or ""
    if engine == "batch" and not model:
        raise BadInput("--engine batch needs --model, the name that the provider knows it by")
    here = open_week(out, week)
    jobs = [] if engine == "cards" else jobs_of(unpaid(here))
    if not yes:
        at_once, call_s = (_settings_of_model().model_concurrency, CALL_S) if engine == "local" else (1, 0.0)
        _show_estimate(estimate(here.menu(), here.plan().people, jobs, _price(price), at_once, call_s), as_json=as_json)
        return
    _refuse_approved(here)
    if engine == "cards":
        _show_written(write_from_cards(here), here, as_json=as_json)
    elif engine == "local":
        _ask(here, as_json=as_json)
    elif submit:
        _collect(here, model, _submitted(here, model, jobs), as_json=as_json)
        _batch_files(here, model).close()
    elif results:
        _collect(here, model, results, as_json=as_json)
    else:
        _write_requests(here, model, jobs, as_json=as_json)


def _ask(week: "Week", *, as_json: bool) -> None:
    """Let the model that is configured word the texts; what it has worded stays, however this ends."""
    from assistant.engines.local import ask_all
    from assistant.factory_model import guarded_model, open_model
    from assistant.factory_tips import open_desk
    from assistant.progress import PeopleBar
    from assistant.tips.writing import unpaid, write_with

    settings = _settings_of_model()

    async def written(bar: PeopleBar) -> "Written":
        endpoint = open_model(settings)
        assert endpoint
        model = guarded_model(endpoint, settings)
        try:
            return await write_with(
                week,
                open_desk().guidance,
                lambda jobs: ask_all(jobs, model, settings.model_concurrency),
                model.name,
                lambda answered: bar.step(1, f"{answered.input_tokens + answered.output_tokens} tokens"),
            )
        finally:
            await endpoint.aclose()

    try:
        with PeopleBar("writing", len(unpaid(week)), "texts") as bar:
            done = asyncio.run(written(bar))
    except KeyboardInterrupt:
        err().print("stopped; what the model has worded stays, and the same command asks for the rest", highlight=False)
        raise typer.Exit(130) from None
    _show_written(done, week, as_json=as_json)


def _settings_of_model() -> "Settings":
    from assistant.settings import read_settings

    settings = read_settings()
    if not settings.model_url:
        raise BadInput("this asks a model, and none is configured; set SMALLACTS_MODEL and SMALLACTS_MODEL_URL")
    return settings


def _write_requests(week: "Week", model: str, jobs: "list[Job]", *, as_json: bool) -> None:
    files = [str(path) for path in _batch_files(week, model).write(jobs)]
    if as_json:
        print(json.dumps({"requests": files}, indent=2))
        return
    for file in files:
        line(file)
    after = f"smallacts tips write --week {week.week} --out {week.out} --engine batch --model {model} --results RESULTS --yes"
    said = f"{counted(len(jobs), 'request')}; give them to the provider's batch, or to `vllm run-batch -i FILE -o RESULTS --model {model}`; then: {after}"
    err().print(said if jobs else "every text has its words already", highlight=False, soft_wrap=True)


def _submitted(week: "Week", model: str, jobs: "list[Job]") -> list[Path]:
    """Give the requests to the endpoint's batch API and wait; a run that is stopped goes on with the same batches."""
    from assistant.engines.submitting import fetched
    from assistant.progress import PeopleBar
    from assistant.provider.address import address_of
    from assistant.provider.batches import Batches

    files = _batch_files(week, model).given_in() or _batch_files(week, model).write(jobs)
    address = address_of(_settings_of_model())
    assert address

    async def wait(bar: PeopleBar) -> list[Path]:
        batches = Batches(address)
        try:
            return await fetched(files, batches, bar.reach)
        finally:
            await batches.aclose()

    try:
        with PeopleBar("waiting", len(jobs), "texts") as bar:
            return asyncio.run(wait(bar))
    except KeyboardInterrupt:
        err().print("stopped; the batch goes on without us, and the same command fetches what came", highlight=False)
        raise typer.Exit(130) from None


def _collect(week: "Week", model: str, results: list[Path], *, as_json: bool) -> None:
    from assistant.factory_tips import open_desk
    from assistant.tips.writing import unpaid, write_with

    done = asyncio.run(write_with(week, open_desk().guidance, _batch_files(week, model).engine(results), model, calls=1))
    _show_written(done, week, as_json=as_json)
    if left := len(unpaid(week)):
        err().print(
            f"{counted(left, 'text')} without a usable reply: the same command without --results asks for those alone", highlight=False
        )


def _batch_files(week: "Week", model: str) -> "BatchFiles":
    from assistant.engines.batch import BatchFiles

    return BatchFiles(folder=week.folder / "batch", model=model)


def _price(text: str) -> "Price | None":
    from assistant.tips.writing import Price

    if not text:
        return None
    try:
        dollars_in, dollars_out = (float(part) for part in text.split("/"))
        return Price(input=dollars_in, output=dollars_out)
    except ValueError:
        raise BadInput(f"--price {text!r}: write dollars a million tokens, in and out, as 0.15/0.60") from None


def _refuse_approved(week: "Week") -> None:
    if week.is_approved():
        raise BadInput(f"{week.folder} is approved; to word it anew, take approval.json away first")


def _show_estimate(found: "Estimate", *, as_json: bool) -> None:
    if as_json:
        print(found.model_dump_json(indent=2))
        return
    cost = "nothing" if not found.calls else f"${found.cost:,.2f}" if found.cost is not None else "unknown (give --price)"
    time = f"; time, about: {found.seconds:,.0f} s" if found.seconds else ""
    line(f"{counted(found.texts, 'distinct text')} for {people(found.people)}")
    tokens = f"tokens, about: {found.input_tokens:,} in, {found.output_tokens:,} out"
    line(f"calls to a model: {found.calls:,}; {tokens}; cost: {cost}{time}")
    err().print("nothing was written; add --yes to do it", highlight=False)


def _show_written(done: "Written", week: "Week", *, as_json: bool) -> None:
    if as_json:
        print(done.model_dump_json(indent=2))
        return
    line(f"{counted(done.texts, 'text')}, {done.by_model} in a model's words")
    for reason in done.kept:
        line(f"  kept the card's words: {reason}")
    err().print(f"next: smallacts tips review --week {week.week} --out {week.out}", highlight=False, soft_wrap=True)
