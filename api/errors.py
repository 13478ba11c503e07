"""Every error as `{"error": {"message", "type", "param", "code"}}`, the shape that OpenAI's clients read."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from pydantic_core import InitErrorDetails
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.asking import explain
from assistant.domain import clean
from assistant.errors import (
    AssistantError,
    BadInput,
    ModelFailed,
    NoSuchGuidance,
    NoSuchModel,
    NothingToSuggest,
    NotNow,
    NotYours,
    StoreBusy,
    StoreUnusable,
)

log = logging.getLogger(__name__)
CLIENT_GONE = 499
UNFORESEEN = "something failed here; the log says where"

STATUS: dict[type[AssistantError], HTTPStatus] = {
    BadInput: HTTPStatus.BAD_REQUEST,
    NoSuchGuidance: HTTPStatus.NOT_FOUND,
    NoSuchModel: HTTPStatus.NOT_FOUND,
    NotYours: HTTPStatus.NOT_FOUND,
    NotNow: HTTPStatus.CONFLICT,
    NothingToSuggest: HTTPStatus.SERVICE_UNAVAILABLE,
    ModelFailed: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreUnusable: HTTPStatus.INSUFFICIENT_STORAGE,
}
"""What each of our errors is on the wire; any other is a 500."""
CODES: dict[type[AssistantError], str] = {NoSuchModel: "model_not_found"}
"""Codes that clients look for; any other is the name of its status."""


class Gone(Exception):
    """The client went away before it was answered."""


def error_response(status: HTTPStatus, message: str, param: str | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """Answer with an error."""
    return JSONResponse(error_body(status, message, param), status_code=status, headers=headers)


def error_body(status: HTTPStatus, message: str, param: str | None = None, code: str | None = None) -> dict[str, dict[str, str | None]]:
    """An error as it is on the wire, whole or in a stream."""
    kind = "invalid_request_error" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "server_error"
    named = code or status.phrase.lower().replace(" ", "_")
    return {"error": {"message": clean(message), "type": kind, "param": param, "code": named}}


def body_of(error: Exception) -> dict[str, dict[str, str | None]]:
    """One of our errors as it is on the wire; any other tells nothing but that it was."""
    if not isinstance(error, AssistantError):
        return error_body(HTTPStatus.INTERNAL_SERVER_ERROR, UNFORESEEN)
    param = error.param if isinstance(error, BadInput) else "model" if isinstance(error, NoSuchModel) else None
    return error_body(_status(error), str(error), param, CODES.get(type(error)))


def _status(error: Exception) -> HTTPStatus:
    return STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)  # type: ignore[arg-type]  # another's error has none


def add_error_handlers(app: FastAPI) -> None:
    """Give every error of an application our shape."""
    app.add_exception_handler(AssistantError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Gone, _gone)
    app.add_middleware(NoTraceback)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    headers = {"Retry-After": "5"} if _status(error) is HTTPStatus.SERVICE_UNAVAILABLE else None
    return JSONResponse(body_of(error), status_code=_status(error), headers=headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    first = faults[0]
    where = [part for part in first["loc"] if part != "body"]
    if first["type"] == "json_invalid":
        return error_response(HTTPStatus.BAD_REQUEST, "the body is not JSON")
    details = InitErrorDetails(type=first["type"], loc=tuple(where), input=first.get("input"), ctx=first.get("ctx", {}))
    noun = "situation" if request.url.path == "/v1/nudges" else "line"
    message = _explained(details, noun) or f"{'.'.join(map(str, where)) or 'the body'}: {first['msg']}"
    return error_response(HTTPStatus.BAD_REQUEST, message, param=str(where[0]) if where else None)


def _explained(details: InitErrorDetails, noun: str) -> str | None:
    try:
        return explain(ValidationError.from_exception_data("Situation", [details]), noun)
    except (KeyError, TypeError):
        return None


async def _http(_: Request, error: Exception) -> JSONResponse:
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    message = {404: "there is no such route; /docs lists them", 405: "this route does not take this method"}.get(status, status.phrase)
    return error_response(status, message, headers=dict(getattr(error, "headers", None) or {}))


async def _gone(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse(None, status_code=CLIENT_GONE)


class NoTraceback:
    """Answers an unforeseen error, and logs no more than its kind and place: its text may hold somebody's words."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what has begun to be answered is only cut off."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 the outermost loop of a request
            log_unforeseen(error)
            if not has_begun:
                await error_response(HTTPStatus.INTERNAL_SERVER_ERROR, UNFORESEEN)(scope, receive, send)


def log_unforeseen(error: Exception) -> None:
    """Log an error's kind and place, and nothing else of it."""
    log.error("unexpected %s in %s", type(error).__name__, _place(error))


def _place(error: Exception) -> str:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "an unknown place"
