"""The marked blocks of a message, found in one pass: a message of 256 kB may hold fifty thousand tags."""

import re

from assistant.domain import Value

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?>")
_FENCE = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)


class Block(Value):
    """A block from its opening to its closing mark, and what is inside."""

    name: str
    start: int
    end: int
    inside: str


def tagged(text: str) -> list[Block]:
    """The blocks between tags of one name, outer and inner; a tag that nothing closes marks none."""
    opened: dict[str, list[re.Match[str]]] = {}
    found = []
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not tag["close"]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            begin = opened[name].pop()
            found.append(Block(name=name, start=begin.start(), end=tag.end(), inside=text[begin.end() : tag.start()]))
    return found


def fenced(text: str) -> list[Block]:
    """The fenced blocks; their name is what stands behind the opening fence."""
    found = []
    begin: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if begin is None:
            begin = fence
        elif fence["mark"] == begin["mark"] and not fence["info"].strip():
            inside = text[begin.end() : fence.start()].strip("\n")
            found.append(Block(name=begin["info"].strip().lower(), start=begin.start(), end=fence.end(), inside=inside))
            begin = None
    return found


def without(text: str, blocks: list[Block]) -> str:
    """The text with a line break in place of each block."""
    kept, at = [], 0
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        if block.start >= at:
            kept.append(text[at : block.start])
            at = block.end
    return "\n".join([*kept, text[at:]])
