"""What went to whom, in groups that hide everybody, and the holdout compared honestly."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.tips.conftest import Tips, people, roster_of

WEEK = "2026-W50"
TABLES = ("by_practice", "by_card", "by_segment")


def send(tips: Tips, roster: Path, week: str = WEEK) -> None:
    """Let a week go out."""
    for command in (("plan", str(roster)), ("write", "--yes"), ("approve", "--by", "Ana")):
        assert tips(*command, week=week).exit_code == 0


@pytest.fixture
def sent(tips: Tips, out: Path) -> Path:
    """A week of sixty in three segments, three alone in a fourth, and twenty in the holdout."""
    alone = [f"a{n},Alone {n},,Attic,,,,,,,,,," for n in range(3)]
    held = [f"h{n},Held {n},,Yard,,,,,,,,,,yes" for n in range(20)]
    send(tips, roster_of(out, *people(60), *alone, *held, name="more.csv"))
    return out


def reported(cli: Any, out: Path, *arguments: str) -> Any:
    """The report as JSON."""
    result = cli("tips", "report", "--out", str(out), "--json", *arguments)
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def totals(found: Any) -> set[tuple[int, ...]]:
    """What each table adds up to."""
    counts = ("tips", "opened", "done", "opted_out")
    return {tuple(sum(line[name] for line in found[table]) for name in counts) for table in TABLES}


def test_a_group_of_fewer_than_five_is_shown_with_the_smallest_other(cli: Any, sent: Path) -> None:
    (sent / "fed.csv").write_text(f"person,week,event\na0,{WEEK},opened\na1,{WEEK},done\np0,{WEEK},done\n", encoding="utf-8")

    found = reported(cli, sent, "--feedback", str(sent / "fed.csv"))

    assert {line["group"]: line["people"] for line in found["by_segment"]} == {
        "Kitchen and groups under 5": 23,
        "Ward 3": 20,
        "Yard": 20,
    }
    assert totals(found) == {(63, 1, 2, 0)}
    assert all(line["people"] >= 5 for table in TABLES for line in found[table])


def test_small_groups_that_are_enough_together_are_shown_as_one(cli: Any, tips: Tips, out: Path) -> None:
    rows = [f"p{n},Ana,,{'Yard' if n < 8 else n},,,,,,,,,," for n in range(14)]
    send(tips, roster_of(out, *rows))

    found = reported(cli, out)

    assert {line["group"]: line["people"] for line in found["by_segment"]} == {"Yard": 8, "groups under 5": 6}


def test_no_practice_less_its_cards_tells_of_a_few(cli: Any, sent: Path) -> None:
    found = reported(cli, sent)

    by_practice = {line["group"]: line["tips"] for line in found["by_practice"]}
    of_cards = dict.fromkeys(by_practice, 0)
    for line in found["by_card"]:
        of_cards[next(practice for practice in by_practice if practice in line["group"])] += line["tips"]
    assert of_cards == by_practice
    assert any("groups under 5" in line["group"] for line in found["by_card"])


def test_of_fewer_than_five_people_nothing_is_shown(cli: Any, tips: Tips, out: Path) -> None:
    send(tips, roster_of(out, *people(4), "h,Held,,Yard,,,,,,,,,,yes"))

    found = reported(cli, out)

    assert (totals(found), found["left_out"]) == ({(0, 0, 0, 0)}, {})
    assert "fewer than five people" in cli("tips", "report", "--out", str(out)).output


def test_a_segment_with_brackets_is_shown_as_it_is_written(cli: Any, tips: Tips, out: Path) -> None:
    send(tips, roster_of(out, *(f"p{n},Ana,,[/Yard] [b],,,,,,,,,," for n in range(6))))

    assert "[/Yard] [b]" in cli("tips", "report", "--out", str(out)).output


def test_who_is_left_out_in_two_weeks_is_one_person_and_few_are_shown_together(cli: Any, tips: Tips, out: Path) -> None:
    held = [f"h{n},Held,,Yard,,,,,,,,,,yes" for n in range(6)]
    away = [f"o{n},Away,,Yard,,,,,yes,,,,," for n in range(2)]
    for week in ("2026-W50", "2026-W51"):
        send(tips, roster_of(out, *people(20), *held, *away), week)

    found = reported(cli, out)

    assert found["left_out"] == {"holdout and groups under 5": 8}


def test_what_was_fed_back_is_counted_by_group(cli: Any, sent: Path) -> None:
    (sent / "fed.csv").write_text(
        f"person,week,event\np1,{WEEK},opened\np4,{WEEK},done\np1,{WEEK},opened\np2,2026-W01,done\n", encoding="utf-8"
    )

    yard = next(line for line in reported(cli, sent, "--feedback", str(sent / "fed.csv"))["by_segment"] if line["group"] == "Yard")

    assert (yard["people"], yard["tips"], yard["opened"], yard["done"]) == (20, 20, 1, 1)


def test_the_holdout_is_compared_with_an_interval_and_a_sober_sentence(cli: Any, sent: Path) -> None:
    rows = [f"p{n},{'yes' if n < 33 else 'no'}" for n in range(60)] + [f"h{n},{'yes' if n < 10 else 'no'}" for n in range(20)]
    (sent / "asked.csv").write_text("person,yes\n" + "\n".join(rows), encoding="utf-8")

    found = reported(cli, sent, "--outcome", str(sent / "asked.csv"))["comparison"]

    assert found["difference"] == pytest.approx(5.0)
    assert (found["low"], found["high"]) == (pytest.approx(-18.65, abs=0.05), pytest.approx(28.33, abs=0.05))  # by hand, after Newcombe
    assert "one percentage point" in found["said"]
    assert "no difference was shown" in found["said"]


def test_an_outcome_is_found_however_a_name_is_encoded(cli: Any, tips: Tips, out: Path) -> None:
    rows = [f"Jos\u00e9 {n},Ana,,,,,,,,,,,,{'yes' if n > 9 else ''}" for n in range(20)]
    send(tips, roster_of(out, *rows))
    (out / "asked.csv").write_text("person,yes\n" + "".join(f"Jose\u0301 {n},yes\n" for n in range(20)), encoding="utf-8")

    found = reported(cli, out, "--outcome", str(out / "asked.csv"))["comparison"]

    assert (found["yes_with_tips"], found["yes_in_holdout"]) == (10, 10)


def test_a_comparison_of_too_few_is_refused(cli: Any, sent: Path) -> None:
    (sent / "asked.csv").write_text("person,yes\np1,yes\nh1,no\n", encoding="utf-8")

    result = cli("tips", "report", "--out", str(sent), "--outcome", str(sent / "asked.csv"))

    assert "5 people or more on either side" in str(result.exception)


def test_feedback_with_a_fault_is_named_by_row_and_column(cli: Any, sent: Path) -> None:
    (sent / "fed.csv").write_text(f"person,week,event\np0,{WEEK},read\n", encoding="utf-8")

    result = cli("tips", "report", "--out", str(sent), "--feedback", str(sent / "fed.csv"))

    assert "row 2, event: 'read' is none of opened, done, opt-out" in str(result.exception)


def test_a_folder_that_is_no_week_is_passed_over(cli: Any, sent: Path) -> None:
    shutil.copytree(sent / WEEK, sent / f"{WEEK}-old")

    assert reported(cli, sent)["weeks"] == [WEEK]


def test_without_an_approved_week_there_is_nothing_to_report(cli: Any, out: Path) -> None:
    assert "no week was approved" in str(cli("tips", "report", "--out", str(out)).exception)
