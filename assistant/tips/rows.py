"""A file with a table (CSV, JSONL, Parquet) -> its numbered rows."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.errors import BadInput
from assistant.tips.parquet import read_rows


def numbered_rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a table by lower-case column names, numbered as a spreadsheet or an editor numbers them.

    Raises:
        BadInput: The file cannot be read as a table, or a needed column is missing.

    """
    is_checked = has_rows = False
    for row, raw in _raw_rows(path):
        fields = {str(name).strip().lower().replace(" ", "_"): value for name, value in raw.items() if name}
        if not is_checked:
            if missing := [name for name in needed if name not in fields]:
                raise BadInput(f"{path}: no column {missing[0]!r}; it has {', '.join(fields) or 'none'}")
            is_checked = True
        if any(fields.values()):
            has_rows = True
            yield row, fields
    if not has_rows:
        raise BadInput(f"{path}: no rows; give a header with {', '.join(needed)} and one row a person")


def _raw_rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    suffix = path.suffix.lower()
    if suffix in (".parquet", ".pq"):
        yield from enumerate(read_rows(path), 1)
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _json_rows(file, path) if suffix == ".jsonl" else enumerate(_csv_rows(file), 2)
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise BadInput(f"{path}: not a table of comma-separated values ({error})") from error
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error


def _csv_rows(file: Iterable[str]) -> Iterator[Mapping[str, str]]:
    lines = iter(file)
    head = next(lines, "")
    delimiter = max(",;\t", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    for values in csv.reader(lines, delimiter=delimiter):
        yield dict(zip(names, [*values, *[""] * (len(names) - len(values))], strict=False))


def _json_rows(file: Iterable[str], path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            yield number, {name: "" if value is None else str(value) for name, value in fields.items()}
        except (ValueError, AttributeError, RecursionError) as error:
            raise BadInput(f"{path}:{number}: not a JSON object") from error
