"""Runs the HTTP application in this process."""

import uvicorn

from api.app import create_app
from api.guard import LOCAL
from assistant.errors import BadSettings
from assistant.factory import Parts

GRACE_S = 10  # a request in flight may end within this after SIGTERM


def run(parts: Parts, *, host: str, port: int, api_key: str | None) -> None:
    """Serve until the process is told to stop.

    Raises:
        BadSettings: The address is not this machine's own and no key is set.

    """
    if host not in LOCAL and api_key is None:
        raise BadSettings(f"SMALLACTS_HOST={host!r}: others could call this; set SMALLACTS_API_KEY, or listen on 127.0.0.1")
    app = create_app(parts, hosts=frozenset({host}), api_key=api_key)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=GRACE_S)
