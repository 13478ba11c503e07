"""What stands in front of every route: the host's name, the key, the body's type and size."""

import hmac
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_response

MAX_BODY_BYTES = 256 * 1024
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses a foreign Host (DNS rebinding), a wrong key, a body that is not JSON, and one that is too large.

    A body that grows past the limit while it is read is cut there, whatever length it claimed.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset(), api_key: str | None = None) -> None:
        """Guard an application."""
        self.app = app
        self._hosts = LOCAL | {host.lower() for host in hosts}
        self._key = api_key.encode() if api_key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with an error."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if refusal := self._refusal(scope, headers):
            status, message = refusal
            extra = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else None
            await error_response(status, message, headers=extra)(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            await error_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[HTTPStatus, str] | None:
        if _host(headers.get("host", "")) not in self._hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, "this host name is not served here; set SMALLACTS_HOST to the name you use"
        if self._key and scope["path"].startswith("/v1/") and not self._knows(headers):
            return HTTPStatus.UNAUTHORIZED, "a key is needed: Authorization: Bearer <the value of SMALLACTS_API_KEY>"
        if (
            scope["method"] in ("POST", "PUT", "PATCH")
            and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json"
        ):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON, with the header Content-Type: application/json"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE
        return None

    def _knows(self, headers: Headers) -> bool:
        given = headers.get("authorization", "").removeprefix("Bearer ").strip().encode("utf-8", "replace")
        return hmac.compare_digest(given, self._key or b"")


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
