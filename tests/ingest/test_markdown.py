"""Markdown is read as its reader sees it."""

from collections.abc import Callable

import pytest

from assistant.ingest.document import Document
from tests.ingest.builders import MORE, PROSE

Read = Callable[[str, bytes | str], Document]
LINES = {
    "**Ask** first, *then* tell, ~~never~~ both, in __this__ and _that_ order.": "Ask first, then tell, never both, in this and that order.",
    "Read [the guide](https://example.org/a_(b)) or [this][1] first.[^2]": "Read the guide or this first.",
    "A picture ![of nothing](x.png) is not text.": "A picture is not text.",
    "Use `git blame` on code, 2*3*4 times, in snake_case_words.": "Use git blame on code, 2*3*4 times, in snake_case_words.",
    r"Literal \*stars\* stay &amp; so does AT&amp;T.": "Literal *stars* stay & so does AT&T.",
    "A <b>tag</b> is <span class='x'>no</span> word, 3 < 4 is.": "A tag is no word, 3 < 4 is.",
    '{% include "x.html" %}Templates {{ page.title }}are filled elsewhere.{: .note}': "Templates are filled elsewhere.",
}


@pytest.mark.parametrize(("source", "seen"), LINES.items())
def test_marks_are_taken_off_a_line(read: Read, source: str, seen: str) -> None:
    document = read("a.md", f"{source}\n\n{PROSE}\n\n[1]: https://example.org\n")

    assert document.sections[0].text == f"{seen}\n\n{PROSE}"


def test_headings_of_both_forms_make_the_path(read: Read) -> None:
    document = read(
        "a.md", f"Quiet people\n===\n\n{PROSE}\n\nBefore\n---\n{PROSE}\n\n### If *late* ### {{#late}}\n{MORE}\n\n## After #\n{MORE}"
    )

    assert document.title == "Quiet people"
    assert [section.path for section in document.sections] == [(), ("Before",), ("Before", "If late"), ("After",)]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_nothing_in_a_fence_is_a_heading(read: Read, fence: str) -> None:
    document = read("a.md", f"# Quiet people\n\n{fence}sh\n# no heading\n> make ask\n{fence}\n\n{PROSE}")

    assert [(section.path, section.text) for section in document.sections] == [((), f"# no heading\n> make ask\n\n{PROSE}")]


def test_items_and_rows_keep_their_lines_and_wrapped_lines_run_on(read: Read) -> None:
    document = read("a.md", "A line\nthat is wrapped:\n\n- one\n  more\n- two\n\n| less | more |\n|---|:--|\n| told | asked |\n")

    assert document.sections[0].text == "A line that is wrapped:\n\n- one more\n- two\n\n| less | more |\n| told | asked |"


def test_front_matter_gives_title_link_and_licence_and_nothing_else(read: Read) -> None:
    front = "title: Quiet people\nsource: https://example.org/quiet\nlicense: CC0\ntrust: high\nkind: pdf\nnested:\n  title: No\n"

    document = read("a.md", f"---\n{front}---\n\n# Another heading\n\n{PROSE}")

    assert (document.title, document.link, document.licence, document.kind) == (
        "Quiet people",
        "https://example.org/quiet",
        "CC0",
        "markdown",
    )
    assert document.sections[0].path == ("Another heading",)


def test_a_rule_at_the_head_is_no_front_matter(read: Read) -> None:
    document = read("a.md", f"---\n\n{PROSE}\n\n---\n\n{MORE}")

    assert document.sections[0].text == f"{PROSE}\n\n{MORE}"


def test_a_comment_shown_as_code_stays(read: Read) -> None:
    document = read("a.md", f"{PROSE}\n\n```\n<!-- shown -->\n```\n\n{MORE}")

    assert document.sections[0].text == f"{PROSE}\n\n<!-- shown -->\n\n{MORE}"


def test_markdown_is_told_by_its_content(read: Read) -> None:
    document = read("notes", f"# Quiet people\n\n{PROSE}\n\n## After\n\n{MORE}")

    assert document.kind == "markdown"


def test_a_file_without_a_heading_is_called_by_its_name(read: Read) -> None:
    document = read("quiet-people.md", PROSE)

    assert document.title == "quiet-people"
