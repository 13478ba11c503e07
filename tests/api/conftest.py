"""The real client as a fixture."""

import pytest

from assistant.factory import Parts
from tests.api.clients import WithClient, client_of


@pytest.fixture
def with_client(parts: Parts) -> WithClient:
    return client_of(parts)
