"""Every check, in the order in which an answer lists them."""

from collections.abc import Iterable, Iterator

from assistant.checks import common, encouragement, feedback, insight, introduction, over_time, plain, question, told, written
from assistant.checks.check import Check, Rule
from assistant.domain import CheckResult, Fault, Practice, Verdict
from assistant.ports import Brief, Draft


def _gate(id: str, rule: Rule, practice: Practice | None = None) -> Check:
    return Check(id=id, rule=rule, is_gate=True, practice=practice)


def _score(id: str, rule: Rule, practice: Practice | None = None) -> Check:
    return Check(id=id, rule=rule, is_gate=False, practice=practice)


def _bound(id: str, rule: Rule, practice: Practice | None = None) -> Check:
    """A score of authored words, a gate for a model's."""
    return Check(id=id, rule=rule, is_gate=False, binds_models=True, practice=practice)


_E, _Q, _F, _I, _N = (
    Practice.ENCOURAGEMENT,
    Practice.QUESTION,
    Practice.FEEDBACK,
    Practice.INSIGHT,
    Practice.INTRODUCTION,
)

CHECKS: tuple[Check, ...] = (
    _gate("one-action", common.one_action),
    _bound("length", common.length),
    _gate("sayable", common.sayable),
    _gate("grounded", common.grounded),
    _gate("nothing-invented", common.nothing_invented),
    _bound("cue", common.cue),
    _gate("sourced", common.sourced),
    _gate("clean-language", common.clean_language),
    _gate("no-protected-trait", common.no_protected_trait),
    _gate("safe", common.safe),
    _bound("reflection", common.reflection),
    _gate("plain-text", plain.plain_text),
    _gate("no-machine-talk", plain.no_machine_talk),
    _gate("no-promise", plain.no_promise),
    _gate("no-mind-reading", plain.no_mind_reading),
    _gate("in-english", plain.in_english),
    _gate("facts-told", written.facts_told),
    _gate("not-the-prompt", written.not_the_prompt),
    _gate("slots-are-places", written.slots_are_places),
    _gate("nothing-beside-the-words", written.nothing_beside_the_words),
    _gate("fresh", over_time.fresh),
    _score("fair", over_time.fair),
    _score("act-named", encouragement.act_named, _E),
    _gate("encouraging-effect-told", told.effect_told, _E),
    _gate("hard-moment-acknowledged", encouragement.hard_moment_acknowledged, _E),
    _gate("encouragement-alone", encouragement.no_advice, _E),
    _gate("one-question", question.one_question, _Q),
    _gate("open-question", question.open_question, _Q),
    _gate("not-leading", question.not_leading, _Q),
    _bound("short-question", question.short_question, _Q),
    _bound("no-either-or", question.no_either_or, _Q),
    _gate("question-alone", question.no_advice, _Q),
    _gate("anchored", feedback.anchored, _F),
    _gate("observable", feedback.observable, _F),
    _gate("feedback-effect-told", told.effect_told, _F),
    _score("effect-given", feedback.effect_given, _F),
    _gate("not-a-sandwich", feedback.not_a_sandwich, _F),
    _score("one-way-on", feedback.one_way_on, _F),
    _score("belief-said", feedback.belief_said, _F),
    _bound("asks-first", insight.asks_first, _I),
    _score("first-person", insight.first_person, _I),
    _bound("handed-back", insight.handed_back, _I),
    _bound("no-absolutes", insight.no_absolutes, _I),
    _gate("own-story", insight.own_story, _I),
    _gate("two-people", introduction.two_people, _N),
    _gate("consent-of-both", introduction.consent_of_both, _N),
    _gate("no-address", introduction.no_address, _N),
    _gate("introduction-alone", introduction.no_advice, _N),
    _score("reason-for-each", introduction.reason_for_each, _N),
    _score("small-ask", introduction.small_ask, _N),
    _bound("easy-way-out", introduction.easy_way_out, _N),
)


def results(draft: Draft, brief: Brief) -> tuple[CheckResult, ...]:
    """Apply every check to a draft, in order."""
    return tuple(check.result(draft, brief) for check in CHECKS)


def faults(draft: Draft, brief: Brief) -> tuple[Fault, ...]:
    """The gates that a draft fails; empty where it may be shown."""
    return faults_among([check.result(draft, brief) for check in _gates_of(draft)], draft)


def faults_among(found: Iterable[CheckResult], draft: Draft) -> tuple[Fault, ...]:
    """The gates that a draft fails, by results that are there already."""
    gates = {check.id for check in _gates_of(draft)}
    return tuple(Fault(check=r.id, reason=r.reason or "", span=r.span) for r in found if r.verdict is Verdict.FAIL and r.id in gates)


def may_be_shown(draft: Draft, brief: Brief) -> bool:
    """Whether a draft passes every gate: the same as to have no faults, but the first one is enough to know.

    What was said lately is looked for first: with a long history most words fail that, and it is quickly seen.
    """
    gates = sorted(_gates_of(draft), key=lambda check: check.rule is not over_time.fresh)
    return not any(check.fails(draft, brief) for check in gates)


def _gates_of(draft: Draft) -> Iterator[Check]:
    """A model is held to more: it can write again."""
    return (check for check in CHECKS if check.is_gate or (check.binds_models and draft.instructions))
