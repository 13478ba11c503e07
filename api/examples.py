"""Examples for the OpenAPI page."""

from typing import Any

from fastapi.openapi.models import Example

NUDGE_REQUESTS: dict[str, Example] = {
    "a rough call": {"summary": "Little is known", "value": {"text": "how do I encourage a new lead after a rough call"}},
    "with facts": {
        "summary": "What the person did comes back in the words",
        "value": {
            "text": "I want to encourage our new lead after a rough call",
            "relation": "peer",
            "facts": ["David stayed calm when the client got angry about the date", "They agreed to look at a revised plan"],
        },
    },
    "one practice": {"summary": "A wish for a question", "value": {"text": "a colleague is quiet in meetings", "practice": "question"}},
}

_ERROR = {
    "application/json": {
        "example": {
            "error": {"message": "what is wrong, and what to do", "type": "invalid_request_error", "param": "text", "code": "bad_request"}
        }
    }
}
ERROR_RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"description": "The request cannot be used.", "content": _ERROR},
    404: {"description": "Nothing has this id.", "content": _ERROR},
    422: {"description": "Not used: a request that cannot be read is a 400.", "content": _ERROR},
}
CHAT_ERRORS: dict[int | str, dict[str, Any]] = {
    400: ERROR_RESPONSES[400],
    404: {"description": "No model has this name.", "content": _ERROR},
    422: ERROR_RESPONSES[422],
}
