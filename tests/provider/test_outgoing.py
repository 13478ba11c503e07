"""What leaves this machine for an endpoint is what was asked and configured, and nothing else; who leaves frees the endpoint."""

import asyncio
import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import Failure, ModelFailed
from assistant.factory_model import open_model
from assistant.provider.endpoint import Endpoint
from assistant.settings import Settings
from tests.provider.conftest import ASK, MakeEndpoint
from tests.upstream.server import Upstream

KEY = "sk-not-to-be-seen"


@pytest.fixture
def configured(upstream: Upstream, tmp_path: Path) -> Endpoint:
    """An endpoint as the settings make it."""
    url = upstream.url("reply_fenced")
    settings = Settings(
        home=tmp_path,
        model="m",
        model_url=f"{url}?api-version=2026-01-01",
        model_key=SecretStr(KEY),
        model_headers={"X-Team": SecretStr("lobby")},
    )
    endpoint = open_model(settings)
    assert endpoint
    return endpoint


async def once(endpoint: Endpoint) -> None:
    await endpoint.reply(ASK)
    await endpoint.aclose()


def test_only_what_is_configured_is_in_the_headers(upstream: Upstream, configured: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY", "BASE_URL"):
        monkeypatch.setenv(f"OPENAI_{name}", "https://elsewhere.invalid")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Elsewhere: yes")

    asyncio.run(once(configured))

    held = dict(upstream.headers)
    assert held.pop("authorization") == f"Bearer {KEY}"
    assert held.pop("x-team") == "lobby"
    assert held.pop("accept-encoding") == "identity"
    assert set(held) == {"host", "content-length", "content-type", "user-agent"}


def test_without_a_key_none_is_sent(upstream: Upstream, endpoint_at: MakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    asyncio.run(once(endpoint_at(upstream.url("reply_fenced"))))

    assert "authorization" not in upstream.headers


def test_the_query_of_the_address_goes_with_every_call(upstream: Upstream, configured: Endpoint) -> None:
    asyncio.run(once(configured))

    assert upstream.path.endswith("/v1/chat/completions?api-version=2026-01-01")


def test_proxies_of_the_environment_are_not_used(upstream: Upstream, configured: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.lower(), "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    asyncio.run(once(configured))

    assert upstream.calls(configured.address.url) == 1


def test_no_log_holds_what_was_asked_or_the_key(configured: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    asyncio.run(once(configured))

    assert caplog.text
    assert "kind" not in caplog.text
    assert KEY not in caplog.text


def test_no_secret_is_in_the_representation_of_an_address(configured: Endpoint) -> None:
    assert KEY not in repr(configured.address)
    assert "lobby" not in repr(configured.address)


def test_no_more_questions_are_asked_at_once_than_are_allowed(upstream: Upstream, endpoint_at: MakeEndpoint) -> None:
    url = upstream.url("hang")
    endpoint = endpoint_at(url, concurrency=3, timeout_s=1)

    async def ten() -> list[object]:
        return list(await asyncio.gather(*(endpoint.reply(ASK) for _ in range(10)), return_exceptions=True))

    outcomes = asyncio.run(ten())

    assert {outcome.kind for outcome in outcomes if isinstance(outcome, ModelFailed)} == {Failure.TIMEOUT}
    assert upstream.calls(url) == 3


def test_who_no_longer_waits_lets_the_endpoint_go(upstream: Upstream, endpoint_at: MakeEndpoint) -> None:
    url = upstream.url("stream_stall")
    endpoint = endpoint_at(url, timeout_s=30)

    async def leave() -> None:
        waiting = asyncio.create_task(endpoint.reply(ASK))
        await asyncio.to_thread(upstream.wait_for, url)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    asyncio.run(leave())

    assert upstream.all_gone(5)


def test_it_answers_in_one_event_loop_after_another(upstream: Upstream, endpoint_at: MakeEndpoint) -> None:
    url = upstream.url("reply_fenced")
    endpoint = endpoint_at(url)

    for _ in range(2):
        asyncio.run(once(endpoint))

    assert upstream.calls(url) == 2


def test_one_connection_serves_many_questions(upstream: Upstream, endpoint_at: MakeEndpoint) -> None:
    endpoint = endpoint_at(upstream.url("reply_fenced"))

    async def many() -> int:
        for _ in range(3):
            await endpoint.reply(ASK)
        held = upstream.open
        await endpoint.aclose()
        return held

    assert asyncio.run(many()) == 1
