"""Settings -> the Address of an endpoint, or one line that says what is wrong with them."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit

from assistant.errors import BadSettings
from assistant.settings import Settings

NEAR = (".local", ".localhost", ".internal", ".lan", ".home.arpa")  # names that no public server can have
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
OWN_HEADERS = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an endpoint is, which of its models is asked, and what it is shown; secrets are in no `repr`."""

    url: str
    model: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout_s: float = 20
    concurrency: int = 8


def address_of(settings: Settings) -> Address | None:
    """Read where the endpoint is; None where none is configured.

    Raises:
        BadSettings: What is configured cannot be used; the message names the variable, and no secret.

    """
    if settings.model is None and settings.model_url is None:
        return None
    if settings.model is None:
        raise BadSettings("SMALLACTS_MODEL is not set, though SMALLACTS_MODEL_URL is: name the model that is to be asked there")
    if settings.model_url is None:
        raise BadSettings(
            "SMALLACTS_MODEL_URL is not set, though SMALLACTS_MODEL is: say where the model is, as in http://localhost:11434/v1"
        )
    parts = _parts(settings.model_url)
    if parts.scheme == "http" and not (settings.model_plain_http or _is_near(parts.hostname or "")):
        raise BadSettings(
            f"SMALLACTS_MODEL_URL: http to {parts.hostname} would show key and texts to everybody on the way; "
            "use https, or set SMALLACTS_MODEL_PLAIN_HTTP=1 if the way is safe"
        )
    return Address(
        url=f"{parts.scheme}://{parts.netloc}{_path(parts)}",
        model=settings.model,
        query=dict(parse_qsl(parts.query)),  # Azure's api-version, for one
        headers=_headers(settings),
        timeout_s=settings.model_timeout_s,
        concurrency=settings.model_concurrency,
    )


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        is_usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
        (parts.hostname or "").encode("idna")  # which raises a ValueError for what is no name
    except ValueError:
        is_usable = False
    if not is_usable or re.search(r"[\s\x00-\x1f\x7f]", url.strip()):
        raise BadSettings("SMALLACTS_MODEL_URL: this is no http or https address; it looks like https://api.example.com/v1")
    if parts.username or parts.password:
        raise BadSettings("SMALLACTS_MODEL_URL: put the key into SMALLACTS_MODEL_KEY, not into the address")
    return parts


def _path(parts: SplitResult) -> str:
    return parts.path.rstrip("/").removesuffix("/chat/completions")


def _is_near(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(NEAR)


def _headers(settings: Settings) -> Mapping[str, str]:
    given = {name: value.get_secret_value() for name, value in settings.model_headers.items()}
    for name, value in given.items():
        if not HEADER_NAME.fullmatch(name) or name.lower() in OWN_HEADERS:
            raise BadSettings(f"SMALLACTS_MODEL_HEADERS: {name!r} is no header that can be set")
        if not _is_header_value(value):
            raise BadSettings(f"SMALLACTS_MODEL_HEADERS: the value of {name!r} is no header's; one line of plain characters is")
    key = settings.model_key.get_secret_value().strip() if settings.model_key else ""
    if not _is_header_value(key):
        raise BadSettings("SMALLACTS_MODEL_KEY: a key is one line of plain characters; this one holds others")
    return {"Authorization": f"Bearer {key}", **given} if key else given


def _is_header_value(text: str) -> bool:
    return text.isascii() and (text.isprintable() or not text)
