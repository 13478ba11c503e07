"""Files -> documents of the library: read ahead, embedded many at once, kept file by file."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Literal, TypeVar

import numpy as np

from assistant.domain import Value, clean
from assistant.embedding import DIMENSION, FINGERPRINT, Vectors
from assistant.errors import BadDocument
from assistant.ingest.document import READER_VERSION, Document, Section
from assistant.ingest.files import Skipped, files_below, open_regular
from assistant.ingest.reader import DocumentReader
from assistant.library import Entry, Kept, Library, Trust, document_id, passage_id

MADE_BY = f"reader {READER_VERSION}, {FINGERPRINT}"
AHEAD = 32  # files that are read while others are embedded
WINDOW = 128  # passages that are embedded together, on every core; a stop loses no more
T = TypeVar("T")


class Outcome(Value):
    """What became of one file."""

    source: str
    kind: Literal["added", "changed", "unchanged", "removed", "passed over", "failed"]
    id: str | None = None
    passages: int = 0
    reason: str | None = None
    held: tuple[str, ...] = ()
    """Lines that the operator must look at before it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file that was read and is new, or other than before."""

    source: str
    entry: Entry
    document: Document
    before: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adder:
    """Brings files into the library."""

    library: Library
    reader: DocumentReader
    embed: Callable[[Sequence[str]], Vectors]
    trust: Trust | None = None
    """For these files from now on; None leaves those that are known as they are, and lets new ones be cited."""

    def add(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Read, embed and keep what is new among these files and folders, and forget what is gone from these folders."""
        window: list[Read] = []
        for found in _ahead(self._read(paths)):
            if isinstance(found, Entry):
                self.library.change(found)
                yield _retrusted(found)
            if isinstance(found, Outcome):
                yield found
            if not isinstance(found, Read):
                continue
            window.append(found)
            if sum(len(read.document.sections) for read in window) >= WINDOW:
                yield from self._keep(window)
                window = []
        yield from self._keep(window)
        yield from self._forget(paths)

    def look(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Say what `add` would do, and do nothing."""
        for found in _ahead(self._read(paths)):
            if isinstance(found, Read):
                yield _outcome(found, len(_passages(found)))
            else:
                yield _retrusted(found) if isinstance(found, Entry) else found
        for entry in self._gone(paths):
            yield _gone(entry)

    def _read(self, paths: Sequence[Path]) -> Iterator[Read | Entry | Outcome]:
        """Files in their order: read, or known but for the trust, or with nothing to be done."""
        known = {entry.path: entry for entry in self.library.entries()}
        seen: set[str] = set()
        for found in files_below(paths):
            if isinstance(found, Skipped):
                yield self._skipped(found, known)
                continue
            path = os.path.abspath(found)  # noqa: PTH100 a link stays a link
            if path not in seen:
                seen.add(path)
                yield self._read_one(found, path, known.get(path))

    def _read_one(self, found: Path, path: str, before: Entry | None) -> Read | Entry | Outcome:
        source = str(found)
        if not _is_text(path):
            return Outcome(source=_shown(source), kind="failed", reason="its name is not UTF-8; give it another name")
        try:
            sha256, size = _sha256(found)
            if before and (before.sha256, before.made_by) == (sha256, MADE_BY) and self.library.is_whole(before):
                return self._unchanged(before)
            document = self.reader.read(found)
        except BadDocument as error:
            kept = "; what was added of it before stays" if before else ""
            return Outcome(source=_shown(source), kind="failed", reason=f"{_without_name(str(error), found.name)}{kept}")
        entry = Entry(
            id=document_id(path),
            source=source,
            path=path,
            sha256=sha256,
            size=size,
            made_by=MADE_BY,
            title=document.title,
            kind=document.kind,
            link=document.link,
            licence=document.licence,
            trust=self.trust or (before.trust if before else Trust.CITED),
            suspicious=document.suspicious,
            approved=before.approved if before else (),
            warnings=document.warnings,
            passages=0,
            body_sha256="",
            vectors="",
        )
        return Read(source=source, entry=entry, document=document, before=before)

    def _unchanged(self, entry: Entry) -> Entry | Outcome:
        if self.trust not in (None, entry.trust):
            return entry.model_copy(update={"trust": self.trust})
        held = entry.suspicious if entry.is_held else ()
        return Outcome(source=_shown(entry.source), kind="unchanged", id=entry.id, passages=entry.passages, held=held)

    def _skipped(self, skipped: Skipped, known: dict[str, Entry]) -> Outcome:
        source, rule = str(skipped.path), ": skipped, "
        reason = _without_name(skipped.reason, source)
        if rule in skipped.reason:
            return Outcome(source=_shown(source), kind="passed over", reason=skipped.reason.partition(rule)[2])
        whole = os.path.abspath(source)  # noqa: PTH100 a link stays a link
        if any(path == whole or path.startswith(f"{whole}/") for path in known):
            reason += "; `smallacts guidance remove` takes out what was added from it"
        return Outcome(source=_shown(source), kind="failed", reason=reason)

    def _keep(self, window: Sequence[Read]) -> Iterator[Outcome]:
        several = [_passages(read) for read in window]
        known = [self._known_vectors(read) for read in window]
        new = [text for texts, vectors in zip(several, known, strict=True) for key, (_, text) in texts.items() if key not in vectors]
        made = iter(self.embed(new) if new else ())
        for read, texts, vectors in zip(window, several, known, strict=True):
            rows = [vectors[key] if key in vectors else next(made) for key in texts]
            entry = self.library.write(read.entry, [kept for kept, _ in texts.values()], _stacked(rows))
            yield _outcome(read, entry.passages)

    def _known_vectors(self, read: Read) -> dict[str, Vectors]:
        """Vectors of the passages that were there before: their ids are made from their words."""
        before = read.before
        if before is None or before.made_by.partition(", ")[2] != FINGERPRINT or not self.library.is_whole(before):
            return {}
        ids = [kept.id for kept in self.library.passages(before)]
        return dict(zip(ids, self.library.vectors(before), strict=True))

    def _forget(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        for entry in self._gone(paths):
            self.library.remove(entry)
            yield _gone(entry)

    def _gone(self, paths: Sequence[Path]) -> list[Entry]:
        folders = [str(path) for path in paths if path.is_dir() and not path.is_symlink()]
        found = {entry.id: entry for folder in folders for entry in self.library.below(folder)}
        return [entry for entry in found.values() if not os.path.lexists(entry.path)]


def _passages(read: Read) -> dict[str, tuple[Kept, str]]:
    """Passage id -> the passage, and what is embedded of it; what stands twice under the same headings is one."""
    document, found = read.document, {}
    for section in document.sections:
        headings = _headings(section, document.title)
        # the last heading tells what it is about; all of a long path would drown the text (tried with 24 questions)
        text = "\n".join((" > ".join((document.title, *headings[-1:])), section.text))
        key = passage_id(read.entry.id, text)
        found[key] = (Kept(id=key, section=" > ".join(headings) or None, text=section.text), text)
    return found


def _headings(section: Section, title: str) -> tuple[str, ...]:
    """The headings below the title, which often is the first of them."""
    return section.path[1:] if section.path[:1] == (title,) else section.path


def _stacked(rows: Sequence[Vectors]) -> Vectors:
    return np.stack(rows) if rows else np.zeros((0, DIMENSION), dtype=np.float32)


def _outcome(read: Read, passages: int) -> Outcome:
    entry = read.entry
    return Outcome(
        source=_shown(read.source),
        kind="changed" if read.before else "added",
        id=entry.id,
        passages=passages,
        reason="; ".join(entry.warnings) or None,
        held=entry.suspicious if entry.is_held else (),
    )


def _retrusted(entry: Entry) -> Outcome:
    return Outcome(source=_shown(entry.source), kind="changed", id=entry.id, passages=entry.passages, reason=f"now {entry.trust}")


def _gone(entry: Entry) -> Outcome:
    return Outcome(source=_shown(entry.source), kind="removed", id=entry.id, passages=entry.passages, reason="the file is gone")


def _sha256(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with open_regular(path) as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(source: str) -> str:
    """A path on one line: a file's name may hold whatever its author likes."""
    return " ".join(clean(source).split())


def _without_name(message: str, name: str) -> str:
    return message.removeprefix(f"{name}: ")


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, made in a thread while those before them are used."""
    queue: Queue[T | BaseException | None] = Queue(maxsize=AHEAD)
    stopped = Event()

    def run() -> None:
        try:
            for item in items:
                queue.put(item)
                if stopped.is_set():
                    return
            queue.put(None)
        except BaseException as error:  # noqa: BLE001 it is raised where the items are used
            queue.put(error)

    Thread(target=run, daemon=True).start()
    try:
        while (item := queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        while not queue.empty():
            queue.get_nowait()
