"""English verbs, by the dictionary that ships with lemminflect: which form a word is, and the form we want."""

import re
from functools import cache

from lemminflect import getAllLemmas, getInflection

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*%?|[^\w\s]")
NOT_FINITE = frozenset({"need", "used", "born", "please", "thank", "thanks", "like", "based", "due"})


@cache
def verb_lemma(word: str) -> str | None:
    """The base form if the word can be a verb."""
    lemmas = getAllLemmas(word.lower(), upos="VERB").get("VERB") or getAllLemmas(word.lower(), upos="AUX").get("AUX")
    return lemmas[0] if lemmas else None


@cache
def is_form(word: str, tag: str) -> bool:
    """Whether the word can be this form of a verb, by Penn tag: VB, VBD, VBG, VBN or VBZ."""
    lemma = verb_lemma(word)
    if lemma is None or word.lower() in NOT_FINITE:
        return False
    if tag == "VB":
        return word.lower() == lemma
    return any(word.lower() in getInflection(each, tag) for each in _lemmas(word))


@cache
def inflect(word: str, tag: str) -> str:
    """The word's verb in another form; the word itself if it is no verb we know."""
    for lemma in _lemmas(word):
        forms = getInflection(lemma, tag)
        if forms:
            return str(forms[-1]) if lemma == "be" else max(map(str, forms), key=lambda form: _shared(form, word))
    return word


def _shared(one: str, other: str) -> int:
    """How many letters two words share at their start: `cancelling` wants `cancelled`, not `canceled`."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _lemmas(word: str) -> tuple[str, ...]:
    known = getAllLemmas(word.lower(), upos="VERB").get("VERB", ())
    return tuple(known)


def tokens(text: str) -> list[str]:
    """Words, figures and punctuation marks, in order."""
    return TOKEN.findall(text.replace("’", "'"))


def join(parts: list[str]) -> str:
    """Tokens back to text: no space before a mark."""
    text = " ".join(parts)
    text = re.sub(r"\s+([,.;:!?%)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    return re.sub(r"\s*([/'])\s*(?=\w)", r"\1", text) if "/" in text else text
