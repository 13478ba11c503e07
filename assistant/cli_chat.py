"""`smallacts chat`: the conversation of the chat endpoint, at a terminal or through a pipe."""

import asyncio
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, err, open_assistant, open_memory, out
from assistant.domain import clean
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.conversation.modes import Mode
    from assistant.conversation.talk import Conversation

GREETING = "Tell me a moment at work. Then: shorter, warmer, as a question, another one, why? /week plans three moments, /log notes one; Ctrl-D ends."


def chat(
    as_json: AsJson = False,
    mode: Annotated[str, typer.Option(help="What it is for: smallacts, smallacts-question, smallacts-week ...")] = "smallacts",
) -> None:
    r"""Talk a moment through: a first answer, then shorter, warmer, as a question, what if, why.

    At a terminal it edits lines and keeps those before them until it ends; through a pipe each line is a turn.

    Example: printf 'how do I thank Ana for staying late\nshorter\n' | smallacts chat
    """
    from assistant.conversation.modes import mode_of
    from assistant.factory_chat import open_own_conversation

    chosen = mode_of(mode)
    memory = open_memory()
    conversation = open_own_conversation(open_assistant(), memory, memory.me)
    if sys.stdin is None:
        raise BadInput("standard input is closed; type the moment, or send lines through a pipe")
    if not sys.stdin.isatty():
        _talk(_piped(), conversation, chosen, as_json=as_json)
        return
    from assistant.prompt_line import PromptLine

    err().print(GREETING, highlight=False, style="dim")
    _talk(iter(PromptLine(), None), conversation, chosen, as_json=as_json)


def _talk(said: Iterator[str], conversation: "Conversation", mode: "Mode", *, as_json: bool) -> None:
    from assistant.ports import Speaker, Turn

    turns: list[Turn] = []
    for line in said:
        text = clean(line).strip()
        if not text:
            continue
        turns.append(Turn(by=Speaker.USER, text=text))
        spoken = asyncio.run(conversation.reply(turns, mode))
        turns.append(Turn(by=Speaker.ASSISTANT, text=spoken.text))
        if as_json:
            print(spoken.answer.model_dump_json(), flush=True)
        else:
            _show(spoken.text)


def _show(text: str) -> None:
    """As Markdown for the eye at a terminal, as it is into a pipe."""
    console = out()
    if not console.is_terminal:
        console.print(text, end="\n\n", markup=False, highlight=False, soft_wrap=True)
        return
    from assistant.terminal import show_text

    show_text(text, console)


def _piped() -> Iterator[str]:
    try:
        for line in sys.stdin.buffer:
            yield line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"standard input is not UTF-8 text (byte {error.start} of a line); send the moment in words") from error
