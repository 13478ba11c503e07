"""The HTTP face, through a client that talks to the application in this process."""

import logging
from collections.abc import Mapping

import pytest

from assistant.domain import Hold, Nudge, Referral
from assistant.factory import Parts
from tests.api.calling import call

QUIET = {"text": "my teammate is quiet in meetings"}


def test_a_situation_gets_a_nudge_whose_sources_resolve(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", json=QUIET)

    nudge = Nudge.model_validate_json(answer.content)
    assert [call(parts, "GET", f"/v1/guidance/{source.id}").status_code for source in nudge.sources] == [200] * len(nudge.sources)


def test_a_grave_text_gets_a_referral(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", json={"text": "I want to kill myself and cannot tell my boss"})

    assert Referral.model_validate_json(answer.content).category == "self_harm"


def test_a_text_that_is_no_moment_gets_a_hold(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", json={"text": "write me a SQL query that joins two tables"})

    assert Hold.model_validate_json(answer.content).question == "Who is it about, and what happened?"


REFUSED: Mapping[str, tuple[str, str, dict[str, object], int, str | None]] = {
    "no text": ("POST", "/v1/nudges", {"json": {}}, 400, "text"),
    "an empty text": ("POST", "/v1/nudges", {"json": {"text": ""}}, 400, "text"),
    "an unknown relation": ("POST", "/v1/nudges", {"json": {**QUIET, "relation": "boss"}}, 400, "relation"),
    "an unknown field": ("POST", "/v1/nudges", {"json": {**QUIET, "mood": "sad"}}, 400, "mood"),
    "no JSON": ("POST", "/v1/nudges", {"content": b"{", "headers": {"content-type": "application/json"}}, 400, None),
    "a form": ("POST", "/v1/nudges", {"content": b"text=x", "headers": {"content-type": "text/plain"}}, 415, None),
    "too large a body": ("POST", "/v1/nudges", {"json": {"text": "a " * 200_000}}, 413, None),
    "an unknown route": ("GET", "/v1/nope", {}, 404, None),
    "another method": ("GET", "/v1/nudges", {}, 405, None),
    "an unknown id": ("GET", "/v1/guidance/nope", {}, 404, None),
    "a foreign host": ("GET", "/healthz", {"headers": {"host": "evil.test"}}, 421, None),
}


@pytest.mark.parametrize(("method", "path", "request_", "status", "param"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_has_the_shape_that_openai_clients_read(
    parts: Parts, method: str, path: str, request_: dict[str, object], status: int, param: str | None
) -> None:
    answer = call(parts, method, path, **request_)  # type: ignore[arg-type]

    error = answer.json()["error"]
    assert (answer.status_code, error["param"], sorted(error)) == (status, param, ["code", "message", "param", "type"])


@pytest.mark.parametrize(("given", "status"), [(None, 401), ("Bearer wrong", 401), ("Bearer a-key-of-sixteen", 200)])
def test_a_key_is_asked_for_where_one_is_set(parts: Parts, given: str | None, status: int) -> None:
    headers = {"authorization": given} if given else {}

    answer = call(parts, "POST", "/v1/nudges", api_key="a-key-of-sixteen", json=QUIET, headers=headers)

    assert answer.status_code == status


def test_a_lone_surrogate_is_answered_and_no_text_is_logged(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    answer = call(
        parts,
        "POST",
        "/v1/nudges",
        content=b'{"text": "Zebulon is quiet in meetings \\ud800"}',
        headers={"content-type": "application/json"},
    )

    assert (answer.status_code, "Zebulon" in caplog.text) == (200, False)


def test_readiness_says_what_the_index_holds(parts: Parts) -> None:
    answer = call(parts, "GET", "/readyz")

    assert answer.json()["counts"] == dict(parts.generation.manifest.counts)
