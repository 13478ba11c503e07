"""Which words of an answer a person would read that nobody may."""

import re
from collections.abc import Iterable

from assistant.domain import Answer, Nudge


def reaching(answer: Answer | None, never: Iterable[str]) -> list[str]:
    """Which of these words an answer holds, in any part that a person reads."""
    text = " ".join(texts_of(answer)).lower()
    return [word for word in never if re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)]


def texts_of(answer: Answer | None) -> list[str]:
    """All that a person reads of an answer, part by part."""
    if answer is None:
        return []
    if isinstance(answer, Nudge):
        actions = (answer.action, *answer.alternatives)
        return [answer.why, *(part for action in actions for part in (action.say, action.do, action.reflect))]
    return [answer.model_dump_json(exclude={"id", "generated_by", "kind"})]
