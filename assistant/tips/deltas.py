"""A roster and the deltas since -> the roster of now, which a week freezes so that the next deltas find it."""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.domain import clean
from assistant.roster import COLUMNS, Entry, RosterRow, RowFault, absences_in, read_roster, roster_rows
from assistant.tips.files import writing_whole
from assistant.tips.rows import numbered_rows

EMPTY = "-"  # empties a field; an empty cell leaves it as it was, so that no wish is lost by a gap


class Op(StrEnum):
    """What happened to a person since the last roster."""

    JOINED = "joined"
    LEFT = "left"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of a delta."""

    file: str
    row: int
    id: str
    op: str
    fields: Mapping[str, str]
    """What it says anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Where a week's people come from: a file, and what changed since."""

    path: Path
    file: str
    deltas: tuple[Path, ...]
    changes: Mapping[str, Sequence[Change]]

    def rows(self) -> Iterator[RosterRow]:
        """The people of now.

        Raises:
            BadInput: The file is no roster.

        """
        return _applied(roster_rows(self.path, self.file), self.changes)

    def entries(self, timezones: frozenset[str], frozen_as: Path, opted_out: Container[str] = ()) -> Iterator[Entry | RowFault]:
        """Everybody as an entry or a fault, while the rows are written as the roster that the next deltas change.

        Who has opted out elsewhere is written as opted out, so that the next week knows it without that list.
        """
        return read_roster(_frozen(self.rows(), frozen_as, opted_out), absences_in(self.rows()), timezones)

    def counts(self) -> Mapping[str, int]:
        """How many rows of the deltas say what."""
        said = Counter(change.op for several in self.changes.values() for change in several)
        return {op: said[op] for op in Op if said[op]}

    def digest(self) -> str:
        """Of all its files."""
        found = []
        for path in (self.path, *self.deltas):
            with path.open("rb") as file:
                found.append(hashlib.file_digest(file, "sha256").hexdigest())
        return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def read_deltas(paths: Iterable[Path]) -> Mapping[str, Sequence[Change]]:
    """Read what changed, person by person, in the order of the files and their rows.

    Raises:
        BadInput: A file is no table, or has no column `id` or `op`.

    """
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for path in paths:
        for row, fields in numbered_rows(path, ("id", "op")):
            person = clean(fields["id"]).strip()
            new = {name: "" if text.strip() == EMPTY else text for name, text in fields.items() if text.strip() and name in COLUMNS}
            found[person].append(Change(file=path.name, row=row, id=person, op=fields["op"].strip().lower(), fields=new))
    return found


def _applied(rows: Iterable[RosterRow], changes: Mapping[str, Sequence[Change]]) -> Iterator[RosterRow]:
    known = set()
    for row in rows:
        its = changes.get(row.id, ()) if row.id else ()
        if its:
            known.add(row.id)
        yield from _changed(row, its)
    for person, its in changes.items():
        if person not in known:
            yield from _changed(None, its)


def _changed(row: RosterRow | None, changes: Sequence[Change]) -> Iterator[RosterRow]:
    """The row of one person after their changes; with a change that cannot be made, they are left out until it is mended."""
    faults = []
    for change in changes:
        if fault := _fault(change, is_known=row is not None):
            faults.append(fault)
        elif change.op == Op.LEFT:
            row = None
        else:
            row = RosterRow(file=change.file, row=change.row, fields={**(row.fields if row else {}), **change.fields})
    if faults:
        row = RosterRow(file=faults[0].file, row=faults[0].row, fields=row.fields if row else {}, faults=tuple(faults))
    if row:
        yield row


def _fault(change: Change, *, is_known: bool) -> RowFault | None:
    if not change.id:
        column, reason = "id", "is empty"
    elif change.op not in list(Op):
        column, reason = "op", f"{change.op[:60]!r} is none of {', '.join(Op)}"
    elif not is_known and change.op != Op.JOINED:
        column, reason = "id", f"{change.id!r} is not in the roster, so cannot have {change.op}"
    else:
        return None
    return RowFault(file=change.file, row=change.row, column=column, reason=reason)


def _frozen(rows: Iterable[RosterRow], path: Path, opted_out: Container[str]) -> Iterator[RosterRow]:
    """Pass the rows on, and write them; the file is there once all have passed."""
    with writing_whole(path) as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            if row.fields:
                fields = {**row.fields, "opted_out": "yes"} if row.id in opted_out else row.fields
                writer.writerow([fields.get(name, "") for name in COLUMNS])
            yield row
