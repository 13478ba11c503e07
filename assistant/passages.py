"""The passages of added documents, as a generation holds them: files that open at once and are searched whole."""

import fnmatch
import mmap
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from assistant.domain import Passage, Value
from assistant.embedding import DIMENSION, Vectors
from assistant.errors import IndexBroken
from assistant.library import Entry, Kept, Trust

PASSAGES = "passages"  # the name of their bank
TABLE = "documents/table.json"
MAX_OF_ONE_SOURCE = 3  # so that one document, stuffed with the words of a question, cannot take every place
ALIKE = 0.985  # cosine from which two passages say the same; a changed word or two stays above it
MAX_SLICES = 64  # more stretches than this are scored faster in one go
POOL = 128  # candidates that are looked at before more are fetched
MAX_ROUNDS = 20

Rows = npt.NDArray[np.int64]


class Shelved(Value):
    """One document: whose rows these are."""

    id: str
    source: str
    path: str
    trust: Trust
    start: int
    end: int


class Table(Value):
    """The documents in the order of their rows, by path, with the checksums of the other files."""

    count: int
    crc32: Mapping[str, int]
    documents: tuple[Shelved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Added passages, opened: exact search over every one, whatever their number."""

    table: Table
    vectors: Vectors
    ids: npt.NDArray[np.uint64]
    spans: npt.NDArray[np.uint64]
    texts: mmap.mmap

    @property
    def names(self) -> tuple[str, ...]:
        """The id of every passage, in the order of the rows."""
        return tuple(f"p-{int(number):016x}" for number in self.ids)

    def find(self, id: str) -> Passage | None:
        """Return the passage of this id, or None."""
        if not re.fullmatch(r"p-[0-9a-f]{16}", id):
            return None
        rows = np.flatnonzero(self.ids == np.uint64(_number(id)))
        return self._passage(int(rows[0])) if len(rows) else None

    def sources(self, pattern: str) -> list[Shelved]:
        """Return the documents whose path, or file name, is like a pattern with `*` and `?`."""
        is_like = re.compile(fnmatch.translate(pattern)).match
        return [d for d in self.table.documents if is_like(d.path) or is_like(d.source) or is_like(d.path.rpartition("/")[2])]

    def search(self, vector: Vectors, k: int, documents: Iterable[Shelved] | None = None) -> list[Passage]:
        """Return the k passages nearest to a unit vector, best first, out of these documents or of all.

        What says the same counts once, and one document takes at most three places while others have something to say.
        """
        stretches = tuple(_stretches(documents if documents is not None else self.table.documents))
        if not stretches:
            return []
        rows = np.concatenate([np.arange(start, end) for start, end in stretches])
        chosen = self._chosen(rows, self._cosines(vector, rows, stretches), k)
        return [self._passage(row, score) for row, score in chosen]

    def _cosines(self, vector: Vectors, rows: Rows, stretches: tuple[tuple[int, int], ...]) -> Vectors:
        if len(stretches) > MAX_SLICES:
            whole: Vectors = (self.vectors @ vector)[rows]
            return whole
        return np.concatenate([self.vectors[start:end] @ vector for start, end in stretches])

    def _chosen(self, rows: Rows, scores: Vectors, k: int) -> list[tuple[int, float]]:
        """Rows with their scores, best first; `scores` is used up."""
        starts = np.array([d.start for d in self.table.documents])
        taken: dict[int, int] = {}
        chosen: list[tuple[int, float]] = []
        spare: list[tuple[int, float]] = []
        for _ in range(MAX_ROUNDS):
            pool = _best(scores, POOL)
            for place in pool:
                row, score = int(rows[place]), float(scores[place])
                owner = int(np.searchsorted(starts, row, side="right")) - 1
                if self._is_said(row, chosen):
                    continue
                if taken.get(owner, 0) == MAX_OF_ONE_SOURCE:
                    spare.append((row, score))
                    continue
                taken[owner] = taken.get(owner, 0) + 1
                chosen.append((row, score))
                if len(chosen) == k:
                    return chosen
            if len(pool) < POOL:
                break
            scores[pool] = -np.inf
            for owner in (owner for owner, count in taken.items() if count == MAX_OF_ONE_SOURCE):
                document = self.table.documents[owner]
                scores[np.searchsorted(rows, document.start) : np.searchsorted(rows, document.end)] = -np.inf
        rest = [pair for pair in spare if not self._is_said(pair[0], chosen)]
        return sorted([*chosen, *rest[: k - len(chosen)]], key=lambda pair: -pair[1])

    def _is_said(self, row: int, chosen: list[tuple[int, float]]) -> bool:
        others = [other for other, _ in chosen]
        return bool(others) and bool((self.vectors[others] @ self.vectors[row]).max() >= ALIKE)

    def _passage(self, row: int, score: float = 0.0) -> Passage:
        start, length, crc = (int(number) for number in self.spans[row])
        text = self.texts[start : start + length]
        if zlib.crc32(text) != crc:
            raise IndexBroken(f"{TABLE.partition('/')[0]}: a passage is not the one that was built; run `smallacts index --rebuild`")
        return Passage.model_validate_json(text).model_copy(update={"score": round(score, 4)})


def write_passages(folder: Path, documents: Iterable[tuple[Entry, list[Kept], Vectors]]) -> bytes | None:
    """Write documents, given by path, below a generation's folder; return the table, which the manifest vouches for.

    Where there is no passage there is nothing to open, and None is returned.
    """
    below = folder / Path(TABLE).parent
    below.mkdir(mode=0o700)
    shelved: list[Shelved] = []
    ids: list[int] = []
    spans: list[tuple[int, int, int]] = []
    at = 0
    with (below / "vectors.f4").open("wb") as rows, (below / "texts.jsonl").open("wb") as texts:
        for entry, passages, vectors in documents:
            rows.write(np.ascontiguousarray(vectors, dtype="<f4").tobytes())
            start = len(ids)
            for kept in passages:
                line = _record(entry, kept)
                spans.append((at, len(line), zlib.crc32(line)))
                ids.append(_number(kept.id))
                at += texts.write(line)
            whose = {"id": entry.id, "source": entry.source, "path": entry.path, "trust": entry.trust}
            shelved.append(Shelved(**whose, start=start, end=len(ids)))
    if not ids:
        shutil.rmtree(below)
        return None
    np.array(ids, dtype="<u8").tofile(below / "ids.u8")
    np.array(spans, dtype="<u8").tofile(below / "spans.u8")
    crc32 = {name: _crc32(below / name) for name in ("vectors.f4", "ids.u8", "spans.u8")}
    return Table(count=len(ids), crc32=crc32, documents=tuple(shelved)).model_dump_json().encode()


def open_passages(folder: Path, table: bytes) -> Passages:
    """Open what was written below a generation's folder, holding it against its table.

    A text is held against its own checksum when it is read: to hash them all would cost more than to open them.

    Raises:
        IndexBroken: A file is missing or is not the one that was built.

    """
    below = folder / Path(TABLE).parent
    try:
        known = Table.model_validate_json(table)
        for name, crc in known.crc32.items():
            if _crc32(below / name) != crc:
                raise IndexBroken(f"{below / name}: not the file that was built")
        with (below / "texts.jsonl").open("rb") as file:
            texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        spans = np.fromfile(below / "spans.u8", dtype="<u8").reshape(known.count, 3)
        if int(spans[-1][0] + spans[-1][1]) != len(texts):
            raise IndexBroken(f"{below / 'texts.jsonl'}: not the file that was built")
        return Passages(
            table=known,
            vectors=np.memmap(below / "vectors.f4", dtype="<f4", mode="r").reshape(known.count, DIMENSION),
            ids=np.fromfile(below / "ids.u8", dtype="<u8"),
            spans=spans,
            texts=texts,
        )
    except (OSError, ValueError, ValidationError) as error:
        raise IndexBroken(f"{below}: the added passages cannot be read ({type(error).__name__})") from error


def _number(id: str) -> int:
    return int(id.removeprefix("p-"), 16)


def _record(entry: Entry, kept: Kept) -> bytes:
    passage = Passage(id=kept.id, title=entry.title, section=kept.section, text=kept.text, source=entry.source, link=entry.link)
    return passage.model_dump_json(exclude={"score", "evidence"}).encode() + b"\n"


def _stretches(documents: Iterable[Shelved]) -> Iterator[tuple[int, int]]:
    """Rows of documents as few stretches: neighbours run together."""
    start = end = 0
    for document in documents:
        if document.start != end:
            if end > start:
                yield start, end
            start = document.start
        end = document.end
    if end > start:
        yield start, end


def _best(scores: Vectors, count: int) -> Rows:
    """The places of the best scores, best first; what was set aside is left out."""
    places: Rows = np.argpartition(-scores, count)[:count] if len(scores) > count else np.arange(len(scores))
    ordered = places[np.argsort(-scores[places], kind="stable")]
    return ordered[np.isfinite(scores[ordered])]


def _crc32(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc
