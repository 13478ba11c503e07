"""What a long history holds of words is held once, however many answers are under way."""

import asyncio
from datetime import date
from pathlib import Path

from assistant.domain import Situation
from assistant.memory import Memory
from assistant.pipeline import Assistant
from assistant.remembered import Caller
from assistant.settings import Settings

TODAY = date(2026, 11, 27)
ANA = Caller(person="ana")


def test_answers_under_way_at_once_share_the_words_of_a_history(assistant: Assistant, tmp_path: Path) -> None:
    memory = Memory(Settings(home=tmp_path / "home", database=None))
    asyncio.run(memory.remembering().suggest(assistant, Situation(text="my teammate is quiet in meetings"), ANA, TODAY))

    pasts = [memory.nudges.past(ANA, Situation(text="a colleague never says a word"), TODAY) for _ in range(2)]

    one, other = (past.shown[0] for past in pasts if past)
    assert one.say is other.say
    assert one.card is other.card
