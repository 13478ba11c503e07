"""What leaves for the endpoint is what is written here, and no more of an answer comes in than may."""

import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Mapping

import httpx2

from assistant import __version__
from assistant.errors import Failure
from assistant.provider.setback import Setback, bad_upstream

MAX_BYTES = 1_000_000  # decoded: an answer of ours has a few thousand, and a few bytes of gzip can be a gigabyte
ONE = httpx2.Limits(max_connections=1, max_keepalive_connections=1)
KEPT = ("host", "content-type", "content-length", "transfer-encoding")
INFLATED = frozenset({"gzip", "x-gzip", "deflate"})


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
    """Lends each request a transport of one connection, kept for later ones.

    A pool of many looks at all its connections for each request, which at fifty costs as much as the request.
    Headers come from the settings alone. The SDK would add the organisation, project, headers and key that
    OPENAI_* variables hold: meant for other programs, and perhaps for another endpoint.
    """

    def __init__(self, trusted: ssl.SSLContext, headers: Mapping[str, str], max_bytes: int = MAX_BYTES) -> None:
        """Trust these certificates; send these headers, and what the body needs; read no more than so many bytes."""
        self._trusted = trusted
        self._max_bytes = max_bytes
        self._free: list[httpx2.AsyncHTTPTransport] = []
        self._headers = {"accept-encoding": "identity", "user-agent": f"smallacts/{__version__}", **headers}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, and return its answer to be read."""
        kept = {name: request.headers[name] for name in KEPT if name in request.headers}
        sent = httpx2.Request(
            request.method, request.url, headers={**kept, **self._headers}, stream=request.stream, extensions=request.extensions
        )
        one = self._free.pop() if self._free else httpx2.AsyncHTTPTransport(verify=self._trusted, limits=ONE)
        try:
            response = await one.handle_async_request(sent)
        except BaseException:
            self._free.append(one)
            raise
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        headers = [
            (name, value) for name, value in response.headers.multi_items() if name.lower() not in ("content-encoding", "set-cookie")
        ]
        stream = response.stream
        if not isinstance(stream, httpx2.AsyncByteStream):
            raise TypeError("an asynchronous transport gives an asynchronous stream")
        return httpx2.Response(
            response.status_code,
            headers=headers,
            stream=_Measured(stream, encoding, self._max_bytes, lambda: self._free.append(one)),
            extensions=response.extensions,
            request=sent,
        )

    async def aclose(self) -> None:
        """Close the connections that no answer is read from."""
        while self._free:
            await self._free.pop().aclose()


class _Measured(httpx2.AsyncByteStream):
    """Decodes a body and cuts it off where it grows too large."""

    def __init__(self, body: httpx2.AsyncByteStream, encoding: str, max_bytes: int, give_back: Callable[[], None]) -> None:
        self._body = body
        self._encoding = encoding
        self._max_bytes = max_bytes
        self._give_back: Callable[[], None] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for data in self._measured():
                yield data
        except Setback:
            await self.aclose()  # else the connection would stay with whoever goes on sending
            raise

    async def _measured(self) -> AsyncIterator[bytes]:
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if self._encoding in INFLATED else None
        if inflate is None and self._encoding not in ("identity", ""):
            raise bad_upstream("a compressed body, though none was asked for")
        left = self._max_bytes
        async for chunk in self._body:
            data = _inflated(inflate, chunk, left + 1) if inflate else chunk
            left -= len(data)
            if left < 0:
                raise bad_upstream(f"more than {self._max_bytes // 1_000_000} MB", retries=0)
            yield data

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        await self._body.aclose()
        if give_back:
            give_back()


def _inflated(inflate: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        return inflate.decompress(chunk, most)
    except zlib.error:
        raise bad_upstream("a compressed body that is broken") from None
