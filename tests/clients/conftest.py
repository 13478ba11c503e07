"""A real server for real clients, and a desk for each of them."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.driving import FOLDER, Desk
from tests.process import TREE, command, environment

STARTING_S = 60


@pytest.fixture(scope="session")
def server_url(built_home: Path) -> Iterator[str]:
    """Where `smallacts serve` answers, which keeps no history: one client's question must not change the answer to another."""
    assert FOLDER.is_dir(), f"{FOLDER} is missing: `make test-clients` installs the clients there"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        command("serve", "--port", str(port)), stderr=subprocess.DEVNULL, cwd=TREE, env=environment(built_home, RETENTION_DAYS="0")
    ) as serving:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/v1"
        serving.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTING_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"`smallacts serve` did not answer on port {port} within {STARTING_S} s")


@pytest.fixture
def desk(server_url: str, tmp_path: Path) -> Desk:
    """A machine that no client was ever run on."""
    return Desk(home=tmp_path / "home", url=server_url)
