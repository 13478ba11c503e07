"""A machine that fails us - model, disk, index, lock - is named in one line, or mended without a word."""

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.generation import build_lock
from tests.process import QUIET, TREE, Ended, command, environment, small_tree, smallacts

BUSY_S = 60
HOLDER = rf"process {os.getpid()} on {re.escape(socket.gethostname())} \(since [\d:]+\)"


def flip(path: Path) -> None:
    """Turn the first byte over."""
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 0xFF]) + content[1:])


def cut(path: Path) -> None:
    """Keep the first half."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


MODEL_FAULTS = {
    "the model missing": ("layers.onnx", Path.unlink, "the embedding model is missing (No such file or directory)"),
    "the model tampered with": ("layers.onnx", flip, "this is another file"),
    "the tokenizer missing": ("tokenizer.json", Path.unlink, "the embedding model is missing (No such file or directory)"),
    "the tokenizer tampered with": ("tokenizer.json", cut, "this is another file"),
    "the table of words missing": ("words.npy", Path.unlink, "the embedding model is missing (No such file or directory)"),
    "the table of words tampered with": ("words.npy", flip, "this is another file"),
}
INDEX_FAULTS = {
    "the pointer flipped": ("current", flip),
    "the pointer cut": ("current", cut),
    "the pointer gone": ("current", Path.unlink),
    "the manifest cut": ("g-*/manifest.json", cut),
    "the guidance flipped": ("g-*/guidance.json", flip),
    "a classifier gone": ("g-*/gate.npz", Path.unlink),
    "the vectors cut": ("g-*/cards.npy", cut),
}
FULL_AFTER = {"the first byte": 0, "the first files": 8, "the store": 300}
"""Size that a file may reach, in the blocks that the shell counts in."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with little knowledge."""
    return small_tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="module")
def small_home(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of that knowledge."""
    home = tmp_path_factory.mktemp("home")
    smallacts("index", home=home, tree=tree)
    return home


@pytest.fixture(scope="module")
def answer(tree: Path, small_home: Path) -> Ended:
    """What is answered from it."""
    return smallacts("ask", QUIET, home=small_home, tree=tree)


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    """A copy of the data folder, to be spoilt."""
    return Path(shutil.copytree(small_home, tmp_path / "home"))


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A data folder with no index in it."""
    (tmp_path / "empty" / "index").mkdir(parents=True)
    return tmp_path / "empty"


@pytest.fixture
def lock(empty_home: Path) -> Iterator[ExitStack]:
    """The build lock of that folder, held by this process until it is closed."""
    with ExitStack() as held:
        held.enter_context(build_lock(empty_home / "index", 0))
        yield held


def start(home: Path, tree: Path) -> subprocess.Popen[str]:
    """Start to ask, and do not wait."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command("ask", QUIET), stdout=pipe, stderr=pipe, text=True, cwd=tree, env=environment(home, tree))


def first_line(process: subprocess.Popen[str]) -> str:
    """What it says first on stderr, once it says it."""
    assert process.stderr
    return process.stderr.readline()


def limited(blocks: int) -> list[str]:
    """A shell in which no file may grow beyond so many blocks, as on a disk that is full."""
    return ["sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh"]


@pytest.mark.parametrize(("name", "spoil", "said"), MODEL_FAULTS.values(), ids=MODEL_FAULTS)
def test_a_model_that_cannot_be_used_is_named(
    tree: Path, home: Path, tmp_path: Path, name: str, spoil: Callable[[Path], None], said: str
) -> None:
    spoilt = Path(shutil.copytree(tree, tmp_path / "spoilt", symlinks=True))
    (spoilt / "assistant" / "minilm").unlink()
    folder = shutil.copytree(TREE / "assistant" / "minilm", spoilt / "assistant" / "minilm")
    spoil(Path(folder) / name)

    ended = smallacts("ask", QUIET, home=home, tree=spoilt)

    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(rf"smallacts: .+/minilm/{name}: {re.escape(said)}.*; install smallacts again\n", ended.err)


@pytest.mark.parametrize("blocks", FULL_AFTER.values(), ids=FULL_AFTER)
def test_a_full_disk_is_named_and_nothing_half_built_stays(tree: Path, empty_home: Path, blocks: int) -> None:
    ended = smallacts("ask", QUIET, home=empty_home, tree=tree, before=limited(blocks))

    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(rf"smallacts: {empty_home}.* cannot be written.*SMALLACTS_HOME.*\n", ended.err)
    assert [path.name for path in (empty_home / "index").iterdir()] == ["build.lock"]


def test_a_rebuild_on_a_full_disk_leaves_the_index_as_it_was(tree: Path, home: Path, answer: Ended) -> None:
    full = smallacts("index", "--rebuild", home=home, tree=tree, before=limited(FULL_AFTER["the store"]))

    again = smallacts("ask", QUIET, home=home, tree=tree)

    assert (full.code, again) == (1, answer)


@pytest.mark.parametrize(("name", "spoil"), INDEX_FAULTS.values(), ids=INDEX_FAULTS)
def test_a_spoilt_index_is_built_anew_and_answers_as_before(
    tree: Path, home: Path, answer: Ended, name: str, spoil: Callable[[Path], None]
) -> None:
    (file,) = (home / "index").glob(name)
    before = set((home / "index").glob("g-*"))
    spoil(file)

    again = smallacts("ask", QUIET, home=home, tree=tree)

    assert again == answer
    assert len(set((home / "index").glob("g-*")) - before) == 1


def test_a_whole_index_is_not_built_anew(tree: Path, home: Path, answer: Ended) -> None:
    before = set((home / "index").glob("g-*"))

    again = smallacts("ask", QUIET, home=home, tree=tree)

    assert (again, set((home / "index").glob("g-*"))) == (answer, before)


def test_two_processes_that_build_at_once_give_the_same_answer(tree: Path, empty_home: Path, answer: Ended) -> None:
    both = [start(empty_home, tree), start(empty_home, tree)]

    said = [process.communicate(timeout=BUSY_S)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert said == [answer.out, answer.out]
    assert len(list((empty_home / "index").glob("g-*"))) == 1


def test_who_builds_is_named_where_there_is_no_time_to_wait(tree: Path, empty_home: Path, lock: ExitStack) -> None:
    ended = smallacts("ask", QUIET, home=empty_home, tree=tree, BUILD_WAIT_S="0")

    said = rf"smallacts: {HOLDER} is building the index in {empty_home}/index; wait for it, or end it, and try again\n"
    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(said, ended.err)


def test_who_waits_says_for_whom_and_goes_on_when_the_lock_is_free(tree: Path, empty_home: Path, lock: ExitStack, answer: Ended) -> None:
    with start(empty_home, tree) as process:
        waiting = first_line(process)
        lock.close()
        out, _ = process.communicate(timeout=BUSY_S)

    assert re.fullmatch(rf"{HOLDER} is building the index; waiting for it\n", waiting)
    assert (process.returncode, out) == (0, answer.out)


def test_an_interrupt_ends_a_wait_without_a_traceback(tree: Path, empty_home: Path, lock: ExitStack) -> None:
    with start(empty_home, tree) as process:
        first_line(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=BUSY_S)

    assert (process.returncode, out, err) == (130, "", "")
