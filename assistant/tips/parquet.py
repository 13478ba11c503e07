"""Parquet files in and out; the only file that knows pyarrow."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from assistant.errors import BadInput

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:  # the extra was not installed
    pa = pq = None

ROWS_AT_ONCE = 5_000


def read_rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a file as texts by column, a few thousand in memory at once."""
    _refuse_without()
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    yield {str(name): _text(value) for name, value in row.items()}
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{path}: cannot be read as Parquet ({str(error).splitlines()[0]})") from error


def table_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as one file; the same bytes for the same rows."""
    _refuse_without()
    table = pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in columns})
    sink = BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _refuse_without() -> None:
    if pq is None:
        raise BadInput("Parquet needs one more package: pip install 'smallacts[parquet]', or use CSV")
