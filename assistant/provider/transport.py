"""What leaves for the endpoint is what is written here, and no more of an answer comes in than may."""

import zlib
from collections.abc import AsyncIterator, Mapping

import httpx2

from assistant import __version__
from assistant.provider.setback import Setback, bad_upstream

MAX_BYTES = 1_000_000  # decoded: an answer of ours has a few thousand, and a few bytes of gzip can be a gigabyte
KEPT = ("host", "content-type", "content-length", "transfer-encoding")
INFLATED = frozenset({"gzip", "x-gzip", "deflate"})


class Narrow(httpx2.AsyncBaseTransport):
    """Stands around a transport.

    Headers come from the settings alone. The SDK would add the organisation, project, headers and key that
    OPENAI_* variables hold: meant for other programs, and perhaps for another endpoint.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, headers: Mapping[str, str]) -> None:
        """Send these headers, and what the body needs."""
        self._inner = inner
        self._headers = {"accept-encoding": "identity", "user-agent": f"smallacts/{__version__}", **headers}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, and return its answer to be read."""
        kept = {name: request.headers[name] for name in KEPT if name in request.headers}
        sent = httpx2.Request(
            request.method, request.url, headers={**kept, **self._headers}, stream=request.stream, extensions=request.extensions
        )
        response = await self._inner.handle_async_request(sent)
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        headers = [
            (name, value) for name, value in response.headers.multi_items() if name.lower() not in ("content-encoding", "set-cookie")
        ]
        stream = response.stream
        if not isinstance(stream, httpx2.AsyncByteStream):
            raise TypeError("an asynchronous transport gives an asynchronous stream")
        return httpx2.Response(
            response.status_code, headers=headers, stream=_Measured(stream, encoding), extensions=response.extensions, request=sent
        )

    async def aclose(self) -> None:
        """Close what is inside."""
        await self._inner.aclose()


class _Measured(httpx2.AsyncByteStream):
    """Decodes a body and cuts it off where it grows too large."""

    def __init__(self, body: httpx2.AsyncByteStream, encoding: str) -> None:
        self._body = body
        self._encoding = encoding

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for data in self._measured():
                yield data
        except Setback:
            await self._body.aclose()  # else the connection would stay with whoever goes on sending
            raise

    async def _measured(self) -> AsyncIterator[bytes]:
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if self._encoding in INFLATED else None
        if inflate is None and self._encoding not in ("identity", ""):
            raise bad_upstream("a compressed body, though none was asked for")
        left = MAX_BYTES
        async for chunk in self._body:
            data = _inflated(inflate, chunk, left + 1) if inflate else chunk
            left -= len(data)
            if left < 0:
                raise _too_large()
            yield data

    async def aclose(self) -> None:
        await self._body.aclose()


def _inflated(inflate: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        return inflate.decompress(chunk, most)
    except zlib.error:
        raise bad_upstream("a compressed body that is broken") from None


def _too_large() -> Setback:
    return bad_upstream(f"more than {MAX_BYTES // 1_000_000} MB", retries=0)
