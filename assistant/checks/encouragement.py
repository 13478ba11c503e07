"""The checks of an encouragement: it names what somebody did, and adds nothing."""

import re

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import first_match, without_slots

_ACT = (
    r"\b(how )?you('ve| have)?( \w+ly| still| all| both| also| then| once| already)? (\w+ed|…|kept|held|took|taken|made|gave|given|told|said|went|came|found|brought|put|let|led|ran|wrote|"
    r"written|spoke|stood|saw|heard|built|caught|left|did|done|began|chose|drew|drove|got|had|knew|met|paid|read|rose|sat|sent|set|shook|spent|taught|thought|threw|"
    r"understood|woke|won|were|didn't)\b|\b(how )?you …"
)
_HARD = (
    r"\b(rough|tough|(?<!worked )(?<!works )(?<!working )(?<!tried )hard|harsh|bad(ly)?|awful|terrible|brutal|disaster|disastrous|went wrong|fail(ed|ure|ures|ing|s)?|lost|losing|denied|rejected|turned down|"
    r"passed over|criticis\w+|criticiz\w+|shouted|yelled|torn apart|humiliat\w+|mistake|broke|blew|bombed|crying|cried|tears|upset|struggl\w+|"
    r"outage|incident|died|death|grief|laid off|layoffs?|nervous|afraid|scared|imposter|impostor|doubt\w*|overwhelm\w*|painful|ignored)\b"
)
_ACKNOWLEDGES = (
    r"\b(hard|rough|tough|not easy|isn't easy|wasn't easy|difficult|heavy|a lot|sorry|long (night|day|week)|stings?|hurts?|disappointing|"
    r"painful|thank|glad|under pressure|nerves|nervous|doubt\w*|with all that|through|lonely|unfair|not what you|despite|saw|noticed|wanted you|"
    r"uncomfortable|frustrating|bruising|weighs?|pressure|miss(ed)?|loss|lost|night|unsettl\w+|harsh|sharp|setback|draining|exposed|tired\w*|storm|heat|"
    r"thinking of you|blow|here|respect|sits|stayed with me|admire|appreciate|dealt with|nerve|went wrong|trust people|courage|sideways|steady|kept going|hold on|weight|asked a lot|long way)\b"
)
_PRESENCE = r"\b(i'm (so |very )?sorry|thinking of you|i'm here|i'm with you|not all right with me|i have time|sit (with you|quietly|for a bit)|off your (desk|plate)|i'm around|going through|no (reply|answer))\b"
_ADVICE = r"\b(but|however|though|although|next time|try|maybe you|(?<!what )you could|you might(?! like to)|why don't|if i were you|my advice|in future|instead(?! of))\b"


def act_named(draft: Draft, _: Brief) -> Unmet | Met:
    """It names an act, `you` with a past verb, or leaves the place for one."""
    if {"act"} & {slot.name for slot in draft.action.slots}:
        return Met.YES
    spoken = without_slots(draft.action.say)
    if first_match(_PRESENCE, spoken):
        return Met.NA
    if re.search(_ACT, spoken, re.IGNORECASE):
        return Met.YES
    return Unmet(reason="it names nothing that the person did", span=draft.action.say)


def hard_moment_acknowledged(draft: Draft, brief: Brief) -> Unmet | Met:
    """Where the situation is hard, the words say so before anything else can be heard."""
    if not first_match(_HARD, brief.situation.told):
        return Met.NA
    say = draft.action.say
    return Met.YES if first_match(_ACKNOWLEDGES, say) else Unmet(reason="a hard moment is not acknowledged", span=say)


def no_advice(draft: Draft, _: Brief) -> Unmet | Met:
    """No advice in the same breath, and nothing that takes the praise back."""
    return unless(first_match(_ADVICE, without_slots(draft.action.say)), "advice, or a `but`, in the same breath as encouragement")
