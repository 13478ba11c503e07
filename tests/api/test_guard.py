"""What stands in front of every route: the host's name, the key, the type and the size of the body."""

from collections.abc import AsyncIterator

import pytest

from api.guard import MAX_BODY_BYTES
from assistant.factory import Parts
from tests.api.calling import JSON, call

QUIET = {"text": "my teammate is quiet in meetings"}
KEY = "a-key-of-sixteen"
NEEDS_KEY = "a key is needed: Authorization: Bearer <key>, one of `smallacts keys` or the value of SMALLACTS_API_KEY"
OURS = {
    "this machine": "localhost",
    "with a port": "localhost:8765",
    "by its number": "127.0.0.1:8765",
    "by its new number": "[::1]:8765",
    "in capitals": "LOCALHOST",
    "a name that was set": "coach.example:443",
}
FOREIGN = {
    "another name": "evil.example",
    "ours in front": "localhost.evil.example",
    "ours behind": "evil-localhost",
    "another number": "192.0.2.1:8765",
    "every number": "0.0.0.0",
    "none": "",
}
WRONG_KEYS = {
    "none": {},
    "another": {"authorization": "Bearer a-key-of-sixteem"},
    "the beginning": {"authorization": "Bearer a-key-of"},
    "nothing": {"authorization": "Bearer "},
    "in another header": {"x-api-key": KEY},
    "not ASCII": {"authorization": b"Bearer \xff\xfe"},
}
PAGES = {
    "none": ("", 200),
    "of this host": ("http://localhost:3000", 200),
    "of a name that was set": ("https://coach.example", 200),
    "of an editor": ("vscode-file://vscode-app", 200),
    "of another host": ("https://evil.example", 403),
    "ours in front": ("http://localhost.evil.example", 403),
    "of none": ("http://", 403),
}
OTHER_TYPES = {
    "plain text": {"content-type": "text/plain"},
    "a form": {"content-type": "application/x-www-form-urlencoded"},
    "nearly JSON": {"content-type": "application/jsonp"},
    "none": {},
}
JSON_TYPES = {"with its letters": "application/json; charset=utf-8", "in capitals": "Application/JSON"}


def error(message: str, code: str) -> dict[str, object]:
    """A refusal as it is on the wire."""
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}


async def pieces(count: int) -> AsyncIterator[bytes]:
    """A body of so many kilobytes that does not say its length."""
    for _ in range(count):
        yield b"a" * 1024


@pytest.mark.parametrize(("origin", "status"), PAGES.values(), ids=PAGES)
def test_a_page_of_another_host_may_not_ask(parts: Parts, origin: str, status: int) -> None:
    answer = call(parts, "GET", "/v1/models", hosts=frozenset({"coach.example"}), headers={"origin": origin})

    assert answer.status_code == status


@pytest.mark.parametrize("host", OURS.values(), ids=OURS)
def test_a_name_of_ours_is_served(parts: Parts, host: str) -> None:
    answer = call(parts, "GET", "/healthz", hosts=frozenset({"Coach.example"}), headers={"host": host})

    assert answer.status_code == 200


@pytest.mark.parametrize("host", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["/healthz", "/v1/guidance/quiet-colleague", "/docs"])
def test_a_foreign_name_is_not_served(parts: Parts, host: str, path: str) -> None:
    answer = call(parts, "GET", path, headers={"host": host})

    message = "this host name is not served here; set SMALLACTS_HOST to the name you use"
    assert (answer.status_code, answer.json()) == (421, error(message, "misdirected_request"))


@pytest.mark.parametrize("headers", WRONG_KEYS.values(), ids=WRONG_KEYS)
def test_without_the_key_nothing_is_answered(parts: Parts, headers: dict[str, str | bytes]) -> None:
    answer = call(parts, "POST", "/v1/nudges", api_key=KEY, json=QUIET, headers=headers)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json() == error(NEEDS_KEY, "unauthorized")


@pytest.mark.parametrize("path", ["/v1/guidance/quiet-colleague", "/v1/no-such-route"])
def test_every_route_below_v1_wants_the_key(parts: Parts, path: str) -> None:
    answer = call(parts, "GET", path, api_key=KEY)

    assert answer.status_code == 401


def test_with_the_key_it_is_answered(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", api_key=KEY, json=QUIET, headers={"authorization": f"Bearer {KEY}"})

    assert (answer.status_code, answer.json()["kind"]) == (200, "nudge")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json"])
def test_what_tells_nothing_of_anybody_wants_no_key(parts: Parts, path: str) -> None:
    answer = call(parts, "GET", path, api_key=KEY)

    assert answer.status_code == 200


@pytest.mark.parametrize("headers", OTHER_TYPES.values(), ids=OTHER_TYPES)
def test_a_body_that_does_not_say_it_is_json_is_refused(parts: Parts, headers: dict[str, str]) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=b'{"text": "quiet"}', headers=headers)

    message = "send JSON, with the header Content-Type: application/json"
    assert (answer.status_code, answer.json()) == (415, error(message, "unsupported_media_type"))


@pytest.mark.parametrize("kind", JSON_TYPES.values(), ids=JSON_TYPES)
def test_json_may_be_spelt_as_the_standard_lets_it(parts: Parts, kind: str) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=b'{"text": "my teammate is quiet"}', headers={"content-type": kind})

    assert answer.status_code == 200


@pytest.mark.parametrize("length", [str(MAX_BODY_BYTES + 1), "9" * 30, "-1", "many"])
def test_a_body_is_refused_by_the_length_that_it_claims(parts: Parts, length: str) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=b"{}", headers={**JSON, "content-length": length})

    assert (answer.status_code, answer.json()["error"]["message"]) == (413, "the body is larger than 256 kB")


def test_a_body_that_does_not_say_its_length_is_refused_where_it_grows_too_large(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=pieces(257), headers=JSON)

    assert (answer.status_code, answer.json()["error"]["message"]) == (413, "the body is larger than 256 kB")


def test_a_body_that_claims_too_little_is_counted_all_the_same(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=pieces(257), headers={**JSON, "content-length": "2"})

    assert answer.status_code == 413


def test_a_body_as_large_as_allowed_is_read(parts: Parts) -> None:
    answer = call(parts, "POST", "/v1/nudges", content=pieces(256), headers=JSON)

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "the body is not JSON")
