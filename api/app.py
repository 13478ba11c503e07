"""The HTTP application: routes over one assistant, errors in one shape, a guard in front."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from fastapi import FastAPI

from api import chat, responses
from api.callers import Callers
from api.crowd import Crowd
from api.errors import add_error_handlers
from api.guard import Guard
from api.mcp import over_http
from api.moments import router as moments_router
from api.people import router as people_router
from api.routes import router
from assistant import __version__
from assistant.factory import Parts
from assistant.keys import Keyring
from assistant.live import Live
from assistant.memory import Memory


def create_app(parts: Parts, *, hosts: frozenset[str] = frozenset(), api_key: str | None = None) -> FastAPI:
    """Make the application.

    `hosts` are names, besides those of this machine, under which it may be called; with an `api_key`, or where the
    settings' file of keys holds one, every route below /v1, and /mcp, asks for a key.
    """
    live = Live(replace(parts, assistant=replace(parts.assistant, one_by_one=asyncio.Lock())))
    memory = Memory(parts.settings, lingers=True)
    agents, sessions = over_http(live, memory)

    @asynccontextmanager
    async def watching(_: FastAPI) -> AsyncIterator[None]:
        watch = asyncio.create_task(live.watch())
        async with sessions.run():
            yield
        watch.cancel()
        if live.parts.endpoint:
            await live.parts.endpoint.aclose()

    app = FastAPI(
        lifespan=watching,
        title="smallacts",
        version=__version__,
        summary="One small act of micro-mentorship for a moment at work, checked and cited.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        redoc_url=None,
    )
    app.state.live = live
    app.state.memory = memory
    for some in (chat.router, responses.router, router, moments_router, people_router):  # what is asked most is looked for first
        app.include_router(some)
    app.router.routes.append(agents)
    add_error_handlers(app)
    app.add_middleware(Crowd)
    app.add_middleware(Guard, callers=Callers(me=memory.me, api_key=api_key, keyring=Keyring(memory.keys_file)), hosts=hosts)
    return app
