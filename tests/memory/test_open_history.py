"""The history of a server: open while answers follow one another, closed when none do."""

import asyncio
import sqlite3
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Situation
from assistant.errors import StoreUnusable
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller
from assistant.settings import Settings

ANA = Caller(person="ana")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    settings = Settings(home=tmp_path / "home", database=None)
    _ = Memory(settings).database  # makes the tables
    return Memory(settings, lingers=True)


def ask(memory: Memory, parts: Parts, text: str) -> None:
    asyncio.run(memory.remembering().suggest(parts.assistant, Situation(text=text), ANA, date(2026, 11, 27)))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every opening of a history."""
    files: list[Path] = []
    connect = sqlite3.connect

    def noted(file: Path, **options: Any) -> sqlite3.Connection:
        files.append(file)
        connection: sqlite3.Connection = connect(file, **options)
        return connection

    monkeypatch.setattr("assistant.store.quick.sqlite3.connect", noted)
    return files


def test_a_history_stays_open_between_answers_that_follow_one_another(
    memory: Memory, parts: Parts, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.memory.LINGER_S", 5.0)  # a busy machine makes answers slow
    _ = memory.nudges  # which makes it
    opened.clear()

    for text in ("my teammate is quiet in meetings", "a colleague never says a word in our meetings"):
        ask(memory, parts, text)

    assert opened == []
    assert len(memory.moments(ANA).given(10)) == 2


def test_a_history_is_closed_soon_after_the_last_answer(memory: Memory, parts: Parts) -> None:
    ask(memory, parts, "my teammate is quiet in meetings")
    log = memory.settings.home / "moments.db-wal"  # which goes with the last connection
    assert log.exists()

    until = time.monotonic() + 10
    while log.exists() and time.monotonic() < until:
        time.sleep(0.05)

    assert not log.exists()


def test_what_went_wrong_with_one_answer_does_not_stay_for_the_next(memory: Memory) -> None:
    transactions = memory.nudges.transactions

    with pytest.raises(StoreUnusable), transactions.writing() as run:
        run("DELETE FROM nudges WHERE nothing = :nothing", {"nothing": 1})

    with transactions.reading() as run:
        assert run("SELECT count(*) FROM nudges", {}) == [(0,)]
