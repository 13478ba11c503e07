"""Whether each check fails what breaks its property and stays silent on what only looks like it, and whether our own words pass."""

import hashlib
from collections.abc import Sequence

from assistant.checks import CHECKS
from assistant.checks.check import Check
from assistant.domain import Value, Verdict
from evals.measures import Finding, Measure, Results, yes_or_no
from evals.mutants import MUTANTS, SILENT, Case
from evals.system import System

SUITE = "checks"


class Kill(Value):
    """How one check does on its own drafts."""

    check: str
    mutants: int
    killed: int
    silent: int
    let_pass: int

    @property
    def share(self) -> float:
        """The share of its mutants that it fails."""
        return self.killed / self.mutants


def killed(checks: Sequence[Check] = CHECKS) -> list[Kill]:
    """Run every mutant and every silent text through its check."""
    by_id = {check.id: check for check in checks}
    found = []
    for check in checks:
        mutants, silent = ([case for case in cases if case.check == check.id] for cases in (MUTANTS, SILENT))
        dead = sum(_verdict(by_id, case) is Verdict.FAIL for case in mutants)
        passed = sum(_verdict(by_id, case) is case.verdict for case in silent)
        found.append(Kill(check=check.id, mutants=len(mutants), killed=dead, silent=len(silent), let_pass=passed))
    return found


def measure(system: System) -> Results:
    """Apply every check to its mutants and its silent texts, and all of them to every authored wording."""
    checks = {check.id: check for check in system.checks}
    dead = {name(case): _verdict(checks, case) is Verdict.FAIL for case in MUTANTS}
    silent = {name(case): _verdict(checks, case) is case.verdict for case in SILENT}
    clean = {card: card not in system.faulty_cards() for card in system.guidance.cards}
    return Results(
        measures=(
            Measure(suite=SUITE, half="whole", name="mutants killed", values=yes_or_no(dead), is_headline=True, is_critical=True),
            Measure(suite=SUITE, half="whole", name="good texts let pass", values=yes_or_no(silent), is_headline=True, is_critical=True),
            Measure(suite=SUITE, half="whole", name="cards without a fault", values=yes_or_no(clean), is_headline=True, is_critical=True),
            *_by_check("killed by", MUTANTS, dead),
            *_by_check("let pass by", SILENT, silent),
        ),
        findings=tuple(_finding(case) for case in (*MUTANTS, *SILENT) if not {**dead, **silent}[name(case)]),
    )


def name(case: Case) -> str:
    """A name for a draft that stays its own when others are added."""
    # a field that a case leaves as it is may come and go without giving it another name
    content = f"{case.practice}{case.draft.model_dump_json(exclude_defaults=True)}{case.brief.model_dump_json(exclude_defaults=True)}"
    return f"{case.check}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _verdict(checks: dict[str, Check], case: Case) -> Verdict:
    return checks[case.check].result(case.draft, case.brief).verdict


def _by_check(label: str, cases: Sequence[Case], values: dict[str, bool]) -> list[Measure]:
    checks = dict.fromkeys(case.check for case in cases)
    return [
        Measure(
            suite=SUITE,
            half="whole",
            name=f"{label} {check}",
            values=yes_or_no({name(case): values[name(case)] for case in cases if case.check == check}),
        )
        for check in checks
    ]


def _finding(case: Case) -> Finding:
    reason = f"{case.check} owes this draft the verdict {case.verdict}"
    return Finding(measure=f"{SUITE}/{case.check}", case=name(case), text=case.situation, given=case.say, reason=reason)
