"""The engine of the one process: a window of calls kept open to a model."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from assistant.errors import Failure, ModelFailed
from assistant.ports import Model
from assistant.tips.writing import Answered, Job

HOPELESS = frozenset({Failure.QUOTA, Failure.REJECTED, Failure.UNKNOWN_MODEL, Failure.OVER_BUDGET})
"""What fails for one call fails for all: the rest is not tried."""


async def ask_all(jobs: Sequence[Job], model: Model, concurrency: int) -> AsyncIterator[Answered]:
    """Ask a model for every job, so many at once, and yield each as it comes; a failure is an answer too."""
    waiting = iter(jobs)
    under_way: set[asyncio.Task[tuple[Answered, bool]]] = set()
    is_hopeless = False
    try:
        while True:
            while not is_hopeless and len(under_way) < concurrency and (job := next(waiting, None)):
                under_way.add(asyncio.create_task(_ask(job, model)))
            if not under_way:
                break
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                answered, ends_all = task.result()
                is_hopeless = is_hopeless or ends_all
                yield answered
        for job in waiting:
            yield Answered(id=job.id, reply=None, failure="not asked, because the model refuses all")
    finally:
        for task in under_way:
            task.cancel()


async def _ask(job: Job, model: Model) -> tuple[Answered, bool]:
    try:
        reply = await model.reply(job.ask)
    except ModelFailed as error:
        return Answered(id=job.id, reply=None, failure=str(error)), error.kind in HOPELESS
    usage = reply.usage
    return Answered(id=job.id, reply=reply.text, input_tokens=usage.input_tokens, output_tokens=usage.output_tokens), False
