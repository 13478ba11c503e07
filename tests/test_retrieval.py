"""The search: the right card first, for the examples that cards give and for questions of people."""

import asyncio
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from assistant.classifier import LEXICAL_WEIGHT, Classifier
from assistant.domain import Passage, Situation
from assistant.embedding import Embedder
from assistant.factory import Parts
from assistant.guidance import Guidance
from assistant.knowledge import CARD_CLASSIFIER
from assistant.resources import model_folder
from assistant.retrieval import CARDS, card_bank, card_texts

Search = Callable[..., Sequence[Passage]]
EXAMPLES_FOUND_FIRST = 0.95  # of two a card; the cards learned from these, so nearly all must come back
QUESTIONS = {
    "how do I encourage a new lead after a rough call": "after-a-rough-call",
    "how do I thank the person who maintains an open source library we use": "thank-a-maintainer",
    "my colleague interrupts people in meetings, how do I tell him": "someone-interrupted",
    "two people in my team are fighting": "conflict-between-two",
    "my proposal was rejected": "rejected-proposal",
    "she did not get the promotion": "promotion-denied",
    "someone on my team missed a deadline": "missed-deadline",
    "a new colleague starts on Monday, who should she meet": "onboarding-week-one",
    "how do I welcome someone back from parental leave": "returning-from-leave",
    "I want to share a failure of my own": "own-failure-story",
}


@pytest.fixture
def search(parts: Parts) -> Search:
    """Ask the retriever."""

    def ask(text: str, *facts: str) -> Sequence[Passage]:
        return asyncio.run(parts.assistant.retriever.search(Situation(text=text, facts=facts)))

    return ask


@pytest.mark.parametrize(("question", "card"), QUESTIONS.items(), ids=QUESTIONS.values())
def test_a_plain_question_finds_its_card_first(search: Search, question: str, card: str) -> None:
    assert search(question)[0].id == card


def test_example_situations_find_their_own_card(search: Search, guidance: Guidance) -> None:
    examples = [(text, card.id) for card in guidance.cards.values() for text in (card.examples[0], card.examples[-1])]

    found = [search(text)[0].id == card for text, card in examples]

    assert np.mean(found) >= EXAMPLES_FOUND_FIRST


def test_the_best_comes_first_and_each_card_once(search: Search) -> None:
    passages = search("my teammate is quiet in meetings")

    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert len({passage.id for passage in passages}) == len(passages) == 79


def test_every_passage_is_guidance_that_we_hold(search: Search, guidance: Guidance) -> None:
    passages = search("my teammate is quiet in meetings")

    assert list(passages) == [guidance.passage(passage.id, passage.score) for passage in passages]


def test_facts_are_searched_with_the_text(search: Search) -> None:
    text = "something happened at work today"

    with_fact = search(text, "she did not get the promotion", "they turned her promotion down")

    assert (with_fact[0].id, search(text)[0].id == "promotion-denied") == ("promotion-denied", False)


def test_the_same_question_has_the_same_answer(search: Search) -> None:
    assert search("my proposal was rejected") == search("my proposal was rejected")


def test_capitals_and_a_full_stop_change_little(search: Search) -> None:
    assert search("MY PROPOSAL WAS REJECTED.")[0].id == "rejected-proposal"


def test_the_classifier_scores_the_cards_in_the_order_of_the_bank(parts: Parts) -> None:
    classifier = Classifier.from_bytes(parts.generation.texts[CARD_CLASSIFIER])

    assert classifier.classes == parts.generation.banks[CARDS].ids == tuple(parts.guidance.cards)


def test_a_text_is_scored_among_others_as_it_is_alone_whether_its_words_are_known_or_not(parts: Parts) -> None:
    classifier, embedder = Classifier.from_bytes(parts.generation.texts[CARD_CLASSIFIER]), Embedder(model_folder())
    texts = ["my proposal was rejected", "xyzzy", "rejected, rejected, rejected"]
    vectors = embedder.many(texts)

    together = classifier.scores(texts, vectors)

    alone = [classifier.scores([text], vector[None, :])[0] for text, vector in zip(texts, vectors, strict=True)]
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(together[1], vectors[1] @ classifier.weights[: vectors.shape[1]] + classifier.weights[-1], atol=1e-5)


def test_a_stem_weighs_by_its_rarity_and_all_of_a_text_together_as_one(parts: Parts) -> None:
    classifier = Classifier.from_bytes(parts.generation.texts[CARD_CLASSIFIER])
    nowhere = np.zeros((1, len(classifier.weights) - len(classifier.stems) - 1), dtype=np.float32)
    column = classifier.stems["reject"]

    once, often = (classifier.scores([text], nowhere)[0] for text in ("rejected", "rejected, rejecting, rejects"))

    row = classifier.weights[len(nowhere[0]) + column]
    assert np.allclose(once, np.sqrt(LEXICAL_WEIGHT) * row + classifier.weights[-1], atol=1e-5)
    assert np.allclose(once, often, atol=1e-5)


def test_a_card_is_one_unit_vector_the_mean_of_its_texts(guidance: Guidance) -> None:
    two = guidance.model_copy(update={"cards": {name: guidance.cards[name] for name in ("quiet-colleague", "lost-deal")}})
    embedder = Embedder(model_folder())

    bank = card_bank(two, embedder.many)

    means = [embedder.many(card_texts(card)).mean(axis=0) for card in two.cards.values()]
    assert bank.ids == ("quiet-colleague", "lost-deal")
    assert [row @ mean / np.linalg.norm(mean) for row, mean in zip(bank.vectors, means, strict=True)] == pytest.approx([1, 1], abs=1e-4)
    assert np.linalg.norm(bank.vectors, axis=1) == pytest.approx(1, abs=1e-5)
