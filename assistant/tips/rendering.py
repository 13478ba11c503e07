"""An approved week -> its files, part by part, each person exactly once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from assistant.domain import Value
from assistant.errors import BadInput
from assistant.tips.files import Manifest, alone_in, sha256, write_whole
from assistant.tips.render import calendar, chat, mail, prose, tables
from assistant.tips.values import Seat, Text, Tip, tip_of
from assistant.tips.week import Plan, Week, remove_parts, seats_in


class Sink(StrEnum):
    """The forms of a rendered week."""

    MARKDOWN = "md"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    MAIL = "eml"
    CALENDAR = "ics"
    SLACK = "slack"
    TEAMS = "teams"


SUFFIX: Mapping[Sink, str] = {Sink.MAIL: "eml.zip", Sink.SLACK: "jsonl", Sink.TEAMS: "jsonl"}


class Sender(Value):
    """Who a mail is from, and where to unsubscribe."""

    sender: str = "Small acts <tips@example.invalid>"
    unsubscribe: str = "mailto:tips@example.invalid?subject=unsubscribe"


class Rendered(Value):
    """What one run of a sink did."""

    sink: Sink
    folder: str
    people: int = Field(description="Whose tips the files hold.")
    without_address: int = Field(description="Who cannot be reached in this form; they stand in every other.")
    parts: int
    already_there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes the bytes of one part: the same for the same week, whoever runs it, and on whatever machine."""

    week: Week
    plan: Plan
    texts: Mapping[str, Text]
    sink: Sink
    sender: Sender

    def part(self, number: int) -> tuple[int, int, bytes]:
        """A part's number, the people whose tips it holds, and its bytes."""
        return self._made(number, self.week.seats(number))

    def made(self, number: int, lines: bytes) -> tuple[int, int, bytes]:
        """The same from the part's lines, where its file is out of reach."""
        return self._made(number, seats_in(lines))

    def _made(self, number: int, seats: Sequence[Seat]) -> tuple[int, int, bytes]:
        tips = [tip_of(seat, self.texts[seat.text], self.week.week, self.plan.theme) for seat in seats]
        if self.sink is Sink.MAIL:
            reached = [tip for tip in tips if tip.email]
            return number, len(reached), mail.mails(reached, self.sender.sender, self.sender.unsubscribe)
        return number, len(tips), _RENDERERS[self.sink](tips)


Spread = Callable[[Press, Sequence[int]], Iterator[tuple[int, int, bytes]]]
"""Where parts are made; they come back in their order."""


def one_by_one(press: Press, numbers: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """Make them here."""
    return map(press.part, numbers)


def render(
    week: Week, sink: Sink, sender: Sender, spread: Spread = one_by_one, on_part: Callable[[int], None] = lambda _: None
) -> Rendered:
    """Write the parts that are not there yet; run again after a kill, it ends in the same bytes.

    Raises:
        BadInput: A text was not approved, or has other words than those that were.

    """
    plan = week.plan()
    press = Press(week=week, plan=plan, texts=approved_texts(week), sink=sink, sender=sender)
    folder = week.folder / "rendered" / sink
    with alone_in(week.folder):
        _begin_anew_unless(folder, _basis(plan, press.texts, sender))
        manifest = Manifest(folder / "manifest.jsonl")
        missing = [number for number in range(len(plan.parts)) if not manifest.holds(number, _file(folder, sink, number))]
        for number, count, content in spread(press, missing):
            manifest.add(number, _file(folder, sink, number), count, content)
            on_part(plan.parts[number].people)
    people = sum(row.people for row in manifest.rows)
    return Rendered(
        sink=sink,
        folder=str(folder),
        people=people,
        without_address=plan.people - people,
        parts=len(plan.parts),
        already_there=len(plan.parts) - len(missing),
    )


def approved_texts(week: Week) -> Mapping[str, Text]:
    """The week's texts, each in the very words that were approved.

    Raises:
        BadInput: One was not.

    """
    approval = week.approval()
    texts = {text.id: text for text in week.texts() if text.id not in approval.rejected}
    needed = f"smallacts tips review --week {week.week} --out {week.out}, then approve it again"
    for text in texts.values():
        if text.id not in approval.approved:
            raise BadInput(f"{week.folder}: text {text.id} ({text.subject}) was not approved; {needed}")
        if text.digest != approval.approved[text.id]:
            raise BadInput(
                f"{week.folder}: text {text.id} ({text.subject}) has other words than those that {approval.by} approved; {needed}"
            )
    return texts


def _basis(plan: Plan, texts: Mapping[str, Text], sender: Sender) -> bytes:
    """What the files are made of: where that is other, parts that are there are of no use."""
    made_of = [plan.model_dump_json(), sender.model_dump_json(), *sorted(text.digest for text in texts.values())]
    return sha256("".join(made_of).encode()).encode() + b"\n"


def _begin_anew_unless(folder: Path, basis: bytes) -> None:
    mark = folder / "basis"
    if not mark.exists() or mark.read_bytes() != basis:
        remove_parts(folder)
        write_whole(mark, basis)


def _file(folder: Path, sink: Sink, number: int) -> Path:
    return folder / f"part-{number:05}.{SUFFIX.get(sink, sink)}"


_RENDERERS: Mapping[Sink, Callable[[Sequence[Tip]], bytes]] = {
    Sink.MARKDOWN: prose.markdown_bytes,
    Sink.CSV: tables.csv_bytes,
    Sink.JSONL: tables.jsonl_bytes,
    Sink.PARQUET: tables.parquet_bytes,
    Sink.CALENDAR: calendar.calendar_bytes,
    Sink.SLACK: chat.slack_bytes,
    Sink.TEAMS: chat.teams_bytes,
}
