"""The checks that need more than one draft: fresh against a history, fair against a twin."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from assistant.checks.check import Met, Unmet
from assistant.domain import Practice, Source
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
    return came_lately(draft.action.practice, draft.sources, brief) or _nearly_said(draft.action.say, brief.shown, brief.today) or Met.YES


def came_lately(practice: Practice, sources: Sequence[Source], brief: Brief) -> Unmet | None:
    """Whether an act of this practice and of these sources comes too soon, in whatever words; None where it does not."""
    cards = {source.id for source in sources}
    for shown in brief.shown:
        if shown.card in cards and is_lately(shown, brief):
            return Unmet(reason=f"this card was shown on {shown.on}", span=shown.card)
    run = [shown.practice for shown in brief.shown[-(PRACTICE_RUN - 1) :]] if brief.today else []
    if len(run) == PRACTICE_RUN - 1 and set(run) == {practice} and brief.situation.practice is not practice:
        return Unmet(reason=f"{practice} for the third time running", span=practice)
    return None


def _nearly_said(say: str, history: Sequence[Shown], today: date) -> Unmet | None:
    said = shingles(say, SHINGLE_WORDS)
    for shown in history:
        if today - shown.on >= SAME_WORDS_AFTER or said.isdisjoint(runs := _runs(shown.say)):
            continue
        if jaccard(runs, said) >= MAX_OVERLAP:
            return Unmet(reason=f"nearly the words of {shown.on}", span=shown.say)
    return None


@lru_cache(maxsize=512)  # one history is at most 200, and each draft for one answer is held against all of it
def _runs(say: str) -> frozenset[tuple[str, ...]]:
    return shingles(say, SHINGLE_WORDS)


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
