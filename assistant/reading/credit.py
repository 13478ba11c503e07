"""Whose work it was: somebody who gives another's as their own, and whether it was the speaker's."""

import re

_WORK = (
    r"(?:idea|work|plan|design|project|solution|draft|concept|recipe|drawing|sketch|slides?|report|proposal|suggestion|code|fix|invention|doing|"
    r"achievement|success|text|article|song|lesson|analysis|find|finding|discovery|method|trick|model|map|script|photos?|layout|improvement|repair|dish|menu)"
)
_DID = r"(?:did|made|built|wrote|drew|designed|created|invented|found|solved|fixed|organi[sz]ed|planned|cooked|thought of|came up with)"
_TOLD_WHOSE = re.compile(
    rf"\b(?:it|that|this|(?:the|my|our) (?:[a-z]+ ){{0,2}}[a-z]+) (?:was|were|is|are|had been) (?:all )?(?:(?:his|her|their|my|our)(?: own)? (?:[a-z]+ )?{_WORK}|his|hers|theirs|mine)\b|\b(?:he|she|they) (?:had )?{_DID} my\b"
)
_TAKEN = re.compile(
    r"\b(?:as|for) (?:yours|your own)\b|\bclaim\w* (?:credit for|(?:my|our|the|[A-Z]\w+'s) [a-z ]*(?:was|were|is) yours)|"
    rf"\b(?:was|were|is|are|been) (?:all )?(?:yours\b|your (?:own )?(?:[a-z]+ )?{_WORK}\b)|\byou (?:had )?{_DID} (?:my|our)\b|"
    rf"\b(?:put|signed|wrote|typed|stamped) (?:my [a-z]+ (?:with|under) your (?:own )?name|your (?:own )?name (?:on|under|over|above|below|to|across) (?:my|mine|our|[A-Z]\w+'s)\b)(?! (?:list|rota|board|sheet|card|petition))|"
    r"\b(?:took|taken|takes|got|accepted|pocketed) (?:all )?(?:the )?(?:credit|praise|thanks) for (?:my|our|mine)\b",
)
_HARMLESS = re.compile(
    r"^(?:treat|lov|car|rais|regard|guard|look|nurs|adopt|kept|keep)\w*\b|\b(?:blame|faults?|mistakes?|errors?|decisions?|choice|turn|birthday|job|responsibility|shift|call)\b"
)
"""What may be taken for one's own and is nobody's loss."""
_MINE = re.compile(r"\b(?:my|mine)\b(?! (?:team|boss|manager|colleagues?|lead|director|face|back)\b)")
_GIVEN = re.compile(rf"\b(?:was|were|is|are|been) (?:all )?(?:mine\b|my (?:own )?(?:[a-z]+ )?{_WORK}\b)")
_BY_ME = re.compile(
    rf"\b(?:it|that|this|they|the [a-z]+) (?:was|were|is|are) (?:all |actually |really |in fact )?(?:mine\b|my (?:own )?(?:[a-z]+ )?{_WORK}\b)|"
    rf"\b[Ii] (?:had |actually |really |was the one who )?(?:{_DID}|had the idea|did it)\b"
)
_TO_MY = re.compile(r"\b(?:told|to|in front of|before) my (?:[a-z]+ )?[a-z]+")


def tells_whose_work(words: list[str]) -> bool:
    """Whether what was said to others says whose work it was: `everyone it was his idea`."""
    return bool(_TOLD_WHOSE.search(" ".join(words)))


def is_given_to_the_speaker(act: str) -> bool:
    """Whether an act tells others that it was the speaker's work."""
    return act.startswith(("told ", "said ")) and bool(_GIVEN.search(act))


def is_taken(act: str) -> bool:
    """Whether an act, as it is said to who did it, gives another's work as their own."""
    return bool(_TAKEN.search(act)) and not _HARMLESS.search(act)


def is_taken_from_the_speaker(act: str, text: str) -> bool:
    """The same, of work of which the speaker says that it is theirs, in the act or anywhere else in the text."""
    return is_taken(act) and bool(_MINE.search(_TO_MY.sub("", act)) or _BY_ME.search(text))
