"""One's own week over HTTP: the key says whose it is, and nobody sees another's."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.callers import Callers
from assistant.factory import Parts
from assistant.keys import Keyring, add_key, read_keys, remove_key
from assistant.memory import Memory
from assistant.remembered import Caller
from assistant.settings import Settings
from tests.api.calling import call

THANKED = {"text": "thanked Ana for the release notes"}
QUIET = {"text": "my teammate is quiet in meetings"}
TODAY = date(2026, 11, 27)


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The assistant with a history of its own."""
    return replace(parts, settings=Settings(home=tmp_path / "home", database=None))


def key_of(own: Parts, person: str, **limits: Any) -> dict[str, str]:
    """Make a key, and return the header that gives it."""
    file = Memory(own.settings).keys_file
    fields = {"timezone": None, "keeps_situations": False, "per_minute": None, **limits}
    return {"authorization": f"Bearer {add_key(file, f'{person}-1', person=person, today=TODAY, **fields)}"}


def get(own: Parts, path: str, headers: Mapping[str, str]) -> Any:
    return call(own, "GET", path, headers=headers).json()


def test_whoever_sits_at_this_machine_needs_no_key(own: Parts) -> None:
    made = call(own, "POST", "/v1/moments", json=THANKED)

    assert made.status_code == 201
    assert get(own, "/v1/moments", {})["moments"] == [made.json()]
    assert Memory(own.settings).moments(Caller(person="me")).find(made.json()["id"])


def test_two_persons_live_a_week_at_once_and_see_only_their_own(own: Parts) -> None:
    keys = {person: key_of(own, person) for person in ("ana", "ben")}

    async def live(http: httpx.AsyncClient, person: str) -> None:
        for i in range(3):
            made = await http.post("/v1/moments", json={"text": f"thanked a colleague of {person}, {i}"}, headers=keys[person])
            await http.post(f"/v1/moments/{made.json()['id']}/reflections", json={"text": f"{person} smiled"}, headers=keys[person])
        await http.post("/v1/nudges", json=QUIET, headers=keys[person])

    async def both() -> None:
        transport = httpx.ASGITransport(create_app(own), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            await asyncio.gather(*(live(http, person) for person in keys))

    asyncio.run(both())

    for person, other in (("ana", "ben"), ("ben", "ana")):
        week, history = get(own, "/v1/week", keys[person]), get(own, "/v1/history", keys[person])
        assert len(week["moments"]) == 3
        assert len(history["nudges"]) == 1
        assert other not in json.dumps(week)


def test_the_moment_of_another_is_not_found(own: Parts) -> None:
    ana, ben = key_of(own, "ana"), key_of(own, "ben")
    made = call(own, "POST", "/v1/moments", json=THANKED, headers=ana).json()["id"]

    answers = [call(own, method, f"/v1/moments/{made}", headers=ben).status_code for method in ("GET", "DELETE")]

    assert answers == [404, 404]
    assert call(own, "GET", f"/v1/moments/{made}", headers=ana).status_code == 200


@pytest.mark.parametrize("field", ["person", "caller", "timezone"])
def test_a_request_cannot_say_whose_it_is(own: Parts, field: str) -> None:
    answer = call(own, "POST", "/v1/moments", json={**THANKED, field: "ben"}, headers=key_of(own, "ana"))

    assert answer.status_code == 400


def test_once_there_is_a_key_nobody_comes_in_without_one(own: Parts) -> None:
    key_of(own, "ana")

    assert call(own, "GET", "/v1/week").status_code == 401


def test_a_key_that_was_removed_is_worth_nothing_from_the_next_request_on(own: Parts) -> None:
    ana, _ = key_of(own, "ana"), key_of(own, "ben")
    app = create_app(own)
    file = Memory(own.settings).keys_file

    async def statuses() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
            before = await http.get("/v1/week", headers=ana)
            remove_key(file, "ana-1")
            return [before.status_code, (await http.get("/v1/week", headers=ana)).status_code]

    assert asyncio.run(statuses()) == [200, 401]


@pytest.mark.parametrize("change", [lambda file: remove_key(file, "ana-1"), Path.unlink], ids=["removed", "with its file"])
def test_where_the_last_key_is_removed_a_running_server_lets_nobody_in(own: Parts, change: Callable[[Path], object]) -> None:
    ana, file = key_of(own, "ana"), Memory(own.settings).keys_file
    app = create_app(own)
    change(file)

    async def statuses() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
            return [(await http.get("/v1/week", headers=headers)).status_code for headers in (ana, {})]

    assert asyncio.run(statuses()) == [401, 401]


def test_a_file_of_keys_that_cannot_be_looked_at_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()

    callers = Callers(me=Caller(), keyring=Keyring(tmp_path / "a-file" / "keys.json"))

    assert callers.of("") == (None, 0.0)


def test_a_file_of_keys_that_is_broken_lets_nobody_in(own: Parts, caplog: pytest.LogCaptureFixture) -> None:
    ana = key_of(own, "ana")
    Memory(own.settings).keys_file.write_text('{"keys": [{"name": "x"}]}')

    assert call(own, "GET", "/v1/week", headers=ana).status_code == 401
    assert "`smallacts keys` writes this file" in caplog.text


def test_the_file_holds_no_key_and_only_its_owner_can_read_it(own: Parts) -> None:
    given = key_of(own, "ana")["authorization"].removeprefix("Bearer ")
    file = Memory(own.settings).keys_file

    assert given not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [key.person for key in read_keys(file)] == ["ana"]


def test_a_key_has_its_limit(tmp_path: Path) -> None:
    file, now = tmp_path / "keys.json", [0.0]
    key = add_key(file, "ana-1", person="ana", timezone=None, keeps_situations=False, per_minute=2, today=TODAY)
    callers = Callers(me=Caller(), keyring=Keyring(file), clock=lambda: now[0])

    waits = [callers.of(key)[1] for _ in range(3)]
    now[0] = 30.0

    assert waits == [0.0, 0.0, 30.0]
    assert callers.of(key)[1] == 0.0


def test_who_asks_too_often_is_told_when_to_come_again(own: Parts) -> None:
    ana = key_of(own, "ana", per_minute=1)
    app = create_app(own)

    async def last() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
            await http.get("/v1/week", headers=ana)
            return await http.get("/v1/week", headers=ana)

    answer = asyncio.run(last())

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_a_request_sent_again_with_its_key_is_done_once(own: Parts) -> None:
    twice = [call(own, "POST", "/v1/moments", json=THANKED, headers={"idempotency-key": "a1"}).json() for _ in range(2)]

    other = call(own, "POST", "/v1/moments", json={"text": "asked Ben"}, headers={"idempotency-key": "a1"})

    assert twice[0] == twice[1]
    assert len(get(own, "/v1/moments", {})["moments"]) == 1
    assert other.status_code == 409


def test_a_nudge_is_rated_and_removed_moments_are_gone(own: Parts) -> None:
    nudge = call(own, "POST", "/v1/nudges", json=QUIET).json()
    made = call(own, "POST", "/v1/moments", json={**THANKED, "nudge": nudge["id"], "day": "2026-11-25"}).json()

    rated = call(own, "PUT", f"/v1/history/{nudge['id']}/useful", json={"useful": True}).json()
    call(own, "DELETE", f"/v1/moments/{made['id']}")

    assert (rated["useful"], rated["say"]) == (True, nudge["action"]["say"])
    assert get(own, "/v1/moments?week=2026-W48", {})["moments"] == []


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/v1/moments", {"text": " "}, "the line has no words in it; say it in one line"),
        ("/v1/moments", {}, "`text` is missing: say it in one line"),
        ("/v1/moments", {"text": 5}, "the line is no text; say it in one line"),
        ("/v1/moments", {**THANKED, "practice": "praise"}, "unknown practice 'praise'"),
        ("/v1/moments", {**THANKED, "day": "2999-01-01"}, "2999-01-01 has not come yet"),
        ("/v1/moments/abc/reflections", {"text": "x" * 501}, "the line has 501 characters; at most 500"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(own: Parts, path: str, body: dict[str, Any], said: str) -> None:
    answer = call(own, "POST", path, json=body)

    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]


def test_a_history_that_cannot_be_used_is_named_and_answers_still_come(own: Parts) -> None:
    own.settings.home.mkdir()
    (own.settings.home / "moments.db").write_bytes(b"no database" * 100)

    assert call(own, "POST", "/v1/moments", json=THANKED).status_code == 507
    assert call(own, "POST", "/v1/nudges", json=QUIET).json()["kind"] == "nudge"


def test_a_person_counts_the_days_where_they_are(own: Parts) -> None:
    zones = {"kiri": "Pacific/Kiritimati", "pago": "Pacific/Pago_Pago"}
    keys = {person: key_of(own, person, timezone=zone) for person, zone in zones.items()}

    days = {
        person: date.fromisoformat(call(own, "POST", "/v1/moments", json=THANKED, headers=keys[person]).json()["day"]) for person in keys
    }

    assert days["kiri"] > days["pago"]
