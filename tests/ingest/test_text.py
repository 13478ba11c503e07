"""Plain text has headings by their shape."""

from collections.abc import Callable

import pytest

from assistant.ingest.document import Document
from tests.ingest.builders import MORE, PROSE

Read = Callable[[str, bytes | str], Document]
HEADINGS = {
    "title case": "What to Say First",
    "sentence case": "What to say first",
    "capitals": "WHAT TO SAY FIRST",
    "underlined": "What to say first\n-----------------",
    "numbered": "2.1 What to say first",
    "a question": "What do I say first?",
}
PARAGRAPHS = {
    "a sentence": "Say it first.",
    "lower case": "what to say first",
    "a colon": "Say first:",
    "an item": "- What to say first",
    "a long line": "What to say first when nobody has said anything for a long while already today",
}


@pytest.mark.parametrize("line", HEADINGS.values(), ids=HEADINGS)
def test_a_line_of_this_shape_is_a_heading(read: Read, line: str) -> None:
    document = read("a.txt", f"{PROSE}\n\n{line}\n\n{MORE}")

    assert [section.path for section in document.sections] == [(), (line.split("\n", maxsplit=1)[0],)]


@pytest.mark.parametrize("line", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_line_of_this_shape_is_none(read: Read, line: str) -> None:
    document = read("a.txt", f"{PROSE}\n\n{line}\n\n{MORE}")

    assert [section.path for section in document.sections] == [()]


def test_numbers_give_the_depth(read: Read) -> None:
    document = read("a.txt", f"1. Before\n\n{PROSE}\n\n1.1 Whom to ask\n\n{MORE}\n\n2. After\n\n{MORE}")

    assert [section.path for section in document.sections] == [(), ("1.1 Whom to ask",), ("2. After",)]


def test_more_room_below_a_heading_puts_it_above_others(read: Read) -> None:
    document = read("a.txt", f"{PROSE}\n\n\nThe Meeting\n\n\nBefore It\n\n{PROSE}\n\n\nAfter It\n\n{MORE}\n\n\nThe Letter\n\n\n{MORE}")

    assert [section.path for section in document.sections] == [
        (),
        ("The Meeting", "Before It"),
        ("The Meeting", "After It"),
        ("The Letter",),
    ]


def test_lines_wrapped_by_hand_run_on(read: Read) -> None:
    words = PROSE.split()

    document = read("a.txt", "\n".join((" ".join(words[:12]), " ".join(words[12:]))))

    assert document.sections[0].text == PROSE


def test_a_paragraph_a_line_needs_no_blank_lines(read: Read) -> None:
    document = read("a.txt", f"Quiet People\n{PROSE} {MORE}\nAfter It\n{MORE} {PROSE}")

    assert (document.title, [section.path for section in document.sections]) == ("Quiet People", [(), ("After It",)])
