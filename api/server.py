"""Runs the HTTP application in this process."""

import contextlib
import ctypes
import gc
import socket

import uvicorn

from api.app import create_app
from api.guard import LOCAL
from assistant.errors import AddressUnusable, BadSettings
from assistant.factory import Parts

GRACE_S = 10  # a request in flight may end within this after SIGTERM


def listen(host: str, port: int, *, has_key: bool) -> socket.socket:
    """Take the address, before anything that costs time is done for it.

    Raises:
        BadSettings: The address is not this machine's own and no key is set.
        AddressUnusable: Another program has it, or it is no address of this machine.

    """
    if host not in LOCAL and not has_key:
        raise BadSettings(
            f"SMALLACTS_HOST={host!r}: others could call this; make a key for each person with `smallacts keys add`, set SMALLACTS_API_KEY, or listen on 127.0.0.1"
        )
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        raise AddressUnusable(
            f"{host}:{port}: cannot listen there ({error.strerror or 'in use'}); end the other program, or give another --port"
        ) from error


def run(parts: Parts, listener: socket.socket, *, host: str, api_key: str | None) -> None:
    """Serve on a socket that listens, until the process is told to stop."""
    app = create_app(parts, hosts=frozenset({host}), api_key=api_key)
    _set_aside_what_stays()
    _give_back_free_memory()
    config = uvicorn.Config(app, access_log=False, log_level="warning", timeout_graceful_shutdown=GRACE_S)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended in good order, and only then passes it on
        uvicorn.Server(config).run(sockets=[listener])


def _set_aside_what_stays() -> None:
    """Let the collector of garbage pass over what is there from the start, a quarter of a million objects: each time it would hold up all answers for 0.2 s."""
    gc.collect()
    gc.freeze()


def _give_back_free_memory() -> None:
    """Return to the system what loading the model has freed, some fifty megabytes, which the C library would keep for ever."""
    with contextlib.suppress(OSError, AttributeError):  # not every system's library can
        ctypes.CDLL(None).malloc_trim(0)
