"""One line of a chat at a terminal, with editing and the lines before it; the only file that imports prompt_toolkit."""

import sys

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.output import create_output


class PromptLine:
    """Asks for the next turn; what was typed lives as long as the chat, and is written nowhere."""

    def __init__(self) -> None:
        """Begin with no history; what is prompted is no part of what is written to standard output."""
        self._session: PromptSession[str] = PromptSession(history=InMemoryHistory(), output=create_output(stdout=sys.stderr))

    def __call__(self) -> str | None:
        """Return the next turn, a pasted one whole; an empty one after Ctrl-C, None after Ctrl-D."""
        try:
            return self._session.prompt("> ")
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None
