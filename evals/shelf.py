"""Folders of documents -> passages, by the door of `smallacts ingest`, in a data folder of their own that is gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.domain import Passage
from assistant.embedding import Vectors
from assistant.factory import Progress, change_library, open_adder, open_index
from assistant.finding import Finder
from assistant.generation import Generation
from assistant.index import nearest
from assistant.ingest.reader import DocumentReader
from assistant.library import Library
from assistant.passages import PASSAGES, Passages
from assistant.settings import Settings
from evals.cases import BadCases
from evals.system import System


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Documents that were ingested, and the search over them beside the cards."""

    finder: Finder
    passages: Passages
    generation: Generation

    @cached_property
    def everything(self) -> tuple[Passage, ...]:
        """Every passage, by document."""
        known = (self.passages.find(name) for name in self.passages.names)
        return tuple(passage for passage in known if passage)

    def from_chroma(self, vector: Vectors, k: int) -> list[Passage]:
        """The k nearest passages as Chroma itself finds them."""
        near = [self.passages.find(name) for name in nearest(self.generation.folder, PASSAGES, vector, k)]
        return [passage for passage in near if passage]


@contextmanager
def shelf_of(system: System, folders: Sequence[Path]) -> Iterator[Shelf]:
    """Ingest folders of documents and open what was built of them.

    Raises:
        BadCases: A document could not be read, or there is none.

    """
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), retention_days=0)
        # the cards stand in an index already; only the documents are new
        shutil.copytree(system.generation.folder.parent, settings.home / "index", ignore=shutil.ignore_patterns("build.lock"))
        change_library(settings, Progress(), lambda library: _ingest(library, folders))
        generation = open_index(settings, Progress())
        if generation.passages is None:
            raise BadCases(f"{', '.join(map(str, folders))}: no document there")
        passages = system.shelved(generation.passages)
        yield Shelf(finder=Finder(cards=system.retriever, passages=passages), passages=passages, generation=generation)


def name_of(passage: Passage) -> str:
    """The passage as a label names it: the document's file name without its ending, and its last heading."""
    return f"{Path(passage.source).stem}/{(passage.section or '').rpartition(' > ')[2]}"


def _ingest(library: Library, folders: Sequence[Path]) -> None:
    with DocumentReader() as reader:
        outcomes = list(open_adder(library, reader, None, Progress()).add(folders))
    for outcome in outcomes:
        if outcome.kind == "failed" or outcome.held:
            raise BadCases(f"{outcome.source}: {outcome.reason or 'held, since lines of it speak to a machine'}")
