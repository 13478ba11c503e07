"""How many answers are worked on at once: beyond that a client is told to come again, rather than left to wait."""

import asyncio
from collections import Counter
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_response

MAX_AT_ONCE = 64  # about a second of work on one core (`python -m evals.bench endpoint`)
MAX_OF_ONE = 32  # so that one client leaves room for the others
_AGAIN = {"Retry-After": "1"}
_YOURS = error_response(
    HTTPStatus.TOO_MANY_REQUESTS, f"{MAX_OF_ONE} of your requests are being answered; wait for one of them", headers=_AGAIN
)
_FULL = error_response(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests are being answered; ask again in a moment", headers=_AGAIN)
QUIET_TURNS = 8  # of the event loop, which takes a connection a turn and hears of it three turns later: so nobody is at the door
PATIENCE_S = 0.1


class Crowd:
    """Counts the requests that wait for the first byte of their answer; a stream that has begun is cheap and is not counted.

    They enter one by one, in the order in which they came, and none while others still come in: else those who are to be
    refused would wait behind the work for those who are not.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Count what goes to an application."""
        self.app = app
        self._waiting: Counter[str] = Counter()
        self._came = 0
        self._door = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer at once that it came to a full house."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        self._came += 1
        caller = scope.get("state", {}).get("caller")
        name = caller.person if caller else ""
        if self._waiting[name] >= MAX_OF_ONE:
            await _YOURS(scope, receive, send)
        elif self._waiting.total() >= MAX_AT_ONCE:
            await _FULL(scope, receive, send)
        else:
            await self._counted(name, scope, receive, send)

    async def _counted(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        def begin() -> None:
            nonlocal begun
            if not begun:
                begun = True
                self._waiting[name] -= 1

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                begin()
            await send(message)

        self._waiting[name] += 1
        try:
            async with self._door:
                await self._until_nobody_comes()
            await self.app(scope, receive, sending)
        finally:
            begin()
            if not self._waiting[name]:
                del self._waiting[name]

    async def _until_nobody_comes(self) -> None:
        """Let those in who are at the door, even before the first is answered, behind whom they would wait; and nobody waits long."""
        now = asyncio.get_running_loop().time
        until = now() + PATIENCE_S
        came = 0
        while came != self._came and now() < until:
            came = self._came
            for _ in range(QUIET_TURNS):
                await asyncio.sleep(0)
