"""The checks of a feedback: a moment, what was done, what it did, and one way on."""

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import first_match, sentences, without_slots

_ANCHOR = (
    r"\b(about|with|for) (the|that|this|…)|\b(in|at|after|during|on|from|before|reading|through|at the end of) (the|that|this|your|our|my|today's|yesterday's|…|monday|tuesday|wednesday|"
    r"thursday|friday|last|\w+'s)|\b(when|where|while|each time|twice|three times|yesterday|this (morning|week|afternoon)|today|last (week|time|night)|earlier)\b|\b(that|this) (?!is\b|was\b|you\b|one\b)\w+|\bbefore i\b|\bin it\b"
)
_OBSERVED = r"\byou('ve)? (\w+ly |also |both |then |have |had |were |didn't |did not )?([a-z]+|…)|\byour (message|comment|question|email|note|notes|code|change|draft|review|reply|report|estimate|slides?|numbers)\b|\bi (saw|heard|noticed|read)\b|…"
_JUDGED = (
    r"\byou('ve|'re| are| were| have)? (always|never)\b|\byou (don't|do not) (care|listen|respect|get it)|\b(attitude|personality|ego)\b|"
    r"\b(you|you're|you are|you were|you seem|you seemed|you come across as)( \w+)?( so| too| very| really| rather| a bit)? (lazy|careless|sloppy|abrasive|aggressive|bossy|emotional|unprofessional|negative|"
    r"rude|difficult|arrogant|disrespectful|immature|unreliable|unhelpful|quiet|loud|soft|sensitive|ambitious)\b|"
    r"\b(you're|you are|you were|you seem|you seemed)( so| too| very| really| rather)? \w{3,}(less|ive|ous)\b|"
    r"\b(lazy|careless|sloppy|abrasive|bossy|unprofessional|arrogant|disrespectful|immature|too (quiet|loud|soft|nice|sensitive|direct|ambitious|emotional|aggressive))\b"
)
_SANDWICH = r"(?<!all )(?<!nothing )(?<!anything )\b(but|however|although|though|that said|on the other hand|having said that|only thing)\b|,? yet (you|it|the|i)\b"
_STAKES = r"\b(promot\w+|probation|career|board|audit|exam|thesis|launch|contract|licen[cs]e|patient safety|final (draft|version)|review cycle|big (client|pitch|deal))\b"
_BELIEF = r"\b(standard|bar|i (know|believe|trust|think|am sure|'m sure)|i'm (sure|confident)|because you can|within (your )?reach|can (meet|get|reach))\b"


def anchored(draft: Draft, _: Brief) -> Unmet | Met:
    """It names the moment: in, at or after something that happened."""
    say = without_slots(draft.action.say)
    return Met.YES if first_match(_ANCHOR, say) else Unmet(reason="no moment named: say where and when it was", span=say)


def observable(draft: Draft, _: Brief) -> Unmet | Met:
    """It says what was done, as a camera would see it; no trait, no `always`."""
    say = without_slots(draft.action.say)
    if judged := first_match(_JUDGED, say):
        return Unmet(reason="a judgement of the person; say what you saw", span=judged)
    return Met.YES if first_match(_OBSERVED, say) else Unmet(reason="nothing that was done is named", span=say)


def not_a_sandwich(draft: Draft, _: Brief) -> Unmet | Met:
    """No praise which is taken back in the same sentence."""
    return unless(first_match(_SANDWICH, without_slots(draft.action.say)), "praise and critique in one breath; keep one point")


def one_way_on(draft: Draft, _: Brief) -> Unmet | Met:
    """It ends in a question or in one `next time`, so that the other has the next word."""
    last = sentences(draft.action.say)[-1]
    ends = last.endswith("?") or first_match(r"\b(next time|from now on|would help me|i'd like|i would like|please)\b", last)
    return Met.YES if ends else Unmet(reason="it ends without a question or one thing for next time", span=last)


def effect_given(draft: Draft, _: Brief) -> Unmet | Met:
    """It says what the behaviour did to the work or to me, or leaves the place for it."""
    say = without_slots(draft.action.say)
    if {"effect"} & {slot.name for slot in draft.action.slots}:
        return Met.YES
    given = first_match(
        r"\b(i (felt|lost|missed|had|was|couldn't|could not|got|found|spent|needed|wasn't|waited|learned|read|could|see|wonder\w*)|it (\w+ed|meant|made|cost|left|kept|put|took|gave|\w+s)|"
        r"we (lost|had|missed|got|could|spent)|so that|which (\w+ed|meant|made|left)|me|for me|to me|helps?|because|i (don't|didn't|want|wanted|hoped|had hoped|would like|think|like|noticed|keep|care)|i'd (like|rather|hoped)|i'm (asking|saying|telling|raising|not|unsure|stuck|still))\b",
        say,
    )
    return Met.YES if given else Unmet(reason="what it did to the work or to you is missing", span=say)


def belief_said(draft: Draft, brief: Brief) -> Unmet | Met:
    """Where much hangs on it, the standard and the belief that they can meet it are said."""
    if not first_match(_STAKES, brief.situation.told):
        return Met.NA
    say = draft.action.say
    return Met.YES if first_match(_BELIEF, say) else Unmet(reason="much hangs on it: say the standard and that they can meet it", span=say)
