"""python -m evals.bench: time the warm answer, the cold start, the help and the build; behind it, `ingest` the added documents, `model` the way to a model, `proxy` that way beside LiteLLM's, `endpoint` the chat endpoint, `moments` and `kills` what is remembered, `tips` the weekly tips."""

import argparse
import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from assistant.domain import Situation
from assistant.embedding import Embedder
from assistant.factory import Progress, open_index, open_parts
from assistant.resources import model_folder
from assistant.settings import Settings
from evals.bench import endpoint, ingest, kills, model, moments, proxy, tips
from evals.cases import SituationCase, read_cases

RUNS = 5
IMPORTS = ("-c", "import chromadb, onnxruntime")
T = TypeVar("T")
SHORT = 20  # words: what is asked in one sentence; embedding costs as much as the text is long
PARTS: Mapping[str, Callable[[Sequence[str]], None]] = {
    "ingest": ingest.main,
    "endpoint": endpoint.main,
    "model": model.main,
    "proxy": proxy.main,
    "moments": moments.main,
    "kills": kills.main,
    "tips": tips.main,
}
QUESTION = "how do I encourage a new lead after a rough call"


def main(words: Sequence[str]) -> None:
    """Run the part that is named, or else the first."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="each says more with `--help` behind it")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="what that part takes")
    told = parser.parse_args(words)
    if told.part:
        PARTS[told.part](told.words)
    else:
        time_answers()


def time_answers() -> None:
    """Print each figure with its goal from performance notes in CONTRIBUTING.md."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        built, texts = _cpu(lambda: _build(home))
        print(f"build of the index, known vectors   {built:7.2f} s CPU  ({texts})")
        fresh = _embedding_rate()
        print(f"embedding, one thread               {fresh:7.1f} texts/s, so 100 cards of 9 texts take {900 / fresh:.1f} s (goal 15)")
        _warm(home)
        _cold(home)


def _build(home: Path) -> str:
    manifest = open_index(Settings(home=home), Progress()).manifest
    return ", ".join(f"{count} {name}" for name, count in manifest.counts.items())


def _embedding_rate() -> float:
    texts = [case.text for case in read_cases("situations", SituationCase, "dev")]
    embedder = Embedder(model_folder())
    spent, _ = _cpu(lambda: embedder.many(texts))
    return len(texts) / spent


def _warm(home: Path) -> None:
    """The whole pipeline on one core, beside its own embedding, text by text in the same run."""
    parts = open_parts(Settings(home=home))
    embedder = Embedder(model_folder())
    texts = [case.text for case in read_cases("situations", SituationCase, "dev")]
    for text in texts[:5]:
        asyncio.run(parts.assistant.suggest(Situation(text=text)))
    whole, alone = [], []
    with asyncio.Runner() as runner:
        for text in texts[5:]:
            situation = Situation(text=text)
            whole.append(_cpu(lambda: runner.run(parts.assistant.suggest(situation)))[0])  # noqa: B023
            alone.append(_cpu(lambda: embedder.one(text))[0])  # noqa: B023
    for name, most in (("all texts", max(len(text.split()) for text in texts)), (f"up to {SHORT} words", SHORT)):
        rows = [row for row, text in enumerate(texts[5:]) if len(text.split()) <= most]
        answer, embedding = (statistics.median(spent[row] for row in rows) * 1_000 for spent in (whole, alone))
        print(
            f"warm answer, p50 of {name:16}{answer:7.2f} ms CPU, its embedding alone {embedding:.2f}, ratio {answer / embedding:.2f} (goals 15, 1.6)"
        )


def _cold(home: Path) -> None:
    """Whole processes, in turn, so that a drifting machine drifts for all."""
    ask = ("-m", "assistant.cli", "ask", QUESTION, "--json")
    spent: dict[str, list[float]] = {"imports": [], "ask": [], "help": []}
    for _ in range(RUNS + 1):
        spent["imports"].append(_process(IMPORTS, home))
        spent["ask"].append(_process(ask, home))
        spent["help"].append(_process(("-m", "assistant.cli", "--help"), home))
    medians = {name: statistics.median(times[1:]) for name, times in spent.items()}
    print(f"import chromadb, onnxruntime        {medians['imports']:7.2f} s CPU")
    print(f"cold `smallacts ask`                {medians['ask']:7.2f} s CPU, ratio {medians['ask'] / medians['imports']:.2f} (goal 1.3)")
    print(f"`smallacts --help`                  {medians['help']:7.2f} s CPU (goal 0.35)")


def _cpu(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _process(arguments: tuple[str, ...], home: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Python keeps what it compiled, as it does for users; where it may not, every start would compile our sources anew
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"SMALLACTS_HOME": str(home)}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
