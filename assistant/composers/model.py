"""Lets a model write, and turns its reply into a draft."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.checks import may_be_shown
from assistant.checks.over_time import is_lately
from assistant.composers.addressed import is_addressed, is_addressed_to_us
from assistant.composers.citing import with_added
from assistant.composers.shape import CATEGORIES, MAX_ALTERNATIVES, NAME, Act, Unreadable, Written, read_reply, schema
from assistant.composers.vocabulary import strays, vocabulary
from assistant.domain import Fault, Hold, MicroAction, Passage, Practice, Referral, Slot, Spent, Value
from assistant.errors import Failure, ModelFailed
from assistant.guidance import Guidance
from assistant.ingest.blocks import one_line
from assistant.ports import Ask, Brief, Draft, Model, Referrer, Reply, Speaker, Turn, Unusable
from assistant.prompting import render
from assistant.reading.people import find_people, full_names
from assistant.reading.spelling import spelled
from assistant.slots import HINTS
from assistant.wording import sentences, slots_in

MAX_PASSAGES = 3
MAX_PASSAGE_CHARS = 120  # three such gists leave the ask under 500 tokens
MIN_REPAIR_S = 2.0  # with less left a second reply comes too late
TOO_LONG = "too-long"
_REFUSALS = (Failure.REFUSED, Failure.FILTERED)
_MENDABLE = {
    Failure.BAD_REPLY: Fault(check="one-object", reason="the reply was not the one JSON object asked for"),
    Failure.TOO_LONG: Fault(check=TOO_LONG, reason="the request was too long for you; it is shorter now"),
}
_BEFORE_SLOT: dict[str, str] = {
    r"\byou(?:'ve| have| both| also| then)?\s*$": "act",
    r"\b(?:it|that|which|this)\s*$": "effect",
    r"\b(?:about|with|on)\s*$": "topic",
    r"\b(?:in|at|after|during|before)\s*(?:the|that|your)?\s*$": "event",
    r"\bi\s*$": "story",
    r"\bbecause\s*$": "reason",
    r"\b(?:could you|would you)\s*$": "change",
}


class PassageToRead(Value):
    """A passage as the prompt shows it."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ModelComposer:
    """Asks a model for a micro-action; it has no tools, and what it replies is checked like any draft."""

    model: Model
    guidance: Guidance
    referrer: Referrer

    @property
    def name(self) -> str:
        """The model, as an answer names it."""
        return f"model {self.model.name}"

    @cached_property
    def instructions(self) -> str:
        """What every ask begins with, the same each time, so that endpoints can keep it."""
        return render("compose/system", categories=[name.replace("_", " ") for name in CATEGORIES])

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words of our own guidance."""
        return vocabulary(self.guidance)

    async def compose(self, brief: Brief) -> Draft | Unusable | Hold | Referral:
        """Ask once, and read the reply.

        Raises:
            ModelFailed: Nothing came, or the situation is not one that a model is asked about.

        """
        if is_addressed_to_us(brief.situation):
            raise ModelFailed(Failure.NOT_ASKED, "the situation holds words that speak to a model")
        passages = self._passages(brief)
        try:
            reply = await self._reply(self.ask(brief, passages), brief)
        except ModelFailed as error:
            return self._after(error, brief)
        spent = Spent(**reply.usage.model_dump(), cost_usd=reply.cost_usd)
        try:
            written = read_reply(reply.text)
            if category := written.concern.referral:
                return self.referrer.refer(category, brief.situation)
            return self._draft(written, passages, brief, spent)
        except Unreadable as error:
            return Unusable(faults=(Fault(check="one-object", reason=str(error)),), spent=spent)

    def ask(self, brief: Brief, passages: Sequence[Passage]) -> Ask:
        """What is asked: nothing of the situation stands outside its tags."""
        situation = brief.situation
        is_shrunk = any(fault.check == TOO_LONG for fault in brief.faults)
        turn = render(
            "compose/user",
            passages=[PassageToRead(id=p.id, text=self._read(p)) for p in (passages[:1] if is_shrunk else passages)],
            relation=situation.relation,
            practice=situation.practice,
            situation=situation.told,
            faults=brief.faults,
        )
        told = spelled(situation.told)
        people = find_people(told, situation.person)
        return Ask(
            system=self.instructions,
            turns=(Turn(by=Speaker.USER, text=turn),),
            schema_name=NAME,
            shape=schema(),
            names=tuple(dict.fromkeys(name for name in (situation.person, *full_names(told, people)) if name)),
        )

    async def _reply(self, ask: Ask, brief: Brief) -> Reply:
        now = asyncio.get_running_loop().time()
        if brief.faults and brief.ends is not None and brief.ends - now < MIN_REPAIR_S:
            raise ModelFailed(Failure.TIMEOUT, "no time was left to write it again")
        try:
            async with asyncio.timeout_at(brief.ends):
                return await self.model.reply(ask)
        except TimeoutError:
            raise ModelFailed(Failure.TIMEOUT, "the model did not reply in time") from None

    def _after(self, error: ModelFailed, brief: Brief) -> Unusable | Referral:
        """What a failure leaves to do: another try, somebody else to turn to, or nothing."""
        if error.kind in _MENDABLE:
            return Unusable(faults=(_MENDABLE[error.kind],), failed=error.kind)
        if error.kind in _REFUSALS and (referral := self.referrer.suspect(brief.situation)):
            return referral
        raise error

    def _draft(self, written: Written, passages: Sequence[Passage], brief: Brief, spent: Spent) -> Draft | Unusable:
        try:
            act = written.act
        except ValueError:
            raise Unreadable("`practice`: none of the five") from None
        if brief.situation.practice not in (None, act.practice):
            raise Unreadable(f"`practice`: it must be {brief.situation.practice}")
        cited = [passage for passage in passages if passage.id in written.sources]
        if len(cited) < len(set(written.sources)):
            raise Unreadable("`sources`: an id that was not among the passages")
        cards = [self.guidance.cards[p.id] for p in cited if p.id in self.guidance.cards]
        draft = Draft(
            action=_action(act),
            why=cards[0].why if cards else "",
            sources=self.guidance.sources(cards[0].id) if cards else (),
            instructions=self.instructions,
            spent=spent,
        )
        if stray := strays(draft.action, brief.situation.told, self.known_words):
            return Unusable(
                faults=(Fault(check="plain-words", reason="words that nobody told you; use plainer ones", span=stray[0]),), spent=spent
            )
        sound = [a for a in _sound(draft, written.alternatives, brief) if not strays(a, brief.situation.told, self.known_words)]
        others = tuple(sound)
        draft = draft.model_copy(update={"alternatives": others[:MAX_ALTERNATIVES]})
        return with_added(draft, brief, self.guidance.cards) if len(cited) > len(cards) else draft

    def _passages(self, brief: Brief) -> list[Passage]:
        """The nearest cards with words for the practice asked for, new ones first, and the added passage that is near."""
        wished = brief.situation.practice
        added = [passage for passage in brief.passages if passage.id not in self.guidance.cards][:1]
        fit = [p for p in brief.passages if (card := self.guidance.cards.get(p.id)) and (wished is None or wished in card.say)]
        fit = [p for p in fit if not _is_shown_lately(p.id, brief)] or fit
        return [*fit[: MAX_PASSAGES - len(added)], *(p for p in added if not is_addressed(f"{p.title}. {p.section or ''}. {p.text}"))]

    def _read(self, passage: Passage) -> str:
        card = self.guidance.cards.get(passage.id)
        return _gist(card.title, card.why) if card else _gist(passage.section or passage.title, passage.text)


def _is_shown_lately(card: str, brief: Brief) -> bool:
    return any(shown.card == card and is_lately(shown, brief) for shown in brief.shown)


def _gist(title: str, text: str) -> str:
    """A title with the first sentence, in one line; a long one is cut."""
    gist = one_line(f"{title.rstrip('.')}. {next(iter(sentences(text)), '')}")
    return gist if len(gist) <= MAX_PASSAGE_CHARS else f"{gist[:MAX_PASSAGE_CHARS].rsplit(' ', 1)[0]} ..."


def _action(act: Act) -> MicroAction:
    hints = dict.fromkeys(slots_in(act.say))
    slots = tuple(Slot(name=_slot_name(act.say, hint), hint=hint) for hint in hints)
    return MicroAction(practice=act.practice, say=act.say, do=act.do, slots=slots, reflect=act.reflect)


def _slot_name(say: str, hint: str) -> str:
    """What a slot of a model's is a place for, by our own hints or by the words before it."""
    if named := next((name for name, known in HINTS.items() if known == hint), None):
        return named
    before = say.partition(f"[{hint}]")[0].lower()
    return next((name for pattern, name in _BEFORE_SLOT.items() if re.search(pattern, before)), "own")


def _sound(draft: Draft, others: Sequence[Act], brief: Brief) -> Sequence[MicroAction]:
    """Alternatives that pass the same checks, each of another practice; the others are dropped."""
    found: dict[Practice, MicroAction] = {}
    for other in others:
        action = _action(other)
        is_new = action.practice not in (draft.action.practice, *found)
        if is_new and may_be_shown(draft.model_copy(update={"action": action}), brief):
            found[action.practice] = action
    return tuple(found.values())
