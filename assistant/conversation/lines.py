"""What is said in a conversation beside the acts themselves: authored lines, read from knowledge/conversation.yaml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from assistant.domain import MicroAction, Practice, Value
from assistant.errors import BadGuidance
from assistant.slots import fill


class Reaction(Value):
    """What to say when something comes back that was not hoped for."""

    id: str
    signs: str
    after: tuple[str, ...] = ()
    """The sorts of answer that it may follow; none are named where it may follow any."""
    heading: str
    practice: Practice
    say: str
    do: str
    card: str

    def action(self, told: Mapping[str, str]) -> MicroAction:
        """The reaction as an act, with what was told in it."""
        said = fill(self.say, told, {}, None)
        return MicroAction(practice=self.practice, say=said.text, do=self.do, slots=said.slots, reflect="What did they say then?")


class Asking(Value):
    """What to say on the day where somebody asked for space, or where one was not there; with the card behind it."""

    say: str
    card: str


class PlannedCue(Value):
    """A moment that most weeks hold, with the card whose words suit it."""

    when: str
    card: str
    practice: Practice


class Lines(Value):
    """All of them."""

    lines: Mapping[str, str]
    asides: Mapping[str, Mapping[str, str]]
    """What is said of an answer, by what is asked and then by the sort of the answer."""
    reactions: Annotated[tuple[Reaction, ...], Field(min_length=1)]
    waiting: Asking
    unseen: Asking
    cues: Annotated[tuple[PlannedCue, ...], Field(min_length=3)]

    def reaction(self, text: str, sort: str | None) -> Reaction:
        """The first reaction to an answer of this sort whose sign is in a text; the last one has none."""
        low = text.lower().replace("’", "'")
        fitting = (one for one in self.reactions if not one.after or sort in one.after)
        return next(reaction for reaction in fitting if re.search(reaction.signs, low))


def read_lines(folder: Path) -> Lines:
    """Read the lines of a knowledge folder.

    Raises:
        BadGuidance: The file breaks its form; the message names it.

    """
    path = folder / "conversation.yaml"
    try:
        return Lines.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise BadGuidance(f"{path}: {str(error).splitlines()[0]}") from error
