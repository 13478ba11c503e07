"""Tips as rows: CSV that no spreadsheet runs, JSONL, Parquet."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from assistant.tips.parquet import table_bytes
from assistant.tips.values import Tip

COLUMNS = tuple(Tip.model_fields)
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(tips: Sequence[Tip]) -> bytes:
    """A table for a spreadsheet; what it would take for a formula begins with an apostrophe."""
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(value) for value in row_of(tip).values()] for tip in tips)
    return sink.getvalue().encode()


def jsonl_bytes(tips: Sequence[Tip]) -> bytes:
    """One JSON object a line."""
    return "".join(tip.model_dump_json() + "\n" for tip in tips).encode()


def parquet_bytes(tips: Sequence[Tip]) -> bytes:
    """A Parquet file of texts."""
    return table_bytes(COLUMNS, [row_of(tip) for tip in tips])


def row_of(tip: Tip) -> Mapping[str, str]:
    """A tip's fields as texts."""
    return {**{name: str(getattr(tip, name)) for name in COLUMNS}, "send_at": tip.send_at.isoformat()}


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_RUNS) else value
