"""Which deeds are to mend: by their own words, and never by the circumstances told beside them."""

import re

from assistant.reading.credit import is_taken

FAULT = re.compile(
    r"\b(miss(ed|es)?|broke|fail\w*|los[te]\w*|forgot|mix(?:es|ed)? up|call(?:s|ed) \w+ by (?!(?:\w+ )?(?:first )?names?\b(?! in front))|interrupt\w*|ignor\w*|avoid\w* (me|us|him|her|them)|dropped|blew|botched|mess(?!ag|eng)\w*|screwed|yell\w*|shout\w*|snapp\w*|crash\w*|delet\w*|"
    r"delay\w*|(?<!stayed )(?<!staying )(?<!worked )(?<!working )late(?! shift)|refus\w*|complain\w*|dismiss\w*|mock\w*|laugh\w* at|talked over|talks over|cut (me|him|her|them|\w+) off|cancel\w*|froze|panick\w*|cried|quit|"
    r"stumbl\w*|overlook\w*|accidentally|by (accident|mistake)|criticis\w*|criticiz\w*|(?<!the )blam\w*|rolled|n't|not|never|nothing|no one|nobody|wrongly|(?<!thing )(?<!went )(?<!is )(?<!was )(?<!goes )(?<!be )wrong$|(?:told|tells|telling) (?:nobody|no one)|(?:said|says) nothing|(everything|anything|all|it|them|that|this) wrong|(everyone|everybody|all) but|without (asking|telling|saying|checking|testing|cleaning|looking|reading|knocking|signing|washing|paying|warning|tidying|locking|closing|labell?ing|greeting|explaining|a review)|"
    r"(nearly|almost) (hit|ran|knock\w*|fell|caused|caught|kill\w*|injur\w*|hurt|drove)|"
    r"wast(e[ds]?|ing)|(threw|throws?|throwing|thrown) away|scolded|told off|(corrected|lectured) (?!it\b|this\b|that\b)(?:\w+ ){1,3}in front of|took (all )?(the )?credit|underestimat\w*|slipped|rude\w*|harsh\w*|argu\w*|skipp\w*(?! (?:(?:your|his|her|their|the) )?(?:lunch|break|dinner|breakfast|coffee))|badly|poor\w*|"
    r"too (short|long|small|big|late|early|hot|cold|thin|thick|loud|fast|slow|high|low|much|many|few|little)|stormed|hung up|slammed|gossip\w*|lied|spilled|burn\w*|ruin\w*|reject\w*|hid|withheld|insult\w*|belittl\w*|undermin\w*|overran|silent|(?<!the )quiet|sloppy|only|(angry|hostile|nasty) (messages?|mails?|emails?|notes?|comments?)|under your own name|same (question|mistake|error|thing|excuse|joke)s? (every|again|over|each|twice|all the time))\b"
    r"|n't\b",
    re.IGNORECASE,
)
_HARMING = re.compile(
    r"^(?:(?:made|sent|left|wrote|shipped|introduced|pushed|caused|put|let|gave|used|entered|posted|merged)\b.*"
    r"\b(?:wrong|bugs?|mistakes?|errors?|typos?|mess|outage|harsh|rude)\b|"
    r"(?:told|called|brought|served|ordered|packed|cut|drilled|measured|took|promised)\b.*\b(?:wrong|idiots?|stupid)\b|"
    r"left (?:us |me |them )?(?:the|my|our|all|your|a) (?!.*\bfor (?:me|us|the)\b).*\b(?:open|unlocked|on|dirty|empty|overfull|full|unfinished|lying|behind|running|unattended|in the sink|on the (?:floor|table|stairs))\b|"
    r"(?:said|promised) .* and then didn't\b|used .* and told nobody\b)",
    re.IGNORECASE,
)
UNSEEN = re.compile(
    r"\b(nobody|no one|none of us) (\w+ )?(notic\w+|saw|sees|thank\w*|said|mention\w*|knows?|asked|expected|ordered|paid)\b", re.IGNORECASE
)
_CIRCUMSTANCE = re.compile(r"\b(?:when|because|after|while|before|until|although|since|who (?:is|are|was|were|had|has))\b", re.IGNORECASE)
"""What follows these is no doing of theirs."""
_UNASKED = re.compile(r"\b(?:that|which) (?:nobody|no one)\b[^,.;]*", re.IGNORECASE)
"""What nobody else did, or asked for, is no fault of theirs."""
_IN_NEED = re.compile(
    r"\b(?:my|our|your|his|her|their|the|an?) (?:lost|missed|failed|dropped|delayed|cancell?ed|ruined|rejected|forgotten|deleted|crashed|spilled|overlooked)\b"
    r"|\b(?:truth|facts|honest|open|honestly|openly) about [^,.;]*"
)
"""What somebody looked after was in that state before, or was owned up to."""
_OF_OTHERS = re.compile(
    r"\b(?:very |rather )?(?:rude|harsh|quiet|silent|late|argu\w+|yelling|shouting) (?:caller|customer|client|guest|patient|visitor|passenger|parent|"
    r"pupil|student|tenant|resident|neighbour|neighbor|driver|supplier|member|crowd|audience|relative|shopper|colleague|teammate|man|woman|couple)s?\b"
)
"""Somebody else's manner, whom they dealt with."""
_OUTCOME = re.compile(r"\b(so \w+) that\b.*")
"""`so clearly that the calls dropped`: how it was done counts, not what it did to the calls."""
_OF_THINGS = re.compile(r"\b(?:nothing|no one|nobody|only|quiet|silent|late)\b", re.IGNORECASE)
"""What may as well tell of the circumstances: no fault where the moment sounds well."""
_RESTRAINT = re.compile(
    r"^(?:didn't|did not) (?:laugh|smile|cry|complain|panic|flinch|give up|lose|back down|blink|snap|shout|blame|hesitate|quit|react|argue)\b"
)
"""What is no fault to leave undone."""
UNFAULTED = re.compile(r"\b(?:found|had|saw) (?:nothing|no (?:\w+ )?(?:faults?|errors?|mistakes?|complaints?))\b", re.IGNORECASE)
"""What came of it is good where nobody found anything to mend."""
_PERCEIVED = re.compile(
    r"^(?:noticed|spotted|found out|found|discovered|saw|realised|realized|pointed out|reported|warned \w+) (?:that|how|where|why) .*?(?=,? and |$)"
)
"""What they noticed is no doing of theirs."""


def done_alone(act: str) -> str:
    """The act without its circumstances, and without what others did or wanted."""
    alone = _CIRCUMSTANCE.split(act)[0]
    for beside in (_PERCEIVED, _OF_OTHERS, _UNASKED, _RESTRAINT, _IN_NEED):
        alone = beside.sub("", alone)
    return _OUTCOME.sub(r"\1", alone)


def is_amiss(act: str) -> bool:
    """Whether what was done is to mend, as far as its own words say."""
    done = done_alone(act)
    return bool(FAULT.search(done) or _HARMING.search(done)) or is_taken(act)


def is_surely_amiss(act: str) -> bool:
    """The same, where it may not as well be told of the circumstances."""
    done = done_alone(act)
    return bool(FAULT.search(_OF_THINGS.sub("", done)) or _HARMING.search(done)) or is_taken(act)
