"""A generation: one immutable build of the index, with a manifest that says what it holds."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from assistant.domain import Value
from assistant.embedding import DIMENSION, Vectors
from assistant.errors import BuildBusy, DataFolderUnusable, IndexBroken
from assistant.passages import TABLE, Passages, open_passages

KEPT = 2  # the current generation and the one before it, which a reader may still have open
MANIFEST = "manifest.json"
LIBRARY = "|library:"  # what stands behind it in a fingerprint is of the added documents


class SelfQuery(Value):
    """Every vector was looked up in the store by itself: how many found themselves first."""

    asked: int
    hit: int


class Manifest(Value):
    """What a generation holds."""

    fingerprint: str
    built_at: str
    counts: Mapping[str, int]
    self_query: SelfQuery
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Named vectors: row i of `vectors` belongs to `ids[i]`."""

    ids: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """An open generation, in memory: exact copies of the store's vectors, and the texts built with them."""

    folder: Path
    manifest: Manifest
    banks: Mapping[str, Bank]
    texts: Mapping[str, bytes]
    passages: Passages | None = None
    """The added passages, where there are any."""

    @property
    def knowledge(self) -> str:
        """The part of the fingerprint that is of our own knowledge, not of added documents."""
        return self.manifest.fingerprint.partition(LIBRARY)[0]


def current(root: Path) -> Path | None:
    """Return the folder of the generation that is switched in, or None."""
    try:
        name = (root / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise IndexBroken(f"{root / 'current'}: names no build of the index") from error
    except OSError as error:
        raise DataFolderUnusable(
            f"{root.parent}: the data folder cannot be written ({error.strerror}); set SMALLACTS_HOME to a folder of yours"
        ) from error
    return root / Path(name).name


def open_generation(folder: Path) -> Generation:
    """Open a generation, holding every file against the manifest.

    Raises:
        IndexBroken: A file is missing or is not the one that was built.

    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        held = {name: (folder / name).read_bytes() for name in manifest.sha256}
        for name, content in held.items():
            if hashlib.sha256(content).hexdigest() != manifest.sha256[name]:
                raise IndexBroken(f"{folder / name}: not the file that was built")
        banks = {name: _read_bank(held[f"{name}.npy"], held[f"{name}.ids.json"]) for name in manifest.counts if f"{name}.npy" in held}
    except (OSError, ValidationError, ValueError, KeyError) as error:
        raise IndexBroken(f"{folder}: this build of the index cannot be read ({type(error).__name__})") from error
    passages = open_passages(folder, held[TABLE]) if TABLE in held else None
    texts = {
        name: text for name, text in held.items() if name.removesuffix(".ids.json").removesuffix(".npy") not in banks and name != TABLE
    }
    return Generation(folder=folder, manifest=manifest, banks=banks, texts=texts, passages=passages)


def write_bank(folder: Path, name: str, bank: Bank) -> None:
    """Write the exact copy of a bank's vectors beside the store."""
    (folder / f"{name}.npy").write_bytes(np.ascontiguousarray(bank.vectors, dtype="<f4").tobytes())
    (folder / f"{name}.ids.json").write_text(json.dumps(bank.ids), encoding="utf-8")


def seal(folder: Path, manifest: Manifest, texts: Iterable[str], banks: Iterable[str]) -> None:
    """Write the manifest with the sha256 of every file that readers use."""
    files = [*texts, *(f"{name}{end}" for name in banks for end in (".npy", ".ids.json"))]
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    text = manifest.model_copy(update={"sha256": hashes}).model_dump_json(indent=1)
    _write_durably(folder / MANIFEST, text)


def switch_in(root: Path, folder: Path) -> None:
    """Make a generation the current one, in one atomic step, and drop those that nobody can still open."""
    _write_durably(root / "current.new", folder.name)
    (root / "current.new").replace(root / "current")
    others = sorted(p for p in root.glob("g-*") if p.is_dir() and p != folder)
    for old in others[: max(0, len(others) - (KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)


def drop_others(folder: Path) -> None:
    """Drop every generation but this one, and what a stopped build left."""
    for other in folder.parent.glob("g-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def build_lock(root: Path, wait_s: float, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Hold the one build lock of a data folder; it is freed with the process, so no stale lock can stay.

    Raises:
        BuildBusy: Another process held it for `wait_s` seconds; the message says who.

    """
    with (root / "build.lock").open("a+", encoding="utf-8") as file:
        deadline, told = time.monotonic() + wait_s, False
        while not _try_lock(file.fileno()):
            file.seek(0)
            holder = file.read().strip() or "another process"
            if time.monotonic() > deadline:
                raise BuildBusy(f"{holder} is building the index in {root}; wait for it, or end it, and try again")
            if not told:
                on_wait(holder)
                told = True
            time.sleep(0.1)
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()} (since {time.strftime('%H:%M:%S')})")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read_bank(vectors: bytes, ids: bytes) -> Bank:
    rows = np.frombuffer(vectors, dtype="<f4").reshape(-1, DIMENSION)
    names = tuple(json.loads(ids))
    if len(names) != len(rows):
        raise ValueError("ids and vectors differ in number")
    return Bank(ids=names, vectors=rows)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
