"""python -m evals.bench.upstream DELAY_S [TEXT]: an endpoint that is not the bottleneck, in a process of its own; prints its port."""

import asyncio
import json
import sys

TEXT = json.dumps({"say": "You kept the pass running with two cooks sick, so no table waited longer than twenty minutes."})
PIECES = 60  # as a model streams so many words


class Endpoint(asyncio.Protocol):
    """Answers every request alike, whole or streamed as it is asked."""

    def __init__(self, delay_s: float, whole: bytes, streamed: bytes) -> None:
        """Answer after this long."""
        self._delay_s, self._whole, self._streamed = delay_s, whole, streamed
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once the whole request is there."""
        self._held += data
        head, found, body = self._held.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0):
            return
        answer = self._streamed if b'"stream":true' in body.replace(b" ", b"") else self._whole
        self._held = b""
        asyncio.get_running_loop().call_later(self._delay_s, self._transport.write, answer)


def _whole(text: str) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 300, "completion_tokens": 60}
    body = json.dumps({"id": "1", "object": "chat.completion", "model": "m", "choices": [choice], "usage": usage}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def _streamed(text: str) -> bytes:
    size = -(-len(text) // PIECES)
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    choices = [{"index": 0, "delta": {"content": part}, "finish_reason": None} for part in parts]
    last = {"index": 0, "delta": {}, "finish_reason": "stop"}
    events: list[dict[str, object]] = [{"choices": [choice]} for choice in (*choices, last)]
    events.append({"choices": [], "usage": {"prompt_tokens": 300, "completion_tokens": 60}})
    lines = [b"data: " + json.dumps({"id": "1", "model": "m", **event}).encode() + b"\n\n" for event in events]
    chunks = [b"%x\r\n%s\r\n" % (len(line), line) for line in (*lines, b"data: [DONE]\n\n")]
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(chunks) + b"0\r\n\r\n"


async def main(delay_s: float, text: str = TEXT) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    whole, streamed = _whole(text), _streamed(text)
    server = await loop.create_server(lambda: Endpoint(delay_s, whole, streamed), "127.0.0.1", 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), *sys.argv[2:]))
