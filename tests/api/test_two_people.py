"""Two people live a whole week at once over HTTP: plan, three moments, look-back, next week."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.settings import Settings
from tests.api.test_moments import key_of

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORDS = {"ana": "marmalade", "ben": "zeppelin"}


class Life:
    """One person, who sends requests with a key of their own, and keeps what came back."""

    def __init__(self, http: httpx.AsyncClient, key: Mapping[str, str], word: str) -> None:
        self.http, self.key, self.word = http, key, word
        self.weeks: list[dict[str, Any]] = []
        self.seen = ""

    async def send(self, method: str, path: str, body: object = None) -> Any:
        answer = await self.http.request(method, path, json=body, headers=self.key)
        assert answer.is_success, answer.text
        self.seen += answer.text
        return answer.json()

    async def look(self) -> None:
        self.weeks.append(await self.send("GET", "/v1/week"))

    async def act(self, day: int) -> None:
        """Do what was planned: ask for words, do it, and note what came of it."""
        practice = self.weeks[0]["plan"][day]["practice"]
        nudge = await self.send("POST", "/v1/nudges", {"text": "my teammate is quiet in meetings"})
        deed = {"text": f"did it with {self.word} {day}", "practice": practice, "nudge": nudge["id"]}
        moment = await self.send("POST", "/v1/moments", deed)
        await self.send("PUT", f"/v1/history/{nudge['id']}/useful", {"useful": day != 1})
        await self.send("POST", f"/v1/moments/{moment['id']}/reflections", {"text": f"they smiled at the {self.word}"})


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The assistant with a history of its own."""
    return replace(parts, settings=Settings(home=tmp_path / "home", database=None, timezone="UTC"))


def test_two_people_live_a_week_at_once(own: Parts) -> None:
    now = [MONDAY]
    app = create_app(own)
    app.state.memory = Memory(own.settings, now=lambda: now[0])

    async def live() -> list[Life]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
            lives = [Life(http, key_of(own, person, timezone="UTC"), word) for person, word in WORDS.items()]
            days: list[tuple[int, Callable[[Life], Awaitable[None]]]] = [
                (0, Life.look),
                *((day + 1, lambda one, day=day: one.act(day)) for day in range(3)),
                (4, Life.look),
                (7, Life.look),
            ]
            for day, do in days:
                now[0] = MONDAY + timedelta(days=day)
                await asyncio.gather(*map(do, lives))
            return lives

    for life, other in zip(lives := asyncio.run(live()), lives[::-1], strict=True):
        monday, friday, after = life.weeks
        assert [(week["week"], len(week["moments"]), len(week["look_back"])) for week in life.weeks] == [
            ("2026-W48", 0, 0),
            ("2026-W48", 3, 3),
            ("2026-W49", 0, 0),
        ]
        assert [one["then"] for one in friday["plan"]] == [one["then"] for one in monday["plan"]]
        assert [one["is_done"] for one in friday["plan"]] == [True] * 3
        assert {one["then"] for one in after["plan"]}.isdisjoint(one["then"] for one in monday["plan"])
        assert [week["moments"] for week in after["weeks"][-2:]] == [3, 0]
        assert other.word not in life.seen
