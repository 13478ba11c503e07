"""How often, and how high, the section that answers a question is found in ingested documents, and its document; what is cited of them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from assistant.domain import Passage, Situation
from assistant.embedding import Vectors
from assistant.retrieval import query
from evals.cases import BadCases, Cases, DocumentCase, Split
from evals.lexical import Lexical
from evals.measures import Finding, Measure, Results, yes_or_no
from evals.ranking import Ids, hit, judged, ndcg, recall, reciprocal_rank
from evals.shelf import Shelf, name_of, shelf_of
from evals.system import System

SUITE = "documents"
DEPTH = 10
SHOWN = 8
HEADLINES = ("section hit@1", "section nDCG@10", "document hit@1")
Found = Mapping[str, Sequence[str]]
"""Case -> names of the sections found, best first."""
Search = Callable[[str], Sequence[Passage]]


def measure(system: System, cases: Cases, halves: Sequence[Split]) -> list[Results]:
    """Ingest once, and measure each half.

    Raises:
        BadCases: A document cannot be read, or a case names a section that is not there.

    """
    if not cases.whole(DocumentCase):
        return []
    with shelf_of(system, cases.shelves) as shelf:
        _refuse_unknown_sections(cases, shelf)
        searches = ablated(system, shelf)
        return [_half(shelf, searches, cases.half(DocumentCase, half), half) for half in halves]


def ablated(system: System, shelf: Shelf) -> dict[str, Search]:
    """The search over sections as it is, Chroma's own, and with parts of what is embedded alone, by name."""
    passages, embedder = shelf.everything, system.embedder
    words = Lexical([f"{_headings(p)}\n{p.text}" for p in passages])

    def near(vectors: Vectors) -> Search:
        return lambda text: _best(passages, vectors @ embedder.one(query(Situation(text=text))))

    return {
        "words alone": lambda text: _best(passages, words.scores(text)),
        "text alone": near(embedder.many([p.text for p in passages])),
        "headings alone": near(embedder.many([_headings(p) for p in passages])),
        "asked of Chroma": lambda text: shelf.from_chroma(embedder.one(query(Situation(text=text))), DEPTH),
        "as it is": lambda text: shelf.passages.search(embedder.one(query(Situation(text=text))), DEPTH),
    }


def _half(shelf: Shelf, searches: Mapping[str, Search], rows: Sequence[DocumentCase], half: Split) -> Results:
    answered = [row for row in rows if row.sections]
    found = {name: {row.id: [name_of(p) for p in search(row.text)] for row in answered} for name, search in searches.items()}
    if not answered:
        return Results(measures=())
    return Results(
        measures=(
            *_quality(found["as it is"], answered, half),
            *(measure for name, theirs in found.items() for measure in _ablation(name, theirs, answered, half)),
            *_beside_cards(shelf, answered, half),
            *_cited(shelf, rows, half),
        ),
        findings=tuple(_missed(found["as it is"], answered, shelf))[:SHOWN] if half == "dev" else (),
    )


def _quality(found: Found, rows: Sequence[DocumentCase], half: Split) -> Iterator[Measure]:
    grades: Mapping[str, Callable[[Ids, Ids], float]] = {
        "hit@1": partial(hit, k=1),
        "hit@3": partial(hit, k=3),
        "recall@3": partial(recall, k=3),
        f"recall@{DEPTH}": partial(recall, k=DEPTH),
        "MRR": reciprocal_rank,
        f"nDCG@{DEPTH}": partial(ndcg, k=DEPTH),
        "judged@5": partial(judged, k=5),
    }
    for level, ranked, accepted in (("section", found, _sections), ("document", _documents(found), _names_of_documents)):
        for name, grade in grades.items():
            values = {row.id: grade(ranked[row.id], accepted(row)) for row in rows}
            yield Measure(suite=SUITE, half=half, name=f"{level} {name}", values=values, is_headline=f"{level} {name}" in HEADLINES)


def _ablation(name: str, found: Found, rows: Sequence[DocumentCase], half: Split) -> Iterator[Measure]:
    documents = _documents(found)
    graded = {
        "section hit@1": {row.id: hit(found[row.id], row.sections, 1) for row in rows},
        f"section nDCG@{DEPTH}": {row.id: ndcg(found[row.id], row.sections, DEPTH) for row in rows},
        "document hit@1": {row.id: hit(documents[row.id], row.documents, 1) for row in rows},
    }
    return (Measure(suite=SUITE, half=half, name=f"{what}, {name}", values=values) for what, values in graded.items())


def _beside_cards(shelf: Shelf, rows: Sequence[DocumentCase], half: Split) -> Iterator[Measure]:
    """Among cards and passages together, as `guidance search` prints them: a card that is as good counts as a miss."""
    mixed = {row.id: [name_of(p) for p in shelf.finder.find(Situation(text=row.text), DEPTH)] for row in rows}
    for k in (3, DEPTH):
        values = {row.id: recall(mixed[row.id], row.sections, k) for row in rows}
        yield Measure(suite=SUITE, half=half, name=f"recall@{k} beside the cards", values=values)


def _cited(shelf: Shelf, rows: Sequence[DocumentCase], half: Split) -> Iterator[Measure]:
    """What an answer to the question would name beside its card."""
    cited = {row.id: cited_beside(shelf, row.text) for row in rows}
    named = {row.id: name_of(passage) in row.sections for row in rows if row.sections and (passage := cited[row.id])}
    stray = {row.id: cited[row.id] is not None for row in rows if not row.sections}
    if named:
        yield Measure(suite=SUITE, half=half, name="cited passages that answer", values=yes_or_no(named))
    if stray:
        yield Measure(suite=SUITE, half=half, name="cited where nothing answers", values=yes_or_no(stray), better="lower")


def cited_beside(shelf: Shelf, text: str) -> Passage | None:
    """The added passage that an answer may cite, or None."""
    found = asyncio.run(shelf.finder.search(Situation(text=text)))
    return found[-1] if found and found[-1].id in shelf.passages.names else None


def _headings(passage: Passage) -> str:
    return f"{passage.title} > {(passage.section or '').rpartition(' > ')[2]}"


def _best(passages: Sequence[Passage], scores: Vectors) -> list[Passage]:
    return [passages[i] for i in np.argsort(-scores, kind="stable")[:DEPTH]]


def _documents(found: Found) -> dict[str, list[str]]:
    """The documents of the sections found, each where its best section stands."""
    return {case: list(dict.fromkeys(name.partition("/")[0] for name in names)) for case, names in found.items()}


def _sections(row: DocumentCase) -> tuple[str, ...]:
    return row.sections


def _names_of_documents(row: DocumentCase) -> tuple[str, ...]:
    return row.documents


def _missed(found: Found, rows: Sequence[DocumentCase], shelf: Shelf) -> Iterator[Finding]:
    """Questions whose first section does not answer them, those whose answer is furthest down first."""
    by_name = {name_of(passage): passage for passage in shelf.everything}
    wrong = [row for row in rows if found[row.id][0] not in row.sections]
    for row in sorted(wrong, key=lambda row: reciprocal_rank(found[row.id], row.sections)):
        first = found[row.id][0]
        yield Finding(
            measure=f"{SUITE}/section hit@1",
            case=row.id,
            text=row.text,
            given=by_name[first].text,
            reason=f"from {first}; accepted: {', '.join(row.sections)}",
            cited=by_name[row.sections[0]].text,
        )


def _refuse_unknown_sections(cases: Cases, shelf: Shelf) -> None:
    known = {name_of(passage) for passage in shelf.everything}
    for row in cases.whole(DocumentCase):
        if unknown := set(row.sections) - known:
            folders = ", ".join(str(Path(folder)) for folder in cases.shelves)
            raise BadCases(f"{row.id}: no section {min(unknown)!r} in {folders}; a section is named document/heading")
