"""The checks of an insight: offered, one idea, one's own, and handed back."""

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import content, first_match, sentences, without_slots

_ASKS = r"\b(may|can|could|shall|should) i\b|\b(want|like|care|interested|up for|ok|okay) (to hear|me to|if i)|would (it|this) (help|be (useful|any use|ok|okay|all right|alright|fine|good|of use)).*if|would you like|do you want|is (now|this) a good|do you have (a minute|time)|mind if i|any use\b.*\bif i|open to|have (a|two|ten|five) minutes?"
_ABSOLUTE = r"\b(always|never|just|simply|obviously|the (key|trick|secret) is|all you (need|have)|(?<!something )(?<!that )(?<!what )you (should|must|need to|could)|everyone knows|trust me)\b"
_ANECDOTE = r"\b(when i (was|worked|started|led|ran|had|first|joined)|i once \w+|years ago|last (year|month|week),? i|in my (first|last|old|previous) \w+,? i|my (first|old|last|former|previous) (manager|boss|lead|mentor|team|job|chef|teacher)|i remember|i used to|i (failed|missed|lost|broke|learned|shipped|struggled|made the same)\b)[^.!?]*"


def asks_first(draft: Draft, _: Brief) -> Unmet | Met:
    """It asks before it offers."""
    say = draft.action.say
    return Met.YES if first_match(_ASKS, say) else Unmet(reason="it does not ask first whether the thought is wanted", span=say)


def first_person(draft: Draft, _: Brief) -> Unmet | Met:
    """It is the speaker's own."""
    say = without_slots(draft.action.say)
    return Met.YES if first_match(r"\b(i|i'm|i've|i'd|i'll|me|my)\b", say) else Unmet(reason="whose insight is it? speak as I", span=say)


def handed_back(draft: Draft, _: Brief) -> Unmet | Met:
    """One idea, and the last word is theirs: it ends in a question."""
    last = sentences(draft.action.say)[-1]
    return Met.YES if last.endswith("?") else Unmet(reason="it ends as a lecture; hand it back with a question", span=last)


def no_absolutes(draft: Draft, _: Brief) -> Unmet | Met:
    """No always, never, just, `the key is`: it worked once, for somebody."""
    return unless(first_match(_ABSOLUTE, without_slots(draft.action.say)), "an absolute; it worked once, for you")


def own_story(draft: Draft, brief: Brief) -> Unmet | Met:
    """An anecdote about `me` was told by the person, or is a slot."""
    found = first_match(_ANECDOTE, without_slots(draft.action.say))
    if found is None:
        return Met.YES
    named = content(found) - content("remember learned started worked first once used last year month week")
    if not named or len(named & content(brief.situation.told)) * 2 >= len(named):
        return Met.YES
    return Unmet(reason="a story that nobody told us; leave a slot", span=found)
