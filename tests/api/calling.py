"""Sends one request to the application in this process."""

import asyncio
from threading import Lock
from typing import Any

import httpx

from api.app import create_app
from assistant.factory import Parts

JSON = {"content-type": "application/json"}


_building = Lock()
"""What a library does to the filter of warnings while an application is built holds for all threads."""


def call(
    parts: Parts, method: str, path: str, *, hosts: frozenset[str] = frozenset(), api_key: str | None = None, **request: Any
) -> httpx.Response:
    """Send a request as a client on this machine would; an error that the application raises is answered, not passed on."""

    async def send() -> httpx.Response:
        with _building:
            app = create_app(parts, hosts=hosts, api_key=api_key)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.request(method, path, **request)

    return asyncio.run(send())
