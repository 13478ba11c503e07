"""How we look at words: sentences, slots, content words, names and numbers in a text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

SLOT = re.compile(r"\[([^\[\]]+)\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*%?")
_SENTENCE_END = re.compile(r"(?<!e\.g\.)(?<!i\.e\.)(?<=[.!?…])[\"'”’)]*\s+|\n+")
_STOP = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does doing done
    down each even ever few for from get gets getting give gives go goes going got had has have having he her here hers him his
    how i i'd i'll i'm i've if in into is it it's its just keep kept know let like make makes many maybe me more most much my
    need next no not now of off on once one only or other our out over own person please put really right said same saw say see
    she should so some somebody someone something still such take tell than thank thanks that that's the their them then there
    these they they're thing things think this those through to today told too two up us use very want wants was way we well
    went were what what's when where which while who whom whose why will with without word words work would yes yet you you'd
    your yours""".split()
)
_SMALL = frozenset(
    """between both during without under upon across along behind beside since until whether anyone anybody everyone everybody nobody
    no so am us oh ok yet than nor per via ago near isn't wasn't don't didn't won't can't couldn't doesn't haven't hadn't myself
    yourself yourselves himself herself themselves itself ourselves one's may might shall must""".split()
)
_FIGURES = dict(
    zip(
        """four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
        forty fifty sixty seventy eighty ninety hundred""".split(),
        map(str, [*range(4, 21), *range(30, 101, 10)]),
        strict=True,
    )
)
_NUMBER_WORDS = frozenset(
    """four five six seven eight nine eleven twelve thirteen fourteen sixteen seventeen eighteen nineteen thirty forty fifty sixty
    seventy eighty ninety hundred thousand million""".split()
)


def words(text: str) -> list[str]:
    """The words and figures of a text, in order, as written."""
    return _WORD.findall(text.replace("’", "'"))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def without_slots(text: str) -> str:
    """The text with each [slot] as an ellipsis: our own words alone."""
    return SLOT.sub("…", text) if "[" in text else text


def slots_in(text: str) -> list[str]:
    """The hints that stand in brackets."""
    return SLOT.findall(text)


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """A word's rough stem, so that `calls`, `called` and `call` are one; not a linguist's."""
    word = word.lower().removesuffix("'s")
    for suffix in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ingly",
        "edly",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
        "e",
    ):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            bare = word.removesuffix(suffix)
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare.removesuffix("y")
    return word.removesuffix("y") if len(word) > 3 else word


@lru_cache(maxsize=32)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(w) for w in words(text) if len(w) > 2 and w.lower() not in _STOP)


def is_small(word: str) -> bool:
    """Whether a word only holds a sentence together."""
    return word.lower() in _STOP or word.lower() in _SMALL


@lru_cache(maxsize=256)  # most of them are asked of the texts of cards
def numbers(text: str) -> tuple[str, ...]:
    """Figures, and number words from four on; smaller ones are ordinary speech."""
    return tuple(w for w in words(text) if w[0].isdigit() or w.lower() in _NUMBER_WORDS)


def as_figure(number: str) -> str:
    """A number word as its figure, so that `four` and `4` are one; anything else as it is."""
    return _FIGURES.get(number.lower(), number.lower())


def quotations(text: str) -> list[str]:
    """What stands in double quotation marks."""
    return [m.strip() for m in re.findall(r"[\"“]([^\"”]{2,}?)[\"”]", text)]


@lru_cache(maxsize=32)
def names(text: str) -> tuple[str, ...]:
    """Capitalised words inside a sentence, and one that opens it before a comma: a name, a place or a product."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[str]:
    for sentence in sentences(text.replace("’", "'")):
        called = re.match(r"([A-Z][^\W\d_]+), ", sentence)
        if called and called[1].lower() not in _CALLS and not called[1].endswith("ly"):
            yield called[1]
        inner = list(_WORD.finditer(sentence))[1:]
        for match in inner:
            word = match.group().removesuffix("'s")
            if not word[0].isupper() or word.split("'")[0] == "I" or word in NOT_NAMES:
                continue
            if not sentence[: match.start()].rstrip().endswith(_OPENS):
                yield word


_OPENS = (":", '"', "“", "(", "…")
_CALLS = frozenset(
    """today tomorrow yesterday honestly so well yes no thanks sorry please okay listen look first then now later often sometimes again
    before after still instead rather perhaps maybe plain one two three either whatever whoever here there afterwards meanwhile otherwise
    overall next wait hello hi hey dear once congratulations""".split()
)
NOT_NAMES = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December English OK""".split()
)


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Every run of `size` words, lower-cased."""
    flat = [w.lower() for w in words(text)]
    return frozenset(tuple(flat[i : i + size]) for i in range(len(flat) - size + 1))


def jaccard(one: frozenset[object], other: frozenset[object]) -> float:
    """Shared part of two sets, 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 0.0


@lru_cache(maxsize=1_024)
def first_match(pattern: str, text: str) -> str | None:
    """The words that match first, or None; the pattern is in small letters, and capitals make no difference.

    What is looked for in a card's own words, or a second time in the same words, is not looked for again.
    """
    found = _compiled(pattern).search(_small(text))
    return text.replace("’", "'")[found.start() : found.end()].strip() if found else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Without `re.IGNORECASE`: by that, every word of an alternation is tried at every letter, and it takes three times as long."""
    if re.search(r"(?<!\\)[A-Z]", pattern):
        raise ValueError(f"a capital would never be found: {pattern}")
    return re.compile(pattern)


@lru_cache(maxsize=32)
def _small(text: str) -> str:
    """The text in small letters, each in its place."""
    return (text if text.isascii() else text.translate(_ALIKE)).lower()


_ALIKE = str.maketrans("’İıſ\u212a", "'iisk")  # beside the apostrophe, the letters that `re.IGNORECASE` takes for those of English
