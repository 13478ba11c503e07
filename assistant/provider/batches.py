"""The batch API of an OpenAI-compatible endpoint: give it a file of requests, see how far it is, fetch what came."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx2
import openai

from assistant.errors import Failure, ModelFailed
from assistant.provider.address import Address
from assistant.provider.transport import Narrow, trusted

MARK = "smallacts"  # the key under which a batch holds the digest of its requests
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
CALL_S = 120.0  # an upload of 190 MB takes its time
MAX_BYTES = 500_000_000  # a file of results
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
        transport = Narrow(trusted(address.url), address.headers, MAX_BYTES)
        self._http = httpx2.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, timeout=CALL_S)
        self._client = openai.AsyncOpenAI(
            base_url=address.url,
            api_key="in the headers",
            admin_api_key="",
            default_query=dict(address.query),
            max_retries=2,
            http_client=self._http,
        )

    async def find(self, mark: str, but: Callable[[str], bool]) -> Batch | None:
        """The batch of these very requests, if one was given to it before; `but` tells of those to pass over."""
        with _named():
            page = await self._client.batches.list(limit=LOOKED_AT)
            return next((_batch(each) for each in page.data if (each.metadata or {}).get(MARK) == mark and not but(each.id)), None)

    async def submit(self, path: Path, mark: str, endpoint: Literal["/v1/chat/completions"]) -> Batch:
        """Give it a file of requests."""
        content = await asyncio.to_thread(path.read_bytes)
        with _named():
            file = await self._client.files.create(file=(path.name, content), purpose="batch")
            once = self._client.with_options(max_retries=0)  # a second batch would be paid for again; the next run finds the first
            return _batch(
                await once.batches.create(input_file_id=file.id, endpoint=endpoint, completion_window="24h", metadata={MARK: mark})
            )

    async def look(self, id: str) -> Batch:
        """See how far one is."""
        with _named():
            return _batch(await self._client.batches.retrieve(id))

    async def fetch(self, file: str) -> bytes:
        """Fetch a file of results."""
        with _named():
            return (await self._client.files.content(file)).content

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _batch(raw: Any) -> Batch:
    counts = raw.request_counts
    files = tuple(file for file in (raw.output_file_id, raw.error_file_id) if file)
    return Batch(id=raw.id, status=raw.status, done=counts.completed + counts.failed if counts else 0, files=files)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Whatever the endpoint answers is a failure that is named."""
    try:
        yield
    except openai.APIStatusError as error:
        kind = Failure.REJECTED if error.status_code in (401, 403) else Failure.UNAVAILABLE
        raise ModelFailed(
            kind, f"the endpoint's batch API answered with HTTP {error.status_code}; run it again, nothing is asked twice"
        ) from error
    except openai.OpenAIError as error:
        raise ModelFailed(
            Failure.UNAVAILABLE, "the endpoint's batch API cannot be reached; run it again, nothing is asked twice"
        ) from error
    except (AttributeError, TypeError, ValueError) as error:
        # the SDK hands on what it could not read
        raise ModelFailed(Failure.BAD_UPSTREAM, "no batch API answers at SMALLACTS_MODEL_URL; write with --engine local instead") from error
