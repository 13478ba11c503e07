"""What a moment is about before any detail of it: done well, amiss, hard, ahead, one's own, or wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.classifier import Classifier, train
from assistant.domain import Situation
from assistant.embedding import Embedder, Vectors
from assistant.errors import BadGuidance
from assistant.reading.neutral import neutral
from assistant.retrieval import query

FILE = "tenors.yaml"


class Tenor(StrEnum):
    """The drift of a moment, which decides what sort of words it wants."""

    WELL = "well"
    AMISS = "amiss"
    HARD = "hard"
    AHEAD = "ahead"
    OWN = "own"
    WANT = "want"


Examples = Mapping[Tenor, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenorReader:
    """A classifier over plain examples of each tenor."""

    embedder: Embedder
    classifier: Classifier

    def __call__(self, situation: Situation) -> Mapping[Tenor, float]:
        """About 1 for the tenor that a situation surely has, about 0 for those that it surely has not."""
        text = query(situation)
        scores = self.classifier.scores([text], self.embedder.one(text)[None, :])[0]
        return {Tenor(name): float(score) for name, score in zip(self.classifier.classes, scores, strict=True)}


def read_tenors(folder: Path) -> Examples:
    """Read the examples.

    Raises:
        BadGuidance: The file breaks its form; the message names it.

    """
    path = folder / FILE
    try:
        return TypeAdapter(dict[Tenor, tuple[str, ...]]).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise BadGuidance(f"{path}: is not a list of texts for each of {', '.join(Tenor)}") from error


def tenor_texts(examples: Examples) -> list[str]:
    """The texts as they are embedded."""
    return [neutral(text) for texts in examples.values() for text in texts]


def tenor_classifier(examples: Examples, embed: Callable[[Sequence[str]], Vectors]) -> Classifier:
    """Train the classifier on the examples."""
    texts, labels = tenor_texts(examples), [name for name, texts in examples.items() for _ in texts]
    return train(texts, embed(texts), labels)
