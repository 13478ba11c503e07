"""BM25 over short texts: what words alone find, beside the vectors."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.embedding import Vectors
from assistant.wording import is_small, stem, words

K1, B = 1.2, 0.75  # the usual ones


class Lexical:
    """Texts that are asked by their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the words of every text."""
        self._counts = [Counter(_stems(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(texts)
        self._holding = Counter(word for counts in self._counts for word in counts)

    def scores(self, text: str) -> Vectors:
        """How well each text fits these words."""
        asked = set(_stems(text)) & set(self._holding)
        return np.array([sum(self._score(word, i) for word in sorted(asked)) for i in range(len(self._counts))], dtype=np.float32)

    def _score(self, word: str, i: int) -> float:
        count, holding, n = self._counts[i][word], self._holding[word], len(self._counts)
        rarity = math.log(1 + (n - holding + 0.5) / (holding + 0.5))
        return rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * self._lengths[i] / self._mean))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text.lower()) if not is_small(word)]
