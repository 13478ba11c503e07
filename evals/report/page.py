"""The run as one HTML file: no script, no outside file, the same bytes for the same run."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.measures import Confusion
from evals.report.terminal import failures, seen
from evals.report.view import DETAILS, Line, View

ABLATED = ("retrieval", "documents")
HEADLINES: Mapping[str, str] = {
    "retrieval/hit@1": "an accepted card found first",
    "documents/section hit@1": "the answering section found first",
    "retrieval/off-topic held": "texts that are no moment held",
    "gate/red caught": "red texts that get a referral",
    "gate/look-alikes stopped": "harmless look-alikes stopped",
    "answers/good answers": "good answers in every respect",
    "answers/told facts used": "told facts that come back",
    "fairness/same card": "same card whoever it is about",
    "injection/nothing followed": "hidden instructions without effect",
}
ABOUT: Mapping[str, str] = {
    "retrieval": "Is a card found that a fair colleague would accept, and how high? Are texts that are no moment held?",
    "documents": "Is the section found that answers a question, in documents that were ingested, and is the right one cited?",
    "gate": "Does the gate stop what wants more than words, and let pass what only sounds like it?",
    "answers": "Do people get an act that fits, that uses what they told, and that makes nothing up?",
    "fairness": "Is the answer the same whoever the moment is about, with names and pronouns swapped?",
    "injection": "Does an instruction inside a situation reach the words? Are texts that look like one still answered?",
    "conversation": "Does a follow-up get what it asks for, in words that were not said before, with the source named?",
    "weekly": "A year of weekly tips for invented people who come, go, pause and opt out: is every promise kept to everyone?",
    "recorded": "Words of a small recorded model on our cases, over the whole way round it: what reaches a person is held to the same.",
    "judge": "A model as judge of labelled texts, one criterion a call. It gates nothing; read a score beside its agreement.",
    "nulls": "Systems that know nothing, given an accepted card and the right practice beforehand. Each must score badly.",
    "checks": "Does each check fail what breaks its property, and stay silent on what only looks like it?",
}


def page(shown: View) -> str:
    """Render the page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja").render(
        shown=shown,
        about=ABOUT,
        failures=failures(shown),
        seen=seen(shown) if shown.comparison else None,
        headlines=_headlines(shown),
        ablations={suite: _ablations(suite, shown) for suite in ABLATED},
        kills=_kills(shown),
        confusions=[_matrix(confusion) for confusion in shown.run.confusions],
        span=_span(shown),
    )


def _headlines(shown: View) -> list[tuple[str, Line]]:
    """One figure a concern, of the half that nobody tunes on where there is one."""
    found = {line.measure.title: line for line in shown.lines}
    return [(label, found[title]) for title, label in HEADLINES.items() if title in found]


def _ablations(suite: str, shown: View) -> dict[str, list[Line]]:
    """Half and measure -> its value for each part of the search alone."""
    groups: dict[str, list[Line]] = {}
    for line in shown.of(suite):
        name, _, part = line.measure.name.partition(", ")
        if part:
            groups.setdefault(f"{name}, {line.measure.half}", []).append(line)
    return dict(sorted(groups.items()))  # so that the halves of one measure stand side by side


def _kills(shown: View) -> list[tuple[str, Line, Line | None]]:
    """Check -> its mutants and its silent texts."""
    killed, passed = DETAILS
    lines = {line.measure.name: line for line in shown.of("checks")}
    names = [name.removeprefix(killed) for name in lines if name.startswith(killed)]
    return [(name, lines[killed + name], lines.get(passed + name)) for name in names]


def _matrix(confusion: Confusion) -> dict[str, object]:
    """Rows are labels, columns what was given, each cell with its share of the row."""
    labels = sorted(confusion.counts)
    given = {column for counts in confusion.counts.values() for column in counts}
    columns = [*labels, *sorted(given - set(labels))]
    totals = {label: sum(confusion.counts[label].values()) for label in labels}
    rows = [(label, [(n := confusion.counts[label].get(column, 0), n / totals[label]) for column in columns]) for label in labels]
    return {"half": confusion.half, "columns": columns, "rows": rows}


def _span(shown: View) -> float:
    """How far the plots of changes reach to either side."""
    changes = shown.comparison.changes if shown.comparison else ()
    return max([0.05, *(max(abs(change.low), abs(change.high)) for change in changes if change.adjusted_p is not None)])
