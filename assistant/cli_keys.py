"""The commands of the keys that callers over HTTP give; its imports stand inside functions, so that `--help` is quick."""

import json
from typing import Annotated

import typer

from assistant.console import AsJson, err, line, open_memory

keys_app = typer.Typer(
    name="keys", help="Keys for callers over HTTP: each speaks for one person, who sees only their own.", no_args_is_help=True
)


@keys_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="A name for the key: letters, digits, dots and dashes.")],
    person: Annotated[str, typer.Option(help="Whose history it opens.")],
    timezone: Annotated[str | None, typer.Option(help="The person's time zone, like Europe/Berlin; the machine's if absent.")] = None,
    keep_situations: Annotated[bool, typer.Option("--keep-situations", help="They wish that what they tell is kept, too.")] = False,
    per_minute: Annotated[int | None, typer.Option(help="At most so many requests in a minute.", min=1)] = None,
) -> None:
    """Make a key, and show it this once: only its fingerprint is kept.

    Example: smallacts keys add anas-editor --person ana
    """
    from assistant.keys import add_key

    memory = open_memory()
    key = add_key(
        memory.keys_file,
        name,
        person=person,
        timezone=timezone,
        keeps_situations=keep_situations,
        per_minute=per_minute,
        today=memory.today(memory.me),
    )
    err().print("It is shown this once. Give it as: Authorization: Bearer <key>", highlight=False)
    line(key)


@keys_app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """Show the keys' names and persons; the keys themselves are nowhere."""
    from assistant.keys import read_keys

    keys = read_keys(open_memory().keys_file)
    if as_json:
        print(json.dumps({"keys": [key.model_dump(mode="json", exclude={"sha256"}) for key in keys]}, indent=2))
        return
    for key in keys:
        limit = f", at most {key.per_minute} requests a minute" if key.per_minute else ""
        line(f"{key.name}  {key.person}, since {key.since}{limit}")
    if not keys:
        err().print("no key yet; the first: smallacts keys add anas-editor --person ana", highlight=False)


@keys_app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """Make a key worthless, from the next request on."""
    from assistant.keys import remove_key

    key = remove_key(open_memory().keys_file, name)
    line(f"removed {key.name}; what {key.person} wrote stays")
