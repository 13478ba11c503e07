"""The checks that hold for every practice."""

import re

from assistant.checks.check import Met, Unmet, unless
from assistant.domain import Practice, Risk
from assistant.ports import Brief, Draft
from assistant.wording import (
    SLOT,
    as_figure,
    content,
    first_match,
    names,
    numbers,
    quotations,
    sentences,
    slots_in,
    without_slots,
    words,
)

LENGTH: dict[Practice, tuple[int, int]] = {
    Practice.QUESTION: (6, 45),
    Practice.ENCOURAGEMENT: (10, 60),
    Practice.FEEDBACK: (15, 75),
    Practice.INSIGHT: (15, 75),
    Practice.INTRODUCTION: (20, 90),
}
MAX_ANSWER_WORDS = 160  # say, do, why and reflect together: about a minute of reading
FOUND = 0.65  # from this score on the guidance cited was for such a moment in nine of ten of the dev situations
ORDINARY_NUMBERS = frozenset({"5", "10", "15", "20"})  # the minutes of a small ask

_SECOND_ACTION = r"\b(also|additionally|as well as|in addition|on top of that|furthermore)\b"
_ANOTHER_ERRAND = r"\b(and|then) (send|write|e-?mail|book|schedule|post|share|forward|invite|set up|arrange|organi[sz]e|buy|order|report|copy|announce|(tell|ask|call|show) (?!me\b|them\b|her\b|him\b|you\b|what\b|how\b|it\b))\b"
_LIST = r"(^|\n)\s*([-*•]|\d+[.)])\s"
_ABOUT_WORDS = (
    r"(?<!i'll )(?<!i will )(?<!i can )(?<!i could )(?<!i'd )(?<!may i )(?<!can i )(?<!we'll )\b(let|tell|ask|remind|encourage|thank|show|assure|praise|reassure|advise|"
    r"invite) (him|her|them|your \w+)\b(?!selves)( (know )?(that|to|how|what|for|why|if)\b| know\b)"
)
_ORDERED = r"(^|[.!?]\s+)(tell|let|ask|thank|remind|encourage|show|assure|praise|reassure|advise|invite) (?!me\b|us\b|you\b|it\b)((the|my|your|our) )?\w+ (know|that|to|how|what|for|why)\b"
_CUE = (
    r"\b(today|tonight|tomorrow|now|before|after|afterwards|when|while|once|during|until|first thing|this (week|morning|afternoon|"
    r"evening|month)|next (time|week|meeting|one|month|monday|tuesday|wednesday|thursday|friday)|in your next|at (the|your|their) (end|start|next|beginning)|at the next|within|as soon as|"
    r"in the (next|first|last|same)|on (monday|tuesday|wednesday|thursday|friday)|the (day|morning|evening|moment|minute|week|next|same|following)|"
    r"later|by (friday|tomorrow|the end)|early|straight away|right (after|away|then)|at (lunch|handover|stand-?up|the end)|on (the|their|your) (first|last|same|next|day|morning)|same day|"
    r"soon|a day|an hour|each (week|day|time|morning|friday|month)|every (week|day|time|friday|month)|over (lunch|coffee|tea))\b"
)
_PRESSURE = r"\b(must(n't)?|should(n't)?|have to|has to|had better|ought|(?<!would you )(?<!do you )(?<!did you )(?<!would we )needs? to|supposed to)\b"
_MINIMISING = (
    r"\b(don't (worry|take it (so|too|personally|to heart|hard)|be (so|too|upset|sad|silly))|do not worry|no worries|at least|(?<!before )(?<!when )(?<!if )(?<!time )(?<!how )(it|that) happens(?= ?[.!,]|$)|happens to (everyone|everybody|all of us|the best)|(everyone|everybody) (makes|has) (mistakes|bad days)|(these|such) things happen"
    r"|no big deal|not (that|such) (bad|a big deal)|not the end of the world|you'll be (fine|ok|okay)|it'll be (fine|ok|okay)|(?<!\w )calm down|(please|just|and) calm down|cheer up|"
    r"look on the bright side|could (have been|be) worse|shake it off|toughen up|man up|get over it|everything happens for a reason)"
)
_LABEL = (
    r"\byou( a|')re (just |really |so |such |very |truly |quite |always |clearly |obviously )*(an? )?"
    r"(\w+ )?(person|guy|human being|natural|genius|star|rock ?star|hero|legend|champion|talented|gifted|brilliant|smart|clever|amazing|awesome|great|fantastic|wonderful|"
    r"incredible|strong|capable|competent|perfect|the best|born|leader|expert|professional|good(?! with)|lazy|careless|abrasive|aggressive|rude|difficult|sloppy|"
    r"negative|emotional|defensive|arrogant|unprofessional|selfish|weak|slow|stubborn|toxic|insecure|shy|resilient|superstar|team player)\b"
)
_GIFTED = (
    r"\b(you have|you've got|you've|you had|with|what) (always )?(an? |such an? |quite an? |this |the )?(real |true |rare |natural |great |amazing |special |wonderful |incredible )*(gift|talent|knack|flair|instinct|genius|born \w+|way with people|heart of gold)\b|"
    r"\b(natural|born|true|real|total|absolute) (leader|pro|star|rockstar|legend|hero|talent|genius|champion|gem|asset)\b|\bwhat an? (star|pro|legend|hero|gem|leader|genius|champ\w*|rockstar|natural|team player)\b|"
    r"\byou( are|'re) (so|such|incredibly|extremely|truly|really|very|simply|just|always) (so |very |an? )?(reliable|patient|thoughtful|kind|calm|creative|brave|dedicated|hard-?working|professional|caring|helpful|dependable|gifted|inspiring|impressive|passionate|committed|wise|generous|humble|mature|positive|organi[sz]ed)\b"
)
_DIAGNOSIS = (
    r"\b(burn(ed|t)[ -]?out|burnout|depress(ed|ion)|anxiety|anxious|adhd|autis\w+|bipolar|ptsd|traumati[sz]ed|ocd|narcissis\w+|"
    r"stressed( out)?|imposter syndrome|impostor syndrome|neurotic|paranoid)\b"
)
_TRAITS = (
    r"\b(wom[ae]n|girls?|guys?|females?|males?|mothers?|mums?|moms?|fathers?|dads?|pregnan\w+|maternity|paternity|"
    r"young(er)?|old(er)?(?= (than|for|colleague|worker|employee|age))|at your age|your age|\d+[- ]year[- ]olds?|elderly|boomer|millennial|gen z|"
    r"(black|white)(?= (people|person|man|men|woman|women|colleague|guy))|non-native|(single|working) (parent|mother|father)|as a parent|asian|african|latin[oax]|hispanic|arab|jew(ish)?|muslim|christian|hindu|catholic|religio\w+|"
    r"gay|lesbian|queer|trans(gender)?|straight(?= (man|woman|people))|disabilit\w+|disabled (person|people|colleague|worker)|(is|are|'re|being) disabled|wheelchair|husband|wife|"
    r"your (accent|faith|church|kids|children|illness|diagnosis|origin|culture)|immigrant|foreigner)\b"
)
_RISKY = (
    r"\b(suicid\w*|kill (yourself|himself|herself|themselves)|medication|dose|therapy|therapist|prescri\w+|lawyer|(to|will|could|should|can|would|might) sue|lawsuit|legal(ly)?|"
    r"tribunal|visa|dismissal|(be|been|get|got|getting|was|were|are|you're) (fired|sacked|(people|somebody|someone|others) (being )?fired|dismissed)|sacked|(people|somebody|someone|others) (being )?fired|terminat\w+|\bpip\b|redundan\w+|harass\w*|discriminat\w*|assault\w*|whistleblow\w*|fraud\w*|"
    r"keep (it|this) (a )?secret|between us only|promise not to tell|weapon|gun|police)\b"
)

_OF_CARE = r"\b(medication|dose|therapy|therapist|prescri\w+)\b"


def advises_or_judges(text: str) -> str | None:
    """The words of a text that press, play down, label, diagnose or stray into what a referral is for."""
    plain = text.replace("’", "'")
    return next(
        (found for rule in (_PRESSURE, _MINIMISING, _LABEL, _GIFTED, _DIAGNOSIS, _RISKY) if (found := first_match(rule, plain))), None
    )


def one_action(draft: Draft, _: Brief) -> Unmet | Met:
    """`do` is one thing: at most two sentences, no list, no second ask."""
    do = draft.action.do
    if len(sentences(do)) > 2:
        return Unmet(reason="`do` has more than two sentences; keep one thing to do", span=do)
    errand = first_match(_ANOTHER_ERRAND, do) if draft.instructions else None  # an author's `and write it down` is one thing
    return unless(first_match(_LIST, do) or first_match(_SECOND_ACTION, do) or errand, "`do` asks for a second thing")


def length(draft: Draft, _: Brief) -> Unmet | Met:
    """`say` fits the practice, the whole answer fits in a minute."""
    action = draft.action
    low, high = LENGTH[action.practice]
    count = len(words(action.say))
    if not low <= count <= high:
        return Unmet(reason=f"`say` has {count} words; {action.practice} wants {low} to {high}")
    whole = sum(len(words(part)) for part in (action.say, action.do, draft.why, action.reflect))
    if whole > MAX_ANSWER_WORDS:
        return Unmet(reason=f"the answer has {whole} words; at most {MAX_ANSWER_WORDS}")
    return Met.YES


def sayable(draft: Draft, _: Brief) -> Unmet | Met:
    """`say` is words to speak: I, you or we, no advice about words, and every slot declared."""
    say = draft.action.say
    if advice := first_match(_ABOUT_WORDS, without_slots(say)) or first_match(_ORDERED, without_slots(say)):
        return Unmet(reason="these are words about what to say; give the words themselves", span=advice)
    declared = {slot.hint for slot in draft.action.slots}
    if loose := [hint for hint in slots_in(say) if hint not in declared]:
        return Unmet(reason="a slot in `say` is not declared in `slots`", span=loose[0])
    if idle := [slot.name for slot in draft.action.slots if slot.hint not in slots_in(say)]:
        return Unmet(reason="a declared slot does not stand in `say`", span=idle[0])
    if "?" not in say and not first_match(
        r"\b(i|i'm|i've|i'd|i'll|me|my|you|you're|you've|you'd|your|we|us|our|we're|we've)\b", without_slots(say)
    ):
        return Unmet(reason="nobody speaks or is spoken to: say it as I, you or we", span=say)
    return unless(first_match(r"https?://|www\.|[<>{}#]|\*\*|```", say), "`say` holds markup or a link")


def grounded(draft: Draft, brief: Brief) -> Unmet | Met:
    """The words, or the guidance cited for them, have to do with this situation; or a slot takes its own matter in.

    Authored words are of their card's matter, so that it is enough where the card was surely found; a model's may be of anything.
    """
    action = draft.action
    own = {"act", "effect", "event", "topic", "change", "story", "tip", "reason", "person", "other_person"}
    if own & {slot.name for slot in action.slots}:
        return Met.YES
    cited = {source.id for source in draft.sources}
    if not draft.instructions and any(passage.score >= FOUND for passage in brief.passages if passage.id in cited):
        return Met.YES
    told = content(brief.situation.told)
    titles = " ".join(source.title for source in draft.sources)
    if told & content(f"{action.say} {action.do} {titles}"):
        return Met.YES
    return Unmet(reason="nothing in it comes from the situation; it would fit any other as well", span=action.say)


def nothing_invented(draft: Draft, brief: Brief) -> Unmet | Met:
    """Every number, quotation and name was told to us or stands in the cited guidance."""
    action = draft.action
    known_text = " ".join([brief.situation.told, *brief.people]).lower()
    spoken = f"{SLOT.sub('…', action.say)}\n{action.do}\n{action.reflect}"
    figures, called = numbers(spoken), names(spoken)
    known = {as_figure(w.removesuffix("'s")) for w in words(known_text)} if figures or called else frozenset()
    for number in figures:
        if as_figure(number) not in known | ORDINARY_NUMBERS:
            return Unmet(reason="a number that nobody told us", span=number)
    for quotation in quotations(action.say):
        if quotation.lower() not in known_text and quotation.lower() not in _cited_text(draft, brief):
            return Unmet(reason="a quotation that nobody told us", span=quotation)
    for name in called:
        if name.lower() not in known:
            return Unmet(reason="a name that nobody told us", span=name)
    return Met.YES


def _cited_text(draft: Draft, brief: Brief) -> str:
    cited = {source.id for source in draft.sources}
    return " ".join(passage.text for passage in brief.passages if passage.id in cited).lower()


def cue(draft: Draft, _: Brief) -> Unmet | Met:
    """`do` is tied to a moment."""
    do = draft.action.do
    return Met.YES if first_match(_CUE, do) else Unmet(reason="`do` has no when: tie it to a moment", span=do)


def sourced(draft: Draft, brief: Brief) -> Unmet | Met:
    """At least one source which resolves, and each figure of `why` stands in the cited guidance."""
    held = {source.id for source in draft.sources}
    cited = [passage.text for passage in brief.passages if passage.id in held]
    if not cited:
        return Unmet(reason="no source, or none of those found for this situation")
    unheld = (figure for figure in numbers(draft.why) if all(figure not in numbers(text) for text in cited))
    return unless(next(unheld, None), "a figure in `why` that the cited guidance does not hold")


def clean_language(draft: Draft, _: Brief) -> Unmet | Met:
    """No pressure, no playing down, no label, no diagnosis."""
    say = without_slots(draft.action.say).replace("’", "'")
    if found := first_match(_PRESSURE, say):
        return Unmet(reason="pressure", span=found)
    if found := first_match(_MINIMISING, say):
        return Unmet(reason="it plays the trouble down", span=found)
    if found := first_match(_LABEL, say) or first_match(_GIFTED, say):
        return Unmet(reason="a label on the person instead of what they did", span=found)
    return unless(first_match(_DIAGNOSIS, say), "a diagnosis")


def no_protected_trait(draft: Draft, _: Brief) -> Unmet | Met:
    """No age, sex, origin, religion, health, family or orientation in the words."""
    spoken = f"{without_slots(draft.action.say)} {draft.action.do}"
    return unless(first_match(_TRAITS, spoken), "a protected trait has no place in these words")


def safe(draft: Draft, brief: Brief) -> Unmet | Met:
    """The situation's class allows these words, and they do not stray into what a referral is for."""
    if brief.risk is Risk.RED:
        return Unmet(reason="this situation wants somebody who can help, not words from us")
    if brief.risk is Risk.AMBER and draft.action.practice not in (Practice.ENCOURAGEMENT, Practice.QUESTION):
        return Unmet(reason="listen and route: only presence or a question here", span=draft.action.practice)
    say = without_slots(draft.action.say)
    if not draft.instructions and (told := first_match(_OF_CARE, say)) and told.lower() in brief.situation.told.lower():
        say = re.sub(_OF_CARE, "", say, flags=re.IGNORECASE)  # authored words hold none of these: it is what a nurse was told to have done
    return unless(first_match(_RISKY, say), "law, medicine, discipline or secrecy is not ours to give")


def reflection(draft: Draft, _: Brief) -> Unmet | Met:
    """The reflection is one question, so that it can be answered."""
    reflect = draft.action.reflect
    one = reflect.count("?") == 1 and reflect.rstrip().endswith("?")
    return Met.YES if one else Unmet(reason="`reflect` is not one question", span=reflect)
