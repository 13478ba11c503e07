"""Which text one person gets in one week: pure functions of the week, the person and what they got before."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from assistant.checks.over_time import MAX_OVERLAP, SHINGLE_WORDS
from assistant.domain import Practice
from assistant.tips.catalogue import Catalogue
from assistant.tips.values import IsoWeek, Role, Text
from assistant.wording import jaccard, shingles

SAME_CARD_WEEKS = 8
SAME_TEXT_WEEKS = 52
ALIKE_WEEKS = 12
PRACTICE_WINDOW = 6
"""All five practices within any so many tips running."""
MAX_A_PRACTICE = 9  # 45 texts a week at most: about an hour of reading for whoever approves them
_LEAN = 1 << 63  # a text of the theme wins three times in four against one that is none: a lean, and no wall
_MASK = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: neighbouring numbers fall far apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What one person got before this week."""

    cards: frozenset[str] = frozenset()
    """In the last seven weeks."""
    texts: frozenset[int] = frozenset()
    """In the last 51 weeks."""
    recent: frozenset[int] = frozenset()
    """Of the texts, those of the last eleven weeks."""
    practices: tuple[Practice, ...] = ()
    """Of the last five tips, newest first."""


NOTHING = Got()


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The few texts of one week, which everybody's tip is one of."""

    texts: tuple[Text, ...]
    theme: str
    alike: Mapping[int, frozenset[int]]
    """Text -> earlier texts with nearly its words."""
    by_practice: Mapping[tuple[Practice, Role], tuple[Text, ...]] = field(default_factory=dict)


def laid_out(texts: Sequence[Text], theme: str, alike: Mapping[int, frozenset[int]]) -> Menu:
    """A menu of these texts, in which a practice and a role find theirs at once."""
    groups: defaultdict[tuple[Practice, Role], list[Text]] = defaultdict(list)
    for text in texts:
        for role in text.roles:
            groups[text.practice, role].append(text)
    by_practice = MappingProxyType({key: tuple(several) for key, several in groups.items()})
    return Menu(texts=tuple(texts), theme=theme, alike=alike, by_practice=by_practice)


def menu_of(
    catalogue: Catalogue, week: IsoWeek, seed: int, earlier: Mapping[int, str], is_fit: Callable[[Text], bool] = lambda _: True
) -> Menu:
    """Choose the week's texts: for each practice the openings of its theme first, each with the next of its card's words.

    `earlier` holds the words of the last weeks' texts, so that nobody gets nearly the same ones again soon.
    """
    theme = catalogue.theme(week.month).id
    ranked = sorted(catalogue.texts, key=lambda opening: (theme not in catalogue.texts[opening][0].themes, _rank(seed, week, opening)))
    taken: Counter[Practice] = Counter()
    chosen = []
    for opening in ranked:
        texts = catalogue.texts[opening]
        turn = (week.number + seed + int(_rank(seed, None, opening), 16)) % len(texts)
        text = next((text for text in (*texts[turn:], *texts[:turn]) if is_fit(text)), None)
        if text and taken[text.practice] < MAX_A_PRACTICE:
            taken[text.practice] += 1
            chosen.append(text)
    chosen.sort(key=lambda text: (list(Practice).index(text.practice), text.card))
    return laid_out(chosen, theme, alike_before(chosen, earlier))


def choose(person: int, role: Role, menu: Menu, got: Got) -> Text | None:
    """The text that one person gets: the practice that is due, leaning to the theme, and nothing again too soon.

    None where every text of the menu would break a promise.
    """
    for practice in due(person, got.practices):
        fitting = [text for text in menu.by_practice.get((practice, role), ()) if _is_new(text, menu, got)]
        if fitting:
            return max(fitting, key=lambda text: _draw(person, text.number) + (_LEAN if menu.theme in text.themes else 0))
    return None


def alike_before(texts: Sequence[Text], earlier: Mapping[int, str]) -> Mapping[int, frozenset[int]]:
    """Which earlier texts say nearly the same as each of these, by the measure that answers are held to."""
    before = [(number, _runs(say)) for number, say in earlier.items()]
    found = {}
    for text in texts:
        own = _runs(text.say)
        found[text.number] = frozenset(number for number, its in before if not own.isdisjoint(its) and jaccard(own, its) >= MAX_OVERLAP)
    return found


def due(person: int, before: Sequence[Practice]) -> list[Practice]:
    """The practices that may come now so that any six tips running hold all five, the one that waited longest first."""
    last = tuple(before[: PRACTICE_WINDOW - 1])
    waited = sorted(
        Practice, key=lambda practice: (-(last.index(practice) if practice in last else len(last)), _draw(person, _SALTS[practice]))
    )
    return [practice for practice in waited if _keeps_all_five((practice, *last))]


def _keeps_all_five(tips: tuple[Practice, ...]) -> bool:
    """Six tips hold all five practices, and fewer repeat at most one, so that the rest can still come in time."""
    if len(tips) == PRACTICE_WINDOW and len(set(tips)) < len(Practice):
        return False
    newest = tips[: PRACTICE_WINDOW - 1]
    return len(newest) - len(set(newest)) <= 1


def _is_new(text: Text, menu: Menu, got: Got) -> bool:
    return text.card not in got.cards and text.number not in got.texts and menu.alike.get(text.number, frozenset()).isdisjoint(got.recent)


@lru_cache(maxsize=2_000)
def _runs(say: str) -> frozenset[tuple[str, ...]]:
    return shingles(say, SHINGLE_WORDS)


def _draw(person: int, number: int) -> int:
    """A person's own order among equals, always the same."""
    mixed = ((person ^ number) * _SPREAD) & _MASK
    return ((mixed ^ (mixed >> 29)) * _SPREAD) & _MASK


def _rank(seed: int, week: IsoWeek | None, opening: str) -> str:
    return hashlib.sha256(f"{seed}\0{week}\0{opening}".encode()).hexdigest()


_SALTS = {practice: int.from_bytes(hashlib.sha256(practice.encode()).digest()[:8], "big") for practice in Practice}
