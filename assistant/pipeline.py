"""The one road from a situation to an answer."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache

from assistant.checks import faults_among, results
from assistant.degrading import FAULTY, GIVEN_BEFORE, degraded, unreadable
from assistant.domain import Answer, CheckResult, Hold, Nudge, Passed, Referral, Situation, Spent, Verdict
from assistant.errors import ModelFailed, NothingToSuggest
from assistant.ports import Brief, Composer, Draft, Gate, Past, Retriever, Unusable, Wanted

log = logging.getLogger(__name__)
DEADLINE_S = 20.0  # for all that a model is asked for one answer; the embedded words come in milliseconds after it
FRESH = "fresh"  # the one check that is held against the history, which no model is told


@dataclass(slots=True)
class _SoFar:
    """What came of composing one answer so far."""

    failure: ModelFailed | None = None
    failed: Composer | None = None
    spent: Spent | None = None
    known: Nudge | None = None
    """A model's, sound but for being like one that was given lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """Turns a situation into one micro-action, or says who can help more, or that it is better to wait."""

    gate: Gate
    retriever: Retriever
    composers: tuple[Composer, ...]
    """Tried in order; each is told what was wrong with the draft before, and one that failed is not asked again."""
    new_id: Callable[[], str]
    deadline_s: float = DEADLINE_S
    one_by_one: AbstractAsyncContextManager[None] = field(default_factory=nullcontext)
    """Entered to screen and to search, which is work and no waiting: a server lets one in after the other."""

    async def suggest(self, situation: Situation, past: Past | None = None) -> Answer:
        """Suggest one micro-action, other than those given lately where another fits as well.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        brief = await self.prepare(situation, past=past)
        return await self.compose(brief) if isinstance(brief, Brief) else brief

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        """Say what stands against a nudge, and search for nothing."""
        async with self.one_by_one:
            return await self.gate.screen(situation)

    async def prepare(self, situation: Situation, wanted: Wanted | None = None, past: Past | None = None) -> Brief | Referral | Hold:
        """Screen a situation and find the guidance for it: all that can be done before words are composed."""
        ends = asyncio.get_running_loop().time() + self.deadline_s
        async with self.one_by_one:
            other = await self.gate.screen(situation)
            passages = () if other else tuple(await self.retriever.search(situation))
        if other:
            return other.model_copy(update={"id": self.new_id()})
        past = past or Past()
        return Brief(
            situation=situation,
            passages=passages,
            wanted=wanted or Wanted(),
            ends=ends,
            shown=past.shown,
            today=past.today,
            leanings=past.leanings,
            reasons=past.reasons,
        )

    async def compose(self, brief: Brief) -> Answer:
        """Compose the words for what was prepared; a model may still find that somebody else can help more.

        A model is asked once, whatever the history holds: where nothing new is found, what it wrote is taken,
        or the last composer is asked again with less of the history in its way.

        Raises:
            NothingToSuggest: No composer gave a draft that passed the checks.

        """
        so_far = _SoFar()
        if answer := await self._composed(self.composers, brief, so_far):
            return answer
        if so_far.known:
            return _as_given_before(so_far.known, brief)
        last_words = tuple(replace(shown, card="") for shown in brief.shown[-1:])
        for shown in (last_words, ()) if brief.shown else ():
            if answer := await self._composed(self.composers[-1:], brief.model_copy(update={"shown": shown}), so_far):
                return _as_given_before(answer, brief)
        raise NothingToSuggest(f"none of {len(self.composers)} composers passed the checks; say a little more of what happened")

    async def _composed(self, composers: Sequence[Composer], brief: Brief, so_far: _SoFar) -> Answer | None:
        for composer in composers:
            if composer is so_far.failed:
                continue
            try:
                draft = await composer.compose(brief)
            except ModelFailed as error:
                log.warning("%s gave no draft: %s", composer.name, error.kind)
                so_far.failure, so_far.failed = error, composer
                continue
            except NothingToSuggest:
                if not brief.shown:
                    raise
                continue
            if isinstance(draft, (Hold, Referral)):
                return draft.model_copy(update={"id": self.new_id()})
            so_far.spent = so_far.spent + draft.spent if so_far.spent and draft.spent else so_far.spent or draft.spent
            checked = () if isinstance(draft, Unusable) else results(draft, brief)
            found = draft.faults if isinstance(draft, Unusable) else faults_among(checked, draft)
            if not isinstance(draft, Unusable) and not found:
                return self._nudge(draft, checked, composer, so_far)
            log.warning("a draft of %s failed %s", composer.name, ", ".join(fault.check for fault in found))
            told = tuple(fault for fault in found if fault.check != FRESH)
            if not isinstance(draft, Unusable) and not told and composer is not self.composers[-1]:
                so_far.known = self._nudge(draft, [r for r in checked if r.id != FRESH], composer, so_far)
                so_far.failure, so_far.failed = GIVEN_BEFORE, composer
                continue
            so_far.failure = so_far.failure or (unreadable(draft.failed) if isinstance(draft, Unusable) else FAULTY)
            brief = brief.model_copy(update={"faults": told})
        return None

    def _nudge(self, draft: Draft, checked: Sequence[CheckResult], composer: Composer, so_far: _SoFar) -> Nudge:
        is_first = composer is self.composers[0]
        return Nudge(
            id=self.new_id(),
            action=draft.action,
            why=draft.why,
            sources=draft.sources,
            alternatives=draft.alternatives,
            because=draft.because,
            composer=composer.name,
            degraded=degraded(so_far.failure) if so_far.failure and not is_first else None,
            usage=so_far.spent,
            checks=tuple(_passed(r.id, r.verdict) for r in checked if r.verdict is not Verdict.NA),
        )


@cache
def _passed(id: str, verdict: Verdict) -> Passed:
    return Passed(id=id, verdict=verdict)


def _as_given_before(answer: Answer, brief: Brief) -> Answer:
    """Say it where the same guidance comes again, since nothing else fits as well."""
    if not isinstance(answer, Nudge):
        return answer
    before = [given.told_on(brief.today) for given in brief.shown if given.card == answer.sources[0].id]
    if not before:
        return answer
    return answer.model_copy(update={"because": f"nothing else fits as well, though this guidance was yours {before[-1]} already"})
