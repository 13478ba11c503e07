"""Answers and tables as a person likes to read them in a terminal."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.domain import Answer, CheckResult, Hold, MicroAction, Nudge, Referral, Source, Verdict
from assistant.prompting import speak

MAX_WIDTH = 88  # a line that the eye can follow
_MARKS = {Verdict.PASS: "[green]pass[/]", Verdict.FAIL: "[bold red]fail[/]", Verdict.NA: "[dim]n/a[/]"}


def show(answer: Answer, console: Console) -> None:
    """Print an answer: styled for a person at a terminal, as Markdown into a pipe or file."""
    if not console.is_terminal:
        console.print(speak(answer), markup=False, highlight=False, soft_wrap=True)
        return
    console.print(_styled(answer), width=min(console.width, MAX_WIDTH))


def show_text(text: str, console: Console) -> None:
    """Print what was said in a conversation; its links stay to be read."""
    console.print(Padding(Markdown(text, hyperlinks=False), (1, 1)), width=min(console.width, MAX_WIDTH))


def show_checks(results: Sequence[CheckResult], console: Console) -> None:
    """Print the verdict of every check that applies; a failed one with its reason and the words."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for result in (r for r in results if r.verdict is not Verdict.NA):
        said = escape(" | ".join(part for part in (result.reason, result.span) if part))
        table.add_row(_MARKS[result.verdict], result.id, said)
    console.print(table)


def _styled(answer: Answer) -> RenderableType:
    if isinstance(answer, Hold):
        return Padding(Group(Text(answer.message), Text(answer.question or "", style="bold")), (1, 2))
    if isinstance(answer, Referral):
        return _styled_referral(answer)
    return _styled_nudge(answer)


def _styled_nudge(nudge: Nudge) -> RenderableType:
    action = nudge.action
    rows = _rows()
    rows.add_row("when", escape(action.do))
    rows.add_row("why", escape(nudge.why))
    if nudge.because:
        rows.add_row("chosen", escape(nudge.because))
    rows.add_row("source", "\n".join(_source(source) for source in nudge.sources))
    rows.add_row("after", escape(action.reflect))
    for other in nudge.alternatives:
        rows.add_row(f"or {_article(other)}", escape(other.say))
    note = [Text(nudge.degraded.message, style="yellow")] if nudge.degraded else []
    head = Text(action.practice.value, style="dim")
    said = Padding(_slots_marked(action.say), (1, 2))
    return Padding(Group(head, said, rows, *note), (1, 1))


def _styled_referral(referral: Referral) -> RenderableType:
    rows = _rows()
    for number, step in enumerate(referral.steps, 1):
        rows.add_row(f"{number}.", escape(step))
    rows.add_row("who", escape("; ".join(referral.contacts)))
    for line in referral.do_not:
        rows.add_row("not now", escape(line))
    rows.add_row("", escape(referral.can_still_help))
    return Padding(Group(Padding(Text(referral.say_to_user, style="bold"), (0, 0, 1, 0)), rows), (1, 1))


def _rows() -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(style="cyan", no_wrap=True, min_width=8)
    table.add_column(overflow="fold")
    return table


def _source(source: Source) -> str:
    grade = f" [dim]({source.evidence})[/]" if source.evidence else ""
    link = f"\n[dim]{escape(source.link)}[/]" if source.link else ""
    return f"{escape(source.title)}{grade}{link}"


def _article(action: MicroAction) -> str:
    return {"question": "ask", "feedback": "tell", "encouragement": "cheer", "insight": "offer", "introduction": "connect"}[action.practice]


def _slots_marked(say: str) -> Text:
    """The words in bold, with what is still to be filled in set apart."""
    text = Text(say, style="bold")
    text.highlight_regex(r"\[[^\]]+\]", "not bold yellow")
    return text
