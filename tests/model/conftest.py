"""A real model behind an endpoint of ours."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.provider.address import Address
from assistant.provider.dialect import Dialect
from assistant.provider.endpoint import Endpoint
from assistant.provider.line import Line
from tests.model.serving import KEY, NAME
from tests.process import TREE

FOLDER = Path(sys.prefix) / "model"
PATIENCE_S = 60.0
MakeEndpoint = Callable[..., Endpoint]


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What asks a model needs no index."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="session")
def model_url() -> Iterator[str]:
    """Where the model is served, in a process of its own."""
    assert FOLDER.is_dir(), f"{FOLDER} is missing: `make test-model` installs the model there"
    command = [sys.executable, "-m", "tests.model.serving", str(FOLDER)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=TREE
    ) as serving:
        assert serving.stdin
        assert serving.stdout
        yield f"{serving.stdout.readline().strip()}/v1"
        serving.stdin.close()
        serving.kill()


@pytest.fixture
def model(model_url: str) -> MakeEndpoint:
    """Make an endpoint for the model."""

    def make(*, dialect: Dialect | None = None, key: str = KEY, timeout_s: float = PATIENCE_S) -> Endpoint:
        headers = {"Authorization": f"Bearer {key}"}
        where = Address(url=model_url, model=NAME, headers=headers, timeout_s=timeout_s)
        endpoint = Endpoint(where, lambda: Line(where, idle_s=PATIENCE_S))
        endpoint.dialect = dialect or Dialect()
        return endpoint

    return make
