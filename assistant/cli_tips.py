"""The commands of weekly tips, in the order of a week; its imports stand inside functions, so that `--help` is quick."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, counted, err, line
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.tips.week import Plan, Week

tips_app = typer.Typer(
    help="Weekly tips for a roster: plan, write, review, approve, render. Everything is a file; nothing is sent.",
    epilog="Start with: smallacts tips plan roster.csv --week 2026-W48 --out tips",
    no_args_is_help=True,
)
WeekOption = Annotated[str, typer.Option("--week", help="The ISO week, as 2026-W48.")]
OutOption = Annotated[Path, typer.Option("--out", help="The folder that holds all weeks; the promises are kept by what lies there.")]
TIPS = Path("tips")
FAULTS_SHOWN = 10


@tips_app.command()
def plan(
    week: WeekOption,
    roster: Annotated[
        Path | None,
        typer.Argument(help="CSV, JSONL or Parquet: id, name and what `tips columns` lists. Without it, the last week's, which it froze."),
    ] = None,
    out: OutOption = TIPS,
    delta: Annotated[
        list[Path] | None,
        typer.Option(help="What changed since that roster: id, op (joined, left, changed) and the columns that changed; may be repeated."),
    ] = None,
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

    Each week freezes its roster with all opt-outs, so that the next one needs only a delta. In a delta an empty cell leaves what is
    known, and a lone - empties it; whoever has a row with a fault is left out until it is mended. A week that is
    planned --again begins from the week before it once more, so give it all deltas since.

    Examples:
      smallacts tips plan roster.csv --week 2026-W48 --out tips --quiet-day 2026-11-26

      smallacts tips plan --week 2026-W49 --out tips --delta changes.csv

    """
    from zoneinfo import available_timezones

    from assistant.factory_tips import open_desk, open_planner, open_roster, open_week, read_wishes
    from assistant.progress import PeopleBar

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
    source = open_roster(here, roster, delta or (), tenant)
    with PeopleBar("planning") as bar:
        entries = source.entries(frozenset(available_timezones()), here.roster, wishes.out_for_good(here.week.day(6)))
        planned = open_planner(open_desk(), here, wishes).plan(entries, source.digest(), bar.step)
    if as_json:
        print(planned.model_dump_json(indent=2))
    else:
        if roster is None or delta:
            line(f"from {source.path}" + "".join(f", {count:,} {op}" for op, count in source.counts().items()))
        _show_plan(planned, here)


@tips_app.command()
def columns() -> None:
    """List the columns of a roster; others are not read."""
    from assistant.roster import COLUMNS

    for name, says in COLUMNS.items():
        line(f"{name:14}{says}")


def people(count: int) -> str:
    """A number of people."""
    return "1 person" if count == 1 else f"{count:,} people"


def _refuse_planned(week: "Week", *, again: bool) -> None:
    if week.is_approved():
        raise BadInput(f"{week.folder} is approved; to plan it anew, take approval.json away first")
    week.refuse_to_change_under_later()
    if week.is_planned() and not again:
        raise BadInput(
            f"{week.folder} is planned already; go on with `smallacts tips write --week {week.week} --out {week.out}`, or add --again"
        )


def _show_plan(planned: "Plan", week: "Week") -> None:
    line(f"{planned.week}: {people(planned.people)} to get a tip; theme: {planned.theme}")
    for reason, count in planned.left_out.items():
        line(f"  {count:,} left out: {reason}")
    if planned.faults:
        with (week.folder / "faults.csv").open(encoding="utf-8", newline="") as file:
            faults = list(csv.DictReader(file))
        line(f"  {counted(planned.faults, 'row')} with a fault, left out:")
        for fault in faults[:FAULTS_SHOWN]:
            line("    " + f"{fault['file']} row {fault['row']}, {fault['column']}: {fault['reason']}".lstrip())
        if len(faults) > FAULTS_SHOWN:
            line(f"    and {len(faults) - FAULTS_SHOWN} more in {week.folder / 'faults.csv'}")
    err().print(f"next: smallacts tips write --week {planned.week} --out {week.out}", highlight=False, soft_wrap=True)
