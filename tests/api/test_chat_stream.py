"""Silence, failure and departure while an answer is under way."""

import asyncio
import json
from dataclasses import replace
from typing import Any

from api.app import create_app
from api.asked import ChatRequest
from api.chat import stream
from api.wire import Chat
from assistant.factory import Parts
from tests.api.calling import call
from tests.api.clients import ASKED, QUIET


class Slow:
    """A composer that waits for its sign, and says when it was stopped."""

    name = "slow"

    def __init__(self) -> None:
        self.go, self.stopped = asyncio.Event(), asyncio.Event()

    async def compose(self, brief: Any) -> Any:
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped.set()
            raise
        raise LookupError(brief.situation.text)


def asked_for(**more: Any) -> ChatRequest:
    return ChatRequest.model_validate({**ASKED, "stream": True, **more})


def test_a_silent_stream_is_kept_open_and_a_late_failure_ends_it_once() -> None:
    async def read() -> list[str]:
        slow = Slow()
        writing: asyncio.Task[Any] = asyncio.ensure_future(slow.compose(type("Brief", (), {"situation": type("S", (), {"text": "x"})})))
        events = []
        async for event in stream(Chat(model="smallacts", created=1, asked_tokens=1), writing, asked_for(), keep_alive_s=0.001):
            events.append(event)
            if event.startswith(":"):
                slow.go.set()
        return events

    events = asyncio.run(read())

    assert ": keep-alive\n\n" in events
    assert [event[:16] for event in events[-3:]] == ['data: {"error": ', 'data: {"id":"cha', "data: [DONE]\n\n"]
    assert '"finish_reason":"error"' in events[-2]


def test_who_goes_away_from_a_stream_takes_the_work_along() -> None:
    async def leave() -> bool:
        slow = Slow()
        writing: asyncio.Task[Any] = asyncio.ensure_future(slow.compose(None))
        events = stream(Chat(model="smallacts", created=1, asked_tokens=1), writing, asked_for(), keep_alive_s=0.001)
        assert [await anext(events), await anext(events)][1] == ": keep-alive\n\n"
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator
        await asyncio.wait({writing}, timeout=1)
        return slow.stopped.is_set()

    assert asyncio.run(leave())


def test_who_goes_away_from_a_whole_answer_takes_the_work_along(parts: Parts) -> None:
    async def leave() -> bool:
        slow = Slow()
        app = create_app(replace(parts, assistant=replace(parts.assistant, composers=(slow,))))
        body = json.dumps(ASKED).encode()
        messages = iter([{"type": "http.request", "body": body, "more_body": False}, {"type": "http.disconnect"}])
        scope = {
            "type": "http", "method": "POST", "path": "/v1/chat/completions", "raw_path": b"/v1/chat/completions", "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")], "asgi": {"version": "3.0"}, "http_version": "1.1",
            "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "root_path": "",
        }  # fmt: skip

        async def receive() -> Any:
            return next(messages)

        async def send(_: Any) -> None:
            return None

        await app(scope, receive, send)
        await asyncio.wait_for(slow.stopped.wait(), timeout=2)
        return slow.stopped.is_set()

    assert asyncio.run(leave())


def test_an_error_that_is_known_before_the_first_byte_has_a_status(parts: Parts) -> None:
    class Broken:
        async def screen(self, situation: Any) -> Any:
            raise LookupError(situation.text)

    broken = replace(parts, assistant=replace(parts.assistant, gate=Broken()))

    answer = call(broken, "POST", "/v1/chat/completions", json={**ASKED, "stream": True})

    assert (answer.status_code, answer.json()["error"]["type"], QUIET in answer.text) == (500, "server_error", False)
