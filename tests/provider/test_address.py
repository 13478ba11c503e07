"""What is configured wrongly is one line that names the variable, and shows no secret."""

from collections.abc import Mapping

import pytest

from assistant.errors import BadSettings
from assistant.factory_model import open_model
from assistant.provider.address import Address, address_of
from assistant.settings import read_settings

HTTPS = "https://api.example.com/v1"
SECRET = "sk-hidden"


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with a configuration that is right."""
    monkeypatch.setenv("SMALLACTS_MODEL", "m")
    monkeypatch.setenv("SMALLACTS_MODEL_URL", HTTPS)


def address(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> Address | None:
    for name, value in variables.items():
        monkeypatch.setenv(f"SMALLACTS_MODEL{name}", value)
    return address_of(read_settings())


def test_without_a_model_there_is_no_endpoint() -> None:
    assert open_model(read_settings()) is None


@pytest.mark.usefixtures("configure")
@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://api.example.com/v1/", HTTPS),
        ("https://api.example.com/v1/chat/completions", HTTPS),
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("http://10.1.2.3/v1", "http://10.1.2.3/v1"),
        ("http://ollama:11434/v1", "http://ollama:11434/v1"),
        ("http://gpu.lan/v1", "http://gpu.lan/v1"),
    ],
)
def test_an_address_is_read_as_it_is_meant(monkeypatch: pytest.MonkeyPatch, url: str, read: str) -> None:
    found = address(monkeypatch, {"_URL": url})

    assert found
    assert found.url == read


@pytest.mark.usefixtures("configure")
def test_plain_http_beyond_the_own_network_wants_to_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    far = {"_URL": "http://api.example.com/v1"}

    with pytest.raises(BadSettings, match="use https, or set SMALLACTS_MODEL_PLAIN_HTTP=1"):
        address(monkeypatch, far)

    assert address(monkeypatch, {**far, "_PLAIN_HTTP": "1"})


@pytest.mark.usefixtures("configure")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_URL", "api.example.com/v1"),
        ("_URL", "ftp://api.example.com"),
        ("_URL", "https://"),
        ("_URL", "https://api.example.com:99999/v1"),
        ("_URL", "https://[::1/v1"),
        ("_URL", "https://ex\u00e4mple..x/v1"),
        ("_URL", "https://api.example.com/\nv1"),
        ("_URL", f"https://me:{SECRET}@api.example.com/v1"),
        ("_HEADERS", f"api-key: {SECRET}"),
        ("_HEADERS", f'["{SECRET}"]'),
        ("_HEADERS", f'{{"api key": "{SECRET}"}}'),
        ("_HEADERS", f'{{"Host": "{SECRET}"}}'),
        ("_HEADERS", f'{{"api-key": "{SECRET}\\r\\nX-More: 1"}}'),
        ("_HEADERS", f'{{"api-key": ["{SECRET}"]}}'),
        ("_KEY", f"{SECRET}\u2019"),
        ("_TIMEOUT_S", "0"),
        ("_TIMEOUT_S", "nan"),
        ("_CONCURRENCY", "many"),
        ("_PLAIN_HTTP", "perhaps"),
        ("", " "),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        address(monkeypatch, {name: value})

    said = str(refused.value)
    assert said.startswith(f"SMALLACTS_MODEL{name}")
    assert SECRET not in said
    assert "\n" not in said


@pytest.mark.parametrize(("name", "missing"), [("", "_URL"), ("_URL", "")])
def test_half_a_configuration_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, name: str, missing: str) -> None:
    with pytest.raises(BadSettings, match=f"^SMALLACTS_MODEL{missing} is not set"):
        address(monkeypatch, {name: HTTPS})
