"""OpenAI's types of a response, built from an answer; with wire.py the only file of this room that imports openai."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseCreatedEvent,
    ResponseError,
    ResponseErrorEvent,
    ResponseFailedEvent,
    ResponseIncompleteEvent,
    ResponseInProgressEvent,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
    ResponseUsage,
)
from openai.types.responses.response import IncompleteDetails
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails
from pydantic import BaseModel, JsonValue

from api.cutting import Cut
from api.wire import OWNER

Status = Literal["completed", "failed", "in_progress", "incomplete"]


@dataclass(slots=True, kw_only=True)
class Answered:
    """One response on the wire: whole, or as events with a running number."""

    model: str
    created: int
    asked_tokens: int
    id: str = field(default_factory=lambda: f"resp_{uuid.uuid4().hex}")
    item: str = field(default_factory=lambda: f"msg_{uuid.uuid4().hex}")
    _sent: int = 0

    def whole(self, text: Cut, typed: dict[str, JsonValue] | None) -> str:
        """The response in one piece."""
        return self._response(_status(text), text, typed).model_dump_json()

    def begun(self) -> Iterator[str]:
        """The events before the words."""
        response = self._response("in_progress")
        yield self._event(ResponseCreatedEvent, type="response.created", response=response)
        yield self._event(ResponseInProgressEvent, type="response.in_progress", response=response)

    def said(self, text: Cut, typed: dict[str, JsonValue] | None) -> Iterator[str]:
        """The words, and the end."""
        place = {"item_id": self.item, "output_index": 0, "content_index": 0}
        empty = ResponseOutputMessage(id=self.item, type="message", role="assistant", status="in_progress", content=[])
        yield self._event(ResponseOutputItemAddedEvent, type="response.output_item.added", output_index=0, item=empty)
        yield self._event(ResponseContentPartAddedEvent, type="response.content_part.added", part=_text(""), **place)
        for part in text.parts:
            yield self._event(ResponseTextDeltaEvent, type="response.output_text.delta", delta=part, logprobs=[], **place)
        yield self._event(ResponseTextDoneEvent, type="response.output_text.done", text=text.text, logprobs=[], **place)
        yield self._event(ResponseContentPartDoneEvent, type="response.content_part.done", part=_text(text.text), **place)
        yield self._event(ResponseOutputItemDoneEvent, type="response.output_item.done", output_index=0, item=self._message(text, typed))
        done = self._response(_status(text), text, typed)
        if text.finish == "length":
            yield self._event(ResponseIncompleteEvent, type="response.incomplete", response=done)
        else:
            yield self._event(ResponseCompletedEvent, type="response.completed", response=done)

    def failed(self, message: str, code: str | None) -> Iterator[str]:
        """The end of one that failed after it had begun."""
        yield self._event(ResponseErrorEvent, type="error", code=code, message=message, param=None)
        error = ResponseError(code="server_error", message=message)
        yield self._event(ResponseFailedEvent, type="response.failed", response=self._response("failed", error=error))

    def _event(self, kind: type[BaseModel], **fields: Any) -> str:
        event = kind(sequence_number=self._sent, **fields)
        self._sent += 1
        return event.model_dump_json()

    def _message(self, text: Cut, typed: dict[str, JsonValue] | None) -> ResponseOutputMessage:
        status: Literal["completed", "incomplete"] = "incomplete" if text.finish == "length" else "completed"
        extension: dict[str, Any] = {OWNER: typed} if typed else {}
        return ResponseOutputMessage(id=self.item, type="message", role="assistant", status=status, content=[_text(text.text)], **extension)

    def _response(
        self, status: Status, text: Cut | None = None, typed: dict[str, JsonValue] | None = None, error: ResponseError | None = None
    ) -> Response:
        return Response(
            id=self.id,
            created_at=self.created,
            model=self.model,
            object="response",
            status=status,
            error=error,
            incomplete_details=IncompleteDetails(reason="max_output_tokens") if status == "incomplete" else None,
            output=[self._message(text, typed)] if text else [],
            parallel_tool_calls=False,
            tool_choice="auto",
            tools=[],
            usage=self._usage(text.tokens) if text else None,
        )

    def _usage(self, tokens: int) -> ResponseUsage:
        return ResponseUsage(
            input_tokens=self.asked_tokens,
            input_tokens_details=InputTokensDetails(cached_tokens=0, cache_write_tokens=0),
            output_tokens=tokens,
            output_tokens_details=OutputTokensDetails(reasoning_tokens=0),
            total_tokens=self.asked_tokens + tokens,
        )


def _status(text: Cut) -> Status:
    return "incomplete" if text.finish == "length" else "completed"


def _text(text: str) -> ResponseOutputText:
    return ResponseOutputText(type="output_text", text=text, annotations=[], logprobs=[])
