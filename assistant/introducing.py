"""Who could help whom with what, and the state of an introduction: both are asked before anything is shared."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from pydantic import Field

from assistant.domain import Value
from assistant.people import Colleague
from assistant.prompting import render

Vector = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vector]
NEAR = 0.3  # below it, what somebody can help with is another subject
ALIKE = 0.5  # who fits at least half as well as the best is worth asking, and then the tie decides
MOST_ASKED = 2
MONTH = timedelta(days=30)
MATCHES = 5


class Tie(StrEnum):
    """How near two people are, as far as the directory says."""

    MODERATELY_WEAK = "moderately weak"
    WEAK = "weak"
    CLOSE = "close"


_ORDER = (Tie.MODERATELY_WEAK, Tie.WEAK, Tie.CLOSE)
"""Help and news come most from people whom one half knows (Rajkumar and others 2022)."""


class State(StrEnum):
    """Where an introduction stands."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    INTRODUCED = "introduced"


class Match(Value):
    """Somebody who could help, and why; no address."""

    name: str
    role: str
    team: str
    can_help: str
    tie: Tie
    why: str
    score: float


class Introduction(Value):
    """Two people, what it is about, and what each said; the words to send next."""

    id: str
    learner: str
    helper: str
    topic: str
    state: State
    answers: Mapping[str, bool | None] = Field(description="What each of the two said, by name; null where nothing yet.")
    messages: Mapping[str, str] = Field(default={}, description="The words to send next, by whom they are for.")


def matches(
    topic: Vector,
    learner: Colleague,
    colleagues: Sequence[Colleague],
    vectors: Mapping[str, Vector],
    *,
    asked_lately: Mapping[str, int],
    known: Collection[str],
) -> list[Match]:
    """Return who could help somebody with a topic, moderately weak ties first among those that fit.

    Left out are manager and report, who is asked often already, and who was introduced to them before.
    """
    found = []
    for one in colleagues:
        if one.id == learner.id or one.id in known or asked_lately.get(one.id, 0) >= MOST_ASKED or is_hierarchy(one, learner):
            continue
        score = float(topic @ vectors[one.id]) if one.id in vectors else 0.0
        if score >= NEAR:
            found.append((score, one))
    best = max((score for score, _ in found), default=0.0)
    fitting = [(score, one) for score, one in found if score >= best * ALIKE]
    ordered = sorted(fitting, key=lambda pair: (_ORDER.index(tie(pair[1], learner)), -pair[0]))
    return [_match(one, learner, round(score, 3)) for score, one in ordered[:MATCHES]]


def is_hierarchy(one: Colleague, other: Colleague) -> bool:
    """Manager and report: they know each other, and a no would not be free."""
    return other.name.casefold() == one.manager.casefold() or one.name.casefold() == other.manager.casefold()


def tie(one: Colleague, other: Colleague) -> Tie:
    """Say how near two people are: one team is close, a shared interest or kind of work is moderately weak."""
    same_manager = one.manager and one.manager.casefold() == other.manager.casefold()
    if same_manager or (one.team and one.team.casefold() == other.team.casefold()):
        return Tie.CLOSE
    return Tie.MODERATELY_WEAK if shared(one, other) else Tie.WEAK


def shared(one: Colleague, other: Colleague) -> list[str]:
    """Return the interests that two people have in common, or their kind of work."""
    ours, theirs = (_items(c.interests) for c in (one, other))
    both = [item for item in ours if item in theirs]
    return both or ([one.role] if one.role and one.role.casefold() == other.role.casefold() else [])


def messages(learner: Colleague, helper: Colleague, topic: str, state: State, answers: Mapping[str, bool | None]) -> dict[str, str]:
    """Return the words to send next: each is asked; after two yeses the introduction; after a no a kind line to the other."""
    told = {"learner": learner, "helper": helper, "topic": topic}
    if state is State.NO:
        waiting = [one for one in (learner, helper) if answers[one.name] is not False]
        return {one.name: render("introduce/closed", other=one, topic=topic) for one in waiting}
    if state is State.YES:
        return {"both": render("introduce/both", **told)}
    if state is State.INTRODUCED:
        return {}
    asks = {helper.name: "introduce/helper", learner.name: "introduce/learner"}
    return {name: render(template, **told) for name, template in asks.items() if answers[name] is None}


def month_before(today: date) -> date:
    """Return the day from which an ask counts against another."""
    return today - MONTH


def _match(one: Colleague, learner: Colleague, score: float) -> Match:
    between = tie(one, learner)
    why = {
        Tie.CLOSE: "near to each other already",
        Tie.MODERATELY_WEAK: f"another team, and {', '.join(shared(one, learner)[:2])} in common",
        Tie.WEAK: "another team, nothing in common yet",
    }[between]
    return Match(name=one.name, role=one.role, team=one.team, can_help=one.can_help, tie=between, why=why, score=score)


def _items(text: str) -> list[str]:
    return [item.strip().casefold() for item in re.split(r"[,;/]", text) if item.strip()]
