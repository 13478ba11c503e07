"""The words we speak in: frozen values, compared by content, with no input or output."""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant import __version__

MAX_SITUATION_CHARS = 8_000  # a long story is about 3,000; beyond this it is a document, not a moment
MAX_FACTS = 20
MAX_FACT_CHARS = 500
GENERATED_BY = f"smallacts/{__version__}"


class Value(BaseModel):
    """A value: compared by content, never changed, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Practice(StrEnum):
    """The five practices of micro-mentorship. A micro-action is exactly one of them."""

    INSIGHT = "insight"
    ENCOURAGEMENT = "encouragement"
    QUESTION = "question"
    FEEDBACK = "feedback"
    INTRODUCTION = "introduction"


class Relation(StrEnum):
    """Who the speaker is to the person: `upward` speaks to somebody senior, `self` is one's own trouble."""

    PEER = "peer"
    LEAD = "lead"
    MANAGER = "manager"
    UPWARD = "upward"
    SELF = "self"


class Evidence(StrEnum):
    """How well the guidance is supported, strongest first."""

    STRONG = "strong"
    GOOD = "good"
    SINGLE_STUDY = "single study"
    MIXED = "mixed"
    CONTESTED = "contested"
    PRACTICE_WISDOM = "practice wisdom"


class Risk(StrEnum):
    """The three classes of a situation: coach, listen and route, no coaching words at all."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Tone(StrEnum):
    """A variant of the words: warmer, more direct, or for a written message."""

    WARMER = "warmer"
    DIRECT = "direct"
    WRITTEN = "written"


class Tenor(StrEnum):
    """The drift of a moment before any detail of it: done well, amiss, hard, ahead, the speaker's own, or wanted."""

    WELL = "well"
    AMISS = "amiss"
    HARD = "hard"
    AHEAD = "ahead"
    OWN = "own"
    WANT = "want"


class Verdict(StrEnum):
    """What a check says of a draft; `na` means that the check does not apply to it."""

    PASS = "pass"
    FAIL = "fail"
    NA = "na"


def clean(text: str) -> str:
    """Drop what no reader can see: lone surrogates, controls, bidi and tag characters; newlines and tabs stay.

    Zero-width joiners stay too: scripts and emoji need them.
    """
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    if text.isprintable():  # nearly always; to ask each character takes fifty times as long
        return text
    return "".join(c for c in text if c in "\n\t\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))


def _cleaned(raw: object) -> object:
    return clean(raw).strip() if isinstance(raw, str) else raw


def has_letters(text: str) -> bool:
    """Whether there is a letter in a text: without any it tells nothing."""
    return re.search(r"[^\W\d_]", text) is not None


def _readable(text: str) -> str:
    """Refuse what holds no words, so that a mistaken file or an empty box is named and not answered."""
    if not has_letters(text):
        raise ValueError("there are no words in it; describe the moment in a sentence or two")
    return text


SituationText = Annotated[
    str,
    BeforeValidator(_cleaned),
    StringConstraints(max_length=MAX_SITUATION_CHARS),
    AfterValidator(_readable),
]
Fact = Annotated[str, BeforeValidator(_cleaned), StringConstraints(min_length=1, max_length=MAX_FACT_CHARS)]
PersonName = Annotated[str, BeforeValidator(_cleaned), StringConstraints(min_length=1, max_length=100, pattern=r"^[^\n\t]+$")]


class Situation(Value):
    """What somebody tells us about a moment at work, in their words."""

    text: SituationText = Field(description="The moment, in a sentence or two.")
    relation: Relation | None = Field(default=None, description="Who you are to the person; read from the text if absent.")
    practice: Practice | None = Field(default=None, description="A wish for one practice; chosen for you if absent.")
    facts: tuple[Fact, ...] = Field(default=(), max_length=MAX_FACTS, description="What the person did, what it changed.")
    person: PersonName | None = Field(default=None, description="The name of the person it is about.")

    @property
    def told(self) -> str:
        """All that was told, in one text: the only place that facts may come from."""
        return "\n".join(part for part in (self.text, *self.facts, self.person) if part)


class Slot(Value):
    """What the person must fill in, because only they know it."""

    name: str
    hint: str


class MicroAction(Value):
    """One small thing to do or say, now, in under a minute."""

    practice: Practice
    say: str = Field(description="The words to use, and nothing else; a [slot] stands where only you know the words.")
    do: str = Field(description="When and where to say them.")
    slots: tuple[Slot, ...] = ()
    reflect: str = Field(description="One question for afterwards.")


class Passage(Value):
    """One retrievable piece of guidance: a card, or a section of an added document."""

    id: str
    title: str
    section: str | None = None
    text: str
    source: str = Field(description="The file that it comes from, relative to its collection.")
    evidence: Evidence | None = None
    link: str | None = None
    score: float = Field(
        default=0.0, description="How well it fits the situation: cosine similarity, plus the classifier's score where there is one."
    )


class Source(Value):
    """Guidance behind an answer; its `id` resolves at `/v1/guidance/{id}`."""

    id: str
    title: str
    section: str | None = None
    evidence: Evidence | None = None
    link: str | None = None


class CheckResult(Value):
    """What one check says of one draft."""

    id: str
    verdict: Verdict
    reason: str | None = None
    span: str | None = None


class Fault(Value):
    """One named breach of a check, with the words that breach it."""

    check: str
    reason: str
    span: str | None = None


class Passed(Value):
    """A check and its verdict, as an answer carries it."""

    id: str
    verdict: Verdict


class Degraded(Value):
    """Why an answer was not written by the composer that was asked first."""

    kind: str
    message: str


class Spent(Value):
    """What the model's part of an answer cost, its rejected drafts too; no price is given where none is known."""

    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    is_estimate: bool = False
    cost_usd: float | None = Field(default=None, ge=0)

    def __add__(self, other: "Spent") -> "Spent":
        known = self.cost_usd is not None and other.cost_usd is not None
        return Spent(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            is_estimate=self.is_estimate or other.is_estimate,
            cost_usd=(self.cost_usd or 0) + (other.cost_usd or 0) if known else None,
        )


class Nudge(Value):
    """A checked micro-action with the guidance that it stands on."""

    kind: Literal["nudge"] = "nudge"
    id: str
    action: MicroAction
    why: str
    sources: tuple[Source, ...] = Field(min_length=1)
    alternatives: tuple[MicroAction, ...] = Field(default=(), max_length=2)
    because: str | None = Field(default=None, description="Why this one, where your history decided.")
    composer: str
    degraded: Degraded | None = None
    usage: Spent | None = Field(default=None, description="What a model took for it; absent where none was asked.")
    checks: tuple[Passed, ...]
    generated_by: str = GENERATED_BY


class Hold(Value):
    """The right small act is to wait or to ask first, or the text is no situation at all."""

    kind: Literal["hold"] = "hold"
    id: str = ""
    message: str
    question: str | None = None
    generated_by: str = GENERATED_BY


class Urgency(StrEnum):
    """How soon somebody else is needed."""

    NOW = "now"
    SOON = "soon"
    WHEN_YOU_CAN = "when you can"


class Concerned(StrEnum):
    """Who the trouble is about, and so what the speaker can or must do."""

    YOU = "you"
    SOMEONE_ELSE = "someone_else"
    MANAGER_DUTY = "manager_duty"


class Referral(Value):
    """Somebody else can help more than words of ours: whom to turn to, and what not to do."""

    kind: Literal["referral"] = "referral"
    id: str = ""
    category: str
    urgency: Urgency
    who: Concerned
    say_to_user: str
    steps: tuple[str, ...] = Field(max_length=4)
    contacts: tuple[str, ...]
    do_not: tuple[str, ...]
    can_still_help: str
    generated_by: str = GENERATED_BY


Answer = Nudge | Hold | Referral
