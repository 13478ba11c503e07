"""The command that prints a client's settings; its imports stand inside functions, so that `--help` is quick."""

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, err, line, open_memory
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.connecting import Connection, Server

Url = Annotated[str | None, typer.Option(help="Address of the server; the one of SMALLACTS_HOST and SMALLACTS_PORT if absent.")]
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}  # noqa: S104 how an address is listened on, and how it is called


def connect(
    client: Annotated[str | None, typer.Argument(help="The editor or client; without one, all are listed.")] = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Print the settings that let an editor or a chat client ask `smallacts serve`.

    The settings go to standard output, ready to paste; where they belong, and what to do then, to standard error.
    A key is never printed: a placeholder stands for it.

    Examples:
      smallacts connect

      smallacts connect opencode > ~/.config/opencode/opencode.json

    """
    from assistant.connecting import clients, connection

    server = _server(url)
    if client:
        _show(client, connection(client, server), server, as_json=as_json)
        return
    known = {name: connection(name, server) for name in clients()}
    if as_json:
        listed = [{"client": name, **some.model_dump(include={"title", "tried", "cannot"})} for name, some in known.items()]
        print(json.dumps({"clients": listed}, indent=2))
        return
    for name, some in known.items():
        line(f"{name:15} {some.title}: {_how_known(some)}")
    err().print("\nsettings of one of them: smallacts connect opencode", highlight=False)


def _show(client: str, found: "Connection", server: "Server", *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"client": client, "url": server.url, "needs_key": server.needs_key, **found.model_dump()}, indent=2))
        return
    if found.cannot or not found.paste:
        raise BadInput(f"{found.title} cannot be connected: {found.cannot}; use another client, or `smallacts ask` beside it")
    _note(f"Into {found.place}:")
    print(found.paste.rstrip("\n"))
    _note(f"Then: {found.then}")
    for note in found.notes:
        _note(f"- {note}")
    _note(f"- {_how_known(found)}")
    if server.needs_key and server.key in "".join((found.paste, *found.notes)):
        _note(f"- put your key in place of {server.key}; it was shown once, when it was made")


def _how_known(found: "Connection") -> str:
    if found.cannot:
        return "cannot be connected"
    return f"tried with {found.tried}" if found.tried else "not tried here, written from what it documents"


def _server(url: str | None) -> "Server":
    from assistant.connecting import Server, base_url, placeholder
    from assistant.conversation.modes import MODES
    from assistant.keys import read_keys
    from assistant.settings import read_settings

    settings = read_settings()
    names = [key.name for key in read_keys(open_memory().keys_file)]
    has_shared = settings.api_key is not None
    host = EVERYWHERE.get(settings.host, settings.host)
    return Server(
        url=base_url(url if url is not None else f"http://{host}:{settings.port}"),
        key=placeholder(names, has_shared=has_shared),
        needs_key=has_shared or bool(names),
        models=tuple(mode.name for mode in MODES),
        program=shutil.which("smallacts") or str(Path(sys.executable).with_name("smallacts")),
    )


def _note(text: str) -> None:
    err().print(text, markup=False, highlight=False, soft_wrap=True)
