"""What a check is: a named rule over a draft, and whether it is a gate."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from assistant.domain import CheckResult, Practice, Value, Verdict
from assistant.ports import Brief, Draft


class Unmet(Value):
    """A breach that a rule found: the reason, and the words that breach it."""

    reason: str
    span: str | None = None


class Met(Enum):
    """A rule is met, or there is nothing that it could apply to."""

    YES = Verdict.PASS
    NA = Verdict.NA


Rule = Callable[[Draft, Brief], Unmet | Met]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule with its id; a draft that fails a gate is never shown."""

    id: str
    rule: Rule
    is_gate: bool
    binds_models: bool = False
    """It is a gate for what a model wrote: a model can write again, where authored words are scored only."""
    practice: Practice | None = None
    """The practice it holds for; None holds for all."""

    def result(self, draft: Draft, brief: Brief) -> CheckResult:
        """Apply the rule to the draft."""
        found = self._found(draft, brief)
        if isinstance(found, Met):
            return _met(self.id, found)
        return CheckResult(id=self.id, verdict=Verdict.FAIL, reason=found.reason, span=found.span)

    def fails(self, draft: Draft, brief: Brief) -> bool:
        """Whether the draft breaches the rule."""
        return isinstance(self._found(draft, brief), Unmet)

    def _found(self, draft: Draft, brief: Brief) -> Unmet | Met:
        return self.rule(draft, brief) if self.practice in (None, draft.action.practice) else Met.NA


@cache
def _met(id: str, met: Met) -> CheckResult:
    return CheckResult(id=id, verdict=met.value)


def unless(span: str | None, reason: str) -> Unmet | Met:
    """Met unless these words were found."""
    return Met.YES if span is None else Unmet(reason=reason, span=span)
