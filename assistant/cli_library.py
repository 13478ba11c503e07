"""The commands that change what was added; its imports stand inside functions, so that `--help` is quick."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.cli_guidance import guidance_app
from assistant.console import AsJson, counted, err, line
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.adding import Outcome
    from assistant.library import Entry, Library, Trust
    from assistant.settings import Settings

T = TypeVar("T")
LINES_SHOWN = 3
MAX_LINE_CHARS = 100


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Files and folders: Markdown, plain text, HTML, PDF, and office files with the extra.")
    ],
    trust: Annotated[
        str | None, typer.Option(help="cited: answers may name it (so it is for new files); searchable: only a search finds it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add your own guidance: files that answers may cite and that a search finds.

    What is unchanged is not read again; what changed is replaced; what is gone from a folder that you name is
    taken out. A file with lines that speak to a machine is held until you approve it.

    Examples:
      smallacts ingest handbook/

      smallacts ingest notes.md --trust searchable

    """
    from assistant.factory import open_library
    from assistant.settings import read_settings

    settings, trusted = read_settings(), _trust(trust)
    outcomes = _look(open_library(settings), paths, trusted) if dry_run else _add(settings, paths, trusted, is_quiet=as_json)
    if as_json:
        print(json.dumps({"files": [outcome.model_dump(mode="json") for outcome in outcomes]}, indent=2))
    elif dry_run:
        for outcome in outcomes:
            _show(outcome)
    err().print(_summary(outcomes, dry_run), highlight=False, soft_wrap=True)
    if any(outcome.kind == "failed" for outcome in outcomes):
        raise typer.Exit(1)


@guidance_app.command("remove")
def remove(
    source: Annotated[str, typer.Argument(help="A document's id, its path, or a folder that it was added from.")],
) -> None:
    """Take an added document, or all from a folder, out again; the files themselves stay."""

    def forget(library: "Library") -> list["Entry"]:
        entries = library.below(source) or [library.find(source)]
        for entry in entries:
            library.remove(entry)
        return entries

    for entry in _change(forget):
        line(f"removed     {entry.source}: {counted(entry.passages, 'passage')}")


@guidance_app.command("approve")
def approve(
    id: Annotated[str, typer.Argument(help="The id of a held document, or its path.")],
) -> None:
    """Let a held document be found and cited: you have looked at its lines, and they do no harm."""

    def accept(library: "Library") -> "Entry":
        entry = library.find(id)
        library.change(entry.model_copy(update={"approved": entry.suspicious}))
        return entry

    entry = _change(accept)
    line(f"approved    {entry.source}: {counted(entry.passages, 'passage')}")


def _add(settings: "Settings", paths: Sequence[Path], trust: "Trust | None", *, is_quiet: bool) -> list["Outcome"]:
    from assistant.factory import change_library, open_adder
    from assistant.ingest.files import files_below
    from assistant.ingest.reader import DocumentReader
    from assistant.progress import BuildBar, FileBar

    outcomes: list[Outcome] = []

    def add(library: "Library") -> None:
        with FileBar(sum(1 for _ in files_below(paths))) as bar, DocumentReader() as reader:
            for outcome in open_adder(library, reader, trust, bar).add(paths):
                outcomes.append(outcome)
                bar.step()
                if not is_quiet:
                    _show(outcome)

    try:
        with BuildBar() as bar:
            change_library(settings, bar, add)
    except KeyboardInterrupt:
        done = sum(1 for outcome in outcomes if outcome.kind in ("added", "changed"))
        err().print(f"stopped; {counted(done, 'file')} kept, to be used when you run this again; the index is as it was", highlight=False)
        raise typer.Exit(130) from None
    return outcomes


def _look(library: "Library", paths: Sequence[Path], trust: "Trust | None") -> list["Outcome"]:
    from assistant.factory import Progress, open_adder
    from assistant.ingest.reader import DocumentReader

    with DocumentReader() as reader:
        return list(open_adder(library, reader, trust, Progress()).look(paths))


def _change(change: Callable[["Library"], T]) -> T:
    from assistant.factory import change_library
    from assistant.progress import BuildBar
    from assistant.settings import read_settings

    with BuildBar() as bar:
        return change_library(read_settings(), bar, change)


def _trust(given: str | None) -> "Trust | None":
    from assistant.library import Trust

    if given is None or given in list(Trust):
        return Trust(given) if given else None
    raise BadInput(f"unknown trust {given!r}; use one of {', '.join(Trust)}")


def _show(outcome: "Outcome") -> None:
    """A line for a file, and under it those of its lines that somebody must look at."""
    said = [counted(outcome.passages, "passage")] if outcome.id else []
    said += [outcome.reason] if outcome.reason else []
    said += [f"held until `smallacts guidance approve {outcome.id}`, because of" if outcome.held else ""]
    line(f"{outcome.kind:12}{outcome.source}: {'; '.join(part for part in said if part)}")
    for text in outcome.held[:LINES_SHOWN]:
        line(f"{'':12}| {' '.join(text.split())[:MAX_LINE_CHARS]}")
    if len(outcome.held) > LINES_SHOWN:
        line(f"{'':12}| and {len(outcome.held) - LINES_SHOWN} more: `smallacts guidance show {outcome.id}`")


def _summary(outcomes: Sequence["Outcome"], dry_run: bool) -> str:
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome.kind] = counts.get(outcome.kind, 0) + 1
    held = sum(1 for outcome in outcomes if outcome.held)
    said = [f"{count} {kind}" for kind, count in counts.items()] + ([f"{held} held"] if held else [])
    new = sum(outcome.passages for outcome in outcomes if outcome.kind in ("added", "changed"))
    end = "; nothing was changed, this was a dry run" if dry_run else ""
    return f"{', '.join(said) or 'no file found'}; {counted(new, 'passage')} read{end}"
