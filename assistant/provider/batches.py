"""The batch API of an OpenAI-compatible endpoint: give it a file of requests, see how far it is, fetch what came."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import httpx2
import openai

from assistant.errors import Failure, ModelFailed
from assistant.provider.address import Address

T = TypeVar("T")
MARK = "smallacts"  # the key under which a batch holds the digest of its requests
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
CALL_S = 120.0  # an upload of 190 MB takes its time
LOOKED_AT = 100  # batches, newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One batch as the endpoint tells of it."""

    id: str
    status: str
    done: int
    files: tuple[str, ...] = ()
    """Ids of the files that hold what came, and what failed."""

    @property
    def has_ended(self) -> bool:
        """Nothing more will come of it."""
        return self.status in ENDED


class Batches:
    """The way to the batches of one endpoint; closed by whoever opened it."""

    def __init__(self, address: Address) -> None:
        """Connect to nothing yet."""
        self._http = httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=CALL_S, headers=dict(address.headers))
        self._client = openai.AsyncOpenAI(
            base_url=address.url, api_key="in the headers", default_query=dict(address.query), max_retries=2, http_client=self._http
        )

    async def find(self, mark: str, but: Callable[[str], bool]) -> Batch | None:
        """The batch of these very requests, if one was given to it before; `but` tells of those to pass over."""
        page = await _call(self._client.batches.list(limit=LOOKED_AT))
        return next((_batch(each) for each in page.data if (each.metadata or {}).get(MARK) == mark and not but(each.id)), None)

    async def submit(self, path: Path, mark: str, endpoint: Literal["/v1/chat/completions"]) -> Batch:
        """Give it a file of requests."""
        content = await asyncio.to_thread(path.read_bytes)
        file = await _call(self._client.files.create(file=(path.name, content), purpose="batch"))
        made = self._client.batches.create(input_file_id=file.id, endpoint=endpoint, completion_window="24h", metadata={MARK: mark})
        return _batch(await _call(made))

    async def look(self, id: str) -> Batch:
        """See how far one is."""
        return _batch(await _call(self._client.batches.retrieve(id)))

    async def fetch(self, file: str) -> bytes:
        """Fetch a file of results."""
        return (await _call(self._client.files.content(file))).content

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _batch(raw: Any) -> Batch:
    counts = raw.request_counts
    files = tuple(file for file in (raw.output_file_id, raw.error_file_id) if file)
    return Batch(id=raw.id, status=raw.status, done=counts.completed + counts.failed if counts else 0, files=files)


async def _call(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except openai.APIStatusError as error:
        kind = Failure.REJECTED if error.status_code in (401, 403) else Failure.UNAVAILABLE
        raise ModelFailed(
            kind, f"the endpoint's batch API answered with HTTP {error.status_code}; run it again, nothing is asked twice"
        ) from error
    except openai.OpenAIError as error:
        raise ModelFailed(
            Failure.UNAVAILABLE, "the endpoint's batch API cannot be reached; run it again, nothing is asked twice"
        ) from error
