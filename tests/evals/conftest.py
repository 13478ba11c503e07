"""The product under measure, opened once."""

import logging
from collections.abc import Iterator

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


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """The commands of the evals keep the product quiet; other tests listen to it."""
    log = logging.getLogger("assistant")
    level = log.level
    yield
    log.setLevel(level)
