"""Requests are given to a batch API, waited for and fetched; a run that was cut goes on with the batch that it gave in."""

import asyncio
import json
from pathlib import Path

import pytest
import respx
from httpx import Response

from assistant.engines.submitting import fetched
from assistant.errors import ModelFailed
from assistant.provider.address import Address
from assistant.provider.batches import Batches
from tests.tips.conftest import WEEK, Tips

BASE = "https://batch.test/v1"


def batch(status: str, mark: str = "") -> dict[str, object]:
    """A batch as the endpoint tells of it."""
    has_ended = status == "completed"
    files = {"output_file_id": "out" if has_ended else None, "error_file_id": "err" if has_ended else None}
    counts = {"request_counts": {"total": 2, "completed": 1, "failed": 1}}
    fixed = {
        "id": "b1",
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "input_file_id": "in",
        "completion_window": "24h",
        "created_at": 1,
    }
    return {**fixed, **files, **counts, "status": status, "metadata": {"smallacts": mark}}


@pytest.fixture
def requests(tmp_path: Path) -> list[Path]:
    (tmp_path / "requests-01-001.jsonl").write_text('{"custom_id": "a"}\n', encoding="utf-8")
    return [tmp_path / "requests-01-001.jsonl"]


def fetch(requests: list[Path]) -> list[Path]:
    """Give requests in, and wait for what comes, in no time."""

    async def run() -> list[Path]:
        batches = Batches(Address(url=BASE, model="m", headers={"Authorization": "Bearer REAL"}))
        try:
            return await fetched(requests, batches, sleep=no_wait)
        finally:
            await batches.aclose()

    return asyncio.run(run())


@pytest.fixture
def busy(httpx2_mock: respx.MockRouter) -> respx.MockRouter:
    """A batch API that is never done."""
    file = {"id": "in", "object": "file", "bytes": 1, "created_at": 1, "filename": "r", "purpose": "batch", "status": "processed"}
    httpx2_mock.get(f"{BASE}/batches").mock(return_value=Response(200, json={"object": "list", "data": []}))
    httpx2_mock.post(f"{BASE}/files").mock(return_value=Response(200, json=file))
    httpx2_mock.post(f"{BASE}/batches").mock(return_value=Response(200, json=batch("validating")))
    httpx2_mock.get(f"{BASE}/batches/b1").mock(return_value=Response(200, json=batch("in_progress")))
    return httpx2_mock


@pytest.fixture
def endpoint(busy: respx.MockRouter) -> respx.MockRouter:
    """A batch API that has finished by the second look."""
    looks = [Response(200, json=batch("in_progress")), Response(200, json=batch("completed"))]
    busy.get(f"{BASE}/batches/b1").mock(side_effect=looks)
    busy.get(f"{BASE}/files/out/content").mock(return_value=Response(200, content=b'{"custom_id": "a"}\n'))
    busy.get(f"{BASE}/files/err/content").mock(return_value=Response(200, content=b'{"custom_id": "b"}\n'))
    return busy


async def no_wait(_: float) -> None:
    """A clock whose waits take no time."""


def test_the_key_of_the_settings_is_shown_and_nothing_else(requests: list[Path], endpoint: respx.MockRouter) -> None:
    fetch(requests)

    sent = [{name: call.request.headers.get(name, "") for name in ("authorization", "user-agent")} for call in endpoint.calls]
    assert {(each["authorization"], each["user-agent"].partition("/")[0]) for each in sent} == {("Bearer REAL", "smallacts")}


def test_an_answer_that_is_no_batch_is_named(requests: list[Path], httpx2_mock: respx.MockRouter) -> None:
    httpx2_mock.get(f"{BASE}/batches").mock(return_value=Response(200, text="<html>hello</html>"))

    with pytest.raises(ModelFailed, match="no batch API answers"):
        fetch(requests)


def test_requests_are_given_in_waited_for_and_fetched(requests: list[Path], endpoint: respx.MockRouter) -> None:
    results = fetch(requests)

    assert [path.name for path in results] == ["results-b1.jsonl"]
    assert results[0].read_bytes() == b'{"custom_id": "a"}\n{"custom_id": "b"}\n'


def test_a_run_that_was_cut_gives_nothing_in_again(requests: list[Path], endpoint: respx.MockRouter) -> None:
    fetch(requests)
    given_in = json.loads(endpoint.calls[2].request.content)
    (requests[0].parent / "results-b1.jsonl").unlink()
    listed = {"object": "list", "data": [batch("completed", given_in["metadata"]["smallacts"])]}
    endpoint.get(f"{BASE}/batches").mock(return_value=Response(200, json=listed))
    before = len([call for call in endpoint.calls if call.request.method == "POST"])

    results = fetch(requests)

    assert len([call for call in endpoint.calls if call.request.method == "POST"]) == before
    assert results[0].exists()


def test_what_was_fetched_and_not_read_is_there_without_another_call(requests: list[Path], endpoint: respx.MockRouter) -> None:
    first = fetch(requests)
    before = len(endpoint.calls)

    assert fetch(requests) == first
    assert len(endpoint.calls) == before


def test_a_batch_that_never_ends_is_given_up_after_its_day(
    requests: list[Path], busy: respx.MockRouter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.engines.submitting.POLL_S", 3_600.0)

    with pytest.raises(ModelFailed, match="did not end within its day"):
        fetch(requests)


def test_an_endpoint_that_refuses_is_named(requests: list[Path], httpx2_mock: respx.MockRouter) -> None:
    httpx2_mock.get(f"{BASE}/batches").mock(return_value=Response(401, json={"error": {"message": "no"}}))

    with pytest.raises(ModelFailed, match="HTTP 401"):
        fetch(requests)


def test_a_week_is_given_to_the_batch_api_and_collected_in_one_command(
    tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch, endpoint: respx.MockRouter
) -> None:
    monkeypatch.setenv("SMALLACTS_MODEL", "m")
    monkeypatch.setenv("SMALLACTS_MODEL_URL", BASE)
    monkeypatch.setattr("assistant.engines.submitting.POLL_S", 0)
    for name in ("out", "err"):
        endpoint.get(f"{BASE}/files/{name}/content").mock(return_value=Response(200, content=b""))

    result = tips("write", "--engine", "batch", "--submit", "--yes", "--model", "another")

    asked = json.loads((out / WEEK / "batch" / "requests-01-001.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert asked["body"]["model"] == "another"
    assert "0 in a model's words" in result.output
    assert "without a usable reply" in result.output
    assert (out / WEEK / "batch" / "results-b1.jsonl").exists()


def test_results_that_a_kill_left_unread_are_read_and_not_paid_for_again(
    tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch, endpoint: respx.MockRouter
) -> None:
    monkeypatch.setenv("SMALLACTS_MODEL", "m")
    monkeypatch.setenv("SMALLACTS_MODEL_URL", BASE)
    monkeypatch.setattr("assistant.engines.submitting.POLL_S", 0)
    endpoint.get(f"{BASE}/files/err/content").mock(return_value=Response(200, content=b""))
    menu = json.loads((out / WEEK / "menu.json").read_text(encoding="utf-8"))["texts"]
    words = {name: menu[0][name] for name in ("moment", "do", "say")}
    reply = {"choices": [{"message": {"content": json.dumps({**words, "subject": "Worded by a model"})}, "finish_reason": "stop"}]}
    line = json.dumps({"custom_id": menu[0]["id"], "response": {"status_code": 200, "body": reply}})
    endpoint.get(f"{BASE}/files/out/content").mock(return_value=Response(200, content=line.encode()))
    with monkeypatch.context() as killed:
        killed.setattr("assistant.tips.writing.write_with", cut)
        tips("write", "--engine", "batch", "--submit", "--yes")
    before = len(endpoint.calls)

    again = tips("write", "--engine", "batch", "--submit", "--yes")

    assert "1 in a model's words" in again.output
    assert len(endpoint.calls) == before


async def cut(*_: object, **__: object) -> None:
    """A process that ends at once."""
    raise KeyboardInterrupt


def test_once_results_were_read_the_rest_is_asked_for_in_a_new_batch(
    tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch, endpoint: respx.MockRouter
) -> None:
    monkeypatch.setenv("SMALLACTS_MODEL", "m")
    monkeypatch.setenv("SMALLACTS_MODEL_URL", BASE)
    monkeypatch.setattr("assistant.engines.submitting.POLL_S", 0)
    for name in ("out", "err"):
        endpoint.get(f"{BASE}/files/{name}/content").mock(return_value=Response(200, content=b""))
    tips("write", "--engine", "batch", "--submit", "--yes")
    endpoint.post(f"{BASE}/batches").mock(return_value=Response(200, json={**batch("completed"), "id": "b2"}))

    tips("write", "--engine", "batch", "--submit", "--yes")

    assert [path.read_text() for path in sorted((out / WEEK / "batch").glob("*.batch"))] == ["b1", "b2"]
