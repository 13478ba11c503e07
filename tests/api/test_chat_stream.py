"""Silence, failure and departure while an answer is under way."""

import asyncio
import gc
import json
from dataclasses import replace
from typing import Any

import pytest

from api.app import create_app
from api.asked import ChatRequest
from api.chat import stream
from api.wire import Chat
from assistant.factory import Parts
from tests.api.calling import call
from tests.api.clients import ASKED, QUIET

WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "a chat, whole": ("/v1/chat/completions", ASKED),
    "a chat, streamed": ("/v1/chat/completions", {**ASKED, "stream": True}),
    "a response, whole": ("/v1/responses", {"model": "smallacts", "input": QUIET}),
    "a response, streamed": ("/v1/responses", {"model": "smallacts", "input": QUIET, "stream": True}),
}


class Slow:
    """A composer that waits for its sign, and says when it was asked and when it was stopped."""

    name = "slow"

    def __init__(self) -> None:
        self.go, self.asked, self.stopped = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def compose(self, brief: Any) -> Any:
        self.asked.set()
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
        sent = ""
        async for piece in stream(Chat(model="smallacts", created=1, asked_tokens=1), writing, asked_for(), keep_alive_s=0.001):
            sent += piece
            if piece.startswith(":"):
                slow.go.set()
        return sent.split("\n\n")

    events = asyncio.run(read())

    assert ": keep-alive" in events
    assert [event[:16] for event in events[-4:]] == ['data: {"error": ', 'data: {"id":"cha', "data: [DONE]", ""]
    assert '"finish_reason":"error"' in events[-3]


class Spiteful(Slow):
    """One that fails, with somebody's words in its error, when it is stopped."""

    async def compose(self, brief: Any) -> Any:
        try:
            await super().compose(brief)
        except asyncio.CancelledError as error:
            raise LookupError(brief.situation.text) from error


async def leave(parts: Parts, composer: Slow, path: str, body: dict[str, Any], after: int = 0) -> bool:
    """Ask, and be gone after so many messages of the answer; whether the work was stopped."""
    sent: list[Any] = []
    gone = asyncio.Event()
    app = create_app(replace(parts, assistant=replace(parts.assistant, composers=(composer,))))
    messages = iter([{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}])
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")], "asgi": {"version": "3.0"}, "http_version": "1.1",
        "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip

    async def receive() -> Any:
        if (asked := next(messages, None)) is None:
            await (gone if after else composer.asked).wait()
        return asked or {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        if len(sent) >= after:
            gone.set()
        await asyncio.sleep(0)  # a server waits here, and so nothing of the stream has begun

    await app(scope, receive, send)
    await asyncio.wait({asyncio.ensure_future(composer.stopped.wait())}, timeout=1)
    await asyncio.sleep(0)
    gc.collect()
    return composer.stopped.is_set()


@pytest.mark.parametrize(("path", "body"), WAYS.values(), ids=WAYS)
def test_who_goes_away_before_the_first_byte_takes_the_work_along(parts: Parts, path: str, body: dict[str, Any]) -> None:
    assert asyncio.run(leave(parts, Slow(), path, body))


@pytest.mark.parametrize(("path", "body"), WAYS.values(), ids=WAYS)
def test_who_goes_away_before_the_words_are_begun_is_no_longer_waited_for(parts: Parts, path: str, body: dict[str, Any]) -> None:
    class Busy:
        """A gate at which the client's patience ends."""

        is_left = False

        async def screen(self, _: Any) -> Any:
            slow.asked.set()
            try:
                await asyncio.sleep(60)
            finally:
                self.is_left = True

    slow, busy = Slow(), Busy()

    asyncio.run(asyncio.wait_for(leave(replace(parts, assistant=replace(parts.assistant, gate=busy)), slow, path, body), timeout=5))

    assert busy.is_left


@pytest.mark.parametrize(("path", "body"), [WAYS["a chat, streamed"], WAYS["a response, streamed"]], ids=["a chat", "a response"])
def test_who_goes_away_from_a_stream_takes_the_work_along(parts: Parts, path: str, body: dict[str, Any]) -> None:
    assert asyncio.run(leave(parts, Slow(), path, body, after=2))


@pytest.mark.parametrize(("path", "body"), WAYS.values(), ids=WAYS)
def test_what_fails_when_nobody_listens_any_more_says_no_word_of_it(
    parts: Parts, caplog: pytest.LogCaptureFixture, path: str, body: dict[str, Any]
) -> None:
    stopped = asyncio.run(leave(parts, Spiteful(), path, body))

    assert (stopped, QUIET in caplog.text, "never retrieved" in caplog.text) == (True, False, False)


def test_an_error_that_is_known_before_the_first_byte_has_a_status(parts: Parts) -> None:
    class Broken:
        async def screen(self, situation: Any) -> Any:
            raise LookupError(situation.text)

    broken = replace(parts, assistant=replace(parts.assistant, gate=Broken()))

    answer = call(broken, "POST", "/v1/chat/completions", json={**ASKED, "stream": True})

    assert (answer.status_code, answer.json()["error"]["type"], QUIET in answer.text) == (500, "server_error", False)
