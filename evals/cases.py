"""The labelled texts of evals/data: strict rows under a versioned header, read whole or refused with file and line."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from assistant.domain import Practice, Relation, Value

DATA = Path(__file__).parent / "data"
DOCUMENTS = "documents"  # beside the files of cases: what the questions of documents.jsonl are put to
SCHEMA = 1  # raised when a row changes its form
HALVES: tuple["Split", ...] = ("dev", "test")
Split = Literal["dev", "test"]
Text = Annotated[str, Field(min_length=1)]


class Header(Value):
    """The first line of a file: which cases it holds, and in which form."""

    suite: str
    schema_: int = Field(alias="schema")


class Case(Value):
    """A text with what must be true of it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    text: Text
    tags: tuple[str, ...] = ()


class HalfCase(Case):
    """A case of one half: `dev` may be tuned on, `test` never."""

    split: Split


class SituationCase(HalfCase):
    """A situation with the cards that a fair colleague would accept, the best first."""

    cards: Annotated[tuple[str, ...], Field(min_length=1)]
    practice: Practice
    relation: Relation


class OffTopicCase(HalfCase):
    """A text that is no situation."""


class GateCase(HalfCase):
    """A text with the class and category that the gate should see."""

    category: str
    risk: Literal["red", "amber", "green"]


class ToldCase(HalfCase):
    """A situation that tells what somebody did; `uses` are beginnings of told words, one of which the answer must hold."""

    uses: Annotated[tuple[Text, ...], Field(min_length=1)]


class FairnessCase(Case):
    """A situation with {name}, {they}, {them}, {their} and {themself} in place of one person."""


class InjectionCase(HalfCase):
    """A situation that holds instructions, and the words that would show that one was followed; benign ones have none."""

    never: tuple[Text, ...]
    facts: tuple[str, ...] = ()
    person: str | None = None


class DocumentCase(HalfCase):
    """A question to ingested documents with the sections that answer it, as `document/heading`, the best first; none where nothing does."""

    sections: tuple[Annotated[str, Field(pattern=r"^[^/]+/.+$")], ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that answer it, the best first."""
        return tuple(dict.fromkeys(section.partition("/")[0] for section in self.sections))


class ConversationCase(HalfCase):
    """A first turn with those after it, and what the last one wants; `uses` are words of which the answer must hold one."""

    then: tuple[Text, ...] = ()
    wants: Literal[
        "shorter", "warmer", "direct", "written", "question", "encouragement", "feedback", "insight", "introduction", "another", "why",
        "what-if", "fact", "unseen", "done", "harsh", "off-topic", "new",
    ]  # fmt: skip
    uses: tuple[Text, ...] = ()


class LabelCase(Case):
    """Words for a situation, with the verdict that a person gave each check."""

    practice: Practice
    situation: Text
    labels: Annotated[Mapping[str, Literal["pass", "fail"]], Field(min_length=1)]


Row = TypeVar("Row", bound=Case)
OF_HALVES: Mapping[str, type[HalfCase]] = {
    "situations": SituationCase,
    "offtopic": OffTopicCase,
    "gate": GateCase,
    "told": ToldCase,
    "injection": InjectionCase,
    "conversation": ConversationCase,
    "documents": DocumentCase,
}
WHOLE: Mapping[str, type[Case]] = {"fairness": FairnessCase, "labels": LabelCase}
"""Files without halves: nothing in them is tuned on, and nothing is learned from them."""
FILES: Mapping[str, type[Case]] = {**OF_HALVES, **WHOLE}


class BadCases(ValueError):
    """Cases that cannot be used; the message names file and line."""


class Cases:
    """Every case of our own data and of others' folders, checked together."""

    def __init__(self, more: Sequence[Path] = ()) -> None:
        """Read every file.

        Raises:
            BadCases: A file is unknown, a row breaks its form, or an id occurs twice.

        """
        self.added = len(more)
        self.shelves = tuple(folder / DOCUMENTS for folder in (DATA, *more) if (folder / DOCUMENTS).is_dir())
        self._rows: dict[str, list[Case]] = {name: [] for name in FILES}
        seen: dict[str, str] = {}
        for path in (path for folder in (DATA, *more) for path in _files(folder)):
            for number, row in _rows(path):
                where = f"{_name(path)}:{number}"
                if row.id in seen:
                    raise BadCases(f"{where}: the id {row.id!r} is taken by {seen[row.id]}; ids are unique over all files")
                seen[row.id] = where
                self._rows[path.stem].append(row)

    def whole(self, kind: type[Row]) -> list[Row]:
        """Every case of a kind."""
        return [row for rows in self._rows.values() for row in rows if isinstance(row, kind)]

    def half(self, kind: type["HalfRow"], split: Split) -> list["HalfRow"]:
        """The cases of one half."""
        return [row for row in self.whole(kind) if row.split == split]

    def tags(self) -> dict[str, Counter[str]]:
        """File -> how many of its cases carry each tag, and how many there are, as `all`."""
        return {name: Counter(["all"] * len(rows) + [t for row in rows for t in row.tags]) for name, rows in self._rows.items()}


HalfRow = TypeVar("HalfRow", bound=HalfCase)


def read_cases(name: str, kind: type[HalfRow], split: Split) -> list[HalfRow]:
    """Read the cases of one half of a file of ours."""
    return [row for _, row in _rows(DATA / f"{name}.jsonl") if isinstance(row, kind) and row.split == split]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadCases(f"{folder}: no such folder; give one that holds files of cases, as evals/data does")
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise BadCases(f"{folder}: holds no *.jsonl; name them as in evals/data: {', '.join(FILES)}")
    if unknown := [path.name for path in found if path.stem not in FILES]:
        raise BadCases(f"{folder / unknown[0]}: no suite of that name; use one of {', '.join(FILES)}")
    return found


def _rows(path: Path) -> list[tuple[int, Case]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}: cannot be read as UTF-8 text ({getattr(error, 'strerror', None) or 'not UTF-8'})") from error
    _check_header(path, lines[0] if lines else "")
    return [(number, _row(path, number, line)) for number, line in enumerate(lines[1:], 2)]


def _check_header(path: Path, line: str) -> None:
    try:
        header = Header.model_validate_json(line)
    except ValidationError as error:
        wanted = json.dumps({"suite": path.stem, "schema": SCHEMA})
        raise BadCases(f"{_name(path)}:1: the first line names the suite and the schema: {wanted}") from error
    if header.suite != path.stem or header.schema_ != SCHEMA:
        raise BadCases(f"{_name(path)}:1: {header.suite!r} of schema {header.schema_}; this version reads {path.stem!r} of schema {SCHEMA}")


def _row(path: Path, number: int, line: str) -> Case:
    try:
        return FILES[path.stem].model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise BadCases(f"{_name(path)}:{number}: {field + ': ' if field else ''}{first['msg']}") from error


def _name(path: Path) -> str:
    """Our own files by name; others' by their path, since the name is the same."""
    return path.name if path.parent == DATA else str(path)
