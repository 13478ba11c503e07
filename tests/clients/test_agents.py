"""Agents and chat clients at a command line: three turns with each, as the person at it reads them."""

import re
import sys
from collections.abc import Callable, Sequence

import pytest

from tests.clients.driving import Desk

pytestmark = pytest.mark.clients
FIRST, SHORTER, WHAT_IF = TURNS = (
    "Priya stayed calm when the client shouted in the demo",
    "shorter",
    "what if she says it was nothing?",
)
TOLD = "stayed calm when the client shouted"
Hold = Callable[[Desk, Sequence[str]], str]


def opencode(desk: Desk, turns: Sequence[str]) -> str:
    desk.connect("opencode")
    first, *others = turns
    said = [desk.run("opencode", "run", first), *(desk.run("opencode", "run", "--continue", turn) for turn in others)]
    return "\n".join(said)


def codex(desk: Desk, turns: Sequence[str]) -> str:
    desk.connect("codex")
    ask = ("codex", "exec", "--skip-git-repo-check")
    first, *others = turns
    return "\n".join([desk.run(*ask, first), *(desk.run(*ask, "resume", "--last", turn) for turn in others)])


def continues_cn(desk: Desk, turns: Sequence[str]) -> str:
    desk.connect("continue")
    first, *others = turns
    return "\n".join([desk.run("cn", "-p", first), *(desk.run("cn", "-p", "--resume", turn) for turn in others)])


def copilot(desk: Desk, turns: Sequence[str]) -> str:
    exported = desk.connect("copilot-cli")
    asked = [f'copilot -p "$1" --allow-all-tools {again}' for again in ("", *["--continue"] * (len(turns) - 1))]
    return "\n".join(desk.run("bash", "-euc", f"{exported}\n{ask}", "shell", turn) for ask, turn in zip(asked, turns, strict=True))


def aider(desk: Desk, turns: Sequence[str]) -> str:
    desk.connect("aider")
    alone = ("--no-git", "--map-tokens", "0", "--yes-always", "--no-check-update", "--analytics-disable", "--no-show-release-notes")
    return desk.run("aider", *alone, "--no-pretty", "--no-fancy-input", stdin="".join(f"{turn}\n" for turn in turns))


def llm(desk: Desk, turns: Sequence[str]) -> str:
    desk.connect("llm")
    first, *others = turns
    return "\n".join([desk.run("llm", "-m", "smallacts", first), *(desk.run("llm", "-c", turn) for turn in others)])


CLIENTS: dict[str, Hold] = {
    "opencode": opencode,
    "codex": codex,
    "continue": continues_cn,
    "copilot-cli": copilot,
    "aider": aider,
    "llm": llm,
}


def quoted(said: str) -> list[str]:
    """The words to say, as they stand in the quotations."""
    return [line.strip().removeprefix("> ") for line in said.splitlines() if line.strip().startswith("> ") and "·" not in line]


HELD = [
    pytest.param(
        client, marks=pytest.mark.skipif(client == "aider" and sys.version_info >= (3, 13), reason="aider has no release for this Python")
    )
    for client in CLIENTS
]


@pytest.mark.parametrize("client", HELD)
def test_a_client_holds_a_conversation_of_three_turns(client: str, desk: Desk) -> None:
    said = CLIENTS[client](desk, TURNS)

    words = quoted(said)
    assert [TOLD in word for word in words] == [True, True, True], said
    assert len(words[1]) < len(words[0])
    assert "when they wave it away" in said.lower()


def test_an_agent_is_called_no_tool_and_changes_no_file(desk: Desk) -> None:
    said = codex(desk, [FIRST])

    assert said.count("**Say**") == 1
    assert [path.name for path in (desk.home / "work").iterdir()] == []


def test_opencode_lists_a_session_by_what_it_is_about(desk: Desk) -> None:
    opencode(desk, [FIRST])

    listed = desk.run("opencode", "session", "list")

    assert re.search(r"ses_\w+\s+Priya stayed calm\b", listed), listed


def test_a_mode_of_the_picker_is_what_is_answered(desk: Desk) -> None:
    desk.connect("llm")

    said = desk.run("llm", "-m", "smallacts-question", FIRST)

    assert "**Say** (question)" in said
    assert quoted(said)[0].endswith("?")


def test_a_mode_that_is_none_is_explained_where_the_person_sees_it(desk: Desk) -> None:
    desk.connect("codex")

    with pytest.raises(AssertionError, match=r"there is no model 'smallacts-praise'; use one of smallacts, "):
        desk.run("codex", "exec", "--skip-git-repo-check", "-m", "smallacts-praise", FIRST)
