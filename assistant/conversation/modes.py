"""The names under which a chat's picker offers the assistant: one for all, one for each practice, one for a week."""

from assistant.domain import Practice, Value
from assistant.errors import NoSuchModel


class Mode(Value):
    """What a conversation is for."""

    name: str = "smallacts"
    practice: Practice | None = None
    is_week: bool = False


WEEK = Mode(name="smallacts-week", is_week=True)
MODES: tuple[Mode, ...] = (Mode(), *(Mode(name=f"smallacts-{practice}", practice=practice) for practice in Practice), WEEK)


def mode_of(name: str) -> Mode:
    """Return the mode of this name.

    Raises:
        NoSuchModel: None has it.

    """
    found = next((mode for mode in MODES if mode.name == name), None)
    if found is None:
        raise NoSuchModel(f"there is no model {name[:60]!r}; use one of {', '.join(mode.name for mode in MODES)}")
    return found
