"""The embedded composer: chooses a card and its words, and fills only what was told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.checks import may_be_shown
from assistant.checks.over_time import came_lately
from assistant.composers.changing import as_wanted, cued
from assistant.composers.citing import with_added
from assistant.composers.made import made_of
from assistant.composers.suiting import (
    SURE,
    as_done_to_oneself,
    asks_of_faults,
    misses_relation,
    misses_tenor,
    own_practice,
    suits_the_facts,
    tells_what_was_good,
)
from assistant.composers.wordings import wordings
from assistant.domain import Hold, MicroAction, Practice, Relation, Situation, Tenor
from assistant.errors import NothingToSuggest
from assistant.guidance import Card, Guidance
from assistant.ports import Brief, Draft, Wanted
from assistant.reading import Reading, read
from assistant.reading.introduced import find_introduced, is_of_others
from assistant.reading.spelling import spelled
from assistant.reading.wish import find_relation, find_wish

WISHED_MAIN = 0.08  # added to the similarity of a card whose first practice is the one wished for
WISHED_OTHER = 0.05
WISH_MISSED = 0.15  # taken off a card that has no words of the practice wished for; on the dev half nothing from .05 to .3 changed a choice
MAX_DOUBT = 0.3
STAYING = 0.2  # added to the card of the answer before: what is told later is mostly told of the same moment
MARGIN = 0.06  # a lead over the second card by which the first was right in .97 of the trial's queries
MAX_ALTERNATIVES = 2
NEAR = 0.55  # below it three of eight first cards were right on the dev half
VAGUE = Hold(
    message="I'm not sure what would help here, and I'd rather ask than guess.",
    question="What happened, and to whom would you like to say something?",
)
MAX_CARDS_TRIED = 6
NAMED_BY = 12  # letters of an act by which it is found in words that leave the event out of it
MADE = 2.0  # more than any nearness: words of what was told come before those for a moment like it


class Choice(NamedTuple):
    """A card and the practice to use of it."""

    card: str
    practice: Practice
    score: float
    lean: float = 0.0
    """The part of the score that the person's history gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasebookComposer:
    """Composes from our own cards: no model, no network, the same words for the same situation."""

    guidance: Guidance
    is_own_trouble: Callable[[Situation], bool] = lambda _: False
    """Asked where nobody said who speaks to whom."""
    tenor: Callable[[Situation], Tenor | None] = lambda _: None
    """What the moment is about, where it can be told."""
    name: str = "phrasebook"

    async def compose(self, brief: Brief) -> Draft | Hold:
        """Write the draft of the best card, with alternatives of other practices.

        Raises:
            NothingToSuggest: No card has words for this situation that pass the checks.

        """
        reading = _as_spoken(read(self._with_relation(brief), self.tenor(brief.situation)))
        choices = self._choices(brief, reading)
        if self._is_vague(choices, brief, reading):
            return VAGUE
        tried = _tried(choices, brief)
        drafts = self._drafts(tried, brief, reading)
        nearness = next((p.score for p in brief.passages if choices and p.id == choices[0].card), 0.0)
        if brief.situation.practice is None and not brief.wanted.is_card_fixed and tells_what_was_good(reading, nearness):
            drafts = _naming_first([*drafts], reading.told["act"])
        best = next(drafts, None)
        if best is None and not brief.shown and brief.wanted == Wanted():
            best = next(self._drafts(tried, brief, _untold(reading)), None)
        if best is None:
            raise NothingToSuggest("no card has words that fit this situation; say a little more of what happened")
        made = made_of(reading)
        is_of_another_moment = made is not None and best.action.do == made.do  # the rest of its card does not go with these words
        others = () if is_of_another_moment else self._alternatives(best, choices, brief, reading)
        whole = best.model_copy(update={"alternatives": others, "because": self._because(best, choices, brief)})
        return with_added(whole, brief, self.guidance.cards)

    def _with_relation(self, brief: Brief) -> Situation:
        """The situation as one's own trouble where it sounds so, and the nearest card has words for that."""
        nearest = self.guidance.cards.get(brief.passages[0].id) if brief.passages else None
        has_words = nearest is not None and Relation.SELF in nearest.relations
        text = spelled(brief.situation.text)
        is_for_others = find_wish(text) is Practice.INSIGHT or is_of_others(text) or find_introduced(text) is not None
        is_far = nearest is not None and brief.passages[0].score < NEAR and find_relation(brief.situation.told) is Relation.UPWARD
        if brief.situation.relation or is_far or not has_words or is_for_others or not self.is_own_trouble(brief.situation):
            return brief.situation
        return brief.situation.model_copy(update={"relation": Relation.SELF})

    def _choices(self, brief: Brief, reading: Reading) -> list[Choice]:
        """Cards with a practice each, best first; a practice that the situation demands is kept to."""
        demanded, wish = brief.situation.practice, reading.wish
        made = made_of(reading)
        done_to_oneself = as_done_to_oneself(reading)
        cards = self.guidance.cards
        near = [(card, p.score, misses_tenor(card, reading, p.score)) for p in brief.passages if (card := cards.get(p.id))]
        doubt = min(MAX_DOUBT, max(0.0, SURE - max((score - missed for _, score, missed in near), default=SURE)))
        found = []
        for card, nearness, missed in near:
            if demanded is not None and demanded not in card.say and not asks_of_faults(card, demanded, reading):
                continue
            words = made if made and made.card == card.id and demanded in (None, made.practice) else None
            practice = words.practice if words else _practice_of(card, demanded, done_to_oneself if card.own_practice else reading)
            bonus = WISHED_MAIN if wish is card.practices[0] else WISHED_OTHER if wish in card.say else -WISH_MISSED if wish else 0.0
            score = nearness + bonus + suits_the_facts(card, practice, reading, doubt) - misses_relation(card, reading) - missed
            score += STAYING if card.id == brief.wanted.card else 0.0
            score += MADE if words else 0.0
            lean = 0.0 if wish else brief.leanings.get(practice, 0.0)
            found.append(Choice(card=card.id, practice=practice, score=score + lean, lean=lean))
        if brief.wanted.is_card_fixed:
            return [c for c in found if c.card == brief.wanted.card]
        asking = [c for c in found if demanded and asks_of_faults(self.guidance.cards[c.card], demanded, reading)]
        found = asking or found
        own = [c for c in found if Relation.SELF in self.guidance.cards[c.card].relations]
        # one's own trouble wants words of one's own: those for somebody else would be said to nobody
        fitting = own if reading.relation is Relation.SELF and own else found
        return sorted(fitting, key=lambda choice: -choice.score)

    def _because(self, best: Draft, choices: list[Choice], brief: Brief) -> str | None:
        """Why this one, where without a history another would have come."""
        practice, chosen = best.action.practice, best.sources[0].id
        unmoved = max(choices, key=lambda choice: choice.score - choice.lean)
        given = [shown.told_on(brief.today) for shown in brief.shown if shown.card == choices[0].card]
        if choices[0].card != chosen:
            first = self.guidance.cards[choices[0].card].title
            return f"“{first}” was yours {given[-1]} already, and this fits nearly as well" if given else None
        if unmoved.practice is practice or practice not in brief.reasons:
            return None
        return f"{practice} and {unmoved.practice} fit alike here, and {practice} it is, since {brief.reasons[practice]}"

    def _is_vague(self, choices: list[Choice], brief: Brief, reading: Reading) -> bool:
        """Nothing is near, and neither an act nor a wish says what is wanted: to guess would be worse than to ask."""
        if brief.wanted.card:
            return False  # something was found before, and what is told later takes nothing from it
        if reading.wish or reading.owed or "act" in reading.told or not choices or self.guidance.cards[choices[0].card].is_general:
            return False
        first = max(choices, key=lambda choice: choice.score - choice.lean).card  # what a history leans to is no nearer for it
        return next(passage.score for passage in brief.passages if passage.id == first) < NEAR

    def _alternatives(self, best: Draft, choices: list[Choice], brief: Brief, reading: Reading) -> tuple[MicroAction, ...]:
        """Up to two other acts of other practices; near cards first, then the other practices of the best card."""
        taken = {best.action.practice}
        found: list[MicroAction] = []
        near = [c for c in choices[1:MAX_CARDS_TRIED] if choices[0].score - c.score <= MARGIN]
        best_card = self.guidance.cards[best.sources[0].id]
        own = [Choice(card=best_card.id, practice=p, score=0.0) for p in best_card.practices if _is_for_speaker(best_card, p, reading)]
        for choice in [*own, *near]:
            if choice.practice in taken or len(found) == MAX_ALTERNATIVES:
                continue
            if draft := self._draft(choice, brief, reading):
                taken.add(choice.practice)
                found.append(draft.action)
        return tuple(found)

    def _drafts(self, choices: list[Choice], brief: Brief, reading: Reading) -> Iterator[Draft]:
        return (draft for choice in choices if (draft := self._draft(choice, brief, reading)))

    def _draft(self, choice: Choice, brief: Brief, reading: Reading) -> Draft | None:
        """The best wording of one card that passes the gates, or None."""
        card, sources, made = self.guidance.cards[choice.card], self.guidance.sources(choice.card), made_of(reading)
        if came_lately(choice.practice, sources, brief):
            return None  # whatever the words
        reading = as_done_to_oneself(reading) if card.own_practice else reading
        for said in as_wanted(wordings(card, choice.practice, brief, reading), brief.wanted):
            do = made.do if made and made.do and said in made.wordings else _cue(card, reading)
            action = MicroAction(practice=choice.practice, say=said.text, do=do, slots=said.slots, reflect=card.reflect)
            draft = Draft(action=cued(action, brief.wanted), why=card.why, sources=sources)
            if may_be_shown(draft, brief):
                return draft
        return None


def _tried(choices: list[Choice], brief: Brief) -> list[Choice]:
    """The choices worth a draft; nothing much further off is taken for the sake of something new."""
    return [c for c in choices[:MAX_CARDS_TRIED] if not brief.shown or choices[0].score - c.score <= MARGIN]


def _untold(reading: Reading) -> Reading:
    """Without what was done: where that may not be said, as that somebody's wife was spoken of, the words leave it open."""
    told = {name: value for name, value in reading.told.items() if name in ("person", "other_person")}
    return reading.model_copy(
        update={"told": told, "praised": None, "criticised": None, "declined": None, "owed": None, "asked": None, "asked_about": None}
    )


def _naming_first(drafts: list[Draft], act: str) -> Iterator[Draft]:
    """What was told as done well is named: words for a moment like it, without the deed, come behind those that have it."""
    yield from sorted(
        drafts, key=lambda draft: draft.action.practice is not Practice.ENCOURAGEMENT or act[:NAMED_BY] not in draft.action.say
    )


def _practice_of(card: Card, demanded: Practice | None, reading: Reading) -> Practice:
    """The practice to use of a card: the one wished for where it has words for it."""
    if reading.wish and (reading.wish in card.say or demanded):
        return reading.wish
    return own_practice(card, reading)


def _as_spoken(reading: Reading) -> Reading:
    """Who owes somebody a word speaks of their own mistake."""
    return reading.model_copy(update={"relation": Relation.SELF}) if reading.owed else reading


def _cue(card: Card, reading: Reading) -> str:
    """When and where: the first cue that suits the speaker."""
    suited = (cue for cue in card.do if (reading.relation in cue.relations if reading.relation is Relation.SELF else not cue.relations))
    return next(suited, card.do[0]).text


def _is_for_speaker(card: Card, practice: Practice, reading: Reading) -> bool:
    """Beside words for oneself, words for somebody else would confuse."""
    return reading.relation is not Relation.SELF or not card.own_practice or practice in card.own_say
