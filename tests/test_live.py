"""A server and others go on answering while documents are added, and see them soon after."""

import json
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from assistant.factory import open_parts
from assistant.generation import build_lock, current
from assistant.library import Library
from assistant.live import Live
from assistant.settings import Settings
from tests.handbook import run_in, write_handbook
from tests.process import TREE, command, environment, smallacts

MANY = 48  # files: so many that some are kept while others are still to be embedded
SEARCH = ("guidance", "search", "where are the carts of yard 7 left", "--source", "*yard*", "-k", "20", "--json")


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A data folder with nothing added, to be changed."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of so many documents that it takes a while to add them."""
    (tmp_path / "many").mkdir()
    for number in range(MANY):
        sections = (
            f"## Row {row}\n\nCarts of yard {number} with mark {row} are left {number + row} steps from the gate. " * 12 for row in range(4)
        )
        (tmp_path / "many" / f"yard-{number:03}.md").write_text(f"# Yard {number}\n\n" + "\n\n".join(sections), encoding="utf-8")
    return tmp_path / "many"


@pytest.fixture
def ingesting(home: Path, many: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest that has kept its first documents, stopped for a while."""
    words = command("ingest", str(many))
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=TREE, env=environment(home)) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGSTOP)
        yield process
        process.kill()


def passage_of(home: Path) -> str:
    """The id of an added passage."""
    library = Library(folder=home / "documents")
    return library.passages(library.entries()[0])[0].id


def test_a_server_sees_what_was_added_without_a_restart(home: Path, tmp_path: Path) -> None:
    with TestClient(create_app(open_parts(Settings(home=home))), base_url="http://localhost") as http:
        run_in(home, "ingest", str(write_handbook(tmp_path / "own")))
        path = f"/v1/guidance/{passage_of(home)}"

        answers = iter(lambda: http.get(path).status_code, 200)

        assert set(answers) <= {404}
        assert http.get("/readyz").json()["counts"]["passages"] == 4


def test_requests_under_way_keep_the_index_that_they_began_with(home: Path, tmp_path: Path) -> None:
    live = Live(open_parts(Settings(home=home)))
    before = live.parts
    run_in(home, "ingest", str(write_handbook(tmp_path / "own")))

    live.look()

    assert (before.finder.passages, live.parts.finder.passages is None) == (None, False)
    assert live.parts.finder.cards.embedder is before.finder.cards.embedder


def test_a_new_index_that_is_broken_is_not_taken(home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    live = Live(open_parts(Settings(home=home)))
    before = live.parts
    run_in(home, "ingest", str(write_handbook(tmp_path / "own")))
    folder = current(home / "index")
    assert folder
    (folder / "guidance.json").unlink()

    live.look()
    live.look()

    assert live.parts is before
    assert [record.message for record in caplog.records] == [
        f"the index {folder.name} cannot be used; still answering from {before.generation.folder.name}"
    ]


def test_others_are_answered_while_documents_are_added(home: Path, ingesting: subprocess.Popen[str]) -> None:
    answer = smallacts("ask", "my teammate is quiet in meetings", "--json", home=home)

    assert (answer.code, json.loads(answer.out)["kind"], answer.err) == (0, "nudge", "")
    assert ingesting.poll() is None


def test_a_second_ingest_waits_and_says_for_whom(home: Path, tmp_path: Path) -> None:
    own = write_handbook(tmp_path / "own")

    with build_lock(home / "index", 0):
        ended = smallacts("ingest", str(own), home=home, BUILD_WAIT_S="0.2")

    assert ended.code == 1
    assert ended.err.startswith("process ")
    assert " is building the index; waiting for it\n" in ended.err


def test_a_killed_ingest_leaves_the_old_index_and_is_completed_by_the_next(
    home: Path, many: Path, ingesting: subprocess.Popen[str], built_home: Path, tmp_path: Path
) -> None:
    before = current(home / "index")
    ingesting.kill()
    ingesting.wait()
    after = current(home / "index")

    resumed = json.loads(run_in(home, "ingest", str(many), "--json").stdout)["files"]

    whole = Path(shutil.copytree(built_home, tmp_path / "whole"))
    run_in(whole, "ingest", str(many))
    assert before == after
    assert {file["kind"] for file in resumed} == {"added", "unchanged"}
    assert run_in(home, *SEARCH).stdout == run_in(whole, *SEARCH).stdout


def test_what_was_added_before_a_stop_is_kept_and_said(home: Path, ingesting: subprocess.Popen[str]) -> None:
    before = current(home / "index")

    ingesting.send_signal(signal.SIGINT)
    ingesting.send_signal(signal.SIGCONT)

    _, said = ingesting.communicate(timeout=60)
    assert ingesting.returncode == 130
    assert said.endswith(" kept, to be used when you run this again; the index is as it was\n")
    assert (current(home / "index"), bool(Library(folder=home / "documents").entries())) == (before, True)


@pytest.mark.parametrize("end", [".jsonl", ".npy"])
@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-5])], ids=["gone", "cut"])
def test_a_broken_document_is_left_out_and_read_again(home: Path, tmp_path: Path, end: str, spoil: Callable[[Path], object]) -> None:
    own = write_handbook(tmp_path / "own")
    run_in(home, "ingest", str(own))
    parking = Library(folder=home / "documents").find(str(own / "parking.md"))
    spoil(next(path for path in (home / "documents").glob(f"{parking.id}*") if path.suffix == end))
    run_in(home, "guidance", "remove", str(own / "meetings.md"))
    before = run_in(home, "guidance", "search", "carts", "--source", "*parking*")

    run_in(home, "ingest", str(own))

    assert before.exit_code == 1
    assert "Where to leave the carts" in run_in(home, "guidance", "search", "carts", "--source", "*parking*").stdout


def test_a_broken_document_is_named_in_one_line(home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    own = write_handbook(tmp_path / "own")
    run_in(home, "ingest", str(own))
    path = min((home / "documents").glob("*.jsonl"))
    path.write_bytes(b"x" + path.read_bytes())

    run_in(home, "guidance", "list", "--added")

    left_out = "this added document cannot be read (not the file that was written) and is left out; ingest it again, or delete this file"
    assert caplog.messages == [f"{path}: {left_out}"]


@pytest.mark.slow
def test_a_lost_index_costs_a_rebuild_and_nothing_else(home: Path, tmp_path: Path) -> None:
    run_in(home, "ingest", str(write_handbook(tmp_path / "own")))
    before = run_in(home, "guidance", "search", "carts", "--json").stdout
    shutil.rmtree(home / "index")

    assert run_in(home, "guidance", "search", "carts", "--json").stdout == before
