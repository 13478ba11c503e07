"""Notes of what somebody says in a chat that they have done, among their moments."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.domain import Practice
from assistant.remembered import MAX_NOTE_CHARS, Deed
from assistant.store.moments import Moments, Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentNotes:
    """Keeps them for one person; the same words on the same day are one moment, however often a client sends its turns."""

    open_moments: Callable[[], Moments]

    async def keep(self, practice: Practice, say: str, on: date) -> None:
        """Keep a moment: the practice, the words, the day.

        Raises:
            StoreBusy: Another process went on writing for too long.
            StoreUnusable: The moments cannot be written.

        """
        await asyncio.to_thread(self._keep, practice, say, on)

    def _keep(self, practice: Practice, say: str, on: date) -> None:
        mark = hashlib.sha256(f"{practice}\n{on}\n{say}".encode("utf-8", "replace")).hexdigest()
        deed = Deed(text=_cut(say), practice=practice, day=on)
        self.open_moments().add(deed, on, Replay(key=f"chat {mark}", asked=mark))


def _cut(say: str) -> str:
    return say if len(say) <= MAX_NOTE_CHARS else f"{say[: MAX_NOTE_CHARS - 4].rsplit(' ', 1)[0]} ..."
