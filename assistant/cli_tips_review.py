"""The commands from a written week to its files; its imports stand inside functions, so that `--help` is quick."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_tips import TIPS, OutOption, WeekOption, people
from assistant.console import AsJson, counted, err, line
from assistant.console import out as terminal
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.tips.rendering import Rendered, Sink, Spread
    from assistant.tips.reporting import Report
    from assistant.tips.review import Review

SINKS = "md, csv, jsonl, parquet, eml, ics, slack, teams"


def review(
    week: WeekOption,
    out: OutOption = TIPS,
    again: Annotated[bool, typer.Option("--again", help="Write a review.csv anew that was changed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the distinct texts with who gets how many, and write review.html and review.csv beside them.

    A review.csv that a reviewer changed stays as it is.
    """
    from assistant.factory_tips import open_week
    from assistant.tips.approving import sheet_bytes
    from assistant.tips.files import write_whole
    from assistant.tips.review import page, review_of

    here = open_week(out, week)
    found = review_of(here)
    texts = [reviewed.text for reviewed in found.texts]
    gets = {reviewed.text.id: reviewed.people for reviewed in found.texts}
    write_whole(here.folder / "review.html", page(found))
    rejected = {reviewed.text.id for reviewed in found.texts if reviewed.is_rejected}
    _write_sheet(here.folder / "review.csv", sheet_bytes(texts, gets, rejected), again=again)
    if as_json:
        print(json.dumps({"texts": [{**text.model_dump(mode="json"), "people": gets[text.id]} for text in texts]}, indent=2))
        return
    _show(found)
    err().print(f"open {here.folder / 'review.html'}; change or reject in {here.folder / 'review.csv'}", highlight=False, soft_wrap=True)
    err().print(f"then: smallacts tips approve --week {week} --out {out} --by NAME", highlight=False, soft_wrap=True)


def approve(
    week: WeekOption,
    by: Annotated[str, typer.Option("--by", help="Your name; the approval holds it.")],
    out: OutOption = TIPS,
    sheet: Annotated[Path | None, typer.Option(help="review.csv with your edits and verdicts.")] = None,
    reject: Annotated[list[str] | None, typer.Option(help="The id of a text that must not go out; may be repeated.")] = None,
    as_json: AsJson = False,
) -> None:
    """Sign off a week's texts, as they are or as your sheet changes them.

    Whoever had a rejected text gets another of the week's that keeps every promise. An edit has to pass the checks.
    """
    from assistant.factory_tips import open_desk, open_week
    from assistant.tips.approving import Decisions, read_sheet
    from assistant.tips.approving import approve as sign
    from assistant.tips.week import history_before

    if not by.strip():
        raise BadInput("--by is empty; an approval has the name of somebody")
    here = open_week(out, week)
    texts = here.texts()
    read = read_sheet(sheet, texts, open_desk().guidance) if sheet else Decisions()
    decisions = Decisions(rejected=read.rejected | set(reject or ()), approved=read.approved, edited=read.edited)
    before = here.plan().people
    approval = sign(here, decisions, history_before(out, here.week), by.strip(), datetime.now(UTC).isoformat(timespec="seconds"))
    if as_json:
        print(approval.model_dump_json(indent=2))
        return
    line(
        f"{counted(len(approval.approved), 'text')} approved by {approval.by}, {len(decisions.edited or ())} edited, {len(approval.rejected)} rejected"
    )
    if lost := before - here.plan().people:
        line(f"no other text was left for {people(lost)}, so none this week; see left-out.csv")
    err().print(f"next: smallacts tips render --week {week} --out {out} --to csv", highlight=False, soft_wrap=True)


def render(
    week: WeekOption,
    out: OutOption = TIPS,
    to: Annotated[list[str] | None, typer.Option(help=f"A form: {SINKS}; repeat it for more. csv if none is named.")] = None,
    engine: Annotated[str, typer.Option(help="local: this process; ray: a Ray cluster that is there, with the extra `ray`.")] = "local",
    sender: Annotated[str, typer.Option(help="From whom an .eml is, as 'Small acts <tips@your.org>'.")] = "",
    unsubscribe: Annotated[str, typer.Option(help="Where an .eml lets people unsubscribe: a mailto: or https: address.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write the approved week as files for the system that sends it; run it again after a stop, and it goes on.

    Each tip has a key that is the same however often it is rendered: a system that has sent it need not send it again.
    """
    from assistant.factory_tips import open_week
    from assistant.progress import PeopleBar
    from assistant.tips.rendering import Sender, Sink
    from assistant.tips.rendering import render as press

    here = open_week(out, week)
    sinks = [_sink(name) for name in to or ["csv"]]
    if Sink.MAIL in sinks and not (sender and unsubscribe):
        raise BadInput("--to eml needs --sender 'Small acts <tips@your.org>' and --unsubscribe mailto:tips@your.org or an https: address")
    their = Sender(sender=sender, unsubscribe=unsubscribe)
    spread = _spread(engine)
    done: list[Rendered] = []
    total = here.plan().people * len(sinks)
    try:
        with PeopleBar("rendering", total) as bar:
            done.extend(press(here, sink, their, spread, on_part=bar.step) for sink in sinks)
    except KeyboardInterrupt:
        err().print("stopped; the parts that are written stay, and the same command goes on from there", highlight=False)
        raise typer.Exit(130) from None
    if as_json:
        print(json.dumps({"rendered": [each.model_dump(mode="json") for each in done]}, indent=2))
        return
    for each in done:
        there = f", {each.already_there} of them there already" if each.already_there else ""
        missed = f", {people(each.without_address)} without an address" if each.without_address else ""
        line(f"{each.folder}: {each.people:,} tips in {counted(each.parts, 'part')}{there}{missed}")


def report_(
    out: OutOption = TIPS,
    feedback: Annotated[
        list[Path] | None, typer.Option(help="What a mail platform fed back: person, week, event (opened, done, opt-out).")
    ] = None,
    outcome: Annotated[Path | None, typer.Option(help="What everybody was asked, the holdout too: person, yes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what went out, by practice, card and segment, in groups of five or more; nobody is shown alone.

    With --outcome, those with tips are compared with the holdout, with an interval.
    """
    from assistant.tips.lists import read_feedback
    from assistant.tips.reporting import read_outcomes, report
    from assistant.tips.week import planned_weeks

    found = report(planned_weeks(out), read_feedback(feedback or ()), read_outcomes(outcome) if outcome else None)
    if as_json:
        print(found.model_dump_json(indent=2))
    else:
        _show_report(found)


def _write_sheet(path: Path, content: bytes, *, again: bool) -> None:
    """Write the sheet, unless one lies there with what a reviewer wrote."""
    from assistant.tips.files import write_whole

    if path.exists() and path.read_bytes() != content and not again:
        err().print(f"{path} stays as it is: it was changed, or the week was; --again writes it anew", highlight=False, soft_wrap=True)
        return
    write_whole(path, content)


def _spread(engine: str) -> "Spread":
    from assistant.tips.rendering import one_by_one

    if engine == "local":
        return one_by_one
    if engine != "ray":
        raise BadInput(f"--engine {engine!r}: no such engine; use one of local, ray")
    try:
        from assistant.engines.ray import on_cluster
    except ImportError:
        raise BadInput("--engine ray needs one more package: pip install 'smallacts[ray]'") from None
    return on_cluster


def _sink(name: str) -> "Sink":
    from assistant.tips.rendering import Sink

    if name not in list(Sink):
        raise BadInput(f"--to {name!r}: no such form; use one of {', '.join(Sink)}")
    return Sink(name)


def _show(found: "Review") -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("text", "practice", "people", "subject", "words to say", box=None, header_style="bold")
    for reviewed in found.texts:
        mark = " (rejected)" if reviewed.is_rejected else ""
        table.add_row(
            reviewed.text.id,
            reviewed.text.practice,
            f"{reviewed.people:,}",
            escape(reviewed.text.subject) + mark,
            escape(reviewed.text.say),
        )
    terminal().print(table)


def _show_report(found: "Report") -> None:
    from rich.markup import escape
    from rich.table import Table

    line(f"{counted(len(found.weeks), 'week')}: {found.weeks[0]} to {found.weeks[-1]}")
    for title, lines in (("practice", found.by_practice), ("card", found.by_card), ("segment", found.by_segment)):
        table = Table(title, "people", "tips", "opened", "done", "opted out", box=None, header_style="bold")
        for each in lines:
            table.add_row(escape(each.group), *(f"{count:,}" for count in (each.people, each.tips, each.opened, each.done, each.opted_out)))
        terminal().print(table)
    if not found.by_practice:
        line("fewer than five people got a tip, so nothing is shown of them")
    if found.left_out:
        line("left out: " + ", ".join(f"{reason} {people(count)}" for reason, count in found.left_out.items()))
    if found.comparison:
        compared = found.comparison
        line(
            f"yes with tips {compared.yes_with_tips:,} of {compared.with_tips:,}, in the holdout {compared.yes_in_holdout:,} of {compared.holdout:,}"
        )
        line(
            f"difference {compared.difference:+.1f} points, 95% interval {compared.low:+.1f} to {compared.high:+.1f}; groups of this size show {compared.smallest_seen:.1f} or more"
        )
        line(compared.said)
