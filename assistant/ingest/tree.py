"""Web pages as trees: what is not seen or stands around the article is cut off, the rest becomes blocks; lxml lives here."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html

from assistant.ingest.blocks import Block, heading, one_line, paragraph
from assistant.ingest.boilerplate import is_furniture
from assistant.ingest.hidden import gives_ground, hides
from assistant.ingest.suspicion import speaks_to_a_model

Tree = html.HtmlElement
Element = etree._Element

_NEVER_SHOWN = frozenset(
    "script style template noscript iframe object embed canvas audio video svg math head button input select textarea dialog map datalist".split()
)
_AROUND = frozenset("nav footer aside form menu".split())
_ROLES = frozenset("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar".split())
_NAMED = frozenset("div section ul ol span header p a".split())
_CORE = "descendant-or-self::*[self::main or self::article or self::h1]"
_MOST = 0.5  # an element with more of the words than this is no furniture, whatever its class says
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = frozenset(
    "p div section article main ul ol dl list quote blockquote table pre figure figcaption details summary address header".split()
)
_PLAIN_SELECTOR = re.compile(r"[.#][\w-]{1,100}")
_UNSEEN = frozenset((".sr-only", ".visually-hidden", ".screen-reader-text", ".d-none", ".hidden"))
MAX_CSS = 500_000
_ANCHORS = " \n\t§¶#"  # what links to a heading itself look like


def parse_page(text: str) -> Tree:
    """Parse a web page; nothing is fetched, no entity is looked up, nesting is bounded by the parser."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, recover=True)
    page = html.document_fromstring(text.encode(), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RecursionError("the parser gave up at its limits")
    return page


def page_source(page: Tree) -> bytes:
    """Return the source of a page as it is now."""
    return html.tostring(page, encoding="utf-8")


def parse_xml(source: bytes) -> Element:
    """Parse XML; nothing is fetched, no entity is put in, nesting and size are bounded by the parser."""
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def xml_source(root: Element) -> bytes:
    """Return the source of XML as it is now."""
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def prune(page: Tree) -> tuple[str, ...]:
    """Cut off what is not seen, then what stands around the article; return what the unseen said."""
    hidden = tuple(_without_hidden(page))
    total = len(page.text_content())
    for element in list(page.iter(etree.Element)):
        if element.getparent() is not None and _is_around(element, total):
            element.drop_tree()
    return hidden


def _without_hidden(page: Tree) -> Iterator[str]:
    named = _hiding_names(" ".join(style.text or "" for style in page.iter("style")))
    for element in list(page.iter()):
        if element.getparent() is None or element.tag in ("html", "body"):
            continue
        if isinstance(element, html.HtmlComment):
            if speaks_to_a_model(element.text or ""):
                yield element.text or ""
            element.drop_tree()
        elif element.tag in _NEVER_SHOWN:
            element.drop_tree()
        elif _is_hidden(element, named):
            yield element.text_content()
            element.drop_tree()


def _is_hidden(element: Tree, named: frozenset[str]) -> bool:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if not attributes:
        return False
    names = {f".{name}" for name in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}"}
    if names & named or names & _UNSEEN:
        return True
    is_on_ground = any(gives_ground({str(k): str(v) for k, v in above.attrib.items()}) for above in element.iterancestors())
    return hides(attributes, is_on_ground=is_on_ground)


def _hiding_names(css: str) -> frozenset[str]:
    """Return the plain classes and ids that a page's own rules hide, outside any condition."""
    names: set[str] = set()
    depth, start = 0, 0
    selector = ""
    for brace in re.finditer(r"[{}]", css[:MAX_CSS]):
        between, start = css[start : brace.start()], brace.end()
        if brace[0] == "{":
            selector = "@" if depth else between.rpartition(";")[2].strip()
            depth += 1
            continue
        depth = max(0, depth - 1)
        if not depth and not selector.startswith("@") and hides({"style": between}):
            names |= {name for part in selector.split(",") if _PLAIN_SELECTOR.fullmatch(name := part.strip())}
    return frozenset(names)


def _is_around(element: Tree, total: int) -> bool:
    names = " ".join(element.get(name, "") for name in ("class", "id"))
    is_marked = element.tag in _AROUND or element.get("role", "").casefold() in _ROLES
    is_named = element.tag in _NAMED and is_furniture(names)
    if not (is_marked or is_named) or element.tag in ("html", "body", "main", "article") or element.xpath(_CORE):
        return False
    return (is_marked and element.tag != "form") or len(element.text_content()) < total * _MOST


def core_of(page: Tree) -> Tree:
    """Return the element that says to be the content, or the body."""
    for name in ("main", "article"):
        found = page.findall(f".//{name}")
        if len(found) == 1:
            return found[0]
    body = page.find("body")
    return page if body is None else body


def blocks_below(top: Element) -> Iterator[Block]:
    """Yield headings and paragraphs below an element of a page, or of what trafilatura makes of one."""
    loose: list[str] = [top.text or ""]
    for child in top:
        if not isinstance(child.tag, str):
            loose.append(child.tail or "")
            continue
        if not _is_block(child):
            loose += ["\n" if child.tag in ("br", "lb") else _words(child), child.tail or ""]
            continue
        yield from _loose(loose)
        yield from _block(child)
        loose = [child.tail or ""]
    yield from _loose(loose)


def _is_block(element: Element) -> bool:
    if element.tag == "code":
        return "\n" in _words(element).strip()  # else it stands within a sentence
    return element.tag in _BLOCKS or element.tag == "head" or bool(_HEADING.fullmatch(str(element.tag)))


def _loose(parts: list[str]) -> Iterator[Block]:
    block = paragraph("".join(parts).split("\n") if "\n" in parts else [one_line("".join(parts))])
    if block.text:
        yield block


def _block(element: Element) -> Iterator[Block]:
    tag = str(element.tag)
    if tag == "head" or _HEADING.fullmatch(tag):
        level = element.get("rend", "h2") if tag == "head" else tag
        yield heading(_words(element).rstrip(_ANCHORS), int(level[1:]) if level[1:].isdigit() else 2)
    elif tag in ("ul", "ol", "list"):
        yield paragraph(f"- {line}" for item in element.iter("li", "item") if (line := one_line(_own_words(item))))
    elif tag == "dl":
        yield paragraph(one_line(_words(item)) for item in element.iter("dt", "dd"))
    elif tag == "table":
        yield paragraph(_rows(element))
    elif tag in ("pre", "code"):
        yield paragraph(_words(element).split("\n"))
    else:
        yield from blocks_below(element)


def _rows(table: Element) -> Iterator[str]:
    for row in table.iter("tr", "row"):
        cells = [one_line(_words(cell)) for cell in row.iter("td", "th", "cell")]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _own_words(item: Element) -> str:
    """Return an item's words without those of a list within it, whose items come by themselves."""
    return " ".join((item.text or "", *(part for child in item for part in _child_words(child))))


def _child_words(child: Element) -> Iterable[str]:
    is_list = child.tag in ("ul", "ol", "list")
    return ("" if is_list or not isinstance(child.tag, str) else _words(child), child.tail or "")


def _words(element: Element) -> str:
    return "".join(str(part) for part in element.itertext(etree.Element))


def published_at(page: Tree) -> str | None:
    """Return the address that a page gives for itself."""
    return _first(page, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def licence_of(page: Tree) -> str | None:
    """Return the licence that a page names."""
    return _first(
        page,
        "//link[@rel='license']/@href",
        "//a[contains(@rel,'license')]/@href",
        "//meta[@name='dcterms.rights' or @name='license']/@content",
    )


def title_of(page: Tree) -> str | None:
    """Return a page's title: its one main heading, or what it is called elsewhere."""
    headings = core_of(page).findall(".//h1")
    if len(headings) == 1 and (title := one_line(headings[0].text_content()).rstrip(_ANCHORS)):
        return title
    return _first(page, "//meta[@property='og:title']/@content", "//title/text()")


def _first(page: Tree, *paths: str) -> str | None:
    return next((value for path in paths for found in page.xpath(path)[:1] if (value := one_line(str(found)))), None)
