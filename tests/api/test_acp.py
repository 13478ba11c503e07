"""The agent of an editor's panel, by the official client."""

import asyncio
import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.acp import COMMANDS, MAX_SESSIONS
from assistant.conversation.follow_ups import FollowUp, read_follow_up
from assistant.domain import Hold, Referral, Situation
from assistant.factory import Parts
from tests.api.acp_clients import Editor, by_stdio, inside
from tests.process import TREE, Ended, command, environment, smallacts

THANKS = "how do I thank Ana for staying late"
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": 1}}
PIPE = subprocess.PIPE
STOP_S = 60
WITHOUT_EXTRA = "import sys; sys.modules['acp'] = None; sys.argv[1:] = ['acp']; from assistant.cli import main; main()"


class Waiting:
    """A gate that lets nothing through."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        self.is_asked.set()
        await asyncio.Event().wait()
        raise AssertionError(situation)


class Broken:
    """A gate that fails with what was told."""

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        raise LookupError(situation.text)


def test_a_conversation_of_three_turns_comes_in_parts(parts: Parts) -> None:
    async def talk(editor: Editor) -> list[list[str]]:
        session, answers = await editor.begin(), []
        for text in (THANKS, "shorter", "why?"):
            editor.said.clear()
            assert await editor.ask(session, text) == "end_turn"
            answers.append(list(editor.said))
        return answers

    first, second, third = inside(parts, talk)

    assert first[0] == "**Say** (encouragement)\n\n"
    assert len(first) > len(second) > 2
    assert len("".join(second)) < len("".join(first))
    assert third[-1].startswith("Source: A thank-you note")


def test_two_threads_know_nothing_of_each_other(parts: Parts) -> None:
    async def talk(editor: Editor) -> str:
        told, other = await editor.begin(), await editor.begin()
        await editor.ask(told, THANKS)
        editor.said.clear()
        await editor.ask(other, "shorter")
        return "".join(editor.said)

    assert "**Say**" not in inside(parts, talk)


def test_its_commands_are_announced_and_understood(parts: Parts) -> None:
    async def announced(editor: Editor) -> list[str]:
        session = await editor.begin()
        await editor.ask(session, "/question my teammate is quiet in meetings")
        assert editor.said[0] == "**Say** (question)\n\n"
        return editor.commands

    assert inside(parts, announced) == list(COMMANDS)
    heard = [read_follow_up(f"/{name}") for name in COMMANDS]
    assert all(step is not None and step.kind is not FollowUp.HELP for step in heard)


def test_the_gate_holds(parts: Parts) -> None:
    async def told(editor: Editor) -> str:
        await editor.ask(await editor.begin(), "my report said she does not want to be here any more")
        return "".join(editor.said)

    assert inside(parts, told).startswith("**This needs a person, not a tip.")


def test_a_cancelled_turn_ends_and_the_thread_goes_on(parts: Parts) -> None:
    async def cancel(editor: Editor) -> tuple[str, str]:
        session = await editor.begin()
        turn = asyncio.ensure_future(editor.ask(session, THANKS))
        await gate.is_asked.wait()
        second = await editor.refusal(editor.ask(session, "shorter"))
        await editor.agent.cancel(session_id=session)
        return await turn, second

    gate = Waiting()

    reason, second = inside(replace(parts, assistant=replace(parts.assistant, gate=gate)), cancel)

    assert (reason, second) == ("cancelled", "this thread is still being answered; wait, or cancel it first")


def test_a_thread_that_there_is_not_is_named(parts: Parts) -> None:
    async def ask(editor: Editor) -> str:
        return await editor.refusal(editor.ask("nope", THANKS))

    assert inside(parts, ask) == "there is no thread 'nope' any more; begin a new one"


def test_of_too_many_threads_the_longest_silent_ends(parts: Parts) -> None:
    async def begin_many(editor: Editor) -> list[str]:
        sessions = [await editor.begin() for _ in range(MAX_SESSIONS)]
        await editor.ask(sessions[0], "/help")
        await editor.begin()
        return [await editor.refusal(editor.ask(session, "/help")) for session in sessions[:3]]

    ends = inside(parts, begin_many)

    assert [end.partition(" ")[0] for end in ends] == ["not", "there", "not"]


def test_an_empty_turn_gets_a_line_and_changes_nothing(parts: Parts) -> None:
    async def talk(editor: Editor) -> list[str]:
        session = await editor.begin()
        await editor.ask(session, THANKS)
        await editor.ask(session, " ")
        editor.said.clear()
        await editor.ask(session, "shorter")
        return editor.said

    assert inside(parts, talk)[0] == "**Say** (encouragement)\n\n"


def test_what_it_does_not_offer_is_no_method(parts: Parts) -> None:
    async def load(editor: Editor) -> str:
        return await editor.refusal(editor.agent.load_session(session_id="x", cwd="/", mcp_servers=[]))

    assert inside(parts, load) == "Method not found"


def test_an_unforeseen_failure_says_nothing_of_what_was_told(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    async def ask(editor: Editor) -> str:
        return await editor.refusal(editor.ask(await editor.begin(), "Zebulon is quiet in meetings"))

    broken = replace(parts, assistant=replace(parts.assistant, gate=Broken()))

    assert inside(broken, ask) == "something failed here; the log says where"
    assert ("unexpected LookupError" in caplog.text, "Zebulon" in caplog.text) == (True, False)


def test_an_editor_starts_it(built_home: Path, tmp_path: Path) -> None:
    async def ask(editor: Editor) -> tuple[str, str]:
        reason = await editor.ask(await editor.begin(), THANKS)
        return reason, editor.said[0]

    settings: dict[str, Any] = {"DATABASE": f"sqlite:///{tmp_path}/moments.db"}

    assert by_stdio(built_home, ask, **settings) == ("end_turn", "**Say** (encouragement)\n\n")


def test_an_interrupt_ends_it_with_nothing_but_the_protocol_on_standard_output(built_home: Path) -> None:
    with subprocess.Popen(
        command("acp"), stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, cwd=TREE, env=environment(built_home)
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(f"no JSON\n{json.dumps(HELLO)}\n")
        process.stdin.flush()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(STOP_S)
        rest, err = process.stdout.read(), process.stderr.read()

    assert json.loads(first)["result"]["agentInfo"]["name"] == "smallacts"
    assert (process.returncode, rest, err) == (0, "", "smallacts: Error parsing JSON-RPC message\n")


def test_into_a_file_it_says_so(built_home: Path, tmp_path: Path) -> None:
    ended = smallacts("acp", home=built_home, before=("sh", "-c", f'exec "$@" > {tmp_path}/out', "sh"))

    said = "smallacts: standard output is a file; `smallacts acp` is started by an editor that reads it through a pipe\n"
    assert ended == Ended(2, "", said)


def test_without_the_extra_it_names_it(built_home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRA], capture_output=True, text=True, check=False, cwd=TREE, env=environment(built_home)
    )

    said = "smallacts: `smallacts acp` takes an extra; install it with: pip install 'smallacts[acp]'\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)
