"""`smallacts doctor` says in sentences what works and what must be mended."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.upstream.server import Upstream

Run = Callable[..., Result]
KEY = "sk-not-to-be-shown"


@pytest.fixture
def configure(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Configure a model behind a fault."""

    def set_up(fault: str) -> str:
        url = upstream.url(fault)
        for name, value in {"MODEL": "m", "MODEL_URL": url, "MODEL_KEY": KEY, "MODEL_TIMEOUT_S": "5"}.items():
            monkeypatch.setenv(f"SMALLACTS_{name}", value)
        return url

    return set_up


def test_without_a_model_it_says_how_to_configure_one(cli: Run) -> None:
    ran = cli("doctor")

    assert ran.exit_code == 0
    assert "No model is configured, so answers are composed from the cards" in ran.stdout
    assert "SMALLACTS_MODEL_URL=http://localhost:11434/v1" in ran.stdout


def test_a_model_that_replies_is_told_with_its_way_of_writing_json(cli: Run, configure: Callable[[str], str]) -> None:
    url = configure("reply_fenced")

    ran = cli("doctor")

    assert ran.exit_code == 0
    assert f"ok    model: m at {url} replied in" in ran.stdout
    assert "by a JSON schema that the endpoint holds it to" in ran.stdout


def test_only_something_harmless_is_sent(cli: Run, configure: Callable[[str], str], upstream: Upstream) -> None:
    url = configure("reply_fenced")

    cli("doctor")

    (sent,) = upstream.sent(url)
    assert [message["content"] for message in sent["messages"]] == [
        "You answer with one JSON object.",
        'Say that you are ready: {"word": "ready"}',
    ]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("401", "the endpoint rejected the key (HTTP 401); check SMALLACTS_MODEL_KEY"),
        ("404_model", "the endpoint has no such model"),
        ("429_quota", "the quota of the endpoint is used up"),
        ("close", "the endpoint broke off before it replied"),
        ("html_200", "the endpoint answered with what is no JSON"),
    ],
)
def test_what_must_be_mended_is_said_and_ends_in_exit_1(cli: Run, configure: Callable[[str], str], fault: str, sentence: str) -> None:
    configure(fault)

    ran = cli("doctor")

    assert ran.exit_code == 1
    assert sentence in ran.stdout


def test_an_endpoint_that_nothing_listens_at_is_said(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_MODEL", "m")
    monkeypatch.setenv("SMALLACTS_MODEL_URL", "http://127.0.0.1:9/v1")

    ran = cli("doctor")

    assert ran.exit_code == 1
    assert "the endpoint cannot be reached; is it running, and is SMALLACTS_MODEL_URL right?" in ran.stdout


def test_half_a_configuration_is_a_finding_like_others(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_MODEL", "m")

    ran = cli("doctor", "--json")

    last = json.loads(ran.stdout)["findings"][-1]
    assert (ran.exit_code, last["about"], last["is_fine"]) == (1, "model", False)
    assert last["says"].startswith("SMALLACTS_MODEL_URL is not set")


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["words", "json"])
def test_no_key_is_shown(cli: Run, configure: Callable[[str], str], options: list[str]) -> None:
    configure("401")

    ran = cli("doctor", *options)

    assert "SMALLACTS_MODEL_KEY=(hidden)" in ran.stdout
    assert KEY not in ran.output


def test_a_data_folder_that_cannot_be_used_is_said(cli: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("taken")
    monkeypatch.setenv("SMALLACTS_HOME", str(taken))

    ran = cli("doctor")

    assert ran.exit_code == 1
    assert f"MEND  data folder: {taken} cannot be written" in ran.stdout


def test_a_proxy_that_is_not_used_is_said(cli: Run, configure: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    configure("reply_fenced")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    ran = cli("doctor")

    assert "HTTPS_PROXY is set, and not used for the model" in ran.stdout
