"""The verbs of python -m evals."""

import json
import logging
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.errors import AssistantError
from assistant.factory import open_parts
from assistant.factory_model import open_model
from assistant.ports import Model
from assistant.progress import BuildBar
from assistant.settings import read_settings
from assistant.writing import guarded
from evals.agreement import agreements
from evals.baseline import PATH, BadBaseline, baseline_of, read_baseline, write_baseline
from evals.cases import BadCases, Cases, LabelCase, Split
from evals.comparing import Comparison, compare
from evals.files import OUT, RUN, NoRun, read_run, write_whole
from evals.measures import Run
from evals.misbehaved import misbehaved
from evals.obedient import obedience
from evals.planting import plant_all
from evals.readme import README, NoTable, with_figures
from evals.records import RECORDS, NoRecord, Recording, Replaying
from evals.report.junit import junit
from evals.report.markdown import markdown
from evals.report.page import page
from evals.report.terminal import agreement_table, failures, seen, show
from evals.report.view import View, view
from evals.running import measure
from evals.suites import HALVES, SUITES, checks, judge, recorded
from evals.system import System, system_of
from evals.thresholds import MIN_KILLED
from evals.year import weekly

app = typer.Typer(
    help="How good retrieval, the gate, the checks and the answers are, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
PASSED, REGRESSION, ERROR, NO_BASELINE = 0, 1, 2, 3
EXITS = "Exit codes: 0 passed, 1 a regression or a threshold not held, 2 an error, 3 nothing was blessed yet."


app.command(epilog=EXITS)(weekly)


class Suite(StrEnum):
    """The suites, as the command line names them."""

    RETRIEVAL = "retrieval"
    DOCUMENTS = "documents"
    GATE = "gate"
    ANSWERS = "answers"
    FAIRNESS = "fairness"
    INJECTION = "injection"
    CONVERSATION = "conversation"
    WEEKLY = "weekly"
    RECORDED = "recorded"
    JUDGE = "judge"
    NULLS = "nulls"
    CHECKS = "checks"


class Halves(StrEnum):
    """Which half of the cases."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"

    @property
    def splits(self) -> tuple[Split, ...]:
        """The halves meant."""
        return HALVES if self is Halves.ALL else ("dev",) if self is Halves.DEV else ("test",)


RunFile = Annotated[Path, typer.Argument(help="The run to read.", show_default="evals/out/run.json")]
BaselineFile = Annotated[Path, typer.Option("--baseline", help="The blessed run.", show_default="evals/baseline.json")]
LAST = OUT / RUN


@app.command(epilog=EXITS)
def run(
    suite: Annotated[list[Suite] | None, typer.Option(help="One suite; repeat it for more. All if none is named.")] = None,
    split: Annotated[Halves, typer.Option(help="`dev` may be tuned on, `test` is for reports.")] = Halves.ALL,
    data: Annotated[list[Path] | None, typer.Option(help="A folder of more cases, in files named as in evals/data.")] = None,
    out: Annotated[Path, typer.Option(help="Where the run and its reports go.", show_default="evals/out")] = OUT,
    baseline: BaselineFile = PATH,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run as JSON, no tables.")] = False,
) -> None:
    """Measure, print, and write run.json, report.html, junit.xml and summary.md."""
    found = _measured([str(name) for name in suite or SUITES], split.splits, data or ())
    shown = view(found, _comparison(found, baseline))
    write_whole(out / RUN, _json(found))
    _write_reports(shown, out)
    if as_json:
        typer.echo(_json(found), nl=False)
    else:
        show(Console(), shown)
        typer.echo(f"{out / 'report.html'} shows it all.", err=True)
    raise typer.Exit(_ended(shown))


@app.command("compare", epilog=EXITS)
def compare_(path: RunFile = LAST, baseline: BaselineFile = PATH) -> None:
    """Hold a run against the blessed one; fail on a real regression."""
    found = read_run(path)
    comparison = _comparison(found, baseline)
    if comparison is None:
        typer.echo(f"evals: {baseline}: nothing was blessed yet; bless a run with `python -m evals bless`", err=True)
        raise typer.Exit(NO_BASELINE)
    shown = view(found, comparison)
    for line in [*failures(shown), seen(shown), shown.verdict]:
        typer.echo(line)
    raise typer.Exit(_ended(shown))


@app.command()
def bless(path: RunFile = LAST, baseline: BaselineFile = PATH) -> None:
    """Make a run the one that later runs are held against, and write its figures into README."""
    found = read_run(path)
    if partial := _why_not(found):
        raise typer.BadParameter(f"{path}: {partial}; run `python -m evals run` and bless that")
    blessed = baseline_of(found)
    write_baseline(blessed, baseline)
    if baseline == PATH:
        README.write_text(with_figures(README.read_text(encoding="utf-8"), blessed), encoding="utf-8")
    typer.echo(
        f"{baseline} now holds {len(blessed.outcomes)} measures, and README their figures; commit both with the change that made them."
    )


@app.command()
def report(path: RunFile = LAST, out: Annotated[Path, typer.Option(help="Where it goes.")] = OUT, baseline: BaselineFile = PATH) -> None:
    """Write the reports of a run again."""
    found = read_run(path)
    _write_reports(view(found, _comparison(found, baseline)), out)
    typer.echo(str(out / "report.html"))


@app.command(epilog=EXITS)
def mutate(
    plant: Annotated[
        bool, typer.Option("--plant", help="Plant regressions in the product, one after another, and say which suite caught each.")
    ] = False,
) -> None:
    """Hold every check against its mutants and silent texts; fail where a check kills fewer than nine in ten."""
    if plant:
        _plant()
    found = checks.killed()
    console = Console()
    console.print(_kills(found))
    weak = [kill for kill in found if kill.share < MIN_KILLED]
    for kill in weak:
        console.print(f"{kill.check}: killed {kill.killed} of {kill.mutants}; at least {MIN_KILLED:.0%} are asked", style="red")
    raise typer.Exit(REGRESSION if weak else PASSED)


@app.command()
def agree(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say how far each check agrees with a person's labels: kappa with its interval."""
    found = agreements(Cases().whole(LabelCase))
    if as_json:
        typer.echo(json.dumps([agreement.model_dump() for agreement in found], indent=1))
        return
    Console().print(agreement_table(found))


@app.command(epilog=EXITS)
def misbehave() -> None:
    """Answer through models that misbehave and obey; fail where any of it would have reached a person."""
    system = open_system()
    with Console(stderr=True).status("misbehaving"):
        outcomes, obeyed = list(misbehaved(system)), obedience(system, Cases())
    table = Table("a model that gives", "answers", "from the cards", "reached", box=None)
    for outcome in outcomes:
        table.add_row(outcome.misbehaviour, str(outcome.answers), str(outcome.from_cards), str(len(outcome.reached)))
    Console().print(table)
    for line in obeyed.lines:
        typer.echo(line)
    raise typer.Exit(REGRESSION if obeyed.reached or any(outcome.reached for outcome in outcomes) else PASSED)


@app.command(epilog=EXITS)
def record(folder: Annotated[Path, typer.Option(help="Where the records go.", show_default="evals/records")] = RECORDS) -> None:
    """Ask the model that the settings name what the suites `recorded` and `judge` ask, and keep its replies.

    What is kept already is not asked again, so that a recording that was stopped goes on; what nobody asks for any more is dropped.
    """
    settings = read_settings()
    model = open_model(settings)
    if model is None:
        raise NoRecord("no model is set, and `python -m evals record` needs one; README's settings say how to name it")
    recording = Recording(model=guarded(model, settings), folder=folder)
    _show_recorded(recording, "recording")
    dropped = recording.tidy()
    typer.echo(f"{folder}: {len(recording.used)} records of {model.name}; {dropped} that nobody asks for any more dropped", err=True)


@app.command(epilog=EXITS)
def replay(folder: Annotated[Path, typer.Option(help="Where the records are.", show_default="evals/records")] = RECORDS) -> None:
    """Give the figures of the suites `recorded` and `judge` from the records alone; one that is missing is an error."""
    _show_recorded(Replaying(folder), "replaying")


def _show_recorded(model: Model, doing: str) -> None:
    system, console = open_system(), Console()
    with Console(stderr=True).status(doing):
        found = [judge.measure(model), *recorded.measure_all(system, model, HALVES)]
    for measure_ in (measure_ for results in found for measure_ in results.measures):
        console.print(f"{measure_.key}: {measure_.score}", highlight=False)
    console.print(agreement_table([agreement for results in found for agreement in results.agreements]))


def main() -> int:
    """Run a verb; an error of ours is one line on stderr and exit 2."""
    logging.getLogger("assistant").setLevel(logging.ERROR)  # a draft that fails its checks is an outcome here, and is counted
    try:
        app(prog_name="python -m evals")
    except (AssistantError, BadCases, BadBaseline, NoRecord, NoRun, NoTable, OSError) as error:
        sys.stderr.write(f"evals: {error}\n")
        return ERROR
    return PASSED


def _measured(suites: Sequence[str], halves: tuple[Split, ...], data: Sequence[Path]) -> Run:
    cases = Cases(data)
    system = open_system()
    with Console(stderr=True).status("measuring") as status:
        return measure(system, cases, suites, halves, lambda name: status.update(f"measuring {name}"))


def _ended(shown: View) -> int:
    """How a verb ends: as the verdict says."""
    if shown.comparison and shown.comparison.missing:
        return ERROR
    return REGRESSION if shown.breaches or (shown.comparison and shown.comparison.is_regression) else PASSED


def _plant() -> None:
    with Console(stderr=True).status("planting") as status:
        caught = plant_all(open_system(), Cases(), lambda name: status.update(f"measuring with {name}"))
    typer.echo("| planted | caught by | what it said first |\n|---|---|---|")
    for each in caught:
        typer.echo(f"| {each.plant} | {', '.join(each.by) or '**nothing**'} | {each.first} |")
    raise typer.Exit(PASSED if all(each.by for each in caught) else REGRESSION)


def _kills(found: Sequence[checks.Kill]) -> Table:
    table = Table("check", "mutants", "killed", "silent texts", "let pass", box=None)
    for kill in found:
        table.add_row(kill.check, str(kill.mutants), str(kill.killed), str(kill.silent), str(kill.let_pass))
    return table


def open_system() -> System:
    """Open the product, building its index first where there is none."""
    with BuildBar() as bar:
        return system_of(open_parts(read_settings(), bar))


def _comparison(found: Run, baseline: Path) -> Comparison | None:
    blessed = read_baseline(baseline)
    return compare(found, blessed) if blessed else None


def _why_not(found: Run) -> str | None:
    if set(found.suites) != set(SUITES) or set(found.halves) != set(HALVES):
        return "not every suite of both halves is in it"
    if found.added:
        return "others' cases are in it"
    return "it does not hold its thresholds" if view(found, None).breaches else None


def _write_reports(shown: View, out: Path) -> None:
    write_whole(out / "report.html", page(shown))
    write_whole(out / "junit.xml", junit(shown))
    write_whole(out / "summary.md", markdown(shown))


def _json(found: Run) -> str:
    return found.model_dump_json(by_alias=True, indent=1) + "\n"
