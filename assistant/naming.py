"""Finds a person's name in texts as a whole word, however it is written, and puts somebody in its place."""

import re

from assistant.domain import clean
from assistant.errors import BadInput

SOMEBODY = "somebody"
# given names that are words too: in small letters they are left, since it is the word that is meant
_WORDS_TOO = frozenset(
    """will mark grace rose hope joy may april june august bill rob sue pat art faith frank dean drew jack chase grant lance miles max
    guy dale glen heath lily daisy ivy olive ruby pearl summer autumn dawn eve jade amber crystal ginger penny sandy rusty rich gene
    jay ray victor sky can an do so my in at be see lee long young king page cook baker price day west north english french norm
    patience charity constance melody harmony honor trinity precious hunter mason carter cooper parker taylor walker""".split()
)


class Name:
    """A name to look for."""

    def __init__(self, given: str) -> None:
        """Take a name.

        Raises:
            BadInput: It is no name.

        """
        self.parts = clean(given).split()
        self.text = " ".join(self.parts)
        if not re.search(r"[^\W\d_]", self.text) or len(self.text) > 100:
            raise BadInput(f"{given[:40]!r} is no name; give it as it is written, at most 100 characters")
        self.is_word_too = len(self.parts) == 1 and self.text.casefold() in _WORDS_TOO
        words = r"\s+".join(map(re.escape, [self.text.capitalize()] if self.is_word_too else self.parts))
        self._pattern = re.compile(rf"(?<![^\W_]){words}(?![^\W_])", 0 if self.is_word_too else re.IGNORECASE)

    def is_in(self, text: str | None) -> bool:
        """Say whether a text names the person."""
        return bool(text) and self._pattern.search(text or "") is not None

    def taken_out(self, text: str | None) -> str | None:
        """Return a text with somebody in the person's place."""
        return self._pattern.sub(SOMEBODY, text) if text else text

    def is_called(self, name: str) -> bool:
        """Say whether somebody is called so, in full."""
        return " ".join(name.split()).casefold() == self.text.casefold()
