"""Keys on the terminal: made and shown once, listed, removed."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.errors import AssistantError
from assistant.keys import add_key, read_keys, remove_key

Cli = Callable[..., Result]


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    monkeypatch.setenv("SMALLACTS_KEYS", str(path))
    return path


def test_a_key_is_shown_once(cli: Cli, file: Path) -> None:
    key = cli("keys", "add", "anas-editor", "--person", "ana").stdout.strip()

    listed = cli("keys", "list").stdout

    assert key.startswith("sa_")
    assert len(key) > 40
    assert "anas-editor  ana, since " in listed
    assert key not in listed + file.read_text()


def test_keys_that_are_made_and_removed_at_once_are_all_made_and_removed(file: Path) -> None:
    def change(i: int) -> None:
        add_key(file, f"k{i}", person="ana", timezone=None, keeps_situations=False, per_minute=None, today=date(2026, 11, 27))
        if i % 2:
            remove_key(file, f"k{i}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(change, range(32)))

    assert {key.name for key in read_keys(file)} == {f"k{i}" for i in range(0, 32, 2)}


def test_a_list_for_programs_holds_no_fingerprint(cli: Cli) -> None:
    cli("keys", "add", "k", "--person", "ana", "--per-minute", "5", "--timezone", "Europe/Berlin")

    (key,) = json.loads(cli("keys", "list", "--json").stdout)["keys"]

    assert "sha256" not in key
    assert (key["person"], key["per_minute"], key["timezone"]) == ("ana", 5, "Europe/Berlin")


def test_two_spellings_of_a_person_are_one(cli: Cli) -> None:
    for number, person in enumerate(("Özgür", "özgür", "O\u0308zgu\u0308r")):
        cli("keys", "add", f"k{number}", "--person", person)

    keys = json.loads(cli("keys", "list", "--json").stdout)["keys"]

    assert {key["person"] for key in keys} == {"özgür"}


def test_a_removed_key_is_gone(cli: Cli) -> None:
    cli("keys", "add", "k", "--person", "ana")

    cli("keys", "remove", "k")

    assert json.loads(cli("keys", "list", "--json").stdout) == {"keys": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "k", "--person", "ben"], "there is a key 'k' already"),
        (["add", "a b", "--person", "ben"], "a key's name has letters, digits, dots and dashes, at most 60, as in anas-editor"),
        (["add", "b", "--person", " "], "a person has a name of at most 100 characters, as in --person ana"),
        (["add", "b", "--person", "ben", "--timezone", "Berlin"], "'Berlin' is no time zone"),
        (["remove", "z"], "there is no key 'z'; `smallacts keys list` shows them"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(cli: Cli, words: list[str], said: str) -> None:
    cli("keys", "add", "k", "--person", "ana")

    ran = cli("keys", *words)

    assert isinstance(ran.exception, AssistantError)
    assert said in str(ran.exception)


def test_a_file_that_is_none_of_ours_is_left_as_it_is(cli: Cli, file: Path) -> None:
    file.write_text("ana: secret")

    ran = cli("keys", "add", "k", "--person", "ana")

    assert "`smallacts keys` writes this file" in str(ran.exception)
    assert file.read_text() == "ana: secret"
