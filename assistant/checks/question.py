"""The checks of a question: one, open, short, and no advice in disguise."""

from assistant.checks.check import Met, Unmet, unless
from assistant.ports import Brief, Draft
from assistant.wording import first_match, sentences, without_slots, words

MAX_QUESTION_WORDS = 25
MAX_SENTENCES_BEFORE = 2
_OPENER = r"^[\"'(\s]*((?!(do|does|did|is|are|was|were|would|could|can|will|have|has|had|should)\b)[^?]{1,80}, )?(and |so |then |but )?(what|how|which|who|whom|whose|where|tell me|when (suits|may|would|will|do|does|did|can|could|is|are|was|were|should|might|shall|has|have))\b"
_LEADING = (
    r"(^|[.!?,]\s*)have you (tried|thought|considered)\b|\b(don't you|do you not|why don't (you|we)|wouldn't (it|you)|isn't it|shouldn't|why did(n't)? you|"
    r"why (are|were|have)(n't)? you|what were you thinking|how could you|aren't you|what if you (just|simply)|(how|what) about \w+ing)\b"
)
_ADVICE = (
    r"((^|[.!?,:]\s*)you (could|might)\b(?! like)|\b((?<!promised you )(?<!said )i would(?! like| love| be glad)|(maybe|perhaps|i think|i feel) you (could|might)|i'd (suggest|recommend|advise|say|try)|i (suggest|recommend|advise)|maybe (you|try|we)|my advice|"
    r"try (to|this|the|a)|if i were you|it (would|might) be (better|best|good)|the (best|right) (thing|way) (is|would)|next time)\b)"
)


def one_question(draft: Draft, _: Brief) -> Unmet | Met:
    """Exactly one question mark."""
    count = draft.action.say.count("?")
    return Met.YES if count == 1 else Unmet(reason=f"{count} question marks; ask one question", span=draft.action.say)


def open_question(draft: Draft, _: Brief) -> Unmet | Met:
    """The question opens with what, how, which, who, when, where or `tell me`; yes and no do not answer it."""
    question = _question(draft)
    return Met.YES if first_match(_OPENER, question) else Unmet(reason="a closed question: yes or no would answer it", span=question)


def not_leading(draft: Draft, _: Brief) -> Unmet | Met:
    """No advice dressed as a question, and no `why did you`."""
    return unless(first_match(_LEADING, draft.action.say), "a leading or blaming question")


def short_question(draft: Draft, _: Brief) -> Unmet | Met:
    """At most 25 words in the question itself."""
    question = _question(draft)
    count = len(words(question))
    return (
        Met.YES
        if count <= MAX_QUESTION_WORDS
        else Unmet(reason=f"{count} words in the question; at most {MAX_QUESTION_WORDS}", span=question)
    )


def no_either_or(draft: Draft, _: Brief) -> Unmet | Met:
    """No menu of answers inside the question."""
    return unless(
        first_match(r"\b\w+,? or (?!two\b|three\b|so\b|more\b|less\b)\w+", without_slots(_question(draft))),
        "either/or: the answer is already in the question",
    )


def no_advice(draft: Draft, _: Brief) -> Unmet | Met:
    """At most two sentences stand beside the question, and none of them is advice."""
    before = [sentence for sentence in sentences(draft.action.say) if "?" not in sentence]
    if len(before) > MAX_SENTENCES_BEFORE:
        return Unmet(reason="a speech around the question", span=" ".join(before))
    return unless(first_match(_ADVICE, " ".join(before)), "advice where a question was promised")


def _question(draft: Draft) -> str:
    asked = [s for s in sentences(draft.action.say) if "?" in s]
    return asked[0] if asked else ""
