"""Our own knowledge -> what a generation holds of it: vectors, classifiers and texts."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.classifier import train
from assistant.embedding import Embedder, Vectors
from assistant.generation import Bank
from assistant.guidance import Guidance, read_guidance
from assistant.known_vectors import FILE, KnownVectors
from assistant.own_trouble import own_classifier
from assistant.resources import model_folder
from assistant.retrieval import CARDS, card_bank, card_classifier, card_texts
from assistant.safety import gate_examples
from assistant.safety_guidance import SafetyGuidance, read_safety
from assistant.tenor import Examples, read_tenors, tenor_classifier, tenor_examples

GUIDANCE = "guidance.json"
SAFETY = "safety.json"
GATE_CLASSIFIER = "gate.npz"
CARD_CLASSIFIER = "cards.npz"
OWN_CLASSIFIER = "own.npz"
TENOR_CLASSIFIER = "tenor.npz"


class Knowledge:
    """The cards and the gate's exemplars of a folder, with the vectors that are known of them beforehand."""

    def __init__(self, folder: Path) -> None:
        """Read the folder.

        Raises:
            BadGuidance: A file of it breaks its form.

        """
        self.vectors_path = folder / FILE
        self._guidance, self._safety = read_guidance(folder), read_safety(folder / "safety")
        self._tenors = read_tenors(folder)
        self._texts = knowledge_texts(self._guidance, self._safety, self._tenors)
        self._known = KnownVectors(Embedder(model_folder(), threads=os.cpu_count() or 1), self.vectors_path)

    @property
    def unknown(self) -> list[str]:
        """The texts that are still to be embedded."""
        return self._known.unknown(self._texts)

    def save_vectors(self, on_progress: Callable[[int], None]) -> None:
        """Write the vectors of every text beside the knowledge."""
        self._known.save(self._texts, self.vectors_path, on_progress)

    def built(self, on_progress: Callable[[int], None]) -> tuple[Mapping[str, Bank], Mapping[str, bytes]]:
        """Return the banks of vectors, and the texts and classifiers that are held beside them."""
        vectors = dict(zip(self._texts, self._known.many(self._texts, on_progress), strict=True))

        def embed(some: Sequence[str]) -> Vectors:
            return np.stack([vectors[text] for text in some])

        labels, examples = gate_examples(self._safety, self._guidance, tenor_examples(self._tenors)[1])
        held = {
            GUIDANCE: self._guidance.model_dump_json().encode(),
            SAFETY: self._safety.model_copy(update={"exemplars": {}}).model_dump_json().encode(),
            GATE_CLASSIFIER: train(examples, embed(examples), labels).to_bytes(),
            CARD_CLASSIFIER: card_classifier(self._guidance, embed).to_bytes(),
            OWN_CLASSIFIER: own_classifier(self._guidance, embed).to_bytes(),
            TENOR_CLASSIFIER: tenor_classifier(self._tenors, embed).to_bytes(),
        }
        return {CARDS: card_bank(self._guidance, embed)}, held


def knowledge_texts(guidance: Guidance, safety: SafetyGuidance, tenors: Examples) -> list[str]:
    """Every text of our knowledge that is embedded, each once."""
    cards = (text for card in guidance.cards.values() for text in card_texts(card))
    return list(dict.fromkeys([*cards, *gate_examples(safety, guidance, tenor_examples(tenors)[1])[1]]))
