"""Settings -> the way to a model; its imports stand inside functions, since most commands ask none."""

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.provider.endpoint import Endpoint
    from assistant.provider.line import Line


def open_model(settings: Settings) -> "Endpoint | None":
    """Return the way to the model that is configured, if one is; nothing is sent, and its SDK not imported, before it is asked.

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
