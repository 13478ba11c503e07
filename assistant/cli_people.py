"""The commands of the directory and of introductions; its imports stand inside functions, so that `--help` is quick."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, counted, err, line, open_memory
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.introducing import Introduction

people_app = typer.Typer(name="people", help="Colleagues who agreed to be introduced.", no_args_is_help=True)
intro_app = typer.Typer(
    name="intro", help="Introduce two people: both are asked first, and nothing is shared before two yeses.", no_args_is_help=True
)
Id = Annotated[str, typer.Argument(help="The id of the introduction, or last.")]


@people_app.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="A CSV file with a line a person; the first line names the columns.")],
    as_json: AsJson = False,
) -> None:
    """Take the directory from a CSV file; it then holds exactly who is in the file and opted in.

    Columns: name, address, role, team, manager, interests, can_help, wants, opted_in (yes or no). Addresses enter no index.
    """
    from assistant.people import read_directory

    read = read_directory(file)
    changed = open_memory().import_people(read.colleagues)
    if as_json:
        print(json.dumps({**changed.model_dump(), "not_opted_in": read.left_out}, indent=2))
        return
    said = [f"{changed.added} new", f"{changed.removed} gone", f"{read.left_out} not opted in"]
    said += [f"{changed.forgotten} left out, since they were forgotten"] if changed.forgotten else []
    line(f"{counted(changed.people, 'person').replace('persons', 'people')}: {', '.join(said)}")


@people_app.command("list")
def list_people(as_json: AsJson = False) -> None:
    """Show who agreed to be introduced; no addresses."""
    everybody = open_memory().people.all()
    if as_json:
        print(json.dumps({"people": [one.model_dump(mode="json", exclude={"address"}) for one in everybody]}, indent=2))
        return
    for one in everybody:
        line(f"{one.name}: {', '.join(part for part in (one.role, one.team) if part)}; can help with {one.can_help or 'nothing named'}")
    if not everybody:
        err().print("nobody yet: smallacts people import people.csv", highlight=False)


@people_app.command("match")
def match(
    topic: Annotated[str, typer.Argument(help="What help is wanted with.")],
    learner: Annotated[str, typer.Option("--for", help="Who wants it: a name of the directory.")],
    as_json: AsJson = False,
) -> None:
    """Find who could help somebody, those whom they half know first; who was asked twice this month is left in peace.

    Example: smallacts people match "planning a data migration" --for "Mona Diaz"
    """
    memory = open_memory()
    found = memory.matches(memory.me, topic, learner, memory.embed)
    if as_json:
        print(json.dumps({"matches": [one.model_dump(mode="json") for one in found]}, indent=2))
        return
    for one in found:
        line(f"{one.name}: {', '.join(part for part in (one.role, one.team) if part)}; {one.can_help} ({one.why})")
    if not found:
        err().print("nobody who can help with that is free to be asked; say it in other words, or ask around", highlight=False)
        return
    err().print(f'Ask both: smallacts intro start "{learner}" "{found[0].name}" --about "{topic}"', highlight=False, markup=False)


@intro_app.command("start")
def start(
    learner: Annotated[str, typer.Argument(help="Who would like to learn.")],
    helper: Annotated[str, typer.Argument(help="Who could help.")],
    topic: Annotated[str, typer.Option("--about", help="What it is about.")],
    as_json: AsJson = False,
) -> None:
    """Begin an introduction: two short messages, one to each, that ask whether they would like it. You send them."""
    memory = open_memory()
    _show(memory.introduce(memory.me, learner, helper, topic), as_json=as_json)


@intro_app.command("answer")
def answer(
    id: Id,
    name: Annotated[str, typer.Argument(help="Which of the two answered.")],
    said: Annotated[str, typer.Argument(help="yes or no.")],
    as_json: AsJson = False,
) -> None:
    """Note what one of them said; after two yeses you get the introduction, after a no a kind line for the other."""
    if said not in ("yes", "no"):
        raise BadInput(f"{said[:20]!r}? say yes or no")
    memory = open_memory()
    _show(memory.introductions(memory.me).answer(id, name, is_yes=said == "yes"), as_json=as_json)


@intro_app.command("done")
def done(id: Id, as_json: AsJson = False) -> None:
    """Note that you sent the introduction."""
    memory = open_memory()
    _show(memory.introductions(memory.me).done(id), as_json=as_json)


@intro_app.command("show")
def show(id: Id, as_json: AsJson = False) -> None:
    """Show how an introduction stands, and what to send next."""
    memory = open_memory()
    _show(memory.introductions(memory.me).find(id), as_json=as_json)


@intro_app.command("list")
def list_introductions(as_json: AsJson = False) -> None:
    """Show your introductions, newest first."""
    memory = open_memory()
    found = memory.introductions(memory.me).all()
    if as_json:
        print(json.dumps({"introductions": [one.model_dump(mode="json", exclude={"messages"}) for one in found]}, indent=2))
        return
    for one in found:
        line(_head(one))
    if not found:
        err().print('none yet; begin with: smallacts people match "what it is about" --for "a name"', highlight=False, markup=False)


def _show(introduction: "Introduction", *, as_json: bool) -> None:
    if as_json:
        print(introduction.model_dump_json(indent=2))
        return
    line(_head(introduction))
    for name, text in introduction.messages.items():
        line(f"\nTo {name}:\n{text}")


def _head(introduction: "Introduction") -> str:
    said = {True: "yes", False: "no", None: "asked"}
    answers = ", ".join(f"{name}: {said[answer]}" for name, answer in introduction.answers.items())
    return f"{introduction.id}  {introduction.state}  about {introduction.topic} ({answers})"
