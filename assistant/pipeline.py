"""The one road from a situation to an answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.checks import faults, results
from assistant.domain import Answer, Hold, Nudge, Passed, Situation, Verdict
from assistant.errors import NothingToSuggest
from assistant.ports import Brief, Composer, Draft, Gate, Past, Retriever

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Turns a situation into one micro-action, or says who can help more, or that it is better to wait."""

    gate: Gate
    retriever: Retriever
    composers: tuple[Composer, ...]
    """Tried in order; each is told what was wrong with the draft before."""
    new_id: Callable[[], str]

    async def suggest(self, situation: Situation, past: Past | None = None) -> Answer:
        """Suggest one micro-action, other than those given lately where another fits as well.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        if other := await self.gate.screen(situation):
            return other.model_copy(update={"id": self.new_id()})
        past = past or Past()
        brief = Brief(
            situation=situation,
            passages=tuple(await self.retriever.search(situation)),
            shown=past.shown,
            today=past.today,
            leanings=past.leanings,
            reasons=past.reasons,
        )
        if brief.shown and (new := await self._composed(brief)):
            return new
        last_words = tuple(shown.model_copy(update={"card": ""}) for shown in past.shown[-1:])
        for shown in (last_words, ()) if last_words else ((),):
            if answer := await self._composed(brief.model_copy(update={"shown": shown})):
                return _as_given_before(answer, past)
        raise NothingToSuggest(f"none of {len(self.composers)} composers passed the checks; say a little more of what happened")

    async def _composed(self, brief: Brief) -> Nudge | Hold | None:
        for composer in self.composers:
            try:
                draft = await composer.compose(brief)
            except NothingToSuggest:
                if not brief.shown:
                    raise
                continue
            if isinstance(draft, Hold):
                return draft.model_copy(update={"id": self.new_id()})
            if not (found := faults(draft, brief)):
                return self._nudge(draft, brief, composer)
            log.warning("a draft of %s failed %s", composer.name, ", ".join(fault.check for fault in found))
            brief = brief.model_copy(update={"faults": found})
        return None

    def _nudge(self, draft: Draft, brief: Brief, composer: Composer) -> Nudge:
        return Nudge(
            id=self.new_id(),
            action=draft.action,
            why=draft.why,
            sources=draft.sources,
            alternatives=draft.alternatives,
            because=draft.because,
            composer=composer.name,
            checks=tuple(Passed(id=r.id, verdict=r.verdict) for r in results(draft, brief) if r.verdict is not Verdict.NA),
        )


def _as_given_before(answer: Nudge | Hold, past: Past) -> Nudge | Hold:
    """Say it where the same guidance comes again, since nothing else fits as well."""
    if isinstance(answer, Hold):
        return answer
    before = [shown.on for shown in past.shown if shown.card == answer.sources[0].id]
    if not before:
        return answer
    return answer.model_copy(
        update={"because": f"nothing else fits as well, though this guidance was yours on {before[-1]:%-d %B} already"}
    )
