"""What a model would be sent, found by asking one that keeps it and sends nothing."""

from assistant.errors import Failure, ModelFailed
from assistant.masking import Masking
from assistant.ports import Ask, Model, Reply


class Outgoing:
    """Keeps the first ask that would have left the machine."""

    name = "nobody"

    def __init__(self, people: tuple[str, ...]) -> None:
        """Stand where a model would, behind the same mask."""
        self.ask: Ask | None = None
        self.model: Model = Masking(model=self, people=people)

    async def reply(self, ask: Ask) -> Reply:
        """Keep the ask."""
        self.ask = ask
        raise ModelFailed(Failure.NOT_ASKED, "nothing is sent")
