"""A person is forgotten so that no byte of their name or words is left, and handed out whole before."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.errors import AssistantError, StoreBusy
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.naming import Name
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store.moments import Replay
from tests.api.calling import call
from tests.memory.test_people import HEAD
from tests.process import QUIET

Cli = Callable[..., Result]
NAME = "Zebulon"
WORDS = "quixotic marmalade"
ZEBULON, BEN = Caller(person=NAME.lower()), Caller(person="ben")


@pytest.fixture
def home(tmp_path: Path, built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which somebody wrote, was written of, and may be introduced."""
    folder = Path(shutil.copytree(built_home, tmp_path / "home", ignore=shutil.ignore_patterns("moments.db*", "secret*")))
    monkeypatch.setenv("SMALLACTS_HOME", str(folder))
    monkeypatch.delenv("SMALLACTS_DATABASE")
    memory = Memory(Settings(home=folder))
    today = memory.today(ZEBULON)
    memory.moments(ZEBULON).add(Deed(text=f"told Kim of {WORDS}"), today, Replay(key="k", asked="a"))
    memory.moments(ZEBULON).reflect("last", f"more {WORDS}", today)
    memory.moments(BEN).add(Deed(text=f"thanked {NAME}’s team, and zebulon too", about=NAME), today, Replay(key="k", asked="a"))
    memory.moments(BEN).reflect("last", f"{NAME.upper()} smiled", today)
    return folder


def holding(folder: Path, *texts: str) -> list[str]:
    """The files below a folder in whose bytes a text stands, however it is capitalised."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(text.lower().encode() in path.read_bytes().lower() for text in texts)]


def test_no_byte_of_the_name_or_the_words_is_left(cli: Cli, home: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEAD + f"{NAME} Quist,zq@mill.example,,,,,{WORDS},,yes\nKim Vo,,,,{NAME} Quist,,sql,,yes\n")
    cli("people", "import", str(people))
    cli("intro", "start", "Kim", NAME, "--about", WORDS)
    cli("keys", "add", "k1", "--person", NAME.lower())
    cli("ask", "how do I thank a colleague", "--fact", f"{NAME} fixed the build", "--person", NAME)

    ran = cli("forget", "--person", f"{NAME}", "--yes")

    assert ran.exit_code == 0, ran.exception
    assert "forgotten, with 1 key" in ran.stdout
    assert holding(home, NAME, WORDS, "zq@mill") == []


def test_what_others_wrote_stays_with_somebody_in_the_place_of_the_name(cli: Cli, home: Path) -> None:
    cli("forget", "--person", NAME, "--yes")

    (moment,) = Memory(Settings(home=home)).moments(BEN).latest(10)
    assert moment.text == "thanked somebody’s team, and somebody too"
    assert (moment.about, moment.reflections[0].text) == ("somebody", "somebody smiled")


def test_added_documents_and_old_builds_that_name_them_are_gone(cli: Cli, home: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.md"
    book.write_text(
        f"# The dye house\n\nWhoever opens the gate in the morning asks {NAME} for the key, and the key is given back in the evening.\n"
    )
    cli("ingest", str(book))
    assert set(holding(home, NAME)) > {"moments.db"}

    ran = cli("forget", "--person", NAME, "--yes")

    assert ran.exit_code == 0, ran.exception
    assert "book.md" in ran.stderr
    assert holding(home, NAME, "dye house") == []
    assert json.loads(cli("guidance", "list", "--added", "--json").stdout) == json.loads('{"documents": []}')


@pytest.mark.parametrize("written", [f"asks\n{NAME} for the key", f"asks Kim or\n{NAME} Quist", f"asks {NAME}\nQuist for the key"])
def test_a_document_is_found_where_a_line_ends_at_the_name_or_in_it(cli: Cli, home: Path, tmp_path: Path, written: str) -> None:
    book = tmp_path / "book.md"
    book.write_text(
        f"# The dye house\n\n```\nWhoever opens the gate in the morning {written}, and the key is given back in the evening.\n```\n"
    )
    cli("ingest", str(book))
    name = f"{NAME} Quist" if "Quist" in written else NAME

    cli("forget", "--person", name, "--yes")

    assert holding(home, "dye house") == []


def test_who_was_forgotten_does_not_come_back_with_the_next_import(cli: Cli, home: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEAD + f"{NAME} Quist,,,,,,sql,,yes\nKim Vo,,,,,,sql,,yes\n")
    cli("people", "import", str(people))
    cli("forget", "--person", f"{NAME} Quist", "--yes")

    said = cli("people", "import", str(people)).stdout

    assert "1 left out, since they were forgotten" in said
    assert holding(home, "Quist") == []


def test_nothing_is_forgotten_where_nobody_can_be_asked(cli: Cli, home: Path) -> None:
    ran = cli("forget", "--person", NAME)

    assert "say --yes where nobody can be asked" in str(ran.exception)
    assert holding(home, NAME)


def test_i_can_be_forgotten_and_the_word_me_stays(cli: Cli, home: Path) -> None:
    cli("moment", "add", f"asked Ben about {WORDS}x")
    Memory(Settings(home=home)).moments(BEN).add(Deed(text="Kim asked me"), Memory(Settings(home=home)).today(BEN))

    cli("forget", "--person", "me", "--yes")

    assert holding(home, f"{WORDS}x") == []
    assert Memory(Settings(home=home)).moments(BEN).find("last").text == "Kim asked me"


def test_a_process_that_still_holds_what_was_is_named(home: Path) -> None:
    with closing(sqlite3.connect(home / "moments.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM moments").fetchone()

        with pytest.raises(StoreBusy, match="end it, and run this again"):
            Memory(Settings(home=home)).forgetting.forget(NAME, Memory(Settings(home=home)).today(BEN))


def test_all_that_is_held_of_a_person_is_handed_out(cli: Cli, home: Path) -> None:
    held = json.loads(cli("export", "--person", NAME.lower()).stdout)

    assert held["moments"][0]["text"] == f"told Kim of {WORDS}"
    assert held["moments"][0]["reflections"][0]["text"] == f"more {WORDS}"
    assert held["mentions"] == 2
    assert "Ben" not in json.dumps(held)


def test_over_http_somebody_exports_and_forgets_only_themselves(parts: Parts, home: Path) -> None:
    own = replace(parts, settings=Settings(home=home))
    call(own, "POST", "/v1/moments", json={"text": "asked Kim"})
    call(own, "POST", "/v1/nudges", json={"text": QUIET})

    exported = call(own, "GET", "/v1/me").json()
    extent = call(own, "DELETE", "/v1/me").json()

    assert (len(exported["moments"]), len(exported["nudges"])) == (1, 1)
    assert (extent["moments"], extent["nudges"]) == (1, 1)
    assert call(own, "GET", "/v1/me").json()["moments"] == []
    assert len(Memory(Settings(home=home)).moments(BEN).latest(10)) == 1


def test_a_key_of_a_first_name_opens_nobodys_line_of_the_directory(parts: Parts, home: Path, tmp_path: Path, cli: Cli) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEAD + "Ana Ruiz,ana@mill.example,,,,,sql,,yes\nAna Diaz,diaz@mill.example,,,,,sql,,yes\n")
    cli("people", "import", str(people))
    key = cli("keys", "add", "k", "--person", "ana").stdout.strip()
    own = replace(parts, settings=Settings(home=home))

    answers = [call(own, method, "/v1/me", headers={"authorization": f"Bearer {key}"}) for method in ("GET", "DELETE")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "@" not in answers[0].text


def test_a_person_whom_no_name_can_name_is_handed_out_and_forgotten(cli: Cli, home: Path) -> None:
    cli("keys", "add", "k", "--person", "4711")
    memory = Memory(Settings(home=home))
    memory.moments(Caller(person="4711")).add(Deed(text="asked Kim"), memory.today(BEN))

    exported, forgot = cli("export", "--person", "4711"), cli("forget", "--person", "4711", "--yes")

    assert len(json.loads(exported.stdout)["moments"]) == 1
    assert "forgotten, with 1 key" in forgot.stdout
    assert "'4711' is no name" in forgot.stderr
    assert "what others wrote stays as it is" in forgot.stderr
    assert memory.moments(Caller(person="4711")).latest(1) == ()


def test_whoever_shares_a_name_with_two_of_the_directory_can_be_forgotten_under_their_key(cli: Cli, home: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEAD + "Ana Ruiz,,,,,,sql,,yes\nAna Diaz,,,,,,sql,,yes\n")
    cli("people", "import", str(people))
    cli("keys", "add", "k", "--person", "ana")

    ran, again = (cli("forget", "--person", "ana", "--yes") for _ in range(2))

    assert "forgotten, with 1 key" in ran.stdout
    assert "2 people of the directory are called 'ana'; give the whole name" in ran.stderr
    assert len(json.loads(cli("people", "list", "--json").stdout)["people"]) == 2
    assert "give the whole name" in str(again.exception)


def test_a_key_of_no_name_exports_and_forgets_over_http(parts: Parts, home: Path, cli: Cli, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEAD + "Ana Ruiz,,,,,,sql,,yes\n")
    cli("people", "import", str(people))
    key = cli("keys", "add", "k", "--person", "4711").stdout.strip()
    own = replace(parts, settings=Settings(home=home))

    answers = [call(own, method, "/v1/me", headers={"authorization": f"Bearer {key}"}) for method in ("GET", "DELETE")]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize(
    "words", [["export", "--person", "Jos\udce9"], ["intro", "show", "\udce9"], ["forget", "--yes", "--person", "\udce9"]]
)
def test_what_is_no_text_ends_in_no_traceback(cli: Cli, home: Path, words: list[str]) -> None:
    ran = cli(*words)

    assert ran.exception is None or isinstance(ran.exception, AssistantError)


@pytest.mark.parametrize("given", ["Özgür", "ÖZGÜR", "O\u0308zgu\u0308r"])
def test_a_person_is_one_however_their_name_is_written(given: str, cli: Cli, home: Path) -> None:
    memory = Memory(Settings(home=home))
    memory.moments(Caller(person="Özgür")).add(Deed(text=f"asked Kim of {WORDS}"), memory.today(BEN))

    assert len(memory.moments(Caller(person=given)).latest(10)) == 1
    assert len(json.loads(cli("export", "--person", given).stdout)["moments"]) == 1
    cli("forget", "--person", given, "--yes")
    assert memory.moments(Caller(person="Özgür")).latest(10) == ()


def test_two_spellings_that_were_written_before_become_one_person(home: Path) -> None:
    with Memory(Settings(home=home)).database.writing() as connection:
        run = connection.exec_driver_sql
        run(
            "INSERT INTO moments SELECT 'Ben', 'older', day, practice, 'asked Kim', about, nudge, written FROM moments WHERE person = 'ben'"
        )
        run("INSERT INTO replays SELECT 'Ben', key, asked, answer, written FROM replays WHERE person = 'ben'")
        run("DELETE FROM versions WHERE version > 2")

    mine = Memory(Settings(home=home)).moments(BEN)

    assert {moment.text for moment in mine.latest(10)} > {"asked Kim"}


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (
            "Ana",
            "thanked Ana, ana's team and ANA; Anastasia and a banana stay",
            "thanked somebody, somebody's team and somebody; Anastasia and a banana stay",
        ),
        ("Will", "Will said that he will", "somebody said that he will"),
        ("will", "Will said that he will", "somebody said that he will"),
        ("Will", "WILL and WILL'S team, but willing", "somebody and somebody'S team, but willing"),
        ("Siân O'Neil", "SIÂN O’NEIL and Sian O'Neil, Sia\u0302n O\u00b4Neil", "somebody and Sian O'Neil, somebody"),
        ("Anne-Marie", "anne\u2011marie and ANNE\u2013MARIE", "somebody and somebody"),
        ("Strauß", "STRAUSS, Strauss and Strauß", "somebody, somebody and somebody"),
        ("Griffin", "Griﬃn and GRIFFIN", "somebody and somebody"),
        ("Ana Ruiz", "Ana  Ruiz and Ana Diaz", "somebody and Ana Diaz"),
        ("Özgür", "özgür fixed it, Özgür!", "somebody fixed it, somebody!"),
    ],
)
def test_a_name_is_taken_out_as_a_whole_word(name: str, text: str, left: str) -> None:
    assert Name(name).taken_out(text) == left
