"""Moments on the terminal: written down, read, reflected on, removed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from stat import S_IMODE

import pytest
from typer.testing import Result

from assistant.domain import Practice
from assistant.errors import AssistantError, BadInput, NotNow, NotYours
from assistant.memory import Memory
from assistant.practised import practice_of
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store.moments import Replay

Cli = Callable[..., Result]
THANKED = "thanked Ana for the release notes"
TODAY = date(2026, 11, 27)
ANA, BEN = Caller(person="ana"), Caller(person="ben")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Settings(home=tmp_path / "home", database=None))


def added(cli: Cli, *words: str) -> dict[str, object]:
    """Add a moment, and return what it became."""
    ran = cli("moment", "add", *words, "--json")
    assert ran.exit_code == 0, ran.output
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_a_moment_is_there_after_it_was_added(cli: Cli) -> None:
    moment = added(cli, THANKED)

    assert json.loads(cli("moment", "list", "--json").stdout)["moments"] == [moment]


def test_adding_says_how_the_week_stands(cli: Cli) -> None:
    added(cli, THANKED)

    said = cli("moment", "add", "asked Ben what he would try first").stdout

    assert "(question)" in said
    assert "2 of 3 moments so far" in said


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        (THANKED, "encouragement"),
        ("asked Ben what he would try first", "question"),
        ("introduced Mona to Luis", "introduction"),
        ("told Bo that his slide was too full", "feedback"),
        ("showed Ivy how I name branches", "insight"),
        ("sat next to Omar for an hour", None),
    ],
)
def test_the_practice_is_read_from_a_plain_verb_and_never_guessed(text: str, practice: str | None) -> None:
    assert practice_of(text) == practice


def test_a_practice_that_is_said_wins_over_the_verb(cli: Cli) -> None:
    assert added(cli, THANKED, "--practice", "feedback")["practice"] == "feedback"


def test_a_moment_of_a_nudge_takes_its_practice(cli: Cli) -> None:
    asked = json.loads(cli("ask", "my teammate is quiet in meetings", "--json").stdout)

    moment = added(cli, "sat next to Omar", "--nudge", "last")

    assert (moment["nudge"], moment["practice"]) == (asked["id"], asked["action"]["practice"])


def test_a_note_of_what_came_of_it_is_kept_beside_the_earlier_ones(cli: Cli) -> None:
    first = str(added(cli, THANKED)["id"])
    cli("moment", "reflect", first[:4], "she smiled")

    cli("moment", "reflect", "last", "she sent the next ones early")

    (moment,) = json.loads(cli("moment", "list", "--json").stdout)["moments"]
    assert [note["text"] for note in moment["reflections"]] == ["she smiled", "she sent the next ones early"]


def test_a_moment_that_was_removed_is_gone_with_its_notes(cli: Cli) -> None:
    added(cli, THANKED)
    cli("moment", "reflect", "last", "she smiled")

    said = cli("moment", "remove", "last").stdout

    assert THANKED in said
    assert json.loads(cli("moment", "list", "--json").stdout)["moments"] == []


def test_yesterday_is_the_day_before(cli: Cli) -> None:
    day = date.fromisoformat(str(added(cli, THANKED, "--when", "yesterday")["day"]))

    assert day == datetime.now().astimezone().date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["moment", "add", " "], "the moment has no words in it; say it in one line"),
        (["moment", "add", "thanked " * 100], "the moment has 800 characters; at most 500: one line is enough"),
        (["moment", "add", THANKED, "--practice", "praise"], "unknown practice 'praise'"),
        (["moment", "add", THANKED, "--when", "2999-01-01"], "2999-01-01 has not come yet"),
        (["moment", "add", THANKED, "--when", "soon"], "'soon' is no day; write today, yesterday, tuesday or"),
        (["moment", "add", THANKED, "--nudge", "last"], "no nudge of yours is 'last'; `smallacts history` shows"),
        (["moment", "reflect", "last", "she smiled"], "no moment of yours is 'last'; `smallacts moment list` shows yours"),
        (["moment", "reflect", "last", "?"], "the note has no words in it"),
        (["moment", "list", "--week", "2026-W54"], "'2026-W54' is no ISO week; write it like 2026-W48"),
        (["week", "--week", "next"], "'next' is no ISO week"),
        (["thumbs", "sideways"], "thumbs 'sideways'? say up or down"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(cli: Cli, words: list[str], said: str) -> None:
    ran = cli(*words)

    assert isinstance(ran.exception, BadInput | NotYours)
    assert said in str(ran.exception)
    assert "\n" not in str(ran.exception)


def test_nobody_reaches_the_moments_of_another(memory: Memory) -> None:
    moment = memory.moments(ANA).add(Deed(text=THANKED), TODAY)

    with pytest.raises(NotYours):
        memory.moments(BEN).remove(moment.id)

    assert memory.moments(BEN).latest(10) == ()
    assert memory.moments(ANA).find(moment.id) == moment


def test_beginnings_of_ids_that_are_not_enough_are_named(memory: Memory) -> None:
    mine = memory.moments(ANA)
    mine.add(Deed(text=THANKED), TODAY)

    with pytest.raises(NotYours, match="no moment of yours"):
        mine.find("%%%")


def test_a_request_sent_again_gets_the_answer_that_it_had(memory: Memory) -> None:
    mine, replay = memory.moments(ANA), Replay(key="k1", asked="a")

    first, again = (mine.add(Deed(text=THANKED), TODAY, replay) for _ in range(2))

    assert first == again
    assert mine.latest(10) == (first,)


def test_a_key_of_another_request_is_refused(memory: Memory) -> None:
    mine = memory.moments(ANA)
    mine.add(Deed(text=THANKED), TODAY, Replay(key="k1", asked="a"))

    with pytest.raises(NotNow, match="another request"):
        mine.add(Deed(text="asked Ben"), TODAY, Replay(key="k1", asked="b"))


def test_a_removed_moment_leaves_no_words_behind_and_its_key_adds_nothing(memory: Memory) -> None:
    mine, replay, noted = memory.moments(ANA), Replay(key="k1", asked="a"), Replay(key="k2", asked="b")
    moment = mine.add(Deed(text=THANKED, about="Zebulon"), TODAY, replay)
    mine.reflect(moment.id, "she smiled", TODAY, noted)

    mine.remove(moment.id)

    with memory.database.reading() as connection:
        held = str(connection.exec_driver_sql("SELECT * FROM replays").all())
    assert [word for word in (THANKED, "Zebulon", "smiled") if word in held] == []
    again = [mine.add(Deed(text=THANKED, about="Zebulon"), TODAY, replay), mine.reflect(moment.id, "she smiled", TODAY, noted)]
    assert {(one.id, one.text) for one in again} == {(moment.id, "")}
    assert mine.latest(10) == ()


def test_two_persons_may_choose_the_same_key(memory: Memory) -> None:
    replay = Replay(key="k1", asked="a")
    ours = memory.moments(ANA).add(Deed(text=THANKED), TODAY, replay)

    theirs = memory.moments(BEN).add(Deed(text=THANKED), TODAY, replay)

    assert ours.id != theirs.id


def test_a_clock_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    times = iter([datetime(2026, 10, 25, 2, 30, tzinfo=UTC), *[datetime(2026, 10, 25, 1, 30, tzinfo=UTC)] * 9])
    mine = Memory(Settings(home=tmp_path), now=lambda: next(times)).moments(ANA)
    for text in ("asked Ben", THANKED):
        mine.add(Deed(text=text), TODAY)

    assert mine.find("last").text == THANKED


def test_only_the_owner_can_read_what_is_remembered(memory: Memory) -> None:
    memory.moments(ANA).add(Deed(text=THANKED), TODAY)

    home = memory.settings.home

    assert S_IMODE(home.stat().st_mode) == 0o700
    assert {file.name: oct(S_IMODE(file.stat().st_mode)) for file in home.iterdir() if file.is_file()} == dict.fromkeys(
        ("moments.db", "moments.db-wal", "moments.db-shm"), "0o600"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not a database, but of some length" * 100, "damaged"), (b"SQLite format 3\0" + b"\xff" * 5_000, "moments.db")],
)
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "moments.db"
    file.write_bytes(content)

    with pytest.raises(AssistantError, match=said):
        Memory(Settings(home=tmp_path)).moments(ANA).latest(1)

    assert file.read_bytes() == content


def test_a_database_of_a_newer_form_is_not_touched(memory: Memory) -> None:
    with memory.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO versions (version, since) VALUES (99, 'later')")

    with pytest.raises(AssistantError, match="written by a newer smallacts"):
        Memory(memory.settings).moments(ANA)


@pytest.mark.parametrize("url", ["mysql://a:secret@b/c", "nonsense", "sqlite://"])
def test_a_database_that_we_cannot_use_is_named_without_its_password(tmp_path: Path, url: str) -> None:
    settings = Settings.model_validate({"home": tmp_path, "database": url})

    with pytest.raises(AssistantError) as caught:
        Memory(settings).moments(ANA)

    assert "SMALLACTS_DATABASE" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_every_practice_has_a_verb() -> None:
    said = ["introduced a to b", "told a that b", "thanked a", "asked a", "showed a"]

    assert {practice_of(text) for text in said} == set(Practice)
