"""How an endpoint is asked for JSON: the surest way that it understands, found once and remembered."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

from assistant.errors import Failure, ModelFailed
from assistant.provider.dialect import Dialect, Method
from assistant.provider.endpoint import Endpoint
from tests.provider.conftest import ASK, MakeEndpoint, run
from tests.upstream.faults import GOOD, OUR_CALL

URL = "http://model.local/v1"
Body = dict[str, Any]
COMPLETION: Body = {"model": "m", "choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}]}
CALLED: Body = {"choices": [{"message": {"content": None, "tool_calls": OUR_CALL}, "finish_reason": "tool_calls"}]}


def method_of(body: Body) -> Method:
    """How a request asks for JSON."""
    known = {"json_schema": Method.JSON_SCHEMA, "json_object": Method.JSON_MODE}
    return Method.FUNCTION if "tools" in body else known.get(body.get("response_format", {}).get("type"), Method.TEXT)


def refusing(message: str, *, refuses: Callable[[Body], bool], answer: Body = COMPLETION) -> Callable[[httpx.Request], httpx.Response]:
    """An endpoint that answers some forms of request with an error of these words."""

    def reply(request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        if refuses(body):
            return httpx.Response(400, json={"error": {"message": message}})
        return httpx.Response(200, json=CALLED if "tools" in body else answer)

    return reply


@pytest.fixture
def chat(httpx2_mock: respx.Router) -> respx.Route:
    return httpx2_mock.post(f"{URL}/chat/completions")


@pytest.fixture
def endpoint(endpoint_at: MakeEndpoint) -> Endpoint:
    return endpoint_at(URL)


def sent(chat: respx.Route) -> list[Body]:
    return [json.loads(call.request.content) for call in chat.calls]


def test_the_schema_is_sent_to_be_held_strictly(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.respond(json=COMPLETION)

    run(endpoint.reply(ASK))

    schema = {"name": "nudge", "strict": True, "schema": ASK.shape}
    assert [body["response_format"] for body in sent(chat)] == [{"type": "json_schema", "json_schema": schema}]


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ([Method.FUNCTION], "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model"),
        ([Method.JSON_MODE], "this model supports neither tools nor json_schema"),
        ([Method.TEXT], "response_format: extra fields not permitted"),
        ([Method.TEXT], "bad request"),
    ],
)
def test_the_ladder_is_gone_down_once_and_the_rung_remembered(
    chat: respx.Route, endpoint: Endpoint, known: list[Method], message: str
) -> None:
    chat.mock(side_effect=refusing(message, refuses=lambda body: method_of(body) not in known))

    run(endpoint.reply(ASK), endpoint.reply(ASK))

    tried = [method_of(body) for body in sent(chat)]
    assert endpoint.method is known[0]
    assert tried == [*list(Method)[: list(Method).index(known[0]) + 1], known[0]]


def test_an_endpoint_that_ignores_the_shape_is_told_it_in_words(chat: respx.Route, endpoint: Endpoint) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        told = "one JSON object" in json.loads(request.content)["messages"][0]["content"].partition("\n")[2]
        return httpx.Response(200, json=COMPLETION if told else {"choices": [{"message": {"content": "Thank them."}}]})

    chat.mock(side_effect=reply)

    assert json.loads(run(endpoint.reply(ASK))[0].text) == json.loads(GOOD)
    assert endpoint.method is Method.JSON_MODE


def test_the_arguments_of_our_own_function_are_the_reply(chat: respx.Route, endpoint_at: MakeEndpoint) -> None:
    chat.respond(json=CALLED)

    (reply,) = run(endpoint_at(URL, dialect=Dialect(method=Method.FUNCTION)).reply(ASK))

    assert json.loads(reply.text) == json.loads(GOOD)


def test_a_model_that_never_writes_json_is_a_bad_reply(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.respond(json={"choices": [{"message": {"content": "Thank them."}}]})

    with pytest.raises(ModelFailed) as failed:
        run(endpoint.reply(ASK))

    assert failed.value.kind is Failure.BAD_REPLY
    assert [method_of(body) for body in sent(chat)] == list(Method)


def test_a_rung_that_has_worked_is_kept_when_one_question_is_not_taken(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.mock(side_effect=[httpx.Response(200, json=COMPLETION), httpx.Response(400, json={"error": "bad character"})])

    run(endpoint.reply(ASK))
    with pytest.raises(ModelFailed):
        run(endpoint.reply(ASK))

    assert (endpoint.method, chat.call_count) == (Method.JSON_SCHEMA, 2)


@pytest.mark.parametrize(
    ("field", "message", "later"),
    [
        ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_completion_tokens"),
        ("stream_options", "unknown field stream_options", "stream"),
        ("stream", "streaming is not supported here", "max_tokens"),
    ],
)
def test_a_field_that_an_endpoint_does_not_know_is_left_out(
    chat: respx.Route, endpoint: Endpoint, field: str, message: str, later: str
) -> None:
    chat.mock(side_effect=refusing(message, refuses=lambda body: field in body))

    run(endpoint.reply(ASK), endpoint.reply(ASK))

    assert [(field in body, later in body) for body in sent(chat)][1:] == [(False, True), (False, True)]


def test_a_reply_that_was_cut_is_asked_for_once_more_at_greater_length(chat: respx.Route, endpoint: Endpoint) -> None:
    cut = {"choices": [{"message": {"content": GOOD[:9]}, "finish_reason": "length"}]}
    chat.respond(json=cut)

    with pytest.raises(ModelFailed) as failed:
        run(endpoint.reply(ASK))

    assert failed.value.kind is Failure.BAD_REPLY
    assert [body["max_tokens"] for body in sent(chat)] == [ASK.max_tokens, 4 * ASK.max_tokens]


def test_a_router_without_a_model_for_the_shape_is_no_unknown_model(chat: respx.Route, endpoint: Endpoint) -> None:
    said = {"error": {"message": "No endpoints found that support the requested parameters", "code": 404}}
    chat.mock(side_effect=[httpx.Response(404, json=said), httpx.Response(200, json=CALLED)])

    run(endpoint.reply(ASK))

    assert endpoint.method is Method.FUNCTION


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (400, {"error": {"message": "This model's maximum context length is 4096 tokens"}}, Failure.TOO_LONG),
        (400, {"error": {"message": "the request exceeds the available context size", "type": "exceed_context_size_error"}}, Failure.TOO_LONG),
        (400, [{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key."}}], Failure.REJECTED),
        (400, {"error": {"message": "model not found: llama9"}}, Failure.UNKNOWN_MODEL),
        (404, {"error": "model 'llama9' not found"}, Failure.UNKNOWN_MODEL),
        (429, {"error": {"message": "You exceeded your current quota, please check your plan"}}, Failure.QUOTA),
        (400, {"error": {"innererror": {"code": "ResponsibleAIPolicyViolation"}}}, Failure.FILTERED),
        (400, {"error": {"code": "json_validate_failed"}}, Failure.BAD_REPLY),
        (200, {"error": {"message": "Rate limit exceeded", "code": 429}}, Failure.RATE_LIMITED),
        (200, {"error": {"message": "Insufficient credits", "code": "402"}}, Failure.QUOTA),
    ],
)  # fmt: skip
def test_the_words_of_an_error_tell_its_kind(chat: respx.Route, endpoint: Endpoint, status: int, said: object, kind: Failure) -> None:
    chat.respond(status, json=said)

    with pytest.raises(ModelFailed) as failed:
        run(endpoint.reply(ASK))

    assert failed.value.kind is kind


def test_an_error_repeats_nothing_of_what_was_sent(chat: respx.Route, endpoint: Endpoint) -> None:
    chat.respond(400, json={"error": {"message": "cannot read: Say something kind."}})

    with pytest.raises(ModelFailed) as failed:
        run(endpoint.reply(ASK))

    assert "kind" not in str(failed.value)
    assert failed.value.__cause__ is None
