"""python -m evals.bench ingest: what adding documents and searching among them costs, beside the embedding that bounds it."""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.embedding import DIMENSION, Embedder, Vectors, unit
from assistant.factory import Progress, change_library, open_adder, open_index
from assistant.ingest.reader import DocumentReader
from assistant.library import Entry, Kept, Library, Trust, passage_id
from assistant.passages import Passages, open_passages, write_passages
from assistant.resources import model_folder
from assistant.settings import Settings
from evals.cases import SituationCase, read_cases

PASSAGES_A_FILE = 10
WORDS_A_PASSAGE = 120  # of the documents under ../shared/data a passage has as many in the mean
SOURCES = 1_000
T = TypeVar("T")
QUERIES = 60
SYLLABLES = "ka lo mi ner pas tu ri sen vo lak mor ti be dan gul".split()
ONE_INGEST = """
import resource, sys
from pathlib import Path
from evals.bench.ingest import add
from assistant.settings import Settings
scale = 1024 if sys.platform != "darwin" else 1024 * 1024
added = add(Settings(home=Path(sys.argv[1])), Path(sys.argv[2]), lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale)
"""


def main(words: Sequence[str]) -> None:
    """Print each figure with its goal."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench ingest", description=__doc__)
    parser.add_argument("--passages", type=int, default=600, help="how many to ingest for the rate")
    parser.add_argument("--memory", type=int, default=4_000, help="how many short ones to ingest for the memory, beside a tenth of them")
    parser.add_argument("--search", type=int, default=100_000, help="how many random ones to search")
    sizes = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        open_index(Settings(home=home), Progress())
        _rate(home, Path(folder), sizes.passages)
        _memory(home, Path(folder), sizes.memory)
        _search(Path(folder) / "search", sizes.search)


def add(settings: Settings, folder: Path, on_added: Callable[[], object] = lambda: None) -> float:
    """Ingest a folder as the command does; return the seconds until all was embedded and kept, without the index."""
    started = time.perf_counter()
    ended = started

    def change(library: Library) -> None:
        nonlocal ended
        with DocumentReader() as reader:
            list(open_adder(library, reader, None, Progress()).add([folder]))
        ended = time.perf_counter()
        on_added()

    change_library(settings, Progress(), change)
    return ended - started


def _rate(home: Path, folder: Path, passages: int) -> None:
    settings, documents = Settings(home=home), folder / "rate"
    _write(documents, passages, WORDS_A_PASSAGE)
    started = time.perf_counter()
    kept = add(settings, documents)
    whole = time.perf_counter() - started
    texts = [f"{path.stem}\n{text}" for path in sorted(documents.iterdir()) for text in path.read_text().split("\n\n")[2::2]]
    embedder = Embedder(model_folder(), threads=os.cpu_count() or 1)
    started = time.perf_counter()
    embedder.many(texts)
    bare = time.perf_counter() - started
    print(f"bare embedding, all cores           {len(texts) / bare:7.1f} passages/s")
    print(f"ingest until all is kept            {len(texts) / kept:7.1f} passages/s, ratio {bare / kept:.2f} (goal .90)")
    print(f"ingest with its index               {len(texts) / whole:7.1f} passages/s, ratio {bare / whole:.2f}")


def _memory(home: Path, folder: Path, most: int) -> None:
    peaks = []
    for passages in (most // 10, most):
        documents = folder / f"memory-{passages}"
        _write(documents, passages, 25)
        ran = subprocess.run([sys.executable, "-c", ONE_INGEST, home, documents], check=True, capture_output=True, text=True)
        peaks.append([float(line) for line in ran.stdout.split()])
    kept, whole = (peaks[1][part] - peaks[0][part] for part in (0, 1))
    print(f"memory from {most // 10:,} to {most:,} passages  {kept:+7.0f} MB until all is kept, {whole:+.0f} MB with the index (flat)")


def _search(folder: Path, count: int) -> None:
    folder.mkdir()
    table = write_passages(folder, _random_documents(count)) or b""
    opened = time.perf_counter()
    passages = open_passages(folder, table)
    print(f"open {count:,} passages               {(time.perf_counter() - opened) * 1_000:7.1f} ms, checksums and all")
    embedder = Embedder(model_folder())
    texts = [case.text for case in read_cases("situations", SituationCase, "dev")][:QUERIES]
    embedding = statistics.median(_times(embedder.one, texts))
    print(f"embedding a query, p50              {embedding:7.2f} ms")
    vectors = [embedder.one(text) for text in texts]
    for name, pattern in {"all": None, "a fifth": "?[0-1]*", "2%, scattered": "*50.md", "half, scattered": "*[02468].md"}.items():
        print(f"{f'search {name}, p50':35} {statistics.median(_searches(passages, vectors, pattern)):7.2f} ms beside it (goal 15)")


def _searches(passages: Passages, vectors: Sequence[Vectors], pattern: str | None) -> list[float]:
    return _times(lambda vector: passages.search(vector, 5, passages.sources(pattern) if pattern else None), vectors)


def _times(work: Callable[[T], object], items: Sequence[T]) -> list[float]:
    spent = []
    for item in items:
        started = time.perf_counter()
        work(item)
        spent.append((time.perf_counter() - started) * 1_000)
    return spent


def _write(folder: Path, passages: int, words: int) -> None:
    folder.mkdir()
    chance = random.Random(words)
    for number in range(passages // PASSAGES_A_FILE):
        sections = "\n\n".join(f"## Part {part}\n\n{_sentences(chance, words)}" for part in range(PASSAGES_A_FILE))
        (folder / f"{number:05}.md").write_text(f"# Document {number}\n\n{sections}\n", encoding="utf-8")


def _sentences(chance: random.Random, words: int) -> str:
    made = ["".join(chance.choices(SYLLABLES, k=2)) for _ in range(words)]
    return ". ".join(" ".join(made[start : start + 12]).capitalize() for start in range(0, words, 12)) + "."


def _random_documents(count: int) -> Iterator[tuple[Entry, list[Kept], Vectors]]:
    rng = np.random.default_rng(1)
    each = count // SOURCES
    for number in range(SOURCES):
        path = f"d{number:03}.md"
        passages = [Kept(id=passage_id(path, str(row)), section="A section", text="word " * WORDS_A_PASSAGE) for row in range(each)]
        entry = Entry(
            id="d-1", source=path, path=path, sha256="", size=1, made_by="", title=path, kind="text",
            trust=Trust.CITED, passages=each, body_sha256="", vectors="",
        )  # fmt: skip
        yield entry, passages, unit(rng.standard_normal((each, DIMENSION)).astype(np.float32))
