"""The cards and works: a fault in one names file and line, and ours are whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import Practice
from assistant.errors import BadGuidance, NoSuchGuidance
from assistant.guidance import Guidance, corpus_hash, read_guidance
from assistant.resources import folder

CARD = "cards/encouragement/after-a-rough-call.md"
KNOWLEDGE = folder("knowledge")
Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    """Replace words that stand in the card."""
    return lambda text: text.replace(old, new, 1)


@pytest.fixture(scope="module")
def ours() -> Guidance:
    """Our own guidance, read from the sources."""
    return read_guidance(KNOWLEDGE)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A knowledge folder with one real card, to be spoilt."""
    (tmp_path / CARD).parent.mkdir(parents=True)
    shutil.copy(KNOWLEDGE / CARD, tmp_path / CARD)
    shutil.copy(KNOWLEDGE / "works.yaml", tmp_path / "works.yaml")
    shutil.copy(KNOWLEDGE / "tenors.yaml", tmp_path / "tenors.yaml")
    return tmp_path


def line_of(path: Path, words: str) -> int:
    """The number of the first line that holds these words."""
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if words in line)


FAULTS = {
    "unknown practice": (put("practices: [encouragement", "practices: [applause"), "practices:", "encouragement"),
    "unknown relation": (put("relations: [", "relations: [stranger, "), "relations:", "peer"),
    "unknown slot": (put("{act}", "{mood}"), "{mood}", "mood"),
    "unknown slot in a tone": (lambda text: text.replace("{act}", "{mood}"), "{mood}", "mood"),
    "unknown work": (put("works: [", "works: [nobody-1999, "), "works:", "nobody-1999"),
    "unknown field": (put("risk: ", "colour: blue\nrisk: "), "colour:", "colour"),
    "bad id": (put("id: after-a-rough-call", "id: After_a_rough_call"), "id:", "id"),
    "bad date": (put("reviewed: 2026-", "reviewed: late "), "reviewed:", "reviewed"),
    "bad YAML": (put("title: ", "title: [unclosed "), "practices:", "not YAML"),
    "a field twice": (put("licence: ", "id: again\nlicence: "), "id: again", "'id' stands twice"),
    "a red card": (put("risk: green", "risk: red"), "risk:", "green"),
    "no example of what to avoid": (put("avoid:\n", "avoid: []\nleft:\n"), "avoid:", "avoid"),
}


@pytest.mark.parametrize(("edit", "where", "what"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_file_and_line(shelf: Path, edit: Edit, where: str, what: str) -> None:
    path = shelf / CARD
    path.write_text(edit(path.read_text()))

    with pytest.raises(BadGuidance) as fault:
        read_guidance(shelf)

    assert str(fault.value).startswith(f"{path}:{line_of(path, where)}: ")
    assert what in str(fault.value)


BROKEN_WHOLE = {
    "no front matter": "Just some words.\n",
    "front matter not closed": "---\nid: a\n",
    "front matter of one word": "---\nwords\n---\nBody.\n",
    "empty": "",
}


@pytest.mark.parametrize("text", BROKEN_WHOLE.values(), ids=BROKEN_WHOLE)
def test_a_file_that_is_no_card_is_named(shelf: Path, text: str) -> None:
    (shelf / CARD).write_text(text)

    with pytest.raises(BadGuidance, match=r"after-a-rough-call\.md:[12]: "):
        read_guidance(shelf)


def test_a_missing_field_is_named(shelf: Path) -> None:
    text = (shelf / CARD).read_text()
    (shelf / CARD).write_text(text.replace("licence: ", "# licence: "))

    with pytest.raises(BadGuidance, match=r"after-a-rough-call\.md:\d+: licence: Field required"):
        read_guidance(shelf)


def test_a_card_that_is_not_text_is_named(shelf: Path) -> None:
    (shelf / CARD).write_bytes((shelf / CARD).read_bytes() + b"\xff\xfe")

    with pytest.raises(BadGuidance, match=r"after-a-rough-call\.md:\d+: "):
        read_guidance(shelf)


def test_an_id_that_is_taken_is_named_in_both_files(shelf: Path) -> None:
    again = shelf / "cards/encouragement/the-same-again.md"
    shutil.copy(shelf / CARD, again)

    with pytest.raises(BadGuidance) as fault:
        read_guidance(shelf)

    assert str(fault.value).startswith(f"{again}:2: ")
    assert CARD in str(fault.value)


WORKS = {
    "an unknown grade": (put("evidence: good", "evidence: great"), "evidence"),
    "a link that is not https": (put("link: https://", "link: http://"), "link"),
    "a missing finding": (put("  finding: ", "  found: "), "finding"),
    "bad YAML": (put("cite: ", "cite: [unclosed "), "not YAML"),
}


@pytest.mark.parametrize(("edit", "what"), WORKS.values(), ids=WORKS)
def test_a_fault_in_the_works_names_file_and_line(shelf: Path, edit: Edit, what: str) -> None:
    path = shelf / "works.yaml"
    path.write_text(edit(path.read_text()))

    with pytest.raises(BadGuidance, match=rf"works\.yaml:[1-9]\d*: .*{what}"):
        read_guidance(shelf)


def test_a_folder_with_no_card_is_refused(shelf: Path) -> None:
    (shelf / CARD).unlink()

    with pytest.raises(BadGuidance, match="no card"):
        read_guidance(shelf)


def test_a_whole_card_is_read(shelf: Path, ours: Guidance) -> None:
    assert read_guidance(shelf).cards == {"after-a-rough-call": ours.cards["after-a-rough-call"]}


def test_every_work_that_a_card_cites_resolves(ours: Guidance) -> None:
    cited = {work for card in ours.cards.values() for work in card.works}

    assert {ours.find(work).id for work in cited} == cited


def test_every_practice_has_a_card_of_its_own(ours: Guidance) -> None:
    assert {card.practices[0] for card in ours.cards.values()} == set(Practice)


def test_every_card_has_its_own_file_named_by_its_id(ours: Guidance) -> None:
    files = {path.relative_to(KNOWLEDGE).as_posix() for path in (KNOWLEDGE / "cards").rglob("*.md")}

    assert {card.path for card in ours.cards.values()} == files
    assert [Path(card.path).stem for card in ours.cards.values()] == list(ours.cards)
    assert len({Path(name).name for name in files}) == len(ours.cards)


def test_every_card_lies_in_the_folder_of_its_main_practice(ours: Guidance) -> None:
    assert [Path(card.path).parent.name for card in ours.cards.values()] == [card.practices[0] for card in ours.cards.values()]


def test_no_id_is_both_a_card_and_a_work(ours: Guidance) -> None:
    assert ours.cards.keys() & ours.works.keys() == set()


def test_the_sources_of_a_card_are_itself_then_its_works(ours: Guidance) -> None:
    card = ours.cards["after-a-public-mistake"]

    sources = ours.sources(card.id)

    assert [source.id for source in sources] == [card.id, *card.works]
    assert all(ours.works[source.id].link == source.link for source in sources[1:])


def test_a_passage_holds_the_findings_of_its_works(ours: Guidance) -> None:
    card = ours.cards["after-a-public-mistake"]

    passage = ours.passage(card.id, score=0.5)

    assert (passage.id, passage.title, passage.source, passage.score) == (card.id, card.title, card.path, 0.5)
    assert [text in passage.text for text in (card.body, *(ours.works[work].finding for work in card.works))] == [True, True, True]


def test_an_id_that_nothing_has_is_refused(ours: Guidance) -> None:
    with pytest.raises(NoSuchGuidance, match="no-such-card"):
        ours.find("no-such-card")


@pytest.mark.parametrize("name", [CARD, "works.yaml", "tenors.yaml"])
def test_a_change_of_one_byte_is_another_corpus(shelf: Path, name: str) -> None:
    before = corpus_hash(shelf)

    (shelf / name).write_bytes((shelf / name).read_bytes() + b"\n")

    assert corpus_hash(shelf) != before


def test_a_card_of_another_name_is_another_corpus(shelf: Path) -> None:
    before = corpus_hash(shelf)

    (shelf / CARD).rename(shelf / "cards/encouragement/after-a-call.md")

    assert corpus_hash(shelf) != before


def test_the_same_files_elsewhere_are_the_same_corpus(shelf: Path, tmp_path: Path) -> None:
    assert corpus_hash(Path(shutil.copytree(shelf, tmp_path / "copy"))) == corpus_hash(shelf)
