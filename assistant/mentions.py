"""Which of the added documents name somebody."""

from collections.abc import Sequence

from assistant.errors import UnreadableEntry
from assistant.library import Entry, Library
from assistant.naming import Name


def documents_naming(library: Library, name: Name) -> Sequence[Entry]:
    """Return the added documents that name somebody; one that cannot be read may, and so is among them."""
    return [entry for entry in library.entries() if _names(library, entry, name)]


def _names(library: Library, entry: Entry, name: Name) -> bool:
    try:
        return name.is_in(entry.model_dump_json()) or any(name.is_in(kept.model_dump_json()) for kept in library.passages(entry))
    except UnreadableEntry:
        return True
