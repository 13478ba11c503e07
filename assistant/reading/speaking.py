"""What the words of a moment say by themselves of whether it was done well or amiss, beside how it sounds as a whole."""

import re

from assistant.reading.faults import FAULT
from assistant.reading.grammar import is_form, tokens, verb_lemma
from assistant.reading.people import find_people, is_role

MOST = 2
"""What is found more often than this says no more."""
_WELL = re.compile(
    r"\b(?:so(?: that)? (?:we|i|nobody(?: else)?|no one(?: else)?|others|everyone|everybody|they|(?:the|all|our) (?:\w+ ){1,2}) ?(?:can|could|finds?|has to|have to|needs?|gets?|know|don't|doesn't)|"
    r"(?:nobody|no one) (?:asked|asks|told|tells) (?:him|her|them|for)|without being asked|by name|(?:twice|double|always|carefully) check\w*|double-check\w*|tests? (?:\w+ ){0,4}twice|"
    r"(?:greets?|welcomes?|thanks|teach(?:es)?|translat\w+|encourag\w+|comforts?|praises?|sings?|tid(?:y|ies)|polish\w*|sweeps?|refills?|waters?|repairs?|sorts?|prepares?) (?:the|every\w*|each|all|for|our|my)|"
    r"(?:explains?|shows?) (?:\w+ ){0,6}(?:until|patiently|again|how|where|every|each|what|twice|calmly)|explains? the|shows? every\w*|"
    r"listens? to (?:every\w*|us|me|the|each)|sits? with|looks? after|stands? up for|takes? time (?:for|to)|(?:finds?|has) (?:always )?time for|covers? (?:for|the)|saves? (?:a|an|the|some)|"
    r"brings? (?:the (?:new|night|old)|us|me|every\w*|each|in) |(?:carries|carry|holds|lifts) (?:\w+ ){0,4}for|fix(?:es)? (?:\w+ ){0,5}(?:for|break|free time)|labels (?:every|all|the)|"
    r"(?:stays?|keeps?|remains?) (?:calm|patient|polite|kind|friendly)|remembers? (?:what|every|each|my|our|who|how)|knows (?:every\w*|each|which|what each)|reminds us|"
    r"waits? (?:for (?:the|every\w*|us)|until every\w*|with)|takes the (?:worst|late|bad|hard)|in (?:his|her|their) (?:own )?(?:break|free time|time off)|every single (?:time|day|one)|"
    r"asks the (?:quiet|new|young|shy)\w*|reads? (?:my|our|every|all) (?:\w+ )?(?:drafts?|texts?|papers?|chapters?|letters?)|(?:calls|warns|tells) (?:\w+ ){1,4}(?:before|when an?|in time|as soon)|before (?:i|we) (?:find|notice|ask|have to)|patiently|(?<!it )kindly|gently|in good time|so clearly|marks the (?:weak|good)|"
    r"for (?:(?:the|our) (?:whole|new|old\w*|kids|children|beds|night|others|rest|next|one who|ones who|young|sick)|us\b|every\w+|those who)|so (?:\w+ly|well|neat) that|so nothing|(?:shares?|lends?) (?:his|her|their) (?:\w+ ){1,2}with (?:the|us|every\w*|all)|(?:warms|wraps|covers) (?:the|our|my)|"
    r"(?:cleaner|tidier|better|safer) than (?:he|she|they) found|before (?:any\w+|some\w+|i|we|you|they) (?:even )?(?:thinks?|asks?|notices?|finds?|needs?|knows?|gets?|trips?|comes?)|"
    r"when(?:ever)? it's (?:freezing|hot|raining|cold)|whenever some\w+|seriously|where (?:they|it) belongs?|sends? it round|(?:on|in) (?:his|her|their) day off|with (?:a smile|patience|care)|"
    r"carefully|holds the (?:door|lift|ladder)|to the (?:bus|taxi|door|car|station)|in big letters|aloud for|"
    r"never (?:shouts?|complains?|forgets?|misses|snaps?|loses|blames?|refuses)|"
    r"helps (?:me|us|the|every\w*|out|new)|backs (?:me|us)|when (?:i'm|i am|we're|we are|the \w+ gets?) (?:swamped|busy|ill|sick|long|stuck|away|full))\b",
    re.IGNORECASE,
)
_AMISS = re.compile(
    r"\b(?:without (?:look|ask|check|tell|read|say|knock|wash|clean|sign|warn|test|a (?:review|helmet|word of)|gloves)\w*|instead of|in front of (?:the|every|every\w+|all|guests|us|customers|patients|parents)|"
    r"in the middle of|now (?:he|she) just|(?:he|she) just \w+s\b|passive|before (?:\w+ ){1,3}can\b|as if (?:i|we|he|she|they|nobody)|leaves? (?:\w+ ){1,5}for (?:me|us|the)|too (?:fast|long|loud|late|early|much|hot|cold|many)|last minute|(?:calls|called) (?:\w+ ){1,4}(?:idiots?|stupid|lazy|useless|names)|jokes? (?:about|on|at)|"
    r"(?:his|her|their) (?:own )?(?:phone|mails?|emails?|headphones|dirty|unfinished)|(?:leaves|leave|hands|gives|asks|makes|lets) (?:me|us) (?:the|his|her|their|to|with|do|wait)|my fault|"
    r"keeps? (?:\w+ ){0,3}waiting|smok\w+|chats?|gossips?|(?:puts?|put) (?:his|her|their) name|says nothing|half (?:empty|done|finished)|talks? over|checks? on me|my idea|"
    r"shares? the (?:patient|client|customer|pupil)\w*|how (?:his|her|their|my) own|raise (?:it|this)|bring (?:it|this) up|(?:put|mention|address) it|each one is|the empty ones|no idea|(?:answers|speaks|decides) for (?:me|us)|(?:nobody|no one) understands|sleep\w*|allergic|overfull|nobody gets|nobody can|private|changes the plan|uses up|blocks?|only helps?|only (?:talks|answers|greets)|"
    r"while (?:\w+ ){0,2}(?:patients?|customers?|guests?|clients?|we|i|others|pupils)|when (?:i|we) (?:speak|talk|present|explain|ask)|better than (?:me|us|the|every\w+)|minutes late|weeks late|days late)\b",
    re.IGNORECASE,
)
_WHO = frozenset({"he", "she", "who", "someone", "somebody"})
_STATES = frozenset("be have want need feel think seem look believe wish fear hate like worry struggle suffer deserve doubt sound".split())
"""How somebody is: no habit of theirs."""
_ADVERBS = frozenset("always often still also even really quietly again never double just usually".split())


def speaks_for(text: str) -> int:
    """How far the words speak for something done well (above nought) or amiss (below it)."""
    well, amiss = len(_WELL.findall(text)), len(_AMISS.findall(text)) + len(FAULT.findall(_NO_FAULT.sub("", text)))
    return max(-MOST, min(MOST, well - amiss))


_NO_FAULT = re.compile(
    r"\bthe (?:quiet|silent|late)\b|\b(?:nobody|no one|nothing(?: gets?| got| goes| went| is)?(?: lost| wrong| missing| forgotten)?)\b|\b(?:doesn't|didn't) know\b|\bnever (?:complain|shout|blame|refuse|lose|forget)\w*",
    re.IGNORECASE,
)


def is_habit(text: str) -> bool:
    """Whether what they do is told in the present, as something that they do again and again."""
    parts, names = tokens(text), find_people(text, None).names
    for at, word in enumerate(parts[:14]):
        low = word.lower()
        before = next((part for part in reversed(parts[:at]) if part.lower() not in _ADVERBS), "")
        is_theirs = before.lower() in _WHO or before in names or is_role(before)
        if (is_form(word, "VBD") and is_theirs) or low in ("was", "were", "had"):
            return False
        if is_theirs and is_form(word, "VBZ") and not is_form(word, "VBD") and verb_lemma(low) not in _STATES:
            return True
    return False
