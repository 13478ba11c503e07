"""A written week as reviewers see it: each distinct text, who gets it, and how it looks when it arrives."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.domain import Practice
from assistant.tips.render.prose import plain
from assistant.tips.values import SAMPLE_WEEKDAY, Seat, Text, tip_of, with_weekday
from assistant.tips.week import Approval, Plan, Week

SAMPLES_A_TEXT = 2
SEGMENTS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One text with who gets it."""

    text: Text
    people: int
    share: float
    segments: Sequence[tuple[str, int]]
    more_segments: int
    do: str
    card_say: str | None
    """The card's own words, where others stand in the text."""
    is_rejected: bool
    samples: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A week for its reviewers."""

    plan: Plan
    days: str
    approval: Approval | None
    by_practice: Mapping[Practice, Sequence[Reviewed]]
    out: str

    @property
    def texts(self) -> Sequence[Reviewed]:
        """All of them, in order."""
        return [reviewed for several in self.by_practice.values() for reviewed in several]


def review_of(week: Week) -> Review:
    """Gather what reviewers need, the audience read a part at a time."""
    plan, texts = week.plan(), week.texts()
    people: Counter[str] = Counter()
    by_segment: defaultdict[str, Counter[str]] = defaultdict(Counter)
    samples: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in week.all_seats():
        people[seat.text] += 1
        by_segment[seat.text][seat.member.segment or "no segment"] += 1
        if len(samples[seat.text]) < SAMPLES_A_TEXT:
            samples[seat.text].append(seat)
    approval = week.approval() if week.is_approved() else None
    cards = {text.id: text for text in week.menu()}
    most = max(people.values(), default=1)
    groups: defaultdict[Practice, list[Reviewed]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: -people[text.id]):
        ranked = by_segment[text.id].most_common()
        groups[text.practice].append(
            Reviewed(
                text=text,
                people=people[text.id],
                share=people[text.id] / most,
                segments=ranked[:SEGMENTS_SHOWN],
                more_segments=max(0, len(ranked) - SEGMENTS_SHOWN),
                do=with_weekday(text.do, SAMPLE_WEEKDAY),
                card_say=cards[text.id].say if text.id in cards and cards[text.id].say != text.say else None,
                is_rejected=approval is not None and text.id in approval.rejected,
                samples=[plain(tip_of(seat, text, week.week, plan.theme)) for seat in samples[text.id]],
            )
        )
    first, last = week.week.monday, week.week.monday + timedelta(days=6)
    return Review(
        plan=plan,
        days=f"{first:%A} {first.day} {first:%B} to {last:%A} {last.day} {last:%B %Y}",
        approval=approval,
        by_practice={practice: groups[practice] for practice in Practice if practice in groups},
        out=str(week.out),
    )


def page(review: Review) -> bytes:
    """The review as one HTML file: no script, no outside file, every value escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("review.html.jinja").render(review=review, plan=review.plan).encode()
