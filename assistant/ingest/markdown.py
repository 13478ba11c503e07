"""Markdown -> headings and paragraphs, by our own reading."""

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.blocks import Block, Parsed, heading, one_line, paragraph
from assistant.ingest.front_matter import LICENCES, LINKS, first_field, front_matter, secure_link
from assistant.ingest.hidden import without_hidden_markup
from assistant.ingest.inline import plain

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]]{1,200}\]:[ \t]")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]]{1,100}\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*$")
_TEMPLATE = re.compile(r"\{%[^%]{0,500}%\}|\{\{[^{}]{0,500}\}\}|\{:[^{}]{0,200}\}")
_ANCHOR = re.compile(r"(?:[ \t]+#+)?(?:[ \t]*\{#[^{}]{1,100}\})?[ \t]*$")


def read_markdown(text: str) -> Parsed:
    """Read Markdown as its reader would see it; front matter decides nothing but title, link and licence."""
    fields, body, warnings = front_matter(text)
    body, hidden = without_hidden_markup(body)
    blocks = tuple(block for block in _blocks(body.split("\n")) if block.text)
    return Parsed(
        kind="markdown",
        blocks=blocks,
        title=one_line(plain(fields.get("title", ""))) or None,
        link=secure_link(first_field(fields, LINKS)),
        licence=first_field(fields, LICENCES),
        hidden=hidden,
        warnings=warnings,
    )


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield headings and paragraphs; inside a fence nothing is a heading."""
    held: list[str] = []
    fence = ""
    for raw in lines:
        line = raw if fence or ">" not in raw else _QUOTE.sub("", raw, count=1)
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                yield paragraph(held)
                held, fence = [], ""
            else:
                held.append(line)
        elif mark:
            yield _told(held)
            held, fence = [], mark[1]
        elif atx := _ATX.match(line):
            yield _told(held)
            yield heading(plain(_ANCHOR.sub("", atx[2] or "")), len(atx[1]))
            held = []
        elif held and _UNDERLINE.match(line) and not _ITEM.match(held[-1]) and "|" not in held[-1]:
            yield heading(plain(" ".join(held)), 1 if "=" in line else 2)
            held = []
        elif not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
            yield _told(held)
            held = []
        else:
            held.append(line)
    yield paragraph(held) if fence else _told(held)


def _told(lines: Sequence[str]) -> Block:
    """Return a paragraph: wrapped lines run on, items and table rows keep their line."""
    kept: list[str] = []
    for raw in lines:
        line = _TEMPLATE.sub("", raw) if "{" in raw else raw
        line = _FOOTNOTE.sub("", line, count=1) if "[^" in line else line
        is_row = "|" in line and line.strip().startswith("|")
        if is_row and _TABLE_RULE.match(line):
            continue
        if not kept or is_row or _ITEM.match(line) or kept[-1].startswith("| "):
            kept.append(_row(line) if is_row else line)
        else:
            kept[-1] += f" {line.strip()}"
    return paragraph(plain(line) for line in kept)


def _row(line: str) -> str:
    return f"| {' | '.join(cell.strip() for cell in line.strip().strip('|').split('|'))} |"
