"""Errors on the wire have one shape; what somebody told us is in no log."""

import json
import logging
from dataclasses import replace

import pytest

from assistant.domain import Hold, Referral, Situation
from assistant.factory import Parts
from tests.api.calling import JSON, call

QUIET = {"text": "my teammate is quiet in meetings"}
NO_WORDS = "the situation has no words in it; describe the moment in a sentence or two"
PRACTICES = "insight, encouragement, question, feedback, introduction"
UNREADABLE = {
    "cut short": b'{"text": "my team',
    "no JSON at all": b"text=quiet",
    "two documents": b"{} {}",
}
WRONG_FIELDS = {
    "no text": ({}, "text", "`text` is missing: describe the moment in a sentence or two"),
    "an empty text": ({"text": " "}, "text", NO_WORDS),
    "a text of no words": ({"text": "\0 42"}, "text", NO_WORDS),
    "a text too long": (
        {"text": "a" * 9_000},
        "text",
        "the situation has 9,000 characters; at most 8,000: tell the moment in a sentence or two",
    ),
    "a practice that is none": ({**QUIET, "practice": "praise"}, "practice", f"unknown practice 'praise'; use one of {PRACTICES}"),
    "a relation that is none": (
        {**QUIET, "relation": "boss"},
        "relation",
        "unknown relation 'boss'; use one of peer, lead, manager, upward, self",
    ),
}
WRONG_TYPES = {
    "a number for a text": (b'{"text": 5}', "text"),
    "no number for a text": (b'{"text": NaN}', "text"),
    "a fact that is none": (b'{"text": "quiet", "facts": ["a", 5]}', "facts"),
    "an empty fact": (b'{"text": "quiet", "facts": [""]}', "facts"),
    "too many facts": (json.dumps({**QUIET, "facts": ["a"] * 21}).encode(), "facts"),
    "an empty name": (b'{"text": "quiet", "person": ""}', "person"),
    "a field that we do not know": (b'{"text": "quiet", "mood": "sad"}', "mood"),
    "a lone surrogate for a practice": (b'{"text": "quiet", "practice": "\\ud800"}', "practice"),
    "a lone surrogate for a field": (b'{"text": "quiet", "\\ud800": 1}', None),
    "a list": (b"[1]", None),
    "nothing": (b"null", None),
    "an empty body": (b"", None),
}
MISSED = {
    "an unknown route": ("GET", "/v2/nudges", 404, "there is no such route; /docs lists them", "not_found"),
    "an unknown id": (
        "GET",
        "/v1/guidance/no-such",
        404,
        "no guidance has the id 'no-such'; `smallacts guidance list` shows them all",
        "not_found",
    ),
    "an id that is no text": (
        "GET",
        "/v1/guidance/a%00%0Ab",
        404,
        "no guidance has the id 'a\\x00\\nb'; `smallacts guidance list` shows them all",
        "not_found",
    ),
    "a method to ask with": ("GET", "/v1/nudges", 405, "this route does not take this method", "method_not_allowed"),
    "a method to look with": ("DELETE", "/v1/guidance/quiet-colleague", 405, "this route does not take this method", "method_not_allowed"),
}
TOLD = {
    "a nudge": {"text": "Zebulon is quiet in meetings", "facts": ["Zebulon read the notes out"], "person": "Zebulon"},
    "a hold": {"text": "write Zebulon a poem about the sea"},
    "a referral": {"text": "Zebulon keeps touching me and I said no"},
    "a refusal": {"text": "Zebulon is quiet", "practice": "Zebulon"},
}


class Broken:
    """A gate that fails with somebody's words in its error."""

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        raise LookupError(situation.text)


@pytest.fixture
def broken(parts: Parts) -> Parts:
    """The parts with a gate that fails."""
    return replace(parts, assistant=replace(parts.assistant, gate=Broken()))


def error(message: str, code: str, param: str | None = None, type: str = "invalid_request_error") -> dict[str, object]:
    """An error as it is on the wire."""
    return {"error": {"message": message, "type": type, "param": param, "code": code}}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_is_not_json_is_refused(parts: Parts, body: bytes) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=body, headers=JSON)

    assert (answer.status_code, answer.json()) == (400, error("the body is not JSON", "bad_request"))


@pytest.mark.parametrize("body", [b'{"text": "\xff"}', b"[" * 100_000, b"1" * 5_000], ids=["not UTF-8", "too deep", "too long a number"])
def test_a_body_that_the_reader_of_json_cannot_take_is_refused(parts: Parts, body: bytes) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=body, headers=JSON)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize(("fields", "param", "message"), WRONG_FIELDS.values(), ids=WRONG_FIELDS)
def test_a_wrong_field_is_named_with_what_to_do(parts: Parts, fields: dict[str, str], param: str, message: str) -> None:
    answer = call(parts, "POST", "/v1/nudges", json=fields)

    assert (answer.status_code, answer.json()) == (400, error(message, "bad_request", param))


@pytest.mark.parametrize(("body", "param"), WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_what_cannot_be_a_situation_is_refused(parts: Parts, body: bytes, param: str | None) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=body, headers=JSON)

    told = answer.json()["error"]
    assert (answer.status_code, told) == (400, error(told["message"], "bad_request", param)["error"])


@pytest.mark.parametrize(("method", "path", "status", "message", "code"), MISSED.values(), ids=MISSED)
def test_what_is_not_there_is_told_so(parts: Parts, method: str, path: str, status: int, message: str, code: str) -> None:
    answer = call(parts, method, path)

    assert (answer.status_code, answer.json()) == (status, error(message, code))


def test_a_wrong_method_is_told_the_right_one(parts: Parts) -> None:
    answer = call(parts, "GET", "/v1/nudges")

    assert answer.headers.get("allow") == "POST"


def test_nothing_to_suggest_is_worth_another_try(parts: Parts) -> None:
    answer = call(replace(parts, assistant=replace(parts.assistant, composers=())), "POST", "/v1/nudges", json=QUIET)

    message = "none of 0 composers passed the checks; say a little more of what happened"
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json() == error(message, "service_unavailable", type="server_error")


def test_an_unexpected_error_tells_nothing_but_that_it_failed(broken: Parts) -> None:
    answer = call(broken, "POST", "/v1/nudges", json=TOLD["a nudge"])

    message = "something failed here; the log says where"
    assert (answer.status_code, answer.json()) == (500, error(message, "internal_server_error", type="server_error"))


def test_the_log_says_where_an_unexpected_error_was_and_no_word_of_the_text(broken: Parts, caplog: pytest.LogCaptureFixture) -> None:
    call(broken, "POST", "/v1/nudges", json=TOLD["a nudge"])

    (said,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert said.startswith(f"unexpected LookupError in {__file__}:")
    assert "Zebulon" not in caplog.text


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_no_text_is_logged(parts: Parts, caplog: pytest.LogCaptureFixture, told: dict[str, object]) -> None:
    caplog.set_level(logging.DEBUG)

    call(parts, "POST", "/v1/nudges", json=told)

    assert (caplog.records != [], "Zebulon" in caplog.text) == (True, False)
