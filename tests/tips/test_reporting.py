"""What went to whom, in groups that hide everybody, and the holdout compared honestly."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tips.conftest import Tips, people, roster_of

WEEK = "2026-W50"


@pytest.fixture
def sent(tips: Tips, out: Path) -> Path:
    """A week of sixty in three segments, three alone in a fourth, and twenty in the holdout."""
    alone = [f"a{n},Alone {n},,Attic,,,,,,,,,," for n in range(3)]
    held = [f"h{n},Held {n},,Yard,,,,,,,,,,yes" for n in range(20)]
    tips("plan", str(roster_of(out, *people(60), *alone, *held, name="more.csv")), week=WEEK)
    tips("write", "--yes", week=WEEK)
    tips("approve", "--by", "Ana", week=WEEK)
    return out


def reported(cli: Any, out: Path, *arguments: str) -> Any:
    """The report as JSON."""
    result = cli("tips", "report", "--out", str(out), "--json", *arguments)
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_a_group_of_fewer_than_five_is_not_shown(cli: Any, sent: Path) -> None:
    found = reported(cli, sent)

    assert {line["group"] for line in found["by_segment"]} == {"Kitchen", "Yard", "Ward 3"}
    assert found["left_out"] == {"holdout": 20}
    assert all(line["people"] >= 5 for lines in ("by_practice", "by_card", "by_segment") for line in found[lines])


def test_what_was_fed_back_is_counted_by_group(cli: Any, sent: Path) -> None:
    (sent / "fed.csv").write_text(
        f"person,week,event\np0,{WEEK},opened\np3,{WEEK},done\np0,{WEEK},opened\np1,2026-W01,done\n", encoding="utf-8"
    )

    kitchen = next(line for line in reported(cli, sent, "--feedback", str(sent / "fed.csv"))["by_segment"] if line["group"] == "Kitchen")

    assert (kitchen["people"], kitchen["tips"], kitchen["opened"], kitchen["done"]) == (20, 20, 1, 1)


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
    tips("plan", str(roster_of(out, *rows)), week=WEEK)
    tips("write", "--yes", week=WEEK)
    tips("approve", "--by", "Ana", week=WEEK)
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


def test_without_an_approved_week_there_is_nothing_to_report(cli: Any, out: Path) -> None:
    assert "no week was approved" in str(cli("tips", "report", "--out", str(out)).exception)
