"""Batch files -> the endpoint's batch API, until what came is there as files; run again, it goes on with the same batches."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from assistant.engines.batch import URL
from assistant.errors import Failure, ModelFailed
from assistant.provider.batches import Batch, Batches
from assistant.tips.files import write_whole
from assistant.tips.week import file_digest

POLL_S = 20.0
WINDOW_S = 25 * 3_600.0  # a batch ends within 24 hours, or is told to have expired


async def fetched(
    requests: Sequence[Path],
    batches: Batches,
    on_look: Callable[[int], None] = lambda _: None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> list[Path]:
    """Give in what was not given in before, wait for the end, and return the files of results.

    Raises:
        ModelFailed: The endpoint refuses, cannot be reached, or does not end a batch.

    """
    under_way = {path: await _given_in(path, batches) for path in requests if not _is_fetched(path)}
    waited_s = 0.0
    while not all(batch.has_ended for batch in under_way.values()):
        if waited_s > WINDOW_S:
            raise ModelFailed(Failure.TIMEOUT, "the batch did not end within its day; run the same command again, nothing is asked twice")
        on_look(sum(batch.done for batch in under_way.values()))
        await sleep(POLL_S)
        waited_s += POLL_S
        under_way = {path: batch if batch.has_ended else await batches.look(batch.id) for path, batch in under_way.items()}
    for path, batch in under_way.items():
        content = b"".join([await batches.fetch(file) for file in batch.files])
        write_whole(_file(path.parent, batch.id), content)
    return [_file(path.parent, _note(path).read_text(encoding="utf-8")) for path in requests]


async def _given_in(path: Path, batches: Batches) -> Batch:
    """The batch of a file: one that runs or has run for these very requests and not for an earlier file, the one noted, else a new one."""
    note, mark = _note(path), file_digest(path)[:32]
    known = note.read_text(encoding="utf-8") if note.exists() else None
    others = {each.read_text(encoding="utf-8") for each in path.parent.glob("*.batch") if each != note}
    found = await batches.find(mark, but=others.__contains__)
    batch = found or (await batches.look(known) if known else await batches.submit(path, mark, URL))
    write_whole(note, batch.id.encode())
    return batch


def _is_fetched(path: Path) -> bool:
    return _note(path).exists() and _file(path.parent, _note(path).read_text(encoding="utf-8")).exists()


def _note(path: Path) -> Path:
    """Beside a file of requests, the id of its batch."""
    return path.with_suffix(".batch")


def _file(folder: Path, batch: str) -> Path:
    return folder / f"results-{''.join(c for c in batch if c.isalnum() or c in '-_')}.jsonl"
