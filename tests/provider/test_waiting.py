"""How long an endpoint that fails is waited for, how often it is tried, and when it is left alone."""

import asyncio
import contextlib
import itertools

import httpx
import pytest
import respx

from assistant.errors import Failure, ModelFailed
from assistant.ports import Reply
from assistant.provider.endpoint import Endpoint
from assistant.provider.line import Line
from tests.provider.conftest import ASK, MakeEndpoint, Pauses, run
from tests.upstream.faults import GOOD
from tests.upstream.server import Upstream

CALLS, RESERVE = 30, 10
URL = "http://model.local/v1"
FINE = httpx.Response(200, json={"choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}]})
DOWN = httpx.Response(500)


@pytest.fixture
def chat(httpx2_mock: respx.Router) -> respx.Route:
    return httpx2_mock.post(f"{URL}/chat/completions")


@pytest.fixture
def endpoint(endpoint_at: MakeEndpoint) -> Endpoint:
    return endpoint_at(URL, timeout_s=20)


def failure(endpoint: Endpoint) -> ModelFailed:
    """How a question fails."""
    with pytest.raises(ModelFailed) as failed:
        run(endpoint.reply(ASK))
    return failed.value


def limited(**headers: str) -> httpx.Response:
    return httpx.Response(429, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("answer", "least_s"),
    [(limited(retry_after="3"), 3), (limited(retry_after_ms="1500"), 1.5), (limited(retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), 0)],
)
def test_it_is_waited_for_as_long_as_it_asks(
    chat: respx.Route, endpoint: Endpoint, pauses: Pauses, answer: httpx.Response, least_s: float
) -> None:
    chat.mock(side_effect=[answer, FINE])

    run(endpoint.reply(ASK))

    assert len(pauses.waited) == 1
    assert least_s <= pauses.waited[0] <= least_s + 0.25


def test_the_waits_between_tries_are_jittered_and_may_double(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(side_effect=[DOWN, DOWN, FINE])

    run(endpoint.reply(ASK))

    first, second = pauses.waited
    assert 0 < first < 0.25
    assert 0 < second < 0.5


def test_a_wait_that_does_not_fit_is_not_begun(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(return_value=limited(retry_after="25"))

    assert failure(endpoint).kind is Failure.RATE_LIMITED
    assert (chat.call_count, pauses.waited) == (1, [])


def test_who_asks_for_a_long_wait_is_left_alone_that_long(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(side_effect=[limited(retry_after="120"), FINE])

    failure(endpoint)
    pauses.at += 119
    assert failure(endpoint).kind is Failure.RATE_LIMITED
    pauses.at += 2
    run(endpoint.reply(ASK))

    assert (chat.call_count, endpoint.trouble) == (2, None)


def test_retries_are_no_more_than_a_reserve_and_a_tenth_of_the_calls(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.mock(side_effect=itertools.cycle([DOWN, FINE]))

    async def many() -> list[Reply]:
        return [await endpoint.reply(ASK) for _ in range(CALLS)]

    with pytest.raises(ModelFailed):
        asyncio.run(many())

    assert chat.call_count == 2 * (RESERVE + RESERVE // 9) + 1


def test_five_failures_open_the_breaker_for_fifteen_seconds(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(return_value=DOWN)

    kinds = [failure(endpoint).kind for _ in range(4)]

    assert set(kinds) == {Failure.UNAVAILABLE}
    assert chat.call_count == 5
    pauses.at += 16
    failure(endpoint)
    assert chat.call_count == 6  # one probe, and no more tries of it


def test_a_probe_that_succeeds_closes_the_breaker(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(side_effect=[*[DOWN] * 5, FINE, FINE])
    for _ in range(2):
        failure(endpoint)

    pauses.at += 16
    replies = run(endpoint.reply(ASK), endpoint.reply(ASK))

    assert (len(replies), chat.call_count) == (2, 7)


def test_failures_far_apart_do_not_open_it(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(return_value=DOWN)

    for _ in range(4):
        failure(endpoint)
        pauses.at += 31

    assert chat.call_count == 12


def test_only_one_probe_goes_out_at_a_time(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(side_effect=[*[DOWN] * 5, FINE])
    for _ in range(2):
        failure(endpoint)
    pauses.at += 16

    async def both() -> list[object]:
        return list(await asyncio.gather(endpoint.reply(ASK), endpoint.reply(ASK), return_exceptions=True))

    outcomes = asyncio.run(both())

    assert [isinstance(outcome, ModelFailed) for outcome in outcomes] == [False, True]
    assert chat.call_count == 6


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401), Failure.REJECTED),
        (httpx.Response(404), Failure.UNKNOWN_MODEL),
        (httpx.Response(429, json={"error": {"code": "insufficient_quota"}}), Failure.QUOTA),
    ],
)
def test_what_the_operator_must_mend_is_kept_and_not_asked_again_for_five_minutes(
    chat: respx.Route, endpoint: Endpoint, pauses: Pauses, answer: httpx.Response, kind: Failure
) -> None:
    chat.mock(return_value=answer)

    failure(endpoint)
    pauses.at += 290

    assert failure(endpoint).kind is kind
    assert (chat.call_count, endpoint.trouble and endpoint.trouble.kind) == (1, kind)


def test_trouble_is_gone_when_something_harmless_is_answered_again(chat: respx.Route, endpoint: Endpoint, pauses: Pauses) -> None:
    chat.mock(side_effect=[httpx.Response(401), FINE])
    failure(endpoint)

    early = asyncio.run(endpoint.check())
    pauses.at += 301
    late = asyncio.run(endpoint.check())

    assert (early and early.kind, late) == (Failure.REJECTED, None)
    assert b"kind" not in chat.calls.last.request.content


def test_a_reply_that_cannot_be_used_says_nothing_against_the_endpoint(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.respond(json={"choices": [{"message": {"content": "{"}, "finish_reason": "stop"}]})

    kinds = [failure(endpoint).kind for _ in range(8)]

    assert (set(kinds), chat.call_count) == ({Failure.BAD_REPLY}, 8)


def test_an_endpoint_that_hangs_until_its_asker_leaves_is_left_alone_in_the_end(endpoint_at: MakeEndpoint, upstream: Upstream) -> None:
    endpoint = endpoint_at(upstream.url("hang"), timeout_s=0.2)
    endpoint = Endpoint(endpoint.address, lambda: Line(endpoint.address, idle_s=5))

    async def impatient() -> None:
        for _ in range(5):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.19):
                    await endpoint.reply(ASK)
        try:
            await endpoint.reply(ASK)
        finally:
            await endpoint.aclose()

    with pytest.raises(ModelFailed, match="it is asked again in"):
        asyncio.run(impatient())


def test_what_is_read_of_replies_that_cannot_be_used_is_counted_too(chat: respx.Route, endpoint: Endpoint) -> None:
    usage = {"prompt_tokens": 40, "completion_tokens": 30}
    cut = httpx.Response(200, json={"choices": [{"message": {"content": "{"}, "finish_reason": "length"}], "usage": usage})
    whole = httpx.Response(200, json={"choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}], "usage": usage})
    chat.mock(side_effect=[cut, whole])

    reply = run(endpoint.reply(ASK))[0]

    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (80, 60)


def test_a_text_that_is_flagged_is_no_rejected_key(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.respond(403, json={"error": {"message": "Your input was flagged: requires moderation"}})

    assert (failure(endpoint).kind, endpoint.trouble) == (Failure.FILTERED, None)


def test_a_date_that_no_clock_knows_is_no_time_to_wait(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.mock(side_effect=[limited(retry_after="Wed, 21 Oct 2015 07:28:00 +99999999999999999"), FINE])

    assert isinstance(run(endpoint.reply(ASK))[0], Reply)


def test_certificates_that_are_not_there_are_named(endpoint_at: MakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent.pem")
    endpoint = endpoint_at("https://model.test/v1")

    failed = failure(endpoint)

    assert (failed.kind, "SSL_CERT_FILE" in str(failed)) == (Failure.UNAVAILABLE, True)
    asyncio.run(endpoint.aclose())


@pytest.mark.parametrize("text", ["[" * 100_000, '{"data": [{"id": 3}, 4]}', "<html>"], ids=["deep", "no names", "a page"])
def test_a_list_of_models_that_cannot_be_read_is_named(httpx2_mock: respx.Router, endpoint: Endpoint, text: str) -> None:
    httpx2_mock.get(f"{URL}/models").respond(200, text=text)

    with pytest.raises(ModelFailed, match="does not list its models"):
        asyncio.run(endpoint.models())


def test_names_of_models_are_shown_clean(httpx2_mock: respx.Router, endpoint: Endpoint) -> None:
    httpx2_mock.get(f"{URL}/models").respond(200, json={"data": [{"id": "\x1b[31mred\x07"}]})

    assert asyncio.run(endpoint.models()) == ("[31mred",)
