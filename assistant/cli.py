"""The commands; with factory.py the only place with imports inside functions, so that `--help` is quick."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant import __version__
from assistant.errors import AssistantError, BadInput, YourError

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.factory import Parts

app = typer.Typer(
    name="smallacts",
    help="One small act of micro-mentorship for a moment at work: words to say, when, why, and where the advice comes from.",
    epilog='Start with: smallacts ask "how do I encourage a new lead after a rough call"',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
guidance_app = typer.Typer(help="Look at the guidance that answers stand on.", no_args_is_help=True)
app.add_typer(guidance_app, name="guidance")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one document, for another program.")]
RELATIONS = "peer, lead, manager, upward or self"
PRACTICES = "insight, encouragement, question, feedback or introduction"


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The moment, in a sentence or two; - reads it from standard input.")],
    relation: Annotated[str | None, typer.Option(help=f"Who you are to the person: {RELATIONS}.")] = None,
    practice: Annotated[str | None, typer.Option(help=f"The practice you want: {PRACTICES}.")] = None,
    fact: Annotated[list[str] | None, typer.Option(help="What the person did, or what it changed; may be repeated.")] = None,
    person: Annotated[str | None, typer.Option(help="The name of the person it is about.")] = None,
    as_json: AsJson = False,
    offline: Annotated[bool, typer.Option("--offline", help="Compose from our own cards, which so far is the only way.")] = True,
) -> None:
    r"""Get one small act for a moment at work.

    The more you tell, the more of it comes back in the words: who did what, what it changed, when. What you do
    not tell is left as a \[slot] for you; nothing is made up.

    Examples:
      smallacts ask "how do I encourage a new lead after a rough call"

      smallacts ask "my teammate is quiet in meetings" --practice question

      smallacts ask "rough call today" --fact "David stayed calm when the client got angry"

    """
    from assistant.asking import situation_from
    from assistant.terminal import show

    situation = situation_from(_text(text), relation=relation, practice=practice, facts=fact or (), person=person)
    answer = asyncio.run(_parts().assistant.suggest(situation))
    if as_json:
        _print_json(answer.model_dump_json(indent=2))
    else:
        show(answer, _out())


@app.command()
def check(
    text: Annotated[str, typer.Argument(help="The words you mean to say; - reads them from standard input.")],
    practice: Annotated[str, typer.Option(help=f"What they are meant as: {PRACTICES}.")],
    situation: Annotated[str, typer.Option(help="The moment they are for.")],
    as_json: AsJson = False,
) -> None:
    """Hold your own words to the checks that every answer passes.

    Example: smallacts check "Great job!" --practice encouragement --situation "Ana fixed the build"
    """
    from assistant.asking import situation_from
    from assistant.checks import own_words
    from assistant.domain import clean
    from assistant.terminal import show_checks

    told = situation_from(situation, practice=practice)
    results = own_words(clean(_text(text)), told, _parts().gate.risk(told))
    if as_json:
        _print_json(json.dumps({"checks": [result.model_dump(mode="json") for result in results]}, indent=2))
    else:
        show_checks(results, _out())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; SMALLACTS_HOST if absent.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; SMALLACTS_PORT if absent.", min=1, max=65_535)] = None,
) -> None:
    """Answer over HTTP, on this machine only unless another address is given."""
    from api.server import listen, run
    from assistant.settings import read_settings

    settings = read_settings()
    where = host or settings.host, port or settings.port
    with listen(*where, has_key=settings.api_key is not None) as listener:
        parts = _parts()
        _err().print(f"answering on http://{where[0]}:{where[1]} (its routes: /docs); Ctrl-C stops it", highlight=False)
        run(parts, listener, host=where[0], api_key=settings.api_key.get_secret_value() if settings.api_key else None)


@app.command()
def index(
    rebuild: Annotated[bool, typer.Option(help="Build it anew, even if it is whole.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what the index holds and where it lies; it is built by itself when it is needed."""
    from assistant.factory import open_index
    from assistant.progress import BuildBar
    from assistant.settings import read_settings

    settings = read_settings()
    with BuildBar() as bar:
        generation = open_index(settings, bar, rebuild=rebuild)
    manifest = generation.manifest
    if as_json:
        _print_json(manifest.model_dump_json(indent=2))
        return
    asked, hit = manifest.self_query.asked, manifest.self_query.hit
    _out().print(
        f"{generation.folder}\nbuilt {manifest.built_at}; {hit} of {asked} vectors find themselves", highlight=False, soft_wrap=True
    )
    for name, count in manifest.counts.items():
        _out().print(f"{name}: {count}", highlight=False)


@guidance_app.command("lint")
def guidance_lint(as_json: AsJson = False) -> None:
    """Hold every card, with every slot filled and open, to the checks; exit 1 if one fails."""
    from assistant.guidance import read_guidance
    from assistant.lint import lint
    from assistant.resources import folder
    from assistant.safety_guidance import read_safety

    knowledge = folder("knowledge")
    read_safety(knowledge / "safety")
    guidance = read_guidance(knowledge)
    found = tuple(dict.fromkeys(lint(guidance)))
    if as_json:
        _print_json(json.dumps({"cards": len(guidance.cards), "faults": [fault.model_dump() for fault in found]}, indent=2))
    else:
        for fault in found:
            _out().print(str(fault), markup=False, highlight=False, soft_wrap=True)
        _err().print(f"{len(guidance.cards)} cards, {len(found)} faults", highlight=False)
    if found:
        raise typer.Exit(1)


@guidance_app.command("embed")
def guidance_embed(
    only_check: Annotated[bool, typer.Option("--check", help="Only say whether the file is complete; exit 1 if not.")] = False,
) -> None:
    """Make the vectors of our own knowledge beforehand, after a change to it, so that a first build is quick."""
    from assistant.factory import embed_knowledge
    from assistant.progress import BuildBar

    with BuildBar() as bar:
        missing, path = embed_knowledge(bar, only_check=only_check)
    if only_check and missing:
        _err().print(f"{path}: {missing} texts have no vector; run `smallacts guidance embed`", highlight=False, soft_wrap=True)
        raise typer.Exit(1)
    _err().print(f"{path}: complete", highlight=False, soft_wrap=True)


@guidance_app.command("list")
def guidance_list(as_json: AsJson = False) -> None:
    """List every card with its main practice and evidence grade."""
    cards = _parts().guidance.cards.values()
    if as_json:
        rows = [{"id": c.id, "title": c.title, "practices": list(c.practices), "evidence": c.evidence} for c in cards]
        _print_json(json.dumps({"cards": rows}, indent=2))
        return
    for card in sorted(cards, key=lambda card: (card.practices[0], card.id)):
        _out().print(f"{card.practices[0]:14}{card.id:30}{card.evidence:18}{card.title}", highlight=False, soft_wrap=True)


@guidance_app.command("show")
def guidance_show(
    id: Annotated[str, typer.Argument(help="The id of a card or a cited work.")],
    as_json: AsJson = False,
) -> None:
    """Show one card or one cited work, whole."""
    found = _parts().guidance.find(id)
    if as_json:
        _print_json(found.model_dump_json(indent=2))
        return
    for name, value in found.model_dump(mode="json").items():
        text = "\n  ".join(map(str, value)) if isinstance(value, list) else str(value)
        _out().print(f"{name}: {text}", markup=False, highlight=False, soft_wrap=True)


@guidance_app.command("search")
def guidance_search(
    text: Annotated[str, typer.Argument(help="What to look for, in words of your own.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many results.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Find the guidance nearest to a text, with its source and score."""
    from assistant.asking import situation_from

    found = asyncio.run(_parts().assistant.retriever.search(situation_from(_text(text))))[:k]
    if as_json:
        fields = {"id", "title", "section", "source", "score"}
        _print_json(json.dumps({"passages": [p.model_dump(include=fields) for p in found]}, indent=2))
        return
    for passage in found:
        _out().print(f"{passage.score:5.2f}  {passage.id:30}{passage.title}  ({passage.source})", highlight=False, soft_wrap=True)


def main() -> NoReturn:
    """Run a command; an error is one line on stderr, exit 2 for yours and 1 for ours."""
    logging.basicConfig(level=logging.WARNING, format="smallacts: %(message)s", stream=sys.stderr)
    _run(lambda: app(standalone_mode=True))


def _run(command: Callable[[], object]) -> NoReturn:
    try:
        command()
    except AssistantError as error:
        print(f"smallacts: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, YourError) else 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # every other one is translated where it arises, so this is standard output's
        print(f"smallacts: the results cannot be written ({error.strerror}); free some space, or send them elsewhere", file=sys.stderr)
        _drop_output()
        sys.exit(1)
    sys.exit(0)


def _drop_output() -> None:
    """Leave what could not be written, or the interpreter tries again as it ends, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"smallacts {__version__}")
        raise typer.Exit


def _text(argument: str) -> str:
    if argument != "-":
        return argument
    if sys.stdin is None:
        raise BadInput("standard input is closed; give the moment in words")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"standard input is not UTF-8 text (byte {error.start}); give the moment in words") from error


def _parts() -> "Parts":
    from assistant.factory import open_parts
    from assistant.progress import BuildBar
    from assistant.settings import read_settings

    settings = read_settings()
    with BuildBar() as bar:
        return open_parts(settings, bar)


def _out() -> "Console":
    from rich.console import Console

    return Console()


def _err() -> "Console":
    from rich.console import Console

    return Console(stderr=True)


def _print_json(text: str) -> None:
    print(text)


if __name__ == "__main__":
    main()
