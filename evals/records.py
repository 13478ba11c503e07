"""Replies of a model, kept by a hash of what it was asked, so that a run can be repeated without it."""

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain import Nudge, Situation, Value
from assistant.errors import Failure, ModelFailed
from assistant.ports import Ask, Model, Reply
from assistant.writing import model_turns
from evals.cases import Cases, ToldCase
from evals.files import write_whole
from evals.misbehaving import MOMENTS
from evals.system import System

RECORDS = Path(__file__).parent / "records"


class NoRecord(Exception):
    """What was asked was never recorded."""


class Record(Value):
    """One ask with the reply to it, or with the way in which the model failed."""

    ask: Ask
    reply: Reply | None = None
    failure: Failure | None = None


def key(ask: Ask) -> str:
    """The same for the same ask, whatever the order of its fields."""
    canonical = json.dumps(ask.model_dump(mode="json", exclude={"names"}), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A model whose replies and failures are kept."""

    model: Model
    folder: Path

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    async def reply(self, ask: Ask) -> Reply:
        """Ask, and keep what came."""
        try:
            reply = await self.model.reply(ask)
        except ModelFailed as error:
            self._keep(Record(ask=ask, failure=error.kind))
            raise
        self._keep(Record(ask=ask, reply=reply))
        return reply

    def _keep(self, record: Record) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / f"{key(record.ask)}.json", record.model_dump_json(indent=1) + "\n")


@dataclass(frozen=True, kw_only=True)
class Replaying:
    """A model that replies from records alone."""

    folder: Path
    name: str = "recorded"

    async def reply(self, ask: Ask) -> Reply:
        """Reply as the record does.

        Raises:
            NoRecord: There is none of this ask.
            ModelFailed: The model failed when it was recorded.

        """
        path = self.folder / f"{key(ask)}.json"
        try:
            record = Record.model_validate_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NoRecord(f"{path}: no record of this ask; make them with `python -m evals record`") from None
        except ValueError as error:
            raise NoRecord(f"{path}: no record of ours; delete it, and make it again with `python -m evals record`") from error
        if record.reply is None:
            raise ModelFailed(record.failure or Failure.UNAVAILABLE, "as it was recorded")
        return record.reply


def recorded_answers(system: System, model: Model, cases: Cases) -> Mapping[str, int]:
    """Answer the twenty moments and the told cases, and count who wrote: the model, the cards and why, or nobody."""
    composers = (*model_turns(model, system.guidance, system.gate), system.phrasebook)
    assistant = replace(system.assistant, composers=composers)
    texts = [*(moment.text for moment in MOMENTS), *(case.text for case in cases.whole(ToldCase))]

    async def answers() -> Counter[str]:
        given = [await assistant.suggest(Situation(text=text)) for text in texts]
        return Counter(
            (f"from the cards: {a.degraded.kind}" if a.degraded else f"by {a.composer}") if isinstance(a, Nudge) else f"a {a.kind}"
            for a in given
        )

    return dict(sorted(asyncio.run(answers()).items()))
