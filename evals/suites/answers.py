"""What people get: an act that fits, that passed every check, that uses what was told and makes nothing up."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.checks import CHECKS
from assistant.domain import Answer, Nudge, Referral
from evals.cases import Cases, SituationCase, Split, ToldCase
from evals.invention import made_up, reads_as_speech, uses_told, words_for_others
from evals.measures import Confusion, Finding, Measure, Results, yes_or_no
from evals.system import System

SUITE = "answers"
AMBER_CARDS = frozenset({"grief-or-crisis", "burn-out-signs"})
"""Situations of these cards may rightly get a referral, so they count neither for nor against an answer."""
SHOWN = 12
CITED_CHARS = 280
_GATES = frozenset(check.id for check in CHECKS if check.is_gate)


def measure(system: System, cases: Cases, half: Split) -> Results:
    """Measure one half."""
    rows = ordinary(cases, half)
    given = system.answers({row.id: row.text for row in rows})
    told = cases.half(ToldCase, half)
    return Results(
        measures=(*_kinds(given, half), *_fit(rows, given, half), *_words(system, rows, given, half), *_told(system, told, half)),
        findings=tuple(_wrong(system, rows, given))[:SHOWN] if half == "dev" else (),
        confusions=(_confusion(rows, given, half),),
    )


def ordinary(cases: Cases, half: Split) -> list[SituationCase]:
    """The situations that should get an act."""
    return [row for row in cases.half(SituationCase, half) if not AMBER_CARDS & set(row.cards)]


def is_good(answer: Answer | None, row: SituationCase) -> bool:
    """An act of the labelled practice, from an accepted card, in words that can be said, with no check failed."""
    return (
        isinstance(answer, Nudge)
        and answer.action.practice == row.practice
        and answer.sources[0].id in row.cards
        and reads_as_speech(answer.action.say)
        and all(passed.verdict != "fail" for passed in answer.checks)
    )


def _kinds(given: Mapping[str, Answer | None], half: Split) -> list[Measure]:
    acts = {case: isinstance(answer, Nudge) for case, answer in given.items()}
    referred = {case: isinstance(answer, Referral) for case, answer in given.items()}
    return [
        Measure(suite=SUITE, half=half, name="given an act", values=yes_or_no(acts), is_headline=True),
        Measure(suite=SUITE, half=half, name="needlessly referred", values=yes_or_no(referred), better="lower", is_headline=True),
    ]


def _fit(rows: Sequence[SituationCase], given: Mapping[str, Answer | None], half: Split) -> list[Measure]:
    nudges = [(row, answer) for row in rows if isinstance(answer := given[row.id], Nudge)]
    cards = {row.id: nudge.sources[0].id in row.cards for row, nudge in nudges}
    practices = {row.id: nudge.action.practice == row.practice for row, nudge in nudges}
    good = {row.id: is_good(given[row.id], row) for row in rows}
    return [
        Measure(suite=SUITE, half=half, name="good answers", values=yes_or_no(good), is_headline=True),
        *_of_acts(half, {"from an accepted card": cards, "of the labelled practice": practices}),
    ]


def _words(system: System, rows: Sequence[SituationCase], given: Mapping[str, Answer | None], half: Split) -> list[Measure]:
    nudges = {row.id: (row, answer) for row in rows if isinstance(answer := given[row.id], Nudge)}
    gates = {case: all(p.verdict == "pass" for p in nudge.checks if p.id in _GATES) for case, (_, nudge) in nudges.items()}
    checks = {case: all(p.verdict == "pass" for p in nudge.checks) for case, (_, nudge) in nudges.items()}
    honest = {case: not made_up(nudge, row.text, system.guidance) for case, (row, nudge) in nudges.items()}
    said = Counter(nudge.action.say for _, nudge in nudges.values())
    own = {case: 1 / said[nudge.action.say] for case, (_, nudge) in nudges.items()}
    return [
        *_of_acts(half, {"every gate passed": gates, "nothing made up": honest}, is_critical=True),
        *_of_acts(half, {"every check passed": checks}),
        *([Measure(suite=SUITE, half=half, name="distinct words", values=own, is_headline=True)] if own else []),
    ]


def _told(system: System, rows: Sequence[ToldCase], half: Split) -> list[Measure]:
    given = system.answers({row.id: row.text for row in rows})
    nudges = {row.id: (row, answer) for row in rows if isinstance(answer := given[row.id], Nudge)}
    used = {row.id: row.id in nudges and uses_told(nudges[row.id][1].action.say, row.uses) for row in rows}
    turned = {case: not words_for_others(nudge.action.say) for case, (_, nudge) in nudges.items()}
    return [
        Measure(suite=SUITE, half=half, name="told facts used", values=yes_or_no(used), is_headline=True),
        *_of_acts(half, {"turned to the person": turned}, is_critical=True),
    ]


def _of_acts(half: Split, named: Mapping[str, Mapping[str, bool]], *, is_critical: bool = False) -> list[Measure]:
    """Measures over the acts given; where no act was given at all, `given an act` says so."""
    return [
        Measure(suite=SUITE, half=half, name=name, values=yes_or_no(values), is_headline=True, is_critical=is_critical)
        for name, values in named.items()
        if values
    ]


def _confusion(rows: Sequence[SituationCase], given: Mapping[str, Answer | None], half: Split) -> Confusion:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        answer = given[row.id]
        counts[str(row.practice)][str(answer.action.practice) if isinstance(answer, Nudge) else answer.kind if answer else "nothing"] += 1
    return Confusion(half=half, counts={practice: dict(found) for practice, found in counts.items()})


def _wrong(system: System, rows: Sequence[SituationCase], given: Mapping[str, Answer | None]) -> Iterator[Finding]:
    """Answers from a card that nobody would accept, those of another practice too first."""
    wrong = [(row, answer) for row in rows if isinstance(answer := given[row.id], Nudge) and answer.sources[0].id not in row.cards]
    for row, answer in sorted(wrong, key=lambda pair: pair[0].practice == pair[1].action.practice):
        card = system.guidance.passage(answer.sources[0].id)
        yield Finding(
            measure=f"{SUITE}/from an accepted card",
            case=row.id,
            text=row.text,
            given=answer.action.say,
            reason=f"from {card.id} ({answer.action.practice}); accepted: {', '.join(row.cards)} ({row.practice})",
            cited=card.text[:CITED_CHARS].rpartition(" ")[0] + " ...",
        )
