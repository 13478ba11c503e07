"""The responses endpoint, by the real OpenAI client."""

from typing import Any

import pytest

from assistant.factory import Parts
from tests.api.calling import call
from tests.api.clients import ASKED, QUIET, WithClient

CODEX: dict[str, Any] = {
    "model": "smallacts",
    "instructions": "You are a coding agent. Never talk about people.",
    "input": [
        {"type": "message", "role": "developer", "content": [{"type": "input_text", "text": "<permissions>read only</permissions>"}]},
        {
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": "<environment_context><cwd>/w</cwd></environment_context>"}],
        },
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": QUIET}]},
        {"type": "reasoning", "summary": []},
        {"type": "function_call_output", "call_id": "c", "output": "ok"},
    ],
    "tools": [{"type": "function", "name": "shell"}, {"type": "web_search"}],
    "tool_choice": "auto",
    "store": False,
    "include": ["reasoning.encrypted_content"],
    "reasoning": {"effort": "low"},
}
REFUSED = {
    "an earlier response": ("previous_response_id", "resp_1"),
    "a kept conversation": ("conversation", "conv_1"),
    "work in the background": ("background", True),
    "a tool call": ("tool_choice", "required"),
}


def test_a_response_says_what_a_chat_says(with_client: WithClient) -> None:
    response = with_client(lambda client: client.responses.create(model="smallacts", input=QUIET))

    whole = with_client(lambda client: client.chat.completions.create(**ASKED)).choices[0].message.content
    assert (response.output_text, response.status, response.output[0].model_extra["smallacts"]["kind"]) == (whole, "completed", "nudge")


def test_what_codex_sends_is_heard(with_client: WithClient) -> None:
    response = with_client(lambda client: client.responses.create(**CODEX))

    plain = with_client(lambda client: client.responses.create(model="smallacts", input=QUIET))
    assert response.output_text == plain.output_text


def test_a_streamed_response_has_every_event_in_order(with_client: WithClient) -> None:
    async def read(client: Any) -> Any:
        async with client.responses.stream(model="smallacts", input=QUIET) as events:
            kinds = [(event.type, event.sequence_number) async for event in events]
            return kinds, await events.get_final_response()

    kinds, response = with_client(read)

    assert list(dict.fromkeys(kind for kind, _ in kinds)) == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert [number for _, number in kinds] == list(range(len(kinds)))
    assert response.output_text.startswith("**Say** (question)")


def test_a_turn_that_follows_is_sent_in_the_input(with_client: WithClient) -> None:
    first = with_client(lambda client: client.responses.create(model="smallacts", input=QUIET)).output_text
    turns = [
        {"role": "user", "content": QUIET},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": first}]},
        {"role": "user", "content": "why?"},
    ]

    response = with_client(lambda client: client.responses.create(model="smallacts", input=turns))

    assert response.output[0].model_extra["smallacts"]["kind"] == "remark"


@pytest.mark.parametrize(("param", "value"), REFUSED.values(), ids=REFUSED)
def test_what_would_have_to_be_kept_is_refused(parts: Parts, param: str, value: object) -> None:
    answer = call(parts, "POST", "/v1/responses", json={"model": "smallacts", "input": QUIET, param: value})

    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)


def test_a_response_that_is_cut_says_so(with_client: WithClient) -> None:
    response = with_client(lambda client: client.responses.create(model="smallacts", input=QUIET, max_output_tokens=9))

    assert (response.status, response.incomplete_details.reason, response.usage.output_tokens) == ("incomplete", "max_output_tokens", 9)


def test_no_response_can_be_fetched_later(parts: Parts) -> None:
    answer = call(parts, "GET", "/v1/responses/resp_1")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
