"""The commands by which a person's data is handed out and forgotten; its imports stand inside functions, so that `--help` is quick."""

import json
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import counted, err, line, open_memory
from assistant.domain import clean
from assistant.errors import BadInput, NotNow

if TYPE_CHECKING:
    from assistant.memory import Memory
    from assistant.naming import Name
    from assistant.store.forgetting import Extent

Person = Annotated[str, typer.Option("--person", help="Whose: the person of a key, a name, or me for whoever sits at this machine.")]


def export(person: Person) -> None:
    """Print all that is held of a person, as JSON: moments, notes, nudges, introductions, keys, the line of the directory.

    What others wrote of them is the others' own, and only counted.
    """
    from assistant.naming import Name

    memory = open_memory()
    keys = _keys_of(person, memory)
    name = _name_to_seek(person, memory, keys, Name)
    held = memory.forgetting.export(person, with_mentions=name is not None).model_dump(mode="json")
    print(json.dumps({**held, "keys": keys}, indent=2, ensure_ascii=False))


def forget(
    person: Person,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask before.")] = False,
) -> None:
    """Forget a person: what they wrote, their line of the directory, their keys, and their name wherever others mention it.

    Added documents that name them are taken out, too. Afterwards nothing of it is left in the data folder. The files that
    you made it from, rosters, weeks of tips and copies are yours to delete.
    """
    from assistant.factory import forget_documents, open_library
    from assistant.keys import remove_keys_of
    from assistant.mentions import documents_naming
    from assistant.progress import BuildBar
    from assistant.remembered import person_named

    memory = open_memory()
    name = _name_to_seek(person, memory, _keys_of(person, memory), memory.forgetting.name_of)
    documents = documents_naming(open_library(memory.settings), name) if name else []
    extent = memory.forgetting.extent(person, with_mentions=name is not None)
    _say(person, extent, [entry.source for entry in documents])
    _make_sure(is_sure)
    memory.forgetting.forget(person, memory.today(memory.me), with_mentions=name is not None)
    keys = remove_keys_of(memory.keys_file, person_named(person))
    if name and documents:
        with BuildBar() as bar:
            forget_documents(memory.settings, bar, lambda library: documents_naming(library, name))
    line(f"forgotten, with {counted(keys, 'key')}" if keys else "forgotten")
    if name:
        _say_what_stays(name)


def _keys_of(person: str, memory: "Memory") -> list[str]:
    from assistant.keys import read_keys
    from assistant.remembered import person_named

    return [key.name for key in read_keys(memory.keys_file) if key.person == person_named(person)]


def _name_to_seek(person: str, memory: "Memory", keys: Collection[str], find: "Callable[[str], Name]") -> "Name | None":
    """The name to look for in what others wrote; none for me, nor where it tells nobody and what is the person's own can go without."""
    from assistant.remembered import ME, person_named

    if person_named(person) == ME:
        return None
    try:
        return find(person)
    except (BadInput, NotNow) as error:
        if not keys and memory.forgetting.extent(person, with_mentions=False).is_nothing:
            raise
        err().print(f"{error}; this is about what is their own, and what others wrote stays as it is", highlight=False, markup=False)
        return None


def _say_what_stays(name: "Name") -> None:
    if name.is_word_too:
        err().print(f"{name.text.lower()!r} in small letters was left, since it is a word, too", highlight=False)
    if len(name.parts) > 1:
        err().print(f"where only {name.parts[0]!r} is written, it stays; forget that as well if it is them", highlight=False)


def _say(person: str, extent: "Extent", documents: list[str]) -> None:
    parts = [counted(count, noun.removesuffix("s")) for noun, count in extent.model_dump(exclude={"directory"}).items() if count]
    parts += ["a line of the directory"] if extent.directory else []
    parts += [f"{counted(len(documents), 'document')} ({', '.join(documents)})"] if documents else []
    err().print(f"of {clean(person)}: {', '.join(parts) or 'nothing is held'}", highlight=False, markup=False, soft_wrap=True)


def _make_sure(is_sure: bool) -> None:
    if is_sure:
        return
    if not sys.stdin.isatty():
        raise BadInput("nothing was forgotten; say --yes where nobody can be asked")
    if not typer.confirm("Forget it for good?", err=True):
        err().print("nothing was forgotten", highlight=False)
        raise typer.Exit(1)
