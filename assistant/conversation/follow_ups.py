"""What a short turn asks of the answer before it: another tone, another act, a reason, a next step."""

import re
from enum import StrEnum

from assistant.domain import Practice, Tone, Value


class FollowUp(StrEnum):
    """What may be asked of an answer, or told after it."""

    SHORTER = "shorter"
    TONE = "tone"
    PRACTICE = "practice"
    ANOTHER = "another"
    DIFFERENT = "different"
    WHY = "why"
    WHAT_IF = "what_if"
    UNSEEN = "unseen"
    DONE = "done"
    THANKS = "thanks"
    WHEN = "when"
    YES = "yes"
    NO = "no"
    LOG = "log"
    WEEK = "week"
    HELP = "help"


class Heard(Value):
    """One turn as a follow-up; `rest` is what it holds beside."""

    kind: FollowUp
    tone: Tone | None = None
    practice: Practice | None = None
    rest: str = ""


MAX_WORDS = 14  # a longer turn tells something
MAX_CHARS = 160
_POLITE = re.compile(
    r"^(?:(?:ok(?:ay)?|hm+|well|and|but|so|now|please|pls|thanks|thank you|good|great|nice|cool|alright|yes|yeah|no|nah|sorry|actually|maybe|also|then|"
    r"can you|could you|would you|can i|could i|may i|i(?:'d| would) (?:like|prefer|want)|i want|i need|give me|let me have|show me|try|"
    r"i like it but|that's (?:good|nice|fine|ok|great) but|not bad but)\b[\s,.!:;-]*)+",
    re.IGNORECASE,
)
_MAKE = r"(?:(?:make|say|put|write|word|phrase|keep|have|turn|do|send|give|rewrite|rephrase|reword|cut|trim|shorten)\b (?:it|this|that|them|me|the (?:message|words|text))?\s*)?(?:down |back )?(?:to |into |be |sound |in |for |as )?"
_MUCH = r"(?:a (?:bit|little|touch|lot|tad|good deal)|much|even|still|way|slightly|somewhat|more|far|something|in|an?|to be)?\s*"
_SLASH: dict[str, tuple[FollowUp, Practice | None]] = {
    "question": (FollowUp.PRACTICE, Practice.QUESTION),
    "ask": (FollowUp.PRACTICE, Practice.QUESTION),
    "feedback": (FollowUp.PRACTICE, Practice.FEEDBACK),
    "encourage": (FollowUp.PRACTICE, Practice.ENCOURAGEMENT),
    "encouragement": (FollowUp.PRACTICE, Practice.ENCOURAGEMENT),
    "insight": (FollowUp.PRACTICE, Practice.INSIGHT),
    "intro": (FollowUp.PRACTICE, Practice.INTRODUCTION),
    "introduction": (FollowUp.PRACTICE, Practice.INTRODUCTION),
    "log": (FollowUp.LOG, None),
    "week": (FollowUp.WEEK, None),
    "help": (FollowUp.HELP, None),
}
_PRACTICES: tuple[tuple[Practice, str], ...] = (
    (Practice.QUESTION, r"(?:a )?questions?"),
    (Practice.FEEDBACK, r"(?:a piece of |some )?feedback"),
    (Practice.ENCOURAGEMENT, r"(?:an? |some )?(?:encouragement|encouraging word|praise|compliment|thank[- ]you)"),
    (Practice.INSIGHT, r"(?:an? |some )?(?:insight|tip|piece of advice|story)"),
    (Practice.INTRODUCTION, r"(?:an? )?intro(?:duction)?"),
)
_SIGNS: tuple[tuple[FollowUp, Tone | None, str], ...] = (
    (FollowUp.SHORTER, None, rf"{_MAKE}{_MUCH}(?:short(?:er)?|brief(?:er)?|concise|one (?:line|sentence)|less (?:wordy|long|text)|fewer words|crisper|tighter)\b"),
    (FollowUp.SHORTER, None, r"(?:it's |it is |that's |that is |this is )?(?:too|a bit|way too|rather|still too|quite) (?:long|wordy|much)\b(?! to)"),
    (FollowUp.SHORTER, None, r"(?:shorten|trim|cut) (?:it|this|that)\b|(?:any|nothing) shorter\b|tl;?dr\b"),
    (FollowUp.TONE, Tone.WARMER, rf"{_MAKE}{_MUCH}(?:warm(?:er|ly)?|kind(?:er|ly)?|soft(?:er|ly)?|gentl(?:er|y|e)|friendl(?:ier|y)|nic(?:er|ely)|less (?:cold|stiff|formal|harsh|direct|blunt)|more (?:personal|human|caring|heart)\w*)\b"),
    (FollowUp.TONE, Tone.WARMER, r"(?:it's |it is |that's |that |this |it )?(?:is |sounds? |feels? |reads? )?(?:too|a bit|rather|so|very|kind of|still too) (?:cold|stiff|formal|harsh|blunt|direct|distant|robotic|dry)\b"),
    (FollowUp.TONE, Tone.DIRECT, rf"{_MAKE}{_MUCH}(?:direct(?:ly)?(?! reports?)|blunt(?:er|ly)?|firm(?:er|ly)?|straight(?:er|forward)?|to the point|clear(?:er|ly)?|plain(?:er|ly)?|less (?:soft|flowery|sweet|polite|mushy|cheesy))\b"),
    (FollowUp.TONE, Tone.DIRECT, r"(?:it's |it is |that's |that |this |it )?(?:is |sounds? |feels? )?(?:too|a bit|rather|so|very|kind of|still too) (?:soft|flowery|sweet|cheesy|mushy|vague|polite|sappy)\b"),
    (FollowUp.TONE, Tone.WRITTEN, r"(?:\w+ ){0,4}(?:in|as|for|by|over|via|into) (?:an? |the )?(?:writing|written (?:message|form|note)|e-?mail|text(?: message)?|message|dm|chat(?: message)?|slack(?: message)?|teams(?: message)?|note|card|whatsapp|sms)\b|written(?: version| form| one)?$|(?:make|turn|have) (?:it|this|that) (?:into )?(?:an? |the )?(?:e-?mail|text|message|dm|note|card)\b"),
    (FollowUp.TONE, Tone.WRITTEN, r"(?:how (?:do|would|can|should) i |to )?(?:write|text|email|e-mail|message|dm|slack) (?:it|this|that|him|her|them)\b(?: instead| to (?:him|her|them))?$"),
    (FollowUp.DIFFERENT, None, r"(?:something|anything) (?:else|different|other)\b|(?:a )?(?:totally |completely |very )?different (?:act|approach|idea|way|one|angle)\b|another (?:approach|idea|way|angle|act)\b|(?:that|this|it) (?:doesn't|does not|won't|will not) (?:fit|work|suit)\b"),
    (FollowUp.ANOTHER, None, r"(?:(?:just )?one more|another(?: one| version| wording| option| try| go)?|other words|(?:some )?(?:more|other|different) (?:options?|ideas?|versions?|words|wordings?|ones)|next(?: one)?|again|more|alternatives?|(?:i )?don'?t like (?:it|this|that)(?: one)?|not (?:that|this)(?: one)?|say it differently|(?:say|put) (?:it|that) another way)$"),
    (FollowUp.WHY, None, r"why\b(?! (?:did|does|do|is|was|are|were|would|has|have|should|can|could) (?:he|she|they|i|we|my|our|someone|people|nobody|everyone)\b)(?! not)(?=.{0,50}$)|(?:what|where)(?:'s| is| are| does)? (?:the |this |that |it )?(?:evidence|source|sources|research|science|reason|study|proof|come from|based on|from\b)|says who|says which|how do you know|(?:the )?(?:sources?|evidence|research|references?)(?: please)?$|is (?:there|that|this) (?:any )?(?:evidence|research|proven|true)|explain(?: (?:it|this|that|why))?$|what is (?:it|this|that) based on|does (?:it|this|that) (?:really |actually )?work"),
    (FollowUp.WHAT_IF, None, r"what (?:if|when)\b|what (?:do|should|can|would) i (?:do|say|answer|reply) (?:if|when)\b|how (?:do|should|can|would) i (?:answer|respond|react|reply)\b|(?:if|suppose|imagine) (?:he|she|they) (?:says?|gets?|asks?|refuses?|cr(?:y|ies)|doesn't|don't|won't|laughs?)\b"),
    (FollowUp.WHAT_IF, None, r"(?:\w+ )?(?:he|she|they|[a-z]+)(?: just| only)? (?:says?|said|thinks?|thought|claims?|claimed|insists?|insisted|answered|replied)(?: that)? (?:it|that|this)(?:'s| was| is)(?: all| only| just)* (?:luck|nothing|a fluke|no big deal|not a big deal|(?:his|her|their|my) job|normal|the team)\b|(?:he|she|they) (?:just )?(?:said|says) (?:only |just )?(?:luck|no(?:pe)?(?: thanks)?)$|(?:he|she|they) (?:said no|refused|got (?:defensive|angry|upset|mad)(?: (?:with|at) me)?|(?:didn't|did not|never|hasn't|haven't) (?:answer|answered|reply|replied|respond|responded)(?: me| to me| yet)?|laughed (?:it off|at me)|shrugged(?: it off)?|ignored (?:me|it|my message)|started (?:crying|to cry))$"),
    (FollowUp.UNSEEN, None, r"(?:i|we) (?:wasn'?t|was not|weren'?t|were not) (?:there|in (?:the|that) \w+|on (?:the|that) \w+|at (?:the|that) \w+|present|around|part of it|in the room|on it|in it)\b|i (?:didn'?t|did not|haven'?t|have not|never) (?:actually |really )?(?:see|seen|saw|hear|heard|witness(?:ed)?|attend(?:ed)?|watch(?:ed)?|join(?:ed)?)\b(?! (?:from|back|anything from))|i (?:only|just) (?:heard|read|know) (?:about|of|it|that)\b"),
    (FollowUp.LOG, None, r"(?:log|track|note|record|save) (?:it|this|that|the moment)\b"),
    (FollowUp.WEEK, None, r"(?:plan (?:my|the|this|for the|for this) week|(?:a )?plan for (?:the|this|my) week|three moments(?: (?:for|a|this) week)?|weekly (?:plan|challenge))\b"),
    (FollowUp.WHEN, None, r"(?:when|where)(?: exactly)?(?: (?:do|should|can|would|shall) i (?:say|tell|ask|do|bring|send|give)\b.*| and (?:when|where|how))?$|when(?: is| would be)? (?:the )?(?:best|right|good) (?:time|moment)\b|is (?:now|today|it) (?:a good time|too (?:soon|late|early))|how (?:soon|long should i wait)\b"),
    (FollowUp.HELP, None, r"(?:who|what) are you\b|what (?:can|do) you do\b|help$|how (?:does|do) (?:this|you) work\b|what is this\b|how (?:can|could) you help\b"),
)  # fmt: skip
_DONE = re.compile(
    r"^(?:(?:thanks|thank you|thx|ok(?:ay)?|great|perfect|cool|good|nice|super|done|wonderful|awesome|well)\b[\s,.!;:-]*(?:so much\b[\s,.!]*)?)*"
    r"(?:and )?(?:(?:i|we)(?:'ve| have| just| did| already)* (?:said|told|sent|asked|used|thanked|delivered|gave|tried|wrote|posted|spoke|talked|did|done)\b"
    r"(?: (?:it|that|this|him|her|them|so|exactly that|to (?:him|her|them)|(?-i:[A-Z]\w+)))*|(?:said|sent|told|asked|did) (?:it|that|him|her|them)|done)\b",
    re.IGNORECASE,
)
_THANK = (
    r"many thanks|thanks|thank you|thx|ty|cheers|great|perfect|awesome|cool|nice|wonderful|super|lovely|brilliant|ok(?:ay)?|good|got it"
)
_AND = (
    r"so much|a lot|very much|again|for (?:the|your|this|that)(?: (?:help|advice|idea|words))?|that helps?|i(?:'ll| will) (?:try|do|say|use) (?:it|that|this)|"
    r"that's (?:good|great|perfect|helpful)|will do|i like (?:it|that|this)"
)
_APART = r"(?:[\s,.!:)]+|$)"  # one after each word, and none of it in a word: there is one way to read a turn
_THANKS = re.compile(rf"^(?:{_THANK}){_APART}(?:(?:{_THANK}|{_AND}){_APART})*$", re.IGNORECASE)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|please do|ok do|go ahead|yes please|do it|why not)\b[\s,.!]*(?:please|do|log it|do it|thanks)?[\s,.!]*$",
    re.IGNORECASE,
)
_NO = re.compile(r"^(?:no|nope|nah|not now|no thanks?|no thank you|never mind|nevermind|forget it|stop)\b[\s,.!]*$", re.IGNORECASE)


def read_follow_up(text: str) -> Heard | None:
    """Read a turn as a follow-up; None where it tells or asks something of its own."""
    plain = text.strip().replace("’", "'")
    if slash := re.match(r"^/([a-z]+)\b\s*(.*)$", plain, re.IGNORECASE | re.DOTALL):
        named = _SLASH.get(slash[1].lower())
        return Heard(kind=named[0], practice=named[1], rest=slash[2].strip()) if named else Heard(kind=FollowUp.HELP)
    if len(plain) > MAX_CHARS or len(plain.split()) > MAX_WORDS or "\n" in plain:
        return None
    if _YES.match(plain):
        return Heard(kind=FollowUp.YES)
    if _NO.match(plain):
        return Heard(kind=FollowUp.NO)
    if done := _DONE.match(plain):
        return Heard(kind=FollowUp.DONE, rest=plain[done.end() :].strip(" ,.;!-"))
    if _THANKS.match(plain):
        return Heard(kind=FollowUp.THANKS)
    bare = _POLITE.sub("", plain).rstrip(" ?!.,:)")
    return _of_practice(bare) or _of_signs(bare) or _of_signs(plain.rstrip(" ?!.,:)"))


def _of_practice(bare: str) -> Heard | None:
    for practice, names in _PRACTICES:
        if re.match(
            rf"{_MAKE}{_MUCH}(?:as |like |into |rather |instead )*{names}(?: (?:instead|rather|for (?:him|her|them)|please|to ask))?$",
            bare,
            re.IGNORECASE,
        ):
            return Heard(kind=FollowUp.PRACTICE, practice=practice)
    if re.match(r"(?:what|which question) (?:could|can|should|would) i ask(?: (?:him|her|them))?(?: instead)?$", bare, re.IGNORECASE):
        return Heard(kind=FollowUp.PRACTICE, practice=Practice.QUESTION)
    return None


def _of_signs(bare: str) -> Heard | None:
    for kind, tone, sign in _SIGNS:
        if re.match(sign, bare, re.IGNORECASE):
            return Heard(kind=kind, tone=tone)
    return None
