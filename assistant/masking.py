"""Hides who is named before an ask leaves the machine, and puts the names back into the reply."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from string import ascii_uppercase

from assistant.domain import Value, clean
from assistant.errors import BadSettings
from assistant.ports import Ask, Model, Reply
from assistant.reading.grammar import verb_lemma
from assistant.reading.people import NAMES_THAT_ARE_WORDS, ROLES

MAX_NAME_CHARS = 100
MIN_PART_CHARS = 2
_TAGS = re.compile(r"(</?(?:passages|situation)>)")  # ours; in what was told they cannot stand
_PATTERNS: Mapping[str, str] = {
    "link": r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "handle": r"(?<![\w@.])@[^\W\d][\w.-]*\w",
    "number": r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
    "phone": r"(?<![\w.])(?!\d{4}-\d\d-\d\d(?!\d))\+?\(?\d(?:[ ()./-]{0,2}\d){6,18}(?!\w)",
}


_SURNAME = r"[A-Z\u00c0-\u00de][^\W\d_]+(?:[-'’][^\W\d_]+)*"  # a capitalised word right behind a name is hidden with it


class Masked(Value):
    """An ask that names nobody, and what stands for whom in it."""

    ask: Ask
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """A model that is told no name, address or number: `Person A` stands for a person, `email-A` for an address."""

    model: Model
    people: tuple[str, ...] = ()
    """Names of the user's directory; those read from a situation come with the ask."""

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    async def reply(self, ask: Ask) -> Reply:
        """Ask without names, and put them back into the reply.

        Raises:
            ModelFailed: The model behind it did.

        """
        masked = mask(ask, self.people)
        reply = await self.model.reply(masked.ask)
        return reply.model_copy(update={"text": unmask(reply.text, masked.originals)})


def mask(ask: Ask, people: Sequence[str]) -> Masked:
    """Put a placeholder for every name and pattern in the turns; what stands in the instructions is ours."""
    text = "\n".join(turn.text for turn in ask.turns)
    pattern = _pattern((*ask.names, *people), text)
    labels = _Labels(text)
    turns = tuple(
        turn.model_copy(
            update={"text": "".join(part if _TAGS.fullmatch(part) else pattern.sub(labels.put, part) for part in _TAGS.split(turn.text))}
        )
        for turn in ask.turns
    )
    return Masked(ask=ask.model_copy(update={"turns": turns, "names": ()}), originals=labels.originals)


def unmask(text: str, originals: Mapping[str, str]) -> str:
    """Put back what the placeholders of a JSON text stand for."""
    if not originals:
        return text
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, originals))})(?!\w)")
    return known.sub(lambda found: json.dumps(originals[found[0]], ensure_ascii=False)[1:-1], text)


def read_people(path: Path | None) -> tuple[str, ...]:
    """Read the names of the user's directory: one name a line.

    Raises:
        BadSettings: The file cannot be read, or a line is no name.

    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadSettings(f"SMALLACTS_PEOPLE: {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadSettings(f"SMALLACTS_PEOPLE: {path}: not UTF-8 text (byte {error.start})") from error
    names = [(number, clean(line).strip()) for number, line in enumerate(lines, 1)]
    for number, name in names:
        if len(name) > MAX_NAME_CHARS:
            raise BadSettings(f"SMALLACTS_PEOPLE: {path}:{number}: {len(name)} characters are no name; give one name a line")
    return tuple(dict.fromkeys(name for _, name in names if name and not name.startswith("#")))


class _Labels:
    """Gives each original its placeholder, the same one each time."""

    def __init__(self, text: str) -> None:
        self.originals: dict[str, str] = {}
        self._given: dict[str, str] = {}
        self._text = text.lower()

    def put(self, found: re.Match[str]) -> str:
        original = _unescaped(found[0])
        if original not in self._given:
            kind = found.lastgroup or "person"
            label = next(label for label in _labels(kind) if label not in self.originals and label.lower() not in self._text)
            self._given[original] = label
            self.originals[label] = original
        return self._given[original]


def _labels(kind: str) -> Iterator[str]:
    """`Person A`, which words flow around like a name; `email-A` for what is no person."""
    lead = "Person " if kind == "person" else f"{kind}-"
    yield from (f"{lead}{letter}" for letter in ascii_uppercase)
    yield from (f"{lead}{letter}{number}" for number in count(2) for letter in ascii_uppercase)


def _pattern(names: Sequence[str], text: str) -> re.Pattern[str]:
    """One expression for all that is hidden; of a large directory only what can stand in this text."""
    low = text.lower()
    surfaces = {surface for name in names for surface in _surfaces(name) if surface.lower() in low}
    kinds = [f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()]
    if surfaces:
        one = "|".join(re.escape(surface) for surface in sorted(surfaces, key=len, reverse=True))
        kinds.append(rf"(?P<person>(?<!\w)(?:{one})(?:[ \t]+(?:{one}|{_SURNAME}))*(?!\w))")
    return re.compile("|".join(kinds))


def _surfaces(name: str) -> Iterator[str]:
    """How a name may be written, whole and in its parts; in small letters only where it is no word of another meaning."""
    for part in dict.fromkeys((name, *name.split())):
        if len(part) >= MIN_PART_CHARS or (part == name and not part.isascii()):
            yield from (_escaped(form) for form in (part, part.capitalize(), part.title(), part.upper()))
            if not _is_word(part):
                yield _escaped(part.lower())


def _is_word(part: str) -> bool:
    return part.capitalize() in NAMES_THAT_ARE_WORDS or part.lower() in ROLES or verb_lemma(part.lower()) is not None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&amp;", "&")
