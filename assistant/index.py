"""Chroma: the store of record; builds a generation and looks its vectors up in it."""

import ctypes
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from assistant.embedding import Vectors
from assistant.errors import DataFolderUnusable, IndexBroken
from assistant.generation import Bank, Generation, Manifest, SelfQuery, open_generation, seal, switch_in, write_bank
from assistant.passages import PASSAGES, TABLE, open_passages

M_PERTURB = -6  # of glibc's malloc.h
STORE = "chroma"
AT_ONCE = 1_000
SELF_QUERIES = 1_000  # of added passages: all of a hundred thousand would take longer than to add them
TAKEN_QUERIES = 100  # of a bank that was looked up whole in the generation before
FOUND = 0.99  # the share of added passages that must find themselves: among many near-twins an approximate index may miss one
MAX_GONE = 0.25  # beyond this share of deleted rows a collection is made anew, since the index keeps their places


def build(
    root: Path,
    fingerprint: str,
    banks: Mapping[str, Bank],
    texts: Mapping[str, bytes],
    *,
    shelve: Callable[[Path], bytes | None] = lambda _: None,
    before: Generation | None = None,
    on_built: Callable[[], None] = lambda: None,
) -> Generation:
    """Build a generation in a new folder, look its vectors up by themselves, and switch it in.

    `shelve` writes the added passages below the folder and returns their table. `before` is a generation with the same
    banks: its store is taken over. `on_built` is called when all is there, just before the switch. The caller holds the
    build lock. A build that fails leaves the current generation as it was.

    Raises:
        IndexBroken: A vector does not find itself in the new store.
        DataFolderUnusable: The folder is full or cannot be written.

    """
    folder = root / f"g-{time.strftime('%Y%m%dT%H%M%S')}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
        table = shelve(folder)
        added = {PASSAGES: _bank(folder, table)} if table else {}
        counts = _fill(folder, {**banks, **added}, fingerprint, before)
        held = {**texts, TABLE: table} if table else texts
        for name, text in held.items():
            (folder / name).write_bytes(text)
        for name, bank in banks.items():
            write_bank(folder, name, bank)
        manifest = Manifest(
            fingerprint=fingerprint,
            built_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            counts={name: len(bank.ids) for name, bank in {**banks, **added}.items()},
            self_query=counts,
            sha256={},
        )
        seal(folder, manifest, held, banks)
        generation = open_generation(folder)
        on_built()
        switch_in(root, folder)
    except (OSError, ChromaError, sqlite3.Error) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise DataFolderUnusable(
            f"{root}: the index cannot be written here ({_reason(error)}); free some space or set SMALLACTS_HOME"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return generation


def nearest(folder: Path, bank: str, vector: Vectors, k: int) -> list[str]:
    """Ask the store itself for the ids nearest to a vector: the parity test holds the exact copy against it."""
    with _client(folder) as client:
        collection = client.get_collection(bank, embedding_function=None)
        found: list[str] = collection.query(query_embeddings=vector[None, :], n_results=k, include=[])["ids"][0]
        return found


def _blank_memory() -> None:
    """Have new memory of this process hold nothing of old.

    hnswlib writes its whole table to disk, with the rows that it never filled: without this they hold what the memory
    held before, words that somebody has forgotten since among it. Where the C library has no such setting nothing is set.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_PERTURB, 0xFF)


@contextmanager
def _client(folder: Path) -> Iterator[ClientAPI]:
    _blank_memory()
    settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
    client = chromadb.PersistentClient(path=str(folder / STORE), settings=settings)
    try:
        yield client
    finally:
        if isinstance(client, Client):
            client.close()


def _bank(folder: Path, table: bytes) -> Bank:
    passages = open_passages(folder, table)
    return Bank(ids=passages.names, vectors=passages.vectors)


def _fill(folder: Path, banks: Mapping[str, Bank], fingerprint: str, before: Generation | None) -> SelfQuery:
    """Store every bank; a store that was taken over and proves broken is made anew."""
    if before is None:
        return _store(folder, banks, fingerprint, taken=frozenset())
    try:
        shutil.copytree(before.folder / STORE, folder / STORE)
        return _store(folder, banks, fingerprint, taken=frozenset(before.banks))
    except (OSError, ChromaError, sqlite3.Error, IndexBroken):
        shutil.rmtree(folder / STORE, ignore_errors=True)
        return _store(folder, banks, fingerprint, taken=frozenset())


def _store(folder: Path, banks: Mapping[str, Bank], fingerprint: str, taken: Set[str]) -> SelfQuery:
    asked = hit = 0
    with _client(folder) as client:
        for idle in {held.name for held in client.list_collections()} - set(banks):
            client.delete_collection(idle)
        for name, bank in banks.items():
            collection = (
                client.get_collection(name, embedding_function=None) if name in taken else _updated(client, name, bank, fingerprint)
            )
            rows = _sample(len(bank.ids), TAKEN_QUERIES if name in taken else SELF_QUERIES if name == PASSAGES else None)
            found = _finding_themselves(collection, bank, rows)
            if found < len(rows) * (FOUND if name == PASSAGES else 1) or collection.count() != len(bank.ids):
                raise IndexBroken(
                    f"{folder}: {len(rows) - found} of {len(rows)} vectors of {name} do not find themselves; nothing was switched in"
                )
            asked, hit = asked + len(rows), hit + found
    return SelfQuery(asked=asked, hit=hit)


def _updated(client: ClientAPI, name: str, bank: Bank, fingerprint: str) -> Collection:
    """The collection with exactly these ids; an id that is there already has this vector, since ids are made from the words."""
    if len(bank.ids) != len(bank.vectors):
        raise ValueError(f"{name}: ids and vectors differ in number")
    collection, held = _collection(client, name, fingerprint)
    gone = sorted(held - set(bank.ids))
    if len(gone) > MAX_GONE * len(held):
        client.delete_collection(name)
        collection, held = _collection(client, name, fingerprint)
        gone = []
    for start in range(0, len(gone), AT_ONCE):
        collection.delete(ids=gone[start : start + AT_ONCE])
    new = [row for row, name in enumerate(bank.ids) if name not in held]
    for start in range(0, len(new), AT_ONCE):
        rows = new[start : start + AT_ONCE]
        collection.add(ids=[bank.ids[row] for row in rows], embeddings=np.asarray(bank.vectors[rows]))
    return collection


def _collection(client: ClientAPI, name: str, fingerprint: str) -> tuple[Collection, set[str]]:
    try:
        collection = client.get_collection(name, embedding_function=None)
    except NotFoundError:
        made = client.create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            metadata={"fingerprint": fingerprint},
        )
        return made, set()
    collection.modify(metadata={"fingerprint": fingerprint})
    return collection, set(collection.get(include=[])["ids"])


def _sample(count: int, most: int | None) -> list[int]:
    """Rows to look up, evenly spread."""
    every = -(-count // most) if most and count else 1
    return list(range(0, count, every))


def _finding_themselves(collection: Collection, bank: Bank, rows: list[int]) -> int:
    hit = 0
    for start in range(0, len(rows), AT_ONCE):
        vectors = np.asarray(bank.vectors[rows[start : start + AT_ONCE]])
        found = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])["distances"] or []
        # two rows may hold the same vector, so it is the distance to the first hit that must be nought, not its id
        hit += sum(1 for row in found if row and row[0] < 1e-4)
    return hit


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).splitlines()[0][:120]
