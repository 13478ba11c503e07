"""The checks of an introduction: two people, both asked first, a small ask, an easy way out."""

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import content, first_match, without_slots, words

_ASKS_CONSENT = r"\b(would (that|it|you|this|a)|may i|can i|could i|shall i|are you (ok|okay|open|up|happy|willing|fine)|is (that|it|this) (ok|okay|all right|alright|fine)|ok with you|okay with you|do you want me|what do you think|how (would|do|does) (you|that)|open to|happy for me|good to you|suits? you|feel about|interest you)\b[^?]*\?"
_BOTH = r"\b(both|ask(ed|ing)? (…|\w+|them|him|her) (first|too|the same|separately|as well)|(asked|asking|ask) (…|\w+)|(…|\w+) (said|says|say) yes|the same question|also asked|check(ed|ing)? with|only (once|when|after|if) (you|we|both|…)|nothing (is|gets|goes)|before i (connect|share|pass|introduce|give|put|write|say)|no (name|address|contact))\b"
_REASON = r"\b(because|since|who (has|knows|is|was|did|ran|built|works|…)|(…|\w+) (knows|has|is|works|wants|would like|hopes|ran|did|built|asked|is working|is looking|is learning|is starting|is new|joined|started)|about|working on|learning|interested in|care about|so that|given)\b"
_SMALL = r"\b((ten|fifteen|twenty|five|thirty) minutes|a (quick )?(coffee|chat|call|tea|question|walk|short \w+|few minutes)|one (question|email|message|short \w+|coffee|chat|thing)|half an hour|short (call|chat|talk|hello|note)|a (line|word|hello)|two lines|once)\b"
_WAY_OUT = r"\b(no (hard feelings|pressure|problem|rush|reply needed|need|explanation)|(a )?\"?no\"? is (fine|okay|ok|just as|perfectly|also|welcome|a good)|(fine|okay|ok) (to say no|if not|either way)|feel free to (say no|pass|decline)|only if|if (you'd|you would) rather|say no|not now|if not|either answer|whenever|if it suits|pass on this|rather not|decline|easy to (skip|say)|no thanks|any answer)\b"
_ADDRESS = r"[\w.+-]+@[\w-]+\.[a-z]{2,}|\+?\d[\d ()/-]{7,}\d"
_HIERARCHY = r"\b(your|my|his|her|their) (direct )?(report|manager|boss|line manager|supervisor)\b"


def two_people(draft: Draft, brief: Brief) -> Unmet | Met:
    """Two different people, told to us or left as slots, and not manager and report."""
    say = without_slots(draft.action.say)
    if hierarchy := first_match(_HIERARCHY, say):
        return Unmet(reason="manager and report know each other; introduce people who do not", span=hierarchy)
    told = {w for w in words(" ".join([brief.situation.told, *brief.people])) if w[0].isupper() and content(w)}
    named = {w.removesuffix("'s") for w in words(say)} & told
    left_open = {slot.name for slot in draft.action.slots} & {"person", "other_person"}
    if len(named) + len(left_open) < 2:
        return Unmet(reason="an introduction has two people; name both or leave slots", span=draft.action.say)
    return Met.YES


def consent_of_both(draft: Draft, _: Brief) -> Unmet | Met:
    """Both are asked before anything is shared."""
    say = without_slots(draft.action.say)
    if not first_match(_ASKS_CONSENT, say):
        return Unmet(reason="the one spoken to is not asked", span=say)
    return Met.YES if first_match(_BOTH, say) else Unmet(reason="the other person is not asked first", span=say)


def no_address(draft: Draft, _: Brief) -> Unmet | Met:
    """No address or number before two yeses."""
    return unless(first_match(_ADDRESS, draft.action.say), "an address before both said yes")


def reason_for_each(draft: Draft, _: Brief) -> Unmet | Met:
    """It says why these two."""
    if {"reason", "topic"} & {slot.name for slot in draft.action.slots}:
        return Met.YES
    say = without_slots(draft.action.say)
    return Met.YES if first_match(_REASON, say) else Unmet(reason="why these two? give each a reason", span=say)


def small_ask(draft: Draft, _: Brief) -> Unmet | Met:
    """Fifteen minutes, one question: something that is easy to grant."""
    say = draft.action.say
    return Met.YES if first_match(_SMALL, say) else Unmet(reason="the ask has no size; fifteen minutes, one question", span=say)


def easy_way_out(draft: Draft, _: Brief) -> Unmet | Met:
    """A no costs nothing."""
    say = draft.action.say
    return Met.YES if first_match(_WAY_OUT, say) else Unmet(reason="no easy way out is offered", span=say)
