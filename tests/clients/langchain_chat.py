"""LangChain's ChatOpenAI: an answer, a stream of it, one with a tool at hand, and three turns; printed as JSON. Runs where it is installed."""

import json
import sys

from langchain_openai import ChatOpenAI


def edit_file(path: str) -> str:
    """Edit a file."""
    return path


def main(url: str, *turns: str) -> None:
    """Hold the conversation, and print what was said."""
    chat = ChatOpenAI(model="smallacts", base_url=url, api_key="any", max_retries=0, stream_usage=True)
    pieces = list(chat.stream(turns[0]))
    streamed = pieces[0]
    for piece in pieces[1:]:
        streamed = streamed + piece
    with_tool = chat.bind_tools([edit_file]).invoke(turns[0])
    said: list[tuple[str, str]] = []
    for turn in turns:
        said.append(("user", turn))
        said.append(("assistant", str(chat.invoke(said).content)))
    print(
        json.dumps(
            {
                "streamed": streamed.content,
                "pieces": len(pieces),
                "finish": streamed.response_metadata["finish_reason"],
                "usage": streamed.usage_metadata["total_tokens"],
                "tool_calls": len(with_tool.tool_calls),
                "said": [text for role, text in said if role == "assistant"],
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
