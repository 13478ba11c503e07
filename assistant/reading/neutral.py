"""The same text whoever it is about: names and pronouns replaced, so that nobody is answered by their name."""

import re
from functools import lru_cache

from assistant.reading.people import plain_names

NAME = "Sam"
_PRONOUNS = {
    "he": "they",
    "she": "they",
    "him": "their",
    "them": "their",
    "his": "their",
    "her": "their",
    "hers": "theirs",
    "himself": "themselves",
    "herself": "themselves",
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRONOUN = re.compile(rf"\b({'|'.join(_PRONOUNS)})\b", re.IGNORECASE)


@lru_cache(maxsize=16_384)  # a build asks for each text of the knowledge several times
def neutral(text: str) -> str:
    """Return the text that search and gate see: one name for all, one pronoun for all.

    Measured on the dev half of evals/data/situations.jsonl it costs nothing that could be told from chance,
    and another name or pronoun can no longer lead to another card.
    """
    names = set(plain_names(text))
    text = _WORD.sub(lambda found: NAME if found[0] in names else found[0], text) if names else text
    return _PRONOUN.sub(lambda found: _PRONOUNS[found[0].lower()], text)
