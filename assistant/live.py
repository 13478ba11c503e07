"""Keeps an assistant on the newest index while requests go on."""

import asyncio
import logging
from pathlib import Path

from assistant.errors import AssistantError
from assistant.factory import Parts, reopen
from assistant.generation import current

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5  # with the time to open it, a new index is answered from within two seconds


class Live:
    """The parts to answer with now; a request keeps those that it began with."""

    def __init__(self, parts: Parts) -> None:
        """Begin with these."""
        self.parts = parts
        self._refused: Path | None = None

    async def watch(self) -> None:
        """Look for a newer index again and again, beside the requests."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await asyncio.to_thread(self.look)

    def look(self) -> None:
        """Open the index that is switched in, if it is another one; if it cannot be used, stay with the old and say so once."""
        try:
            folder = current(self.parts.settings.home / "index")
            if folder is None or folder in (self.parts.generation.folder, self._refused):
                return
            opened = reopen(self.parts)
        except AssistantError as error:
            log.warning("%s; still answering from %s", error, self.parts.generation.folder.name)
            return
        if opened is None:
            log.warning("the index %s cannot be used; still answering from %s", folder.name, self.parts.generation.folder.name)
            self._refused = folder
            return
        self.parts = opened
        log.info("answering from %s", opened.generation.folder.name)
