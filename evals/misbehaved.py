"""Answers to the twenty moments through a model that misbehaves in every way: what of it reached the person."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.domain import Answer, Nudge, Situation, Value
from assistant.ports import Ask, Model
from assistant.prompting import speak
from assistant.writing import model_turns
from evals.misbehaving import MISBEHAVIOURS, MOMENTS
from evals.scripted import Scripted, given_ids
from evals.system import System


class Outcome(Value):
    """One misbehaviour over all moments."""

    misbehaviour: str
    answers: int
    from_cards: int
    """Answers that were not the model's at all."""
    reached: tuple[str, ...]
    """What people would have read of it."""


def answer(system: System, model: Model, situation: Situation) -> Answer:
    """Ask the system, with this model before its cards."""
    composers = (*model_turns(model, system.guidance, system.gate), system.phrasebook)
    return asyncio.run(replace(system.assistant, composers=composers).suggest(situation))


def behaved(system: System) -> list[Answer]:
    """The answers of a model that does as it is asked."""
    return [answer(system, Scripted(script=(_citing(moment.reply()),)), Situation(text=moment.text)) for moment in MOMENTS]


def misbehaved(system: System, names: tuple[str, ...] = tuple(MISBEHAVIOURS)) -> Iterator[Outcome]:
    """Every misbehaviour, the same one in both turns of the model."""
    for name in names:
        case = MISBEHAVIOURS[name]
        answers = [answer(system, Scripted(script=(_citing(case.spoil(m)),)), Situation(text=m.text)) for m in MOMENTS]
        reached = [speak(given) for given in answers if case.reached(given)]
        from_cards = sum(isinstance(given, Nudge) and given.composer == system.phrasebook.name for given in answers)
        yield Outcome(misbehaviour=name, answers=len(answers), from_cards=from_cards, reached=tuple(reached))


def _citing(reply: str) -> Callable[[Ask], str]:
    """The reply with a passage that it was given as its source, where it names none of its own."""
    return lambda ask: reply.replace('"sources": []', f'"sources": {json.dumps(given_ids(ask)[:1])}')
