"""What is remembered of somebody: moments, reflections and nudges given, as frozen values."""

import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from assistant.domain import Practice, Value, clean

ME = "me"  # whose history it is where no key says otherwise
MAX_NOTE_CHARS = 500


def _line(raw: object) -> object:
    return " ".join(clean(raw).split()) if isinstance(raw, str) else raw


AS_LINE = BeforeValidator(_line)
"""Words of somebody's as one line."""


def person_named(given: str) -> str:
    """Return the one form in which a person is known, however their name is capitalised or composed."""
    folded = unicodedata.normalize("NFD", " ".join(clean(given).split())).casefold()
    return unicodedata.normalize("NFC", folded)


def _has_words(text: str) -> str:
    if not any(c.isalpha() for c in text):
        raise ValueError("there are no words in it")
    return text


Note = Annotated[str, AS_LINE, StringConstraints(max_length=MAX_NOTE_CHARS), AfterValidator(_has_words)]
ShortName = Annotated[str, AS_LINE, StringConstraints(min_length=1, max_length=100)]
Person = Annotated[str, AfterValidator(person_named)]

Topic = Annotated[str, AS_LINE, StringConstraints(min_length=2, max_length=120, pattern=r"[^\W\d_]")]


class Caller(Value):
    """Who asks, and so whose history it is: the key says it, and `me` is whoever sits at this machine."""

    person: Person = ME
    timezone: str | None = None
    keeps_situations: bool = False
    """The person wants the situation's own words kept beside the nudge."""


class Deed(Value):
    """What somebody says they did."""

    text: Note = Field(description="What you did, in one line.")
    practice: Practice | None = Field(default=None, description="Which practice it was; read from the text if absent.")
    about: ShortName | None = Field(default=None, description="With whom.")
    nudge: str | None = Field(default=None, max_length=64, description="The id of the nudge that it came from.")
    day: date | None = Field(default=None, description="The day it was, by your own time zone; today if absent.")


class Reflection(Value):
    """What somebody noted later of a moment's impact."""

    day: date
    text: str


class Moment(Value):
    """Something that the person did: a micro-mentorship act, dated, with its practice."""

    id: str
    day: date
    text: str
    practice: Practice | None = None
    about: str | None = None
    nudge: str | None = None
    reflections: tuple[Reflection, ...] = ()


class Given(Value):
    """A nudge as the history keeps it; the situation's text only where the person wished it."""

    id: str
    day: date
    practice: Practice
    card: str
    say: str
    do: str
    useful: bool | None = None
    situation: str | None = None


class MomentList(Value):
    """Moments, newest first."""

    moments: tuple[Moment, ...]


class GivenList(Value):
    """Nudges that were given, newest first."""

    nudges: tuple[Given, ...]
