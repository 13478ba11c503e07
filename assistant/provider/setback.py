"""One failed call, as what the endpoint answered or did, with what may be tried after it."""

import email.utils
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from assistant.errors import Failure, ModelFailed
from assistant.ports import Usage

CONFIGURATION: Final = frozenset({Failure.QUOTA, Failure.REJECTED, Failure.UNKNOWN_MODEL})
REST_S = 300.0  # how long what only the operator can mend is not asked again
LONG_S = 60.0  # who asks for more is not asked again before
MAX_SAID = 2_000

QUOTA = re.compile(r"insufficient[_ ](?:quota|balance|credit|funds)|exceeded your current quota|billing|out of credits|payment required")
RATE = re.compile(r"rate[_ -]?limit|too many requests|resource_exhausted|overloaded")
CONTEXT = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|(?:prompt|input|request|message)s? (?:is|are) too (?:long|large)|too many (?:input )?tokens"
)
FILTER = re.compile(r"content[_ ]?filter|content[_ ]management|content[_ ]policy|responsibleai|flagged|moderation")
KEY = re.compile(
    r"api[_ ]key (?:not valid|is invalid)|(?:invalid|incorrect|missing)[_ ](?:x-)?api[_ -]key|authentication_error|unauthorized"
)
MODEL = re.compile(r"model_not_found|unknown model|no such model|model\b[^.]{0,120}(?:not found|not exist|not loaded)|invalid model")
UNREAD_JSON = re.compile(r"json_validate_failed|failed to generate json")
FORM = re.compile(
    r"response_format|json_schema|json_object|json schema|structured output|grammar|\btools?\b|tool_choice|functions?\b"
    r"|stream|max_tokens|max_completion_tokens|unsupported|not support"
)


class Setback(ModelFailed):
    """A call that failed.

    `retries` says how often it may be tried again, `after_s` how long the endpoint asks to wait before,
    `rests_s` how long it should not be asked at all, and `objection` what it says against the form of the
    request: for choosing another form, never to be shown, since an endpoint may repeat what it was sent.
    """

    def __init__(
        self,
        kind: Failure,
        message: str,
        *,
        retries: int = 0,
        after_s: float = 0,
        rests_s: float = 0,
        objection: str = "",
        is_cut: bool = False,
    ) -> None:
        """Fail in this way."""
        super().__init__(kind, message)
        self.retries = retries
        self.after_s = after_s
        self.rests_s = rests_s
        self.objection = objection
        self.is_cut = is_cut
        self.usage: Usage | None = None
        """What a reply took that could not be used."""


def bad_upstream(what: str, retries: int = 1) -> Setback:
    """An answer that is not as an endpoint answers."""
    return Setback(Failure.BAD_UPSTREAM, f"the endpoint answered with {what}", retries=retries)


def of_status(status: int, body: object, headers: Mapping[str, str], now: datetime) -> Setback:
    """Read an error that came with an HTTP status."""
    said = _said(body)
    after_s = retry_after(headers, now)
    if status == 401 or (status == 403 and not FILTER.search(said)):
        return _configuration(Failure.REJECTED, f"the endpoint rejected the key (HTTP {status}); check SMALLACTS_MODEL_KEY")
    if status == 404 and not ("support" in said and (FORM.search(said) or "parameter" in said)):
        return _configuration(
            Failure.UNKNOWN_MODEL,
            "the endpoint has no such model or no chat there (HTTP 404); check SMALLACTS_MODEL and SMALLACTS_MODEL_URL",
        )
    if status in (402, 429):
        return _held_back(status, said, after_s)
    if status == 413:
        return Setback(Failure.TOO_LONG, "the request is too long for the endpoint (HTTP 413)")
    if status in (408, 409, 425):
        return Setback(Failure.UNAVAILABLE, f"the endpoint could not answer now (HTTP {status})", retries=1, after_s=after_s or 0)
    if status >= 500:
        objection = said if status in (500, 501) and FORM.search(said) else ""
        return _waiting(Failure.UNAVAILABLE, f"the endpoint failed (HTTP {status})", after_s, objection)
    if status >= 400:
        return _refused_request(status, said)
    return bad_upstream(f"HTTP {status}, a redirect, which is not followed; set SMALLACTS_MODEL_URL to where it leads", 0)


def of_error(error: object) -> Setback:
    """Read an error that came as an answer, with status 200 or inside a stream."""
    said = _said({"error": error})
    code = error.get("code") if isinstance(error, dict) else None
    status = int(code) if isinstance(code, int | str) and re.fullmatch(r"[45]\d\d", str(code)) else 0
    if status:
        return of_status(status, {"error": error}, {}, datetime.now(UTC))
    if QUOTA.search(said) or RATE.search(said):
        return _held_back(429, said, None)
    known = _refused_request(200, said)
    return bad_upstream("an error instead of a reply") if known.kind is Failure.BAD_UPSTREAM else known


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read how long the endpoint asks to wait, in any of its three spellings; None where it says nothing that can be used."""
    for name, scale in (("retry-after-ms", 1_000), ("retry-after", 1)):
        try:
            seconds = float(headers.get(name, "")) / scale
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    try:
        at = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now.timestamp())


def _held_back(status: int, said: str, after_s: float | None) -> Setback:
    if status == 402 or QUOTA.search(said):
        return _configuration(
            Failure.QUOTA, f"the quota of the endpoint is used up (HTTP {status}); top it up, or wait until it is renewed"
        )
    return _waiting(Failure.RATE_LIMITED, "the endpoint takes no more requests now (HTTP 429)", after_s)


def _refused_request(status: int, said: str) -> Setback:
    if CONTEXT.search(said):
        return Setback(Failure.TOO_LONG, "the request is too long for the model's context")
    if FILTER.search(said):
        return Setback(Failure.FILTERED, "the endpoint's content filter stopped the request")
    if KEY.search(said):
        return _configuration(Failure.REJECTED, f"the endpoint rejected the key (HTTP {status}); check SMALLACTS_MODEL_KEY")
    if MODEL.search(said):
        return _configuration(Failure.UNKNOWN_MODEL, f"the endpoint has no such model (HTTP {status}); check SMALLACTS_MODEL")
    if UNREAD_JSON.search(said):
        return Setback(Failure.BAD_REPLY, "the model wrote no JSON that its endpoint could read")
    return Setback(Failure.BAD_UPSTREAM, f"the endpoint did not take the request (HTTP {status})", objection=said or "no reason")


def _waiting(kind: Failure, message: str, after_s: float | None, objection: str = "") -> Setback:
    seconds = after_s or 0
    if seconds > LONG_S:
        return Setback(kind, message, rests_s=seconds)
    return Setback(kind, message, retries=2, after_s=seconds, objection=objection)


def _configuration(kind: Failure, message: str) -> Setback:
    return Setback(kind, message, rests_s=REST_S)


def _said(body: object) -> str:
    """Everything that an error says in words, in small letters."""
    found: list[str] = []
    _collect(body, found, depth=4)
    return " ".join(found)[:MAX_SAID].lower()


def _collect(value: Any, found: list[str], depth: int) -> None:
    if isinstance(value, str):
        found.append(value[:MAX_SAID])
    elif isinstance(value, dict | list) and depth:
        for part in list(value.values() if isinstance(value, dict) else value)[:20]:
            _collect(part, found, depth - 1)
