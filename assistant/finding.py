"""Finds cards and added passages together."""

import asyncio
import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Passage, Situation
from assistant.embedding import Vectors
from assistant.errors import BadInput
from assistant.library import Trust
from assistant.passages import Passages
from assistant.retrieval import CardRetriever, query

OF_CARD = 0.7
"""A card's vector is a mean of many short texts, so that its cosine stands higher than that of one passage which is as near.
Chosen by reading what a dozen questions about two dozen public documents found.
"""
WEIGHT_OF_CARD = 0.4
"""How much the found card says beside the situation of what is worth citing: a situation's own words draw in much that is only alike."""
NEAR = 0.5
"""From here a passage is cited. Chosen by reading what the dev situations found in those documents: below it, too much is beside the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The cards as they are found for an answer, and what an organisation has added to them."""

    cards: CardRetriever
    passages: Passages | None = None

    async def search(self, situation: Situation) -> Sequence[Passage]:
        """Return the cards that fit best, best first, and behind them the added passage that is near enough to be cited."""
        cards = await self.cards.search(situation)
        if self.passages is None or not cards:
            return cards
        return [*cards, *await asyncio.to_thread(self._citable, query(situation), cards[0].id, self.passages)]

    def find(self, text: Situation, k: int, source: str | None = None) -> list[Passage]:
        """Return the k cards and added passages nearest to a text by cosine, best first, out of all or of the sources like a pattern.

        Raises:
            BadInput: No source is like the pattern.

        """
        vector = self.cards.embedder.one(query(text))
        cards = self._cards_near(vector)
        if source is None:
            added = self.passages.search(vector, k) if self.passages else []
            return _best([*cards, *added], k)
        ours = [card for card in cards if fnmatch.fnmatch(card.source, source)]
        theirs = self.passages.sources(source) if self.passages else []
        if not ours and not theirs:
            raise BadInput(f"no source is like {source!r}; `smallacts guidance list --added` shows those that were added")
        added = self.passages.search(vector, k, theirs) if self.passages else []
        return _best([*ours, *added], k)

    def passage(self, id: str) -> Passage | None:
        """Return the added passage of this id, or None."""
        return self.passages.find(id) if self.passages else None

    def _cards_near(self, vector: Vectors) -> list[Passage]:
        bank, guidance = self.cards.bank, self.cards.guidance
        scores = OF_CARD * (bank.vectors @ vector)
        return [guidance.passage(name, score=round(float(score), 4)) for name, score in zip(bank.ids, scores, strict=True)]

    def _citable(self, text: str, card: str, passages: Passages) -> list[Passage]:
        bank = self.cards.bank
        beside = bank.vectors[bank.ids.index(card)]
        wanted = (1 - WEIGHT_OF_CARD) * self.cards.embedder.one(text) + WEIGHT_OF_CARD * beside
        cited = [document for document in passages.table.documents if document.trust is Trust.CITED]
        return [_with_name(passage) for passage in passages.search(wanted, 1, cited) if passage.score >= NEAR]


def _with_name(passage: Passage) -> Passage:
    """What may be cited holds its name too, so that a check knows the figures in it."""
    return passage.model_copy(update={"text": f"{passage.title}. {passage.section or ''}. {passage.text}"})


def _best(passages: Sequence[Passage], k: int) -> list[Passage]:
    return sorted(passages, key=lambda passage: -passage.score)[:k]
