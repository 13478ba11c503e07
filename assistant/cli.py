"""The commands; its imports stand inside functions, so that `--help` is quick."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant import __version__
from assistant.cli_agents import acp, mcp
from assistant.cli_chat import chat
from assistant.cli_connect import connect
from assistant.cli_doctor import doctor
from assistant.cli_guidance import guidance_app
from assistant.cli_keys import keys_app
from assistant.cli_library import ingest
from assistant.cli_moments import history, moment_app, thumbs, week
from assistant.cli_people import intro_app, people_app
from assistant.cli_private import export, forget
from assistant.cli_tips import tips_app
from assistant.cli_tips_review import approve, render, report_, review
from assistant.cli_tips_write import write
from assistant.console import AsJson, err, line, open_assistant, open_memory, out, text_of
from assistant.errors import AssistantError, YourError

if TYPE_CHECKING:
    from assistant.domain import Answer, Situation
    from assistant.factory import Parts
    from assistant.memory import Memory
    from assistant.ports import Ask

app = typer.Typer(
    name="smallacts",
    help="One small act of micro-mentorship for a moment at work: words to say, when, why, and where the advice comes from.",
    epilog='Start with: smallacts ask "how do I encourage a new lead after a rough call"',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(guidance_app, name="guidance")
for command in (write, review, approve, render):
    tips_app.command()(command)
tips_app.command("report")(report_)
app.add_typer(tips_app, name="tips")
app.command()(ingest)
app.add_typer(moment_app, name="moment")
app.add_typer(people_app, name="people")
app.add_typer(intro_app, name="intro")
app.add_typer(keys_app, name="keys")
app.command()(export)
app.command()(forget)
app.command()(week)
app.command()(history)
app.command()(thumbs)
app.command()(chat)
app.command()(mcp)
app.command()(acp)
app.command()(connect)
app.command()(doctor)

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
    offline: Annotated[bool, typer.Option("--offline", help="Ask no model; compose from our own cards.")] = False,
    show_outgoing: Annotated[bool, typer.Option("--show-outgoing", help="Print what a model would be sent, and send nothing.")] = False,
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

    situation = situation_from(text_of(text), relation=relation, practice=practice, facts=fact or (), person=person)
    if show_outgoing:
        _show_outgoing(situation, as_json=as_json)
        return
    answer = asyncio.run(_answered(open_assistant(offline=offline), open_memory(), situation))
    if as_json:
        print(answer.model_dump_json(indent=2))
    else:
        show(answer, out())


async def _answered(parts: "Parts", memory: "Memory", situation: "Situation") -> "Answer":
    try:
        return await memory.remembering().suggest(parts.assistant, situation, memory.me, memory.today(memory.me))
    finally:
        if parts.endpoint:
            await parts.endpoint.aclose()


def _show_outgoing(situation: "Situation", *, as_json: bool) -> None:
    from assistant.masking import read_people
    from assistant.prompting import render
    from assistant.writing import outgoing

    parts, memory = open_assistant(offline=True), open_memory()
    people = read_people(parts.settings.people)

    async def found() -> "Ask | None":
        past = await memory.own_history(memory.me).past(situation)
        return await outgoing(parts.assistant, parts.guidance, parts.gate, people, situation, past)

    ask = asyncio.run(found())
    if as_json:
        print(ask.model_dump_json(indent=2, exclude={"names"}) if ask else "null")
    else:
        line(render("outgoing", ask=ask) if ask else "Nothing would be sent: this is answered here, without a model.")


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
    results = own_words(clean(text_of(text)), told, open_assistant().gate.risk(told))
    if as_json:
        print(json.dumps({"checks": [result.model_dump(mode="json") for result in results]}, indent=2))
    else:
        show_checks(results, out())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; SMALLACTS_HOST if absent.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; SMALLACTS_PORT if absent.", min=1, max=65_535)] = None,
) -> None:
    """Answer over HTTP, on this machine only unless another address is given."""
    from api.server import listen, run
    from assistant.keys import read_keys
    from assistant.settings import read_settings

    settings = read_settings()
    where = host or settings.host, port or settings.port
    has_key = settings.api_key is not None or bool(read_keys(open_memory().keys_file))
    with listen(*where, has_key=has_key) as listener:
        parts = open_assistant()
        err().print(f"answering on http://{where[0]}:{where[1]} (its routes: /docs); Ctrl-C stops it", highlight=False)
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
        print(manifest.model_dump_json(indent=2))
        return
    asked, hit = manifest.self_query.asked, manifest.self_query.hit
    out().print(
        f"{generation.folder}\nbuilt {manifest.built_at}; {hit} of {asked} vectors find themselves", highlight=False, soft_wrap=True
    )
    for name, count in manifest.counts.items():
        out().print(f"{name}: {count}", highlight=False)


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


if __name__ == "__main__":
    main()
