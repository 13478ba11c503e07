"""The product under measure, opened once."""

import pytest

from assistant.factory import Parts
from evals.cases import Cases
from evals.system import System, system_of


@pytest.fixture(scope="session")
def system(parts: Parts) -> System:
    return system_of(parts)


@pytest.fixture(scope="session")
def cases() -> Cases:
    return Cases()
