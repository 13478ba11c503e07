"""A web page -> the headings and paragraphs of its article; trafilatura lives here."""

import re

import trafilatura
from trafilatura.settings import Document as Article

from assistant.ingest.blocks import Block, Parsed
from assistant.ingest.boilerplate import is_control, is_notice
from assistant.ingest.front_matter import secure_link
from assistant.ingest.tree import Element, Tree, blocks_below, core_of, licence_of, parse_page, prune, published_at, title_of

_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%]*")
MIN_SHARE = 0.85  # of the words in an element that says to be the content; below, trafilatura lost passages
MAX_ELEMENTS = 20_000  # on a longer page picking would take longer than is given
MIN_SHARE_OF_BODY = 0.5  # without such an element part of the rest is no article


def read_page(text: str) -> Parsed:
    """Read a web page as its reader would see the article."""
    page = parse_page(_PICTURE.sub("", text))
    link, licence = secure_link(published_at(page)), licence_of(page)
    name = title_of(page)
    hidden = prune(page)
    return Parsed(kind="html", blocks=tuple(_article(page)), title=title_of(page) or name, link=link, licence=licence, hidden=hidden)


def _article(page: Tree) -> list[Block]:
    """Return what trafilatura finds, or all that is left of the page where that is much more."""
    core = core_of(page)
    whole = _told(core)
    if sum(1 for _ in page.iter()) > MAX_ELEMENTS:
        return whole
    picked = _told(_picked(page))
    least = MIN_SHARE_OF_BODY if core.tag == "body" else MIN_SHARE
    return picked if _words(picked) >= least * _words(whole) else whole


def _picked(page: Tree) -> Element | None:
    found = trafilatura.bare_extraction(page, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False)
    return found.body if isinstance(found, Article) else None


def _told(top: Element | None) -> list[Block]:
    blocks = () if top is None else blocks_below(top)
    return [block for block in blocks if block.text and (block.level or not (is_control(block.text) or is_notice(block.text)))]


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)
