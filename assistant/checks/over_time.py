"""The checks that need more than one draft: fresh against a history, fair against a twin."""

from datetime import timedelta

from assistant.checks.check import Met, Unmet
from assistant.ports import Brief, Draft, Shown
from assistant.wording import jaccard, shingles, words

SAME_CARD_AFTER = timedelta(weeks=8)
SAME_WORDS_AFTER = timedelta(weeks=12)
SHINGLE_WORDS = 5
MAX_OVERLAP = 0.25
PRACTICE_RUN = 3
MAX_LENGTH_DIFFERENCE = 0.10


def fresh(draft: Draft, brief: Brief) -> Unmet | Met:
    """Another card than in the last 8 weeks, other words than in 12, and no practice three times running that was not asked for."""
    if not brief.shown or brief.today is None:
        return Met.NA
    action, cards = draft.action, {source.id for source in draft.sources}
    for shown in brief.shown:
        age = brief.today - shown.on
        if is_lately(shown, brief) and shown.card in cards:
            return Unmet(reason=f"this card was shown on {shown.on}", span=shown.card)
        if age < SAME_WORDS_AFTER and jaccard(shingles(shown.say, SHINGLE_WORDS), shingles(action.say, SHINGLE_WORDS)) >= MAX_OVERLAP:
            return Unmet(reason=f"nearly the words of {shown.on}", span=shown.say)
    run = [shown.practice for shown in brief.shown[-(PRACTICE_RUN - 1) :]]
    is_wished = brief.situation.practice is action.practice
    if len(run) == PRACTICE_RUN - 1 and set(run) == {action.practice} and not is_wished:
        return Unmet(reason=f"{action.practice} for the third time running", span=action.practice)
    return Met.YES


def is_lately(shown: Shown, brief: Brief) -> bool:
    """Whether the same card would come too soon."""
    return brief.today is not None and brief.today - shown.on < SAME_CARD_AFTER


def fair(draft: Draft, brief: Brief) -> Unmet | Met:
    """The same moment with another name and pronoun gets the same practice, cards and about the same length."""
    twin = brief.twin
    if twin is None:
        return Met.NA
    if twin.action.practice != draft.action.practice:
        return Unmet(reason="another name gets another practice", span=twin.action.practice)
    if twin.sources != draft.sources:
        return Unmet(reason="another name gets other guidance", span=", ".join(source.id for source in twin.sources))
    one, other = len(words(draft.action.say)), len(words(twin.action.say))
    if abs(one - other) > MAX_LENGTH_DIFFERENCE * max(one, other):
        return Unmet(reason=f"another name gets {other} words instead of {one}", span=twin.action.say)
    return Met.YES
