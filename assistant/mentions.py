"""Which of the added documents name somebody."""

from collections.abc import Sequence

from assistant.domain import Value
from assistant.errors import UnreadableEntry
from assistant.library import Entry, Library
from assistant.naming import Name


def documents_naming(library: Library, name: Name) -> Sequence[Entry]:
    """Return the added documents that name somebody; one that cannot be read may, and so is among them."""
    return [entry for entry in library.entries() if _names(library, entry, name)]


def _names(library: Library, entry: Entry, name: Name) -> bool:
    try:
        return any(name.is_in(text) for value in (entry, *library.passages(entry)) for text in _texts(value))
    except UnreadableEntry:
        return True


def _texts(value: Value) -> list[str]:
    """The texts of its fields as they are: JSON would write the end of a line as a letter before the name."""
    fields = value.model_dump().values()
    return [text for field in fields for text in (field if isinstance(field, tuple) else (field,)) if isinstance(text, str)]
