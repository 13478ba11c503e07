"""The weekly challenge: planned, counted, looked back on, by the person's own days."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from typer.testing import Result

from assistant.challenge import Challenge, Known, challenge
from assistant.cues import read_week_words
from assistant.domain import Practice, Situation
from assistant.guidance import Guidance
from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store import tables
from assistant.week import Week, day_in, day_named, zone_named

Cli = Callable[..., Result]
ANA = Caller(person="ana", timezone="Europe/Berlin")
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def at(day: date, hour: int = 12) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def week_of(home: Path, day: date, name: str | None = None) -> Challenge:
    return Memory(Settings(home=home), now=at(day)).week(ANA, name)


def add(home: Path, day: date, *practices: str) -> None:
    for practice in practices:
        deed = Deed.model_validate({"text": f"did {practice}", "practice": practice})
        Memory(Settings(home=home), now=at(day)).moments(ANA).add(deed, day)


def keep_nudge(memory: Memory, id: str, practice: Practice, day: date) -> None:
    values = {"person": "ana", "id": id, "day": str(day), "practice": practice.value, "card": "c", "say": "s", "cue": "c", "told": ""}
    with memory.database.writing() as connection:
        connection.execute(insert(tables.nudges).values(**values, written=f"{day}T12:00:00+00:00"))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 27), "2026-W52"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2028, 2, 29), "2028-W09"),
    ],
)
def test_a_day_is_in_its_iso_week(day: date, week: str) -> None:
    assert str(Week.of(day)) == week
    assert Week.named(week).monday <= day <= Week.named(week).sunday


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("Pacific/Auckland", "2026-12-27T12:00+00:00", "2026-12-28"),
        ("America/Los_Angeles", "2027-01-04T07:59+00:00", "2027-01-03"),
        ("Europe/Berlin", "2026-03-29T00:59+00:00", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25T22:59+00:00", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T23:00+00:00", "2026-10-26"),
        ("Europe/Berlin", "2026-06-28T21:59+00:00", "2026-06-28"),
        ("Europe/Berlin", "2026-06-28T22:00+00:00", "2026-06-29"),
    ],
)
def test_the_day_is_the_one_where_the_person_is(zone: str, instant: str, day: str) -> None:
    assert day_in(zone_named(zone), datetime.fromisoformat(instant)).isoformat() == day


@pytest.mark.parametrize(
    ("name", "day"), [("friday", FRIDAY), ("MON", MONDAY), ("sat", date(2026, 11, 21)), ("2026-02-28", date(2026, 2, 28))]
)
def test_a_day_of_the_week_is_the_latest_one(name: str, day: date) -> None:
    assert day_named(name, FRIDAY) == day


def test_two_persons_may_be_in_different_weeks_at_once(tmp_path: Path) -> None:
    memory = Memory(Settings(home=tmp_path), now=lambda: datetime(2027, 1, 3, 20, tzinfo=UTC))

    weeks = [str(memory.week(Caller(timezone=zone), None).week) for zone in ("Europe/Berlin", "Asia/Tokyo")]

    assert weeks == ["2026-W53", "2027-W01"]


def test_a_plan_has_three_cues_of_three_practices(tmp_path: Path) -> None:
    plan = week_of(tmp_path, MONDAY).plan

    assert len({one.practice for one in plan}) == 3
    assert all(one.sentence.startswith("If ") and ", then I " in one.sentence for one in plan)


def test_a_plan_stays_as_it_was_shown_whatever_is_written_in_the_week(tmp_path: Path) -> None:
    planned = [one.sentence for one in week_of(tmp_path, MONDAY).plan]
    add(tmp_path, MONDAY, "feedback", "question", "question")
    Memory(Settings(home=tmp_path), now=at(MONDAY)).moments(ANA).add(Deed(text="thanked Ben", day=date(2026, 11, 20)), MONDAY)

    again = [one.sentence for one in week_of(tmp_path, FRIDAY).plan]

    assert again == planned


def test_a_plan_stays_as_it_was_shown_when_thumbs_are_given_later_and_nudges_are_dropped(tmp_path: Path) -> None:
    add(tmp_path, date(2026, 11, 18), *Practice)
    memory, days = Memory(Settings(home=tmp_path), now=at(MONDAY)), [MONDAY - timedelta(days=i) for i in range(1, 41)]
    for i, day in enumerate(days):
        keep_nudge(memory, f"n{i}", list(Practice)[i % 2], day)
    planned = week_of(tmp_path, MONDAY).plan

    for i in range(len(days)):
        memory.moments(ANA).rate(f"n{i}", is_useful=i % 2 == 0)
    rated = week_of(tmp_path, FRIDAY).plan
    dropped = Memory(Settings(home=tmp_path, retention_days=0), now=at(FRIDAY)).week(ANA, None).plan

    assert (rated, dropped) == (planned, planned)


def test_what_was_done_long_ago_was_tried(tmp_path: Path) -> None:
    add(tmp_path, FRIDAY - timedelta(days=200), "feedback")
    add(tmp_path, FRIDAY - timedelta(days=2), "question")
    memory = Memory(Settings(home=tmp_path), now=at(FRIDAY))

    past = memory.nudges.past(ANA, Situation(text="my teammate is quiet"), FRIDAY)

    reasons = past.reasons if past else {}
    assert reasons[Practice.FEEDBACK] == "you have not done it for half a year"
    assert reasons[Practice.INSIGHT] == "you have not tried it yet"


@pytest.mark.parametrize("name", ["9999-W52", "0001-W01", "0001-W05", "1969-W50", "3000-W01"])
def test_a_week_that_nobody_lives_in_is_named(cli: Cli, name: str) -> None:
    ran = cli("week", "--week", name)

    assert str(ran.exception) == f"{name} is not of our time; give a week of the years 1970 to 2999"


@pytest.mark.parametrize("name", ["1970-W01", "2999-W52"])
def test_the_first_and_the_last_week_are_shown(cli: Cli, name: str) -> None:
    assert json.loads(cli("week", "--week", name, "--json").stdout)["week"] == name


def test_what_was_never_tried_is_planned_for(tmp_path: Path) -> None:
    add(tmp_path, date(2026, 11, 18), "encouragement", "encouragement", "question", "feedback", "insight")

    challenge = week_of(tmp_path, MONDAY)

    planned = next(one for one in challenge.plan if one.practice is Practice.INTRODUCTION)
    assert planned.why == "you have not tried it yet"
    assert challenge.not_tried == (Practice.INTRODUCTION,)


def test_a_practice_that_rested_for_a_month_is_due_again(tmp_path: Path) -> None:
    add(tmp_path, date(2026, 10, 5), "feedback")
    add(tmp_path, date(2026, 11, 18), "encouragement", "question", "insight", "introduction")

    planned = next(one for one in week_of(tmp_path, MONDAY).plan if one.practice is Practice.FEEDBACK)

    assert planned.why == "the last time was on 5 October"


def test_doing_what_was_planned_ticks_it(tmp_path: Path) -> None:
    practice = week_of(tmp_path, MONDAY).plan[0].practice
    add(tmp_path, MONDAY, practice)

    assert [one.is_done for one in week_of(tmp_path, MONDAY).plan] == [True, False, False]


def test_a_year_of_plans_has_every_practice_and_repeats_no_cue_within_a_month() -> None:
    words, known = read_week_words(), Known()
    weeks = [Week.of(MONDAY + timedelta(weeks=i)) for i in range(53)]

    plans = [challenge(week, "ana", known, words, MONDAY).plan for week in weeks]

    assert {one.practice for plan in plans for one in plan} == set(Practice)
    for i in range(len(plans) - 4):
        month = [one.sentence for plan in plans[i : i + 4] for one in plan]
        assert len(set(month)) == len(month)


def test_every_cue_names_a_card_that_has_its_practice(guidance: Guidance) -> None:
    cues = [(practice, cue) for practice, some in read_week_words().cues.items() for cue in some]

    assert [(practice, cue.card) for practice, cue in cues if practice not in guidance.cards[cue.card].practices] == []


@pytest.mark.parametrize(("day", "questions"), [(FRIDAY - timedelta(days=1), 0), (FRIDAY, 3)])
def test_the_look_back_comes_on_friday(tmp_path: Path, day: date, questions: int) -> None:
    assert len(week_of(tmp_path, day).look_back) == questions


def test_a_week_that_is_over_is_looked_back_on_any_day(tmp_path: Path) -> None:
    add(tmp_path, FRIDAY, "question")

    challenge = week_of(tmp_path, FRIDAY + timedelta(days=4), "2026-W48")

    assert challenge.look_back[0].startswith("Think of one of these moments")


def test_a_week_of_nothing_is_asked_about_without_blame(tmp_path: Path) -> None:
    assert week_of(tmp_path, FRIDAY).look_back[0] == "At which moment of this week could you have said something small to somebody?"


def test_the_weeks_before_are_counted(tmp_path: Path) -> None:
    add(tmp_path, date(2026, 11, 2), "question", "question")
    add(tmp_path, MONDAY, "feedback")

    weeks = week_of(tmp_path, MONDAY).weeks

    assert [(str(one.week), one.moments) for one in weeks[-4:]] == [("2026-W45", 2), ("2026-W46", 0), ("2026-W47", 0), ("2026-W48", 1)]


def test_the_terminal_shows_the_week(cli: Cli) -> None:
    cli("moment", "add", "thanked Ana for the release notes", "--with", "Ana")

    said = cli("week").stdout

    assert "1 of 3 moments so far." in said
    assert "Not yet tried: insight, question, feedback, introduction." in said
    assert "■  1" in said


def test_what_is_done_of_a_plan_needs_no_reason_any_more(cli: Cli) -> None:
    planned = json.loads(cli("week", "--json").stdout)["plan"]
    for one in planned:
        cli("moment", "add", "did it", "--practice", one["practice"])

    said = cli("week").stdout

    assert said.count("[x]") == 3
    assert "Three moments done. They add up." in said
    assert "Words for it" not in said


def test_a_week_is_one_document_for_a_program(cli: Cli) -> None:
    found = json.loads(cli("week", "--week", "2026-W53", "--json").stdout)

    assert (found["week"], found["monday"], found["sunday"], found["goal"]) == ("2026-W53", "2026-12-28", "2027-01-03", 3)


def test_a_time_zone_that_is_none_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_TIMEZONE", "Mars/Olympus")

    ran = cli("week")

    assert str(ran.exception) == "'Mars/Olympus' is no time zone; write it like Europe/Berlin"
