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
class OwnHistory:
    """What one person was given; where it cannot be used they are answered all the same, and the log says so."""

    open_log: Callable[[], NudgeLog] | None
    """None where nothing is to be kept, and nothing was."""
    caller: Caller
    today: Callable[[], date]

    async def past(self, situation: Situation) -> Past | None:
        """Return what the history says to a situation."""
        return await asyncio.to_thread(self._past, situation) if self.open_log else None

    async def keep(self, situation: Situation, nudge: Nudge) -> None:
        """Keep that a nudge was given."""
        if self.open_log:
            await asyncio.to_thread(self._keep, situation, nudge)

    def _past(self, situation: Situation) -> Past | None:
        try:
            return self.open_log().past(self.caller, situation, self.today()) if self.open_log else None
        except OurError as error:
            log.warning("answered without a history: %s", error)
            return None

    def _keep(self, situation: Situation, nudge: Nudge) -> None:
        try:
            if self.open_log:
                self.open_log().keep(self.caller, situation, nudge, self.today())
        except OurError as error:
            log.warning("this answer is not in the history: %s", error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembering:
    """An assistant that remembers."""

    open_log: Callable[[], NudgeLog] | None
    """None where nothing is to be kept, and nothing was."""

    def of(self, caller: Caller, today: Callable[[], date]) -> OwnHistory:
        """Return one person's history."""
        return OwnHistory(open_log=self.open_log, caller=caller, today=today)

    async def suggest(self, assistant: Assistant, situation: Situation, caller: Caller, today: date) -> Answer:
        """Suggest one micro-action to a person; a nudge enters their history, a hold or a referral never does.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        history = self.of(caller, lambda: today)
        answer = await assistant.suggest(situation, await history.past(situation))
        if isinstance(answer, Nudge):
            await history.keep(situation, answer)
        return answer
