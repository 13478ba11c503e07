"""The commands of one's own week; its imports stand inside functions, so that `--help` is quick."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, err, line, open_memory, out, text_of
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.domain import Value

PRACTICES = "insight, encouragement, question, feedback or introduction"
moment_app = typer.Typer(
    name="moment", help="What you did: write it down, read it, note what came of it.", no_args_is_help=True, rich_markup_mode=None
)
Id = Annotated[str, typer.Argument(help="Its id, the first letters of it, or last.")]


@moment_app.command("add")
def add(
    text: Annotated[str, typer.Argument(help="What you did, in one line; - reads it from standard input.")],
    practice: Annotated[str | None, typer.Option(help=f"{PRACTICES}; read from your words if absent.")] = None,
    about: Annotated[str | None, typer.Option("--with", help="With whom.")] = None,
    nudge: Annotated[str | None, typer.Option(help="The nudge that it came from: its id, or last.")] = None,
    when: Annotated[str, typer.Option(help="today, yesterday, a day of the week, or 2026-11-26.")] = "today",
    as_json: AsJson = False,
) -> None:
    """Write down a moment.

    Example: smallacts moment add "thanked Ana for the release notes"
    """
    from assistant.asking import deed_from
    from assistant.terminal_week import show_added
    from assistant.week import day_named

    memory = open_memory()
    today = memory.today(memory.me)
    deed = deed_from(text_of(text), practice=practice, about=about, nudge=nudge, day=day_named(when, today))
    moment = memory.moments(memory.me).add(deed, today)
    if as_json:
        _print(moment)
    else:
        show_added(moment, memory.week(memory.me, None), out())


@moment_app.command("list")
def list_moments(
    week: Annotated[str | None, typer.Option(help="Of one week only, like 2026-W48.")] = None,
    count: Annotated[int, typer.Option("-n", help="How many at most.", min=1, max=100_000)] = 20,
    as_json: AsJson = False,
) -> None:
    """Show your moments, newest first."""
    from assistant.terminal_week import show_moments
    from assistant.week import Week

    memory = open_memory()
    found = memory.moments(memory.me).latest(count, Week.named(week) if week else None)
    if as_json:
        _print_all("moments", found)
        return
    show_moments(found, out())
    if not found:
        err().print('no moment yet; the first: smallacts moment add "thanked Ana for the release notes"', highlight=False, markup=False)


@moment_app.command("reflect")
def reflect(
    id: Id,
    text: Annotated[str, typer.Argument(help="What came of it, in one line; - reads it from standard input.")],
    as_json: AsJson = False,
) -> None:
    """Note what came of a moment; what you noted before stays.

    Example: smallacts moment reflect last "she asked me to look at the next ones too"
    """
    from assistant.asking import note_from
    from assistant.terminal_week import show_moments

    memory = open_memory()
    moment = memory.moments(memory.me).reflect(id, note_from(text_of(text)), memory.today(memory.me))
    if as_json:
        _print(moment)
    else:
        show_moments([moment], out())


@moment_app.command("remove")
def remove(id: Id) -> None:
    """Forget a moment, and what you noted of it."""
    memory = open_memory()
    moment = memory.moments(memory.me).remove(id)
    line(f"removed {moment.id}: {moment.text}")


def week(
    week: Annotated[str | None, typer.Option(help="Another week than this one, like 2026-W48.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show your week: three moments planned, what you did, and from Friday three questions to look back with.

    A plan is three cues, each of another practice. Do one when its moment comes, and write it down: smallacts moment add "..."
    """
    from assistant.terminal_week import show_week

    memory = open_memory()
    found = memory.week(memory.me, week)
    if as_json:
        _print(found)
    else:
        show_week(found, memory.today(memory.me), out())


def history(
    count: Annotated[int, typer.Option("-n", help="How many at most.", min=1, max=100_000)] = 10,
    as_json: AsJson = False,
) -> None:
    """Show the nudges that you were given, newest first; what you told is not among it unless you wished it."""
    from assistant.terminal_week import show_history

    memory = open_memory()
    found = memory.moments(memory.me).given(count)
    if as_json:
        _print_all("nudges", found)
        return
    show_history(found, out())
    if not found:
        err().print('nothing yet; ask first: smallacts ask "how do I thank a colleague"', highlight=False, markup=False)


def thumbs(
    way: Annotated[str, typer.Argument(help="up or down.")],
    id: Annotated[str, typer.Argument(help="The nudge: its id, the first letters of it, or last.")] = "last",
    as_json: AsJson = False,
) -> None:
    """Say whether a nudge was of use, so that the next ones fit you better.

    Example: smallacts thumbs up
    """
    if way not in ("up", "down"):
        raise BadInput(f"thumbs {way[:20]!r}? say up or down")
    memory = open_memory()
    given = memory.moments(memory.me).rate(id, is_useful=way == "up")
    if as_json:
        _print(given)
    else:
        line(f"thumbs {way} for {given.id[:8]} ({given.practice}): {given.say}")


def _print(value: "Value") -> None:
    print(value.model_dump_json(indent=2))


def _print_all(name: str, values: Sequence["Value"]) -> None:
    print(json.dumps({name: [value.model_dump(mode="json") for value in values]}, indent=2))
