"""Introductions: who could help, both asked first, nobody asked too often, no address before two yeses."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import Result

from assistant.checks import own_words
from assistant.domain import Practice, Risk, Situation, Verdict
from assistant.errors import AssistantError, BadInput
from assistant.factory import Parts
from assistant.introducing import Vector
from assistant.memory import Memory
from assistant.people import Colleague, colleague_id
from assistant.settings import Settings
from tests.api.calling import call

Cli = Callable[..., Result]
HEAD = "name,email,role,team,manager,interests,can help with,wants to learn,opted in\n"
PEOPLE = """Mona Diaz,mona@mill.example,designer,Apps,Rita Okoro,"climbing, accessibility",interface sketches,accessibility,yes
Luis Ortega,luis@mill.example,engineer,Platform,Hans Beck,"accessibility, chess",accessible web pages and screen readers,speaking,yes
Ivy Chen,ivy@mill.example,designer,Apps,Rita Okoro,gardening,making web pages accessible,sql,yes
Rita Okoro,rita@mill.example,manager,Apps,,rowing,making web pages accessible,,yes
Bo Lind,bo@mill.example,analyst,Finance,Hans Beck,rowing,spreadsheets and budget forecasts,,yes
Tom Ash,tom@mill.example,engineer,Web,Eva Sun,running,testing web pages with screen readers,,yes
Una Asked,una@mill.example,clerk,Web,,,making web pages accessible,,no
"""
TOPIC = "making our web pages accessible"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(HEAD + PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def directory(cli: Cli, file: Path) -> Path:
    """A directory that was imported."""
    assert cli("people", "import", str(file)).exit_code == 0
    return file


def found(cli: Cli, topic: str = TOPIC, learner: str = "Mona Diaz") -> list[dict[str, Any]]:
    ran = cli("people", "match", topic, "--for", learner, "--json")
    assert ran.exit_code == 0, ran.exception
    matches: list[dict[str, Any]] = json.loads(ran.stdout)["matches"]
    return matches


def intro(cli: Cli, *words: str) -> dict[str, Any]:
    ran = cli("intro", *words, "--json")
    assert ran.exit_code == 0, ran.exception
    held: dict[str, Any] = json.loads(ran.stdout)
    return held


def test_those_who_opted_in_are_held_and_nobody_else(cli: Cli, directory: Path, tmp_path: Path) -> None:
    listed = cli("people", "list").stdout

    assert "Luis Ortega: engineer, Platform; can help with accessible web pages" in listed
    assert b"Una Asked" not in (tmp_path / "moments.db").read_bytes()


def test_no_list_and_no_match_shows_an_address(cli: Cli, directory: Path) -> None:
    shown = cli("people", "list", "--json").stdout + cli("people", "match", TOPIC, "--for", "Mona Diaz", "--json").stdout

    assert "@" not in shown


def test_whom_one_half_knows_comes_first_and_the_nearest_colleague_last(cli: Cli, directory: Path) -> None:
    assert [(one["name"], one["tie"]) for one in found(cli)] == [
        ("Luis Ortega", "moderately weak"),
        ("Tom Ash", "weak"),
        ("Ivy Chen", "close"),
    ]


def test_nobody_is_matched_with_their_manager_or_with_another_subject(cli: Cli, directory: Path) -> None:
    names = {one["name"] for one in found(cli)}

    assert names.isdisjoint({"Rita Okoro", "Bo Lind", "Mona Diaz"})


def test_no_address_is_shown_before_two_yeses(cli: Cli, directory: Path) -> None:
    asked = intro(cli, "start", "Mona", "Luis", "--about", TOPIC)
    one_yes = intro(cli, "answer", "last", "Luis", "yes")
    both = intro(cli, "answer", "last", "Mona Diaz", "yes")

    assert "@" not in json.dumps([asked, one_yes])
    assert (asked["state"], one_yes["state"], both["state"]) == ("asked", "asked", "yes")
    assert "luis@mill.example" in both["messages"]["both"]
    assert "mona@mill.example" in both["messages"]["both"]


def test_both_messages_ask_for_consent_as_the_checks_want_it(cli: Cli, directory: Path, parts: Parts) -> None:
    asked = intro(cli, "start", "Mona", "Luis", "--about", TOPIC)["messages"]

    for text in asked.values():
        told = Situation(
            text=f"Mona Diaz of Apps would like to learn about {TOPIC} from Luis Ortega of Platform", practice=Practice.INTRODUCTION
        )
        failed = [result.id for result in own_words(text, told, Risk.GREEN) if result.verdict is Verdict.FAIL]
        assert failed == []


def test_a_no_ends_it_kindly_for_the_other(cli: Cli, directory: Path) -> None:
    intro(cli, "start", "Mona", "Luis", "--about", TOPIC)

    ended = intro(cli, "answer", "last", "Luis", "no")

    assert ended["state"] == "no"
    assert list(ended["messages"]) == ["Mona Diaz"]
    assert "Luis" not in ended["messages"]["Mona Diaz"]


def test_nothing_is_sent_before_both_said_yes(cli: Cli, directory: Path) -> None:
    intro(cli, "start", "Mona", "Luis", "--about", TOPIC)

    ran = cli("intro", "done", "last")

    assert str(ran.exception) == "not both said yes; nothing is sent before that"


def test_an_introduction_that_was_made_stays_made(cli: Cli, directory: Path) -> None:
    intro(cli, "start", "Mona", "Luis", "--about", TOPIC)
    for name in ("Mona", "Luis"):
        intro(cli, "answer", "last", name, "yes")
    intro(cli, "done", "last")

    ran = cli("intro", "answer", "last", "Mona", "no")

    assert "made already" in str(ran.exception)
    assert json.loads(cli("intro", "list", "--json").stdout)["introductions"][0]["state"] == "introduced"


def test_nobody_is_asked_more_than_twice_a_month(cli: Cli, directory: Path) -> None:
    for learner in ("Mona", "Bo"):
        intro(cli, "start", learner, "Luis", "--about", TOPIC)

    third = cli("intro", "start", "Tom", "Luis", "--about", TOPIC)

    assert "Luis Ortega was asked twice within a month" in str(third.exception)
    assert "Luis Ortega" not in {one["name"] for one in found(cli, learner="Tom Ash")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["start", "Mona", "Rita", "--about", TOPIC], "are manager and report"),
        (["start", "Mona", "Mona Diaz", "--about", TOPIC], "an introduction has two people"),
        (["start", "Mona", "Nobody", "--about", TOPIC], "nobody in the directory is called 'Nobody'"),
        (["start", "Mona", "Luis", "--about", "??"], "'??' is no topic"),
        (["answer", "last", "Mona", "yes"], "no introduction of yours is 'last'"),
        (["answer", "last", "Mona", "perhaps"], "'perhaps'? say yes or no"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(cli: Cli, directory: Path, words: list[str], said: str) -> None:
    ran = cli("intro", *words)

    assert isinstance(ran.exception, AssistantError)
    assert said in str(ran.exception)


def test_two_are_not_introduced_twice(cli: Cli, directory: Path) -> None:
    intro(cli, "start", "Mona", "Luis", "--about", TOPIC)

    again = cli("intro", "start", "Luis", "Mona", "--about", "chess")

    assert "you are introducing these two already" in str(again.exception)
    assert "Luis Ortega" not in {one["name"] for one in found(cli)}


def test_an_import_makes_the_directory_what_the_file_is(cli: Cli, directory: Path) -> None:
    directory.write_text(HEAD + PEOPLE.partition("\n")[2] + "Kim Vo,,,,,,sql,,yes\n", encoding="utf-8")

    changed = json.loads(cli("people", "import", str(directory), "--json").stdout)

    assert changed == {"people": 6, "added": 1, "removed": 1, "forgotten": 0, "not_opted_in": 1}


def test_who_is_forgotten_while_an_import_runs_does_not_come_back(tmp_path: Path) -> None:
    memory, colleague = Memory(Settings(home=tmp_path)), Colleague(id=colleague_id("Kim Vo"), name="Kim Vo", can_help="sql")

    def embed(texts: Sequence[str]) -> Vector:
        Memory(Settings(home=tmp_path)).forgetting.forget("Kim Vo", date(2026, 11, 27))
        return np.zeros((len(texts), 3), dtype=np.float32)

    changed = memory.people.replace([colleague], embed, "a model")

    assert (changed.people, changed.forgotten) == (0, 1)
    assert memory.people.all() == ()


def test_who_offers_nothing_is_asked_in_whole_sentences(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(HEAD + "Mona Diaz,,,,,,,,yes\nLuis Ortega,,,,,,,,yes\n")
    cli("people", "import", str(file))

    asked = intro(cli, "start", "Mona", "Luis", "--about", "chess")["messages"]
    both = [intro(cli, "answer", "last", name, "yes")["messages"] for name in ("Mona", "Luis")][-1]

    said = [*asked.values(), *both.values()]
    assert len(said) == 3
    assert [text for text in said if "about ." in text or "  " in text or "knows about" in text] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,team\nAna,Apps\n", "people.csv: the first line lacks can_help, opted_in; the columns are name, address"),
        (HEAD + "Ana,,,,,,sql,,perhaps\n", "people.csv:2: opted_in is 'perhaps'; say yes or no"),
        (HEAD + "Ana,,,,,,sql,,yes\n\nana,,,,,,sql,,yes\n", "people.csv:4: ana stands there twice"),
        (HEAD + "Ana,sql,yes\n", "people.csv:2: 3 cells where the first line has 9"),
        (HEAD + ",,,,,,sql,,yes\n", "people.csv:2: name: "),
        (HEAD + '"Ana,,,,,,sql,,yes\n', "people.csv:2: no CSV that can be read"),
        ("", "people.csv: the first line lacks name, can_help, opted_in"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(cli: Cli, file: Path, text: str, said: str) -> None:
    file.write_text(text, encoding="utf-8")

    ran = cli("people", "import", str(file))

    assert isinstance(ran.exception, BadInput)
    assert said in str(ran.exception)


def test_over_http_an_introduction_takes_the_same_road(
    parts: Parts, tmp_path: Path, file: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = replace(parts, settings=Settings(home=tmp_path / "home", database=None))
    monkeypatch.setenv("SMALLACTS_DATABASE", f"sqlite:///{tmp_path}/home/moments.db")
    cli("people", "import", str(file))

    matches = call(own, "GET", f"/v1/people/matches?topic={TOPIC}&learner=Mona").json()["matches"]
    made = call(own, "POST", "/v1/introductions", json={"learner": "Mona", "helper": matches[0]["name"], "topic": TOPIC}).json()
    for name in ("Mona", "Luis"):
        said = call(own, "POST", f"/v1/introductions/{made['id']}/answers", json={"name": name, "yes": True}).json()
    done = call(own, "PUT", f"/v1/introductions/{made['id']}/state", json={"state": "introduced"}).json()

    assert "@" not in json.dumps(made)
    assert "luis@mill.example" in said["messages"]["both"]
    assert done["state"] == "introduced"
    assert call(own, "PUT", "/v1/introductions/zzz/state", json={"state": "introduced"}).status_code == 404
