"""The routes: what each takes and gives, as the wire and the OpenAPI page say it."""

from collections.abc import Callable

import pytest

from api.examples import NUDGE_REQUESTS
from assistant import __version__
from assistant.domain import Answer, Nudge, Practice
from assistant.factory import Parts
from assistant.guidance import Card, Work
from tests.api.calling import JSON, call

QUIET = "my teammate is quiet in meetings"
POEM = "write me a poem about the sea"
TOUCHED = "my boss keeps touching me and I said no"
KINDS = {"nudge": QUIET, "hold": POEM, "referral": TOUCHED}
WIRE = {
    "nudge": (QUIET, "kind id action why sources alternatives because composer degraded usage checks generated_by"),
    "hold": (POEM, "kind id message question generated_by"),
    "referral": (TOUCHED, "kind id category urgency who say_to_user steps contacts do_not can_still_help generated_by"),
}


@pytest.mark.parametrize(("kind", "text"), KINDS.items(), ids=KINDS)
def test_the_answer_is_the_one_that_the_assistant_gives(parts: Parts, suggest: Callable[..., Answer], kind: str, text: str) -> None:
    answer = call(parts, "POST", "/v1/nudges", json={"text": text})

    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"], told["kind"]) == (200, "application/json", kind)
    assert told == {**suggest(text).model_dump(mode="json"), "id": told["id"]}


@pytest.mark.parametrize(("text", "fields"), WIRE.values(), ids=WIRE)
def test_an_answer_has_the_fields_of_the_wire(parts: Parts, text: str, fields: str) -> None:
    answer = call(parts, "POST", "/v1/nudges", json={"text": text})

    assert list(answer.json()) == fields.split()


def test_the_parts_of_a_nudge_have_the_fields_of_the_wire(parts: Parts) -> None:
    nudge = call(parts, "POST", "/v1/nudges", json={"text": QUIET, "practice": "feedback"}).json()

    action = ["practice", "say", "do", "slots", "reflect"]
    assert [list(part) for part in (nudge["action"], *nudge["alternatives"])] == [action] * (1 + len(nudge["alternatives"]))
    assert {tuple(slot) for slot in nudge["action"]["slots"]} == {("name", "hint")}
    assert {tuple(source) for source in nudge["sources"]} == {("id", "title", "section", "evidence", "link")}
    assert {tuple(check) for check in nudge["checks"]} == {("id", "verdict")}


def test_all_that_is_told_of_a_situation_is_used(parts: Parts) -> None:
    situation = {
        "text": "rough call today",
        "relation": "peer",
        "practice": "encouragement",
        "facts": ["David stayed calm when the client got angry"],
        "person": "David",
    }

    answer = call(parts, "POST", "/v1/nudges", json=situation)

    action = Nudge.model_validate_json(answer.content).action
    assert (action.practice, "you stayed calm when the client got angry" in action.say.lower()) == (Practice.ENCOURAGEMENT, True)


def test_every_answer_has_an_id_of_its_own(parts: Parts) -> None:
    ids = {call(parts, "POST", "/v1/nudges", json={"text": QUIET}).json()["id"] for _ in range(3)}

    assert len(ids) == 3


@pytest.mark.parametrize("said", [rb"\ud800", rb"\u0000\u202e"], ids=["a lone surrogate", "characters that nobody sees"])
def test_what_nobody_can_see_is_dropped(parts: Parts, said: bytes) -> None:
    body = b'{"text": "' + QUIET.encode() + b" " + said + b'", "facts": ["' + said + b'Ana read the notes"]}'

    answer = call(parts, "POST", "/v1/nudges", content=body, headers=JSON)

    assert Nudge.model_validate_json(answer.content).action.practice is Practice.QUESTION


def test_a_card_is_given_whole(parts: Parts) -> None:
    answer = call(parts, "GET", "/v1/guidance/quiet-colleague")

    assert Card.model_validate_json(answer.content) == parts.guidance.cards["quiet-colleague"]


def test_a_work_is_given_whole(parts: Parts) -> None:
    answer = call(parts, "GET", "/v1/guidance/tian-2020")

    assert Work.model_validate_json(answer.content) == parts.guidance.works["tian-2020"]


def test_a_process_that_answers_is_alive(parts: Parts) -> None:
    answer = call(parts, "GET", "/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_readiness_says_when_the_index_was_built_and_what_it_holds(parts: Parts) -> None:
    answer = call(parts, "GET", "/readyz")

    manifest = parts.generation.manifest
    assert answer.json() == {"status": "ready", "built_at": manifest.built_at, "counts": dict(manifest.counts)}


def test_the_page_of_the_routes_is_served(parts: Parts) -> None:
    answer = call(parts, "GET", "/docs")

    assert (answer.status_code, "smallacts" in answer.text) == (200, True)


def test_openapi_lists_every_route_with_the_version(parts: Parts) -> None:
    page = call(parts, "GET", "/openapi.json").json()

    routes = {f"{method} {path}" for path, methods in page["paths"].items() for method in methods}
    assert {"post /v1/nudges", "get /v1/guidance/{id}", "get /healthz", "get /readyz"} <= routes
    assert page["info"]["version"] == __version__


def test_openapi_shows_our_examples(parts: Parts) -> None:
    page = call(parts, "GET", "/openapi.json").json()

    body = page["paths"]["/v1/nudges"]["post"]["requestBody"]["content"]["application/json"]
    assert body["examples"] == NUDGE_REQUESTS


@pytest.mark.parametrize("example", NUDGE_REQUESTS.values(), ids=NUDGE_REQUESTS)
def test_every_example_gets_a_nudge(parts: Parts, example: dict[str, object]) -> None:
    answer = call(parts, "POST", "/v1/nudges", json=example["value"])

    assert (answer.status_code, answer.json()["kind"]) == (200, "nudge")
