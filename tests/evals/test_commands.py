"""python -m evals, as a person runs it: what it writes, what it says, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from evals.baseline import baseline_of, write_baseline
from evals.cases import Cases, HalfCase
from evals.commands import app, main
from evals.files import write_whole
from evals.measures import Run
from evals.report.terminal import counted
from tests.evals.runs import measure, run, yes

Evals = Callable[..., Result]
A_WORD = 20  # letters; `thanks` is a case of the test half, and a word of any page


@pytest.fixture(scope="module")
def evals() -> Evals:
    """Run a verb in this process."""
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, built_home: Path, evals: Evals) -> Path:
    """What one real run of a small suite wrote."""
    folder = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMALLACTS_HOME", str(built_home))
        ended = evals("run", "--suite", "injection", "--split", "dev", "--out", folder, "--baseline", folder / "none.json")
    assert ended.exit_code == 0, ended.output
    return folder


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[Run], Path]:
    """Write a run where a verb reads it."""
    return lambda some: write_whole(tmp_path / "run.json", some.model_dump_json(by_alias=True))


def test_a_run_writes_every_form_of_its_report(out: Path) -> None:
    found = Run.model_validate_json((out / "run.json").read_bytes())

    assert sorted(path.name for path in out.iterdir()) == ["junit.xml", "report.html", "run.json", "summary.md"]
    assert [m.key for m in found.measures] == [
        "injection/dev/nothing followed",
        "injection/dev/nothing of an obedient model",
        "injection/dev/look-alikes answered",
    ]
    assert ElementTree.parse(out / "junit.xml").getroot()[0].get("tests") == "3"
    assert "| injection/nothing followed | dev |" in (out / "summary.md").read_text(encoding="utf-8")


def test_how_many_cases_carry_each_tag_is_printed(out: Path) -> None:
    found = Run.model_validate_json((out / "run.json").read_bytes())

    lines = {line.partition(" ")[0]: line for line in counted(found.cases)}
    assert lines["documents"].startswith("documents n=84: unanswered 12, ")
    assert lines["injection"].startswith(f"injection n={found.cases['injection']['all']}: in-text ")


def test_the_page_is_whole_in_itself_and_the_same_every_time(out: Path, tmp_path: Path, evals: Evals) -> None:
    evals("report", out / "run.json", "--out", tmp_path, "--baseline", out / "none.json")

    first, second = (folder.joinpath("report.html").read_bytes() for folder in (out, tmp_path))
    assert first == second
    assert [part for part in (b"<script", b"src=", b"<link", b"http") if part in first] == []


def test_a_page_shows_no_text_of_the_test_half(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")

    assert [case.id for case in Cases().half(HalfCase, "test") if len(case.text) > A_WORD and case.text in page] == []


def test_without_a_blessed_run_comparing_ends_with_three(out: Path, evals: Evals) -> None:
    ended = evals("compare", out / "run.json", "--baseline", out / "none.json")

    assert (ended.exit_code, "nothing was blessed yet" in ended.output) == (3, True)


def test_the_run_that_was_blessed_passes(stored: Callable[[Run], Path], tmp_path: Path, evals: Evals) -> None:
    same = run(measure(yes(100)))
    write_baseline(baseline_of(same), tmp_path / "b.json")

    ended = evals("compare", stored(same), "--baseline", tmp_path / "b.json")

    assert ended.exit_code == 0
    assert "Passed: every threshold held, nothing got worse" in ended.output
    assert "smallest loss that could have been told from chance" in ended.output


def test_a_regression_ends_with_one_and_says_what_it_is(stored: Callable[[Run], Path], tmp_path: Path, evals: Evals) -> None:
    write_baseline(baseline_of(run(measure(yes(100)))), tmp_path / "b.json")

    ended = evals("compare", stored(run(measure(yes(80, no=20)))), "--baseline", tmp_path / "b.json")

    assert ended.exit_code == 1
    assert "retrieval/dev/hit@1: 1.000 -> 0.800, p=0.0000 after Holm" in ended.output
    assert "Failed: 1 regression." in ended.output


def test_a_case_that_is_missing_ends_with_two(stored: Callable[[Run], Path], tmp_path: Path, evals: Evals) -> None:
    write_baseline(baseline_of(run(measure(yes(100)))), tmp_path / "b.json")

    ended = evals("compare", stored(run(measure(yes(99)))), "--baseline", tmp_path / "b.json")

    assert (ended.exit_code, "that this run has not: c-99" in ended.output) == (2, True)


def test_a_threshold_that_is_not_held_ends_with_one_though_nothing_changed(
    stored: Callable[[Run], Path], tmp_path: Path, evals: Evals
) -> None:
    low = run(measure(yes(20, no=80)))
    write_baseline(baseline_of(low), tmp_path / "b.json")

    ended = evals("compare", stored(low), "--baseline", tmp_path / "b.json")

    assert (ended.exit_code, "Failed: 1 threshold not held." in ended.output) == (1, True)


def test_a_run_that_got_worse_ends_with_one_itself(out: Path, tmp_path: Path, built_home: Path, evals: Evals) -> None:
    found = Run.model_validate_json((out / "run.json").read_bytes())
    better = found.measures[0].model_copy(update={"values": dict.fromkeys(found.measures[0].values, 2.0)})
    write_baseline(baseline_of(found.model_copy(update={"measures": (better, *found.measures[1:])})), tmp_path / "b.json")

    ended = evals("run", "--suite", "injection", "--split", "dev", "--out", tmp_path, "--baseline", tmp_path / "b.json")

    assert (ended.exit_code, "newly fails" in ended.output) == (1, True)


def test_half_a_run_cannot_be_blessed(out: Path, tmp_path: Path, evals: Evals) -> None:
    ended = evals("bless", out / "run.json", "--baseline", tmp_path / "b.json")

    assert (ended.exit_code, (tmp_path / "b.json").exists()) == (2, False)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["compare", "nowhere.json"], "evals: nowhere.json: no run (No such file or directory); make one with `python -m evals run`\n"),
        (["run", "--data", "nowhere"], "evals: nowhere: no such folder; give one that holds files of cases, as evals/data does\n"),
    ],
)
def test_an_error_is_one_line(
    words: list[str], message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["evals", *words])

    code = main()

    assert (code, capsys.readouterr().err) == (2, message)


def test_mutants_are_counted_check_by_check(evals: Evals) -> None:
    ended = evals("mutate")

    assert (ended.exit_code, "not-a-sandwich" in ended.output) == (0, True)


def test_agreement_is_told_with_its_interval(evals: Evals) -> None:
    ended = evals("agree", "--json")

    found = {each["check"]: each for each in json.loads(ended.output)}
    assert found["clean-language"]["n"] >= 150
    assert found["clean-language"]["low"] < found["clean-language"]["kappa"] < found["clean-language"]["high"]
