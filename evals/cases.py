"""The labelled texts of evals/data: strict rows, read whole or refused with file and line."""

from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ValidationError

from assistant.domain import Practice, Relation, Value

DATA = Path(__file__).parent / "data"
Split = Literal["dev", "test"]


class Case(Value):
    """A text with what must be true of it; `dev` may be tuned on, `test` never."""

    id: str
    text: str
    split: Split
    tags: tuple[str, ...] = ()


class SituationCase(Case):
    """A situation with the cards that a fair colleague would accept, the best first."""

    cards: tuple[str, ...]
    practice: Practice
    relation: Relation


class OffTopicCase(Case):
    """A text that is no situation."""


class GateCase(Case):
    """A text with the class and category that the gate should see."""

    category: str
    risk: Literal["red", "amber", "green"]


Row = TypeVar("Row", bound=Case)


def read_cases(name: str, kind: type[Row], split: Split) -> list[Row]:
    """Read the cases of one half of a file.

    Raises:
        ValueError: A row breaks the schema, or an id occurs twice; the message names file and line.

    """
    path = DATA / f"{name}.jsonl"
    rows: dict[str, Row] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = kind.model_validate_json(line)
        except ValidationError as error:
            raise ValueError(f"{path.name}:{number}: {error.errors()[0]['msg']}") from error
        if row.id in rows:
            raise ValueError(f"{path.name}:{number}: the id {row.id!r} occurs twice")
        rows[row.id] = row
    return [row for row in rows.values() if row.split == split]
