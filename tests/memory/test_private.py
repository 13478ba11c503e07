"""Files that only their owner can read, in folders that stay as they were; a database that fails is named."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool

from assistant.errors import StoreBusy, StoreUnusable
from assistant.memory import Memory
from assistant.settings import Settings
from assistant.store.database import Database
from assistant.store.private import secret_of, write_private


def refuse(*_: object) -> None:
    """A file system that knows no links."""
    raise PermissionError(1, "Operation not permitted")


def test_a_folder_that_is_not_ours_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o775)
    settings = Settings.model_validate(
        {"home": tmp_path / "home", "database": f"sqlite:///{shared}/moments.db", "keys": shared / "keys.json"}
    )

    _ = Memory(settings).database
    write_private(shared / "keys.json", b"{}")

    assert S_IMODE(shared.stat().st_mode) == 0o775
    assert S_IMODE((shared / "moments.db").stat().st_mode) == 0o600


def test_the_data_folder_is_narrowed_to_its_owner(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    _ = Memory(Settings(home=tmp_path, database=None)).database

    assert S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_threads_that_come_first_at_once_draw_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        drawn = set(threads.map(lambda _: secret_of(tmp_path), range(64)))

    assert [len(secret) for secret in drawn] == [32]
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_secret_is_drawn_where_links_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse)

    assert secret_of(tmp_path) == secret_of(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_is_not_whole_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()

    with pytest.raises(StoreUnusable, match="secret: not whole"):
        secret_of(tmp_path)


def test_a_pool_that_is_used_up_is_named(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.01)
    database = Database(engine=engine, file=tmp_path / "a.db")

    with database.reading(), pytest.raises(StoreBusy, match="try again"), database.reading():
        pass

    engine.dispose()
