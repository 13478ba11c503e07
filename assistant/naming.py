"""Finds a person's name in texts as a whole word, however it is written, and puts somebody in its place."""

import re
import unicodedata

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
_APOSTROPHES, _HYPHENS, _SHARP_S = "['’\u2018\u02bc`\u00b4]", "[-\u2010\u2011\u2013]", "(?:ss|ß)"
_WAYS = {
    **dict.fromkeys("'’\u2018\u02bc`\u00b4", _APOSTROPHES),
    **dict.fromkeys("-\u2010\u2011\u2013", _HYPHENS),
    **dict.fromkeys(("ss", "ß"), _SHARP_S),
    "ffi": "(?:ffi|ﬃ|ﬀi|fﬁ)",
    "ffl": "(?:ffl|ﬄ|ﬀl|fﬂ)",
    "ff": "(?:ff|ﬀ)",
    "fi": "(?:fi|ﬁ)",
    "fl": "(?:fl|ﬂ)",
}
"""Letters that are written in more than one way, in capitals or by a typesetter."""
_PIECE = re.compile("ss|ff[il]?|f[il]|.", re.IGNORECASE)


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
        words = f"(?:{self.text.capitalize()}|{self.text.upper()})" if self.is_word_too else r"\s+".join(map(_ways, self.parts))
        self._pattern = re.compile(rf"(?<![^\W_]){words}(?![^\W_])", 0 if self.is_word_too else re.IGNORECASE)

    def is_in(self, text: str | None) -> bool:
        """Say whether a text names the person."""
        return bool(text) and self._pattern.search(unicodedata.normalize("NFC", text or "")) is not None

    def taken_out(self, text: str | None) -> str | None:
        """Return a text with somebody in the person's place."""
        return self._pattern.sub(SOMEBODY, unicodedata.normalize("NFC", text)) if text else text

    def is_called(self, name: str) -> bool:
        """Say whether somebody is called so, in full."""
        return " ".join(name.split()).casefold() == self.text.casefold()


def _ways(part: str) -> str:
    """A pattern for a part of a name, however its letters are written."""
    return "".join(_WAYS.get(piece.lower()) or re.escape(piece) for piece in _PIECE.findall(part))
