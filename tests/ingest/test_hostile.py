"""Over a hundred hostile files, and what comes of each."""

import resource
from functools import partial
from pathlib import Path

import pytest

from assistant.ingest.parse import parse
from assistant.ingest.reader import DocumentReader
from tests.ingest.builders import PROSE, page
from tests.ingest.hostile_files import FILES, OFFICE
from tests.ingest.hostile_texts import BYTES, FRONT, HIDDEN, TEXTS
from tests.ingest.outcome import Hostile, Outcome, outcome_of

ALL = [*TEXTS, *FILES]


@pytest.mark.parametrize("hostile", ALL, ids=lambda hostile: hostile.name)
def test_a_hostile_file_has_one_outcome(reader: DocumentReader, tmp_path: Path, hostile: Hostile) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.make())

    outcome = outcome_of(lambda: reader.read(path))

    assert outcome == hostile.outcome
    assert [found.name for found in tmp_path.iterdir()] == [hostile.name]


@pytest.mark.parametrize("hostile", [*BYTES, *FRONT, *HIDDEN, *OFFICE], ids=lambda hostile: hostile.name)
def test_a_process_of_its_own_changes_nothing_in_what_is_read(hostile: Hostile) -> None:
    outcome = outcome_of(lambda: parse(hostile.make(), hostile.name))

    assert outcome == hostile.outcome


def test_the_table_holds_a_hundred_different_files() -> None:
    assert len({hostile.name for hostile in ALL}) >= 100


def test_others_are_read_after_one_that_broke_its_process(reader: DocumentReader, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.html", tmp_path / "good.txt"
    bad.write_bytes(page("<div>" * 100_000))
    good.write_text(PROSE)

    outcomes = [outcome_of(partial(reader.read, path)) for path in (bad, good, bad, good)]

    assert [outcome.sections for outcome in outcomes] == [0, 1, 0, 1]


def test_reading_large_files_leaves_the_parent_as_it_was(reader: DocumentReader, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    outcomes = {outcome_of(lambda: reader.read(path)) for _ in range(3)}

    assert outcomes == {Outcome(refused="large.txt: it has more than 5,000,000 characters of text; split it")}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
