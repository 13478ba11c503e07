"""Chroma: the store of record; builds a generation and looks every vector up in it."""

import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from assistant.embedding import Vectors
from assistant.errors import DataFolderUnusable, IndexBroken
from assistant.generation import Bank, Generation, Manifest, SelfQuery, open_generation, seal, switch_in, write_bank

STORE = "chroma"
ADD_AT_ONCE = 1_000


def build(root: Path, fingerprint: str, banks: Mapping[str, Bank], texts: Mapping[str, bytes]) -> Generation:
    """Build a generation in a new folder, look every vector up by itself, and switch it in.

    The caller holds the build lock. A build that fails leaves the current generation as it was.

    Raises:
        IndexBroken: A vector does not find itself in the new store.
        DataFolderUnusable: The folder is full or cannot be written.

    """
    folder = root / f"g-{time.strftime('%Y%m%dT%H%M%S')}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
        with _client(folder) as client:
            hits = sum(_store(client, name, bank, fingerprint) for name, bank in banks.items())
        asked = sum(len(bank.ids) for bank in banks.values())
        if hits < asked:
            raise IndexBroken(f"{folder}: {asked - hits} of {asked} vectors do not find themselves; nothing was switched in")
        for name, text in texts.items():
            (folder / name).write_bytes(text)
        for name, bank in banks.items():
            write_bank(folder, name, bank)
        manifest = Manifest(
            fingerprint=fingerprint,
            built_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            counts={name: len(bank.ids) for name, bank in banks.items()},
            self_query=SelfQuery(asked=asked, hit=hits),
            sha256={},
        )
        seal(folder, manifest, texts)
        generation = open_generation(folder)
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


@contextmanager
def _client(folder: Path) -> Iterator[ClientAPI]:
    settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
    client = chromadb.PersistentClient(path=str(folder / STORE), settings=settings)
    try:
        yield client
    finally:
        if isinstance(client, Client):
            client.close()


def _store(client: ClientAPI, name: str, bank: Bank, fingerprint: str) -> int:
    collection = client.create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        metadata={"fingerprint": fingerprint},
    )
    for start in range(0, len(bank.ids), ADD_AT_ONCE):
        part = slice(start, start + ADD_AT_ONCE)
        collection.add(ids=list(bank.ids[part]), embeddings=bank.vectors[part])
    found = collection.query(query_embeddings=bank.vectors, n_results=1, include=["distances"])
    distances = found["distances"] or []
    # two rows may hold the same vector, so it is the distance to the first hit that must be nought, not its id
    return sum(1 for row in distances if row and row[0] < 1e-4)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).splitlines()[0][:120]
