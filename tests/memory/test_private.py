"""Files that only their owner can read, in folders that stay as they were."""

from pathlib import Path
from stat import S_IMODE

from assistant.memory import Memory
from assistant.settings import Settings
from assistant.store.private import write_private


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
