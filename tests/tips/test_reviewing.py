"""A written week before its reviewers: shown, changed, rejected, signed off; and only then rendered."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.tips.conftest import WEEK, Tips, people, roster_of
from tests.tips.test_planning import left_out, planned


def sheet(out: Path) -> list[dict[str, str]]:
    """The rows of the review sheet."""
    with (out / WEEK / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def give_back(out: Path, rows: list[dict[str, str]]) -> str:
    """Write the sheet as a reviewer gives it back."""
    with (out / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return str(out / "mine.csv")


def test_writing_is_a_dry_run_until_it_is_meant(tips: Tips, out: Path) -> None:
    (out / WEEK / "texts.json").unlink()

    result = tips("write")

    assert "for 60 people" in result.output
    assert "calls to a model: 0" in result.output
    assert not (out / WEEK / "texts.json").exists()


def test_a_review_counts_everybody_once(tips: Tips, out: Path) -> None:
    shown = json.loads(tips("review", "--json").output)["texts"]

    assert sum(text["people"] for text in shown) == 60
    assert {text["id"] for text in shown} == {seat["text"] for seat in planned(out)}


def test_the_review_page_needs_no_script_and_no_other_file(tips: Tips, out: Path) -> None:
    tips("review")

    page = (out / WEEK / "review.html").read_text(encoding="utf-8")
    assert "60 people" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "default-src 'none'" in page


def test_a_name_is_no_markup_on_the_review_page(tips: Tips, out: Path) -> None:
    roster = roster_of(out, "a,<img src=x onerror=alert(1)>,,<b>Yard</b>,,,,,,,,,,", name="odd.csv")
    tips("plan", str(roster), week="2026-W50")
    tips("write", "--yes", week="2026-W50")

    tips("review", week="2026-W50")

    page = (out / "2026-W50" / "review.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "<b>Yard" not in page


def test_nothing_is_rendered_before_somebody_approves(tips: Tips, out: Path) -> None:
    result = tips("render")

    assert "smallacts tips approve" in str(result.exception)
    assert not (out / WEEK / "rendered").exists()


def test_a_week_that_is_planned_anew_has_to_be_written_anew(tips: Tips, out: Path) -> None:
    tips("plan", str(roster_of(out, *people(3))), "--again")

    result = tips("approve", "--by", "Ana")

    assert "smallacts tips write" in str(result.exception)
    assert not (out / WEEK / "approval.json").exists()


def test_words_that_changed_after_the_approval_are_not_rendered(tips: Tips, out: Path) -> None:
    tips("approve", "--by", "Ana")
    texts = out / WEEK / "texts.json"
    texts.write_text(texts.read_text(encoding="utf-8").replace("week", "month", 1), encoding="utf-8")

    result = tips("render")

    assert "has other words than those that Ana approved" in str(result.exception)


def test_an_approval_says_who_and_what(tips: Tips, out: Path) -> None:
    result = tips("approve", "--by", "Ana", "--json")

    approval = json.loads(result.stdout)
    assert approval["by"] == "Ana"
    assert len(approval["approved"]) == len({seat["text"] for seat in planned(out)})


def test_an_edited_text_arrives_as_it_was_edited(tips: Tips, out: Path) -> None:
    tips("review")
    rows = sheet(out)
    rows[0]["subject"] = "A line of our own"

    tips("approve", "--by", "Ana", "--sheet", give_back(out, rows))
    tips("render", "--to", "md")

    assert "A line of our own" in (out / WEEK / "rendered" / "md" / "part-00000.md").read_text(encoding="utf-8")


def test_an_edit_that_fails_a_check_is_named_with_its_row(tips: Tips, out: Path) -> None:
    tips("review")
    rows = sheet(out)
    rows[0]["say"] = "You're a natural, and you must keep it up, as I always tell you."

    result = tips("approve", "--by", "Ana", "--sheet", give_back(out, rows))

    assert "mine.csv: row 2: the edit of" in str(result.exception)
    assert not (out / WEEK / "approval.json").exists()


def test_whoever_had_a_rejected_text_gets_another(tips: Tips, out: Path) -> None:
    before = planned(out)
    rejected = before[0]["text"]

    tips("approve", "--by", "Ana", "--reject", rejected)

    after = {seat["member"]["id"]: seat["text"] for seat in planned(out)}
    moved = {seat["member"]["id"] for seat in before if seat["text"] == rejected}
    assert rejected not in after.values()
    assert all(after[seat["member"]["id"]] == seat["text"] for seat in before if seat["member"]["id"] not in moved)
    assert moved <= set(after) | set(left_out(out))


def test_who_is_left_without_a_text_is_listed(tips: Tips, out: Path) -> None:
    every = sorted({seat["text"] for seat in planned(out)})

    result = tips("approve", "--by", "Ana", *(word for text in every for word in ("--reject", text)))

    assert "no other text was left for 60 people" in result.output
    assert set(left_out(out).values()) == {"no text left that is not too soon"}
    assert len(left_out(out)) == 60


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("verdict", "maybe", "row 2, verdict: 'maybe'"), ("id", "beef", "row 2, id: 'beef' is no text of this week")],
)
def test_a_sheet_with_a_fault_is_refused_by_row_and_column(tips: Tips, out: Path, column: str, value: str, said: str) -> None:
    tips("review")
    rows = sheet(out)
    rows[0][column] = value

    result = tips("approve", "--by", "Ana", "--sheet", give_back(out, rows))

    assert said in str(result.exception)


def test_a_second_week_gives_nobody_the_card_of_the_first(tips: Tips, out: Path) -> None:
    cards = {seat["member"]["id"]: seat["text"] for seat in planned(out)}

    tips("plan", str(roster_of(out, *people(60))), week="2026-W49")

    texts = {text["id"]: text for week in (WEEK, "2026-W49") for text in json.loads((out / week / "menu.json").read_text())["texts"]}
    again = [seat for seat in planned(out, "2026-W49") if texts[seat["text"]]["card"] == texts[cards[seat["member"]["id"]]]["card"]]
    assert again == []
    assert len(planned(out, "2026-W49")) == 60


def test_who_had_a_rejected_text_gets_another_of_the_theme_rather_than_one_of_none(tips: Tips, out: Path) -> None:
    tips("plan", str(roster_of(out, *people(200))), week="2026-W50")
    tips("write", "--yes", week="2026-W50")
    plan, menu = (json.loads((out / "2026-W50" / f"{name}.json").read_text(encoding="utf-8")) for name in ("plan", "menu"))
    first, second = (t["id"] for t in menu["texts"] if t["practice"] == "feedback" and plan["theme_id"] in t["themes"])
    moved = {seat["member"]["id"] for seat in planned(out, "2026-W50") if seat["text"] == first}

    tips("approve", "--by", "Ana", "--reject", first, week="2026-W50")

    got = [seat["text"] for seat in planned(out, "2026-W50") if seat["member"]["id"] in moved]
    assert got.count(second) > len(got) / 2


def test_no_seat_changes_under_a_later_week_that_looked_back_at_it(tips: Tips, out: Path) -> None:
    tips("plan", str(out / "roster.csv"), week="2026-W49")
    before = planned(out)

    refused = [
        tips("plan", str(out / "roster.csv"), "--again"),
        tips("plan", str(out / "roster.csv"), week="2026-W47"),
        tips("approve", "--by", "Ana", "--reject", before[0]["text"]),
    ]

    assert all("is planned already, and looks back at" in str(result.exception) for result in refused)
    assert planned(out) == before
    assert not (out / WEEK / "approval.json").exists()


def test_a_week_is_approved_as_it_is_under_a_later_one(tips: Tips, out: Path) -> None:
    tips("plan", str(out / "roster.csv"), week="2026-W49")

    assert tips("approve", "--by", "Ana").exit_code == 0


def test_a_text_that_was_rejected_stays_out_at_the_next_approval(tips: Tips, out: Path) -> None:
    first, second = sorted({seat["text"] for seat in planned(out)})[:2]
    tips("approve", "--by", "Ana", "--reject", first)

    result = tips("approve", "--by", "Ana", "--reject", second, "--json")

    approval = json.loads(result.stdout)
    assert set(approval["rejected"]) == {first, second}
    assert first not in approval["approved"]
    assert {seat["text"] for seat in planned(out)}.isdisjoint({first, second})


def test_a_sheet_that_says_approve_takes_a_rejected_text_in_again(tips: Tips, out: Path) -> None:
    tips("review")
    rows = sheet(out)
    tips("approve", "--by", "Ana", "--reject", rows[0]["id"])
    rows[0]["verdict"] = "approve"

    result = tips("approve", "--by", "Ana", "--sheet", give_back(out, rows), "--json")

    assert json.loads(result.stdout)["rejected"] == []


def test_a_review_of_an_approved_week_shows_what_was_rejected(tips: Tips, out: Path) -> None:
    rejected = planned(out)[0]["text"]
    tips("approve", "--by", "Ana", "--reject", rejected)

    tips("review")

    assert [row["id"] for row in sheet(out) if row["verdict"] == "reject"] == [rejected]


def test_the_review_page_says_who_approved_and_when_as_people_write_it(tips: Tips, out: Path) -> None:
    tips("approve", "--by", "Ana")

    tips("review")

    page = (out / WEEK / "review.html").read_text(encoding="utf-8")
    assert re.search(r"Approved</strong> by Ana on \d{4}-\d\d-\d\d at \d\d:\d\d UTC: \d+ texts", page)


def test_a_second_review_leaves_what_a_reviewer_wrote_unless_it_is_told_to_begin_anew(tips: Tips, out: Path) -> None:
    tips("review")
    written = (out / WEEK / "review.csv").read_bytes()
    edited = written.replace(b",,", b",reject,", 1)
    (out / WEEK / "review.csv").write_bytes(edited)

    result = tips("review")

    assert (out / WEEK / "review.csv").read_bytes() == edited
    assert "review.csv stays as it is" in result.output
    tips("review", "--again")
    assert (out / WEEK / "review.csv").read_bytes() == written
