"""The checks of what a model wrote: its facts were told, its slots are places to fill in, and none of it is its prompt.

Authored words are filled with nothing but what was told, so these do not apply to them.
"""

import re
from collections.abc import Iterator

from assistant.checks.check import Met, Unmet, unless
from assistant.checks.common import advises_or_judges
from assistant.ports import Brief, Draft
from assistant.reading.grammar import is_form, verb_lemma
from assistant.wording import content, is_small, sentences, shingles, slots_in, stem, without_slots, words

PROMPT_RUN = 8  # words; authored and told words share shorter runs with a prompt by chance
MAX_SLOTS = 4
MAX_HINT_WORDS = 10
_HINT = re.compile(
    r"(?:one|what|how|the|your|their|his|her|its|a|an|name|when|where|who|which|why|something|someone|this|that|you|other|another|date|time|meeting|person|topic|subject|reason|their)\b[^.!?;:\n]*\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"([,;:.!?…()\n\"“”]|\s[–-]\s|\b(?:and|but|so|because|when|while|which|who|until|although|though|before|after|as|if|since|where|whenever)\b|\b(?=(?:for|by|of) \w+ing\b)|\bthat\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:what|how|which|who|whom|whose|where|may|can|could|would|shall|is|are|do|does|did)\b", re.IGNORECASE)
_OF_THE_QUESTION = frozenset({"that", "which", "who", "where"})
_TOLD_OF = frozenset(
    """see notice hear watch want hope think know remember mean say tell thank appreciate respect like love enjoy value admire wish ask wonder write
    be do have feel get need believe share""".split()
)
"""What a speaker does in speaking: no claim of anything that happened elsewhere."""
_EMPTY = frozenset("be do have get go come happen take make keep give stay handle deal hold manage carry let put set say sit stand".split())
"""What anybody did in any moment: the words beside it carry the claim."""
_GENERAL = frozenset(
    """moment situation conversation part bit lot way time day week today yesterday morning afternoon evening night thing one work word words
    people hard rough tough difficult easy calm well good glad grateful kind care sure clear clearly really truly honestly there here everything
    myself yourself difference first last next whole long short little much more most both all each every any some that this what how stand stood
    out through around across together alone open straight away later now then still already again even while minute minutes hour face front
    name seen noticed thank thanks attention effort patience mind sense place point question thought idea help helped matter mattered steady steadily
    nothing something anything never always often once twice beside under over between everyone's middle heat pressure
    """.split()
)
_EVENT = re.compile(
    r"\b(?:in|at|during|after|before|from|on)\s+(?:the|that|this|your|our|my|yesterday's|today's|last|monday's|tuesday's|wednesday's|thursday's|friday's)\s+(?P<event>(?:[\w'-]+\s+){0,2}?"
    r"(?:call|meeting|stand-?up|demo|review|launch|release|workshop|presentation|interview|incident|outage|retro|retrospective|pitch|training|handover|audit|party|conference|exam|project|deadline|migration|sprint|shift))\b",
    re.IGNORECASE,
)


def facts_told(draft: Draft, brief: Brief) -> Unmet | Met:
    """Each thing that somebody did or that came of it was told: its verb, and more than half of what it names."""
    if not draft.instructions:
        return Met.NA
    say, told = without_slots(draft.action.say), _roots(brief.situation.told)
    for clause in _clauses(say):
        if _claims(clause, told):
            return Unmet(reason="nobody told us that; use their own words for it, or leave a slot", span=clause)
    for found in _EVENT.finditer(say):
        if _untold(found["event"], told):
            return Unmet(reason="an event that nobody told us of", span=found.group())
    return Met.YES


def not_the_prompt(draft: Draft, brief: Brief) -> Unmet | Met:
    """No run of eight words comes from what the model was told to do."""
    if not draft.instructions:
        return Met.NA
    action = draft.action
    prompt = shingles(draft.instructions, PROMPT_RUN) - shingles(brief.situation.told, PROMPT_RUN)
    said = [shingle for part in (without_slots(action.say), action.do, action.reflect) for shingle in shingles(part, PROMPT_RUN) & prompt]
    return unless(" ".join(said[0]) if said else None, "words of the instructions")


def slots_are_places(draft: Draft, _: Brief) -> Unmet | Met:
    """A slot names what goes there, in a few words; it holds no message of its own."""
    if not draft.instructions:
        return Met.NA
    hints = slots_in(draft.action.say)
    if len(hints) > MAX_SLOTS:
        return Unmet(reason=f"{len(hints)} slots; at most {MAX_SLOTS}")
    loose = [
        hint
        for hint in hints
        if len(words(hint)) > MAX_HINT_WORDS or not _HINT.match(hint) or re.search(r"\d", hint) or advises_or_judges(hint)
    ]
    if any("[" in part or "]" in part for part in (draft.action.do, draft.action.reflect)):
        return Unmet(reason="slots stand in `say` alone")
    return unless(loose[0] if loose else None, "a slot says what goes there, as in [what it changed]")


def nothing_beside_the_words(draft: Draft, _: Brief) -> Unmet | Met:
    """`do` and `reflect` press, judge and stray no more than the words do."""
    if not draft.instructions:
        return Met.NA
    return unless(
        advises_or_judges(f"{draft.action.do} {draft.action.reflect}"),
        "pressure, a judgement or what is not ours to give, beside the words",
    )


def _clauses(say: str) -> Iterator[str]:
    """The parts that state something; what is asked is no statement, what stands beside it is."""
    for sentence in sentences(say):
        is_asked = False
        parts = ["", *_BREAK.split(sentence)]
        for link, part in zip(parts[::2], parts[1::2], strict=True):
            clause = part.strip()
            begins = bool(_ASKING.match(clause))
            is_asked = sentence.rstrip().endswith("?") and (begins or (is_asked and link.lower() in _OF_THE_QUESTION))
            if clause and not is_asked and link.lower() != "if":
                yield clause


def _claims(clause: str, told: frozenset[str]) -> bool:
    """Whether a clause tells of something done that nobody told us."""
    spoken = words(clause.replace("’", "'").lower())
    verb = _past_verb(spoken)
    if verb is None:
        return False
    is_of_speaker = any(word.split("'")[0] in ("i", "we") for word in spoken[: spoken.index(verb)][-3:])
    lemma = verb_lemma(verb) or verb
    is_empty = lemma in _EMPTY or (is_of_speaker and lemma in _TOLD_OF)
    if not is_empty and not {lemma, stem(verb)} & told:
        return True
    rest = [word for word in spoken if word != verb]
    named = [word for word in rest if _carries(word)]
    untold = [word for word in named if not _root(word) & told]
    return bool(named) and len(untold) * 2 >= len(named) and not (is_empty and is_of_speaker and lemma in _TOLD_OF and len(untold) < 2)


def _past_verb(spoken: list[str]) -> str | None:
    """The verb by which a clause tells of the past, or of what somebody does by habit."""
    for index, word in enumerate(spoken):
        before = spoken[index - 1] if index else ""
        if word in _MODALS:
            continue
        if before in ("for", "by", "of") and word.endswith("ing") and verb_lemma(word):
            return word
        has_perfect = any(w in ("have", "has", "had") or w.endswith(("'ve", "'d")) for w in spoken[max(0, index - 3) : index])
        if word not in ("had", "was", "were", "did", "has", "have") and is_form(word, "VBN") and has_perfect:
            return word
        if is_form(word, "VBD") and before not in (
            "a",
            "an",
            "the",
            "to",
            "would",
            "could",
            "can",
            "will",
            "may",
            "should",
            "did",
            "didn't",
            "your",
            "my",
        ):
            return word
        if is_form(word, "VBZ") and before in _HABITUAL:
            return word
    return None


_MODALS = frozenset("would could might should may can will shall must let's".split())
_HABITUAL = frozenset(
    "everyone everybody nobody team client customer guest boss manager lead board company office group crew chef director".split()
)
"""Whose habits are claims; before another word a form in -s is more likely a noun."""


def _untold(phrase: str, told: frozenset[str]) -> bool:
    named = [word for word in words(phrase.lower()) if _carries(word)]
    return any(not _root(word) & told for word in named)


def _carries(word: str) -> bool:
    return len(word) > 2 and not is_small(word) and word not in _GENERAL and bool(content(word))


def _roots(text: str) -> frozenset[str]:
    return frozenset(root for word in words(text.replace("’", "'").lower()) for root in _root(word))


def _root(word: str) -> frozenset[str]:
    low = word.removesuffix("'s")
    parts = {low, *low.split("-")} if "-" in low else {low}
    return frozenset(root for part in parts for root in (part, stem(part), verb_lemma(part)) if root)
