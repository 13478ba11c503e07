"""The way to a model, with a real one at its end."""

import asyncio
import json

import pytest

from assistant.errors import Failure, ModelFailed
from assistant.ports import Ask, Reply, Speaker, Turn
from assistant.provider.dialect import Dialect, Method
from assistant.provider.endpoint import Endpoint
from assistant.provider.probe import HARMLESS
from tests.model.conftest import MakeEndpoint
from tests.model.serving import NAME

pytestmark = pytest.mark.model


async def outcome(endpoint: Endpoint, ask: Ask = HARMLESS) -> Reply | ModelFailed:
    """What becomes of a question."""
    try:
        return await endpoint.reply(ask)
    except ModelFailed as failed:
        return failed
    finally:
        await endpoint.aclose()


def failure(endpoint: Endpoint, ask: Ask = HARMLESS) -> Failure | None:
    """How a question fails."""
    failed = asyncio.run(outcome(endpoint, ask))
    return failed.kind if isinstance(failed, ModelFailed) else None


@pytest.mark.parametrize("streams", [False, True], ids=["plain", "streamed"])
def test_the_reply_is_an_object_of_the_schema_with_its_usage(model: MakeEndpoint, streams: bool) -> None:
    endpoint = model(dialect=Dialect(has_stream=streams))

    reply = asyncio.run(outcome(endpoint))

    assert isinstance(reply, Reply)
    assert list(json.loads(reply.text)) == ["word"]
    assert (reply.model, reply.usage.is_estimate, endpoint.method) == (NAME, False, Method.JSON_SCHEMA)
    assert reply.usage.output_tokens > 0


def test_the_arguments_of_a_function_are_an_object(model: MakeEndpoint) -> None:
    reply = asyncio.run(outcome(model(dialect=Dialect(method=Method.FUNCTION))))

    assert isinstance(reply, Reply)
    assert isinstance(json.loads(reply.text), dict)


@pytest.mark.parametrize("method", [Method.JSON_MODE, Method.TEXT])
def test_below_that_it_is_an_object_or_a_bad_reply(model: MakeEndpoint, method: Method) -> None:
    ended = asyncio.run(outcome(model(dialect=Dialect(method=method))))

    assert isinstance(json.loads(ended.text) if isinstance(ended, Reply) else {}, dict)
    assert getattr(ended, "kind", Failure.BAD_REPLY) is Failure.BAD_REPLY


def test_a_wrong_key_is_named(model: MakeEndpoint) -> None:
    assert failure(model(key="another")) is Failure.REJECTED


def test_a_question_longer_than_the_context_is_named(model: MakeEndpoint) -> None:
    long = HARMLESS.model_copy(update={"turns": (Turn(by=Speaker.USER, text="ready " * 4_000),)})

    assert failure(model(), long) is Failure.TOO_LONG


def test_a_reply_that_is_cut_is_a_bad_one(model: MakeEndpoint) -> None:
    assert failure(model(), HARMLESS.model_copy(update={"max_tokens": 1})) is Failure.BAD_REPLY


def test_a_reply_that_comes_too_late_is_left_and_frees_the_model(model: MakeEndpoint) -> None:
    long = HARMLESS.model_copy(update={"max_tokens": 1_500, "shape": {"type": "array", "items": {"type": "string"}, "minItems": 300}})

    late, after = failure(model(timeout_s=1), long), asyncio.run(outcome(model(timeout_s=15)))

    assert late is Failure.TIMEOUT
    assert isinstance(after, Reply)


def test_the_models_that_there_are_are_listed(model: MakeEndpoint) -> None:
    endpoint = model()

    async def listed() -> tuple[str, ...]:
        try:
            return await endpoint.models()
        finally:
            await endpoint.aclose()

    assert asyncio.run(listed()) == (NAME,)
