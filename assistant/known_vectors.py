"""Vectors of our own knowledge, made beforehand: a first build then embeds only what is new."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.embedding import DIMENSION, FINGERPRINT, Embedder, Vectors, unit
from assistant.errors import BadGuidance

FILE = "vectors.npz"


class KnownVectors:
    """An embedder that looks a text up by its hash first; what it does not know it asks the model for."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Read the file; one that is absent or of another model knows nothing."""
        self._embedder = embedder
        self._rows: dict[int, int] = {}
        self._vectors: Vectors = np.zeros((0, DIMENSION), dtype=np.float32)
        if not path.exists():
            return
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                if str(held["fingerprint"]) == FINGERPRINT:
                    self._rows = {int(key): row for row, key in enumerate(held["keys"])}
                    self._vectors = unit(held["vectors"].astype(np.float32))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise BadGuidance(f"{path}: not a file of vectors; make it anew with `smallacts guidance embed`") from error

    def unknown(self, texts: Sequence[str]) -> list[str]:
        """The texts whose vector is not in the file."""
        return [text for text in dict.fromkeys(texts) if _key(text) not in self._rows]

    def many(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> Vectors:
        """Return unit vectors, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, DIMENSION), dtype=np.float32)
        new = self.unknown(texts)
        made = dict(zip(new, self._embedder.many(new, on_progress), strict=True))
        return np.stack([made[text] if text in made else self._vectors[self._rows[_key(text)]] for text in texts])

    def save(self, texts: Sequence[str], path: Path, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Write the vectors of exactly these texts."""
        kept = sorted(dict.fromkeys(texts), key=_key)
        keys = np.array([_key(text) for text in kept], dtype=np.uint64)
        np.savez(path, fingerprint=np.array(FINGERPRINT), keys=keys, vectors=self.many(kept, on_progress).astype(np.float16))


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big")
