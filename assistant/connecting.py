"""A client's settings, rendered from prompts/connect/: what to paste, where, and what to do then."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import yaml

from assistant.domain import Value
from assistant.errors import BadInput
from assistant.prompting import render
from assistant.resources import folder

_SAFE = re.compile(r"https?://[\w.:\[\]/~%-]+")  # it stands unquoted in files and in shells


class Server(Value):
    """Where we are reached, and what a client gives to get in."""

    url: str
    key: str
    needs_key: bool
    models: tuple[str, ...]
    program: str


class Connection(Value):
    """One client's settings; `tried` is the version that our tests drive, and `cannot` says why there are none."""

    title: str
    place: str | None = None
    paste: str | None = None
    then: str | None = None
    notes: tuple[str, ...] = ()
    tried: str | None = None
    cannot: str | None = None


def clients() -> list[str]:
    """The names of the clients whose settings we know."""
    return sorted(path.name.removesuffix(".yaml.jinja") for path in folder("prompts").glob("connect/*.yaml.jinja"))


def connection(client: str, server: Server) -> Connection:
    """Write a client's settings.

    Raises:
        BadInput: We know none of this name.

    """
    if client not in clients():
        raise BadInput(f"there are no settings for {client[:60]!r}; use one of {', '.join(clients())}")
    return Connection.model_validate(yaml.safe_load(render(f"connect/{client}.yaml", **server.model_dump())))


def base_url(given: str) -> str:
    """Return the address that clients ask below, from one with or without its `/v1`.

    Raises:
        BadInput: It is no address that can stand in every client's settings.

    """
    if not _SAFE.fullmatch(given) or not urlsplit(given).hostname:
        raise BadInput(f"{given[:100]!r} is no address of a server; it looks like http://127.0.0.1:8765/v1")
    bare = given.rstrip("/")
    return bare if urlsplit(bare).path else f"{bare}/v1"


def placeholder(names: Sequence[str], *, has_shared: bool) -> str:
    """What stands for a key, which we neither know nor show: its name where it has one."""
    if has_shared:
        return "VALUE-OF-SMALLACTS_API_KEY"
    if not names:
        return "no-key-needed"
    return f"KEY-{names[0]}" if len(names) == 1 else "YOUR-SMALLACTS-KEY"
