"""Of a page only the article is kept, and all of it, as HTML and as text that was copied from it."""

from collections.abc import Callable

import pytest

from assistant.ingest.document import Document
from tests.ingest.builders import MORE, PROSE, page
from tests.ingest.pages import ARTICLE, BLOG, COPIED, PLAIN_BLOG, REST

Read = Callable[[str, bytes | str], Document]
PAGES = {"blog.html": BLOG, "no-main.html": PLAIN_BLOG, "copied.txt": COPIED}


def words_of(document: Document) -> str:
    return "\n".join((document.title, *(" ".join((*section.path, section.text)) for section in document.sections)))


@pytest.mark.parametrize("name", PAGES)
def test_all_of_the_article_is_kept(read: Read, name: str) -> None:
    document = read(name, PAGES[name])

    assert [sentence for sentence in ARTICLE if sentence not in words_of(document)] == []


@pytest.mark.parametrize("name", PAGES)
def test_none_of_the_rest_is_kept(read: Read, name: str) -> None:
    document = read(name, PAGES[name])

    assert [phrase for phrase in REST if phrase.casefold() in words_of(document).casefold()] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_headings_become_paths_and_the_first_is_the_title(read: Read, name: str) -> None:
    document = read(name, PAGES[name])

    assert document.title == "How to open a hard retrospective"
    assert [section.path for section in document.sections] == [
        (),
        ("Before the meeting",),
        ("Before the meeting", "If somebody is on leave"),
        ("In the room",),
        ("Afterwards",),
    ]


def test_a_page_says_where_it_was_published_and_under_which_licence(read: Read) -> None:
    document = read("blog.html", BLOG)

    assert (document.link, document.licence) == ("https://notes.example.org/retro", "https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize("link", ["http://example.org/", "javascript:alert(1)", "https://user@example.org/", "https://example.org/ x"])
def test_only_a_plain_secure_link_is_taken(read: Read, link: str) -> None:
    document = read("a.html", page(f"<p>{PROSE}</p>", f'<link rel="canonical" href="{link}">'))

    assert document.link is None


def test_white_words_on_a_dark_ground_are_seen(read: Read) -> None:
    document = read("a.html", page(f'<p>{PROSE}</p><div style="background:#123"><p style="color:white">{MORE}</p></div>'))

    assert (MORE in words_of(document), document.suspicious) == (True, ())


def test_a_class_that_speaks_of_a_menu_does_not_take_the_article_away(read: Read) -> None:
    document = read("a.html", page(f'<div class="comments-open nav sidebar"><h1>Quiet people</h1><p>{PROSE}</p></div>'))

    assert [section.text for section in document.sections] == [PROSE]


def test_a_page_of_an_unknown_ending_is_told_by_its_content(read: Read) -> None:
    document = read("page.txt", BLOG)

    assert document.kind == "html"


def test_a_small_remark_about_cookies_in_an_article_stays(read: Read) -> None:
    text = f"{PROSE}\n\nBring cookies to the first meeting, and ask who baked the last ones that people liked.\n\n{MORE}"

    document = read("a.txt", text)

    assert document.sections[0].text == text


def test_a_section_called_comments_stays_where_it_is_part_of_the_text(read: Read) -> None:
    document = read("a.txt", f"Reviews\n\n{PROSE}\n\nComments\n\n{MORE} {PROSE}")

    assert [section.path for section in document.sections] == [(), ("Comments",)]


def test_what_authors_of_pages_tell_each_other_in_comments_is_nothing_to_look_at(read: Read) -> None:
    document = read("a.html", page(f"<!-- provide the site root to the script here --><p>{PROSE}</p>"))

    assert document.suspicious == ()


def test_code_within_a_sentence_stays_in_it(read: Read) -> None:
    document = read("a.html", page(f"<main><p>{PROSE} Run <code>make ask</code> first.</p><pre><code>make\nask</code></pre></main>"))

    assert document.sections[0].text == f"{PROSE} Run make ask first.\n\nmake\nask"


def test_the_title_is_the_heading_of_the_content_and_not_of_the_site(read: Read) -> None:
    document = read("a.html", page(f"<h1>Harbour Notes</h1><main><h1>Quiet people<a>§</a></h1><p>{PROSE}</p></main>"))

    assert (document.title, document.sections[0].path) == ("Quiet people", ())


def test_a_saved_page_may_carry_its_pictures(read: Read) -> None:
    picture = f"<img src='data:image/png;base64,{'QUJD' * 500_000}'>"

    document = read("a.html", page(f"<main><p>{PROSE}</p>{picture * 4}<p>{MORE}</p></main>"))

    assert document.sections[0].text == f"{PROSE}\n\n{MORE}"


def test_a_label_above_prose_may_be_its_heading(read: Read) -> None:
    document = read("a.txt", f"{PROSE}\n\nPrivacy\n\n{MORE}\n\nTweet\n\nAccept\n\nShare")

    assert [(section.path, section.text) for section in document.sections] == [((), PROSE), (("Privacy",), MORE)]


def test_nothing_invisible_comes_through_a_title_or_a_licence(read: Read) -> None:
    head = "<meta property='og:title' content='Quiet&#8203; people'><link rel='license' href='CC&#8203;0'>"

    document = read("a.html", page(f"<p>{PROSE}</p>", head))

    assert (document.title, document.licence) == ("Quiet people", "CC0")
