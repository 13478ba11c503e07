"""The words of a week: a member of the roster, a text that many share, the tip that one person gets."""

import hashlib
import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from assistant.domain import GENERATED_BY, Evidence, Practice, Slot, Source, Value, clean
from assistant.errors import BadInput

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LABEL = "Suggested by software from published guidance. It knows nothing of your work, and nobody is told what you do with it."
SAMPLE_WEEKDAY = 1  # a Tuesday, where words are looked at without a person
_SOON = (2, 3, 4, 0, 1, 1, 1)  # weekday of arrival -> the weekday by which a tip asks for its act
_WEEK = re.compile(r"(?P<year>2[01][0-9]{2})-W(?P<week>[0-9]{2})")


class IsoWeek(Value):
    """A week by ISO 8601, from Monday; `2026-W53` begins in 2026 and ends in 2027."""

    year: int
    week: int

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.year}-W{self.week:02}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def number(self) -> int:
        """A count that rises by one from week to week, also over the turn of a year."""
        return self.monday.toordinal() // 7

    @property
    def month(self) -> int:
        """The month that has its Thursday, and so most of its days."""
        return date.fromisocalendar(self.year, self.week, 4).month

    def day(self, weekday: int) -> date:
        """The date of a weekday, Monday being 0."""
        return self.monday + timedelta(days=weekday)

    def earlier(self, weeks: int) -> "IsoWeek":
        """The week so many weeks before."""
        year, week, _ = (self.monday - timedelta(weeks=weeks)).isocalendar()
        return IsoWeek(year=year, week=week)


def iso_week(text: str) -> IsoWeek:
    """Read a week as it is written.

    Raises:
        BadInput: There is no such week.

    """
    found = _WEEK.fullmatch(text.strip())
    week = IsoWeek(year=int(found["year"]), week=int(found["week"])) if found else None
    if week is None or not 1 <= week.week <= date(week.year, 12, 28).isocalendar().week:  # which is in a year's last week
        raise BadInput(f"--week {text!r}: no ISO week; write it as 2026-W48, from W01 to W52 or, in long years, W53")
    return week


class Role(StrEnum):
    """Who the reader of a tip is to the people around them."""

    PEER = "peer"
    LEAD = "lead"
    MANAGER = "manager"


def _one_line(raw: object) -> object:
    return clean(raw).strip() if isinstance(raw, str) else raw


def _plain(text: str) -> str:
    if re.search(r"[\n\t]", text):
        raise ValueError("it holds a line break or a tab; put it on one line")
    return text


Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(max_length=100), AfterValidator(_plain)]


class Member(Value):
    """One person of the roster, as the tip's week needs them."""

    id: Annotated[Line, StringConstraints(min_length=1)]
    name: Annotated[Line, StringConstraints(min_length=1)]
    email: Annotated[Line, StringConstraints(pattern=r"^$|^[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+$")] = ""
    segment: Line = ""
    role: Role = Role.PEER
    weekday: int = Field(default=1, ge=0, le=6)
    hour: int = Field(default=10, ge=0, le=23)
    timezone: Line = "UTC"


class Text(Value):
    """Words that many people get in one week; they differ by name and weekday only."""

    id: str = Field(description="Sixteen hex digits of what it is made from; an edit keeps them, so that no one gets it twice.")
    card: str
    practice: Practice
    roles: tuple[Role, ...]
    themes: tuple[str, ...]
    subject: str
    moment: str
    do: str = Field(description="May hold {weekday}.")
    say: str
    slots: tuple[Slot, ...]
    why: str
    reflect: str
    sources: tuple[Source, ...]
    evidence: Evidence
    composer: str = "cards"

    @property
    def digest(self) -> str:
        """Of every word, so that an approval holds for these words alone."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def number(self) -> int:
        """Its id as a number, for the files that hold many."""
        return int(self.id, 16)


class Seat(Value):
    """One person's place in a frozen week: who, when, and which text."""

    key: str = Field(description="One tenant, person and week: a system that has sent it once need not send it again.")
    member: Member
    send_at: datetime
    text: str


class Tip(Value):
    """One text for one person and one ISO week, ready to be read."""

    key: str
    person: str
    name: str
    email: str
    segment: str
    week: str
    send_at: datetime
    theme: str
    practice: Practice
    card: str
    text: str
    subject: str
    greeting: str
    moment: str
    do: str
    say: str
    why: str
    reflect: str
    source: str
    evidence: Evidence
    label: str = LABEL
    generated_by: str = GENERATED_BY


def tip_of(seat: Seat, text: Text, week: IsoWeek, theme: str) -> Tip:
    """Put a person's name and weekday into the text that they get; nothing else of a tip is theirs."""
    member = seat.member
    return Tip.model_construct(
        key=seat.key,
        person=member.id,
        name=member.name,
        email=member.email,
        segment=member.segment,
        week=str(week),
        send_at=seat.send_at,
        theme=theme,
        practice=text.practice,
        card=text.card,
        text=text.id,
        subject=text.subject,
        greeting=f"Hello {member.name},",
        moment=text.moment,
        do=with_weekday(text.do, seat.send_at.weekday()),
        say=text.say,
        why=text.why,
        reflect=text.reflect,
        source=text.sources[0].title,
        evidence=text.evidence,
    )


def with_weekday(do: str, arrives: int) -> str:
    """Name the day by which the act is asked for, a little after the tip arrives."""
    return do.replace("{weekday}", WEEKDAYS[_SOON[arrives]])


def key_of(tenant: str, person: str, week: IsoWeek, prompts: str, knowledge: str) -> str:
    """The idempotency key of one tip."""
    return hashlib.sha256("\0".join((tenant, person, str(week), prompts, knowledge)).encode()).hexdigest()[:32]


def number_of(tenant: str, person: str) -> int:
    """A person as a number, in which files remember what they got; no name or address stands there."""
    return int.from_bytes(hashlib.blake2b(f"{tenant}\0{person}".encode(), digest_size=8).digest(), "little")
