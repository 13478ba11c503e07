"""The checks of an introduction: two people, both asked first, a small ask, an easy way out."""

import re

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import NOT_NAMES, content, first_match, is_small, names, without_slots, words

_ASKS_CONSENT = r"\b(would (that|it|you|this|a)|may i|can i|could i|shall i|are you (ok|okay|open|up|happy|willing|fine)|is (that|it|this) (ok|okay|all right|alright|fine)|ok with you|okay with you|do you want me|what do you think|how (would|do|does) (you|that)|open to|happy for me|good to you|suits? you|feel about|interest you)\b[^?]*\?"
_BOTH = (
    r"\bi('ll| will|'d| would| can| could|'ve| have)?( also| first| only| then)? (ask(ed)?|check(ed)?( with)?|find out|found out)( with)? (?!about|around)(…|\w+)|\b(ask|asking) (both|them|him|her|…|\w+) (first|too|the same)|"
    r"\b(they|he|she|…|both|you both|both of you)( will be|'ll be| are| get| gets)? asked\b|\bboth (say|said|have said)|\b(said|says|say) yes\b|\bnothing (is|gets|goes|happens|leaves)|"
    r"\bbefore i (connect|share|pass|introduce|give|put|write|say|set|name)|\bonly (once|when|after|if) (you|we|both|they|it suits)|\bthe same question|"
    r"\bif (they|he|she|…) (agrees?|(is|are|feels?) (up for|open|happy|willing))|\b(has|have) (already )?(agreed|said yes)|\basking (you )?both|\bbefore you('re| are) both|\b(would you|could you|please) (ask|check)|\bonce (they|he|she|you|both|…|i have)( both| all| have| has|'ve)? (said|say|says|agree|agreed|agrees|a yes|two|heard|asked|both)"
)
_COPIED = r"\b(in copy|in cc|cc'?d|i('ve| have) copied|copied you)\b"
_REASON = (
    r"\b(because|since|given|so that)\b|\bwho (has|knows|is|was|did|ran|built|works|plans|leads|wants|…)\b|\b(he|she|they|you|…|[a-z]\w+) (knows?|has|have|works?|wants?|would like|hopes?|ran|did|built|"
    r"asked|plans?|leads?|(is|are) (working|looking|learning|starting|new|curious))\b|\b(talk|ask|question|chat|word|thoughts?|curious|learn|learning|know|working|advice|it's|questions|minutes) (about|on) |interested in|care about|with (…|\w+) about "
)
_SMALL = (
    r"\b((ten|fifteen|twenty|five|thirty|\d+) minutes|a (quick )?(coffee|chat|call|tea|question|walk|short \w+|few minutes)|one (question|email|message|short \w+|coffee|chat|thing)|"
    r"half an hour|short (call|chat|talk|hello|note)|a (line|word|hello)|two lines)\b"
)
_WAY_OUT = r"\b(no (hard feelings|pressure|problem|rush|reply needed|need|explanation)|(a )?\"?no\"? is (fine|okay|ok|just as|perfectly|also|welcome|a good)|(fine|okay|ok) (to say no|if not|either way)|feel free to (say no|pass|decline)|only if|if (you'd|you would) rather|(?<!don't )say no|not now|if not|either answer|whenever|if it suits|pass on this|rather not|decline|easy to (skip|say)|no thanks|any answer)\b"
_ADDRESS = r"https?://|www\.|\b\w+\.(com|org|net|io)\b|(?<!\w)@\w+|[\w.+-]+@[\w-]+\.[a-z]{2,}|\+?\d[\d ()/-]{7,}\d"
_ADVICE = r"\b(next time|in future|my advice|i('d| would) (suggest|advise|recommend)|you (could|might) (try|want to)|if i were you|make sure you)\b"
_LOOKED_FOR = r"\b(somebody|someone) (who|from|with)\b"
_HIERARCHY = r"\b(your|my|his|her|their) (direct )?(report(?! (on|about|of))|manager|boss|line manager|supervisor)\b"


def _is_short_name(word: str) -> bool:
    """`Li`, `Bo's`, `bo` from a writer of small letters: two that are no word to hold a sentence together."""
    bare = word.removesuffix("'s")
    return len(bare) == 2 and (bare.istitle() or bare.islower()) and not is_small(bare)


def two_people(draft: Draft, brief: Brief) -> Unmet | Met:
    """Two different people, told to us or left as slots, and not manager and report."""
    say = without_slots(draft.action.say)
    if hierarchy := first_match(_HIERARCHY, say):
        return Unmet(reason="manager and report know each other; introduce people who do not", span=hierarchy)
    told = {
        w.removesuffix("'s") for w in words(" ".join([brief.situation.told, *brief.people])) if content(w) or _is_short_name(w)
    } - NOT_NAMES
    # a writer of small letters is understood; `Fifteen minutes` at the start of a sentence is nobody
    people = {w for w in words(say) if w.removesuffix("'s") in told} | {w for w in names(say) if w.lower() in told}
    # neighbouring capitalised words are one person's name
    called = re.findall(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*", say)
    named = {run for run in called if {w for part in words(run) for w in (part, part.removesuffix("'s"))} & people}
    left_open = {slot.name for slot in draft.action.slots} & {"person", "other_person"}
    looked_for = 1 if first_match(_LOOKED_FOR, say) else 0
    if len(named) + len(left_open) + looked_for < 2:
        return Unmet(reason="an introduction has two people; name both or leave slots", span=draft.action.say)
    return Met.YES


def consent_of_both(draft: Draft, _: Brief) -> Unmet | Met:
    """Both are asked before anything is shared."""
    say = without_slots(draft.action.say)
    if not first_match(_ASKS_CONSENT, say):
        return Unmet(reason="the one spoken to is not asked", span=say)
    if copied := first_match(_COPIED, say):
        return Unmet(reason="both are written to before either said yes", span=copied)
    return Met.YES if first_match(_BOTH, say) else Unmet(reason="the other person is not asked first", span=say)


def no_address(draft: Draft, _: Brief) -> Unmet | Met:
    """No address or number before two yeses."""
    return unless(first_match(_ADDRESS, draft.action.say), "an address before both said yes")


def no_advice(draft: Draft, _: Brief) -> Unmet | Met:
    """An introduction is an offer alone, with no advice in passing."""
    return unless(first_match(_ADVICE, without_slots(draft.action.say)), "advice where an introduction was offered")


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
