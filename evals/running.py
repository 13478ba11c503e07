"""Cases and a system -> a run."""

from collections.abc import Callable, Sequence

from assistant.domain import GENERATED_BY
from evals.cases import BadCases, Cases, SituationCase, Split
from evals.measures import Run
from evals.overlap import refuse_overlap
from evals.suites import SUITES
from evals.system import System


def measure(
    system: System, cases: Cases, suites: Sequence[str], halves: tuple[Split, ...], on_suite: Callable[[str], None] = lambda _: None
) -> Run:
    """Run some suites over some halves.

    Raises:
        BadCases: The halves overlap, or a case names a card that is not there.

    """
    refuse_overlap(cases, system.guidance, system.safety)
    _refuse_unknown_cards(cases, system)
    found = []
    for name in suites:
        on_suite(name)
        found.extend(SUITES[name](system, cases, halves))
    return Run(
        schema=1,
        generated_by=GENERATED_BY,
        suites=tuple(suites),
        halves=halves,
        added=cases.added,
        cases={name: dict(sorted(tags.items())) for name, tags in cases.tags().items()},
        measures=tuple(measure for results in found for measure in results.measures),
        findings=tuple(finding for results in found for finding in results.findings),
        confusions=tuple(confusion for results in found for confusion in results.confusions),
        agreements=tuple(agreement for results in found for agreement in results.agreements),
    )


def _refuse_unknown_cards(cases: Cases, system: System) -> None:
    for row in cases.whole(SituationCase):
        if unknown := set(row.cards) - set(system.guidance.cards):
            raise BadCases(
                f"{row.id}: no card {min(unknown)!r}; a card that went or got another name takes its cases with it: label them anew"
            )
