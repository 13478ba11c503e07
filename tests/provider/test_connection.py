"""What goes over a connection, write by write, and when a connection is used again."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import httpcore2

from assistant.provider.connection import HELD_BYTES, Joining
from tests.provider.conftest import ASK, MakeEndpoint, Pauses
from tests.upstream.faults import GOOD, head

ORIGIN = httpcore2.Origin(b"http", b"model.local", 80)
WHOLE = json.dumps({"choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}]}).encode()


class Written(httpcore2.AsyncMockStream):
    """Notes what is written."""

    def __init__(self) -> None:
        super().__init__([head(200, len(WHOLE)) + WHOLE] * 2)
        self.written: list[bytes] = []

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.written.append(buffer)


class Deaf(Written):
    """Takes nothing."""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        raise httpcore2.WriteError


class Network(httpcore2.AsyncNetworkBackend):
    """Connects to nothing but the one stream."""

    def __init__(self, stream: Written) -> None:
        self.stream = stream

    async def connect_tcp(self, *_: object, **__: object) -> Written:
        return self.stream


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def writes_of(*bodies: Sequence[bytes]) -> list[bytes]:
    """What is written for some requests, one after the other, whose bodies come in parts."""
    network = Network(Written())
    async with httpcore2.AsyncHTTPConnection(ORIGIN, network_backend=Joining(network)) as connection:
        for parts in bodies:
            headers = [("host", "model.local"), ("content-length", str(sum(map(len, parts))))]
            answer = await connection.request("POST", "http://model.local/v1", content=in_parts(*parts), headers=headers)
            assert answer.content == WHOLE
    return network.stream.written


def test_a_question_leaves_in_one_piece() -> None:
    written = asyncio.run(writes_of([b"one"], [b"another"]))

    assert [piece.partition(b"\r\n\r\n")[2] for piece in written] == [b"one", b"another"]


def test_a_file_goes_on_its_way_as_it_is_read() -> None:
    written = asyncio.run(writes_of([b"x" * HELD_BYTES, b"y" * HELD_BYTES, b"z"]))

    assert [piece[-1:] for piece in written] == [b"x", b"y", b"z"]


def test_an_endpoint_that_answers_before_it_has_read_all_is_heard() -> None:
    network = Network(Deaf())

    async def ask() -> int:
        async with httpcore2.AsyncHTTPConnection(ORIGIN, network_backend=Joining(network)) as connection:
            return (await connection.request("GET", "http://model.local/v1", headers=[("host", "model.local")])).status

    assert asyncio.run(ask()) == 200


class HangsUp(asyncio.Protocol):
    """Answers, and closes the connection without having said so."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(head(200, len(WHOLE)) + WHOLE)
        self.transport.close()


def test_a_connection_that_was_hung_up_is_not_used_again(endpoint_at: MakeEndpoint, pauses: Pauses) -> None:
    async def ask_twice() -> None:
        async with await asyncio.get_running_loop().create_server(HangsUp, "127.0.0.1") as server:
            endpoint = endpoint_at(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", streams=False)
            await endpoint.reply(ASK)
            await endpoint.reply(ASK)
            await endpoint.aclose()

    asyncio.run(ask_twice())

    assert pauses.waited == []
