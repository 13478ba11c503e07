"""A server says that it is not ready while the operator must mend the endpoint of its model."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.errors import ModelFailed
from assistant.factory import Parts
from assistant.factory_model import open_model
from assistant.provider.endpoint import Endpoint
from assistant.provider.probe import HARMLESS
from tests.api.calling import call
from tests.upstream.faults import FAULTS, says
from tests.upstream.server import Upstream


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream(FAULTS, says()) as running:
        yield running


def asked_once(parts: Parts, url: str) -> Parts:
    """The parts with an endpoint that was asked once."""
    endpoint = open_model(parts.settings.model_copy(update={"model": "m", "model_url": url}))
    assert endpoint
    asyncio.run(_ask(endpoint))
    return replace(parts, endpoint=endpoint)


async def _ask(endpoint: Endpoint) -> None:
    with contextlib.suppress(ModelFailed):
        await endpoint.reply(HARMLESS)
    await endpoint.aclose()


@pytest.mark.parametrize(("fault", "word"), [("401", "SMALLACTS_MODEL_KEY"), ("404_model", "SMALLACTS_MODEL and"), ("429_quota", "quota")])
def test_it_is_not_ready_while_the_endpoint_is_configured_wrongly(parts: Parts, upstream: Upstream, fault: str, word: str) -> None:
    troubled = asked_once(parts, upstream.url(fault))

    answer = call(troubled, "GET", "/readyz")

    assert answer.status_code == 503
    assert word in answer.json()["error"]["message"]


@pytest.mark.parametrize("fault", ["reply_fenced", "500", "refusal"])
def test_it_is_ready_with_an_endpoint_that_is_well_or_only_down(parts: Parts, upstream: Upstream, fault: str) -> None:
    parts = asked_once(parts, upstream.url(fault))

    assert call(parts, "GET", "/readyz").status_code == 200
