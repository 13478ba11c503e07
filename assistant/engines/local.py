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
    round_ = _Round(jobs, model)
    asking = asyncio.create_task(round_.ask(concurrency))
    try:
        while answered := await round_.answered.get():
            yield answered
        await asking
        for job in round_.waiting:
            yield Answered(id=job.id, reply=None, failure="not asked, because the model refuses all")
    finally:
        asking.cancel()


class _Round:
    """All jobs, on their way from those that wait to those that are answered.

    Who is answered asks for the next job at once, before the next answer is read. If whoever takes the
    answers asked, fifty that came together would all be read before the first of the next fifty is asked.
    """

    def __init__(self, jobs: Sequence[Job], model: Model) -> None:
        self.waiting = iter(jobs)
        self.answered: asyncio.Queue[Answered | None] = asyncio.Queue()
        self._model = model
        self._is_hopeless = False

    async def ask(self, concurrency: int) -> None:
        """Ask for all of them; None follows the last answer."""
        try:
            async with asyncio.TaskGroup() as askers:
                for _ in range(concurrency):
                    askers.create_task(self._ask_on())
        finally:
            self.answered.put_nowait(None)

    async def _ask_on(self) -> None:
        while not self._is_hopeless and (job := next(self.waiting, None)):
            self.answered.put_nowait(await self._ask(job))

    async def _ask(self, job: Job) -> Answered:
        try:
            reply = await self._model.reply(job.ask)
        except ModelFailed as error:
            self._is_hopeless = self._is_hopeless or error.kind in HOPELESS
            return Answered(id=job.id, reply=None, failure=str(error))
        usage = reply.usage
        return Answered(id=job.id, reply=reply.text, input_tokens=usage.input_tokens, output_tokens=usage.output_tokens)
