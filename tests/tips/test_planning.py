"""A roster in, a frozen week out: who is in it, who is not, and why."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.tips.conftest import WEEK, Tips, people, roster_of

Cli = Callable[..., Result]


def planned(folder: Path, week: str = WEEK) -> list[Any]:
    """The seats of a week."""
    parts = sorted((folder / week / "people").glob("*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


def left_out(folder: Path, week: str = WEEK) -> dict[str, str]:
    """Who was left out, and why."""
    with (folder / week / "left-out.csv").open(encoding="utf-8") as file:
        return {row["person"]: row["reason"] for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,Ana,,,,,,,yes,,,,,", "opted out"),
        ("a,Ana,,,,,,,,2026-11-24,,,,", "paused"),
        ("a,Ana,,,,,,,,,2026-11-20,2026-11-24,,", "on leave"),
        ("a,Ana,,,,,,,,,2026-11-24,,,", "on leave"),
        ("a,Ana,,,,,,,,,,,2026-11-11,", "new here"),
        ("a,Ana,,,,,,,,,,,9999-12-31,", "new here"),
        ("a,Ana,,,,,,,,,,,,x", "holdout"),
    ],
)
def test_who_is_away_is_left_out_before_anything_is_chosen(cli: Cli, tmp_path: Path, row: str, reason: str) -> None:
    roster = roster_of(tmp_path, row, "b,Ben,,,,,,,,,,,,")

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path))

    assert [seat["member"]["id"] for seat in planned(tmp_path)] == ["b"]
    assert left_out(tmp_path) == {"a": reason}


@pytest.mark.parametrize(
    "row",
    [
        "a,Ana,,,,,,,no,2026-11-23,,,,",
        "a,Ana,,,,,,,,,2026-11-10,2026-11-23,,",
        "a,Ana,,,,,,,,,2026-11-25,,,",
        "a,Ana,,,,,,,,,,,2026-11-10,",
    ],
)
def test_who_is_away_before_or_after_the_day_is_not(cli: Cli, tmp_path: Path, row: str) -> None:
    roster = roster_of(tmp_path, row)

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path))

    assert len(planned(tmp_path)) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Ana,,,,,,,,,,,,", "row 2, id: is empty"),
        ("a,,,,,,,,,,,,,", "row 2, name: is empty"),
        ("a,Ana,no address,,,,,,,,,,,", "row 2, email: 'no address' is no address"),
        ("a,Ana,,,boss,,,,,,,,,", "row 2, role: 'boss' is none of peer, lead, manager"),
        ("a,Ana,,,,Someday,,,,,,,,", "row 2, weekday: 'Someday' is not a weekday"),
        ("a,Ana,,,,,25,,,,,,,", "row 2, hour: '25' is not an hour"),
        ("a,Ana,,,,²,,,,,,,,", "row 2, weekday: '²' is not a weekday"),
        (f"a,Ana,,,,{'1' * 5_000},,,,,,,,", "row 2, weekday: '111"),
        (f"a,Ana,,,,,{'1' * 5_000},,,,,,,", "row 2, hour: '111"),
        ("a,Ana,,,,,²,,,,,,,", "row 2, hour: '²' is not an hour"),
        ("a,Ana,,,,,,,,,2026-12-24,2026-12-01,,", "row 2, leave_until: 2026-12-01 is before leave_from"),
        ("a,Ana,,,,,,Mars/Base,,,,,,", "row 2, timezone: 'Mars/Base' is no time zone"),
        ("a,Ana,,,,,,,perhaps,,,,,", "row 2, opted_out: 'perhaps' is neither yes nor no"),
        ("a,Ana,,,,,,,,24.12.2026,,,,", "row 2, paused_until: '24.12.2026' is no date"),
        ('a,"Ana\nBcc: all",,,,,,,,,,,,', "row 2, name: it holds a line break"),
    ],
)
def test_a_fault_is_named_with_its_row_and_column_and_the_others_go_on(cli: Cli, tmp_path: Path, row: str, said: str) -> None:
    roster = roster_of(tmp_path, row, "b,Ben,,,,,,,,,,,,")

    result = cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path))

    assert said in result.output
    assert [seat["member"]["id"] for seat in planned(tmp_path)] == ["b"]


def test_somebody_who_stands_twice_gets_one_tip(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,", "a,Ana again,,,,,,,,,,,,")

    result = cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path))

    assert "row 3, id: 'a' stands in row 2 already" in result.output
    assert [seat["member"]["name"] for seat in planned(tmp_path)] == ["Ana"]


@pytest.mark.parametrize("row", ["a,Ana,,,,,,,yes,,,,,", "a,Ana,,,,,,Mars/Base,yes,,,,,"])
def test_somebody_who_stands_twice_and_opted_out_once_gets_none(cli: Cli, tmp_path: Path, row: str) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,no,,,,,", "b,Ben,,,,,,,,,,,,", row)

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path))

    assert [seat["member"]["id"] for seat in planned(tmp_path)] == ["b"]
    assert left_out(tmp_path) == {"a": "opted out"}


@pytest.mark.parametrize(
    ("option", "content"),
    [("--leave-out", "person,reason\nJose\u0301,opt-out\n"), ("--feedback", "person,week,event\nJose\u0301,2026-W47,opt-out\n")],
)
def test_a_person_is_known_however_their_name_is_encoded(cli: Cli, tmp_path: Path, option: str, content: str) -> None:
    roster = roster_of(tmp_path, "Jos\u00e9,Ana,,,,,,,,,,,,")
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), option, str(tmp_path / "list.csv"))

    assert left_out(tmp_path) == {"Jos\u00e9": "opted out"}


@pytest.mark.parametrize(
    ("option", "content"), [("--leave-out", "person,reason\n,opt-out\n"), ("--feedback", "person,week,event\n ,2026-W47,opt-out\n")]
)
def test_a_wish_of_nobody_stops_the_plan(cli: Cli, tmp_path: Path, option: str, content: str) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,")
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")

    result = cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), option, str(tmp_path / "list.csv"))

    assert "list.csv: row 2, person: is empty" in str(result.exception)
    assert not (tmp_path / WEEK / "plan.json").exists()


def test_lists_beside_the_roster_are_honoured(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,", "b,Ben,,,,,,,,,,,,", "c,Cem,,,,,,,,,,,,")
    (tmp_path / "leave.csv").write_text("person,reason,from,until\na,leave,2026-11-01,2026-12-01\nb,pause,,2026-11-01\n", encoding="utf-8")

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), "--leave-out", str(tmp_path / "leave.csv"))

    assert left_out(tmp_path) == {"a": "on leave"}


def test_a_list_that_cannot_be_read_stops_the_plan_and_names_the_row(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,")
    (tmp_path / "out.csv").write_text("person,reason\na,away\n", encoding="utf-8")

    result = cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), "--leave-out", str(tmp_path / "out.csv"))

    assert "row 2, reason: 'away'" in str(result.exception)
    assert not (tmp_path / WEEK / "plan.json").exists()


def test_who_opted_out_by_feedback_is_left_out(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,")
    (tmp_path / "fed.csv").write_text("person,week,event\na,2026-W47,opt-out\n", encoding="utf-8")

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), "--feedback", str(tmp_path / "fed.csv"))

    assert left_out(tmp_path) == {"a": "opted out"}


def test_who_ignored_the_last_tips_is_paused_and_who_did_one_is_not(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,,,,,,,,,", "b,Ben,,,,,,,,,,,,")
    for week in ("2026-W46", "2026-W47"):
        cli("tips", "plan", str(roster), "--week", week, "--out", str(tmp_path))
    (tmp_path / "fed.csv").write_text("person,week,event\nb,2026-W46,opened\nb,2026-W47,done\n", encoding="utf-8")

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), "--feedback", str(tmp_path / "fed.csv"), "--pause-after", "2")

    assert left_out(tmp_path) == {"a": "ignored the last ones"}


@pytest.mark.parametrize(
    ("row", "arrives"),
    [
        ("a,Ana,,,,,,Europe/Lisbon,,,,,,", "2026-11-24T10:00:00+00:00"),
        ("a,Ana,,,,Thu,15,America/New_York,,,,,,", "2026-11-26T15:00:00-05:00"),
        ("a,Ana,,,,Wednesday,,UTC,,,,,,", "2026-11-27T10:00:00+00:00"),
    ],
)
def test_a_tip_arrives_on_ones_own_day_and_hour_past_quiet_days(cli: Cli, tmp_path: Path, row: str, arrives: str) -> None:
    roster = roster_of(tmp_path, row)
    quiet = ("--quiet-day", "2026-11-25", *(("--quiet-day", "2026-11-26") if "New_York" not in row else ()))

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), *quiet)

    assert datetime.fromisoformat(planned(tmp_path)[0]["send_at"]) == datetime.fromisoformat(arrives)


def test_an_hour_that_the_clocks_skip_becomes_the_one_after(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "a,Ana,,,,Sunday,2,Europe/Berlin,,,,,,")

    cli("tips", "plan", str(roster), "--week", "2027-W12", "--out", str(tmp_path))

    assert planned(tmp_path, "2027-W12")[0]["send_at"] == "2027-03-28T03:00:00+02:00"


@pytest.mark.parametrize(("day", "week"), [("Sunday", WEEK), ("Tuesday", WEEK), ("Saturday", "2027-W12")])
def test_tips_that_are_spread_stay_on_their_day(cli: Cli, tmp_path: Path, day: str, week: str) -> None:
    roster = roster_of(tmp_path, *(f"p{n},Ana,,,,{day},23,America/Nuuk,,,,,," for n in range(30)))

    cli("tips", "plan", str(roster), "--week", week, "--out", str(tmp_path), "--stagger", "600")

    moments = [datetime.fromisoformat(seat["send_at"]) for seat in planned(tmp_path, week)]
    assert len(moments) == 30
    assert {f"{moment:%A}" for moment in moments} == {day}


def test_tips_of_one_hour_are_spread_over_the_minutes_asked_for(cli: Cli, tmp_path: Path) -> None:
    cli("tips", "plan", str(roster_of(tmp_path, *people(60))), "--week", WEEK, "--out", str(tmp_path), "--stagger", "40")

    minutes = {datetime.fromisoformat(seat["send_at"]).minute for seat in planned(tmp_path)}
    assert len(minutes) > 20
    assert max(minutes) < 40


def test_the_same_roster_and_seed_give_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, *people(20))

    for name in ("one", "two"):
        cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path / name))

    files = {name: sorted((tmp_path / name / WEEK).rglob("*.*")) for name in ("one", "two")}
    assert [file.read_bytes() for file in files["one"]] == [file.read_bytes() for file in files["two"]]
    assert len(files["one"]) > 5


def test_a_planned_week_is_not_planned_again_by_mistake(tips: Tips, out: Path) -> None:
    result = tips("plan", str(out / "roster.csv"))

    assert "is planned already" in str(result.exception)


def test_a_parquet_roster_is_read_like_a_csv(cli: Cli, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["a", "b"], "name": ["Ana", "Ben"], "opted_out": [None, "yes"]}), tmp_path / "roster.parquet")

    cli("tips", "plan", str(tmp_path / "roster.parquet"), "--week", WEEK, "--out", str(tmp_path))

    assert [seat["member"]["name"] for seat in planned(tmp_path)] == ["Ana"]
    assert left_out(tmp_path) == {"b": "opted out"}


def test_json_lines_are_numbered_as_an_editor_numbers_them_and_blank_ones_passed_over(cli: Cli, tmp_path: Path) -> None:
    rows = [{"id": "a", "name": "Ana", "hour": 25}, {"id": "b", "name": "Ben"}, {"id": "c", "name": "Cem", "role": "boss"}]
    (tmp_path / "roster.jsonl").write_text("\n\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")

    result = cli("tips", "plan", str(tmp_path / "roster.jsonl"), "--week", WEEK, "--out", str(tmp_path))

    assert "row 1, hour: '25'" in result.output
    assert "row 5, role: 'boss'" in result.output
    assert [seat["member"]["id"] for seat in planned(tmp_path)] == ["b"]


@pytest.mark.parametrize("line", ["{", "7", "[" * 100_000])
def test_a_line_that_is_no_json_object_is_named(cli: Cli, tmp_path: Path, line: str) -> None:
    (tmp_path / "roster.jsonl").write_text(f'{{"id": "a", "name": "Ana"}}\n{line}\n', encoding="utf-8")

    result = cli("tips", "plan", str(tmp_path / "roster.jsonl"), "--week", WEEK, "--out", str(tmp_path))

    assert "roster.jsonl:2: not a JSON object" in str(result.exception)


@pytest.mark.parametrize("week", ["0001-W01", "9999-W52", "2026-48", "2026-W54", "2027-W53", "soon"])
def test_a_week_that_there_is_not_is_refused(cli: Cli, tmp_path: Path, week: str) -> None:
    result = cli("tips", "plan", str(roster_of(tmp_path, "a,Ana,,,,,,,,,,,,")), "--week", week, "--out", str(tmp_path))

    assert "write it as 2026-W48" in str(result.exception)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no rows"),
        (b"id,name\n", "no rows"),
        (b"id,name\n,\n\n", "no rows"),
        (b"who,name\n1,Ana\n", "no column 'id'"),
        (b"id,name\n1,\xff\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_a_line(cli: Cli, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "roster.csv").write_bytes(content)

    result = cli("tips", "plan", str(tmp_path / "roster.csv"), "--week", WEEK, "--out", str(tmp_path))

    assert said in str(result.exception)
