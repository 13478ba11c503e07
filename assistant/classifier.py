"""A ridge classifier on frozen vectors and word stems, solved in closed form."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
import numpy.typing as npt

from assistant.embedding import Vectors
from assistant.wording import stem, words

RIDGE = 1.0
LEXICAL_WEIGHT = 0.8  # of the stems beside the vector; chosen on the dev half of evals/data/gate.jsonl
MIN_TEXTS = 2  # a stem that fewer of the examples hold is not learned

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """Says how much a text is like each class: about 1 for its own, about 0 for the others."""

    classes: tuple[str, ...]
    stems: Mapping[str, int]
    """Known stem -> its column."""
    rarity: Matrix
    """Weight of each stem: the logarithm of how rare it is among the examples."""
    weights: Matrix
    """Shape (384 + stems + 1, classes); the last row is the offset."""

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Matrix:
        """Return each class's score, shape (texts, classes)."""
        dimension = vectors.shape[1]
        found = vectors @ self.weights[:dimension] + self.weights[-1]
        for row, text in enumerate(texts):
            known = [self.stems[name] for name in _stems(text) if name in self.stems]
            if known:  # a text holds a few of the stems, so only their rows are looked at
                found[row] += _weighed(self.rarity[known]) @ self.weights[dimension:-1][known]
        return np.asarray(found, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """Write the classifier down."""
        held = BytesIO()
        names = np.array(list(self.classes)), np.array(list(self.stems))
        np.savez(held, classes=names[0], stems=names[1], rarity=self.rarity, weights=self.weights)
        return held.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Classifier":
        """Read a classifier that `to_bytes` wrote."""
        with np.load(BytesIO(content), allow_pickle=False) as held:
            return cls(
                classes=tuple(str(name) for name in held["classes"]),
                stems={str(name): column for column, name in enumerate(held["stems"])},
                rarity=held["rarity"],
                weights=held["weights"],
            )


def train(texts: Sequence[str], vectors: Vectors, labels: Sequence[str]) -> Classifier:
    """Fit by least squares with a ridge: the exact solution of one linear system, so the same every time."""
    classes = tuple(dict.fromkeys(labels))
    counts = Counter(name for text in texts for name in _stems(text))
    stems = {name: column for column, name in enumerate(sorted(n for n, c in counts.items() if c >= MIN_TEXTS))}
    rarity = np.array([np.log(len(texts) / counts[name]) for name in stems], dtype=np.float32)
    inputs = _inputs(texts, vectors, stems, rarity)
    column = {name: i for i, name in enumerate(classes)}
    targets = np.eye(len(classes), dtype=np.float32)[[column[label] for label in labels]]
    penalty = RIDGE * np.eye(inputs.shape[1], dtype=np.float32)
    weights = np.linalg.solve(inputs.T @ inputs + penalty, inputs.T @ targets)
    return Classifier(classes=classes, stems=stems, rarity=rarity, weights=weights.astype(np.float32))


def _inputs(texts: Sequence[str], vectors: Vectors, stems: Mapping[str, int], rarity: Matrix) -> Matrix:
    held = np.zeros((len(texts), len(stems)), dtype=np.float32)
    for row, text in enumerate(texts):
        known = [stems[name] for name in _stems(text) if name in stems]
        held[row, known] = _weighed(rarity[known])
    return np.hstack([vectors, held, np.ones((len(texts), 1), dtype=np.float32)])


def _weighed(rarities: Matrix) -> Matrix:
    """The stems of one text as they stand beside its vector: by their rarity, of one length together."""
    weighed: Matrix = np.sqrt(LEXICAL_WEIGHT).astype(np.float32) * rarities / np.maximum(np.sqrt(rarities @ rarities), 1e-9)
    return weighed


@lru_cache(maxsize=8)  # an answer asks four classifiers about one text
def _stems(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(word) if len(word) > 3 else word.lower() for word in words(text)))
