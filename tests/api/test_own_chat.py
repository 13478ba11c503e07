"""A chat over HTTP is the caller's own: what it gives, notes and plans is of the person of the key, and of nobody else."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from assistant.factory import Parts
from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.writing import model_turns
from evals.scripted import Scripted, given_ids, written
from tests.api.calling import call
from tests.api.test_moments import get, key_of

QUIET = "my teammate is quiet in meetings"
ALSO_QUIET = "a colleague never says a word in our meetings"
CALL = "David stayed calm when the client got angry on the call about the date. How do I encourage him?"
CALL_AGAIN = "David stayed calm on the call when the client got angry about the date, and I want to thank him."
GOOD = "That was a hard call, David. You stayed calm when the client got angry about the date."
Headers = Mapping[str, str]


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The assistant with a history of its own."""
    return replace(parts, settings=Settings(home=tmp_path / "home", database=None))


@pytest.fixture
def ana(own: Parts) -> Headers:
    return key_of(own, "ana")


@pytest.fixture
def ben(own: Parts) -> Headers:
    return key_of(own, "ben")


def chat(own: Parts, headers: Headers, *said: str, model: str = "smallacts") -> list[dict[str, Any]]:
    """Say these turns one after another as a client does, and return the typed answers, each with its text."""
    return chats_at_once(own, [headers], *said, model=model)[0]


def chats_at_once(own: Parts, keys: Sequence[Headers], *said: str, model: str = "smallacts") -> list[list[dict[str, Any]]]:
    """The same for several keys at once, to one application."""

    async def all_of_them() -> list[list[dict[str, Any]]]:
        transport = httpx.ASGITransport(create_app(own))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await asyncio.gather(*(saying(http, headers, said, model) for headers in keys))

    return asyncio.run(all_of_them())


async def saying(http: httpx.AsyncClient, headers: Headers, said: Sequence[str], model: str) -> list[dict[str, Any]]:
    turns: list[dict[str, str]] = []
    answers = []
    for text in said:
        turns.append({"role": "user", "content": text})
        answer = await http.post("/v1/chat/completions", json={"model": model, "messages": turns}, headers=headers)
        message = answer.json()["choices"][0]["message"]
        turns.append({"role": "assistant", "content": message["content"]})
        answers.append({**message["smallacts"], "text": message["content"]})
    return answers


def given(own: Parts, headers: Headers) -> list[str]:
    return [nudge["say"] for nudge in get(own, "/v1/history", headers)["nudges"]]


def done(own: Parts, headers: Headers) -> list[tuple[str, str]]:
    return [(moment["practice"], moment["text"]) for moment in get(own, "/v1/moments", headers)["moments"]]


def do_all(own: Parts, person: str) -> None:
    """Have done each practice but one two weeks ago, so that the plan begins with that one."""
    memory = Memory(own.settings)
    caller = Caller(person=person)
    day = memory.today(caller) - timedelta(weeks=6)
    for practice in ("encouragement", "question", "feedback", "insight"):
        memory.moments(caller).add(Deed(text="asked Kim", practice=practice, day=day), memory.today(caller))


def test_what_a_chat_gives_enters_the_history_of_the_key_alone(own: Parts, ana: Headers, ben: Headers) -> None:
    (nudge,) = chat(own, ana, QUIET)

    assert given(own, ana) == [nudge["action"]["say"]]
    assert given(own, ben) == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": QUIET}], "stream": True}),
        ("/v1/responses", {"input": QUIET}),
        ("/v1/responses", {"input": QUIET, "stream": True}),
    ],
    ids=["streamed", "responses", "responses streamed"],
)
def test_every_way_of_asking_keeps_it_so(own: Parts, ana: Headers, ben: Headers, path: str, body: dict[str, Any]) -> None:
    assert call(own, "POST", path, json={"model": "smallacts", **body}, headers=ana).status_code == 200

    assert (len(given(own, ana)), given(own, ben)) == (1, [])


def test_guidance_that_comes_again_is_called_so_only_to_whom_it_was_given(own: Parts, ana: Headers, ben: Headers) -> None:
    (first,) = chat(own, ana, QUIET)

    (again,), (of_ben,) = chat(own, ana, ALSO_QUIET), chat(own, ben, ALSO_QUIET)

    assert "already" in again["because"]
    assert again["action"]["say"] != first["action"]["say"]
    assert of_ben["because"] is None


def test_a_model_that_repeats_itself_is_not_taken_from_whom_it_told_nothing(own: Parts, ana: Headers, ben: Headers) -> None:
    model = Scripted(script=(lambda ask: written(GOOD, sources=given_ids(ask)[:1]),))
    composers = (*model_turns(model, own.guidance, own.gate), own.phrasebook)
    written_by_model = replace(own, assistant=replace(own.assistant, composers=composers))

    first, again, of_ben = (
        chat(written_by_model, headers, text)[0] for headers, text in ((ana, CALL), (ana, CALL_AGAIN), (ben, CALL_AGAIN))
    )

    assert (first["action"]["say"], first["degraded"]) == (GOOD, None)
    assert again["degraded"]["kind"] == "given_before"
    assert (of_ben["action"]["say"], of_ben["degraded"]) == (GOOD, None)


@pytest.mark.parametrize("said", ["/log", "I said it"])
def test_what_somebody_says_they_did_is_their_own_moment(own: Parts, ana: Headers, ben: Headers, said: str) -> None:
    nudge, noted = chat(own, ana, QUIET, said)

    assert noted["text"].startswith("Noted.")
    assert done(own, ana) == [(nudge["action"]["practice"], nudge["action"]["say"])]
    assert done(own, ben) == []


def test_two_who_say_the_same_have_a_moment_each_however_often_a_client_sends_it(own: Parts, ana: Headers, ben: Headers) -> None:
    chats_at_once(own, [ana, ben, ana, ben], QUIET, "/log")

    assert (len(done(own, ana)), len(done(own, ben))) == (1, 1)


def test_a_chat_plans_the_week_that_is_the_callers_own(own: Parts, ana: Headers, ben: Headers) -> None:
    do_all(own, "ana")

    (planned,) = chat(own, ana, "hello", model="smallacts-week")

    week = get(own, "/v1/week", ana)
    assert planned["week"] == week["week"]
    assert [moment["when"] for moment in planned["moments"]] == [f"If {one['when']}, then I {one['then']}." for one in week["plan"]]
    assert planned["moments"] != chat(own, ben, "hello", model="smallacts-week")[0]["moments"]


def test_another_plan_has_other_cues_for_the_same_practices(own: Parts, ana: Headers) -> None:
    first, other = (plan["moments"] for plan in chat(own, ana, "/week", "another one"))

    assert [moment["action"]["practice"] for moment in other] == [moment["action"]["practice"] for moment in first]
    assert {moment["when"] for moment in other}.isdisjoint(moment["when"] for moment in first)


def test_a_week_is_planned_where_the_history_cannot_be_read(own: Parts) -> None:
    own.settings.home.mkdir()
    (own.settings.home / "moments.db").write_bytes(b"no database" * 100)

    (planned,) = chat(own, {}, "/week")

    assert len(planned["moments"]) == 3


def test_no_answer_holds_what_another_did_or_was_given(own: Parts, ana: Headers, ben: Headers) -> None:
    Memory(own.settings).moments(Caller(person="ana")).add(
        Deed(text="thanked Zebulon for the marmalade"), Memory(own.settings).today(Caller())
    )
    told = chat(own, ana, f"{QUIET}, and Zebulon is his name", "why?", "/log", "/week")

    answers = json.dumps(chat(own, ben, QUIET, "why?", "/log", "/week") + chat(own, ben, "hello", model="smallacts-week"))

    assert "Zebulon" not in answers
    assert "marmalade" not in answers
    assert {answer["id"] for answer in told if answer["id"] in answers} == set()
