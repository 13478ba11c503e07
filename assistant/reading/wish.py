"""What the speaker is to the person, and which practice they wish for, where they say so."""

import re

from assistant.domain import Practice, Relation

_RELATIONS: tuple[tuple[Relation, str], ...] = (
    (
        Relation.UPWARD,
        r"\b(my|our|the) (own )?(boss|manager|line manager|supervisor|director|head of \w+|ceo|cto|vp|department head|team lead|lead|head nurse|principal|chef|foreman|partner)('s)?\b(?! (is|was) (new|leaving)| of\b)|\b(to|with|for) my (lead|seniors?|superiors?)\b|\bmanag(e|ing) up",
    ),
    (
        Relation.MANAGER,
        r"\b(one of )?(?<!\bon )(?<!\bin )(?<!under )my (direct )?reports?\b|\b(someone|somebody|a person) (on|in) my team\b|\bi manage\b|\bmy (team member|employee|staff|apprentice|intern|trainee)|\bas (a|her|his|their) manager\b|\bmy new hire\b|\bone of my (people|engineers|nurses|developers|designers|analysts|teachers)\b",
    ),
    (
        Relation.LEAD,
        r"\bmy (junior|mentee|tech lead)s?\b|\bi(?:'m| am) (the |a )?(team |tech )?lead\b|\bas (a|the|their|his|her) (tech |team )?lead\b|\bi lead\b|\bthe junior\b|\ba junior\b|\bnew lead\b|\bfirst-time lead\b",
    ),
    (Relation.PEER, r"\b(colleague|teammate|team mate|co-?worker|peer|work friend|desk neighbour|counterpart)s?\b|\bas a peer\b"),
)
_SELF = r"\b(i (feel|felt|doubt|struggle|am stuck|keep (doubting|failing|thinking)|was (passed over|rejected|told|denied|criticised|criticized)|got (rejected|passed over|turned down|a harsh|torn)|didn't get|made a mistake|messed up|freeze|froze|want to (be introduced|improve|learn|get better)|don't know (if|whether) i)|i'm (not sure i|stuck|afraid|scared|nervous|struggling|an imposter|a fraud)|my own|myself|and feel (awful|terrible|bad|stupid|ashamed|guilty|like)|how (do|can) i (influence|ask for|get (better|introduced|noticed|feedback|advice)|find a mentor|handle|deal with|recover))\b"
_OTHERS = r"\b(he|she|him|his|her|hers|they|them|their|colleague|teammate|report|junior|someone|somebody|intern|lead|engineer|nurse|coworker|team mate)\b"
_WISHES: tuple[tuple[Practice, str], ...] = (
    (
        Practice.INTRODUCTION,
        r"\b(introduc(e|ing|tion)|connect(ing)? ([\w.'-]+ ){1,8}(with|to)|put ([\w.'-]+ ){1,9}in touch|make an intro|bring ([\w.'-]+ ){1,9}together|get (\w+ ){1,3}to meet|(don't|do not) know (of )?each other|have(n't| not| never) met( each other| yet)?|should (meet|know each other))\b",
    ),
    (
        Practice.FEEDBACK,
        r"\b((give|giving|share|deliver) (\w+ ){0,4}feedback|feedback (to|for|about)|tell (him|her|them) (that )?(he|she|they) (?!did (well|great)|was (great|good))|call (it|this|that) out|address (it|this|that)|bring (it|this) up|raise (it|this)|criti(que|cise|cize))\b",
    ),
    (
        Practice.QUESTION,
        r"\b(what (can|could|should|do) i ask|(good |(?<!asked )(?<!asks )(?<!asking )a |the right )question|how (do|can|should) i ask (him|her|them|\w+) (what|how|about)|ask (\w+ ){1,4}(how|what|why|when|where|whether) (he|she|they|i|we))\b",
    ),
    (
        Practice.INSIGHT,
        r"\b(share (my|an?|what|this|some) (\w+ ){0,3}(insight|experience|lesson|tip|story|learned|learnt)|tip (for|to)|tell (him|her|them|\w+) about my|lesson i learned|(pass on|share|show (him|her|them|\w+)) (what|how) i|(tell|teach|share|pass on) (\w+ ){0,6}(what|how) i (have )?(learned|learnt|found out|figured out|picked up|worked out|got over|got through))\b",
    ),
    (
        Practice.ENCOURAGEMENT,
        r"\b(encourag(e|ing|ement)|cheer|(?<!say )(?<!says )(?<!said )thank(s|ing)? (him|her|them|you|(?-i:[A-Z])\w+|my|the|our)|(?<!n't )(?<!not )(?<!never )say thanks|praise|compliment|congratulat\w+|recogni[sz]e|appreciat\w+|reassur\w+|comfort|support(ive)?|lift (his|her|their))\b",
    ),
)


def find_relation(text: str) -> Relation | None:
    """Who the speaker is to the person, or None where the text does not say."""
    if re.search(_SELF, text, re.IGNORECASE) and not re.search(_OTHERS, text, re.IGNORECASE):
        return Relation.SELF
    found = [relation for relation, pattern in _RELATIONS if re.search(pattern, text, re.IGNORECASE)]
    if found[:1] == [Relation.UPWARD] and len(found) > 1:
        # a boss is told of, and so is somebody else: the words are for the other
        return found[1]
    return found[0] if found else None


def find_wish(text: str) -> Practice | None:
    """The practice that the text asks for in so many words, or None."""
    found = [practice for practice, pattern in _WISHES if re.search(pattern, text, re.IGNORECASE)]
    return found[0] if found else None
