"""The commands of weekly tips, in the order of a week; its imports stand inside functions, so that `--help` is quick."""

import asyncio
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, counted, err, line
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.tips.week import Plan, Week
    from assistant.tips.writing import Estimate, Job, Price, Written

tips_app = typer.Typer(
    help="Weekly tips for a roster: plan, write, review, approve, render. Everything is a file; nothing is sent.",
    epilog="Start with: smallacts tips plan roster.csv --week 2026-W48 --out tips",
    no_args_is_help=True,
)
WeekOption = Annotated[str, typer.Option("--week", help="The ISO week, as 2026-W48.")]
OutOption = Annotated[Path, typer.Option("--out", help="The folder that holds all weeks; the promises are kept by what lies there.")]
TIPS = Path("tips")
FAULTS_SHOWN = 10
ENGINES = ("cards", "local", "batch")
CALL_S = 3.0  # what a call to a model takes, for estimates


@tips_app.command()
def plan(
    roster: Annotated[Path, typer.Argument(help="CSV, JSONL or Parquet: id, name and what `tips columns` lists.")],
    week: WeekOption,
    out: OutOption = TIPS,
    leave_out: Annotated[
        list[Path] | None, typer.Option(help="A list with person, reason (opt-out, pause, leave, new-hire, holdout), from, until.")
    ] = None,
    feedback: Annotated[
        list[Path] | None, typer.Option(help="What a mail platform fed back: person, week, event (opened, done, opt-out).")
    ] = None,
    pause_after: Annotated[
        int, typer.Option(help="Pause whoever ignored so many tips running, for eight weeks; 0 never.", min=0, max=52)
    ] = 0,
    quiet_day: Annotated[list[str] | None, typer.Option(help="A day on which nothing arrives, as 2026-12-25; may be repeated.")] = None,
    stagger: Annotated[int, typer.Option(help="Spread an hour's tips over so many minutes.", min=0, max=600)] = 0,
    seed: Annotated[int, typer.Option(help="Another seed, another choice; the same seed, the same.", min=0)] = 1,
    tenant: Annotated[str, typer.Option(help="Whose roster it is, where you keep several.")] = "default",
    again: Annotated[bool, typer.Option("--again", help="Plan a week anew that is planned already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Choose who gets which tip when, and freeze it.

    Opt-outs, pauses, leave, new people and the holdout are taken out first. Nobody gets a card again within eight
    weeks or a text within twelve months, and any six tips hold all five practices. Rows with a fault are named and
    left out; the others go on.

    Example: smallacts tips plan roster.csv --week 2026-W48 --out tips --quiet-day 2026-11-26
    """
    from zoneinfo import available_timezones

    from assistant.factory_tips import open_desk, open_planner, open_week, read_wishes
    from assistant.progress import PeopleBar
    from assistant.roster import read_roster
    from assistant.tips.week import file_digest

    here = open_week(out, week)
    _refuse_planned(here, again=again)
    wishes = read_wishes(
        tenant=tenant,
        seed=seed,
        lists=leave_out or (),
        feedback=feedback or (),
        quiet=quiet_day or (),
        stagger_minutes=stagger,
        pause_after=pause_after,
    )
    rows = read_roster(roster, frozenset(available_timezones()))
    first = next(rows)  # a file that is no roster is told before anything is made
    with PeopleBar("planning") as bar:
        planned = open_planner(open_desk(), here, wishes).plan(
            (row for several in ((first,), rows) for row in several), file_digest(roster), bar.step
        )
    if as_json:
        print(planned.model_dump_json(indent=2))
    else:
        _show_plan(planned, here)


@tips_app.command()
def columns() -> None:
    """List the columns of a roster; others are not read."""
    from assistant.roster import COLUMNS

    for name, says in COLUMNS.items():
        line(f"{name:14}{says}")


@tips_app.command()
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
    elif results:
        _collect(here, model, results, as_json=as_json)
    else:
        _write_requests(here, model, jobs, as_json=as_json)


def _ask(week: "Week", *, as_json: bool) -> None:
    """Let the model that is configured word the texts; what it has worded stays, however this ends."""
    from assistant.engines.local import ask_all
    from assistant.factory_model import open_model
    from assistant.factory_tips import open_desk
    from assistant.progress import PeopleBar
    from assistant.tips.writing import unpaid, write_with

    settings = _settings_of_model()

    async def written(bar: PeopleBar) -> "Written":
        endpoint = open_model(settings)
        assert endpoint
        try:
            return await write_with(
                week,
                open_desk().guidance,
                lambda jobs: ask_all(jobs, endpoint, settings.model_concurrency),
                endpoint.name,
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
        raise BadInput("--engine local asks a model, and none is configured; set SMALLACTS_MODEL and SMALLACTS_MODEL_URL")
    return settings


def _write_requests(week: "Week", model: str, jobs: "list[Job]", *, as_json: bool) -> None:
    from assistant.engines.batch import BatchFiles

    files = [str(path) for path in BatchFiles(folder=week.folder / "batch", model=model).write(jobs)]
    if as_json:
        print(json.dumps({"requests": files}, indent=2))
        return
    for file in files:
        line(file)
    after = f"smallacts tips write --week {week.week} --out {week.out} --engine batch --model {model} --results RESULTS --yes"
    said = f"{counted(len(jobs), 'request')}; give them to the provider's batch, or to `vllm run-batch -i FILE -o RESULTS --model {model}`; then: {after}"
    err().print(said if jobs else "every text has its words already", highlight=False, soft_wrap=True)


def _collect(week: "Week", model: str, results: list[Path], *, as_json: bool) -> None:
    from assistant.engines.batch import BatchFiles
    from assistant.factory_tips import open_desk
    from assistant.tips.writing import unpaid, write_with

    engine = BatchFiles(folder=week.folder / "batch", model=model).engine(results)
    _show_written(asyncio.run(write_with(week, open_desk().guidance, engine, model)), week, as_json=as_json)
    if left := len(unpaid(week)):
        err().print(
            f"{counted(left, 'text')} without a usable reply: the same command without --results asks for those alone", highlight=False
        )


def _price(text: str) -> "Price | None":
    from assistant.tips.writing import Price

    if not text:
        return None
    try:
        dollars_in, dollars_out = (float(part) for part in text.split("/"))
        return Price(input=dollars_in, output=dollars_out)
    except ValueError:
        raise BadInput(f"--price {text!r}: write dollars a million tokens, in and out, as 0.15/0.60") from None


def people(count: int) -> str:
    """A number of people."""
    return "1 person" if count == 1 else f"{count:,} people"


def _refuse_planned(week: "Week", *, again: bool) -> None:
    if week.is_approved():
        raise BadInput(f"{week.folder} is approved; to plan it anew, take approval.json away first")
    if week.is_planned() and not again:
        raise BadInput(
            f"{week.folder} is planned already; go on with `smallacts tips write --week {week.week} --out {week.out}`, or add --again"
        )


def _refuse_approved(week: "Week") -> None:
    if week.is_approved():
        raise BadInput(f"{week.folder} is approved; to word it anew, take approval.json away first")


def _show_plan(planned: "Plan", week: "Week") -> None:
    line(f"{planned.week}: {people(planned.people)} to get a tip; theme: {planned.theme}")
    for reason, count in planned.left_out.items():
        line(f"  {count:,} left out: {reason}")
    if planned.faults:
        with (week.folder / "faults.csv").open(encoding="utf-8", newline="") as file:
            faults = list(csv.DictReader(file))
        line(f"  {counted(planned.faults, 'row')} with a fault, left out:")
        for fault in faults[:FAULTS_SHOWN]:
            line(f"    row {fault['row']}, {fault['column']}: {fault['reason']}")
        if len(faults) > FAULTS_SHOWN:
            line(f"    and {len(faults) - FAULTS_SHOWN} more in {week.folder / 'faults.csv'}")
    err().print(f"next: smallacts tips write --week {planned.week} --out {week.out}", highlight=False, soft_wrap=True)


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
