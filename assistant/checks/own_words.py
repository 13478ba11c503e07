"""Somebody's own words, held to the checks that bare words can meet."""

from assistant.checks.catalogue import CHECKS
from assistant.domain import CheckResult, MicroAction, Risk, Situation, Slot, Verdict
from assistant.errors import BadInput
from assistant.ports import Brief, Draft
from assistant.wording import slots_in

OF_THE_REST = frozenset({"one-action", "cue", "sourced", "reflection", "fresh", "fair"})
"""Checks of an answer's other parts, which bare words do not have."""


def own_words(say: str, situation: Situation, risk: Risk = Risk.GREEN) -> tuple[CheckResult, ...]:
    """Check words that somebody means to say; the situation names the practice.

    Raises:
        BadInput: There are no words, or the situation names no practice.

    """
    if not say.strip():
        raise BadInput("there are no words to check; give what you mean to say")
    if situation.practice is None:
        raise BadInput("say which practice the words are meant as")
    slots = tuple(Slot(name="own", hint=hint) for hint in slots_in(say))
    action = MicroAction(practice=situation.practice, say=say.strip(), do="", slots=slots, reflect="")
    draft, brief = Draft(action=action, why="", sources=()), Brief(situation=situation, risk=risk)
    return tuple(
        CheckResult(id=check.id, verdict=Verdict.NA) if check.id in OF_THE_REST else check.result(draft, brief) for check in CHECKS
    )
