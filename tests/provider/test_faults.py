"""Every fault of an endpoint, plain and streamed, ends in a Reply or in a ModelFailed of its kind, in time, with the connection closed."""

import asyncio
import json
import time
from collections.abc import Callable

import pytest

from assistant.errors import Failure, ModelFailed
from assistant.ports import Reply
from assistant.provider.endpoint import Endpoint
from tests.provider.conftest import ASK, SHORT_IDLE_S, SHORT_TIMEOUT_S, TIMEOUT_S, MakeEndpoint
from tests.upstream.faults import FAULTS, SAY
from tests.upstream.server import Upstream

SLACK_S = 4.0
HANGS = {"hang", "hang_headers", "slow_headers", "slow_loris", "stream_stall_first"}
End = Callable[[Endpoint], Reply | ModelFailed]
WAYS = [False, True]

RETRIED_TWICE = {
    **dict.fromkeys(["429", "429_ms", "429_date", "429_garbage", "429_negative", "429_bare"], Failure.RATE_LIMITED),
    **dict.fromkeys(["500", "500_html", "500_short", "502", "503", "503_retry", "504", "529"], Failure.UNAVAILABLE),
    **dict.fromkeys(["close", "reset", "reset_body", "short_body", "bad_chunk"], Failure.UNAVAILABLE),
}
RETRIED_ONCE = {
    **dict.fromkeys(["408", "409"], Failure.UNAVAILABLE),
    **dict.fromkeys(["html_200", "empty_200", "malformed_json", "truncated_json", "latin1", "json_deep"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["json_list", "json_null", "json_text", "json_error"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["choices_missing", "choices_null", "choices_text", "choices_of_text", "choices_empty"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["message_missing", "message_empty", "message_null"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["wrong_type", "wrong_delta", "wrong_finish", "wrong_calls", "wrong_call"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["tool_call", "tool_call_ours_unasked", "tool_calls_many"], Failure.BAD_UPSTREAM),
    **dict.fromkeys(["gzip_broken", "brotli"], Failure.BAD_UPSTREAM),
}
NOT_RETRIED = {
    "429_huge": Failure.RATE_LIMITED,
    "429_quota": Failure.QUOTA,
    "402": Failure.QUOTA,
    "401": Failure.REJECTED,
    "403": Failure.REJECTED,
    "404_model": Failure.UNKNOWN_MODEL,
    "400_context": Failure.TOO_LONG,
    "413": Failure.TOO_LONG,
    "400_filter": Failure.FILTERED,
    "content_filter": Failure.FILTERED,
    **dict.fromkeys(["refusal", "refusal_finish", "refusal_text"], Failure.REFUSED),
    **dict.fromkeys(["hang", "hang_headers", "slow_headers", "slow_loris"], Failure.TIMEOUT),
    **dict.fromkeys(["huge_body", "gzip_bomb", "reply_huge", "500_huge"], Failure.BAD_UPSTREAM),
    **{f"redirect_{status}": Failure.BAD_UPSTREAM for status in (301, 302, 307, 308)},
    **dict.fromkeys(["reply_truncated", "reply_nan", "reply_nan_outside", "reply_infinite"], Failure.BAD_REPLY),
    **dict.fromkeys(["reply_deep", "reply_dup", "reply_two"], Failure.BAD_REPLY),
}
STREAM_RETRIED = dict.fromkeys(
    ["stream_ended", "stream_done_early", "stream_bad_json", "stream_latin1"], Failure.BAD_UPSTREAM
)  # fmt: skip
STREAM_NOT_RETRIED = {
    **dict.fromkeys(["stream_stall", "stream_stall_first", "stream_pings"], Failure.TIMEOUT),
    **dict.fromkeys(["stream_endless", "stream_huge_line"], Failure.BAD_UPSTREAM),
}
USED = [
    *["reply_fenced", "reply_prose", "reply_thought", "reply_parts", "gzip_good"],
    *["surrogate", "surrogate_raw", "nul", "control", "bidi", "marked"],
    *["usage_missing", "usage_absurd", "usage_text"],
]


@pytest.fixture
def ended(upstream: Upstream) -> End:
    """Ask, and get what becomes of it, in time and with every connection closed."""

    async def ask(endpoint: Endpoint) -> Reply | ModelFailed:
        try:
            return await endpoint.reply(ASK)
        except ModelFailed as failed:
            return failed
        finally:
            await endpoint.aclose()

    def end(endpoint: Endpoint) -> Reply | ModelFailed:
        started = time.monotonic()
        outcome = asyncio.run(ask(endpoint))
        assert time.monotonic() - started < endpoint.address.timeout_s + SLACK_S
        assert upstream.all_gone(5)
        return outcome

    return end


def kind_of(outcome: Reply | ModelFailed) -> Failure:
    assert isinstance(outcome, ModelFailed), outcome
    return outcome.kind


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
@pytest.mark.parametrize("fault", RETRIED_TWICE)
def test_what_may_pass_is_tried_twice_more(upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str, streams: bool) -> None:
    url = upstream.url(fault)

    outcome = ended(endpoint_at(url, streams=streams))

    assert (kind_of(outcome), upstream.calls(url)) == (RETRIED_TWICE[fault], 3)


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
@pytest.mark.parametrize("fault", RETRIED_ONCE)
def test_an_answer_of_another_shape_is_tried_once_more(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str, streams: bool
) -> None:
    url = upstream.url(fault)

    outcome = ended(endpoint_at(url, streams=streams))

    assert (kind_of(outcome), upstream.calls(url)) == (RETRIED_ONCE[fault], 2)


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
@pytest.mark.parametrize("fault", [*RETRIED_ONCE, *RETRIED_TWICE])
def test_what_has_passed_by_the_next_try_ends_in_a_reply(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str, streams: bool
) -> None:
    url = upstream.url(fault, times=1)

    outcome = ended(endpoint_at(url, streams=streams))

    assert isinstance(outcome, Reply)
    assert (json.loads(outcome.text), upstream.calls(url)) == ({"say": SAY}, 2)


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
@pytest.mark.parametrize("fault", NOT_RETRIED)
def test_what_would_not_pass_is_not_tried_again(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str, streams: bool
) -> None:
    url = upstream.url(fault)

    outcome = ended(endpoint_at(url, streams=streams, timeout_s=SHORT_TIMEOUT_S if fault in HANGS else TIMEOUT_S))

    assert (kind_of(outcome), upstream.calls(url)) == (NOT_RETRIED[fault], 1)


@pytest.mark.parametrize("fault", STREAM_RETRIED)
def test_a_stream_that_breaks_is_tried_once_more_in_one_piece(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str
) -> None:
    url = upstream.url(fault, times=1)

    outcome = ended(endpoint_at(url))

    assert isinstance(outcome, Reply)
    assert ["stream" in body for body in upstream.sent(url)] == [True, False]


@pytest.mark.parametrize("fault", STREAM_NOT_RETRIED)
def test_a_stream_that_does_not_end_is_cut(upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str) -> None:
    url = upstream.url(fault)

    outcome = ended(endpoint_at(url, timeout_s=SHORT_TIMEOUT_S if fault in HANGS else TIMEOUT_S, idle_s=SHORT_IDLE_S))

    assert (kind_of(outcome), upstream.calls(url)) == (STREAM_NOT_RETRIED[fault], 1)


@pytest.mark.parametrize("fault", ["stream_cut", "stream_error", "reset_body"])
def test_a_stream_that_is_cut_off_is_tried_again(upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str) -> None:
    url = upstream.url(fault, times=2)

    outcome = ended(endpoint_at(url))

    assert isinstance(outcome, Reply)
    assert upstream.calls(url) == 3


@pytest.mark.parametrize("fault", ["stream_no_done", "stream_ignored"])
def test_a_whole_reply_is_used_however_the_stream_goes_on(upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str) -> None:
    outcome = ended(endpoint_at(upstream.url(fault)))

    assert isinstance(outcome, Reply)
    assert json.loads(outcome.text) == {"say": SAY}


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
@pytest.mark.parametrize("fault", USED)
def test_a_reply_in_disguise_is_used_and_cleaned(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, fault: str, streams: bool
) -> None:
    outcome = ended(endpoint_at(upstream.url(fault), streams=streams))

    assert isinstance(outcome, Reply)
    assert json.loads(outcome.text) == {"say": SAY}


@pytest.mark.parametrize("streams", WAYS, ids=["plain", "streamed"])
def test_an_error_whose_words_never_come_is_known_by_its_status(
    upstream: Upstream, endpoint_at: MakeEndpoint, ended: End, streams: bool
) -> None:
    outcome = ended(endpoint_at(upstream.url("401_stalled"), streams=streams, idle_s=SHORT_IDLE_S))

    assert kind_of(outcome) is Failure.REJECTED


def test_an_endpoint_that_never_ends_the_handshake_is_left_in_time(upstream: Upstream, endpoint_at: MakeEndpoint, ended: End) -> None:
    url = upstream.url("hang").replace("http:", "https:")

    outcome = ended(endpoint_at(url, timeout_s=SHORT_TIMEOUT_S))

    assert kind_of(outcome) is Failure.TIMEOUT


def test_the_table_of_outcomes_names_every_fault() -> None:
    by_ladder = {"400_other", "reply_not_json", "reply_list", "length", "length_empty", "json_error_rate"}
    streamed = {*STREAM_RETRIED, *STREAM_NOT_RETRIED, "stream_cut", "stream_error", "stream_no_done", "stream_ignored"}
    stalled = {"401_stalled"}

    assert {*RETRIED_TWICE, *RETRIED_ONCE, *NOT_RETRIED, *USED, *by_ladder, *streamed, *stalled} == set(FAULTS)
