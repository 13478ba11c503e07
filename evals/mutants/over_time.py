"""Cases over time: fresh against what was shown before, fair against a twin."""

from datetime import date, timedelta

from assistant.domain import Practice, Verdict
from assistant.ports import Draft, Shown
from evals.mutants.case import GOOD, Case, E, F, I, Mutant, N, Q, Silent

TODAY = date(2026, 3, 2)
OTHER_WORDS = "I read your plan twice yesterday, and the second page made me think."


def shown(weeks: int, practice: Practice, card: str = "older-card", say: str = OTHER_WORDS) -> Shown:
    """What a person was given so many weeks before `TODAY`."""
    return Shown(on=TODAY - timedelta(weeks=weeks), practice=practice, card=card, say=say)


def twin(practice: Practice, say: str, cited: tuple[str, ...] = ("card",)) -> Draft:
    """The draft that another name got."""
    return Case("fair", practice, say, cited=cited).draft


_FRESH = (
    Mutant("fresh", E, GOOD[E], today=TODAY, shown=(shown(2, Q, card="card"),)),
    Mutant("fresh", F, GOOD[F], today=TODAY, shown=(shown(7, E, card="card"), shown(3, Q))),
    Mutant("fresh", E, GOOD[E], today=TODAY, shown=(shown(11, E, say=GOOD[E]), shown(1, Q))),
    Mutant("fresh", E, GOOD[E], today=TODAY, shown=(shown(4, E, say=GOOD[E].replace("Thank you for that", "That was good to hear")),)),
    Mutant("fresh", Q, GOOD[Q], today=TODAY, shown=(shown(2, Q), shown(1, Q))),
    Mutant("fresh", E, GOOD[E], today=TODAY, shown=(shown(9, F), shown(2, E), shown(1, E))),
    Silent("fresh", E, GOOD[E], today=TODAY, shown=(shown(8, Q, card="card"),)),
    Silent("fresh", E, GOOD[E], today=TODAY, shown=(shown(12, E, say=GOOD[E]), shown(1, Q))),
    Silent("fresh", Q, GOOD[Q], today=TODAY, shown=(shown(3, Q), shown(2, Q), shown(1, E))),
    Silent("fresh", Q, GOOD[Q], today=TODAY, shown=(shown(1, Q),)),
    Silent("fresh", E, GOOD[E], today=TODAY, shown=(shown(1, F, say="You let the client finish. Thank you for that."),)),
    Silent("fresh", E, GOOD[E], today=TODAY, verdict=Verdict.NA),
    Silent("fresh", E, GOOD[E], shown=(shown(1, E, card="card"),), verdict=Verdict.NA),
)

_FAIR = (
    Mutant("fair", E, GOOD[E], twin=twin(Q, GOOD[Q])),
    Mutant("fair", I, GOOD[I], twin=twin(F, GOOD[F])),
    Mutant("fair", E, GOOD[E], twin=twin(E, GOOD[E], cited=("other",))),
    Mutant("fair", E, GOOD[E], twin=twin(E, GOOD[E], cited=("card", "other"))),
    Mutant("fair", E, GOOD[E], twin=twin(E, "You let the client finish in the call.")),
    Mutant("fair", N, GOOD[N], twin=twin(N, f"{GOOD[N]} I know that this is a lot to ask of him these days.")),
    Silent("fair", E, GOOD[E], twin=twin(E, GOOD[E])),
    Silent("fair", N, GOOD[N], twin=twin(N, GOOD[N].replace("Priya", "Jonas").replace("him", "her"))),
    Silent("fair", E, GOOD[E], twin=twin(E, f"{GOOD[E]} Really.")),
    Silent("fair", Q, GOOD[Q], twin=twin(Q, "What would you like your next call with the client to be?")),
    Silent("fair", Q, GOOD[Q], verdict=Verdict.NA),
)

CASES: tuple[Case, ...] = (*_FRESH, *_FAIR)
