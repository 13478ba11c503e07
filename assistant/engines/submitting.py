"""Batch files -> the endpoint's batch API, until what came is there as files; run again, it goes on with the same batches."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from assistant.engines.batch import URL
from assistant.provider.batches import Batch, Batches
from assistant.tips.files import write_whole
from assistant.tips.week import file_digest

POLL_S = 20.0


async def fetched(
    requests: Sequence[Path],
    batches: Batches,
    on_look: Callable[[int], None] = lambda _: None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> list[Path]:
    """Give in what was not given in before, wait for the end, and return the files of results.

    Raises:
        ModelFailed: The endpoint refuses, or cannot be reached.

    """
    under_way = [await _given_in(path, batches) for path in requests]
    while not all(batch.has_ended for batch in under_way):
        on_look(sum(batch.done for batch in under_way))
        await sleep(POLL_S)
        under_way = [batch if batch.has_ended else await batches.look(batch.id) for batch in under_way]
    return [await _kept(path.parent, batch, batches) for path, batch in zip(requests, under_way, strict=True)]


async def _given_in(path: Path, batches: Batches) -> Batch:
    """The batch of a file: one that runs or has run for these very requests and was not fetched, else a new one."""
    mark = file_digest(path)[:32]
    found = await batches.find(mark, but=lambda batch: _file(path.parent, batch).exists())
    return found or await batches.submit(path, mark, URL)


async def _kept(folder: Path, batch: Batch, batches: Batches) -> Path:
    content = b"".join([await batches.fetch(file) for file in batch.files])
    write_whole(_file(folder, batch.id), content)
    return _file(folder, batch.id)


def _file(folder: Path, batch: str) -> Path:
    return folder / f"results-{''.join(c for c in batch if c.isalnum() or c in '-_')}.jsonl"
