"""Replies of a model, kept by a hash of what it was asked, so that a run can be repeated without it."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import Value
from assistant.errors import Failure, ModelFailed
from assistant.ports import Ask, Model, Reply
from evals.files import write_whole

RECORDS = Path(__file__).parent / "records"
FILE = "replies.jsonl"
AGAIN = frozenset({Failure.UNAVAILABLE, Failure.TIMEOUT, Failure.RATE_LIMITED})
"""Failures of the day, which say nothing of the model: recording asks again."""


class NoRecord(Exception):
    """What was asked was never recorded."""


class Record(Value):
    """The reply to one ask, or the way in which the model failed; the ask itself is what the code makes of our own cases."""

    key: str
    reply: Reply | None = None
    failure: Failure | None = None


def key(ask: Ask) -> str:
    """The same for the same ask, whatever the order of its fields."""
    canonical = json.dumps(ask.model_dump(mode="json", exclude={"names"}), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def read_records(folder: Path) -> dict[str, Record]:
    """Every record of a folder; none where there is no file yet, and the last of two of one ask.

    Raises:
        NoRecord: A line is no record of ours.

    """
    path = folder / FILE
    if not path.exists():
        return {}
    records = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = Record.model_validate_json(line)
        except ValueError as error:
            raise NoRecord(f"{path}:{number}: no record of ours; delete the line, and run `python -m evals record`") from error
        records[record.key] = record
    return records


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A model whose replies and failures are kept one by one; what is kept already is not asked again."""

    model: Model
    folder: Path
    used: dict[str, Record] = field(default_factory=dict)
    """What this recording asked for, kept before or new."""

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    async def reply(self, ask: Ask) -> Reply:
        """Give what is kept, or ask and keep what comes."""
        known = read_records(self.folder).get(key(ask))
        if known is None or known.failure in AGAIN:
            known = await self._asked(ask)
        self.used[known.key] = known
        return _given(known)

    def tidy(self) -> int:
        """Leave only what was asked for, in one order; return how many records were dropped."""
        before = len(read_records(self.folder))
        lines = [_line(self.used[name]) for name in sorted(self.used)]
        write_whole(self.folder / FILE, "".join(lines))
        return before - len(lines)

    async def _asked(self, ask: Ask) -> Record:
        try:
            record = Record(key=key(ask), reply=await self.model.reply(ask))
        except ModelFailed as error:
            record = Record(key=key(ask), failure=error.kind)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / FILE).open("a", encoding="utf-8") as file:
            file.write(_line(record))
        return record


class Replaying:
    """A model that replies from records alone."""

    def __init__(self, folder: Path) -> None:
        """Read them once.

        Raises:
            NoRecord: There is none at all, or one cannot be read.

        """
        self.folder = folder
        self._records = read_records(folder)
        if not self._records:
            raise NoRecord(f"{folder / FILE}: no records; make them with `python -m evals record`")

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return next((record.reply.model for record in self._records.values() if record.reply), "recorded")

    async def reply(self, ask: Ask) -> Reply:
        """Reply as the record does.

        Raises:
            NoRecord: There is none of this ask.
            ModelFailed: The model failed when it was recorded.

        """
        record = self._records.get(key(ask))
        if record is None:
            raise NoRecord(
                f"{self.folder / FILE}: no record of an ask ({key(ask)}): what a model is told was changed since; "
                "run `make records`, or `python -m evals record` with a model of yours"
            )
        return _given(record)


def _given(record: Record) -> Reply:
    if record.reply is None:
        raise ModelFailed(record.failure or Failure.UNAVAILABLE, "as it was recorded")
    return record.reply


def _line(record: Record) -> str:
    return record.model_dump_json(exclude_none=True) + "\n"
