"""The library: every document that was added, each in two files of its own; the index is made from them."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import numpy as np
from pydantic import Field, ValidationError

from assistant.domain import Value
from assistant.embedding import DIMENSION, Vectors
from assistant.errors import DataFolderUnusable, NoSuchGuidance, UnreadableEntry

log = logging.getLogger(__name__)

STAMP = "stamp"


class Trust(StrEnum):
    """What the operator lets a document do: be named in answers, or only be found by a search."""

    CITED = "cited"
    SEARCHABLE = "searchable"


class Kept(Value):
    """One passage of an added document."""

    id: str
    section: str | None
    text: str


class Entry(Value):
    """What the library holds of one document, without its passages."""

    id: str
    source: str = Field(description="The path as it was given.")
    path: str = Field(description="The absolute path.")
    sha256: str = Field(description="Of the file as it was read.")
    size: int
    made_by: str = Field(description="Versions of the reader and the embedder; what others made is read again.")
    title: str
    kind: str
    link: str | None = None
    licence: str | None = None
    trust: Trust
    suspicious: tuple[str, ...] = ()
    approved: tuple[str, ...] = Field(default=(), description="The suspicious lines that the operator has looked at.")
    warnings: tuple[str, ...] = ()
    passages: int
    body_sha256: str = Field(description="Of the lines that hold the passages.")
    vectors: str = Field(description="The file that holds one row a passage, named by its content.")

    @property
    def is_held(self) -> bool:
        """It has lines that nobody has approved, so that it is neither found nor cited."""
        return not set(self.suspicious) <= set(self.approved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A folder of documents; whoever changes it holds the build lock."""

    folder: Path

    def entries(self) -> list[Entry]:
        """Return what is held, by path; a file that cannot be read is named in the log and left out."""
        found = []
        for file in sorted(self.folder.glob("d-*.jsonl")):
            try:
                with file.open("rb") as lines:
                    found.append(_entry(file, lines.readline()))
            except (OSError, UnreadableEntry) as error:
                _say_left_out(file, error)
        return sorted(found, key=lambda entry: entry.path)

    def passages(self, entry: Entry) -> list[Kept]:
        """Read the passages of a document.

        Raises:
            UnreadableEntry: Its file is not the one that was written.

        """
        file = self._file(entry)
        try:
            _, _, body = file.read_bytes().partition(b"\n")
        except OSError as error:
            raise UnreadableEntry(f"{file}: {error.strerror}") from error
        if hashlib.sha256(body).hexdigest() != entry.body_sha256:
            raise UnreadableEntry(f"{file}: not the file that was written")
        return [Kept.model_validate_json(line) for line in body.splitlines()]

    def vectors(self, entry: Entry) -> Vectors:
        """Read the vectors of a document, one row a passage.

        Raises:
            UnreadableEntry: Its file is not the one that was written.

        """
        file = self.folder / Path(entry.vectors).name
        try:
            content = file.read_bytes()
        except OSError as error:
            raise UnreadableEntry(f"{file}: {error.strerror}") from error
        if _vectors_name(entry.id, content) != entry.vectors:
            raise UnreadableEntry(f"{file}: not the file that was written")
        rows: Vectors = np.load(BytesIO(content), allow_pickle=False)
        if rows.shape != (entry.passages, DIMENSION):
            raise UnreadableEntry(f"{file}: {len(rows)} vectors for {entry.passages} passages")
        return rows

    def is_whole(self, entry: Entry) -> bool:
        """Say whether both files of a document are the ones that were written."""
        try:
            self.passages(entry)
            self.vectors(entry)
        except UnreadableEntry:
            return False
        return True

    def find(self, id: str) -> Entry:
        """Return the document of an id, or that was read from a path.

        Raises:
            NoSuchGuidance: There is none.

        """
        for entry in self.entries():
            if id in (entry.id, entry.source, entry.path) or entry.path == os.path.abspath(id):  # noqa: PTH100 a link stays a link
                return entry
        raise NoSuchGuidance(f"no added document is {id!r}; `smallacts guidance list --added` shows them all")

    def below(self, path: str) -> list[Entry]:
        """Return the documents that were read from this file, or from below this folder."""
        whole = os.path.abspath(path)  # noqa: PTH100 a link stays a link
        return [entry for entry in self.entries() if entry.path == whole or entry.path.startswith(whole.rstrip("/") + "/")]

    def write(self, entry: Entry, passages: Sequence[Kept], vectors: Vectors) -> Entry:
        """Hold a document in place of an earlier reading of it, in one atomic step."""
        content = BytesIO()
        np.save(content, np.ascontiguousarray(vectors, dtype="<f4"), allow_pickle=False)
        body = "".join(passage.model_dump_json() + "\n" for passage in passages).encode()
        sealed = entry.model_copy(
            update={
                "passages": len(passages),
                "body_sha256": hashlib.sha256(body).hexdigest(),
                "vectors": _vectors_name(entry.id, content.getvalue()),
            }
        )
        self._write_atomically(self.folder / sealed.vectors, content.getvalue())
        self._write_atomically(self._file(entry), _head(sealed) + body)
        self._drop_others(sealed)
        return sealed

    def change(self, entry: Entry) -> None:
        """Write other facts about a document whose passages stay."""
        _, _, body = self._file(entry).read_bytes().partition(b"\n")
        self._write_atomically(self._file(entry), _head(entry) + body)

    def remove(self, entry: Entry) -> None:
        """Forget a document."""
        try:
            self._file(entry).unlink(missing_ok=True)
            for vectors in self.folder.glob(f"{entry.id}-*.npy"):
                vectors.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(self.folder, error) from error

    def readable(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[Kept], Vectors]]:
        """Yield the documents that may be found, whole; one that cannot be read is named in the log and left out."""
        for entry in entries:
            if entry.is_held:
                continue
            try:
                yield entry, self.passages(entry), self.vectors(entry)
            except UnreadableEntry as error:
                _say_left_out(self._file(entry), error)

    def stamp(self) -> str:
        """Return the digest of what the index was last made from; while documents are being added it stays as it was."""
        try:
            return (self.folder / STAMP).read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def set_stamp(self, digest: str) -> None:
        """Note what the index is made from; the caller is about to switch it in."""
        if digest or self.folder.exists():
            self._write_atomically(self.folder / STAMP, digest.encode())

    def _file(self, entry: Entry) -> Path:
        return self.folder / f"{entry.id}.jsonl"

    def _drop_others(self, entry: Entry) -> None:
        for vectors in self.folder.glob(f"{entry.id}-*.npy"):
            if vectors.name != entry.vectors:
                vectors.unlink(missing_ok=True)

    def _write_atomically(self, path: Path, content: bytes) -> None:
        part = path.with_name(f"{path.name}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise _unusable(self.folder, error) from error


def digest(entries: Iterable[Entry]) -> str:
    """Fingerprint what is held; empty for an empty library."""
    lines = [entry.model_dump_json() for entry in entries]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def document_id(path: str) -> str:
    """Return the id of the document that lies at an absolute path."""
    return f"d-{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def passage_id(document: str, text: str) -> str:
    """Return the id of a passage: the same for the same words, headings included, of the same document."""
    whole = f"{document}\0{text}".encode()
    return f"p-{hashlib.sha256(whole).hexdigest()[:16]}"


def _vectors_name(id: str, content: bytes) -> str:
    return f"{id}-{hashlib.sha256(content).hexdigest()[:16]}.npy"


def _head(entry: Entry) -> bytes:
    """The first line of a document's file: the entry behind its own checksum."""
    said = entry.model_dump_json().encode()
    return hashlib.sha256(said).hexdigest().encode() + b" " + said + b"\n"


def _entry(file: Path, line: bytes) -> Entry:
    checksum, _, said = line.rstrip(b"\n").partition(b" ")
    if hashlib.sha256(said).hexdigest().encode() != checksum:
        raise UnreadableEntry(f"{file}: not the file that was written")
    try:
        entry = Entry.model_validate_json(said)
    except ValidationError as error:
        raise UnreadableEntry(f"{file}: written by another version") from error
    if file.stem != entry.id:
        raise UnreadableEntry(f"{file}: it says that it is another document")
    return entry


def _say_left_out(file: Path, error: OSError | UnreadableEntry) -> None:
    log.warning("%s: this added document cannot be read (%s) and is left out; ingest it again, or delete this file", file, _reason(error))


def _reason(error: OSError | UnreadableEntry) -> str:
    return error.strerror or "unreadable" if isinstance(error, OSError) else str(error).partition(": ")[2]


def _unusable(folder: Path, error: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(f"{folder}: cannot be written ({error.strerror}); free some space or set SMALLACTS_HOME")
