"""LangChain at the edges: its chat models and retrievers as ours, and ours as its own.

Any chat model writes, each through its vendor's own package:

    from langchain_anthropic import ChatAnthropic
    parts = open_parts(read_settings(), model=ChatModel(ChatAnthropic(model="claude-sonnet-4-5")))
    nudge = await as_runnable(parts.assistant).ainvoke("how do I thank Ana for staying late")

What any retriever finds is cited behind our cards, and our guidance is found by any chain:

    retriever = WithRetriever(cards=parts.finder.cards, theirs=vector_store.as_retriever())
    assistant = dataclasses.replace(parts.assistant, retriever=retriever)
    documents = await GuidanceRetriever(ours=parts.finder, k=3).ainvoke("a quiet colleague")
"""

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from pydantic import ConfigDict, SkipValidation

from assistant.domain import Answer, Passage, Situation, clean
from assistant.errors import AssistantError, Failure, ModelFailed
from assistant.pipeline import Assistant
from assistant.ports import Ask, Reply, Retriever, Speaker, Usage

log = logging.getLogger(__name__)

TIMEOUT_S = 20.0
MAX_REPLY_CHARS = 100_000
CHARS_PER_TOKEN = 4  # for the estimate where a model does not say what it took
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_STOPS = {"length": Failure.BAD_REPLY, "max_tokens": Failure.BAD_REPLY, "content_filter": Failure.FILTERED, "refusal": Failure.REFUSED}
T = TypeVar("T")
Told = str | Mapping[str, Any] | Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModel:
    """Any chat model of LangChain as a model of ours."""

    chat: BaseChatModel
    name: str = "langchain"
    timeout_s: float = TIMEOUT_S

    async def reply(self, ask: Ask) -> Reply:
        """Reply to what is asked; the texts go as messages, never through a template.

        Raises:
            ModelFailed: The model failed in any way, or was too slow.

        """
        try:
            async with asyncio.timeout(self.timeout_s):
                message = await self._message(ask)
        except TimeoutError:
            raise ModelFailed(Failure.TIMEOUT, f"{self.name} did not reply within {self.timeout_s:g} s") from None
        except AssistantError:
            raise
        except Exception as error:  # each vendor's package raises errors of its own, of no common kind
            raise ModelFailed(Failure.UNAVAILABLE, f"{self.name} failed with {type(error).__name__}") from error
        return Reply(text=_text(message), model=self.name, usage=_usage(message, ask))

    async def _message(self, ask: Ask) -> AIMessage:
        shape = {"title": ask.schema_name, "description": "The reply.", **ask.shape}
        try:
            shaped = self.chat.with_structured_output(shape, include_raw=True)
        except NotImplementedError:
            return _whole(await self.chat.ainvoke(_messages(ask)))
        given = await shaped.ainvoke(_messages(ask))
        raw, parsed = _whole(given["raw"]), given["parsed"]  # type: ignore[index]  # the form that include_raw gives
        return raw.model_copy(update={"content": json.dumps(parsed)}) if parsed is not None else raw


@dataclass(frozen=True, slots=True, kw_only=True)
class WithRetriever:
    """Our own cards first, and behind them what any retriever of LangChain finds."""

    cards: Retriever
    theirs: BaseRetriever
    k: int = 1
    timeout_s: float = TIMEOUT_S

    async def search(self, situation: Situation) -> Sequence[Passage]:
        """Return the cards, then the first of their documents; the cards alone where theirs fails or is too slow."""
        cards, documents = await asyncio.gather(self.cards.search(situation), self._documents(situation.told))
        return [*cards, *(_passage(document) for document in documents[: self.k])]

    async def _documents(self, told: str) -> list[Document]:
        try:
            async with asyncio.timeout(self.timeout_s):
                return await self.theirs.ainvoke(told)
        except Exception as error:  # noqa: BLE001 each vendor's package raises errors of its own, of no common kind
            log.warning("answered without the retriever: it failed with %s", type(error).__name__)
            return []


class GuidanceRetriever(BaseRetriever):
    """Our guidance as a retriever of LangChain's."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    ours: SkipValidation[Retriever]
    k: int = 4

    async def _aget_relevant_documents(self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        passages = await self.ours.search(Situation(text=query))
        return [_document(passage) for passage in passages[: self.k]]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [_document(passage) for passage in _run(self.ours.search(Situation(text=query)))[: self.k]]


def as_runnable(assistant: Assistant) -> Runnable[Told, Answer]:
    """The assistant as a Runnable: a text, the fields of a situation or a situation in, an answer out."""

    async def suggest(told: Told, config: RunnableConfig | None = None) -> Answer:  # noqa: ARG001 - LangChain passes it
        return await assistant.suggest(_situation(told))

    return RunnableLambda(lambda told: _run(assistant.suggest(_situation(told))), afunc=suggest, name="smallacts")


def _situation(told: Told) -> Situation:
    if isinstance(told, Situation):
        return told
    return Situation(text=told) if isinstance(told, str) else Situation.model_validate(told)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on a thread of its own, so that it works beside an event loop as well."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def _messages(ask: Ask) -> list[BaseMessage]:
    kinds: Mapping[Speaker, type[BaseMessage]] = {Speaker.USER: HumanMessage, Speaker.ASSISTANT: AIMessage}
    return [SystemMessage(content=ask.system), *(kinds[turn.by](content=turn.text) for turn in ask.turns)]


def _whole(message: BaseMessage) -> AIMessage:
    if not isinstance(message, AIMessage):
        raise ModelFailed(Failure.BAD_UPSTREAM, "the chat model gave no reply of a model")
    if message.additional_kwargs.get("refusal"):
        raise ModelFailed(Failure.REFUSED, "the model refused")
    reason = message.response_metadata.get("finish_reason") or message.response_metadata.get("stop_reason")
    if kind := _STOPS.get(str(reason)):
        raise ModelFailed(kind, f"the model stopped for {reason}")
    return message


def _text(message: AIMessage) -> str:
    """The one object in what was written; a model without a form for replies likes to put prose around it."""
    text = str(message.text)
    if len(text) > MAX_REPLY_CHARS:
        raise ModelFailed(Failure.BAD_REPLY, f"a reply of {len(text):,} characters")
    found = _OBJECT.search(text)
    if found is None:
        raise ModelFailed(Failure.BAD_REPLY, "the reply holds no object")
    return clean(found[0])


def _usage(message: AIMessage, ask: Ask) -> Usage:
    if given := message.usage_metadata:
        return Usage(input_tokens=max(0, given["input_tokens"]), output_tokens=max(0, given["output_tokens"]))
    asked = len(ask.system) + sum(len(turn.text) for turn in ask.turns)
    return Usage(input_tokens=asked // CHARS_PER_TOKEN, output_tokens=len(str(message.text)) // CHARS_PER_TOKEN, is_estimate=True)


def _passage(document: Document) -> Passage:
    text = clean(document.page_content)
    told = document.metadata
    name = str(document.id or told.get("id") or hashlib.sha256(text.encode()).hexdigest()[:16])
    source = str(told.get("source") or "langchain")
    link = source if source.startswith("https://") else None
    return Passage(id=f"langchain-{clean(name)[:60]}", title=clean(str(told.get("title") or source)), text=text, source=source, link=link)


def _document(passage: Passage) -> Document:
    about = passage.model_dump(mode="json", exclude={"id", "text"}, exclude_none=True)
    return Document(id=passage.id, page_content=passage.text, metadata=about)
