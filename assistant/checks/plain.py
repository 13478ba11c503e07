"""The checks of all that a person reads: plain English text, by nobody but us, that promises nothing and reads no minds."""

import re
from collections.abc import Iterator

from assistant.checks.check import Met, Unmet, unless
from assistant.domain import clean
from assistant.ports import Brief, Draft
from assistant.wording import content, first_match, is_small, sentences, without_slots, words

MIN_WORDS_OF_A_LANGUAGE = 5
MIN_SMALL_WORDS = 0.2  # of a sentence's words, the little ones that hold English together; authored sentences have twice as many
MAX_RUN = 6  # words of matter in a row, with no small word between: more is a list of keywords
_MARKUP = (
    r"https?:|www\.|\b[\w-]{2,}\.(?:com|org|net|io|dev|ai|co|example|test|info|biz)\b|[\w.+-]+@[\w-]+\.\w+|</?[a-z!][^>]*>|&\w+;|&#|[{}<>|]|\*\*|__|```|`|"
    r"\]\(|!\[|(?:^|\n)\s*(?:#{1,6} |[-*•+] |\d+[.)] |> )|\\[nru]|data:|javascript:"
)
_MACHINE = (
    r"\b(?:as an? (?:ai|a\.i\.|assistant|language model|llm|model|chatbot)|language model|chatbot|llm|openai|anthropic|chatgpt|my prompt|"
    r"(?:system|hidden|developer|user) (?:prompt|turn|message|instruction)s?|(?:the|your|these|those|previous|all) instructions?\b(?= (?:above|say|said|tell|are|were|given|i))|"
    r"i (?:cannot|can't|can not|am unable to|'m unable to) (?:help|assist|provide|comply|write|generate|fulfil)|i'm sorry, but i can|"
    r"(?:the|this) (?:json|schema|passage|passages|tag|tags|placeholder)\b|in (?:json|markdown)|sure,? here(?:'s| is| are)|certainly[!,]|here(?:'s| is) (?:a|the|your) (?:response|reply|message|answer|draft|rewrite)|"
    r"(?:alternatives|sources|concern|practice|reflect)\s*\":)"
)
_MY_ORDERS = r"\bmy (?:instructions|guidelines|training|programming)\b"
_PROMISE = (
    r"\b(?:i promise (?:you|that|to|not)|promise you|guarantee\w*|you have my word|you(?:'ll| will) (?:get|be given|be made|be|have|receive|win|land) (?:the|that|a|an|your)? ?(?:promot\w+|raise|job|role|bonus|offer|contract|pay rise|lead role|position)|"
    r"(?:i'll|i will|we'll|we will) (?:make sure|see to it|ensure) (?:that )?(?:you|nobody|no one|it|this|everyone)|(?:i'll|i will|we'll|we will) (?:get|give) you (?:the|a|that|your) (?:promotion|raise|job|role|bonus|offer|pay rise|position)|"
    r"(?:your|the) (?:job|position|role|contract|promotion|raise) is (?:safe|secure|yours|certain)|(?:it|things|everything|all) (?:will|'ll|is going to|are going to) (?:work out|turn out|get better|be (?:fine|okay|ok|all right|alright|great|better))|"
    r"nothing (?:bad )?(?:will|can) happen to you|you can't fail|i swear)\b"
)
_FEELING = (
    r"(?:upset|sad|hurt|angry|anxious|afraid|scared|ashamed|frustrated|nervous|lonely|embarrassed|overwhelmed|exhausted|disappointed|insecure|discouraged|demoralised|demoralized|devastated|worried|down|"
    r"unhappy|defeated|rattled|humiliated|hopeless|jealous|proud|relieved|happy|tired|stressed)"
)
_MIND = (
    rf"\b(?:i (?:can |do |fully |totally |completely |really )*(?:understand|know|see|feel|get|imagine)(?: exactly| just)? (?:how|what) (?:you(?:'re| are| must be)? ?(?:must )?(?:feel\w*|felt|going through)|(?:hard|awful|terrible|bad|tough|painful) (?:this|it|that) (?:is|must be|feels) for you)|"
    rf"i feel your pain|i've been there|i have been there|you (?:must|probably|surely|no doubt|clearly|obviously) (?:be|feel|have (?:felt|been)) (?:so |very |really |pretty |quite )*{_FEELING}|"
    rf"you (?:seem|seemed|look|looked|sound|sounded|appear|appeared)(?: to be)? (?:so |very |really |pretty |quite |a bit |a little )*{_FEELING}|you(?:'re| are| were) (?:(?:feeling|clearly|obviously) (?:so |very |really )*|(?:so|very|really) ){_FEELING})\b"
)
_FOREIGN = re.compile(r"[^\W\d_]")


def plain_text(draft: Draft, _: Brief) -> Unmet | Met:
    """No markup, no link, no address, nothing that a screen would act on."""
    for part in (*_parts(draft), draft.why):
        if found := first_match(_MARKUP, part):
            return Unmet(reason="markup, a link or an address", span=found)
        if clean(part) != part:
            return Unmet(reason="characters that no reader can see")
    return Met.YES


def no_machine_talk(draft: Draft, brief: Brief) -> Unmet | Met:
    """Nothing speaks of prompts, models or replies: the words are one person's to another."""
    people_have_them = first_match(_MY_ORDERS, brief.situation.told)
    rules = (_MACHINE,) if people_have_them else (_MACHINE, _MY_ORDERS)
    found = next((span for part in _parts(draft) for rule in rules if (span := first_match(rule, part))), None)
    return unless(found, "words of a machine about itself")


def no_promise(draft: Draft, _: Brief) -> Unmet | Met:
    """Nothing is promised that is not the speaker's to give."""
    return unless(first_match(_PROMISE, without_slots(draft.action.say)), "a promise that nobody can keep for sure")


def no_mind_reading(draft: Draft, brief: Brief) -> Unmet | Met:
    """Nobody is told what they feel, unless they or the person said it."""
    found = first_match(_MIND, without_slots(draft.action.say))
    if found is None:
        return Met.YES
    named = first_match(_FEELING, found)
    is_told = named is not None and bool(content(named) & content(brief.situation.told))
    return Met.YES if is_told else Unmet(reason="a claim to know what somebody feels", span=found)


def in_english(draft: Draft, _: Brief) -> Unmet | Met:
    """Every sentence is English, and speech rather than a list of keywords."""
    if not draft.instructions:
        return Met.NA  # authored, and filled with words that the gate took for English
    for sentence in _sentences(draft):
        if sum(c > "\u024f" for c in _FOREIGN.findall(sentence)) > 2:
            return Unmet(reason="letters of another script", span=sentence)
        spoken = [word for word in words(sentence) if word[0].isalpha()]
        small = sum(is_small(word) for word in spoken)
        if len(spoken) >= MIN_WORDS_OF_A_LANGUAGE and small < MIN_SMALL_WORDS * len(spoken):
            return Unmet(reason="not a sentence of spoken English", span=sentence)
        if spoken and not small and sentence.strip(".!?… "):
            return Unmet(reason="words by themselves, and no sentence", span=sentence)
        if _longest_run(sentence) > MAX_RUN:
            return Unmet(reason="a list of keywords", span=sentence)
    return Met.YES


def _parts(draft: Draft) -> tuple[str, ...]:
    """What a composer writes, with what stands in its slots."""
    action = draft.action
    return (action.say, action.do, action.reflect)


def _sentences(draft: Draft) -> Iterator[str]:
    for part in _parts(draft):
        yield from sentences(without_slots(part))


def _longest_run(sentence: str) -> int:
    run = longest = 0
    for word in words(sentence):
        run = 0 if is_small(word) or len(word) < 3 else run + 1
        longest = max(longest, run)
    return longest
