"""The search over added passages: exact, fair to every source, the same with a filter, and never over a broken file."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import DIMENSION, Vectors, unit
from assistant.errors import IndexBroken
from assistant.generation import Bank
from assistant.index import build, nearest
from assistant.library import Entry, Kept, Trust, passage_id
from assistant.passages import MAX_OF_ONE_SOURCE, PASSAGES, Passages, open_passages, write_passages

Documents = Mapping[str, Vectors]
FILES = ("vectors.f4", "ids.u8", "spans.u8", "texts.jsonl")


def random(count: int, seed: int = 1) -> Vectors:
    """Random unit vectors."""
    return unit(np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32))


def near(vector: Vectors, count: int, noise: float, seed: int = 2) -> Vectors:
    """Unit vectors about one vector; a noise of .03 keeps them apart, one of .001 makes them say the same."""
    return unit(vector + noise * np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32))


def documents(held: Documents) -> list[tuple[Entry, list[Kept], Vectors]]:
    """Documents by their paths, with a passage for each vector."""
    found = []
    for path, vectors in held.items():
        passages = [Kept(id=passage_id(path, str(row)), section=None, text=f"{path} {row}") for row in range(len(vectors))]
        facts = {"id": "d-1", "source": path, "path": path, "sha256": "", "size": 1, "made_by": "", "title": path, "kind": "text"}
        entry = Entry(**facts, trust=Trust.CITED, passages=len(passages), body_sha256="", vectors="")
        found.append((entry, passages, vectors))
    return found


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[Documents], Passages]:
    """Write documents as a generation holds them, and open them."""

    def write(held: Documents) -> Passages:
        return open_passages(tmp_path, write_passages(tmp_path, documents(held)) or b"")

    return write


def texts(found: Passages, vector: Vectors, k: int, source: str | None = None) -> list[str]:
    """The texts that a search finds."""
    return [passage.text for passage in found.search(vector, k, found.sources(source) if source else None)]


def test_every_passage_is_looked_at(opened: Callable[[Documents], Passages]) -> None:
    held = {f"{number:03}.md": random(20, seed=number) for number in range(60)}
    passages, queries = opened(held), random(30, seed=99)

    best = [texts(passages, query, 1)[0] for query in queries]

    names = [f"{path} {row}" for path, vectors in held.items() for row in range(len(vectors))]
    assert best == [names[row] for row in (queries @ np.vstack([*held.values()]).T).argmax(axis=1)]


def test_a_source_full_of_the_words_of_a_question_leaves_room_for_others(opened: Callable[[Documents], Passages]) -> None:
    query = random(1)[0]
    passages = opened({"stuffed.md": near(query, 500, 0.03), "z.md": random(40, seed=7)})

    found = texts(passages, query, 5)

    assert [text.split()[0] for text in found] == ["stuffed.md"] * MAX_OF_ONE_SOURCE + ["z.md"] * 2


def test_where_there_is_one_source_it_takes_every_place(opened: Callable[[Documents], Passages]) -> None:
    passages = opened({"only.md": random(400)})

    assert len(texts(passages, random(1, seed=3)[0], 10)) == 10


def test_what_says_the_same_counts_once(opened: Callable[[Documents], Passages]) -> None:
    query = random(1)[0]
    copies = {f"copy-{number:03}.md": near(query, 1, 0.001, seed=number) for number in range(300)}
    passages = opened({**copies, "other.md": random(1, seed=500)})

    found = texts(passages, query, 2)

    assert (found[0].startswith("copy-"), found[1]) == (True, "other.md 0")


@pytest.mark.parametrize("every", [2, 150], ids=["many stretches", "few stretches"])
def test_a_filter_finds_what_the_whole_finds_of_those_sources(opened: Callable[[Documents], Passages], every: int) -> None:
    held = {f"{'in' if number % every == 0 else 'out'}-{number:03}.md": random(4, seed=number) for number in range(300)}
    passages, query = opened(dict(sorted(held.items()))), random(1, seed=999)[0]

    found = texts(passages, query, 5, "in-*")

    scores = {f"{path} {row}": float(vector @ query) for path, rows in held.items() for row, vector in enumerate(rows) if path[0] == "i"}
    assert found == sorted(scores, key=lambda text: -scores[text])[:5]


def test_a_passage_is_found_by_its_id(opened: Callable[[Documents], Passages]) -> None:
    passages = opened({"a.md": random(3), "b.md": random(2, seed=2)})

    found = [passages.find(name) for name in passages.names]

    assert [passage and passage.text for passage in found] == ["a.md 0", "a.md 1", "a.md 2", "b.md 0", "b.md 1"]
    assert (passages.find("p-00000000000000ff"), passages.find("p-quiet"), passages.find("quiet-colleague")) == (None, None, None)


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_noticed_before_it_is_believed(tmp_path: Path, name: str) -> None:
    table = write_passages(tmp_path, documents({"a.md": random(3)})) or b""
    path = tmp_path / "documents" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)

    with pytest.raises(IndexBroken):
        [open_passages(tmp_path, table).find(passage_id("a.md", str(row))) for row in range(3)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_noticed(tmp_path: Path, name: str) -> None:
    table = write_passages(tmp_path, documents({"a.md": random(3)})) or b""
    path = tmp_path / "documents" / name
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(IndexBroken):
        open_passages(tmp_path, table)


def test_the_store_holds_the_same_passages_as_the_exact_copy_also_after_a_change(tmp_path: Path) -> None:
    bank = {"cards": Bank(ids=("a",), vectors=random(1, seed=50))}
    first, second = {"a.md": random(30), "b.md": random(30, seed=2)}, {"a.md": random(30), "c.md": random(20, seed=3)}
    before = build(tmp_path, "one", bank, {}, shelve=lambda folder: write_passages(folder, documents(first)))

    after = build(tmp_path, "two", bank, {}, shelve=lambda folder: write_passages(folder, documents(second)), before=before)

    passages = after.passages
    assert passages
    found = [nearest(after.folder, PASSAGES, vector, 50) for vector in passages.vectors]
    assert [names[0] for names in found] == list(passages.names)
    assert {tuple(sorted(names)) for names in found} == {tuple(sorted(passages.names))}
