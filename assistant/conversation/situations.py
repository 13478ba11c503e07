"""A thread -> the situation that the assistant is asked, and how its answer is wanted."""

import re
from collections.abc import Mapping

from assistant.composers.changing import HEARSAY
from assistant.conversation.follow_ups import FollowUp
from assistant.conversation.lines import Lines
from assistant.conversation.modes import Mode
from assistant.conversation.pasted import Pasted
from assistant.conversation.thread import Told
from assistant.domain import MAX_FACTS, Practice, Situation
from assistant.guidance import Card, Guidance
from assistant.ports import Wanted
from assistant.reading import read
from assistant.wording import words

CODE_CARD, MESSAGE_CARD = "harsh-code-review-given", "situation-behaviour-impact"
_GENERAL = {
    Practice.FEEDBACK: MESSAGE_CARD,
    Practice.ENCOURAGEMENT: "specific-praise",
    Practice.QUESTION: "reflect-then-ask",
    Practice.INTRODUCTION: "double-opt-in",
}
"""The card for a practice that the one before does not have: another near one may be of something else."""
MAX_NAMED = 2
MAX_PASTED_CHARS = 2_000
_OF_SEEING = frozenset({Practice.ENCOURAGEMENT, Practice.FEEDBACK})
_SAME_CARD = frozenset({FollowUp.SHORTER, FollowUp.TONE, FollowUp.UNSEEN, FollowUp.OWN_VOICE})
_SAME_PRACTICE = frozenset({FollowUp.SHORTER, FollowUp.TONE, FollowUp.ANOTHER, FollowUp.OWN_VOICE})
_IN_FEWER = frozenset({FollowUp.SHORTER, FollowUp.OWN_VOICE})
_UNTIL = re.compile(
    r"\b(?:yes|no|not yet|later|tomorrow|tonight|next|after|in (?:a|an|one|two|three|\d+)|until|by|on|monday|tuesday|wednesday|thursday|friday|weekend|week|morning|afternoon|evening|"
    r"day|days|didn't|did not|hasn't|never|doesn't|don't know|no idea)\b",
    re.IGNORECASE,
)
MAX_TIME_WORDS = 12


def situation_of(told: Told, mode: Mode, guidance: Guidance) -> Situation:
    """All that was told of the moment, with the practice that is wanted."""
    thread = told.thread
    text = _about(thread.pasted) if thread.pasted else thread.text
    facts = (*(thread.pasted.facts if thread.pasted else ()), *thread.facts)
    return Situation(text=text, facts=facts[-MAX_FACTS:], practice=_practice(told, mode, guidance))


def wanted_of(told: Told, guidance: Guidance) -> Wanted:
    """What stays of the answer before, what changes, and what was said already."""
    thread, step = told.thread, told.step
    given = thread.given
    source = guidance.titled(given.source) if given else None
    card = source.id if source else None
    if given is None and thread.pasted:
        card = CODE_CARD if thread.pasted.is_code else MESSAGE_CARD
    is_elsewhere = bool(step.follow_up is FollowUp.PRACTICE and source and thread.practice and thread.practice not in _practices(source))
    is_of_pasted = thread.pasted is not None and step.follow_up in (None, FollowUp.ANOTHER)
    if is_elsewhere and thread.practice:
        card = _GENERAL.get(thread.practice)
    if thread.is_unseen and given and given.practice in (Practice.ENCOURAGEMENT, None) and _tells_an_act(told):
        card = HEARSAY
    return Wanted(
        card=None if step.follow_up is FollowUp.DIFFERENT else card,
        is_card_fixed=card is not None and (is_of_pasted or is_elsewhere or step.follow_up in _SAME_CARD),
        is_to_mend=thread.pasted is not None,
        tone=step.tone,
        shorter_than=len(words(given.says[0])) if given and step.follow_up in _IN_FEWER else None,
        is_unseen=thread.is_unseen,
        not_again=thread.shown,
    )


def _practices(card: Card) -> set[Practice]:
    """What a card has words for: those of feedback end in a question, and so they are one."""
    return {*card.say, *({Practice.QUESTION} if Practice.FEEDBACK in card.say else ())}


def lead_of(told: Told, lines: Lines) -> str | None:
    """A line before the words: what was done to them."""
    if told.step.follow_up is FollowUp.UNSEEN:
        return lines.lines[
            "hearsay" if told.thread.given and told.thread.given.practice is Practice.ENCOURAGEMENT and _tells_an_act(told) else "unseen"
        ]
    if told.step.follow_up is FollowUp.OWN_VOICE:
        return lines.lines["plainer"]
    pasted = told.thread.pasted
    if pasted is None or told.thread.given or not pasted.judging:
        return None
    named = " and ".join(f"“{word}”" for word in pasted.judging[:MAX_NAMED])
    return f"I left out {named}: that can be argued with, and what happened can't."


def is_waiting(told: Told, holds: Mapping[str, str]) -> bool:
    """Whether the turn says until when somebody wants to be left alone, as they were asked."""
    last, said = told.thread.last, told.step.said
    was_asked = last is not None and last.text.startswith(holds["wait"])
    return was_asked and bool(_UNTIL.search(said)) and len(said.split()) <= MAX_TIME_WORDS and "?" not in said


def _practice(told: Told, mode: Mode, guidance: Guidance) -> Practice | None:
    thread, step = told.thread, told.step
    given = thread.given.practice if thread.given else None
    if step.follow_up is FollowUp.DIFFERENT:
        return _other(told, guidance)
    if thread.practice:
        return thread.practice
    if thread.pasted:
        return Practice.FEEDBACK
    if thread.is_unseen and given is Practice.ENCOURAGEMENT and _tells_an_act(told):
        return given
    if thread.is_unseen and (given in _OF_SEEING or mode.practice in _OF_SEEING):
        return Practice.QUESTION
    if step.follow_up in _SAME_PRACTICE:
        return given
    return mode.practice


def _tells_an_act(told: Told) -> bool:
    """Whether it was told what they did: that can be passed on by somebody who was not there."""
    return "act" in read(Situation(text=told.thread.text, facts=told.thread.facts)).told


def _other(told: Told, guidance: Guidance) -> Practice | None:
    """Another practice of the same card, for something altogether different."""
    given = told.thread.given
    card = guidance.titled(given.source) if given else None
    others = [practice for practice in card.practices if practice is not given.practice] if card and given else []
    return others[0] if others else None


def _about(pasted: Pasted) -> str:
    """The message as the moment that it is: somebody holds back before they send it."""
    what = "this comment on a change in our code" if pasted.is_code else "this message"
    return f'I am about to send {what}, and it sounds harsh: "{pasted.words[:MAX_PASTED_CHARS]}". How do I put it better?'
