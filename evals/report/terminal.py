"""The run as tables in a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.measures import Agreement, Half
from evals.report.view import Line, View

OFTEN = 5  # cases; rarer tags stand in the page only
MARKS = {"better": "green", "worse": "yellow", "regression": "bold red", "same": "dim"}


def show(console: Console, shown: View) -> None:
    """Print a table a suite, then what failed, then the verdict."""
    for suite in shown.run.suites:
        console.print(_table(suite, shown))
    if shown.run.agreements:
        console.print(agreement_table(shown.run.agreements))
    for line in counted(shown.run.cases):
        console.print(Text(line, style="dim"))
    for line in failures(shown):
        console.print(Text(line, style="red"))
    if shown.comparison:
        console.print(Text(seen(shown), style="dim"))
    console.print(Text(shown.verdict, style="bold"))


def agreement_table(agreements: Sequence[Agreement]) -> Table:
    """How far each check or judge agrees with a person's labels."""
    table = Table("agreement with labels", "texts", "faulted by a person", "by it", "by both", "kappa", box=None)
    for a in agreements:
        table.add_row(a.check, str(a.n), str(a.labelled), str(a.found), str(a.both), a.words)
    return table


def counted(cases: Mapping[str, Mapping[str, int]]) -> list[str]:
    """A line a file of cases: how many there are, and how many carry each tag."""
    return [_counted(name, tags) for name, tags in cases.items()]


def failures(shown: View) -> list[str]:
    """Everything that fails the run, one line each."""
    lines = [str(breach) for breach in shown.breaches]
    if shown.comparison:
        lines += [f"{c.measure}: {c.before:.3f} -> {c.after:.3f}, p={c.adjusted_p:.4f} after Holm" for c in shown.comparison.regressions]
        lines += [f"{failure.measure}: {failure.case} newly fails" for failure in shown.comparison.new_failures]
        if missing := shown.comparison.missing:
            lines.append(f"cases of the baseline that this run has not: {', '.join(missing[:10])}{' ...' if len(missing) > 10 else ''}")
    return lines


def seen(shown: View) -> str:
    """Say what loss this run could have told from chance."""
    tested = [c for c in shown.comparison.changes if c.adjusted_p is not None] if shown.comparison else []
    if not tested:
        return "No headline measure was compared."
    least, most = min(c.detectable for c in tested), max(c.detectable for c in tested)
    smallest = f"{most:.3f} in the smallest" if most <= 1 else "in the smallest none"
    return (
        f"{len(tested)} measures were tested against the blessed run. The smallest loss that could have been told from chance, "
        f"over that many tests: {least:.3f} of the cases in the largest suite, {smallest}."
    )


def _counted(name: str, tags: Mapping[str, int]) -> str:
    often = sorted((-n, tag) for tag, n in tags.items() if tag != "all" and n >= OFTEN)
    rare = len(tags) - 1 - len(often)
    parts = [*(f"{tag} {-n}" for n, tag in often), *([f"and {rare} rarer tags"] if rare else [])]
    return f"{name} n={tags['all']}{': ' if parts else ''}{', '.join(parts)}"


def _table(suite: str, shown: View) -> Table:
    halves = shown.halves_of(suite)
    table = Table("score", *halves, title=suite, title_justify="left", box=None)
    if shown.comparison:
        table.add_column("since the blessed run")
    for name, by_half in shown.rows(suite).items():
        cells = [_value(by_half.get(half)) for half in halves]
        table.add_row(name, *cells, *([_changes(by_half)] if shown.comparison else []))
    return table


def _value(line: Line | None) -> Text:
    if line is None:
        return Text("")
    score = line.measure.score
    return Text(f"{score.value:.3f} [{score.low:.2f}, {score.high:.2f}] n={score.n}", style="red" if line.is_bad else "")


def _changes(by_half: Mapping[Half, Line]) -> Text:
    text = Text()
    for half, line in by_half.items():
        if line.change and line.change.delta:
            text.append(
                f"{half} {line.change.delta:+.3f} [{line.change.low:+.2f}, {line.change.high:+.2f}] ", style=MARKS[line.change.verdict]
            )
    return text
