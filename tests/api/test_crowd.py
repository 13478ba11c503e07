"""A full house: who comes beyond is told so at once, and nobody's place is lost for good."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.crowd import MAX_AT_ONCE, MAX_OF_ONE
from assistant.factory import Parts
from assistant.settings import Settings
from tests.api.test_moments import key_of

OFF_TOPIC = {"text": "write me a SQL query that joins two tables"}


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The assistant with keys of its own."""
    return replace(parts, settings=Settings(home=tmp_path / "home", database=None))


def ask_at_once(own: Parts, rounds: Sequence[Sequence[Mapping[str, str]]]) -> list[list[httpx.Response]]:
    """Send the requests of each round at one moment, with these headers, to one application."""

    async def asked() -> list[list[httpx.Response]]:
        transport = httpx.ASGITransport(create_app(own))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return [
                await asyncio.gather(*(http.post("/v1/nudges", json=OFF_TOPIC, headers=headers) for headers in round_)) for round_ in rounds
            ]

    return asyncio.run(asked())


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
