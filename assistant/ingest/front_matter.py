"""The fields that may stand above a Markdown text: only title, link and licence count, and nothing is ever constructed."""

import re

import yaml

MAX_FRONT_MATTER = 8_192
LINKS = ("link", "url", "canonical", "canonical_url", "source")
LICENCES = ("licence", "license")
_FENCE = re.compile(r"\A---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[\w-]{1,60}[ \t]*:(?:[ \t]|$)", re.MULTILINE)


def front_matter(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Return the plain fields at the head of a text, the text below them, and warnings."""
    fence = _FENCE.match(text)
    if not fence or not _FIELD.match(text, fence.end()):
        return {}, text, ()
    end = _END.search(text, fence.end())
    if not end:
        return {}, text, ()
    below = text[end.end() :]
    if end.start() > MAX_FRONT_MATTER:
        return {}, below, ("its front matter is longer than 8 kB and was left out",)
    try:
        return _plain_fields(text[fence.end() : end.start()]), below, ()
    except yaml.YAMLError:
        return {}, below, ("its front matter is no plain YAML and was left out",)


def _plain_fields(source: str) -> dict[str, str]:
    """Read scalar fields of the outermost mapping from the events: aliases, tags and nesting are passed over."""
    fields: dict[str, str] = {}
    depth = 0
    name: str | None = None
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, (yaml.CollectionEndEvent)):
            depth -= 1
            name = None
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif depth == 1 and isinstance(event, yaml.ScalarEvent):
            if name is None:
                name = event.value
                continue
            fields.setdefault(name.strip().casefold(), event.value.strip())
            name = None
        elif depth == 1:
            name = None if name else ""
    return fields


def first_field(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Return the first of these fields that says something."""
    return next((fields[name] for name in names if fields.get(name)), None)


def secure_link(url: str | None) -> str | None:
    """Return a web address if it is one of https and can be shown whole."""
    return url if url and re.fullmatch(r"https://[\w.-]{1,255}(?::\d{1,5})?(?:[/?#][!-~]{0,1500})?", url, re.ASCII) else None
