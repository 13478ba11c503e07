"""The words of the weekly challenge, read from knowledge/week.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from assistant.domain import Practice, Value
from assistant.errors import BadGuidance
from assistant.resources import folder


class Cue(Value):
    """A moment to look out for, and what to do when it comes."""

    when: str = Field(alias="if")
    then: str
    card: str


class WeekWords(Value):
    """All that a week is told in."""

    cues: Mapping[Practice, tuple[Cue, ...]]
    look_back: tuple[str, str, str]
    look_back_on_nothing: tuple[str, str, str]


@cache
def read_week_words() -> WeekWords:
    """Read the words.

    Raises:
        BadGuidance: The file does not hold what it should.

    """
    return _read(folder("knowledge") / "week.yaml")


def _read(path: Path) -> WeekWords:
    try:
        return WeekWords.model_validate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise BadGuidance(f"{path.name}: the words of the week cannot be read ({type(error).__name__}); install smallacts again") from error
