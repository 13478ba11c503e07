"""Settings -> the way to a model; its imports stand inside functions, since most commands ask none."""

from typing import TYPE_CHECKING

from assistant.guidance import Guidance
from assistant.ports import Composer, Model, Referrer
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.provider.endpoint import Endpoint
    from assistant.provider.line import Line


def open_model(settings: Settings) -> "Endpoint | None":
    """Return the way to the model that is configured, if one is; nothing is sent, and no HTTP client imported, before it is asked.

    Whoever opens it closes it, in the event loop in which it was asked.

    Raises:
        BadSettings: What is configured cannot be used.

    """
    from assistant.provider.address import address_of
    from assistant.provider.endpoint import IDLE_S, Endpoint

    address = address_of(settings)
    if address is None:
        return None

    def connect() -> "Line":
        from assistant.provider.line import Line

        return Line(address, idle_s=IDLE_S)

    return Endpoint(address, connect)


def guarded_model(model: Model, settings: Settings) -> Model:
    """A model that is told no names, and costs no more than a day's budget.

    Raises:
        BadSettings: A setting of prices, budgets or people cannot be used.

    """
    from assistant.writing import guarded

    return guarded(model, settings)


def model_turns_of(model: Model | None, guidance: Guidance, referrer: Referrer) -> tuple[Composer, ...]:
    """What stands before the cards: a model twice, or nothing."""
    if model is None:
        return ()
    from assistant.writing import model_turns

    return model_turns(model, guidance, referrer)
