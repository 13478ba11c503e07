"""Added passages in answers: what is cited of them, and that nothing else of them comes through."""

import asyncio
import shutil
from pathlib import Path

import pytest

from assistant.checks import results
from assistant.domain import Nudge, Situation, Source, Verdict
from assistant.factory import Parts, open_parts
from assistant.ports import Brief, Draft
from assistant.settings import Settings
from tests.api.calling import call
from tests.handbook import MEETINGS, QUIET_SECTION, run_in, write_handbook

QUIET = "a teammate is quiet in meetings, how can I draw them in so that they speak up"
LOUD_TITLE = (
    "<b>Let</b> [a quiet teammate](https://bad.example) **speak** in “our” meetings: " + "a quiet teammate speaks up in meetings " * 3
)


@pytest.fixture(scope="module")
def filled(handbook_home: Path) -> Parts:
    """The assistant with the handbook."""
    return open_parts(Settings(home=handbook_home))


def ask(parts: Parts, text: str) -> Nudge:
    """Ask, and get a nudge."""
    answer = asyncio.run(parts.assistant.suggest(Situation(text=text)))
    assert isinstance(answer, Nudge), answer
    return answer


def ingested(built_home: Path, folder: Path, *flags: str, **files: str) -> Parts:
    """The assistant with documents of a test's own beside the handbook."""
    home = Path(shutil.copytree(built_home, folder / "home"))
    run_in(home, "ingest", str(write_handbook(folder / "own", **files)), *flags)
    return open_parts(Settings(home=home))


def test_a_passage_that_is_near_is_cited_with_its_section(filled: Parts) -> None:
    nudge = ask(filled, QUIET)

    source = nudge.sources[-1]
    link = "https://handbook.example/meetings"
    assert source == Source(id=source.id, title="How the mill meets", section=QUIET_SECTION, link=link)
    assert nudge.why.endswith(f" Your own guidance speaks of this too: “How the mill meets”, under “{QUIET_SECTION}”.")


def test_the_words_are_those_that_are_said_without_it(filled: Parts, parts: Parts) -> None:
    added, alone = ask(filled, QUIET), ask(parts, QUIET)

    assert (added.action, added.alternatives, added.sources[:-1]) == (alone.action, alone.alternatives, alone.sources)


def test_nothing_of_the_text_of_a_passage_comes_through(filled: Parts) -> None:
    nudge = ask(filled, QUIET)

    lines = [line for line in MEETINGS.splitlines() if len(line.split()) > 5]
    said = nudge.model_dump_json()
    assert [line for line in lines if line in said] == []


def test_every_source_of_the_answer_resolves(filled: Parts) -> None:
    nudge = ask(filled, QUIET)

    answers = [call(filled, "GET", f"/v1/guidance/{source.id}") for source in nudge.sources]

    assert [answer.status_code for answer in answers] == [200] * len(nudge.sources)
    assert "Send the question to your quiet teammate" in answers[-1].json()["text"]


def test_a_moment_that_the_handbook_does_not_speak_of_cites_no_passage(filled: Parts, parts: Parts) -> None:
    text = "how do I thank the person who maintains an open source library we use"

    assert ask(filled, text).sources == ask(parts, text).sources


def test_what_may_only_be_searched_is_not_cited(built_home: Path, parts: Parts, tmp_path: Path) -> None:
    searchable = ingested(built_home, tmp_path, "--trust", "searchable")

    assert ask(searchable, QUIET).sources == ask(parts, QUIET).sources


def test_a_title_is_cited_as_one_plain_line(built_home: Path, tmp_path: Path) -> None:
    loud = ingested(built_home, tmp_path, meetings=MEETINGS.replace("# How the mill meets", f"# {LOUD_TITLE}", 1))

    nudge = ask(loud, QUIET)

    cited = nudge.why.partition("speaks of this too: ")[2]
    assert (cited.count("“"), cited.count("”"), "\n" in cited) == (2, 2, False)
    assert [mark for mark in ("<", "[", "](", "**", "https:") if mark in cited] == []
    assert len(cited.partition("”")[0]) <= 82


def test_a_figure_in_a_title_is_known_to_the_checks(built_home: Path, tmp_path: Path) -> None:
    numbered = ingested(built_home, tmp_path, meetings=MEETINGS.replace("# How the mill meets", "# Play 47: how the mill meets", 1))

    nudge = ask(numbered, QUIET)

    assert "Play 47" in nudge.why
    assert {passed.verdict for passed in nudge.checks if passed.id == "sourced"} == {Verdict.PASS}


def test_a_figure_that_the_passage_does_not_hold_is_still_noticed(filled: Parts) -> None:
    situation = Situation(text=QUIET)
    nudge = ask(filled, QUIET)
    brief = Brief(situation=situation, passages=tuple(asyncio.run(filled.finder.search(situation))))

    found = results(Draft(action=nudge.action, why=f"{nudge.why} It helps 83 of them.", sources=nudge.sources), brief)

    assert {result.span for result in found if result.id == "sourced"} == {"83"}
