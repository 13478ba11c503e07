"""Cuts a text as a client asked: after so many tokens, or where one of its stop sequences begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(r"\s*(?:\w{1,6}|[^\w\s])|\s+$")
CHARS_A_TOKEN = 4  # of what is asked; it is an estimate, as its own tokens are the model's that the client means


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text in parts, and how it ended."""

    parts: tuple[str, ...]
    finish: Literal["stop", "length"]
    tokens: int

    @property
    def text(self) -> str:
        """The whole."""
        return "".join(self.parts)


def cut(parts: Sequence[str], max_tokens: int | None, stops: Sequence[str]) -> Cut:
    """Cut a text that comes in parts."""
    whole = "".join(parts)
    end = min((at for stop in stops if (at := whole.find(stop)) >= 0), default=len(whole))
    pieces = list(_TOKEN.finditer(whole, 0, end))
    is_long = max_tokens is not None and len(pieces) > max_tokens
    if is_long and max_tokens is not None:
        end = pieces[max_tokens - 1].end()
    return Cut(parts=tuple(_until(parts, end)), finish="length" if is_long else "stop", tokens=min(len(pieces), max_tokens or len(pieces)))


def estimate(texts: Sequence[str]) -> int:
    """How many tokens there are in what was asked, roughly."""
    return sum(len(text) // CHARS_A_TOKEN + 1 for text in texts)


def _until(parts: Sequence[str], end: int) -> list[str]:
    kept, at = [], 0
    for part in parts:
        kept.append(part[: max(0, end - at)])
        at += len(part)
    return [part for part in kept if part]
