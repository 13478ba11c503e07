"""The same memory on PostgreSQL; run where SMALLACTS_TEST_POSTGRES is the URL of an empty database."""

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store.moments import Replay

URL = os.environ.get("SMALLACTS_TEST_POSTGRES")
TODAY = date(2026, 11, 27)
pytestmark = pytest.mark.skipif(URL is None, reason="SMALLACTS_TEST_POSTGRES names no database")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Settings.model_validate({"home": tmp_path, "database": URL}))


def test_moments_are_kept_replayed_and_counted(memory: Memory) -> None:
    caller, replay = Caller(person="ana"), Replay(key="k", asked="a")
    mine = memory.moments(caller)

    first, again = (mine.add(Deed(text="thanked Zebulon"), TODAY, replay) for _ in range(2))
    mine.reflect("last", "it helped", TODAY)

    assert first == again
    assert mine.find(first.id[:5]).reflections[0].text == "it helped"
    assert len(memory.week(caller, "2026-W48").moments) == 1


def test_who_is_forgotten_is_gone(memory: Memory) -> None:
    memory.moments(Caller(person="zebulon")).add(Deed(text="asked Kim"), TODAY)
    memory.moments(Caller(person="ben")).add(Deed(text="thanked Zebulon"), TODAY)

    memory.forgetting.forget("Zebulon", TODAY)

    assert memory.moments(Caller(person="zebulon")).latest(1) == ()
    assert memory.moments(Caller(person="ben")).find("last").text == "thanked somebody"
