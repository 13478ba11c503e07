"""What comes of reading one file, as a value that a table can hold."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import BadDocument
from assistant.ingest.document import Document


@dataclass(frozen=True)
class Outcome:
    """Either so many sections, with what is said of them, or one line that refuses."""

    sections: int = 0
    warned: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Hostile:
    """A file to read, made when it is needed, and what must come of it."""

    name: str
    make: Callable[[], bytes]
    outcome: Outcome


def read(name: str, make: Callable[[], bytes], sections: int = 1, *, warned: str = "", suspicious: str = "") -> Hostile:
    """A file that is read, perhaps with a warning or a line to look at."""
    return Hostile(name, make, Outcome(sections, (warned,) if warned else (), (suspicious,) if suspicious else ()))


def refused(name: str, make: Callable[[], bytes], says: str) -> Hostile:
    """A file that is refused in one line."""
    return Hostile(name, make, Outcome(refused=f"{name}: {says}"))


def outcome_of(reading: Callable[[], Document]) -> Outcome:
    """Read a file and say what came of it."""
    try:
        document = reading()
    except BadDocument as error:
        return Outcome(refused=str(error))
    return Outcome(len(document.sections), document.warnings, document.suspicious)
