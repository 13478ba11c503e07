"""The connection below a request: what is written leaves in one piece, once an answer is awaited."""

import contextlib
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

HELD_BYTES = 65_536  # a question of ours is a few thousand; a file goes on its way as it is read


class Joining(httpcore2.AsyncNetworkBackend):
    """Opens connections that join what is written to them.

    Head and body apart would be two packets, with a turn of the event loop between them. With fifty answers
    there at once, that turn would hold back every next question until the last of the fifty is read.
    """

    def __init__(self, plain: httpcore2.AsyncNetworkBackend) -> None:
        """Connect as this one does."""
        self._plain = plain

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect."""
        return _Joined(await self._plain.connect_tcp(host, port, timeout, local_address, socket_options))


class _Joined(httpcore2.AsyncNetworkStream):
    """Holds what is written until something is read, or it has grown large."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream
        self._held = bytearray()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._held += buffer
        if len(self._held) >= HELD_BYTES:
            await self._send(timeout)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with contextlib.suppress(httpcore2.WriteError):  # an endpoint may answer, and close, before it has read all
            await self._send(timeout)
        return await self._stream.read(max_bytes, timeout)

    async def _send(self, timeout: float | None) -> None:
        held, self._held = bytes(self._held), bytearray()
        if held:
            await self._stream.write(held, timeout)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        try:
            return _Joined(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:  # also a deadline's: the library would leave the connection open
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    async def aclose(self) -> None:
        await self._stream.aclose()
