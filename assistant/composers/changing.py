"""Words for an answer that follows another: in another tone, shorter, unseen, and never the same again."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain import MicroAction, Practice, Tone
from assistant.guidance import Card, Pattern
from assistant.ports import Wanted
from assistant.slots import Said, places
from assistant.wording import sentences, words

WRITTEN_CUE = "Send it today, to them alone. Read it aloud once before you do."
HEARSAY = "pass-praise-on"  # its words say from whom one has it
_SEEN = re.compile(
    r"\bI(?:'ve| have| just)? (?:saw|seen|noticed?|watched|heard|was there|remember)\b|\bwhat I saw\b|\bI was (?:glad|with)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^(?:That|This|It)\b|\bdo (?:that|this|so)\b")
_MADE = frozenset({"owed", "praised", "question", "subject", "sought", "confided"})
"""What words are made of that hold nothing else: no sentence of them can go."""
_FIRSTHAND = frozenset({"act", "effect"})
_WARM = re.compile(r"\b(?:thank\w*|glad|appreciate|with you|help|like to|thinking of|together|if you like)\b", re.IGNORECASE)


def fitting(card: Card, practice: Practice, patterns: Sequence[Pattern], wanted: Wanted) -> list[Pattern]:
    """The patterns of a card that can be what is wanted."""
    if wanted.tone and practice is card.practices[0] and wanted.tone in card.tones:
        return [Pattern(text=card.tones[wanted.tone])]
    if wanted.tone is Tone.WARMER:
        return [p for p in patterns if is_warm(p.text)]
    if wanted.tone is Tone.DIRECT:
        return sorted(patterns, key=lambda p: len(words(p.text)))[:2]
    if wanted.is_unseen and card.id != HEARSAY:
        return [p for p in patterns if not _FIRSTHAND & set(places(p.text)) and not _SEEN.search(p.text)]
    return list(patterns)


def is_warm(text: str) -> bool:
    """Whether words are warm by themselves."""
    return bool(_WARM.search(text))


def as_wanted(wordings: Iterable[Said], wanted: Wanted) -> Iterator[Said]:
    """Those that were not said yet, in order; where shorter ones are wanted those first that still name what was done, the shortest of them."""
    had = {_plain(text) for text in wanted.not_again}
    if wanted.shorter_than is None:
        yield from (said for said in wordings if _plain(said.text) not in had)
        return
    found = [cut for said in wordings for cut in _cuts(said)]
    short = [said for said in found if len(words(said.text)) < wanted.shorter_than and _plain(said.text) not in had]
    yield from sorted(short, key=lambda said: ("act" not in said.filled, len(said.slots), len(words(said.text))))


def cued(action: MicroAction, wanted: Wanted) -> MicroAction:
    """The action with a cue for a written message, where one is wanted: what is for a talk would not fit it."""
    return action.model_copy(update={"do": WRITTEN_CUE}) if wanted.tone is Tone.WRITTEN else action


def _cuts(said: Said) -> Iterator[Said]:
    """The words, and the same without one of their sentences, as long as nothing that was told goes with it."""
    yield said
    parts = [] if _MADE & set(said.filled) else sentences(said.text)
    for index in range(len(parts) if len(parts) > 1 else 0):
        rest = " ".join([*parts[:index], *parts[index + 1 :]])
        is_meant = index + 1 < len(parts) and bool(_POINTS_BACK.search(parts[index + 1]))
        if not is_meant and not re.search(r"\[|\b[Yy]ou\b|\bsorry\b", parts[index]):
            yield Said(text=rest, slots=said.slots, filled=said.filled)


def _plain(text: str) -> str:
    """Words alone, so that quotation marks and spaces make no difference."""
    return " ".join(words(text)).lower()
