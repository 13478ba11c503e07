"""What commands share: the text that they are given, the assistant, and where they print."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.domain import clean
from assistant.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.factory import Parts
    from assistant.library import Library
    from assistant.memory import Memory

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one document, for another program.")]


def text_of(argument: str) -> str:
    """Return the argument, or what standard input holds where it is `-`."""
    if argument != "-":
        return argument
    if sys.stdin is None:
        raise BadInput("standard input is closed; give the moment in words")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"standard input is not UTF-8 text (byte {error.start}); give the moment in words") from error


def open_assistant(*, offline: bool = False) -> "Parts":
    """Put the assistant together as the settings say, with a bar while its index is built; `offline` leaves the model out."""
    from assistant.factory import open_parts
    from assistant.progress import BuildBar
    from assistant.settings import read_settings

    settings = read_settings()
    with BuildBar() as bar:
        return open_parts(settings, bar, offline=offline)


def open_documents() -> "Library":
    """Return what was added, to be read."""
    from assistant.factory import open_library
    from assistant.settings import read_settings

    return open_library(read_settings())


def open_memory() -> "Memory":
    """Return what is remembered, to be opened when it is used."""
    from assistant.memory import Memory
    from assistant.settings import read_settings

    return Memory(read_settings())


def line(text: str) -> None:
    """Print one result as it is: what stands in it may come from anybody's file."""
    out().print(clean(text), markup=False, highlight=False, soft_wrap=True)


def counted(count: int, noun: str) -> str:
    """A number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def out() -> "Console":
    """Where results go."""
    from rich.console import Console

    return Console()


def err() -> "Console":
    """Where all but results goes."""
    from rich.console import Console

    return Console(stderr=True)
