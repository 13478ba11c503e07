"""What works here and what does not, found out by trying it, one finding after the other."""

import os
import platform
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from pydantic import JsonValue, SecretStr

from assistant import __version__
from assistant.domain import Value
from assistant.embedding import Embedder
from assistant.errors import AssistantError, Failure, ModelFailed
from assistant.factory import stored_index
from assistant.factory_model import open_model
from assistant.provider.dialect import Method
from assistant.provider.endpoint import Endpoint
from assistant.provider.probe import HARMLESS
from assistant.resources import model_folder
from assistant.settings import Settings

PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
IN_WORDS = {
    Method.JSON_SCHEMA: "by a JSON schema that the endpoint holds it to",
    Method.FUNCTION: "as the arguments of a function",
    Method.JSON_MODE: "in its JSON mode, with the schema in words",
    Method.TEXT: "in plain words, since it has no JSON mode",
}
NO_MODEL = (
    "No model is configured, so answers are composed from the cards, on this machine. To let a model write, say where one is: "
    "with Ollama, SMALLACTS_MODEL_URL=http://localhost:11434/v1 and SMALLACTS_MODEL=llama3.2"
)


class Finding(Value):
    """One thing that was looked at: what it is, whether it is in order, and a sentence that says so or what to do."""

    about: str
    is_fine: bool
    says: str


def look(settings: Settings) -> Iterator[Finding]:
    """Look at what this machine holds."""
    yield Finding(about="version", is_fine=True, says=f"smallacts {__version__} on Python {platform.python_version()}.")
    yield _folder(settings.home)
    yield _index(settings)
    yield _embedding()
    yield Finding(about="settings", is_fine=True, says=f"Set: {_shown(settings)}.")


async def ask(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the model that is configured; something harmless is asked, and nothing else is sent."""
    try:
        endpoint = open_model(settings)
    except AssistantError as error:
        yield Finding(about="model", is_fine=False, says=str(error))
        return
    if endpoint is None:
        yield Finding(about="model", is_fine=True, says=NO_MODEL)
        return
    try:
        yield await _asked(endpoint)
    finally:
        await endpoint.aclose()
    if unused := [name for name in PROXIES if name in os.environ or name.lower() in os.environ]:
        yield Finding(about="proxy", is_fine=True, says=f"{unused[0]} is set, and not used for the model: it is asked directly.")


def _folder(home: Path) -> Finding:
    near = next(folder for folder in (home, *home.parents) if folder.exists())
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        return Finding(about="data folder", is_fine=False, says=f"{home} cannot be written; set SMALLACTS_HOME to a folder of yours.")
    return Finding(
        about="data folder", is_fine=True, says=f"{home} {'can be written' if home.exists() else 'will be made when it is needed'}."
    )


def _index(settings: Settings) -> Finding:
    try:
        found = stored_index(settings)
    except AssistantError as error:
        return Finding(about="index", is_fine=False, says=str(error))
    if found is None:
        return Finding(about="index", is_fine=True, says="There is no index of what is known now; the next question builds it, once.")
    counts = ", ".join(f"{count:,} {name}" for name, count in found.manifest.counts.items())
    return Finding(about="index", is_fine=True, says=f"The index is up to date: {counts}.")


def _embedding() -> Finding:
    started = time.perf_counter()
    try:
        Embedder(model_folder()).one("ready")
    except AssistantError as error:
        return Finding(about="embedding model", is_fine=False, says=str(error))
    took_s = time.perf_counter() - started
    return Finding(about="embedding model", is_fine=True, says=f"It is the one that we know, and was ready in {took_s:.1f} s.")


async def _asked(endpoint: Endpoint) -> Finding:
    where = f"{endpoint.name} at {endpoint.address.url}"
    started = time.perf_counter()
    try:
        reply = await endpoint.reply(HARMLESS)
    except ModelFailed as failed:
        return Finding(about="model", is_fine=False, says=f"{where}: {_sentence(failed)}{await _known(endpoint, failed)}")
    took_s = time.perf_counter() - started
    how = IN_WORDS[endpoint.dialect.method]
    streamed = "streamed" if endpoint.dialect.streams else "in one piece"
    says = f"{where} replied in {took_s:.1f} s, {streamed}; it is asked for JSON {how}. It calls itself {reply.model}."
    return Finding(about="model", is_fine=True, says=says)


def _sentence(failed: ModelFailed) -> str:
    said = str(failed)
    return said if said.endswith("?") else f"{said}."


async def _known(endpoint: Endpoint, failed: ModelFailed) -> str:
    """The models that there are, where the one that is configured is not."""
    if failed.kind is not Failure.UNKNOWN_MODEL:
        return ""
    try:
        known = await endpoint.models()
    except ModelFailed:
        return "" if endpoint.address.url.endswith("/v1") else " Most endpoints want /v1 at the end of SMALLACTS_MODEL_URL."
    return f" It has {', '.join(known[:20])}." if known else " It has no model at all."


def _shown(settings: Settings) -> str:
    held = {name: _masked(value) for name in sorted(settings.model_fields_set) for value in [getattr(settings, name)]}
    return ", ".join(f"SMALLACTS_{name.upper()}={value}" for name, value in held.items()) or "nothing, so all has its default"


def _masked(value: object) -> JsonValue:
    if isinstance(value, SecretStr):
        return "(hidden)"
    if isinstance(value, dict):
        return f"({len(value)} hidden)"
    return str(value).partition("?")[0]
