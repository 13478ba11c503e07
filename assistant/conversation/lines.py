"""What is said in a conversation beside the acts themselves: authored lines, read from knowledge/conversation.yaml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from assistant.domain import MicroAction, Practice, Slot, Value
from assistant.errors import BadGuidance


class Reaction(Value):
    """What to say when something comes back that was not hoped for."""

    id: str
    signs: str
    heading: str
    practice: Practice
    say: str
    slots: Mapping[str, str] = {}
    do: str
    card: str

    @property
    def action(self) -> MicroAction:
        """The reaction as an act, for the checks."""
        slots = tuple(Slot(name=name, hint=hint) for name, hint in self.slots.items())
        return MicroAction(practice=self.practice, say=self.say, do=self.do, slots=slots, reflect="What did they say then?")


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
    reactions: Annotated[tuple[Reaction, ...], Field(min_length=1)]
    waiting: Asking
    unseen: Asking
    cues: Annotated[tuple[PlannedCue, ...], Field(min_length=3)]

    def reaction(self, text: str) -> Reaction:
        """The first reaction whose sign is in a text; the last one has none."""
        low = text.lower().replace("’", "'")
        return next(reaction for reaction in self.reactions if re.search(reaction.signs, low))


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
