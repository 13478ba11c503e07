"""What leaves for the endpoint is what is written here, and no more of an answer comes in than may."""

import contextlib
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Final

import httpcore2
import httpx2

from assistant import __version__
from assistant.errors import Failure
from assistant.provider.connection import Joining
from assistant.provider.setback import Setback, bad_upstream

MAX_BYTES = 1_000_000  # decoded: an answer of ours has a few thousand, and a few bytes of gzip can be a gigabyte
KEPT_S = 5.0  # a connection that has rested for longer may be about to be closed by the endpoint
KEPT = (b"host", b"content-type", b"content-length", b"transfer-encoding")
UNTOLD = (b"content-encoding", b"set-cookie")  # the body is decoded here, and no cookie is kept
INFLATED = (b"gzip", b"x-gzip", b"deflate")
UNREACHED: Final = (httpcore2.ConnectError, httpcore2.ConnectTimeout)
BROKEN: Final = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, ssl.SSLError, OSError)


def trusted(url: str) -> ssl.SSLContext:
    """The machine's certificates, or those of SSL_CERT_FILE; none for http, since loading them takes longer than a call.

    Raises:
        Setback: SSL_CERT_FILE names no certificates.

    """
    try:
        return httpx2.create_ssl_context() if url.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    except OSError as error:
        raise Setback(Failure.UNAVAILABLE, "SSL_CERT_FILE names no file of certificates that can be read; mend it, or unset it") from error


class Narrow(httpx2.AsyncBaseTransport):
    """Lends each request a connection, kept for later ones.

    A pool looks at all its connections for each request, which at fifty costs as much as the request.
    Headers come from the settings alone. The SDK, with which batches are given, would add the organisation, project, headers
    and key that OPENAI_* variables hold: meant for other programs, and perhaps for another endpoint.
    """

    def __init__(self, trusted: ssl.SSLContext, headers: Mapping[str, str], max_bytes: int = MAX_BYTES) -> None:
        """Trust these certificates; send these headers, and what the body needs; read no more than so many bytes."""
        self._trusted = trusted
        self._max_bytes = max_bytes
        self._network = Joining(httpcore2.AnyIOBackend())
        self._free: list[httpcore2.AsyncHTTPConnection] = []
        sent = {"accept-encoding": "identity", "user-agent": f"smallacts/{__version__}", **headers}
        self._headers = [(name.encode("ascii"), value.encode("ascii")) for name, value in sent.items()]

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, and return its answer to be read."""
        kept = [(name, value) for name, value in request.headers.raw if name.lower() in KEPT]
        url = httpcore2.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        body = request.stream if isinstance(request.stream, httpx2.AsyncByteStream) else None
        sent = httpcore2.Request(request.method, url, headers=[*kept, *self._headers], content=body, extensions=request.extensions)
        connection = await self._lend(url.origin)
        with _named():
            answer = await connection.handle_async_request(sent)
        return httpx2.Response(
            answer.status,
            headers=[(name, value) for name, value in answer.headers if name.lower() not in UNTOLD],
            stream=_Measured(answer, self._max_bytes, lambda: self._free.append(connection)),
            request=request,
        )

    async def _lend(self, origin: httpcore2.Origin) -> httpcore2.AsyncHTTPConnection:
        while self._free:
            connection = self._free.pop()
            if connection.is_available() and not connection.has_expired():
                return connection
            await connection.aclose()
        return httpcore2.AsyncHTTPConnection(origin, self._trusted, keepalive_expiry=KEPT_S, network_backend=self._network)

    async def aclose(self) -> None:
        """Close the connections that no answer is read from."""
        while self._free:
            await self._free.pop().aclose()


class _Measured(httpx2.AsyncByteStream):
    """Decodes a body and cuts it off where it grows too large."""

    def __init__(self, answer: httpcore2.Response, max_bytes: int, give_back: Callable[[], None]) -> None:
        self._answer = answer
        self._max_bytes = max_bytes
        self._give_back: Callable[[], None] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            inflate = self._inflate()
            left = self._max_bytes
            with _named():
                async for chunk in self._answer.aiter_stream():
                    data = _inflated(inflate, chunk, left + 1) if inflate else chunk
                    left -= len(data)
                    if left < 0:
                        raise bad_upstream(f"more than {self._max_bytes // 1_000_000} MB", retries=0)
                    yield data
        except Setback:
            await self.aclose()  # else the connection would stay with whoever goes on sending
            raise

    def _inflate(self) -> "zlib._Decompress | None":
        named = [value for name, value in self._answer.headers if name.lower() == b"content-encoding"]
        encoding = b", ".join(named).strip().lower()
        if encoding in INFLATED:
            return zlib.decompressobj(zlib.MAX_WBITS | 32)
        if encoding not in (b"identity", b""):
            raise bad_upstream("a compressed body, though none was asked for")
        return None

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        await self._answer.aclose()
        if give_back:
            give_back()


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Name what breaks on the way as a transport does, for whoever stands above."""
    try:
        yield
    except UNREACHED as error:
        raise httpx2.ConnectError(repr(error)) from error
    except BROKEN as error:
        raise httpx2.NetworkError(repr(error)) from error


def _inflated(inflate: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        return inflate.decompress(chunk, most)
    except zlib.error:
        raise bad_upstream("a compressed body that is broken") from None
