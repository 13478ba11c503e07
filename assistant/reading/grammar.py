"""English verbs, by a table made from lemminflect's dictionary: which form a word is, and the form we want."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*%?|[^\w\s]")
NOT_FINITE = frozenset({"need", "used", "born", "please", "thank", "thanks", "like", "based", "due"})
TABLE = Path(__file__).with_name("verbs.txt")
"""What lemminflect knows of verbs, by `python -m evals.verb_forms`; the library itself takes longer to start than an answer."""
TAGS = ("VB", "VBD", "VBG", "VBN", "VBZ")  # the Penn tags of the table's columns
_JOINED = re.compile(
    r"^(hard|copy|force|double|cherry|cross|over|under|out|up|down|back|mis|pre|re|un|de|co|side|hot|fast|ghost|test|bug)-?(?=[a-z]{3,}$)"
)
"""What stands before a verb that the dictionary has without it: hardcoded, copy-pasted, rebased."""
AUXILIARY = "+"  # before the lemma of a word that is an auxiliary and no other verb


@cache
def verb_lemma(word: str) -> str | None:
    """The base form if the word can be a verb."""
    found = _words().get(word.lower())
    return found.removeprefix(AUXILIARY).partition("/")[0] if found else None


@cache
def is_form(word: str, tag: str) -> bool:
    """Whether the word can be this form of a verb, by Penn tag: VB, VBD, VBG, VBN or VBZ."""
    lemma = verb_lemma(word)
    if lemma is None and (joined := _JOINED.match(word.lower())):
        return is_form(word[joined.end() :], tag)
    if lemma is None or word.lower() in NOT_FINITE:
        return False
    if tag == "VB":
        return word.lower() == lemma
    return any(word.lower() in _inflections(each, tag) for each in _lemmas(word))


@cache
def inflect(word: str, tag: str) -> str:
    """The word's verb in another form; the word itself if it is no verb we know."""
    if verb_lemma(word) is None and (joined := _JOINED.match(word.lower())):
        return joined[0] + inflect(word[joined.end() :], tag)
    for lemma in _lemmas(word):
        forms = _inflections(lemma, tag)
        if forms:
            return forms[-1] if lemma == "be" else max(forms, key=lambda form: (_shared(form, word), "ll" in form))
    return word


def _shared(one: str, other: str) -> int:
    """How many letters two words share at their start; of two alike `cancelled` is taken, not `canceled`."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _lemmas(word: str) -> tuple[str, ...]:
    found = _words().get(word.lower(), AUXILIARY)
    return () if found.startswith(AUXILIARY) else tuple(found.split("/"))


def _inflections(lemma: str, tag: str) -> tuple[str, ...]:
    forms = _forms().get(lemma, "").split("\t")
    return tuple(forms[TAGS.index(tag)].split("/")) if forms != [""] and forms[TAGS.index(tag)] else ()


@cache
def _halves() -> tuple[str, str]:
    words, _, forms = TABLE.read_text(encoding="utf-8").partition("\n\n")
    return words, forms


@cache
def _words() -> Mapping[str, str]:
    """Word -> the verbs that it can be a form of, parted by slashes."""
    return dict(line.split("\t") for line in _halves()[0].split("\n"))


@cache
def _forms() -> Mapping[str, str]:
    """Verb -> its forms in the order of TAGS, parted by tabs, their spellings by slashes."""
    return {verb: forms for verb, _, forms in (line.partition("\t") for line in _halves()[1].split("\n"))}


def tokens(text: str) -> list[str]:
    """Words, figures and punctuation marks, in order."""
    return TOKEN.findall(text.replace("’", "'"))


def join(parts: list[str]) -> str:
    """Tokens back to text: no space before a mark."""
    text = " ".join(parts)
    text = re.sub(r"\s+([,.;:!?%)\]])|(?<=s) ('(?= \w))", r"\1\2", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    return re.sub(r"\s*([/'])\s*(?=\w)", r"\1", text) if "/" in text else text
