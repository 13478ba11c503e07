"""What stands in front of every route: the host's name, the page that asks, the key, the body's type and size."""

import math
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.callers import Callers
from api.errors import error_response

MAX_BODY_BYTES = 256 * 1024
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses a foreign Host or web page (DNS rebinding), a wrong key, a body that is not JSON, and one that is too large; says who calls.

    A body that grows past the limit while it is read is cut there, whatever length it claimed.
    """

    def __init__(self, app: ASGIApp, callers: Callers, hosts: frozenset[str] = frozenset()) -> None:
        """Guard an application."""
        self.app = app
        self._hosts = LOCAL | {host.lower() for host in hosts}
        self._callers = callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with an error."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if refusal := self._refusal(scope, headers):
            await refusal(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            await error_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if _host(headers.get("host", "")) not in self._hosts:
            return error_response(
                HTTPStatus.MISDIRECTED_REQUEST, "this host name is not served here; set SMALLACTS_HOST to the name you use"
            )
        if not self._is_welcome(headers.get("origin", "")):
            return error_response(HTTPStatus.FORBIDDEN, "a page of another host asks; only pages of this host may")
        return (self._stranger(scope, headers) if _is_personal(scope["path"]) else None) or _unfit(scope, headers)

    def _is_welcome(self, origin: str) -> bool:
        """Whether it is no page of the web that asks, or one of this host: editors send no origin, or one of a scheme of their own."""
        page = urlsplit(origin)
        return page.scheme not in ("http", "https") or page.hostname in self._hosts

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """Note who calls, or refuse: no field of a request can say it, only the key."""
        caller, wait_s = self._callers.of(headers.get("authorization", "").removeprefix("Bearer ").strip())
        if caller is None:
            message = "a key is needed: Authorization: Bearer <key>, one of `smallacts keys` or the value of SMALLACTS_API_KEY"
            return error_response(HTTPStatus.UNAUTHORIZED, message, headers={"WWW-Authenticate": "Bearer"})
        if wait_s:
            message = "too many requests with this key; wait as long as Retry-After says"
            return error_response(HTTPStatus.TOO_MANY_REQUESTS, message, headers={"Retry-After": str(math.ceil(wait_s))})
        scope.setdefault("state", {})["caller"] = caller
        return None


def _is_personal(path: str) -> bool:
    return path.startswith("/v1/") or path.rstrip("/") == "/mcp"


def _unfit(scope: Scope, headers: Headers) -> Response | None:
    if (
        scope["method"] in ("POST", "PUT", "PATCH")
        and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json"
    ):
        return error_response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON, with the header Content-Type: application/json")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        return error_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
    return None


_TOO_LARGE = f"the body is larger than {MAX_BODY_BYTES // 1024} kB"


def _host(header: str) -> str:
    name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() else header
    return name.strip("[]").lower()


async def _read(receive: Receive) -> bytes | None:
    """Read the whole body, or None where it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
