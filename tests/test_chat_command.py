"""`smallacts chat` through a pipe, and at a terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import Result

from assistant.prompt_line import PromptLine
from tests.process import smallacts

MOMENT = "how do I thank Ana for staying late"


def test_each_line_of_a_pipe_is_a_turn(built_home: Path) -> None:
    ended = smallacts("chat", home=built_home, stdin=f"{MOMENT}\n\nshorter\n".encode())

    assert (ended.code, ended.err, ended.out.count("**Say** (encouragement)")) == (0, "", 2)
    assert ended.out.count("**Why:**") == 1


def test_json_is_one_answer_a_line(cli: Callable[..., Result]) -> None:
    lines = cli("chat", "--json", stdin=f"{MOMENT}\nwhy?\n/week\n").stdout.splitlines()

    assert [json.loads(line)["kind"] for line in lines] == ["nudge", "remark", "plan"]


def test_a_mode_is_kept_to(cli: Callable[..., Result]) -> None:
    answer = cli("chat", "--json", "--mode", "smallacts-question", stdin=f"{MOMENT}\n").stdout

    assert json.loads(answer)["action"]["practice"] == "question"


def test_a_mode_that_is_none_is_refused(built_home: Path) -> None:
    ended = smallacts("chat", "--mode", "gpt-5", home=built_home)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("smallacts: there is no model 'gpt-5'; use one of smallacts, ")


def test_bytes_that_are_no_text_are_refused_in_one_line(built_home: Path) -> None:
    ended = smallacts("chat", home=built_home, stdin=b"\xff\xfe\n")

    assert (ended.code, ended.err) == (2, "smallacts: standard input is not UTF-8 text (byte 0 of a line); send the moment in words\n")


def typed(keys: str, times: int) -> list[str | None]:
    """What the prompt gives when these keys are pressed at a terminal."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(keys)
        line = PromptLine()
        return [line() for _ in range(times)]


def test_a_prompt_is_no_part_of_what_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with create_pipe_input() as keyboard, create_app_session(input=keyboard):
        keyboard.send_text(f"{MOMENT}\r")
        PromptLine()()

    said = capsys.readouterr()
    assert (said.out, "> " in said.err) == ("", True)


def test_an_interrupt_clears_the_line_and_the_end_of_input_ends_the_chat() -> None:
    assert typed(f"half a sen\x03{MOMENT}\r\x04", 3) == ["", MOMENT, None]


def test_a_message_that_is_pasted_is_one_turn() -> None:
    assert typed("\x1b[200~You were late.\nWe waited.\x1b[201~\r", 1) == ["You were late.\nWe waited."]
