"""The directory of colleagues who agreed to be introduced: one line of a CSV file each."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from assistant.domain import Value, clean
from assistant.errors import BadInput
from assistant.remembered import AS_LINE, ShortName

MAX_BYTES = 20_000_000
MAX_PEOPLE = 50_000
COLUMNS = ("name", "address", "role", "team", "manager", "interests", "can_help", "wants", "opted_in")
NEEDED = ("name", "can_help", "opted_in")
_OTHER_NAMES = {"can_help_with": "can_help", "wants_to_learn": "wants", "email": "address", "e-mail": "address", "opted-in": "opted_in"}
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0", ""})


Field = Annotated[str, AS_LINE, StringConstraints(max_length=300)]


class Colleague(Value):
    """Somebody who agreed to be introduced; the address is shown to nobody before both said yes."""

    id: str
    name: ShortName
    address: Field = ""
    role: Field = ""
    team: Field = ""
    manager: Field = ""
    interests: Field = ""
    can_help: Field = ""
    wants: Field = ""

    @property
    def first_name(self) -> str:
        """What one calls them."""
        return self.name.split()[0]

    @property
    def offer(self) -> str:
        """What a search for help looks at: neither name nor address."""
        return ". ".join(part for part in (self.can_help, self.interests, self.role) if part)


class Directory(Value):
    """What a file holds: those who opted in, and how many did not."""

    colleagues: tuple[Colleague, ...]
    left_out: int


def read_directory(file: Path) -> Directory:
    """Read a CSV file of people; who did not opt in is left out of everything.

    Raises:
        BadInput: The file, a column or a line cannot be used; the message names it.

    """
    found: dict[str, Colleague] = {}
    left_out = 0
    for number, row in _rows(file):
        opted_in = row.pop("opted_in").strip().lower()
        if opted_in not in _YES | _NO:
            raise BadInput(f"{file.name}:{number}: opted_in is {opted_in[:20]!r}; say yes or no")
        if opted_in in _NO:
            left_out += 1
            continue
        colleague = _colleague(file, number, row)
        if colleague.id in found:
            raise BadInput(f"{file.name}:{number}: {colleague.name} stands there twice; make the names differ, as in 'Ana Ruiz (finance)'")
        found[colleague.id] = colleague
    if len(found) > MAX_PEOPLE:
        raise BadInput(f"{file.name}: {len(found):,} people; at most {MAX_PEOPLE:,}")
    return Directory(colleagues=tuple(found.values()), left_out=left_out)


def colleague_id(name: str) -> str:
    """Return the id of a name, however it is capitalised."""
    return f"c-{hashlib.sha256(' '.join(name.split()).casefold().encode()).hexdigest()[:12]}"


def _colleague(file: Path, number: int, row: Mapping[str, str]) -> Colleague:
    try:
        return Colleague.model_validate({**row, "id": colleague_id(clean(row["name"]))})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(f"{file.name}:{number}: {first['loc'][0]}: {first['msg']}") from error


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines by their numbers, each with the columns that we know."""
    reader = csv.reader(io.StringIO(_text(file)), strict=True)
    try:
        columns = [_OTHER_NAMES.get(name, name) for name in ("_".join(title.lower().split()) for title in next(reader, []))]
        missing = [name for name in NEEDED if name not in columns]
        if missing:
            raise BadInput(f"{file.name}: the first line lacks {', '.join(missing)}; the columns are {', '.join(COLUMNS)}")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise BadInput(f"{file.name}:{reader.line_num}: {len(cells)} cells where the first line has {len(columns)}")
            yield reader.line_num, {name: cell for name, cell in zip(columns, cells, strict=True) if name in COLUMNS}
    except csv.Error as error:
        raise BadInput(f"{file.name}:{reader.line_num}: no CSV that can be read ({error})") from error


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BadInput(f"{file.name}: larger than {MAX_BYTES // 1_000_000} MB")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name}: not UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from error
