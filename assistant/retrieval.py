"""Finds the cards that fit a situation: exact cosine over the generation's vectors, and a classifier over its examples."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.classifier import Classifier, train
from assistant.domain import Passage, Situation
from assistant.embedding import Embedder, Vectors, unit
from assistant.generation import Bank
from assistant.guidance import Card, Guidance
from assistant.reading.neutral import neutral
from assistant.reading.spelling import spelled

CARDS = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRetriever:
    """Exact cosine to one vector a card, plus the classifier's score: it knows the words that tell neighbours apart."""

    embedder: Embedder
    bank: Bank
    classifier: Classifier
    guidance: Guidance
    k: int = 100
    """How many passages to return, and so all cards: the composer must reach the general ones, and those of a practice wished for."""

    async def search(self, situation: Situation) -> Sequence[Passage]:
        """Return the cards nearest to all that was told, best first."""
        text = query(situation)
        if not self.embedder.remembers(text):  # the gate has asked for its vector before
            await asyncio.to_thread(self.embedder.one, text)
        return self.nearest(text, self.k)

    def nearest(self, text: str, k: int) -> list[Passage]:
        """Return the k cards nearest to a text, best first."""
        vector = self.embedder.one(text)
        found = self.bank.vectors @ vector + self.classifier.scores([text], vector[None, :])[0]
        best, scores = np.argsort(-found, kind="stable")[:k].tolist(), found.tolist()
        return [self.guidance.passage(self.bank.ids[i], score=round(scores[i], 4)) for i in best]


def query(situation: Situation) -> str:
    """The text that the gate and the search embed: the same one, so that it is embedded once."""
    return neutral(spelled(" ".join((situation.text, *situation.facts))))


def card_texts(card: Card) -> list[str]:
    """What a card's vector is made of: its text first, then its example situations."""
    return [f"{card.title}. {card.why}", *map(neutral, card.examples)]


def card_bank(guidance: Guidance, embed: Callable[[Sequence[str]], Vectors]) -> Bank:
    """One vector a card: the normalised mean of its text and its example situations.

    A mean finds the right card first far more often than the text alone or the nearest single example.
    """
    means: Vectors = np.stack([embed(card_texts(card)).mean(axis=0) for card in guidance.cards.values()])
    return Bank(ids=tuple(guidance.cards), vectors=unit(means))


def card_classifier(guidance: Guidance, embed: Callable[[Sequence[str]], Vectors]) -> Classifier:
    """Train the cards' classifier on their example situations; its classes stand in the order of the bank."""
    labelled = [(text, card.id) for card in guidance.cards.values() for text in card_texts(card)[1:]]
    texts = [text for text, _ in labelled]
    return train(texts, embed(texts), [label for _, label in labelled])
