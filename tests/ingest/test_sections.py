"""Sections fit the embedder, keep their path and lose nothing."""

import pytest

from assistant.ingest.blocks import Block
from assistant.ingest.document import MAX_SECTION_WORDS, MIN_SECTION_WORDS
from assistant.ingest.sections import sections, size
from tests.ingest.builders import MORE, PROSE

LONG = {
    "many paragraphs": "\n\n".join([PROSE] * 40),
    "one paragraph": " ".join([PROSE] * 40),
    "one sentence": " ".join(["word"] * 900),
    "many items": "\n".join(f"- {PROSE}" for _ in range(40)),
    "long words": " ".join(["https://example.org/a/very/long/address/of/a/page"] * 200),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_cut_into_parts_that_fit_and_nothing_is_lost(text: str) -> None:
    cut = sections([Block(part) for part in text.split("\n\n")], None)

    assert {size(section.text) <= MAX_SECTION_WORDS for section in cut} == {True}
    assert min(size(section.text) for section in cut) >= MIN_SECTION_WORDS
    assert " ".join(section.text for section in cut).split() == text.split()


def test_a_part_ends_where_a_sentence_ends() -> None:
    cut = sections([Block(" ".join([PROSE, MORE] * 10))], None)

    assert {section.text[-1] for section in cut} == {"."}


def test_small_neighbours_under_one_heading_are_joined_with_their_names() -> None:
    cut = sections([Block("Ask", 1), Block("When", 2), Block("Today."), Block("Where", 2), Block("At the door.")], None)

    assert [(section.path, section.text) for section in cut] == [(("Ask",), "When\nToday.\n\nWhere\nAt the door.")]


def test_a_small_introduction_goes_into_what_it_introduces() -> None:
    cut = sections([Block("Ask", 1), Block("In short."), Block("When", 2), Block(PROSE)], None)

    assert [(section.path, section.text) for section in cut] == [(("Ask", "When"), f"In short.\n\n{PROSE}")]


def test_a_heading_with_nothing_below_is_still_said() -> None:
    cut = sections([Block("Ask", 1), Block(PROSE), Block("Then wait", 2)], None)

    assert [(section.path, section.text) for section in cut] == [(("Ask",), f"{PROSE}\n\nThen wait")]


def test_a_line_that_announces_a_list_stands_with_it() -> None:
    before = [*[Block(PROSE)] * 5, Block("Say one of these, in your own words:")]

    cut = sections([*before, *[Block(f"- {MORE}")] * 5], None)

    assert [section.text.endswith(":") for section in cut] == [False, False]
