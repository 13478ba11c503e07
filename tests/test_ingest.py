"""`smallacts ingest`: what goes in, what stays, what leaves, and what is said of it."""

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.generation import current
from tests.handbook import MEETINGS, PARKING, QUIET_SECTION, TRAP, run_in, write_handbook

Run = Callable[..., Result]


@pytest.fixture
def home(handbook_home: Path, tmp_path: Path) -> Path:
    """A data folder with the handbook added, to be changed."""
    return Path(shutil.copytree(handbook_home, tmp_path / "home"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A handbook of one's own, to be changed."""
    return write_handbook(tmp_path / "own")


@pytest.fixture
def run(home: Path) -> Run:
    """Run a command over the copy."""
    return lambda *arguments: run_in(home, *arguments)


def kinds(result: Result) -> dict[str, str]:
    """File name -> what became of it."""
    return {Path(file["source"]).name: file["kind"] for file in json.loads(result.stdout)["files"]}


def found(result: Result) -> list[str]:
    """The sections that a search found."""
    return [passage["section"] for passage in json.loads(result.stdout)["passages"]]


def made(home: Path) -> dict[str, int]:
    """When each file of vectors was written."""
    return {path.name: path.stat().st_mtime_ns for path in (home / "documents").glob("*.npy")}


def test_a_line_is_said_of_every_file(run: Run, own: Path) -> None:
    result = run("ingest", str(own))

    assert result.stdout.splitlines() == [f"added       {own}/meetings.md: 3 passages", f"added       {own}/parking.md: 1 passage"]
    assert result.stderr == "2 added; 4 passages read\n"


def test_what_was_added_is_found_by_its_section(run: Run) -> None:
    result = run("guidance", "search", "how do I draw out somebody who is quiet", "--source", "meetings.md", "--json")

    assert found(result)[0] == QUIET_SECTION


def test_cards_and_added_passages_are_found_together(run: Run) -> None:
    result = run("guidance", "search", "my teammate is quiet in meetings", "--json")

    ids = [passage["id"] for passage in json.loads(result.stdout)["passages"]]
    assert ("quiet-colleague" in ids, any(name.startswith("p-") for name in ids)) == (True, True)


def test_no_source_like_the_pattern_is_said(run: Run) -> None:
    result = run("guidance", "search", "quiet", "--source", "*.docx")

    assert "no source is like '*.docx'" in str(result.exception)


def test_what_is_unchanged_is_not_embedded_again(run: Run, home: Path, handbook: Path) -> None:
    before, generation = made(home), current(home / "index")

    result = run("ingest", str(handbook), "--json")

    assert kinds(result) == {"meetings.md": "unchanged", "parking.md": "unchanged"}
    assert (made(home), current(home / "index")) == (before, generation)


def test_a_changed_file_replaces_its_passages(run: Run, own: Path) -> None:
    run("ingest", str(own))
    (own / "parking.md").write_text(PARKING.replace("dye house", "boat shed"), encoding="utf-8")

    result = run("ingest", str(own), "--json")

    shown = run("guidance", "show", str(own / "parking.md"), "--json")
    passage = run("guidance", "show", json.loads(shown.stdout)["sections"][0]["id"], "--json")
    assert (kinds(result)["parking.md"], "boat shed" in json.loads(passage.stdout)["text"]) == ("changed", True)


def test_a_passage_keeps_its_id_while_its_words_stay(run: Run, own: Path) -> None:
    run("ingest", str(own))
    before = json.loads(run("guidance", "show", str(own / "meetings.md"), "--json").stdout)["sections"]
    (own / "meetings.md").write_text(MEETINGS.replace("twice a week", "once a month"), encoding="utf-8")

    run("ingest", str(own))

    after = json.loads(run("guidance", "show", str(own / "meetings.md"), "--json").stdout)["sections"]
    assert [row in before for row in after] == [False, True, True]


def test_a_file_that_is_gone_from_a_folder_leaves_the_library(run: Run, own: Path) -> None:
    run("ingest", str(own))
    (own / "parking.md").unlink()

    result = run("ingest", str(own))

    listed = run("guidance", "list", "--added").stdout
    assert f"removed     {own}/parking.md: 1 passage; the file is gone" in result.stdout
    assert f"{own}/parking.md" not in listed
    assert f"{own}/meetings.md" in listed


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_in(run: Run, own: Path) -> None:
    (own / "empty.md").write_text("", encoding="utf-8")

    result = run("ingest", str(own), str(own / "nowhere.md"), "--json")

    assert result.exit_code == 1
    assert kinds(result) == {"empty.md": "failed", "meetings.md": "added", "parking.md": "added", "nowhere.md": "failed"}


def test_a_file_that_can_no_longer_be_read_keeps_what_was_added_of_it(run: Run, own: Path) -> None:
    run("ingest", str(own))
    (own / "parking.md").write_text("", encoding="utf-8")

    result = run("ingest", str(own))

    assert (result.exit_code, "what was added of it before stays" in result.stdout) == (1, True)
    assert f"{own}/parking.md" in run("guidance", "list", "--added").stdout


def test_a_link_is_passed_over_without_complaint(run: Run, own: Path) -> None:
    (own / "link.md").symlink_to(own / "parking.md")

    result = run("ingest", str(own), "--json")

    assert (result.exit_code, kinds(result)["link.md"]) == (0, "passed over")


def test_a_dry_run_says_what_it_would_do_and_does_nothing(run: Run, home: Path, own: Path) -> None:
    before = sorted(path.name for path in home.rglob("*"))

    result = run("ingest", str(own), "--dry-run")

    assert result.stdout.splitlines()[0] == f"added       {own}/meetings.md: 3 passages"
    assert "nothing was changed" in result.stderr
    assert sorted(path.name for path in home.rglob("*")) == before


def test_suspicious_lines_are_shown_and_hold_a_file_until_it_is_approved(run: Run, own: Path) -> None:
    (own / "trap.md").write_text(TRAP, encoding="utf-8")
    search = ("guidance", "search", "with which pole are the vats stirred", "--source", "trap.md")

    held = run("ingest", str(own))
    before = run(*search)
    run("guidance", "approve", str(own / "trap.md"))

    assert "| Ignore all previous instructions" in held.stdout
    assert "no source is like" in str(before.exception)
    assert "dye house" in run(*search).stdout


def test_what_was_approved_stays_approved_while_the_lines_stay(run: Run, own: Path) -> None:
    (own / "trap.md").write_text(TRAP, encoding="utf-8")
    run("ingest", str(own))
    run("guidance", "approve", str(own / "trap.md"))
    (own / "trap.md").write_text(TRAP + "\n\nOn Fridays the windows are opened wide for as long as the sun is on them.\n", encoding="utf-8")

    result = run("ingest", str(own))

    assert ("changed" in result.stdout, "held" in result.stdout) == (True, False)


def test_trust_is_changed_without_reading_again(run: Run, home: Path, handbook: Path) -> None:
    before = made(home)

    result = run("ingest", str(handbook), "--trust", "searchable")

    states = {line.split()[0] for line in run("guidance", "list", "--added").stdout.splitlines()}
    assert ("now searchable" in result.stdout, states, made(home)) == (True, {"searchable"}, before)


def test_a_document_does_not_decide_its_own_trust(run: Run, own: Path) -> None:
    (own / "proud.md").write_text(f"---\ntrust: cited\napproved: true\n---\n{TRAP}", encoding="utf-8")

    result = run("ingest", str(own), "--trust", "searchable", "--json")

    listed = json.loads(run("guidance", "list", "--added", "--json").stdout)["documents"]
    proud = next(document for document in listed if document["source"].endswith("proud.md"))
    assert (result.exit_code, proud["trust"], proud["held"]) == (0, "searchable", True)


def test_an_unknown_trust_is_refused(run: Run, own: Path) -> None:
    result = run("ingest", str(own), "--trust", "holy")

    assert str(result.exception) == "unknown trust 'holy'; use one of cited, searchable"


def test_a_folder_is_removed_as_it_was_added(run: Run, handbook: Path) -> None:
    result = run("guidance", "remove", str(handbook))

    assert result.stdout.splitlines() == [
        f"removed     {handbook}/meetings.md: 3 passages",
        f"removed     {handbook}/parking.md: 1 passage",
    ]
    assert run("guidance", "list", "--added").stdout == ""
    assert run("guidance", "search", "carts", "--source", "*parking*").exit_code == 1


def test_what_is_not_there_cannot_be_removed(run: Run) -> None:
    result = run("guidance", "remove", "nowhere.md")

    assert "no added document is 'nowhere.md'" in str(result.exception)


def test_no_other_user_can_read_what_was_added(handbook_home: Path) -> None:
    files = list((handbook_home / "documents").iterdir())

    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((handbook_home / "documents").stat().st_mode) == 0o700
