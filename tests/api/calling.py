"""Sends one request to the application in this process."""

import asyncio
from typing import Any

import httpx

from api.app import create_app
from assistant.factory import Parts

JSON = {"content-type": "application/json"}


def call(
    parts: Parts, method: str, path: str, *, hosts: frozenset[str] = frozenset(), api_key: str | None = None, **request: Any
) -> httpx.Response:
    """Send a request as a client on this machine would; an error that the application raises is answered, not passed on."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(parts, hosts=hosts, api_key=api_key), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.request(method, path, **request)

    return asyncio.run(send())
