"""A provider's batch files: OpenAI-shaped JSONL within its limits, results collected by custom_id, only what failed asked again."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from assistant.domain import Value
from assistant.errors import BadInput
from assistant.ports import Ask, Speaker
from assistant.tips.files import write_whole
from assistant.tips.writing import Answered, Engine, Job

MAX_REQUESTS = 50_000
MAX_BYTES = 190_000_000  # the provider refuses 200 MB, and megabytes are counted in two ways
URL: Final = "/v1/chat/completions"


class Usage(Value, extra="ignore"):
    """Tokens of one result."""

    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class Message(Value, extra="ignore"):
    """What the model wrote."""

    content: str | None = None


class Choice(Value, extra="ignore"):
    """One reply."""

    message: Message
    finish_reason: str | None = None


class Completion(Value, extra="ignore"):
    """The body of a result."""

    choices: tuple[Choice, ...] = Field(min_length=1)
    usage: Usage = Usage()


class Response(Value, extra="ignore"):
    """The answer to one request."""

    status_code: int
    body: dict[str, Any]


class Result(Value, extra="ignore"):
    """One line of a result file."""

    custom_id: str
    response: Response | None = None
    error: dict[str, Any] | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFiles:
    """The folder in which requests are written, and results are looked for."""

    folder: Path
    model: str
    max_requests: int = MAX_REQUESTS
    max_bytes: int = MAX_BYTES

    def write(self, jobs: Sequence[Job]) -> list[Path]:
        """Write what is to be asked; the same jobs give the same files. Files of an earlier round stay."""
        round_ = 1 + self._newest()
        written = []
        for number, lines in enumerate(self._files(jobs), 1):
            path = self.folder / f"requests-{round_:02}-{number:03}.jsonl"
            write_whole(path, b"".join(lines))
            written.append(path)
        return written

    def given_in(self) -> list[Path]:
        """The newest round of requests, where it was given to a batch API and nobody has read yet what came."""
        is_open = any(self.folder.glob(f"requests-{self._newest():02}-*.batch")) and not self._read_mark().exists()
        return sorted(self.folder.glob(f"requests-{self._newest():02}-*.jsonl")) if is_open else []

    def close(self) -> None:
        """Note that what came of the newest round was read."""
        write_whole(self._read_mark(), b"")

    def collect(self, results: Sequence[Path], jobs: Sequence[Job]) -> list[Answered]:
        """Read results by custom_id, in whatever order; a later line for the same id counts, what nobody asked is passed over.

        Raises:
            BadInput: A line is no result.

        """
        asked = {job.id for job in jobs}
        found: dict[str, Answered] = {}
        for path in results:
            for answered in _read(path):
                if answered.id in asked and (answered.reply is not None or answered.id not in found):
                    found[answered.id] = answered
        return list(found.values())

    def engine(self, results: Sequence[Path]) -> Engine:
        """What came back, as the answers of an engine; it asks nobody."""

        async def answers(jobs: Sequence[Job]) -> AsyncIterator[Answered]:
            for answered in self.collect(results, jobs):
                yield answered

        return answers

    def _newest(self) -> int:
        return max((int(path.name.split("-")[1]) for path in self.folder.glob("requests-*-*.jsonl")), default=0)

    def _read_mark(self) -> Path:
        return self.folder / f"requests-{self._newest():02}.read"

    def _files(self, jobs: Sequence[Job]) -> Iterator[list[bytes]]:
        """Cut the requests where a file would be too long."""
        lines: list[bytes] = []
        size = 0
        for job in jobs:
            line = json.dumps(self._request(job), ensure_ascii=False).encode() + b"\n"
            if lines and (len(lines) == self.max_requests or size + len(line) > self.max_bytes):
                yield lines
                lines, size = [], 0
            lines.append(line)
            size += len(line)
        if lines:
            yield lines

    def _request(self, job: Job) -> Mapping[str, object]:
        return {"custom_id": job.id, "method": "POST", "url": URL, "body": _body(job.ask, self.model)}


def _body(ask: Ask, model: str) -> Mapping[str, object]:
    roles = {Speaker.USER: "user", Speaker.ASSISTANT: "assistant"}
    return {
        "model": model,
        "messages": [{"role": "system", "content": ask.system}, *({"role": roles[turn.by], "content": turn.text} for turn in ask.turns)],
        "max_tokens": ask.max_tokens,
        "response_format": {"type": "json_schema", "json_schema": {"name": ask.schema_name, "schema": ask.shape}},
    }


def _read(path: Path) -> Iterator[Answered]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _answered(Result.model_validate_json(line))
        except ValidationError as error:
            raise BadInput(f"{path}:{number}: no line of a batch result ({error.errors()[0]['msg']})") from error


def _answered(result: Result) -> Answered:
    """A line as an answer; whatever is no whole reply is a failure of that one job alone."""
    if result.error or result.response is None:
        return Answered(id=result.custom_id, reply=None, failure="the batch gave an error for it")
    if result.response.status_code != 200:
        return Answered(id=result.custom_id, reply=None, failure=f"the batch gave status {result.response.status_code} for it")
    try:
        completion = Completion.model_validate(result.response.body)
    except ValidationError:
        return Answered(id=result.custom_id, reply=None, failure="the batch gave a reply of another form")
    choice = completion.choices[0]
    if choice.finish_reason not in ("stop", None) or not choice.message.content:
        return Answered(id=result.custom_id, reply=None, failure=f"the reply ended by {choice.finish_reason}")
    return Answered(
        id=result.custom_id,
        reply=choice.message.content,
        input_tokens=completion.usage.prompt_tokens,
        output_tokens=completion.usage.completion_tokens,
    )
