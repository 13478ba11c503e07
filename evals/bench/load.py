"""python -m evals.bench.load PORT HOW MANY: chats asked of a server, by a process that is not the server's; prints what each saw, as JSON.

HOW is `streams AT_ONCE PAUSE_S` for chats that come again and again, `storm` for all at one moment, or `hold` for streams that stay
open until standard input ends.
"""

import asyncio
import itertools
import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator, Sequence

from assistant.domain import Value
from evals.cases import SituationCase, read_cases

END = b"data: [DONE]"
GIVEN_UP_S = 120.0
AT_ONCE = 16


class Seen(Value):
    """What one chat saw: its status, and when the status and the end were there; 0 is a connection that broke."""

    status: int
    first_s: float
    whole_s: float


def main(words: Sequence[str]) -> None:
    """Ask, and print."""
    port, how, many, *rest = words
    texts = itertools.cycle(case.text for case in read_cases("situations", SituationCase, "dev"))
    if how == "hold":
        asyncio.run(_hold(int(port), int(many), texts))
        return
    began = time.perf_counter()
    if how == "storm":
        seen = _storm(int(port), [next(texts) for _ in range(int(many))])
    else:
        seen = asyncio.run(_ask_all(int(port), int(many), int(rest[0]), float(rest[1]), texts))
    took_s = time.perf_counter() - began
    print(json.dumps({"took_s": took_s, "seen": [one.model_dump() for one in seen]}))


async def _ask_all(port: int, many: int, at_once: int, pause_s: float, texts: Iterator[str]) -> list[Seen]:
    """So many chats; each of those that go on at once asks again a while after it was answered."""
    left, seen = iter(range(many)), []

    async def one(after_s: float) -> None:
        await asyncio.sleep(after_s)
        for _ in left:
            seen.append(await _ask(port, next(texts)))
            await asyncio.sleep(pause_s)

    await asyncio.gather(*(one(pause_s * at / at_once) for at in range(at_once)))
    return seen


async def _ask(port: int, text: str) -> Seen:
    """One chat, streamed to its end."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(GIVEN_UP_S):
            reader, writer = await _opened(port, text)
            status, first_s = int((await reader.readuntil(b"\r\n")).split()[1]), time.perf_counter() - began
            whole = await reader.read()
            writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        return Seen(status=0, first_s=time.perf_counter() - began, whole_s=time.perf_counter() - began)
    return Seen(status=status if status != 200 or END in whole else 0, first_s=first_s, whole_s=time.perf_counter() - began)


def _storm(port: int, texts: Sequence[str]) -> list[Seen]:
    """All at one moment, each over a bare socket: a client on an event loop would take longer to send five hundred than they may wait."""
    requests, open_ones, seen = [_request(text) for text in texts], selectors.DefaultSelector(), []
    for request in requests:
        began = time.perf_counter()
        line = socket.create_connection(("127.0.0.1", port), GIVEN_UP_S)
        line.sendall(request)
        open_ones.register(line, selectors.EVENT_READ, [began, 0.0, b""])
    until = time.perf_counter() + GIVEN_UP_S
    while open_ones.get_map() and time.perf_counter() < until:
        for key, _ in open_ones.select(timeout=1):
            assert isinstance(key.fileobj, socket.socket)
            if (part := _received(key.fileobj)) is not None:
                key.data[1] = key.data[1] or time.perf_counter()
                key.data[2] += part
            else:
                open_ones.unregister(key.fileobj)
                seen.append(_seen(*key.data))
    return [*seen, *(_seen(*key.data) for key in open_ones.get_map().values())]


def _received(line: socket.socket) -> bytes | None:
    """What came; None where nothing will any more."""
    try:
        return line.recv(65_536) or None
    except OSError:
        return None


def _seen(began: float, first: float, whole: bytes) -> Seen:
    now, status = time.perf_counter(), whole[9:12]
    is_whole = status.isdigit() and (status != b"200" or END in whole)
    return Seen(status=int(status) if is_whole else 0, first_s=(first or now) - began, whole_s=now - began)


async def _hold(port: int, many: int, texts: Iterator[str]) -> None:
    """Streams that have begun and stay open; prints how many there are."""
    opened = []
    for at in range(0, many, AT_ONCE):
        opened += await asyncio.gather(*(_begun(port, next(texts)) for _ in range(min(AT_ONCE, many - at))))
    print(sum(begun for begun, _ in opened), flush=True)
    await asyncio.to_thread(sys.stdin.read)


async def _begun(port: int, text: str) -> tuple[bool, asyncio.StreamWriter]:
    reader, writer = await _opened(port, text)
    line = await reader.readuntil(b"\n\n")
    return b"data: " in line or b"data: " in await reader.readuntil(b"\n\n"), writer


async def _opened(port: int, text: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(_request(text))
    return reader, writer


def _request(text: str) -> bytes:
    body = json.dumps({"model": "smallacts", "stream": True, "messages": [{"role": "user", "content": text}]}).encode()
    return (
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
