"""What was given is kept, without what was told; the next answers are new, and lean to what was useful."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from assistant.domain import Nudge, Practice, Situation
from assistant.factory import Parts
from assistant.history import Remembering
from assistant.leaning import GENTLE, Lean, Tally, leanings, toward_more_kinds
from assistant.memory import Memory
from assistant.pipeline import Assistant
from assistant.ports import Past, Shown
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store.quick import QuickSqlite
from tests.process import TREE

Cli = Callable[..., Result]
QUIET = "my teammate is quiet in meetings"
ALSO_QUIET = "a colleague never says a word in our meetings"
TOUCHED = "my boss keeps touching me and I said no"
TODAY = date(2026, 11, 27)
ANA = Caller(person="ana")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Settings(home=tmp_path / "home", database=None), now=lambda: datetime(2026, 11, 27, 12, tzinfo=UTC))


@pytest.fixture
def ask(memory: Memory, assistant: Assistant) -> Callable[..., Nudge]:
    """Ask with a memory."""

    def asked(text: str, day: date = TODAY, caller: Caller = ANA, **fields: Any) -> Nudge:
        situation = Situation.model_validate({"text": text, **fields})
        answer = asyncio.run(memory.remembering().suggest(assistant, situation, caller, day))
        assert isinstance(answer, Nudge)
        return answer

    return asked


def kept(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(cli("history", "--json").stdout)["nudges"]
    return found


def test_a_nudge_is_in_the_history_without_what_was_told(cli: Cli, tmp_path: Path) -> None:
    asked = json.loads(cli("ask", f"{QUIET}, Zebulon by name", "--json").stdout)

    (given,) = kept(cli)

    assert (given["id"], given["say"], given["card"]) == (asked["id"], asked["action"]["say"], asked["sources"][0]["id"])
    assert given["situation"] is None
    assert b"by name" not in (tmp_path / "moments.db").read_bytes()


def test_what_was_told_is_kept_where_the_person_wishes_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_KEEP_SITUATIONS", "true")
    cli("ask", QUIET)

    assert kept(cli)[0]["situation"] == QUIET


@pytest.mark.parametrize("text", [TOUCHED, "write me a poem about the sea"])
def test_a_referral_or_a_hold_is_never_kept(cli: Cli, text: str) -> None:
    cli("ask", text)

    assert kept(cli) == []


def test_who_keeps_nothing_has_no_history(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SMALLACTS_RETENTION_DAYS", "0")

    ran = cli("ask", QUIET)

    assert ran.exit_code == 0
    assert not (tmp_path / "moments.db").exists()


def test_a_url_with_options_names_one_file(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SMALLACTS_DATABASE", f"sqlite:///{tmp_path}/other.db?timeout=9")

    cli("ask", QUIET)

    assert len(kept(cli)) == 1
    assert {file.name for file in tmp_path.iterdir() if "?" in file.name} == set()


def test_who_keeps_nothing_any_more_loses_what_was_kept(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("ask", QUIET)
    monkeypatch.setenv("SMALLACTS_RETENTION_DAYS", "0")

    cli("ask", QUIET)

    monkeypatch.setenv("SMALLACTS_RETENTION_DAYS", "90")
    assert kept(cli) == []


@pytest.mark.parametrize("days", [0, 30])
def test_what_is_too_old_is_shown_to_nobody_and_gone_once_the_history_is_opened(
    ask: Callable[..., Nudge], memory: Memory, days: int
) -> None:
    ask(QUIET, day=TODAY - timedelta(days=31))
    shorter = Memory(memory.settings.model_copy(update={"retention_days": days}), now=memory.now)

    assert shorter.moments(ANA).given(10) == ()
    assert Memory(memory.settings, now=memory.now).moments(ANA).given(10) == ()


def test_a_server_that_runs_on_shows_nothing_that_grew_too_old(ask: Callable[..., Nudge], memory: Memory) -> None:
    ask(QUIET)
    times = iter([memory.now(), *[memory.now() + timedelta(days=91)] * 2])
    running = Memory(memory.settings, now=lambda: next(times))
    _ = running.database

    assert running.moments(ANA).given(10) == ()


def test_another_telling_of_it_gets_another_card_and_says_why(ask: Callable[..., Nudge]) -> None:
    first = ask(QUIET)

    second = ask(ALSO_QUIET, day=TODAY + timedelta(days=1))

    assert second.sources[0].id != first.sources[0].id or "nothing else fits as well" in (second.because or "")
    assert "yesterday" in (second.because or "")


def test_the_same_question_gets_the_same_answer_again(ask: Callable[..., Nudge]) -> None:
    first, again = ask(QUIET), ask(QUIET)

    assert again.action == first.action


def test_where_nothing_else_fits_the_same_guidance_comes_again_and_says_so(ask: Callable[..., Nudge]) -> None:
    answers = [ask(f"{QUIET}{' again' * i}", practice="question") for i in range(4)]

    again = [answer for answer in answers[1:] if "nothing else fits as well" in (answer.because or "")]
    assert again
    assert all(one.action.say != other.action.say for one, other in pairwise(answers))


def test_somebody_elses_history_is_not_mine(ask: Callable[..., Nudge]) -> None:
    ask(ALSO_QUIET, caller=Caller(person="ben"))

    assert ask(QUIET).because is None


def test_nudges_older_than_they_may_get_are_dropped(ask: Callable[..., Nudge], memory: Memory) -> None:
    ask(QUIET, day=TODAY - timedelta(days=91))

    ask("how do I thank Ana for staying late")

    assert len(memory.moments(ANA).given(10)) == 1


def test_a_thumb_is_kept(cli: Cli) -> None:
    cli("ask", QUIET)

    said = cli("thumbs", "down").stdout

    assert said.startswith("thumbs down for ")
    assert kept(cli)[0]["useful"] is False


def test_a_history_that_cannot_be_used_does_not_stop_an_answer(cli: Cli, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "moments.db").write_bytes(b"not a database" * 100)

    ran = cli("ask", QUIET, "--json")

    assert json.loads(ran.stdout)["kind"] == "nudge"
    assert "answered without a history" in caplog.text
    assert QUIET not in caplog.text


def test_a_history_that_is_locked_is_named_and_the_answer_comes(memory: Memory, parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    file = memory.settings.home / "moments.db"
    impatient = replace(memory.nudges, transactions=QuickSqlite(file=file, busy_s=0))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        remembering = Remembering(open_log=lambda: impatient)
        answer = asyncio.run(remembering.suggest(parts.assistant, Situation(text=QUIET), ANA, TODAY))

    assert isinstance(answer, Nudge)
    assert "this answer is not in the history: " in caplog.text
    assert "another smallacts has been writing" in caplog.text


def test_asking_imports_no_sqlalchemy(cli: Cli, built_home: Path, tmp_path: Path) -> None:
    cli("history")  # makes the tables
    script = (
        f"import sys; from assistant.cli import app; app(['ask', {QUIET!r}], standalone_mode=False); print('sqlalchemy' in sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=TREE)

    assert ran.stdout.endswith("False\n")
    assert kept(cli)


def tally(practice: Practice, **counts: int) -> Tally:
    return Tally.model_validate({"practice": practice, **counts})


def share_leaned_to(tallies: Sequence[Tally], days: int = 200) -> Counter[Practice]:
    drawn = [leanings(tallies, f"ana/{day}") for day in range(days)]
    return Counter(max(leans, key=lambda practice: leans[practice].by) for leans in drawn)


def test_a_leaning_is_the_same_for_the_same_day_and_person() -> None:
    known = [tally(Practice.QUESTION, given=3, thumbs_up=2)]

    assert leanings(known, "ana/2026-11-27") == leanings(known, "ana/2026-11-27")
    assert leanings(known, "ana/2026-11-27") != leanings(known, "ana/2026-11-28")


def test_what_was_useful_is_leaned_to_more_often_and_nothing_is_given_up() -> None:
    shares = share_leaned_to(
        [tally(Practice.QUESTION, given=20, thumbs_up=15, done=5), tally(Practice.FEEDBACK, given=20, thumbs_down=15)], days=1_000
    )

    assert shares[Practice.QUESTION] > shares[Practice.ENCOURAGEMENT] > shares[Practice.FEEDBACK]
    assert shares[Practice.INSIGHT] > 50
    assert leanings([tally(Practice.QUESTION, given=9_999, thumbs_up=9_999)], "ana")[Practice.QUESTION].likely < 1


def test_a_leaning_is_gentle() -> None:
    leans = leanings([tally(Practice.QUESTION, given=99, thumbs_up=99)], "ana")

    assert all(abs(lean.by) <= GENTLE for lean in leans.values())


def test_what_others_found_useful_counts_only_as_a_prior() -> None:
    rates = dict.fromkeys(Practice, 0.1) | {Practice.INSIGHT: 0.9}

    best = Counter(max(leans, key=lambda p: leans[p].likely) for leans in (leanings([], f"{i}", rates) for i in range(200)))

    assert best[Practice.INSIGHT] > 150


def test_what_somebody_gets_most_of_is_never_leaned_to() -> None:
    leans = {practice: Lean(by=GENTLE, likely=0.5, why="") for practice in Practice}

    by = toward_more_kinds(leans, [Practice.QUESTION] * 5 + [Practice.INSIGHT] * 5)

    assert {practice for practice, much in by.items() if much > 0} == set(Practice) - {Practice.QUESTION, Practice.INSIGHT}


def test_where_the_history_decided_the_answer_says_so_in_one_line(assistant: Assistant) -> None:
    past = Past(today=TODAY, leanings={Practice.ENCOURAGEMENT: 1.0}, reasons={Practice.ENCOURAGEMENT: "you did it twice"})

    answer = asyncio.run(assistant.suggest(Situation(text=QUIET), past))

    assert isinstance(answer, Nudge)
    assert answer.because == "encouragement and question fit alike here, and encouragement it is, since you did it twice"


@pytest.mark.parametrize(("days", "when"), [(0, "today"), (1, "yesterday"), (9, "on 18 November")])
def test_guidance_that_comes_again_is_called_so_with_the_day_as_one_says_it(ask: Callable[..., Nudge], days: int, when: str) -> None:
    ask(QUIET, day=TODAY - timedelta(days=days))

    assert f"was yours {when} already" in (ask(ALSO_QUIET).because or "")


def test_a_practice_that_is_asked_for_may_come_a_third_time(assistant: Assistant) -> None:
    shown = tuple(Shown(on=TODAY, practice=Practice.QUESTION, card=f"card-{i}", say=f"Words {i}?") for i in range(2))

    answer = asyncio.run(assistant.suggest(Situation(text=QUIET, practice=Practice.QUESTION), Past(shown=shown, today=TODAY)))

    assert isinstance(answer, Nudge)
    assert (answer.action.practice, answer.because) == (Practice.QUESTION, None)


def test_the_plan_knows_what_was_found_useful(memory: Memory) -> None:
    mine = memory.moments(ANA)
    for practice in Practice:
        mine.add(Deed(text="did it", practice=practice), TODAY)
    mine.reflect("last", "it helped", TODAY)

    later = Memory(memory.settings, now=lambda: datetime(2026, 12, 4, tzinfo=UTC)).week(ANA, None)

    assert "you did it once" in {one.why for one in later.plan}
