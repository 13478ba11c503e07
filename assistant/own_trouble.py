"""Whether a trouble is the speaker's own: then the words are theirs to use, and not about somebody else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.classifier import Classifier, train
from assistant.domain import Situation
from assistant.embedding import Embedder, Vectors
from assistant.guidance import Guidance
from assistant.reading.neutral import neutral
from assistant.reading.people import find_people
from assistant.reading.spelling import spelled
from assistant.retrieval import query

OWN, OTHERS = "own", "others"
# Set on the dev half of evals/data/situations.jsonl.
THRESHOLD = 0.4
SOMEBODY_ELSE = 0.15  # taken off where another is named, or spoken of as he or she
ONESELF = 0.06  # added for each `I` or `my`, up to three
_HE_OR_SHE = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_I = re.compile(r"\b(i|i'm|i've|i'd|i'll|me|my|myself|mine)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTrouble:
    """A classifier over the cards' examples, helped by who is spoken of."""

    embedder: Embedder
    classifier: Classifier

    def __call__(self, situation: Situation) -> bool:
        """Say whether the situation tells of the speaker's own trouble."""
        return self.score(situation) >= THRESHOLD

    def score(self, situation: Situation) -> float:
        """About 1 where it surely does, about 0 where it surely does not."""
        text, told = query(situation), situation.told.replace("’", "'")
        alike = float(self.classifier.scores([text], self.embedder.one(text)[None, :])[0][self.classifier.classes.index(OWN)])
        is_of_another = bool(_HE_OR_SHE.search(told) or find_people(spelled(told), None).names)
        return alike - SOMEBODY_ELSE * is_of_another + ONESELF * min(3, len(_I.findall(told)))


def own_classifier(guidance: Guidance, embed: Callable[[Sequence[str]], Vectors]) -> Classifier:
    """Train the classifier on the examples of every card."""
    labelled = [(neutral(text), OTHERS) for card in guidance.cards.values() for text in card.situations]
    labelled += [(neutral(text), OWN) for card in guidance.cards.values() for text in card.own_situations]
    texts = [text for text, _ in labelled]
    return train(texts, embed(texts), [label for _, label in labelled])
