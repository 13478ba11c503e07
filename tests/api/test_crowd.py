"""A full house: who comes beyond is told so at once, and nobody's place is lost for good."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.crowd import MAX_AT_ONCE, MAX_OF_ONE
from assistant.domain import Hold, Situation
from assistant.factory import Parts
from assistant.settings import Settings
from tests.api.test_moments import key_of

OFF_TOPIC = {"text": "write me a SQL query that joins two tables"}


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The assistant with keys of its own."""
    return replace(parts, settings=Settings(home=tmp_path / "home", database=None))


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A gate that holds everybody back, and notes whom it screened and how many at once."""

    screened: list[str] = field(default_factory=list)
    within: list[int] = field(default_factory=list)

    async def screen(self, situation: Situation) -> Hold:
        """Take some turns of the event loop for it."""
        self.within.append(len(self.within) - len(self.screened))
        for _ in range(4):
            await asyncio.sleep(0)
        self.screened.append(situation.text)
        return Hold(message="It can wait.", question="What happened?")


def watched(own: Parts) -> tuple[Parts, Watched]:
    gate = Watched()
    settings = own.settings.model_copy(update={"retention_days": 0})  # reading a history takes the one longer, and the other less
    return replace(own, settings=settings, assistant=replace(own.assistant, gate=gate)), gate


def ask_at_once(own: Parts, rounds: Sequence[Sequence[Mapping[str, str]]]) -> list[list[httpx.Response]]:
    """Send the requests of each round at one moment, with these headers, to one application."""

    async def asked() -> list[list[httpx.Response]]:
        async with served(own) as http:
            return [
                await asyncio.gather(*(http.post("/v1/nudges", json=OFF_TOPIC, headers=headers) for headers in round_)) for round_ in rounds
            ]

    return asyncio.run(asked())


def served(own: Parts) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(own)), base_url="http://localhost")


def test_one_who_asks_too_much_at_once_is_told_to_wait(own: Parts) -> None:
    ((*answers,),) = ask_at_once(own, [[{}] * (MAX_OF_ONE + 3)])

    refused = [answer for answer in answers if answer.status_code == 429]
    assert Counter(answer.status_code for answer in answers) == {200: MAX_OF_ONE, 429: 3}
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert refused[0].json()["error"]["message"] == "32 of your requests are being answered; wait for one of them"


def test_a_full_house_refuses_the_next_one_whoever_it_is(own: Parts) -> None:
    ana, ben, eva = (key_of(own, name) for name in ("ana", "ben", "eva"))

    ((*answers,),) = ask_at_once(own, [[ana] * MAX_OF_ONE + [ben] * MAX_OF_ONE + [eva]])

    assert Counter(answer.status_code for answer in answers) == {200: MAX_AT_ONCE, 503: 1}
    assert (answers[-1].status_code, answers[-1].headers["retry-after"]) == (503, "1")


def test_there_is_room_again_once_those_before_were_answered(own: Parts) -> None:
    full, later = ask_at_once(own, [[{}] * (MAX_OF_ONE + 1), [{}]])

    assert (full[-1].status_code, later[0].status_code) == (429, 200)


def test_who_comes_in_the_same_moment_is_refused_before_those_who_came_first_are_answered(
    own: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.crowd.PATIENCE_S", 30.0)  # a busy machine makes a moment long
    slow, gate = watched(own)
    done: list[int] = []

    async def ask(http: httpx.AsyncClient, at: int) -> None:
        for _ in range(at):  # a server takes a connection a turn
            await asyncio.sleep(0)
        done.append((await http.post("/v1/nudges", json=OFF_TOPIC)).status_code)

    async def storm() -> None:
        async with served(slow) as http:
            await asyncio.gather(*(ask(http, at) for at in range(MAX_OF_ONE + 8)))

    asyncio.run(storm())

    assert done == [*[429] * 8, *[200] * MAX_OF_ONE]
    assert len(gate.screened) == MAX_OF_ONE


def test_who_came_first_is_answered_however_long_others_go_on_coming(own: Parts) -> None:
    busy, _ = watched(own)  # its answers need no thread, which a loop that never rests would keep waiting

    async def answered() -> list[int]:
        async with served(busy) as http, asyncio.timeout(20):
            first = asyncio.gather(*(http.post("/v1/nudges", json=OFF_TOPIC) for _ in range(3)))
            others = []
            while not first.done():
                others.append(asyncio.ensure_future(http.post("/v1/nudges", json=OFF_TOPIC)))
                await asyncio.sleep(0)
            await asyncio.gather(*others)
            return [answer.status_code for answer in await first]

    assert asyncio.run(answered()) == [200] * 3


def test_answers_are_worked_on_one_by_one_in_the_order_in_which_they_were_asked_for(own: Parts) -> None:
    slow, gate = watched(own)
    asked = [f"write me query number {at}" for at in range(12)]

    async def ask_all() -> None:
        async with served(slow) as http:
            await asyncio.gather(*(http.post("/v1/nudges", json={"text": text}) for text in asked))

    asyncio.run(ask_all())

    assert (gate.screened, set(gate.within)) == (asked, {0})
