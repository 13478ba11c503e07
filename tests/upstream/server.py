"""A small HTTP server of raw sockets, in a thread of its own, that fails in the way its path names."""

import asyncio
import contextlib
import json
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

FOREVER = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request, and the way to answer it."""

    asked: dict[str, Any]
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def streams(self) -> bool:
        return bool(self.asked.get("stream"))

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def wait_until_gone(self) -> None:
        """Say nothing until the client has left."""
        while await self.reader.read(1_024):
            pass


Answer = Callable[[Exchange], Awaitable[None]]


class Upstream:
    """Answers on loopback; a URL of it names the fault, how often it comes, and a number of its own."""

    def __init__(self, faults: dict[str, Answer], good: Answer) -> None:
        self.asked: Counter[str] = Counter()
        self.bodies: dict[str, list[dict[str, Any]]] = {}
        self.headers: dict[str, str] = {}
        self.path = ""
        self.open = 0
        self._faults, self._good = faults, good
        self._numbers = count()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, fault: str, times: int = FOREVER) -> str:
        return f"http://127.0.0.1:{self.port}/{fault}/{times}/{next(self._numbers)}/v1"

    def calls(self, url: str) -> int:
        return self.asked[url.partition(str(self.port))[2]]

    def sent(self, url: str) -> list[dict[str, Any]]:
        return self.bodies[url.partition(str(self.port))[2]]

    def wait_for(self, url: str) -> None:
        """Wait until somebody has asked there."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.calls(url), 5)

    def all_gone(self, within_s: float) -> bool:
        """Whether every client has closed its connections by then."""
        with self._changed:
            return self._changed.wait_for(lambda: self.open == 0, within_s)

    async def _close(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._count(+1)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._answer(reader, writer):
                    pass
        finally:
            writer.close()
            self._count(-1)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = head.split()[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.strip().splitlines()[1:])}
        self.headers, self.path = headers, path
        asked = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
        key = path.partition("/chat/completions")[0]
        _, fault, times, *_ = path.split("/")
        self.asked[key] += 1
        self.bodies.setdefault(key, []).append(asked)
        self._count(0)
        answer = self._faults[fault] if self.asked[key] <= int(times) else self._good
        await answer(Exchange(asked=asked, headers=headers, reader=reader, writer=writer))
        return not writer.is_closing()

    def _count(self, change: int) -> None:
        with self._changed:
            self.open += change
            self._changed.notify_all()
