"""A model's part of the assistant: what stands around it, and its turns among the composers."""

from contextlib import suppress
from datetime import UTC, datetime

from assistant.budget import Budgeted, ledger_of
from assistant.composers.model import ModelComposer
from assistant.domain import Situation
from assistant.errors import ModelFailed
from assistant.guidance import Guidance
from assistant.masking import Masking, read_people
from assistant.outgoing import Outgoing
from assistant.pipeline import Assistant
from assistant.ports import Ask, Brief, Composer, Model, Past, Referrer
from assistant.prices import price_of
from assistant.settings import Settings


def guarded(model: Model, settings: Settings) -> Model:
    """A model that is told no names, and costs no more than a day's budget.

    Raises:
        BadSettings: A setting of prices, budgets or people cannot be used.

    """
    price = price_of(model.name, settings.model_url, settings.model_price)
    path, today = settings.home / "spent.json", lambda: datetime.now(UTC).date()
    ledger = ledger_of(path, price, today, settings.daily_tokens, settings.daily_usd)
    return Masking(model=Budgeted(model=model, price=price, ledger=ledger), people=read_people(settings.people))


def model_turns(model: Model, guidance: Guidance, referrer: Referrer) -> tuple[Composer, ...]:
    """A model is asked twice: the second time it is told its faults."""
    composer = ModelComposer(model=model, guidance=guidance, referrer=referrer)
    return (composer, composer)


async def outgoing(
    assistant: Assistant, guidance: Guidance, referrer: Referrer, people: tuple[str, ...], situation: Situation, past: Past | None
) -> Ask | None:
    """What a model would be sent for a situation; None where it would be asked nothing. Nothing is sent."""
    unsent = Outgoing(people=people)
    brief = await assistant.prepare(situation, past=past)
    if isinstance(brief, Brief):
        with suppress(ModelFailed):
            await model_turns(unsent.model, guidance, referrer)[0].compose(brief)
    return unsent.ask
