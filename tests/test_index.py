"""The index: what a generation holds, how it is switched in, and what a reader does with a broken one."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings

from assistant.embedding import DIMENSION, Embedder, unit
from assistant.errors import AssistantError, BuildBusy, DataFolderUnusable, IndexBroken
from assistant.factory import Parts, Progress, open_index
from assistant.generation import Bank, Generation, SelfQuery, build_lock, current, open_generation, switch_in
from assistant.index import build, nearest
from assistant.resources import model_folder
from assistant.settings import Settings

THIRTY = [
    f"{opening} {matter}"
    for opening in ("how do I thank", "what do I say to", "how can I help", "I want to ask", "what would you tell")
    for matter in (
        "a colleague after a rough call",
        "my boss about her feedback",
        "someone who lost a deal",
        "a new person in the team",
        "two people in conflict",
        "a quiet teammate in meetings",
    )
]
FILES = ("manifest.json", "cards.npy", "cards.ids.json", "guidance.json")
TINY_BUILD = """
import sys
from pathlib import Path
import numpy as np
calls = []
sys.addaudithook(lambda event, _: calls.append(event) if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto") else None)
from assistant.generation import Bank
from assistant.index import build, nearest
vectors = np.eye(3, 384, dtype=np.float32)
built = build(Path(sys.argv[1]), "one", {"cards": Bank(ids=("a", "b", "c"), vectors=vectors)}, {})
nearest(built.folder, "cards", vectors[0], 1)
print(calls)
"""


def random_bank(*ids: str, seed: int = 1) -> Bank:
    """A bank of random unit vectors."""
    vectors = np.random.default_rng(seed).standard_normal((len(ids), DIMENSION)).astype(np.float32)
    return Bank(ids=ids, vectors=unit(vectors))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder for generations."""
    (tmp_path / "index").mkdir()
    return tmp_path / "index"


@pytest.fixture
def tiny(root: Path) -> Generation:
    """A small generation, switched in."""
    return build(root, "one", {"cards": random_bank("a", "b", "c")}, {"guidance.json": b'{"a": 1}'})


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A data folder with a copy of the real index, to be spoilt."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))


def flip_a_bit(path: Path) -> None:
    """Change one bit near the end, so that the file keeps its length and mostly its form."""
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


def edit(change: Callable[[str], str]) -> Callable[[Path], object]:
    """Change the manifest of the current generation."""
    return lambda index: [path.write_text(change(path.read_text())) for path in index.glob("g-*/manifest.json")]


UNUSABLE: Mapping[str, Callable[[Path], object]] = {
    "other knowledge": edit(lambda text: text.replace('"fingerprint": "', '"fingerprint": "x')),
    "broken manifest": edit(lambda text: text[:-20]),
    "file cut short": lambda index: [path.write_bytes(path.read_bytes()[:-1]) for path in index.glob("g-*/cards.npy")],
    "generation gone": lambda index: [path.rename(path.with_name(f"lost-{path.name}")) for path in index.glob("g-*")],
    "nothing switched in": lambda index: (index / "current").unlink(),
    "pointer empty": lambda index: (index / "current").write_text(""),
}


def test_chroma_finds_the_same_first_card_as_the_exact_copy(parts: Parts) -> None:
    bank = parts.generation.banks["cards"]
    vectors = Embedder(model_folder()).many(THIRTY)

    found = [nearest(parts.generation.folder, "cards", vector, 1) for vector in vectors]

    assert found == [[bank.ids[row]] for row in (vectors @ bank.vectors.T).argmax(axis=1)]


def test_the_manifest_says_what_the_generation_holds(parts: Parts) -> None:
    manifest, banks = parts.generation.manifest, parts.generation.banks
    held = sum(len(bank.ids) for bank in banks.values())

    assert manifest.counts == {name: len(bank.ids) for name, bank in banks.items()}
    assert manifest.counts["cards"] == len(parts.guidance.cards)
    assert manifest.self_query == SelfQuery(asked=held, hit=held)
    assert set(manifest.sha256) == {path.name for path in parts.generation.folder.iterdir()} - {"manifest.json", "chroma"}


def test_what_was_built_is_what_is_opened(root: Path, tiny: Generation) -> None:
    opened = open_generation(current(root) or root)

    assert (opened.folder, opened.manifest, opened.texts) == (tiny.folder, tiny.manifest, {"guidance.json": b'{"a": 1}'})
    assert opened.banks["cards"].ids == ("a", "b", "c")
    assert np.array_equal(opened.banks["cards"].vectors, random_bank("a", "b", "c").vectors)


def test_the_old_generation_stays_for_those_who_read_it(root: Path, tiny: Generation) -> None:
    newer = build(root, "two", {"cards": random_bank("d", seed=2)}, {})

    assert current(root) == newer.folder
    assert open_generation(tiny.folder).banks["cards"].ids == ("a", "b", "c")
    assert nearest(tiny.folder, "cards", random_bank("a", "b", "c").vectors[1], 1) == ["b"]


def test_only_the_generation_before_is_kept(root: Path) -> None:
    folders = [root / f"g-2026010{day}T000000-0000" for day in (1, 2, 3)]
    for folder in folders:
        folder.mkdir()
        switch_in(root, folder)

    assert current(root) == folders[2]
    assert sorted(root.glob("g-*")) == folders[1:]


def test_a_switch_never_shows_half_a_name(root: Path, tiny: Generation) -> None:
    with (root / "current").open() as reader:
        build(root, "two", {"cards": random_bank("d")}, {})

        assert reader.read() == tiny.folder.name


def test_a_switch_that_was_cut_short_changes_nothing(root: Path, tiny: Generation) -> None:
    (root / "current.new").write_text("g-2")

    assert current(root) == tiny.folder


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spoil", [Path.unlink, flip_a_bit], ids=["missing", "changed"])
def test_a_broken_file_is_found(tiny: Generation, name: str, spoil: Callable[[Path], object]) -> None:
    spoil(tiny.folder / name)

    with pytest.raises(IndexBroken):
        open_generation(tiny.folder)


def test_every_file_of_a_generation_is_held_against_the_manifest(tiny: Generation) -> None:
    assert {path.name for path in tiny.folder.iterdir()} == {*FILES, "chroma"}


@pytest.mark.parametrize(
    ("bank", "error"),
    [
        pytest.param(random_bank("a", "a"), AssistantError, id="an id twice"),
        pytest.param(Bank(ids=("a",), vectors=np.zeros((1, DIMENSION), dtype=np.float32)), IndexBroken, id="a vector that finds nothing"),
        pytest.param(Bank(ids=("a", "b"), vectors=random_bank("a").vectors), ValueError, id="an id with no vector"),
    ],
)
def test_a_build_that_fails_leaves_the_current_one(root: Path, tiny: Generation, bank: Bank, error: type[Exception]) -> None:
    with pytest.raises(error):
        build(root, "two", {"cards": bank}, {})

    assert current(root) == tiny.folder
    assert list(root.glob("g-*")) == [tiny.folder]
    assert open_generation(tiny.folder).manifest == tiny.manifest


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(DataFolderUnusable) as refused:
        build(tmp_path / "file", "one", {"cards": random_bank("a")}, {})

    assert str(tmp_path / "file") in str(refused.value)


def test_a_whole_index_is_opened_while_another_process_builds(home: Path) -> None:
    with build_lock(home / "index", 0):
        generation = open_index(Settings(home=home, build_wait_s=0), Progress())

    assert generation.folder == current(home / "index")


@pytest.mark.parametrize("spoil", UNUSABLE.values(), ids=UNUSABLE)
def test_an_index_that_cannot_be_used_wants_a_build(home: Path, spoil: Callable[[Path], object]) -> None:
    spoil(home / "index")

    with build_lock(home / "index", 0), pytest.raises(BuildBusy):
        open_index(Settings(home=home, build_wait_s=0), Progress())


@pytest.mark.slow
def test_a_changed_fingerprint_rebuilds(home: Path) -> None:
    before = current(home / "index")
    UNUSABLE["other knowledge"](home / "index")

    generation = open_index(Settings(home=home), Progress())

    assert generation.folder == current(home / "index") != before
    assert open_index(Settings(home=home), Progress()).folder == generation.folder


def test_who_builds_is_named_to_who_waits(root: Path) -> None:
    told: list[str] = []

    with build_lock(root, 0), pytest.raises(BuildBusy) as busy, build_lock(root, 0.1, told.append):
        pass

    assert [f"process {os.getpid()} " in text for text in (str(busy.value), *told)] == [True, True]


def test_the_lock_is_free_after_a_build_that_failed(root: Path) -> None:
    with pytest.raises(IndexBroken), build_lock(root, 0):
        raise IndexBroken("planted")

    with build_lock(root, 0):
        assert (root / "build.lock").exists()


def test_no_other_user_can_look_into_the_folders(built_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "shared"
    (home / "index").mkdir(parents=True)
    home.chmod(0o755)

    with build_lock(home / "index", 0), pytest.raises(BuildBusy):
        open_index(Settings(home=home, build_wait_s=0), Progress())

    closed = [home, built_home / "index", *(built_home / "index").glob("g-*")]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in closed} == {0o700}


def test_the_store_is_told_to_send_no_telemetry(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ChromaSettings] = []
    real = chromadb.PersistentClient

    def spy(path: str, settings: ChromaSettings) -> ClientAPI:
        seen.append(settings)
        return real(path, settings)

    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    monkeypatch.setattr(chromadb, "PersistentClient", spy)

    build(root, "one", {"cards": random_bank("a")}, {})

    assert [settings.anonymized_telemetry for settings in seen] == [False]


def test_a_build_opens_no_connection(root: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", TINY_BUILD, str(root)], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
