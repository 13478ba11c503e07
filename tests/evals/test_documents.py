"""Retrieval over documents that were really ingested: by section, by document, and what is cited."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.domain import Situation
from assistant.retrieval import query
from assistant.wording import shingles
from evals.cases import DATA, BadCases, Case, Cases, DocumentCase
from evals.lexical import Lexical
from evals.measures import Results
from evals.plants import PLANTS
from evals.shelf import Shelf, name_of, shelf_of
from evals.suites import documents
from evals.system import System

DOGS, BOATS = "# Dogs\n\n## Walks\n\n{}\n\n## Food\n\n{}\n", "# Boats\n\n## Sails\n\n{}\n\n## Anchors\n\n{}\n"


class On(Cases):
    """Cases of a test, put to documents of its own."""

    def __init__(self, shelf: Path, *rows: Case) -> None:
        self._rows = {"documents": list(rows)}
        self.added, self.shelves = 0, (shelf,)


def asked(id: str, text: str, *sections: str) -> DocumentCase:
    return DocumentCase(id=id, text=text, sections=sections, split="dev")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents of two sections each."""
    folder = tmp_path_factory.mktemp("shelf")
    walk, eat = (
        "Take the dog out three times a day, for an hour in the morning. " * 4,
        "Feed the dog twice a day, and leave water out. " * 5,
    )
    sail, hold = (
        "Hoist the mainsail before the jib, and reef it in strong wind. " * 4,
        "Let the anchor go with five times the depth of chain. " * 4,
    )
    (folder / "dogs.md").write_text(DOGS.format(walk, eat), encoding="utf-8")
    (folder / "boats.md").write_text(BOATS.format(sail, hold), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shelf(system: System, folder: Path) -> Iterator[Shelf]:
    """The two, ingested."""
    with shelf_of(system, [folder]) as opened:
        yield opened


def values(results: Results, name: str) -> Mapping[str, float]:
    return next(measure.values for measure in results.measures if measure.name == name)


def test_a_section_found_first_is_a_hit_and_one_of_the_right_document_half_of_it(system: System, folder: Path) -> None:
    rows = [
        asked("right", "when do I hoist the mainsail", "boats/Sails"),
        asked("near", "how much chain does the anchor need", "boats/Sails"),
    ]

    (found,) = documents.measure(system, On(folder, *rows, asked("none", "where is the moon")), ["dev"])

    assert values(found, "section hit@1") == {"right": 1.0, "near": 0.0}
    assert values(found, "document hit@1") == {"right": 1.0, "near": 1.0}
    assert values(found, "section hit@1, asked of Chroma") == values(found, "section hit@1, as it is")
    assert values(found, "cited where nothing answers") == {"none": 0.0}
    assert [finding.case for finding in found.findings] == ["near"]


def test_a_section_that_is_not_there_is_refused(system: System, folder: Path) -> None:
    with pytest.raises(BadCases, match="x: no section 'boats/Oars'"):
        documents.measure(system, On(folder, asked("x", "how do I row", "boats/Oars")), ["dev"])


def test_a_document_that_cannot_be_read_is_refused(system: System, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")

    with pytest.raises(BadCases, match=r"empty\.md"), shelf_of(system, [tmp_path]):
        pass


def test_vectors_out_of_step_are_seen(system: System, shelf: Shelf) -> None:
    spoil = PLANTS["each added passage with its neighbour's vector"](system).shelved
    vector = system.embedder.one(query(Situation(text="when do I hoist the mainsail")))

    found = [name_of(passages.search(vector, 1)[0]) for passages in (shelf.passages, spoil(shelf.passages))]

    assert found == ["boats/Sails", "boats/Anchors"]


def test_words_alone_find_what_holds_the_rarer_word() -> None:
    words = Lexical(["the dog walks", "the dog eats", "the boat sails"])

    assert [int(words.scores(text).argmax()) for text in ("eating dog", "a boat")] == [1, 2]


def test_no_question_shares_four_words_in_a_row_with_a_document() -> None:
    documented = {gram for path in (DATA / "documents").iterdir() for gram in shingles(path.read_text(encoding="utf-8"), 4)}

    shared = [row.id for row in Cases().whole(DocumentCase) if shingles(row.text, 4) & documented]

    assert shared == []


def test_others_documents_are_put_on_the_same_shelf(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "documents").symlink_to(folder)
    (tmp_path / "documents.jsonl").write_text('{"suite": "documents", "schema": 1}\n', encoding="utf-8")

    assert Cases([tmp_path]).shelves == (DATA / "documents", tmp_path / "documents")
