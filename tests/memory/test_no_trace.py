"""After somebody is forgotten, no way of writing their name or words is in any file of the data folder."""

import json
import shutil
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.writing import guarded, model_turns
from evals.scripted import Scripted, written
from tests.api.test_moments import key_of
from tests.api.test_own_chat import CALL, GOOD, chat
from tests.memory.test_people import HEAD

Cli = Callable[..., Result]
NAME = "Zoë-Strauß"
WAYS = (NAME, NAME.upper(), NAME.lower(), unicodedata.normalize("NFD", NAME), "ZOË\u2011STRAUSS", "Zoë\u2010Strauss")
WORDS = "quixotic marmalade"
SIZES = (600, 1_500, 3_000, 8_000, 30_000, 60_000, 100_000, 120_000, 167_000, 170_000, 400_000)


@pytest.fixture
def home(tmp_path: Path, built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    folder = Path(shutil.copytree(built_home, tmp_path / "home", ignore=shutil.ignore_patterns("moments.db*", "secret*")))
    monkeypatch.setenv("SMALLACTS_HOME", str(folder))
    monkeypatch.delenv("SMALLACTS_DATABASE")
    return folder


def plain(text: str) -> str:
    """A text as a search finds it that knows capitals, composed letters, ligatures and hyphens as one."""
    return "".join("-" if unicodedata.category(c) == "Pd" else c for c in unicodedata.normalize("NFKC", text)).casefold()


def holding(folder: Path, *texts: str) -> set[str]:
    """The names of the files and folders that hold a text in their name or in their bytes, as UTF-8 or escaped as JSON does it."""
    wanted = [way for text in texts for way in (plain(text), json.dumps(plain(text)).strip('"'))]
    found = [(path.name, path.read_bytes().decode("utf-8", "ignore") if path.is_file() else "") for path in folder.rglob("*")]
    return {name for name, content in found if any(text in plain(name + content) for text in wanted)}


def live(own: Parts, cli: Cli, folder: Path) -> None:
    """Have the person write, be written of, ask a model, chat, be introduced, and stand in a document."""
    memory = Memory(own.settings)
    zoe, ben = key_of(own, NAME, keeps_situations=True), key_of(own, "ben", keeps_situations=True)
    today = memory.today(Caller())
    memory.moments(Caller(person=NAME)).add(Deed(text=f"told Kim of {WORDS}"), today)
    for way in WAYS:
        memory.moments(Caller(person="ben")).add(Deed(text=f"thanked {way} for the notes", about=way), today)
        memory.moments(Caller(person="ben")).reflect("last", f"{way} smiled", today)
    chat(own, zoe, f"my teammate is quiet in meetings, and it is the {WORDS}", "/log", "/week")
    for way in WAYS[:3]:
        chat(own, ben, CALL.replace("David", way), "I said it", "why?")
    people, book = folder / "people.csv", folder / f"{WAYS[3]} at the mill.md"
    people.write_text(HEAD + f"{NAME},zq@mill.example,,,,,{WORDS},,yes\nKim Vo,,,,{WAYS[4]},,sql,,yes\n")
    book.write_text(
        f"# The dye house\n\nWhoever opens the gate in the morning asks {WAYS[4]} for the key, and it is given back in the evening.\n"
    )
    for words in (["people", "import", str(people)], ["intro", "start", "Kim", NAME, "--about", WORDS], ["ingest", str(book)]):
        assert cli(*words).exit_code == 0


def test_nothing_of_somebody_is_left_wherever_they_wrote_or_were_written_of(cli: Cli, home: Path, parts: Parts, tmp_path: Path) -> None:
    settings = Settings(home=home, database=None, daily_tokens=1_000_000)
    model = guarded(Scripted(script=(lambda ask: written(GOOD),)), settings)
    composers = (*model_turns(model, parts.guidance, parts.gate), parts.phrasebook)
    own = replace(parts, settings=settings, assistant=replace(parts.assistant, composers=composers))
    live(own, cli, tmp_path)
    before = holding(home, NAME, WORDS)

    ran = cli("forget", "--person", WAYS[1], "--yes")

    assert ran.exit_code == 0, ran.exception
    assert {"moments.db", "keys.json", "texts.jsonl"} <= {name.removesuffix("-wal") for name in before}
    assert (home / "spent.json").exists()
    assert holding(home, NAME, "ZOË-STRAUSS", WORDS, "zq@mill", "dye house") == set()
    assert {one.about for one in Memory(own.settings).moments(Caller(person="ben")).latest(20)} == {"somebody", None}


def fill_memory(_: int) -> None:
    """Hold the words in pieces of all sizes, and let go of them."""
    for _again in range(2):
        held = [WORDS.encode() * (size // len(WORDS)) for size in SIZES for _ in range(300 if size < 40_000 else 40)]
        del held


def test_an_index_is_written_without_what_the_memory_held_before(cli: Cli, home: Path, tmp_path: Path) -> None:
    book = tmp_path / "gate.md"
    book.write_text("# The gate\n\nWhoever opens the gate in the morning asks for the key, and it is given back in the evening.\n")
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(fill_memory, range(4)))

    assert cli("ingest", str(book)).exit_code == 0

    assert holding(home, WORDS) == set()
