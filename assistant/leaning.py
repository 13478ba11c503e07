"""What somebody found useful -> a gentle leaning of the choice of practice, and why, in one line."""

import random
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain import Practice, Value

GENTLE = 0.02  # at most this much is added to a card's score: a third of the lead by which a first card is a sure find
STRENGTH = 4.0  # how many tries the prior weighs
MOST_TRIES = 12.0  # more tries weigh no more than so many, so that a leaning can always turn
NOT_SEEN = 0.1  # of a nudge that nothing is known of: it may have been used and not told
FIRM_SHARE = 0.4  # a practice with this share of the last ones is never leaned to
LAST = 10


class Tally(Value):
    """What is known of one practice with one person."""

    practice: Practice
    given: int = 0
    thumbs_up: int = 0
    thumbs_down: int = 0
    done: int = 0
    reflected: int = 0
    was_done: bool = False
    """Done at any time, also longer ago than is counted."""

    @property
    def useful(self) -> float:
        """Tries that helped: a thumb up, a moment done, a reflection noted."""
        return float(self.thumbs_up + self.done + self.reflected)

    @property
    def of_no_use(self) -> float:
        """Tries that did not help, as far as is known."""
        return self.thumbs_down + NOT_SEEN * max(0, self.given - self.thumbs_up - self.thumbs_down - self.done)

    @property
    def is_tried(self) -> bool:
        """The person has done it at least once."""
        return self.done > 0


class Lean(Value):
    """How far the choice is moved toward or away from a practice, and why."""

    by: float
    likely: float
    """How useful it may be to this person, drawn from what is known."""
    why: str


def leanings(tallies: Iterable[Tally], seed: str, rates: Mapping[Practice, float] | None = None) -> dict[Practice, Lean]:
    """Draw how useful each practice may be (Thompson sampling), and lean as much toward it; the same for the same seed.

    `rates` are the shares of useful tries among all persons together, and so the priors; where there are none, an even chance.
    """
    known = {tally.practice: tally for tally in tallies}
    chance = random.Random(seed)
    drawn = {
        practice: _draw(known.get(practice, Tally(practice=practice)), (rates or {}).get(practice, 0.5), chance) for practice in Practice
    }
    mean = sum(drawn.values()) / len(drawn)
    return {
        practice: Lean(
            by=max(-GENTLE, min(GENTLE, GENTLE * 2 * (likely - mean))),
            likely=likely,
            why=_why(known.get(practice, Tally(practice=practice))),
        )
        for practice, likely in drawn.items()
    }


def toward_more_kinds(leans: Mapping[Practice, Lean], lately: Sequence[Practice]) -> dict[Practice, float]:
    """How much to add for each practice; what somebody was given most of lately is never leaned to."""
    last = lately[-LAST:]
    return {practice: min(lean.by, 0.0) if last.count(practice) > FIRM_SHARE * len(last) else lean.by for practice, lean in leans.items()}


def _draw(tally: Tally, rate: float, chance: random.Random) -> float:
    tries = tally.useful + tally.of_no_use
    weight = min(1.0, MOST_TRIES / tries) if tries else 1.0
    return chance.betavariate(STRENGTH * rate + weight * tally.useful, STRENGTH * (1 - rate) + weight * tally.of_no_use)


def _why(tally: Tally) -> str:
    if not tally.is_tried:
        return "you have not done it for half a year" if tally.was_done else "you have not tried it yet"
    said = [f"you did it {_times(tally.done)}"]
    if tally.reflected:
        said.append(f"noted what came of it {_times(tally.reflected)}")
    if tally.thumbs_up or tally.thumbs_down:
        said.append(f"called it useful {tally.thumbs_up} of {tally.thumbs_up + tally.thumbs_down} times")
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
