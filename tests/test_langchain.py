"""LangChain at the edges: its chat models write, its retrievers are cited, and the assistant is a Runnable."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.retrievers import BaseRetriever

from assistant.domain import Hold, Nudge, Situation
from assistant.errors import Failure
from assistant.factory import Parts
from assistant.langchain import ChatModel, GuidanceRetriever, WithRetriever, as_runnable
from assistant.pipeline import Assistant
from evals.scripted import written
from tests.composers import answer

CALL = "David stayed calm when the client got angry on the call about the date. How do I encourage him?"
GOOD = "That was a hard call, David. You stayed calm when the client got angry about the date."


class Shelf(BaseRetriever):
    """A retriever of LangChain's with one document."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(page_content=f"On calls: let the client finish. {len(query)}", metadata={"title": "Calls", "source": "handbook.md"})
        ]


class Broken(BaseRetriever):
    """A retriever of LangChain's that gives nothing."""

    fault: str

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        raise ConnectionError(query)

    async def _aget_relevant_documents(self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun) -> list[Document]:
        if self.fault == "hangs":
            await asyncio.Event().wait()
        raise ConnectionError(query)


def chat(*messages: AIMessage | str | Exception) -> ChatModel:
    def each() -> Any:
        for message in messages:
            if isinstance(message, Exception):
                raise message
            yield message

    return ChatModel(chat=GenericFakeChatModel(messages=each()), name="fake")


def degraded(parts: Parts, *messages: AIMessage | str | Exception) -> str | None:
    given = answer(parts, chat(*messages), CALL)
    assert isinstance(given, Nudge)
    return given.degraded.kind if given.degraded else None


def test_any_chat_model_writes(parts: Parts) -> None:
    message = AIMessage(
        content=f"Here you are:\n{written(GOOD)}", usage_metadata={"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
    )

    given = answer(parts, chat(message), CALL)

    assert isinstance(given, Nudge)
    assert (given.action.say, given.composer, given.usage and given.usage.input_tokens) == (GOOD, "model fake", 7)


def test_a_chat_model_that_does_not_say_what_it_took_is_estimated(parts: Parts) -> None:
    given = answer(parts, chat(written(GOOD)), CALL)

    assert isinstance(given, Nudge)
    assert given.usage is not None
    assert given.usage.is_estimate


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (AIMessage(content="", additional_kwargs={"refusal": "no"}), Failure.REFUSED),
        (AIMessage(content="", response_metadata={"finish_reason": "content_filter"}), Failure.FILTERED),
        (AIMessage(content="", response_metadata={"stop_reason": "refusal"}), Failure.REFUSED),
        (ValueError("David's secret"), Failure.UNAVAILABLE),
    ],
)
def test_a_chat_model_that_fails_leaves_the_words_to_the_cards(parts: Parts, message: AIMessage | Exception, kind: Failure) -> None:
    assert degraded(parts, message) == kind


@pytest.mark.parametrize("message", ["no object at all", AIMessage(content="{", response_metadata={"finish_reason": "length"})])
def test_a_chat_model_may_repair_its_reply(parts: Parts, message: AIMessage | str) -> None:
    assert degraded(parts, message, written(GOOD)) is None


def test_a_chat_model_that_is_too_slow_is_left(parts: Parts) -> None:
    class Slow(GenericFakeChatModel):
        async def ainvoke(self, *args: Any, **fields: Any) -> AIMessage:
            await asyncio.sleep(60)
            return AIMessage(content=written(GOOD))

    given = answer(parts, ChatModel(chat=Slow(messages=iter(())), timeout_s=0.05), CALL)

    assert isinstance(given, Nudge)
    assert given.degraded is not None
    assert given.degraded.kind == Failure.TIMEOUT


def test_a_document_of_theirs_is_cited_behind_our_cards(parts: Parts) -> None:
    assistant = replace(parts.assistant, retriever=WithRetriever(cards=parts.finder.cards, theirs=Shelf()))

    given = asyncio.run(assistant.suggest(Situation(text=CALL)))

    assert isinstance(given, Nudge)
    assert given.sources[-1].title == "Calls"
    assert "“Calls”" in given.why


@pytest.mark.parametrize("fault", ["raises", "hangs"])
def test_a_retriever_that_does_not_answer_leaves_our_cards(parts: Parts, fault: str) -> None:
    theirs = Broken(fault=fault)
    assistant = replace(parts.assistant, retriever=WithRetriever(cards=parts.finder.cards, theirs=theirs, timeout_s=0.05))

    given = asyncio.run(assistant.suggest(Situation(text=CALL)))

    assert isinstance(given, Nudge)
    assert given.sources[0].id == "after-a-rough-call"


def test_our_guidance_is_a_retriever_of_theirs(parts: Parts) -> None:
    retriever = GuidanceRetriever(ours=parts.finder, k=2)

    documents = retriever.invoke("how do I encourage a new lead after a rough call")

    assert (len(documents), documents[0].id) == (2, "after-a-rough-call")
    assert documents == asyncio.run(retriever.ainvoke("how do I encourage a new lead after a rough call"))


def test_the_assistant_is_a_runnable(assistant: Assistant) -> None:
    runnable = as_runnable(assistant)

    given: Sequence[Any] = runnable.batch(
        [CALL, {"text": "a colleague is quiet in meetings", "practice": "question"}, Situation(text="hi")]
    )

    assert [type(each) for each in given] == [Nudge, Nudge, Hold]
    assert given[0].action == asyncio.run(runnable.ainvoke(CALL)).action  # type: ignore[union-attr]  # a nudge, as the line above says


def test_a_runnable_answers_inside_a_running_loop_too(assistant: Assistant) -> None:
    async def inside() -> str:
        return as_runnable(assistant).invoke("hi").kind

    assert asyncio.run(inside()) == "hold"


def test_braces_in_a_text_are_no_template(assistant: Assistant) -> None:
    given = as_runnable(assistant).invoke("Ana {stayed} late to fix {{the}} build. How do I thank her?")

    assert isinstance(given, Nudge)
