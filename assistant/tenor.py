"""What a moment is about before any detail of it, as its words sound: it decides what sort of words it wants."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.classifier import Classifier, train
from assistant.domain import Situation, Tenor
from assistant.embedding import Embedder, Vectors
from assistant.errors import BadGuidance
from assistant.reading.neutral import neutral
from assistant.reading.speaking import is_habit, speaks_for
from assistant.retrieval import query

FILE = "tenors.yaml"
SURE = 0.05  # how far one tenor leads the other before anything is built on it
# The examples of what was done well are mostly told in the past, those of what is amiss in the present, which says nothing of a moment.
HABIT = 0.3  # what the present alone takes from `well`: it is given back where no words speak for something amiss
SPOKEN_FOR = 0.4  # what each word counts that speaks for something done well

Examples = Mapping[Tenor, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenorReader:
    """A classifier over plain examples of each tenor."""

    embedder: Embedder
    classifier: Classifier

    def __call__(self, situation: Situation) -> Tenor | None:
        """The tenor of a situation, or None where two are about as likely.

        Of something done, well or amiss is what matters: whether it was hard besides does not.
        """
        text = query(situation)
        found = self.classifier.scores([text], self.embedder.one(text)[None, :])[0]
        scores = {Tenor(name): float(score) for name, score in zip(self.classifier.classes, found, strict=True)}
        spoken_for = speaks_for(situation.told)
        if spoken_for >= 0 and max(scores, key=lambda tenor: scores[tenor]) is Tenor.AMISS and is_habit(situation.told):
            scores[Tenor.WELL] += HABIT + SPOKEN_FOR * spoken_for
        done, other = sorted((Tenor.WELL, Tenor.AMISS), key=lambda tenor: -scores[tenor])
        second, first = sorted(scores, key=lambda tenor: scores[tenor])[-2:]
        if scores[done] - scores[other] >= SURE and scores[first] - scores[done] < SURE:
            return done
        return first if scores[first] - scores[second] >= SURE and first not in (done, other) else None


def read_tenors(folder: Path) -> Examples:
    """Read the examples.

    Raises:
        BadGuidance: The file breaks its form; the message names it.

    """
    path = folder / FILE
    try:
        return TypeAdapter(dict[Tenor, tuple[str, ...]]).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise BadGuidance(f"{path.name}: is no list of texts for each of {', '.join(Tenor)}") from error


def tenor_examples(examples: Examples) -> tuple[list[str], list[str]]:
    """Classes and texts that the classifier learns from."""
    rows = [(name.value, neutral(text)) for name, texts in examples.items() for text in texts]
    return [name for name, _ in rows], [text for _, text in rows]


def tenor_classifier(examples: Examples, embed: Callable[[Sequence[str]], Vectors]) -> Classifier:
    """Train the classifier on the examples."""
    labels, texts = tenor_examples(examples)
    return train(texts, embed(texts), labels)
