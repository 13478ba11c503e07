"""The one road from a situation to an answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.checks import faults, results
from assistant.domain import Answer, Hold, Nudge, Passed, Referral, Situation, Verdict
from assistant.errors import NothingToSuggest
from assistant.ports import Brief, Composer, Draft, Gate, Retriever, Wanted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Turns a situation into one micro-action, or says who can help more, or that it is better to wait."""

    gate: Gate
    retriever: Retriever
    composers: tuple[Composer, ...]
    """Tried in order; each is told what was wrong with the draft before."""
    new_id: Callable[[], str]

    async def suggest(self, situation: Situation) -> Answer:
        """Suggest one micro-action.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        brief = await self.prepare(situation)
        return await self.compose(brief) if isinstance(brief, Brief) else brief

    async def prepare(self, situation: Situation, wanted: Wanted | None = None) -> Brief | Referral | Hold:
        """Screen a situation and find the guidance for it: all that can be done before words are composed."""
        if other := await self.gate.screen(situation):
            return other.model_copy(update={"id": self.new_id()})
        passages = tuple(await self.retriever.search(situation))
        return Brief(situation=situation, passages=passages, wanted=wanted or Wanted())

    async def compose(self, brief: Brief) -> Nudge | Hold:
        """Compose the words for what was prepared.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        for composer in self.composers:
            draft = await composer.compose(brief)
            if isinstance(draft, Hold):
                return draft.model_copy(update={"id": self.new_id()})
            if not (found := faults(draft, brief)):
                return self._nudge(draft, brief, composer)
            log.warning("a draft of %s failed %s", composer.name, ", ".join(fault.check for fault in found))
            brief = brief.model_copy(update={"faults": found})
        raise NothingToSuggest(f"none of {len(self.composers)} composers passed the checks; say a little more of what happened")

    def _nudge(self, draft: Draft, brief: Brief, composer: Composer) -> Nudge:
        return Nudge(
            id=self.new_id(),
            action=draft.action,
            why=draft.why,
            sources=draft.sources,
            alternatives=draft.alternatives,
            composer=composer.name,
            checks=tuple(Passed(id=r.id, verdict=r.verdict) for r in results(draft, brief) if r.verdict is not Verdict.NA),
        )
