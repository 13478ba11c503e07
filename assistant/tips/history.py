"""What each person got in earlier weeks, read from the files of those weeks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.domain import Practice
from assistant.errors import BadInput
from assistant.tips.values import IsoWeek, Text
from assistant.weekly import ALIKE_WEEKS, PRACTICE_WINDOW, SAME_CARD_WEEKS, SAME_TEXT_WEEKS, Got

GOT = np.dtype([("person", "<u8"), ("text", "<u8")])
Rows = npt.NDArray[np.void]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One earlier week: its texts, and who got which."""

    age: int
    """How many weeks ago."""
    texts: Mapping[int, Text]
    people: npt.NDArray[np.uint64]
    got: npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The weeks that count, newest first."""

    weeks: tuple[Past, ...] = ()

    def of(self, people: Sequence[int]) -> Iterator[Got]:
        """What each of some people got, in their order."""
        asked = np.array(people, dtype=np.uint64)
        columns = [(week, _matched(week, asked).tolist()) for week in self.weeks]
        for row in range(len(people)):
            yield _got([(week, column[row]) for week, column in columns if column[row]])

    def weeks_of(self, person: int) -> list[int]:
        """How many weeks ago somebody got a tip, newest first."""
        return [week.age for week in self.weeks if _matched(week, np.array([person], dtype=np.uint64))[0]]

    @property
    def recent_words(self) -> dict[int, str]:
        """The words of every text of the last weeks, for those that say nearly the same."""
        return {number: text.say for week in self.weeks if week.age < ALIKE_WEEKS for number, text in week.texts.items()}


def past(age: int, texts: Sequence[Text], path: Path) -> Past:
    """Open an earlier week.

    Raises:
        BadInput: Its file is not the one that was written.

    """
    try:
        rows: Rows = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: what people got cannot be read; plan that week again, or take its folder away") from error
    return Past(age=age, texts={text.number: text for text in texts}, people=rows["person"], got=rows["text"])


def got_bytes(given: Sequence[tuple[int, int]]) -> bytes:
    """Who got which text, as a file."""
    sink = BytesIO()
    np.save(sink, _sorted(given), allow_pickle=False)
    return sink.getvalue()


def counting_weeks(week: IsoWeek) -> Iterator[tuple[int, IsoWeek]]:
    """The weeks before this one that its promises look back to, with their age."""
    return ((age, week.earlier(age)) for age in range(1, SAME_TEXT_WEEKS))


def _sorted(given: Sequence[tuple[int, int]]) -> Rows:
    rows = np.array(list(given), dtype=GOT)
    return rows[np.argsort(rows["person"], kind="stable")]


def _matched(week: Past, asked: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The text that each of some people got that week; nought where none."""
    if not len(week.people):
        return np.zeros(len(asked), dtype=np.uint64)
    at = np.minimum(np.searchsorted(week.people, asked), len(week.people) - 1)
    return np.where(week.people[at] == asked, week.got[at], np.uint64(0))


def _got(tips: Sequence[tuple[Past, int]]) -> Got:
    last: list[Practice] = [week.texts[text].practice for week, text in tips[: PRACTICE_WINDOW - 1]]
    return Got(
        cards=frozenset(week.texts[text].card for week, text in tips[:SAME_CARD_WEEKS] if week.age < SAME_CARD_WEEKS),
        texts=frozenset(text for _, text in tips),
        recent=frozenset(text for week, text in tips[:ALIKE_WEEKS] if week.age < ALIKE_WEEKS),
        practices=tuple(last),
    )
