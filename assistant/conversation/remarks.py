"""Lines about the last answer: why it works, when to say it, what to do if, and a note of it."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.conversation.follow_ups import FollowUp
from assistant.conversation.lines import Lines, Reaction
from assistant.conversation.thread import Thread, Told
from assistant.domain import MAX_SITUATION_CHARS, Practice, Situation
from assistant.errors import OurError
from assistant.given import Given
from assistant.guidance import Card, Guidance
from assistant.ports import MomentLog
from assistant.reading import read
from assistant.slots import HINTS
from assistant.spoken import Remark

log = logging.getLogger(__name__)
ANYTHING = "anything"
APOLOGY = "apology"
_NO_DATE = re.compile(r"\b(?:no|not|never|didn't|hasn't|doesn't|don't)\b", re.IGNORECASE)
_LINES = {
    FollowUp.HELP: "help",
    FollowUp.YES: "go_ahead",
    FollowUp.NO: "stopped",
    FollowUp.THANKS: "thanks",
    FollowUp.OTHERWISE: "otherwise",
    FollowUp.MISREAD: "misread",
    FollowUp.SHY: "shy",
    FollowUp.ELSEWHERE: "elsewhere",
    FollowUp.ABSENT: "absent",
    FollowUp.CHANNEL: "channel",
    FollowUp.ESCALATE: "escalate",
    FollowUp.AFRAID: "afraid",
}
_EASY = frozenset({"agrees", "glad", "says-yes", "one-says-yes", "apologises", "forgives", "all-fine", "asks-me", ANYTHING})
"""What may well come back: it is worth a note, and needs no words."""
_OWN_WORDS = re.compile(r"(?:that|about|how|what|why|to|it was)\b", re.IGNORECASE)
"""What stands behind `I told her`, where it is what was said and not what came back."""
_MISTAKE = "after-a-public-mistake"
_SORRY = re.compile(r"\b(?:sorry|apolog\w+|got (?:that|it|something) wrong|put (?:it|that) right)\b", re.IGNORECASE)
_MY_APOLOGY = re.compile(r"\b(?:my|the|an) apology\b|\bi apologi[sz]e\b", re.IGNORECASE)
_CALLED = re.compile(r"(?:^|, )(\[[^\]]+\])(?=[,?.!])")
"""Where words leave a name open: `Would it suit you, [their name]?`."""
_HOW_PRAISE_IS_LIKED = "public-or-private-praise"


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
        if thread.given and card and (remark := self._of_answer(told, thread.given, card)):
            return remark
        if step.follow_up is FollowUp.WHAT_IF:
            return self._what_if(step.said, thread, card)
        if step.follow_up is FollowUp.DONE:
            return await self._done(step.rest, thread, card)
        if step.follow_up is FollowUp.LOG or (step.follow_up is FollowUp.YES and self._was_offered(thread)):
            return await self._note(thread)
        if step.follow_up is FollowUp.THANKS and thread.is_referred:
            return self.line("thanks_care")
        if step.follow_up is FollowUp.THANKS and not (thread.last and thread.last.practice):
            return self.line("thanks_only")
        return self.line(_LINES.get(step.follow_up, "help") if step.follow_up else "help")

    def _of_answer(self, told: Told, given: Given, card: Card) -> Remark | None:
        """What is said of the answer before: why it works, when and where to say it, how to begin, to whom."""
        match told.step.follow_up:
            case FollowUp.WHY:
                return self._why(card)
            case FollowUp.WHEN:
                return self._when(given, card)
            case FollowUp.START:
                return self._start(given, card)
            case FollowUp.NAMED:
                return self._named(told.step.rest, told.thread.text, given, card)
            case FollowUp.PLACE | FollowUp.REMOTE | FollowUp.NOT_NOW | FollowUp.AVOID as asked:
                return self._aside(asked.value, given, card)
        return None

    def _why(self, card: Card) -> Remark:
        return Remark(id=self.new_id(), message=f"{card.why}\n\n{' '.join(card.body.split())}", sources=self.guidance.sources(card.id))

    def _when(self, given: Given, card: Card) -> Remark:
        """The cue that was given, with the card's others."""
        first = given.do or card.do[0].text
        kin = next((cue.relations for cue in card.do if cue.text == first), None)  # a cue of another card, or for a message, has none
        others = [cue.text for cue in card.do if cue.text != first and cue.relations == kin]
        return Remark(id=self.new_id(), message="\n\n".join([first, *others]), sources=self.guidance.sources(card.id)[:1])

    def _aside(self, name: str, given: Given, card: Card) -> Remark:
        """Where to say it, or what to do where one cannot."""
        sort = _sort(given, card)
        of = _HOW_PRAISE_IS_LIKED if name == "place" and sort == Practice.ENCOURAGEMENT else card.id
        line = self.lines.asides[name][sort or Practice.QUESTION]
        return Remark(id=self.new_id(), message=line, sources=self.guidance.sources(of)[:1])

    def _start(self, given: Given, card: Card) -> Remark:
        """A first sentence before the words that were given: the moment for it, and a way in."""
        return Remark(
            id=self.new_id(),
            message=self.lines.lines["start"],
            heading="Begin with",
            say=self.lines.asides["start"][_sort(given, card) or Practice.QUESTION],
            sources=self.guidance.sources(card.id)[:1],
        )

    def _named(self, name: str, told: str, given: Given, card: Card) -> Remark:
        """The words again, with the name at their start, or where they left it open."""
        said, (first, *more) = given.says[0], name.replace(" and ", " ").split()
        sources = self.guidance.sources(card.id)[:1]
        if place := _CALLED.search(said):
            words = f"{said[: place.start(1)]}{first}{said[place.end(1) :]}"
            words = words.replace(f"[{HINTS['other_person']}]", (more or [f"[{HINTS['other_person']}]"])[0])
            return Remark(id=self.new_id(), message=self.lines.lines["named_in"], heading=f"To {first}", say=words, sources=sources)
        words = f"{first}, {_uncapped(said, told)}"
        return Remark(id=self.new_id(), message=self.lines.lines["named"], heading=f"To {first}", say=words, sources=sources)

    def _what_if(self, said: str, thread: Thread, card: Card | None) -> Remark:
        """What may come back; or what to say on the day that was waited for."""
        leaving = (self.lines.lines["later"], self.lines.lines["later_unknown"])
        if thread.last and thread.last.text.startswith(leaving):
            return self.waiting(thread.last.text)
        sort = APOLOGY if _MY_APOLOGY.search(said) else _sort(thread.given, card)
        return self._reaction(self.lines.reaction(said, sort), thread, card)

    def _reaction(self, reaction: Reaction, thread: Thread, card: Card | None) -> Remark:
        source = card.id if reaction.id == ANYTHING and card else reaction.card
        return Remark(
            id=self.new_id(),
            message=reaction.do,
            say=reaction.action(_told(thread, reaction.practice)).say,
            heading=reaction.heading,
            sources=self.guidance.sources(source)[:1],
        )

    async def _done(self, rest: str, thread: Thread, card: Card | None) -> Remark:
        """They said it: a hard reaction is met, all else is noted, or is worth a note where there is no log."""
        reaction = self.lines.reaction(rest, _sort(thread.given, card)) if rest and not _OWN_WORDS.match(rest) else None
        if reaction and reaction.id not in _EASY:
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


def _told(thread: Thread, practice: Practice) -> Mapping[str, str]:
    """What was told that may be said; what went wrong is no praise, and nothing is known where a client left the moment out."""
    if not 0 < len(thread.text) <= MAX_SITUATION_CHARS:
        return {}
    reading = read(Situation(text=thread.text, facts=thread.facts))
    return {} if reading.is_fault and practice is not Practice.FEEDBACK else reading.told


def _sort(given: Given | None, card: Card | None) -> str | None:
    """The practice of an answer, or that it is an apology."""
    if given is None or given.practice is None:
        return None
    is_apology = card is not None and card.id == _MISTAKE and given.practice is Practice.QUESTION and bool(_SORRY.search(given.says[0]))
    return APOLOGY if is_apology else given.practice


def _uncapped(text: str, told: str) -> str:
    """As it stands behind a name: `You stayed` -> `you stayed`; `I`, and a name that was told, stay as they are."""
    first = re.split(r"[\s,.'’]", text, maxsplit=1)[0]
    stays = first == "I" or first.startswith("[") or bool(re.search(rf"\b{re.escape(first)}\b", told))
    return text if stays else f"{text[0].lower()}{text[1:]}"
