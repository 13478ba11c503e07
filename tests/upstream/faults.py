"""Every way in which a chat endpoint is known to fail, by name; content faults come whole or streamed, as they are asked for."""

import asyncio
import gzip
import json
import socket
import struct
import zlib
from codecs import BOM_UTF8
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from tests.upstream.server import Answer, Exchange

SAY = "You kept the pass running with two cooks sick."
GOOD = json.dumps({"say": SAY})
USAGE = {"prompt_tokens": 40, "completion_tokens": 12, "total_tokens": 52}
PIECES = 4


def head(status: int, length: int | None, kind: str = "application/json", extra: str = "") -> bytes:
    size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    return f"HTTP/1.1 {status} Status\r\nContent-Type: {kind}\r\n{size}\r\n{extra}\r\n".encode()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def event(value: object) -> bytes:
    return chunk(b"data: " + json.dumps(value).encode() + b"\n\n")


def piece(content: str | None = None, finish: str | None = None, **delta: Any) -> dict[str, Any]:
    said = {**({} if content is None else {"content": content}), **delta}
    return {"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [{"index": 0, "delta": said, "finish_reason": finish}]}


START = head(200, None, "text/event-stream")
END = chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"


def whole(body: object, status: int = 200, extra: str = "", kind: str = "application/json") -> Answer:
    """Answer in one piece; bytes are sent as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def answer(exchange: Exchange) -> None:
        await exchange.send(head(status, len(data), kind, extra) + data)

    return answer


def says(content: str | None = GOOD, finish: str = "stop", usage: object = USAGE, **message: Any) -> Answer:
    """Say something, whole or streamed."""
    one = {
        "id": "1",
        "object": "chat.completion",
        "model": "m",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}],
        "usage": usage,
    }
    text = content or ""
    size = max(1, -(-len(text) // PIECES))
    parts = [text[at : at + size] for at in range(0, len(text), size)]

    async def answer(exchange: Exchange) -> None:
        if not exchange.streams:
            await whole(one)(exchange)
            return
        await exchange.send(START + event(piece("", role="assistant")))
        for part in parts:
            await exchange.send(event(piece(part)))
        await exchange.send(event(piece(finish=finish, **message)) + event({"choices": [], "usage": usage}) + END)

    return answer


def error(status: int, extra: str = "", **said: Any) -> Answer:
    return whole({"error": {"message": "failed", **said}}, status, extra)


def shaped(body: object) -> Answer:
    """Answer with this instead of a completion, streamed as one event."""

    async def answer(exchange: Exchange) -> None:
        if exchange.streams:
            await exchange.send(START + event(body) + END)
        else:
            await whole(body)(exchange)

    return answer


def begun(then: bytes) -> Answer:
    """Stream the half of a reply, then this, then break off."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(START + event(piece(GOOD[:20])) + then)
        exchange.writer.close()

    return answer


def repeated(first: bytes, again: bytes, every_s: float = 0.0) -> Answer:
    """Send something for ever."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(first)
        while True:
            await exchange.send(again)
            await asyncio.sleep(every_s)

    return answer


async def hang(exchange: Exchange) -> None:
    await exchange.wait_until_gone()


async def hang_headers(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: appl")
    await exchange.wait_until_gone()


async def close(exchange: Exchange) -> None:
    exchange.writer.close()


async def reset(exchange: Exchange) -> None:
    taken: socket.socket = exchange.writer.get_extra_info("socket")
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.writer.transport.abort()


async def reset_body(exchange: Exchange) -> None:
    await exchange.send(head(200, 500) + b'{"choices": ')
    await asyncio.sleep(0.02)
    await reset(exchange)


def half(status: int, then: Answer) -> Answer:
    """Send the half of a body, then do this."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(head(status, 500) + b'{"error": ')
        await then(exchange)

    return answer


async def bad_chunk(exchange: Exchange) -> None:
    await exchange.send(head(200, None) + b"zz\r\nnonsense\r\n")
    exchange.writer.close()


async def stream_stall(exchange: Exchange) -> None:
    await exchange.send(START + event(piece(GOOD[:20])))
    await exchange.wait_until_gone()


async def stream_stall_first(exchange: Exchange) -> None:
    await exchange.send(START + event(piece("", role="assistant")))
    await exchange.wait_until_gone()


async def stream_no_done(exchange: Exchange) -> None:
    await exchange.send(START + event(piece(GOOD)) + event(piece(finish="stop")))
    await exchange.wait_until_gone()


async def stream_ignored(exchange: Exchange) -> None:
    exchange.asked["stream"] = False
    await says()(exchange)


async def dated(exchange: Exchange) -> None:
    await error(429, f"Retry-After: {format_datetime(datetime.now(UTC), usegmt=True)}\r\n")(exchange)


GZIP = "Content-Encoding: gzip\r\n"
_packed = zlib.compressobj(wbits=31)
_start, _more = (_packed.compress(b" " * 1_000_000) + _packed.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
BOMB = _start + _more * 99  # a hundred kilobytes that become a hundred megabytes
OUR_CALL = [{"index": 0, "id": "1", "type": "function", "function": {"name": "nudge", "arguments": GOOD}}]
THEIR_CALL = [{"index": 0, "id": "1", "type": "function", "function": {"name": "run_shell", "arguments": '{"command": "ls"}'}}]
PARTS = [{"type": "text", "text": GOOD}]
LONG = "x" * 3_000_000
CONTEXT = "This model's maximum context length is 4096 tokens"

FAULTS: dict[str, Answer] = {
    "429": error(429, "Retry-After: 0.05\r\n", type="rate_limit_error"),
    "429_ms": error(429, "Retry-After-Ms: 50\r\n"),
    "429_date": dated,
    "429_huge": error(429, "Retry-After: 86400\r\n"),
    "429_quota": error(429, code="insufficient_quota"),
    "429_garbage": error(429, "Retry-After: soon\r\n"),
    "429_negative": error(429, "Retry-After: -5\r\n"),
    "429_bare": whole(b"", 429),
    "503_retry": error(503, "Retry-After: 0.05\r\n"),
    "401": error(401, code="invalid_api_key"),
    "402": error(402),
    "403": error(403),
    "404_model": error(404, code="model_not_found"),
    **{str(status): error(status) for status in (408, 409, 500, 502, 503, 504, 529)},
    "500_html": whole(b"<html>oops</html>", 500, kind="text/html"),
    "500_short": half(500, close),
    "401_stalled": half(401, hang),
    "500_huge": whole(LONG.encode(), 500),
    "400_context": error(400, code="context_length_exceeded", message=CONTEXT),
    "400_filter": error(400, code="content_filter"),
    "400_other": error(400, message="this cannot be"),
    "413": error(413),
    "close": close,
    "reset": reset,
    "reset_body": reset_body,
    "short_body": half(200, close),
    "bad_chunk": bad_chunk,
    "hang": hang,
    "hang_headers": hang_headers,
    "slow_headers": repeated(b"HTTP/1.1 200 OK\r\n", b"X-Slow: yes\r\n", 0.05),
    "slow_loris": repeated(head(200, 500), b" ", 0.05),
    "huge_body": repeated(head(200, None), chunk(b" " * 65_536)),
    "gzip_bomb": whole(BOMB, extra=GZIP),
    "gzip_good": whole(gzip.compress(json.dumps({"choices": [{"message": {"content": GOOD}}]}).encode()), extra=GZIP),
    "gzip_broken": whole(b"this is no gzip", extra=GZIP),
    "brotli": whole(b"\x0b\x02\x80", extra="Content-Encoding: br\r\n"),
    "reply_huge": says('{"say": "' + LONG + '"}'),
    "html_200": whole(b"<!doctype html><title>Sign in</title>", kind="text/html"),
    "empty_200": whole(b""),
    "malformed_json": whole(b"{'choices': ["),
    "truncated_json": whole(json.dumps({"choices": [{"message": {"content": GOOD}}]}).encode()[:-9]),
    "latin1": whole('{"choices": [{"message": {"content": "é"}}]}'.encode("latin-1")),
    "json_list": shaped([1]),
    "json_null": shaped(None),
    "json_text": shaped("hello"),
    "json_error": shaped({"error": {"message": "failed", "type": "server_error"}}),
    "json_error_rate": shaped({"error": {"message": "slow down", "code": 429}}),
    "json_deep": whole(b"[" * 100_000),
    "choices_missing": shaped({"id": "1"}),
    "choices_null": shaped({"choices": None}),
    "choices_text": shaped({"choices": "none"}),
    "choices_of_text": shaped({"choices": ["none"]}),
    "choices_empty": shaped({"choices": []}),
    "message_missing": shaped({"choices": [{"index": 0, "finish_reason": None}]}),
    "wrong_type": shaped({"choices": [{"index": 0, "message": {"content": 5}, "delta": {"content": 5}}]}),
    "wrong_delta": shaped({"choices": [{"message": 5, "delta": 5}]}),
    "wrong_finish": shaped({"choices": [{"message": {"content": GOOD}, "delta": {"content": GOOD}, "finish_reason": 5}]}),
    "wrong_calls": says(tool_calls="none"),
    "wrong_call": says(tool_calls=["none"]),
    "message_empty": says(""),
    "message_null": says(None),
    "length": says(GOOD[:20], "length"),
    "length_empty": says("", "length"),
    "content_filter": says(GOOD[:20], "content_filter"),
    "refusal": says(None, refusal="I cannot help with that."),
    "refusal_finish": says("", "refusal"),
    "refusal_text": says("I'm sorry, but I can't help with that."),
    "reply_truncated": says(GOOD[:20]),
    "reply_not_json": says("You could thank them in front of the others."),
    "reply_nan": says('{"say": NaN}'),
    "reply_infinite": says('{"say": 1e999}'),
    "reply_nan_outside": says('{"a": NaN, "b": {"say": "hidden"}}'),
    "reply_deep": says('{"say": ' * 5_000 + "1" + "}" * 5_000),
    "reply_dup": says('{"say": "one", "say": "two"}'),
    "reply_two": says('{"say": "one"} {"say": "two"}'),
    "reply_list": says('["say"]'),
    "reply_fenced": says(f"```json\n{GOOD}\n```"),
    "reply_prose": says(f"Here you are:\n\n{GOOD}\n\nI hope that it helps."),
    "reply_thought": says(f"<think>They want {{kind}} words.</think>{GOOD}"),
    "reply_parts": shaped({"choices": [{"finish_reason": "stop", "message": {"content": PARTS}, "delta": {"content": PARTS}}]}),
    "surrogate": says('{"say": "' + SAY + '\\ud83d"}'),
    "surrogate_raw": says('{"say": "' + SAY + '\ud83d"}'),
    "nul": says('{"say": "' + SAY + '\\u0000"}'),
    "control": says('{"say": "' + SAY + '\\u001b\\u0007"}'),
    "marked": whole(BOM_UTF8 + json.dumps({"choices": [{"message": {"content": GOOD}}]}).encode()),
    "bidi": says('{"say": "' + SAY + '\\u202e\\u2066"}'),
    "tool_call": says(None, "tool_calls", tool_calls=THEIR_CALL),
    "tool_call_ours_unasked": says(None, "tool_calls", tool_calls=OUR_CALL),
    "tool_calls_many": says(None, "tool_calls", tool_calls=[{**THEIR_CALL[0], "index": at} for at in range(50)]),
    "usage_missing": says(usage=None),
    "usage_absurd": says(usage={"prompt_tokens": 10**18, "completion_tokens": -1}),
    "usage_text": says(usage="many"),
    **{f"redirect_{status}": whole(b"", status, "Location: http://127.0.0.1:1/v1\r\n") for status in (301, 302, 307, 308)},
    "stream_stall": stream_stall,
    "stream_stall_first": stream_stall_first,
    "stream_pings": repeated(START + event(piece(GOOD[:20])), chunk(b": ping\n\n"), 0.03),
    "stream_endless": repeated(START, event(piece("and " * 200))),
    "stream_huge_line": repeated(START, chunk(b"data: " + b"x" * 65_536)),
    "stream_cut": begun(b""),
    "stream_ended": begun(b"0\r\n\r\n"),
    "stream_done_early": begun(END),
    "stream_error": begun(event({"error": {"message": "failed", "code": 502}})),
    "stream_bad_json": begun(chunk(b"data: {not json\n\n")),
    "stream_latin1": begun(chunk(b'data: {"choices": [{"delta": {"content": "\xe9"}}]}\n\n')),
    "stream_no_done": stream_no_done,
    "stream_ignored": stream_ignored,
}  # fmt: skip
