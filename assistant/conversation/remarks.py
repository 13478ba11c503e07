"""Lines about the last answer: why it works, when to say it, what to do if, and a note of it."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.conversation.follow_ups import FollowUp
from assistant.conversation.lines import Lines, Reaction
from assistant.conversation.thread import Thread, Told
from assistant.domain import MAX_SITUATION_CHARS, Situation
from assistant.errors import OurError
from assistant.guidance import Card, Guidance
from assistant.ports import MomentLog
from assistant.reading import read
from assistant.spoken import Remark

log = logging.getLogger(__name__)
ANYTHING = "anything"
_NO_DATE = re.compile(r"\b(?:no|not|never|didn't|hasn't|doesn't|don't)\b", re.IGNORECASE)
_LINES = {
    FollowUp.HELP: "help",
    FollowUp.YES: "go_ahead",
    FollowUp.NO: "stopped",
    FollowUp.THANKS: "thanks",
    FollowUp.OTHERWISE: "otherwise",
    FollowUp.MISREAD: "misread",
    FollowUp.SHY: "shy",
}
_HARD = frozenset({"says-no", "angry", "cries", "no-answer", "laughs", "plays-down"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Says what is no new act."""

    guidance: Guidance
    lines: Lines
    new_id: Callable[[], str]
    today: Callable[[], date]
    log: MomentLog | None

    def line(self, name: str) -> Remark:
        """One of the authored lines."""
        return Remark(id=self.new_id(), message=self.lines.lines[name])

    def waiting(self, said: str) -> Remark:
        """Leave it until they said that they would talk."""
        waiting = self.lines.waiting
        name = "later_unknown" if _NO_DATE.search(said) else "later"
        return Remark(
            id=self.new_id(),
            message=self.lines.lines[name],
            heading="In a few days" if name == "later_unknown" else "On that day",
            say=waiting.say,
            sources=self.guidance.sources(waiting.card)[:1],
        )

    def unseen(self) -> Remark:
        """Ask before anything is said of what one did not see."""
        unseen = self.lines.unseen
        return self.line("unseen").model_copy(
            update={"say": unseen.say, "heading": "Ask", "sources": self.guidance.sources(unseen.card)[:1]}
        )

    async def about(self, told: Told) -> Remark:
        """The line that a follow-up asks for."""
        thread, step = told.thread, told.step
        card = self.guidance.titled(thread.given.source) if thread.given else None
        if step.follow_up is FollowUp.WHY and card:
            return self._why(card)
        if step.follow_up is FollowUp.WHEN and card:
            return self._when(thread, card)
        if step.follow_up is FollowUp.WHAT_IF:
            return self._what_if(step.said, thread, card)
        if step.follow_up is FollowUp.DONE:
            return await self._done(step.rest, thread, card)
        if step.follow_up is FollowUp.LOG or (step.follow_up is FollowUp.YES and self._was_offered(thread)):
            return await self._note(thread)
        if step.follow_up is FollowUp.THANKS and thread.last and thread.last.is_referral:
            return self.line("thanks_care")
        if step.follow_up is FollowUp.THANKS and not (thread.last and thread.last.practice):
            return self.line("thanks_only")
        return self.line(_LINES.get(step.follow_up, "help") if step.follow_up else "help")

    def _why(self, card: Card) -> Remark:
        return Remark(id=self.new_id(), message=f"{card.why}\n\n{' '.join(card.body.split())}", sources=self.guidance.sources(card.id))

    def _when(self, thread: Thread, card: Card) -> Remark:
        """The cue that was given, with the card's others."""
        first = (thread.given.do if thread.given else None) or card.do[0].text
        others = [cue.text for cue in card.do if cue.text != first and not cue.relations]
        return Remark(id=self.new_id(), message="\n\n".join([first, *others]), sources=self.guidance.sources(card.id)[:1])

    def _what_if(self, said: str, thread: Thread, card: Card | None) -> Remark:
        """What may come back; or what to say on the day that was waited for."""
        leaving = (self.lines.lines["later"], self.lines.lines["later_unknown"])
        if thread.last and thread.last.text.startswith(leaving):
            return self.waiting(thread.last.text)
        return self._reaction(self.lines.reaction(said), thread, card)

    def _reaction(self, reaction: Reaction, thread: Thread, card: Card | None) -> Remark:
        source = card.id if reaction.id == ANYTHING and card else reaction.card
        return Remark(
            id=self.new_id(),
            message=reaction.do,
            say=reaction.action(_praised(thread)).say,
            heading=reaction.heading,
            sources=self.guidance.sources(source)[:1],
        )

    async def _done(self, rest: str, thread: Thread, card: Card | None) -> Remark:
        """They said it: a hard reaction is met, all else is noted, or is worth a note where there is no log."""
        reaction = self.lines.reaction(rest) if rest else None
        if reaction and reaction.id in _HARD:
            return self._reaction(reaction, thread, card)
        if await self._kept(thread):
            line = self.line("logged_effect" if rest else "logged")
        else:
            line = self.line("log_effect" if rest else "log_offer")
        asked = "" if rest or card is None else f" And one to ask yourself: {card.reflect[0].lower()}{card.reflect[1:]}"
        return line.model_copy(update={"message": f"{line.message}{asked}"})

    def _was_offered(self, thread: Thread) -> bool:
        offers = (self.lines.lines["log_offer"], self.lines.lines["log_effect"])
        return thread.last is not None and thread.last.text.startswith(offers)

    def _was_noted(self, thread: Thread) -> bool:
        noted = (self.lines.lines["logged"], self.lines.lines["logged_effect"])
        return thread.last is not None and thread.last.text.startswith(noted)

    async def _kept(self, thread: Thread) -> bool:
        """Keep the moment where there is a log that can be written."""
        given = thread.given
        if self.log is None or given is None or given.practice is None:
            return False
        try:
            await self.log.keep(given.practice, given.says[0], self.today())
        except OurError as error:
            log.warning("a moment was not kept: %s", error)
            return False
        return True

    async def _note(self, thread: Thread) -> Remark:
        """Keep the moment where there is a log; else write the line that the person can keep."""
        given, today = thread.given, self.today()
        if given is None or given.practice is None:
            return self.line("log_nothing")
        if self._was_noted(thread) or await self._kept(thread):
            return self.line("logged")
        line = self.line("log_none")
        return line.model_copy(
            update={"heading": "For your notes", "say": f"{today:%d %B %Y}, {given.practice}: {given.says[0]} What came of it: [one line]"}
        )


def _praised(thread: Thread) -> Mapping[str, str]:
    """What was told that may be said in praise; nothing where a client left the moment out."""
    if not 0 < len(thread.text) <= MAX_SITUATION_CHARS:
        return {}
    reading = read(Situation(text=thread.text, facts=thread.facts))
    return {} if reading.is_fault else reading.told
