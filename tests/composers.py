"""An assistant whose words a model of the test's own writes."""

import asyncio
from dataclasses import replace

from assistant.domain import Answer, Situation
from assistant.factory import Parts
from assistant.ports import Model
from assistant.writing import model_turns


def answer(parts: Parts, model: Model, text: str, **fields: object) -> Answer:
    """Ask the assistant, with this model before the cards."""
    composers = (*model_turns(model, parts.guidance, parts.gate), parts.phrasebook)
    assistant = replace(parts.assistant, composers=composers)
    return asyncio.run(assistant.suggest(Situation.model_validate({"text": text, **fields})))
