"""How many answers are worked on at once: beyond that a client is told to come again, rather than left to wait."""

from collections import Counter
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_response

MAX_AT_ONCE = 64  # about two seconds of work on one core (`python -m evals.bench endpoint`)
MAX_OF_ONE = 32  # so that one client leaves room for the others
_AGAIN = {"Retry-After": "1"}


class Crowd:
    """Counts the requests that wait for the first byte of their answer; a stream that has begun is cheap and is not counted."""

    def __init__(self, app: ASGIApp) -> None:
        """Count what goes to an application."""
        self.app = app
        self._waiting: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer at once that it came to a full house."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        caller = scope.get("state", {}).get("caller")
        name = caller.person if caller else ""
        if self._waiting[name] >= MAX_OF_ONE:
            message = f"{MAX_OF_ONE} of your requests are being answered; wait for one of them"
            await error_response(HTTPStatus.TOO_MANY_REQUESTS, message, headers=_AGAIN)(scope, receive, send)
            return
        if self._waiting.total() >= MAX_AT_ONCE:
            message = "too many requests are being answered; ask again in a moment"
            await error_response(HTTPStatus.SERVICE_UNAVAILABLE, message, headers=_AGAIN)(scope, receive, send)
            return
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
            await self.app(scope, receive, sending)
        finally:
            begin()
            if not self._waiting[name]:
                del self._waiting[name]
