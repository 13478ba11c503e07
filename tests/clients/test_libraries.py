"""The libraries that clients are built on, each asking a real server over HTTP."""

import json
from pathlib import Path

import pytest
from openai import NotFoundError, OpenAI
from openai.types.chat import ChatCompletionUserMessageParam

from tests.clients.driving import Desk
from tests.clients.test_agents import FIRST, TOLD, TURNS, quoted

pytestmark = pytest.mark.clients
ASKED: ChatCompletionUserMessageParam = {"role": "user", "content": FIRST}
SCHEMA = {"type": "object", "properties": {"say": {"type": "string"}}, "required": ["say"], "additionalProperties": False}
NO_MODEL = "there is no model 'nobody'; use one of smallacts, "


def test_openai_python_reads_the_same_answer_whole_and_streamed(server_url: str) -> None:
    client = OpenAI(base_url=server_url, api_key="any", max_retries=0)

    whole = client.chat.completions.create(model="smallacts", messages=[ASKED])
    with client.chat.completions.stream(model="smallacts", messages=[ASKED]) as stream:
        final = stream.get_final_completion()

    assert TOLD in quoted(whole.choices[0].message.content or "")[0]
    assert final.choices[0].message.content == whole.choices[0].message.content
    assert (final.choices[0].finish_reason, final.choices[0].message.tool_calls) == ("stop", None)


def test_openai_python_reads_a_response(server_url: str) -> None:
    client = OpenAI(base_url=server_url, api_key="any", max_retries=0)

    with client.responses.stream(model="smallacts", input=FIRST) as stream:
        final = stream.get_final_response()

    assert TOLD in quoted(final.output_text)[0]


def test_openai_python_names_the_models_there_are_for_one_that_is_none(server_url: str) -> None:
    client = OpenAI(base_url=server_url, api_key="any", max_retries=0)

    with pytest.raises(NotFoundError, match=NO_MODEL):
        client.chat.completions.create(model="nobody", messages=[ASKED])


def test_openai_node_reads_models_answers_streams_and_errors(desk: Desk) -> None:
    read = json.loads(desk.script("openai_node.mjs", FIRST))

    assert "smallacts-feedback" in read["models"]
    assert TOLD in quoted(read["whole"])[0]
    assert read["whole"] == read["streamed"] == read["final"] == read["response"]
    assert (read["finish"], read["tool_calls"], read["usage"] > 0) == ("stop", 0, True)
    assert (read["refused"]["status"], NO_MODEL in read["refused"]["message"]) == (404, True)


def test_the_ai_sdk_reads_text_streams_objects_and_errors(desk: Desk) -> None:
    read = json.loads(desk.script("ai_sdk.mjs", FIRST, json.dumps(SCHEMA)))

    assert TOLD in quoted(read["whole"])[0]
    assert read["whole"] == read["streamed"]
    assert (read["finish"], read["tool_calls"], read["usage"] > 0) == ("stop", 0, True)
    assert read["typed"] == {"say": quoted(read["whole"])[0]}
    assert (read["refused"]["status"], NO_MODEL in read["refused"]["message"]) == (404, True)


def test_langchain_reads_streams_and_holds_a_conversation(desk: Desk) -> None:
    read = json.loads(desk.run("python", str(Path(__file__).parent / "langchain_chat.py"), desk.url, *TURNS))

    assert [TOLD in quoted(text)[0] for text in read["said"]] == [True, True, True]
    assert read["streamed"] == read["said"][0]
    assert (read["finish"], read["tool_calls"], read["usage"] > 0, read["pieces"] > 1) == ("stop", 0, True, True)
