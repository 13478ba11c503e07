"""Carries a conversation on: turns -> what was prepared -> what is said. Nothing is kept between two calls but in the history."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.challenge import Planned
from assistant.conversation.follow_ups import FollowUp
from assistant.conversation.lines import Lines
from assistant.conversation.modes import Mode
from assistant.conversation.plan import plan_week
from assistant.conversation.remarks import Remarks
from assistant.conversation.situations import is_waiting, lead_of, situation_of, wanted_of
from assistant.conversation.thread import BY_ITSELF, CHANGING, CLOSING, Told, follow
from assistant.domain import MAX_SITUATION_CHARS, Answer, Nudge, Referral, Situation, has_letters
from assistant.errors import NothingToSuggest, OurError
from assistant.given import read_answer
from assistant.guidance import Guidance
from assistant.pipeline import Assistant
from assistant.ports import Brief, History, MomentLog, Past, Speaker, Turn, Wanted
from assistant.prompting import speak, speak_again
from assistant.spoken import Plan, Remark

log = logging.getLogger(__name__)
Said = Answer | Remark | Plan
GRAVE = frozenset({"self_harm", "violence", "harassment", "discrimination", "wrongdoing"})
"""What of a turn that would get a line of ours stops it: of the rest the gate is too unsure in so few words."""
_LACKING = {
    FollowUp.SHORTER: "no_shorter",
    FollowUp.TONE: "no_tone",
    FollowUp.PRACTICE: "no_practice",
    FollowUp.ANOTHER: "no_other",
    FollowUp.DIFFERENT: "no_other",
    FollowUp.OWN_VOICE: "own_voice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is ready before words are composed: the answer itself, or the brief for it."""

    told: Told
    answer: Said | None = None
    brief: Brief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What is said: the answer, and a line before it."""

    answer: Said
    lead: str | None = None
    before: str | None = None
    """What was said before, where this only changes it."""

    @property
    def text(self) -> str:
        """What is said, as Markdown that reads as plain text too."""
        said = speak_again(self.answer, self.before) if isinstance(self.answer, Nudge) and self.before is not None else speak(self.answer)
        return f"{self.lead}\n\n{said}" if self.lead else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Answers a chat from its turns alone, through the same assistant that answers a single question."""

    assistant: Assistant
    guidance: Guidance
    lines: Lines
    holds: Mapping[str, str]
    """The message of each hold, by which it is known again."""
    new_id: Callable[[], str]
    today: Callable[[], date]
    log: MomentLog | None = None
    history: History | None = None
    own_week: Callable[[int], Sequence[Planned]] | None = None
    """The plan of the person's week, at another turn with other cues; None where nothing is known of anybody."""

    async def reply(self, turns: Sequence[Turn], mode: Mode = Mode()) -> Spoken:  # noqa: B008 a frozen value
        """Answer the last turn of the person."""
        return await self.finish(await self.prepare(turns, mode))

    async def prepare(self, turns: Sequence[Turn], mode: Mode = Mode()) -> Prepared:  # noqa: B008 a frozen value
        """Screen what was said and find the guidance for it, so that what can fail has failed before the first word."""
        told = follow(turns, [self.lines.lines["too_long"], *(message for name, message in self.holds.items() if name != "wait")])
        if grave := await self._grave(told, mode):
            return Prepared(told=told, answer=grave)
        if remark := await self._remark(told, turns, mode):
            return Prepared(told=told, answer=remark)
        if len(told.thread.text) > MAX_SITUATION_CHARS:
            return Prepared(told=told, answer=self._remarks.line("too_long"))
        situation = situation_of(told, mode, self.guidance)
        wanted = wanted_of(told, self.guidance)
        ready = await self.assistant.prepare(situation, wanted, await self._past(situation, wanted))
        return Prepared(told=told, brief=ready) if isinstance(ready, Brief) else Prepared(told=told, answer=ready)

    async def finish(self, prepared: Prepared) -> Spoken:
        """Compose what was prepared."""
        if prepared.brief is None:
            assert prepared.answer is not None, "one of the two is there"
            return Spoken(answer=prepared.answer)
        thread, step, given = prepared.told.thread, prepared.told.step, prepared.told.thread.given
        try:
            answer, is_toned = await self._composed(prepared.brief)
        except NothingToSuggest:
            if thread.is_unseen and step.follow_up not in _LACKING:
                return Spoken(answer=self._remarks.unseen())
            return Spoken(answer=self._remarks.line(_LACKING.get(step.follow_up, "no_words") if step.follow_up else "no_words"))
        if not isinstance(answer, Nudge):
            return Spoken(answer=answer)
        if self.history:
            await self.history.keep(prepared.brief.situation, answer)
        is_change = given is not None and given.source == answer.sources[0].title
        before = thread.said if is_change else None
        lead = lead_of(prepared.told, self.lines) if is_toned else self.lines.lines["other_tone"]
        return Spoken(answer=answer, lead=lead, before=before)

    async def _composed(self, brief: Brief) -> tuple[Answer, bool]:
        """The answer, and whether it has the tone that is wanted: fewer words, or other ones, are better than none."""
        try:
            return await self.assistant.compose(brief), True
        except NothingToSuggest:
            wanted = brief.wanted
            if wanted.tone is None:
                raise
            answer = await self.assistant.compose(brief.model_copy(update={"wanted": wanted.model_copy(update={"tone": None})}))
            return answer, wanted.shorter_than is not None

    async def _past(self, situation: Situation, wanted: Wanted) -> Past | None:
        """What the history says, but where other words of the same card are wanted."""
        return await self.history.past(situation) if self.history and not wanted.is_card_fixed else None

    async def _own_week(self, turn: int) -> Sequence[Planned]:
        """The person's own plan; a general one will do where it cannot be read."""
        if self.own_week is None:
            return ()
        try:
            return await asyncio.to_thread(self.own_week, turn)
        except OurError as error:
            log.warning("a week was planned without its history: %s", error)
            return ()

    def line(self, name: str) -> Spoken:
        """One of the authored lines."""
        return Spoken(answer=self._remarks.line(name))

    @property
    def _remarks(self) -> Remarks:
        return Remarks(guidance=self.guidance, lines=self.lines, new_id=self.new_id, today=self.today, log=self.log)

    async def _grave(self, told: Told, mode: Mode) -> Referral | None:
        """What asks something of an answer, or would get a line of ours, is screened by its own words; only a clear finding stops it."""
        gets_a_line = mode.is_week or is_waiting(told, self.holds) or len(told.thread.text) > MAX_SITUATION_CHARS
        if told.step.follow_up is None and not gets_a_line:
            return None
        text = told.step.said[:MAX_SITUATION_CHARS]
        found = await self.assistant.screen(Situation(text=text)) if has_letters(text) else None
        return found.model_copy(update={"id": self.new_id()}) if isinstance(found, Referral) and found.category in GRAVE else None

    async def _remark(self, told: Told, turns: Sequence[Turn], mode: Mode) -> Remark | Plan | None:
        """The line, or the plan, that the last turn asks for; None where it wants an act."""
        step = told.step
        last = told.thread.last
        is_anew = last is not None and last.is_plan and step.follow_up in (FollowUp.ANOTHER, FollowUp.DIFFERENT)
        if step.follow_up is FollowUp.WEEK or is_anew or (mode.is_week and last is None):
            planned = sum(turn.by is Speaker.ASSISTANT and read_answer(turn.text).is_plan for turn in turns)
            return plan_week(self.lines, self.guidance, self.today(), planned, self.new_id(), await self._own_week(planned))
        if told.thread.pasted and told.thread.pasted.is_threat and step.follow_up in CHANGING | {None}:
            return self._remarks.line("threat")
        if is_waiting(told, self.holds):
            return self._remarks.waiting(step.said)
        if told.thread.is_referred and step.follow_up not in (None, *BY_ITSELF, *CLOSING):
            return self._remarks.line("thanks_care" if step.follow_up is FollowUp.DONE else "referred")
        if not told.thread.text and step.follow_up in CHANGING | {None}:
            return self._remarks.line("nothing_yet" if step.follow_up else "help")
        if step.follow_up is None or step.follow_up in CHANGING:
            return None
        return await self._remarks.about(told)
