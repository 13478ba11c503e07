"""The commands that a client starts and speaks to over standard input and output; imports stand inside functions, so that `--help` is quick."""

import asyncio
import sys

from assistant.console import open_assistant, open_memory
from assistant.errors import BadInput


def mcp() -> None:
    """Answer an MCP client over standard input and output: tools, prompts, guidance.

    A client starts it by itself: give it the command `smallacts` with the argument `mcp`. `smallacts serve` answers the same at /mcp.
    """
    from api.mcp import over_stdio
    from assistant.live import Live

    _want_both_ends("mcp")
    asyncio.run(over_stdio(Live(open_assistant()), open_memory()))


def acp() -> None:
    """Be the agent of an editor (Zed, JetBrains) over standard input and output: the conversation of `smallacts chat`.

    The editor starts it by itself: give it the command `smallacts` with the argument `acp`. It takes the extra `acp`.
    """
    try:
        from api.acp import over_stdio
    except ImportError as error:
        raise BadInput("`smallacts acp` takes an extra; install it with: pip install 'smallacts[acp]'") from error
    from assistant.live import Live

    _want_both_ends("acp")
    asyncio.run(over_stdio(Live(open_assistant()), open_memory()))


def _want_both_ends(command: str) -> None:
    if sys.stdin is None or sys.stdout is None:
        raise BadInput(f"standard input or output is closed; `smallacts {command}` is started by a client that speaks through both")
