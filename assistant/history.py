"""Asks with a memory: what was given before counts, and what is given now is kept."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer, Nudge, Situation
from assistant.errors import OurError
from assistant.nudge_log import NudgeLog
from assistant.pipeline import Assistant
from assistant.ports import Past
from assistant.remembered import Caller

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembering:
    """An assistant that remembers; where its history cannot be used it answers all the same, and says so in the log."""

    open_log: Callable[[], NudgeLog] | None
    """None where nothing is to be kept."""

    async def suggest(self, assistant: Assistant, situation: Situation, caller: Caller, today: date) -> Answer:
        """Suggest one micro-action to a person; a nudge enters their history, a hold or a referral never does.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        nudges = await asyncio.to_thread(self._opened)
        past = await asyncio.to_thread(_past, nudges, caller, situation, today) if nudges else None
        answer = await assistant.suggest(situation, past)
        if nudges and isinstance(answer, Nudge):
            await asyncio.to_thread(_keep, nudges, caller, situation, answer, today)
        return answer

    def _opened(self) -> NudgeLog | None:
        try:
            return self.open_log() if self.open_log else None
        except OurError as error:
            log.warning("answered without a history: %s", error)
            return None


def _past(nudges: NudgeLog, caller: Caller, situation: Situation, today: date) -> Past | None:
    try:
        return nudges.past(caller, situation, today)
    except OurError as error:
        log.warning("answered without a history: %s", error)
        return None


def _keep(nudges: NudgeLog, caller: Caller, situation: Situation, nudge: Nudge, today: date) -> None:
    try:
        nudges.keep(caller, situation, nudge, today)
    except OurError as error:
        log.warning("this answer is not in the history: %s", error)
