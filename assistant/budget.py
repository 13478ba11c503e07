"""Counts what a model costs, and stops asking it when the day's budget is used up."""

import asyncio
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Value
from assistant.errors import BadSettings, Failure, ModelFailed
from assistant.ports import Ask, Model, Reply, Usage
from assistant.prices import Price

CHARS_PER_TOKEN = 2.5  # English has about four: a reservation that is too high is given back, one too low is not
_UNPAID = frozenset({Failure.RATE_LIMITED, Failure.QUOTA, Failure.REJECTED, Failure.UNKNOWN_MODEL, Failure.UNAVAILABLE})
"""Failures before anything was read, mostly, so that no more is owed than is known; after any other the reservation stays."""


class Day(Value):
    """What was reserved and spent on one day."""

    day: date
    tokens: int = 0
    usd: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The day's account in the data folder; a lock keeps several processes from spending the same token."""

    path: Path
    today: Callable[[], date]
    max_tokens: int | None = None
    max_usd: float | None = None

    def reserve(self, tokens: int, usd: float | None) -> None:
        """Take from today's budget before anything is asked.

        Raises:
            ModelFailed: Not so much is left, or the account cannot be kept.

        """
        with self._account() as day:
            wanted = Day(day=day.day, tokens=day.tokens + tokens, usd=day.usd + (usd or 0.0))
            if self.max_tokens is not None and wanted.tokens > self.max_tokens:
                raise ModelFailed(Failure.OVER_BUDGET, f"today's budget of {self.max_tokens:,} tokens (SMALLACTS_DAILY_TOKENS) is used up")
            if self.max_usd is not None and wanted.usd > self.max_usd:
                raise ModelFailed(Failure.OVER_BUDGET, f"today's budget of {self.max_usd:g} USD (SMALLACTS_DAILY_USD) is used up")
            self._write(wanted)

    def settle(self, tokens: int, usd: float) -> None:
        """Correct the account by the difference between what was reserved and what it took."""
        with self._account() as day:
            self._write(Day(day=day.day, tokens=max(0, day.tokens + tokens), usd=max(0.0, day.usd + usd)))

    @contextmanager
    def _account(self) -> Iterator[Day]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.path.with_suffix(".lock").open("a", encoding="utf-8") as lock:
                fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
                yield self._read()
        except OSError as error:
            raise ModelFailed(Failure.OVER_BUDGET, f"{self.path}: today's account cannot be kept ({error.strerror})") from error

    def _read(self) -> Day:
        today = self.today()
        if not self.path.exists():
            return Day(day=today)
        try:
            day = Day.model_validate_json(self.path.read_bytes())
        except ValidationError:
            raise ModelFailed(Failure.OVER_BUDGET, f"{self.path}: not an account of ours; delete it to begin the day anew") from None
        return day if day.day == today else Day(day=today)

    def _write(self, day: Day) -> None:
        part = self.path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(day.model_dump_json())
        part.replace(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgeted:
    """A model that knows its price, and asks for nothing that the day's budget does not hold."""

    model: Model
    price: Price
    ledger: Ledger | None = None

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    async def reply(self, ask: Ask) -> Reply:
        """Reserve, ask, and settle.

        Raises:
            ModelFailed: The budget is used up, or the model behind it failed.

        """
        if self.ledger is None:
            return self._priced(await self.model.reply(ask))
        most = _most(ask)
        usd = self.price(most) or 0.0
        await asyncio.to_thread(self.ledger.reserve, most.input_tokens + most.output_tokens, usd)
        try:
            reply = self._priced(await self.model.reply(ask))
        except ModelFailed as error:
            reserved = most.input_tokens + most.output_tokens
            if error.tokens or error.kind in _UNPAID:
                await asyncio.to_thread(self.ledger.settle, error.tokens - reserved, usd * (error.tokens / reserved - 1))
            raise
        taken = reply.usage.input_tokens + reply.usage.output_tokens - most.input_tokens - most.output_tokens
        await asyncio.to_thread(self.ledger.settle, taken, (reply.cost_usd if reply.cost_usd is not None else usd) - usd)
        return reply

    def _priced(self, reply: Reply) -> Reply:
        return reply.model_copy(update={"cost_usd": self.price(reply.usage)})


def ledger_of(path: Path, price: Price, today: Callable[[], date], max_tokens: int | None, max_usd: float | None) -> Ledger | None:
    """Return the account of a day's budgets, or None where none is set.

    Raises:
        BadSettings: Money is limited, and what the model costs is not known.

    """
    if max_tokens is None and max_usd is None:
        return None
    if max_usd is not None and price(Usage(input_tokens=1, output_tokens=1)) is None:
        raise BadSettings("SMALLACTS_DAILY_USD: the price of this model is unknown; set SMALLACTS_MODEL_PRICE, as in 0.15/0.60")
    return Ledger(path=path, today=today, max_tokens=max_tokens, max_usd=max_usd)


def _most(ask: Ask) -> Usage:
    """The most that an ask can take."""
    chars = len(ask.system) + sum(len(turn.text) for turn in ask.turns) + len(json.dumps(ask.shape))
    return Usage(input_tokens=int(chars / CHARS_PER_TOKEN) + 1, output_tokens=ask.max_tokens, is_estimate=True)
