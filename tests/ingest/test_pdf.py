"""A PDF is read by its lines: larger ones are headings, running heads and page numbers are dropped."""

from collections.abc import Callable

from assistant.ingest.document import Document
from tests.ingest.builders import MORE, PROSE, pdf

Read = Callable[[str, bytes | str], Document]
WRAPPED = (
    ("Ask what they saw before you tell them what you saw, and wait. People re-", 11),
    ("member what they did when they are asked first, and say it in their own", 11),
    ("words to others.", 11),
)


def test_larger_lines_are_headings_by_their_size(read: Read) -> None:
    document = read("a.pdf", pdf([("Quiet people", 24), ("Before", 16), *WRAPPED, ("Late", 13), (MORE, 11), ("After", 16), (MORE, 11)]))

    assert (document.title, document.kind) == ("Quiet people", "pdf")
    assert [section.path for section in document.sections] == [("Before",), ("Before", "Late"), ("After",)]


def test_wrapped_lines_run_on_and_a_cut_word_is_whole(read: Read) -> None:
    document = read("a.pdf", pdf([*WRAPPED, ("", 11), (MORE, 11)]))

    first = "Ask what they saw before you tell them what you saw, and wait. People remember what they did when they are asked first"
    assert document.sections[0].text == f"{first}, and say it in their own words to others.\n\n{MORE}"


def test_running_heads_and_page_numbers_are_dropped_and_a_sentence_goes_on(read: Read) -> None:
    middle = len(PROSE.split()) // 2
    halves = (" ".join(PROSE.split()[:middle]), " ".join(PROSE.split()[middle:]))
    pages = [[("Harbour Notes", 9), (text, 11), (f"Page {number} of 3", 9)] for number, text in enumerate((*halves, MORE), start=1)]

    document = read("a.pdf", pdf(*pages))

    assert [section.text for section in document.sections] == [f"{PROSE}\n\n{MORE}"]


def test_a_title_that_a_program_made_up_is_not_taken(read: Read) -> None:
    document = read("quiet.pdf", pdf([(PROSE, 11)], trailer=b"/Info<</Title(Microsoft Word - draft3.docx)>>"))

    assert document.title == "quiet"


def test_the_title_is_the_largest_of_the_first_lines(read: Read) -> None:
    document = read("a.pdf", pdf([("Harbour Notes", 14), ("Quiet people", 24), *WRAPPED]))

    assert document.title == "Quiet people"
