"""The run as a Markdown summary, for a pull request."""

from evals.report.terminal import failures, seen
from evals.report.view import Line, View


def markdown(shown: View) -> str:
    """Write the headline measures, what failed, and what could have been seen."""
    head = ["| measure | half | value | n | since the blessed run |", "|---|---|---|---|---|"]
    rows = [_row(line) for line in shown.lines if line.measure.is_headline]
    faults = [f"- {line}" for line in failures(shown)]
    parts = ["# Evals", shown.verdict, "\n".join(head + rows)]
    if faults:
        parts.append("## What failed\n\n" + "\n".join(faults))
    if shown.comparison:
        parts.append(seen(shown))
    return "\n\n".join(parts) + "\n"


def _row(line: Line) -> str:
    score, change = line.measure.score, line.change
    since = f"{change.delta:+.3f} [{change.low:+.3f}, {change.high:+.3f}]{_mark(line)}" if change and change.delta else ""
    value = f"{score.value:.3f} [{score.low:.3f}, {score.high:.3f}]"
    return f"| {line.measure.title} | {line.measure.half} | {value} | {score.n} | {since} |"


def _mark(line: Line) -> str:
    return " **regression**" if line.change and line.change.verdict == "regression" else ""
