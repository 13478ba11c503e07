"""What is in a text but not on the page: dropped, and kept aside so that somebody can look at it."""

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def without_hidden_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without comments, and what they said."""
    hidden = tuple(match[0][4:].removesuffix("-->").strip() for match in _COMMENT.finditer(text))
    return _COMMENT.sub("", text), hidden
