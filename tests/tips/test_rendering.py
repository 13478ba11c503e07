"""The files of a rendered week: each sink keeps words mere words, each person stands there once, and a kill changes nothing."""

import csv
import email
import json
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from pathlib import Path

import icalendar
import pytest

from assistant.errors import BadInput
from assistant.tips.files import Manifest
from assistant.tips.rendering import Press, Sender, Sink, one_by_one, render
from assistant.tips.values import iso_week
from assistant.tips.week import Week
from tests.tips.conftest import WEEK, Tips, people, roster_of

ODD = "=cmd()|*<b>@all</b> & [link](http://x)"


@pytest.fixture
def rendered(tips: Tips, out: Path) -> Path:
    """A week of one person with an odd name, in every form."""
    roster = roster_of(out, f"=1+1,{ODD},odd@example.org,-Yard,,,,,,,,,,", name="odd.csv")
    tips("plan", str(roster), week="2026-W50")
    tips("write", "--yes", week="2026-W50")
    tips("approve", "--by", "Ana", week="2026-W50")
    forms = [word for sink in Sink for word in ("--to", sink)]
    result = tips("render", *forms, "--sender", "Us <us@example.org>", "--unsubscribe", "mailto:us@example.org", week="2026-W50")
    assert result.exit_code == 0, result.exception
    return out / "2026-W50" / "rendered"


def message(folder: Path) -> EmailMessage:
    """The one mail."""
    with zipfile.ZipFile(folder / "eml" / "part-00000.eml.zip") as archive:
        found = email.message_from_bytes(archive.read(archive.namelist()[0]), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_no_cell_of_the_csv_is_a_formula(rendered: Path) -> None:
    text = (rendered / "csv" / "part-00000.csv").read_text(encoding="utf-8")

    row = next(csv.DictReader(StringIO(text)))

    assert (row["person"], row["segment"], row["name"]) == ("'=1+1", "'-Yard", f"'{ODD}")


def test_jsonl_and_parquet_hold_the_same_tip(rendered: Path) -> None:
    import pyarrow.parquet as pq

    line = json.loads((rendered / "jsonl" / "part-00000.jsonl").read_text(encoding="utf-8"))
    row = pq.read_table(rendered / "parquet" / "part-00000.parquet").to_pylist()[0]

    assert {name: value for name, value in row.items() if name != "send_at"} == {n: v for n, v in line.items() if n != "send_at"}
    assert line["name"] == ODD


def test_markdown_has_no_link_and_no_markup_of_anybodys(rendered: Path) -> None:
    text = (rendered / "md" / "part-00000.md").read_text(encoding="utf-8")

    assert r"\[link\](http" in text
    assert r"\<b\>" in text


def test_a_mail_has_its_text_its_page_and_a_way_out(rendered: Path) -> None:
    mail = message(rendered)
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))

    assert mail["To"] == "odd@example.org"
    assert mail["List-Unsubscribe"] == "<mailto:us@example.org>"
    assert text
    assert ODD in text.get_content()
    assert page
    assert "&lt;b&gt;" in page.get_content()
    assert "<b>@all" not in page.get_content()


def test_who_has_no_address_is_counted_apart_from_the_mails(tips: Tips, out: Path) -> None:
    tips("plan", str(roster_of(out, *people(4), "n,Nia,,,,,,,,,,,,")), "--again")
    tips("write", "--yes")
    tips("approve", "--by", "Ana")

    for said in ("in 1 part, 1 person without an address", "in 1 part, 1 of them there already, 1 person without an address"):
        result = tips("render", "--to", "eml", "--sender", "Us <us@example.org>", "--unsubscribe", "mailto:us@example.org")
        assert f"eml: 4 tips {said}" in result.output


def test_a_header_with_a_line_break_is_refused(rendered: Path) -> None:
    week = Week(out=rendered.parent.parent, week=iso_week("2026-W50"))

    with pytest.raises(BadInput, match="a header of the mail cannot be written"):
        render(week, Sink.MAIL, Sender(sender="Us\r\nBcc: all@example.org", unsubscribe="mailto:us@example.org"))


def test_a_calendar_library_reads_the_entry(rendered: Path) -> None:
    calendar = icalendar.Calendar.from_ical((rendered / "ics" / "part-00000.ics").read_bytes())

    entry = calendar.walk("VEVENT")[0]

    assert ODD in str(entry["DESCRIPTION"])
    assert entry.decoded("DTSTART").isoformat() == "2026-12-08T10:00:00+00:00"


def test_no_channel_is_called_in_slack(rendered: Path) -> None:
    text = (rendered / "slack" / "part-00000.jsonl").read_text(encoding="utf-8")

    said = json.loads(text)["payload"]["blocks"][1]["text"]["text"]

    assert "@all" not in said
    assert "&lt;b&gt;" in said


def test_teams_gets_an_adaptive_card_without_markup_of_anybodys(rendered: Path) -> None:
    line = json.loads((rendered / "teams" / "part-00000.jsonl").read_text(encoding="utf-8"))

    card = line["payload"]["attachments"][0]["content"]

    assert card["type"] == "AdaptiveCard"
    assert r"\[link\]" in card["body"][1]["text"]


def test_every_form_says_that_it_is_made_by_software_and_has_one_key(rendered: Path) -> None:
    key = json.loads((rendered / "jsonl" / "part-00000.jsonl").read_text(encoding="utf-8"))["key"]
    files = [
        next(file for file in (rendered / sink).iterdir() if file.name.startswith("part")) for sink in Sink if sink is not Sink.PARQUET
    ]

    for file in files:
        said = file.read_bytes().replace(b"\r\n ", b"").replace(b"=\r\n", b"")
        assert key.encode() in said, file
        assert b"by software" in said, file


class Killed(BaseException):
    """A process that ends at once."""


def test_a_render_that_was_cut_goes_on_to_the_same_bytes(tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.tips.planning.PART_PEOPLE", 7)
    tips("plan", str(out / "roster.csv"), "--again")
    tips("write", "--yes")
    tips("approve", "--by", "Ana")
    week = Week(out=out, week=iso_week(WEEK))
    whole = rendered_bytes(week)

    def cut(press: Press, numbers: list[int]) -> Iterator[tuple[int, int, bytes]]:
        yield from one_by_one(press, numbers[:3])
        raise Killed

    (week.folder / "rendered" / "csv" / "basis").unlink()
    with pytest.raises(Killed):
        render(week, Sink.CSV, Sender(), cut)  # type: ignore[arg-type]  # a list is sliced
    with (week.folder / "rendered" / "csv" / "manifest.jsonl").open("a") as file:
        file.write('{"part":"part-0')

    again = render(week, Sink.CSV, Sender())

    assert again.already_there == 3
    assert rendered_bytes(week) == whole


def rendered_bytes(week: Week) -> dict[str, bytes]:
    """Every byte of a rendered CSV."""
    render(week, Sink.CSV, Sender())
    return {file.name: file.read_bytes() for file in (week.folder / "rendered" / "csv").iterdir()}


def test_a_part_that_was_damaged_is_made_again(tips: Tips, out: Path) -> None:
    tips("approve", "--by", "Ana")
    week = Week(out=out, week=iso_week(WEEK))
    whole = rendered_bytes(week)
    (week.folder / "rendered" / "csv" / "part-00000.csv").write_bytes(b"flipped")

    assert rendered_bytes(week) == whole


@pytest.fixture
def shrunk(tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A week that was rendered for sixty in many parts, and planned anew for three of them."""
    monkeypatch.setattr("assistant.tips.planning.PART_PEOPLE", 7)
    for rows in (people(60), people(3)):
        (out / WEEK / "approval.json").unlink(missing_ok=True)
        tips("plan", str(roster_of(out, *rows)), "--again")
        tips("write", "--yes")
        tips("approve", "--by", "Ana")
        tips("render", "--to", "csv", *(("--to", "md") if len(rows) > 3 else ()))
    return out / WEEK


def test_nobody_of_a_larger_plan_is_left_in_the_files_of_a_smaller_one(shrunk: Path) -> None:
    parts = sorted(str(path.relative_to(shrunk)) for path in shrunk.rglob("part-*"))

    assert parts == ["people/part-00000.jsonl", "rendered/csv/part-00000.csv"]


def test_fewer_parts_of_the_same_sink_leave_no_older_ones(tips: Tips, out: Path) -> None:
    tips("approve", "--by", "Ana")
    folder = out / WEEK / "rendered" / "csv"
    folder.mkdir(parents=True)
    (folder / "part-00007.csv").write_text("of an earlier approval", encoding="utf-8")

    tips("render", "--to", "csv")

    assert [path.name for path in sorted(folder.glob("part-*"))] == ["part-00000.csv"]


def test_a_manifest_drops_a_line_that_a_kill_cut_and_what_follows(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "manifest.jsonl")
    manifest.add(0, tmp_path / "a", 1, b"a")
    (tmp_path / "manifest.jsonl").write_bytes((tmp_path / "manifest.jsonl").read_bytes() + b'{"part":"b"')

    again = Manifest(tmp_path / "manifest.jsonl")
    again.add(1, tmp_path / "b", 1, b"b")

    assert [row.part for row in Manifest(tmp_path / "manifest.jsonl").rows] == ["a", "b"]


def test_a_form_that_there_is_not_is_refused(tips: Tips) -> None:
    assert "use one of md, csv" in str(tips("render", "--to", "pdf").exception)


def test_mail_wants_a_sender_and_a_way_out(tips: Tips) -> None:
    tips("approve", "--by", "Ana")

    assert "needs --sender" in str(tips("render", "--to", "eml").exception)
