"""The Model Context Protocol, over stdio and over HTTP: the only file that imports mcp."""

import asyncio
import logging
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import anyio
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ContentBlock,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceLink,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ToolSaid
from pydantic import ValidationError
from starlette.routing import Route

from api.calling import Call, Tool
from api.errors import UNFORESEEN, log_unforeseen
from api.standard_input import StandardInput
from api.tools import TOOLS, Passages
from assistant import __version__
from assistant.asking import situation_from
from assistant.domain import Practice, Value, clean
from assistant.errors import AssistantError, BadInput, YourError
from assistant.live import Live
from assistant.memory import Memory
from assistant.prompting import render
from assistant.remembered import Caller

PATH = "/mcp"
GUIDANCE = "smallacts://guidance/"
JSON = "application/json"
Context = ServerRequestContext[Any, Any]
Page = PaginatedRequestParams | None
PRACTICES: Mapping[Practice, str] = {
    Practice.INSIGHT: "Share something that you learned, where it helps.",
    Practice.ENCOURAGEMENT: "Say what somebody did well, and what it changed.",
    Practice.QUESTION: "Ask what helps somebody to think for themselves.",
    Practice.FEEDBACK: "Say what you saw, what it did, and what would be better.",
    Practice.INTRODUCTION: "Bring two people together, both asked first.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a client sees: tools, prompts, guidance. Over HTTP the key says who calls; `caller` is who does where there are none."""

    live: Live
    memory: Memory
    caller: Caller | None = None

    def server(self) -> "Server[Any]":
        """The protocol's server over it; nothing that a client sent enters a log or a span of its library."""
        logging.getLogger("mcp").setLevel(logging.CRITICAL)
        server = Server[Any](
            "smallacts",
            version=__version__,
            title="smallacts",
            instructions=render("mcp/instructions"),
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_prompts=self._list_prompts,
            on_get_prompt=self._get_prompt,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
        )
        server.middleware[:] = [_in_words]
        return server

    async def _list_tools(self, _: Context, __: Page) -> ListToolsResult:
        asks_others = self.live.parts.model is not None
        return ListToolsResult(tools=[_said(tool, asks_others=asks_others and tool.gives_words) for tool in TOOLS])

    async def _call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        tool = next((tool for tool in TOOLS if tool.name == params.name), None)
        if tool is None:
            raise BadInput(f"there is no tool {clean(params.name)[:40]!r}; there are {', '.join(tool.name for tool in TOOLS)}")
        call = Call(parts=self.live.parts, memory=self.memory, caller=self._caller_of(context))
        try:
            value = await tool.call(call, params.arguments or {})
        except AssistantError as error:
            return _failed(str(error))
        except Exception as error:  # noqa: BLE001 the outermost loop of a call: a model reads its result
            log_unforeseen(error)
            return _failed(UNFORESEEN)
        return CallToolResult(content=_shown(value), structured_content=value.model_dump(mode="json"))

    async def _list_prompts(self, _: Context, __: Page) -> ListPromptsResult:
        return ListPromptsResult(prompts=[_prompt(practice) for practice in Practice])

    async def _get_prompt(self, _: Context, params: GetPromptRequestParams) -> GetPromptResult:
        if params.name not in PRACTICES:
            raise BadInput(f"there is no prompt {clean(params.name)[:40]!r}; there are {', '.join(PRACTICES)}")
        practice = Practice(params.name)
        situation = situation_from((params.arguments or {}).get("moment", ""), practice=practice)
        text = TextContent(text=render("mcp/practice", moment=situation.text, practice=practice))
        return GetPromptResult(description=PRACTICES[practice], messages=[PromptMessage(role="user", content=text)])

    async def _list_resources(self, _: Context, __: Page) -> ListResourcesResult:
        cards = self.live.parts.guidance.cards.values()
        return ListResourcesResult(resources=[_resource(c.id, c.title, f"{', '.join(c.practices)}; {c.evidence}") for c in cards])

    async def _list_templates(self, _: Context, __: Page) -> ListResourceTemplatesResult:
        about = "A card, a work that cards cite, or a passage of an added document, by the id that an answer or a search gives."
        template = ResourceTemplate(name="guidance", title="Guidance", uri_template=f"{GUIDANCE}{{id}}", description=about, mime_type=JSON)
        return ListResourceTemplatesResult(resource_templates=[template])

    async def _read_resource(self, _: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        if not params.uri.startswith(GUIDANCE):
            raise BadInput(f"there is no resource {clean(params.uri)[:60]!r}; guidance is at {GUIDANCE}{{id}}")
        found = self.live.parts.find(unquote(params.uri.removeprefix(GUIDANCE)))
        text = TextResourceContents(uri=params.uri, mime_type=JSON, text=found.model_dump_json(indent=1))
        return ReadResourceResult(contents=[text])

    def _caller_of(self, context: Context) -> Caller:
        """Who calls: over HTTP whom the guard noted, and nobody where it noted none."""
        if self.caller is not None:
            return self.caller
        assert context.request is not None, "over HTTP there is one"
        noted: Caller = context.request.state.caller
        return noted


async def over_stdio(live: Live, memory: Memory) -> None:
    """Answer a client that started this process, as whoever sits at this machine, until it closes our standard input or interrupts us."""
    server, given = Face(live=live, memory=memory, caller=memory.me).server(), StandardInput()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, given.close)
    lines = anyio.wrap_file(given.end.makefile(encoding="utf-8", errors="replace"))
    watch = asyncio.create_task(live.watch())
    try:
        async with stdio_server(stdin=lines) as (read, write):
            await server.run(read, write, server.create_initialization_options())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None  # of a task group of its library: standard output cannot be written
    finally:
        watch.cancel()


def over_http(live: Live, memory: Memory) -> tuple[Route, StreamableHTTPSessionManager]:
    """The route, and what must run while it is served. Each request stands for itself: there is no session that another could use."""
    sessions = StreamableHTTPSessionManager(Face(live=live, memory=memory).server(), json_response=True, stateless=True)
    return Route(PATH, StreamableHTTPASGIApp(sessions), methods=["POST"]), sessions


async def _in_words(ctx: Context, call_next: CallNext) -> HandlerResult:
    """Every failure in one line for the client, and none of its words in a log."""
    try:
        return await call_next(ctx)
    except (MCPError, ValidationError):
        raise
    except AssistantError as error:
        raise MCPError(INVALID_PARAMS if isinstance(error, YourError) else INTERNAL_ERROR, clean(str(error))) from None
    except Exception as error:  # noqa: BLE001 the outermost loop of a request
        log_unforeseen(error)
        raise MCPError(INTERNAL_ERROR, UNFORESEEN) from None


def _said(tool: Tool[Any], *, asks_others: bool) -> ToolSaid:
    return ToolSaid(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.takes.model_json_schema(),
        output_schema={"type": "object", **tool.gives.json_schema(mode="serialization")},
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=tool.is_read_only,
            destructive_hint=False,
            idempotent_hint=tool.is_read_only,
            open_world_hint=asks_others,
        ),
    )


def _shown(value: Value) -> list[ContentBlock]:
    """The value as JSON, for clients that read no structured content; what a search found can be opened."""
    links = [_link(found.id, found.title, found.section) for found in value.passages] if isinstance(value, Passages) else []
    return [TextContent(text=value.model_dump_json()), *links]


def _failed(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=clean(message))], is_error=True)


def _prompt(practice: Practice) -> Prompt:
    moment = PromptArgument(name="moment", title="Moment", description="The moment at work, in a sentence or two.", required=True)
    return Prompt(name=practice, title=practice.capitalize(), description=PRACTICES[practice], arguments=[moment])


def _resource(id: str, title: str, about: str) -> Resource:
    return Resource(uri=f"{GUIDANCE}{id}", name=id, title=title, description=about, mime_type=JSON)


def _link(id: str, title: str, section: str | None) -> ResourceLink:
    return ResourceLink(uri=f"{GUIDANCE}{id}", name=id, title=title, description=section, mime_type=JSON)
