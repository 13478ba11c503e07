"""The one road from a situation to an answer."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.checks import faults, results
from assistant.degrading import FAULTY, degraded
from assistant.domain import Answer, Hold, Nudge, Passed, Referral, Situation, Spent, Verdict
from assistant.errors import ModelFailed, NothingToSuggest
from assistant.ports import Brief, Composer, Draft, Gate, Retriever, Unusable, Wanted

log = logging.getLogger(__name__)
DEADLINE_S = 20.0  # for all that a model is asked for one answer; the embedded words come in milliseconds after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Turns a situation into one micro-action, or says who can help more, or that it is better to wait."""

    gate: Gate
    retriever: Retriever
    composers: tuple[Composer, ...]
    """Tried in order; each is told what was wrong with the draft before, and one that failed is not asked again."""
    new_id: Callable[[], str]
    deadline_s: float = DEADLINE_S

    async def suggest(self, situation: Situation) -> Answer:
        """Suggest one micro-action.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        brief = await self.prepare(situation)
        return await self.compose(brief) if isinstance(brief, Brief) else brief

    async def prepare(self, situation: Situation, wanted: Wanted | None = None) -> Brief | Referral | Hold:
        """Screen a situation and find the guidance for it: all that can be done before words are composed."""
        ends = asyncio.get_running_loop().time() + self.deadline_s
        if other := await self.gate.screen(situation):
            return other.model_copy(update={"id": self.new_id()})
        passages = tuple(await self.retriever.search(situation))
        return Brief(situation=situation, passages=passages, wanted=wanted or Wanted(), ends=ends)

    async def compose(self, brief: Brief) -> Answer:
        """Compose the words for what was prepared; a model may still find that somebody else can help more.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        failure: ModelFailed | None = None
        failed: Composer | None = None
        spent: Spent | None = None
        for composer in self.composers:
            if composer is failed:
                continue
            try:
                draft = await composer.compose(brief)
            except ModelFailed as error:
                log.warning("%s gave no draft: %s", composer.name, error.kind)
                failure, failed = error, composer
                continue
            if isinstance(draft, (Hold, Referral)):
                return draft.model_copy(update={"id": self.new_id()})
            spent = spent + draft.spent if spent and draft.spent else spent or draft.spent
            found = draft.faults if isinstance(draft, Unusable) else faults(draft, brief)
            if not isinstance(draft, Unusable) and not found:
                return self._nudge(draft, brief, composer, failure, spent)
            log.warning("a draft of %s failed %s", composer.name, ", ".join(fault.check for fault in found))
            failure = failure or FAULTY
            brief = brief.model_copy(update={"faults": found})
        raise NothingToSuggest(f"none of {len(self.composers)} composers passed the checks; say a little more of what happened")

    def _nudge(self, draft: Draft, brief: Brief, composer: Composer, failure: ModelFailed | None, spent: Spent | None) -> Nudge:
        return Nudge(
            id=self.new_id(),
            action=draft.action,
            why=draft.why,
            sources=draft.sources,
            alternatives=draft.alternatives,
            composer=composer.name,
            degraded=degraded(failure) if failure and composer is not self.composers[0] else None,
            usage=spent,
            checks=tuple(Passed(id=r.id, verdict=r.verdict) for r in results(draft, brief) if r.verdict is not Verdict.NA),
        )
