"""What cannot be used is named in one line on stderr, with an exit code and nothing on stdout."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.domain import Hold
from tests.process import QUIET, Ended, smallacts

NO_WORDS = "smallacts: the situation has no words in it; describe the moment in a sentence or two\n"
PRACTICES = "insight, encouragement, question, feedback, introduction"
TOUCHED = "my boss keeps touching me and I said no"
WORDLESS = {
    "empty": b"",
    "white space": b" \t\n",
    "control characters": b"\x01\x02\x07\x1b\x7f",
    "digits": b"12 345",
    "lone surrogates": b"\xff\xfe",
}
OTHER_LANGUAGES = {
    "German": "Mein Kollege schweigt bei jeder Besprechung",
    "Chinese": "我的同事在会议上很安静",
    "Turkish": "Takım arkadaşım toplantılarda çok sessiz kalıyor",
}
UNKNOWN_NAMES = {
    "a practice to ask for": (["ask", QUIET, "--practice", "praise"], f"unknown practice 'praise'; use one of {PRACTICES}"),
    "a practice to check for": (
        ["check", "Thank you.", "--practice", "praise", "--situation", QUIET],
        f"unknown practice 'praise'; use one of {PRACTICES}",
    ),
    "a relation": (["ask", QUIET, "--relation", "boss"], "unknown relation 'boss'; use one of peer, lead, manager, upward, self"),
    "an id": (["guidance", "show", "no-such"], "no guidance has the id 'no-such'; `smallacts guidance list` shows them all"),
}
BAD_SETTINGS = {
    "a port in letters": ("PORT", "abc", "='abc'"),
    "a port too high": ("PORT", "70000", "='70000'"),
    "a wait below nought": ("BUILD_WAIT_S", "-1", "='-1'"),
    "a short key, which is not repeated": ("API_KEY", "hunter2", ""),
}
BAD_CONTACTS = {
    "not YAML": b"hr: [room 12",
    "a list": b"- hr\n- eap\n",
    "a sentence": b"ask at the desk",
    "not text": b"\xff\xfe: x",
    "a date that is none": b"hr: 2026-13-45",
}


def invisible(text: str) -> set[str]:
    """The characters in it that no reader can see, but for the end of a line."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")} - {"\n"}


@pytest.mark.parametrize("text", WORDLESS.values(), ids=WORDLESS)
def test_a_text_without_words_is_refused(built_home: Path, text: bytes) -> None:
    ended = smallacts("ask", text, home=built_home)

    assert ended == Ended(2, "", NO_WORDS)


@pytest.mark.parametrize("text", [b"", b"\0\1\2\0"], ids=["nothing", "a binary file"])
def test_standard_input_without_words_is_refused(built_home: Path, text: bytes) -> None:
    ended = smallacts("ask", "-", stdin=text, home=built_home)

    assert ended == Ended(2, "", NO_WORDS)


@pytest.mark.parametrize("command", [["ask", "-"], ["guidance", "search", "-"]], ids=["ask", "search"])
def test_standard_input_that_is_no_text_is_refused(built_home: Path, command: list[str]) -> None:
    ended = smallacts(*command, stdin=b"caf\xe9 \xff", home=built_home)

    assert ended == Ended(2, "", "smallacts: standard input is not UTF-8 text (byte 3); give the moment in words\n")


def test_a_closed_standard_input_is_refused(built_home: Path) -> None:
    ended = smallacts("ask", "-", home=built_home, before=["sh", "-c", 'exec "$@" <&-', "sh"])

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(r"smallacts: .+\n", ended.err)


@pytest.mark.parametrize(("text", "stdin"), [(b"a" * 100_000, b""), (b"-", b"a" * 100_000)], ids=["as an argument", "on standard input"])
def test_a_text_of_a_hundred_kilobytes_is_refused_with_its_length(built_home: Path, text: bytes, stdin: bytes) -> None:
    ended = smallacts("ask", text, stdin=stdin, home=built_home)

    said = "the situation has 100,000 characters; at most 8,000: tell the moment in a sentence or two"
    assert ended == Ended(2, "", f"smallacts: {said}\n")


@pytest.mark.parametrize(("command", "said"), UNKNOWN_NAMES.values(), ids=UNKNOWN_NAMES)
def test_an_unknown_name_is_refused_with_what_is_known(built_home: Path, command: list[str], said: str) -> None:
    ended = smallacts(*command, home=built_home)

    assert ended == Ended(2, "", f"smallacts: {said}\n")


@pytest.mark.parametrize("option", ["--practice", "--relation", "--person", "--fact"])
def test_an_option_with_nothing_in_it_is_refused(built_home: Path, option: str) -> None:
    ended = smallacts("ask", QUIET, option, "", home=built_home)

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(rf"smallacts: .*{option[2:]}.+\n", ended.err)


def test_no_words_to_check_are_refused(built_home: Path) -> None:
    ended = smallacts("check", "", "--practice", "question", "--situation", QUIET, home=built_home)

    assert ended == Ended(2, "", "smallacts: there are no words to check; give what you mean to say\n")


def test_bytes_that_are_no_text_do_not_come_back_in_an_answer(built_home: Path) -> None:
    ended = smallacts("ask", QUIET.encode() + b" \xff\xfe", "--person", b"An\xffna", "--fact", b"\xffAnna read", home=built_home)

    assert (ended.code, ended.err, invisible(ended.out)) == (0, "", set())
    assert ended.out.startswith("**Say** (question)")


def test_control_characters_among_words_do_not_come_back_in_an_answer(cli: Callable[..., Result]) -> None:
    result = cli("ask", "-", "--fact", "David stayed \x1b\x07calm when the client got angry", stdin=b"rough \0 call \x1btoday")

    assert (result.exit_code, invisible(result.stdout)) == (0, set())
    assert "stayed calm when the client got angry" in result.stdout


def test_what_no_reader_can_see_does_not_come_back_from_a_check(built_home: Path) -> None:
    said = b"You \xff\xfe are \x1b[2Jlazy."

    ended = smallacts("check", said, "--practice", "feedback", "--situation", QUIET, home=built_home)

    assert (ended.code, ended.err, invisible(ended.out)) == (0, "", set())


@pytest.mark.parametrize("text", OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES)
def test_another_language_is_held(cli: Callable[..., Result], text: str) -> None:
    result = cli("ask", text, "--json")

    hold = Hold.model_validate_json(result.stdout)
    assert (result.exit_code, hold.question) == (0, "Could you describe the moment in English?")


@pytest.mark.parametrize(("name", "value", "shown"), BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_a_setting_that_cannot_be_used_is_named(built_home: Path, name: str, value: str, shown: str) -> None:
    ended = smallacts("ask", QUIET, home=built_home, **{name: value})  # type: ignore[arg-type]

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(rf"smallacts: SMALLACTS_{name}{shown}: .+\n", ended.err)


@pytest.mark.parametrize("content", BAD_CONTACTS.values(), ids=BAD_CONTACTS)
def test_contacts_that_cannot_be_used_are_named(built_home: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "contacts.yaml"
    file.write_bytes(content)

    ended = smallacts("ask", TOUCHED, home=built_home, CONTACTS=str(file))

    said = f"SMALLACTS_CONTACTS: {file}: expected lines of `role: words to show`, as in `hr: the HR desk, room 12`"
    assert ended == Ended(2, "", f"smallacts: {said}\n")


@pytest.mark.parametrize("name", ["missing.yaml", "."], ids=["no file", "a folder"])
def test_contacts_that_are_no_file_are_named(built_home: Path, tmp_path: Path, name: str) -> None:
    ended = smallacts("ask", TOUCHED, home=built_home, CONTACTS=str(tmp_path / name))

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(rf"smallacts: SMALLACTS_CONTACTS: {re.escape(str(tmp_path / name))}: .+\n", ended.err)


@pytest.mark.parametrize("name", ["file", "file/below"], ids=["a file", "below a file"])
def test_a_home_that_is_no_folder_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    ended = smallacts("ask", QUIET, home=tmp_path / name)

    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(rf"smallacts: {re.escape(str(tmp_path / name))}.*: .+\n", ended.err)


def test_a_home_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / ("a" * 300)

    ended = smallacts("ask", QUIET, home=home)

    said = rf"smallacts: {home}: the data folder cannot be written \(.+\); set SMALLACTS_HOME to a folder of yours\n"
    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(said, ended.err)
