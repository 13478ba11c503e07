"""A week from the roster of the last one and what changed since: who joined, who left, and each fault by file, row and column."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.handbook import run_in
from tests.tips.conftest import WEEK, roster_of
from tests.tips.test_planning import left_out, planned

Cli = Callable[..., Result]
NEXT, AFTER = "2026-W49", "2026-W50"
PEOPLE = ("a,Ana,ana@example.org,Yard,,,,,,,,,,", "b,Ben,,,,,,,,,,,,", "c,Cem,,,,,,,yes,,,,,")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory, built_home: Path) -> Path:
    """A folder with a week of the three, not to be changed."""
    folder = tmp_path_factory.mktemp("frozen")
    run_in(built_home, "tips", "plan", str(roster_of(folder, *PEOPLE)), "--week", WEEK, "--out", str(folder))
    return folder


@pytest.fixture
def plan(cli: Cli, tmp_path: Path, frozen: Path) -> Callable[..., Result]:
    """Plan a week from the one before it and a delta of these lines."""
    shutil.copytree(frozen, tmp_path, dirs_exist_ok=True)

    def run(*lines: str, week: str = NEXT, head: str = "id,op,name,segment,timezone,opted_out") -> Result:
        (tmp_path / "delta.csv").write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
        return cli("tips", "plan", "--week", week, "--out", str(tmp_path), "--delta", str(tmp_path / "delta.csv"))

    return run


def names(folder: Path, week: str = NEXT) -> list[str]:
    """Who gets a tip."""
    return [seat["member"]["name"] for seat in planned(folder, week)]


def test_who_joined_gets_a_tip_who_left_gets_none_and_who_changed_is_as_they_are_now(plan: Callable[..., Result], tmp_path: Path) -> None:
    result = plan("d,joined,Dee,Ward 3,,", "b,left,,,,", "a,changed,,Ward 3,Europe/Lisbon,")

    assert "1 joined, 1 left, 1 changed" in result.output
    ana, dee = (seat["member"] for seat in planned(tmp_path, NEXT))
    assert (dee["id"], dee["name"], dee["segment"]) == ("d", "Dee", "Ward 3")
    assert (ana["name"], ana["email"], ana["segment"], ana["timezone"]) == ("Ana", "ana@example.org", "Ward 3", "Europe/Lisbon")
    assert left_out(tmp_path, NEXT) == {"c": "opted out"}


def test_each_week_freezes_the_roster_that_the_next_delta_changes(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("d,joined,Dee,,,")

    plan("a,left,,,,", "d,changed,Dora,,,", week=AFTER)

    assert names(tmp_path, AFTER) == ["Ben", "Dora"]
    with (tmp_path / AFTER / "roster.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["name"], row["opted_out"]) for row in csv.DictReader(file)] == [
            ("b", "Ben", ""),
            ("c", "Cem", "yes"),
            ("d", "Dora", ""),
        ]


def test_without_a_delta_the_people_are_those_of_the_week_before(cli: Cli, plan: Callable[..., Result], tmp_path: Path) -> None:
    result = cli("tips", "plan", "--week", NEXT, "--out", str(tmp_path))

    assert f"{WEEK}/roster.csv" in result.output
    assert names(tmp_path) == ["Ana", "Ben"]


def test_an_empty_cell_leaves_a_wish_and_a_dash_ends_it(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("c,changed,Cem B.,,,")
    plan("c,changed,,,,-", week=AFTER)

    assert left_out(tmp_path, NEXT) == {"c": "opted out"}
    assert names(tmp_path, AFTER) == ["Ana", "Ben", "Cem B."]


def test_an_opt_out_in_a_delta_counts(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("a,changed,,,,yes")

    assert left_out(tmp_path, NEXT) == {"a": "opted out", "c": "opted out"}


@pytest.mark.parametrize(
    ("option", "content"),
    [("--leave-out", "person,reason\na,opt-out\nb,pause\n"), ("--feedback", "person,week,event\na,2026-W48,opt-out\n")],
)
def test_an_opt_out_that_came_by_a_list_stays_with_the_roster(
    cli: Cli, plan: Callable[..., Result], tmp_path: Path, option: str, content: str
) -> None:
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    cli("tips", "plan", "--week", NEXT, "--out", str(tmp_path), option, str(tmp_path / "list.csv"))

    cli("tips", "plan", "--week", AFTER, "--out", str(tmp_path))

    assert left_out(tmp_path, AFTER) == {"a": "opted out", "c": "opted out"}
    assert names(tmp_path, AFTER) == ["Ben"]


def test_changes_of_one_person_are_made_in_their_order(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("a,left,,,,", "a,joined,Ana again,,,", "d,joined,Dee,,,", "d,left,,,,")

    assert names(tmp_path) == ["Ana again", "Ben"]


def test_who_joined_twice_stands_there_once(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("a,joined,Ana,,,", "d,joined,Dee,,,", "d,joined,Dee,,,")

    assert names(tmp_path) == ["Ana", "Ben", "Dee"]


@pytest.mark.parametrize(
    ("line", "said", "gets"),
    [
        ("a,leaves,,,,", "delta.csv row 2, op: 'leaves' is none of joined, left, changed", ["Ben"]),
        ("a,,,,,", "delta.csv row 2, op: '' is none of", ["Ben"]),
        (",left,,,,", "delta.csv row 2, id: is empty", ["Ana", "Ben"]),
        ("z,left,,,,", "delta.csv row 2, id: 'z' is not in the roster, so cannot have left", ["Ana", "Ben"]),
        ("z,changed,Zoe,,,", "delta.csv row 2, id: 'z' is not in the roster, so cannot have changed", ["Ana", "Ben"]),
        ("z,joined,,,,", "delta.csv row 2, name: is empty", ["Ana", "Ben"]),
        ("a,changed,,,Mars/Base,", "delta.csv row 2, timezone: 'Mars/Base' is no time zone", ["Ben"]),
        ("a,changed,,,,perhaps", "delta.csv row 2, opted_out: 'perhaps' is neither yes nor no", ["Ben"]),
    ],
)
def test_a_fault_of_a_delta_is_named_and_only_whom_it_is_about_is_left_out(
    plan: Callable[..., Result], tmp_path: Path, line: str, said: str, gets: list[str]
) -> None:
    result = plan(line)

    assert said in result.output
    assert names(tmp_path) == gets


def test_whoever_was_left_out_for_a_fault_is_back_once_a_delta_mends_it(plan: Callable[..., Result], tmp_path: Path) -> None:
    plan("a,leaves,,,,", "b,changed,,,Mars/Base,")

    plan("b,changed,,,UTC,", week=AFTER)

    assert names(tmp_path, AFTER) == ["Ana", "Ben"]


@pytest.mark.parametrize(("head", "said"), [("id,name", "no column 'op'"), ("op,name", "no column 'id'")])
def test_a_file_that_is_no_delta_stops_the_plan(plan: Callable[..., Result], tmp_path: Path, head: str, said: str) -> None:
    assert said in str(plan("a,b", head=head).exception)
    assert not (tmp_path / NEXT / "plan.json").exists()


def test_a_delta_needs_a_roster_below_it(cli: Cli, plan: Callable[..., Result], tmp_path: Path) -> None:
    nothing = cli("tips", "plan", "--week", WEEK, "--out", str(tmp_path / "empty"))
    other = cli("tips", "plan", "--week", NEXT, "--out", str(tmp_path), "--tenant", "other")

    assert "give the whole roster: smallacts tips plan ROSTER" in str(nothing.exception)
    assert "is the roster of tenant 'default'" in str(other.exception)


def test_a_delta_on_a_whole_roster_is_a_week_too_also_as_parquet(cli: Cli, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["a", "b"], "op": ["left", "changed"], "name": [None, "Benno"]}), tmp_path / "delta.parquet")
    roster = roster_of(tmp_path, *PEOPLE)

    cli("tips", "plan", str(roster), "--week", WEEK, "--out", str(tmp_path), "--delta", str(tmp_path / "delta.parquet"))

    assert names(tmp_path, WEEK) == ["Benno"]


def test_a_roster_comes_back_from_being_frozen_as_it_was(cli: Cli, tmp_path: Path) -> None:
    odd = ('"=1+1, ""x"""', '"Ana ; B"', "o@example.org", "-Yard", "lead", "Thu", "9:30", "Asia/Kolkata", "", "", "", "", "2026-01-02", "")
    cli("tips", "plan", str(roster_of(tmp_path, ",".join(odd))), "--week", WEEK, "--out", str(tmp_path))

    cli("tips", "plan", "--week", NEXT, "--out", str(tmp_path))

    first, second = planned(tmp_path)[0]["member"], planned(tmp_path, NEXT)[0]["member"]
    assert first == second
    assert (first["id"], first["name"], first["segment"], first["hour"]) == ('=1+1, "x"', "Ana ; B", "-Yard", 9)
