"""Knowledge and files -> the parts that weekly tips need; imports stand inside functions, for a quick start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import BadInput
from assistant.resources import folder

if TYPE_CHECKING:
    from assistant.guidance import Guidance
    from assistant.tips.catalogue import Catalogue
    from assistant.tips.deltas import Roster
    from assistant.tips.planning import Planner, Wishes
    from assistant.tips.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every step of a week needs: the guidance, and all that a tip can be."""

    guidance: "Guidance"
    catalogue: "Catalogue"


def open_desk() -> Desk:
    """Read the guidance and the openings; no index is needed."""
    from assistant.guidance import read_guidance
    from assistant.tips.catalogue import read_catalogue

    guidance = read_guidance(folder("knowledge"))
    return Desk(guidance=guidance, catalogue=read_catalogue(folder("knowledge"), guidance))


def open_week(out: Path, week: str) -> "Week":
    """Name a week below a folder."""
    from assistant.tips.values import iso_week
    from assistant.tips.week import Week

    return Week(out=out, week=iso_week(week))


def open_planner(desk: Desk, week: "Week", wishes: "Wishes") -> "Planner":
    """Put together what plans a week, with the weeks before it."""
    from assistant.tips.catalogue import text_faults
    from assistant.tips.planning import Planner
    from assistant.tips.week import history_before
    from assistant.tips.writing import prompts_version
    from assistant.weekly import menu_of

    history = history_before(week.out, week.week)
    return Planner(
        week=week,
        menu=menu_of(desk.catalogue, week.week, wishes.seed, history.recent_words, lambda text: not text_faults(text, desk.guidance)),
        history=history,
        wishes=wishes,
        theme=desk.catalogue.theme(week.week.month).title,
        knowledge=desk.catalogue.version,
        prompts=prompts_version(),
    )


def open_roster(week: "Week", path: Path | None, deltas: Sequence[Path], tenant: str) -> "Roster":
    """Open a roster, or the one that the last week froze, with what changed since.

    Raises:
        BadInput: A file cannot be read as one, or no week before has frozen a roster.

    """
    from assistant.tips.deltas import Roster, read_deltas
    from assistant.tips.week import last_roster

    before = None if path else last_roster(week, tenant)
    base = before.roster if before else path
    assert base
    file = f"{before.week}/{base.name}" if before else base.name if deltas else ""
    roster = Roster(path=base, file=file, deltas=tuple(deltas), changes=read_deltas(deltas))
    next(roster.rows(), None)  # a file that is no roster is told before anything is made
    return roster


def read_wishes(
    *,
    tenant: str,
    seed: int,
    lists: Sequence[Path],
    feedback: Sequence[Path],
    quiet: Iterable[str],
    stagger_minutes: int,
    pause_after: int,
) -> "Wishes":
    """Read what whoever plans says besides the roster.

    Raises:
        BadInput: A list or a day cannot be read.

    """
    from assistant.tips.lists import heard_of, opted_out, read_absences, read_feedback
    from assistant.tips.planning import Wishes

    fed_back = read_feedback(feedback)
    weeks, heard = heard_of(fed_back)
    return Wishes(
        tenant=tenant,
        seed=seed,
        absences=read_absences(lists),
        quiet=frozenset(_day(text) for text in quiet),
        stagger_minutes=stagger_minutes,
        opted_out=opted_out(fed_back),
        pause_after=pause_after,
        heard_weeks=weeks,
        heard=heard,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--quiet-day {text!r}: no date; write it as 2026-12-25") from None
