"""How often, and how high, an accepted card is found; each part of the search alone; and whether other texts are held."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.asking import situation_from
from assistant.classifier import Classifier
from assistant.domain import Hold, Situation
from assistant.errors import BadInput
from assistant.generation import Bank
from assistant.known_vectors import FILE, KnownVectors
from assistant.resources import folder
from assistant.retrieval import CardRetriever, card_bank, card_texts
from evals.cases import Cases, OffTopicCase, SituationCase, Split
from evals.measures import Measure, Results, yes_or_no
from evals.ranking import Ids, hit, judged, ndcg, recall, reciprocal_rank
from evals.system import System

SUITE = "retrieval"
DEPTH = 10
HITS = (1, 3, 5)
HEADLINE_HITS = (1, 3)
Found = Mapping[str, Sequence[str]]
"""Case -> ids of the cards found, best first."""


def measure(system: System, cases: Cases, half: Split) -> Results:
    """Measure one half."""
    rows = cases.half(SituationCase, half)
    found = _found(system.retriever, rows)
    return Results(
        measures=(
            *_quality(found, rows, half),
            *_parts(found, rows, half),
            *_ablations(system, rows, half),
            *_holds(system, rows, cases.half(OffTopicCase, half), half),
        )
    )


def ablated(system: System) -> dict[str, CardRetriever]:
    """The search with some of its parts alone, by name."""
    known = KnownVectors(system.embedder, folder("knowledge") / FILE)
    product, guidance = system.retriever, system.guidance
    own_texts = known.many([card_texts(card)[0] for card in guidance.cards.values()])
    examples_bank = card_bank(guidance, lambda texts: known.many(texts[1:]))
    silent = _silent(product.classifier)
    return {
        "text only": replace(product, bank=Bank(ids=product.bank.ids, vectors=own_texts), classifier=silent),
        "examples only": replace(product, bank=examples_bank, classifier=silent),
        "cosine only": replace(product, classifier=silent),
        "classifier only": replace(product, bank=Bank(ids=product.bank.ids, vectors=product.bank.vectors * 0)),
        "combined": product,
    }


def _silent(classifier: Classifier) -> Classifier:
    return replace(classifier, weights=classifier.weights * 0)


def _found(retriever: CardRetriever, rows: Sequence[SituationCase]) -> Found:
    with asyncio.Runner() as runner:
        return {row.id: [p.id for p in runner.run(retriever.search(Situation(text=row.text)))] for row in rows}


def _quality(found: Found, rows: Sequence[SituationCase], half: Split) -> list[Measure]:
    def of(name: str, grade: Callable[[Ids, Ids], float], *, is_headline: bool = False) -> Measure:
        values = {row.id: grade(found[row.id], row.cards) for row in rows}
        return Measure(suite=SUITE, half=half, name=name, values=values, is_headline=is_headline)

    return [
        *(of(f"hit@{k}", partial(hit, k=k), is_headline=k in HEADLINE_HITS) for k in HITS),
        *(of(f"recall@{k}", partial(recall, k=k)) for k in (3, DEPTH)),
        of("MRR", reciprocal_rank),
        of(f"nDCG@{DEPTH}", partial(ndcg, k=DEPTH), is_headline=True),
        of("judged@5", partial(judged, k=5)),
    ]


def _parts(found: Found, rows: Sequence[SituationCase], half: Split) -> list[Measure]:
    """hit@1 by practice and by relation."""
    groups = [(str(row.practice), row) for row in rows] + [(str(row.relation), row) for row in rows]
    return [
        Measure(
            suite=SUITE,
            half=half,
            name=f"hit@1 {name}",
            values={row.id: hit(found[row.id], row.cards, 1) for group, row in groups if group == name},
        )
        for name in sorted({group for group, _ in groups})
    ]


def _ablations(system: System, rows: Sequence[SituationCase], half: Split) -> list[Measure]:
    measures = []
    for name, retriever in ablated(system).items():
        found = _found(retriever, rows)
        first = {row.id: hit(found[row.id], row.cards, 1) for row in rows}
        graded = {row.id: ndcg(found[row.id], row.cards, DEPTH) for row in rows}
        measures.append(Measure(suite=SUITE, half=half, name=f"hit@1, {name}", values=first))
        measures.append(Measure(suite=SUITE, half=half, name=f"nDCG@{DEPTH}, {name}", values=graded))
    return measures


def _holds(system: System, rows: Sequence[SituationCase], others: Sequence[OffTopicCase], half: Split) -> list[Measure]:
    """Texts that are no moment are held, and moments are not."""
    held = {case.id: _is_held(system, case.text) for case in others}
    kept = {row.id: isinstance(system.answer(Situation(text=row.text)), Hold) for row in rows}
    return [
        Measure(suite=SUITE, half=half, name="off-topic held", values=yes_or_no(held), is_headline=True),
        Measure(suite=SUITE, half=half, name="situations held", values=yes_or_no(kept), better="lower", is_headline=True),
    ]


def _is_held(system: System, text: str) -> bool:
    """A text without a word is refused before any hold, which is as good."""
    try:
        situation = situation_from(text)
    except BadInput:
        return True
    return isinstance(system.answer(situation), Hold)
