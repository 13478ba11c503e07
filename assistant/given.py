"""Recognises an answer of ours in the text of a turn, by its form: a chat's client sends back what it was sent."""

import re

from assistant.domain import Practice, Value

_SAY = re.compile(r"^\*\*Say\*\* \((?P<what>[^)\n]+)\)\n+(?P<words>(?:> ?[^\n]*(?:\n|$))+)", re.MULTILINE)
_WHEN = re.compile(r"^\*\*When:\*\* ([^\n]+)$", re.MULTILINE)
_OTHER = re.compile(rf"^- \((?:{'|'.join(Practice)})\) (?P<words>[^\n]+)$", re.MULTILINE)
_PLANNED = re.compile(r"^> (?P<words>[^\n]+)$", re.MULTILINE)
_SOURCE = re.compile(r"^Source: (?P<title>[^\n]+?)(?: \([\w ]+\))?(?: <|;|$)", re.MULTILINE)
PLAN = "**Three small moments"
_REFERRED = re.compile(r"^Who can help: ", re.MULTILINE)


class Given(Value):
    """What an earlier answer gave."""

    practice: Practice | None = None
    """Of its micro-action; None where it was none."""
    says: tuple[str, ...] = ()
    """The words in it, the main ones first."""
    do: str | None = None
    """Its cue, where it names one."""
    source: str | None = None
    """The title of the guidance named first."""
    is_referral: bool = False
    is_plan: bool = False
    text: str


def read_answer(text: str) -> Given:
    """Read an answer; what is not ours gives nothing but its text."""
    said = _SAY.search(text)
    source, when = _SOURCE.search(text), _WHEN.search(text)
    says = [_unquoted(said["words"])] if said else [found["words"] for found in _PLANNED.finditer(text)]
    return Given(
        practice=_practice(said["what"]) if said else None,
        says=(*says, *(found["words"] for found in _OTHER.finditer(text))),
        source=source["title"] if source else None,
        do=when[1] if when else None,
        is_plan=text.startswith(PLAN),
        is_referral=bool(_REFERRED.search(text)),
        text=text,
    )


def _practice(what: str) -> Practice | None:
    name = what.partition(",")[0].strip()
    return next((practice for practice in Practice if practice == name), None)


def _unquoted(block: str) -> str:
    return " ".join(line.removeprefix(">").strip() for line in block.strip().splitlines())
