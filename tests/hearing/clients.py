"""Bodies as clients send them, written for these tests after what their sources and recordings show; the moment is the same in all."""

from assistant.hearing import Message

MOMENT = "how do I thank Ana for staying late"
AGENT = "You are an interactive agent that helps with software tasks. " + "Always use the tools. Never give advice about people. " * 400


def system(text: str) -> Message:
    return Message(role="system", text=text)


def user(text: str) -> Message:
    return Message(role="user", text=text)


def answer(text: str) -> Message:
    return Message(role="assistant", text=text)


ASKED: dict[str, list[Message]] = {
    "llm": [user(MOMENT)],
    "a shell's quotation marks": [user(f'"{MOMENT}"')],
    "opencode": [system(AGENT), user(MOMENT)],
    "codex": [
        Message(role="developer", text="<permissions instructions>read only</permissions instructions>"),
        user("# AGENTS.md instructions for /home/ana/shop\n\n<INSTRUCTIONS>\nRun the tests before you commit.\n</INSTRUCTIONS>"),
        user("<environment_context>\n  <cwd>/home/ana/shop</cwd>\n  <shell>bash</shell>\n</environment_context>"),
        user(MOMENT),
    ],
    "copilot cli": [
        system(AGENT),
        user(f"<current_datetime>2026-11-28T09:00:00Z</current_datetime>\n\n{MOMENT}\n\n<system_reminder>No todos yet.</system_reminder>"),
    ],
    "vs code": [
        system(AGENT),
        user(
            "<context>\nThe current date is 28 November 2026.\n</context>\n<editorContext>\nThe user's current file is app.py.\n</editorContext>\n"
            f"<reminderInstructions>\nUse the tools.\n</reminderInstructions>\n<userRequest>\n{MOMENT}\n</userRequest>"
        ),
    ],
    "cline": [
        system(AGENT),
        user(
            f"<task>\n{MOMENT}\n</task>\n\n# task_progress RECOMMENDED\n\nKeep a list.\n\n"
            "<environment_details>\n# Current Time\n9:00\n# Open Tabs\nsrc/app.py\n</environment_details>"
        ),
    ],
    "continue with a file": [
        system("You are in agent mode."),
        user(f"```python app.py (1-3)\ndef total(rows):\n    return sum(rows)\n```\n{MOMENT}"),
    ],
    "zed": [
        system(AGENT),
        user(
            "<context>\nThe following items were attached by the user.\n<files>\n```src/app.rs\nfn main() {}\n```\n</files>\n</context>\n"
            + MOMENT
        ),
    ],
    "qwen code": [
        system(AGENT),
        user(
            "This is the Qwen Code. We are setting up the context for our chat.\nToday's date is Saturday.\nMy operating system is: linux\n"
            "Here is the folder structure:\n/srv/shop/\n└───app.py"
        ),
        answer("Got it. Thanks for the context!"),
        user(MOMENT),
    ],
    "aider": [
        system("Act as an expert code analyst."),
        user("I am not sharing any files that you can edit yet."),
        answer("Ok."),
        user(f"{MOMENT}\n\nReply in English."),
    ],
    "open webui with documents": [
        user(
            f'### Task:\nRespond to the user query using the provided context.\n\n<context>\n<source id="1">Rota</source>\n</context>\n\n'
            f"<user_query>\n{MOMENT}\n</user_query>"
        )
    ],
    "an agent after its tools": [
        system(AGENT),
        user(MOMENT),
        answer(""),
        Message(role="tool", text="total 12\ndrwxr-xr-x src"),
    ],
    "a mention": [user(f"@smallacts {MOMENT}")],
}

ERRANDS: dict[str, tuple[list[Message], str]] = {
    "opencode's title": (
        [
            system("You are a title generator. You output ONLY a thread title. Nothing else.\n\nGenerate a brief title."),
            user("Generate a title for this conversation:\n"),
            user(MOMENT),
        ],
        "Thank Ana for staying late",
    ),
    "zed's title": (
        [
            system(AGENT),
            user(MOMENT),
            answer("..."),
            user("Generate a concise 3-7 word title for this conversation, omitting punctuation.\nGo straight to the title."),
        ],
        "Thank Ana for staying late",
    ),
    "vs code's title": (
        [
            system("You are an expert in crafting ultra-compact titles for chatbot conversations. You reply with only a brief title."),
            user(f"Please write a brief title for the following request:\n\n{MOMENT}"),
        ],
        "Thank Ana for staying late",
    ),
    "open webui's title": (
        [
            user(
                "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n### Output:\n"
                'JSON format: { "title": "your concise title here" }\n### Chat History:\n<chat_history>\n'
                f"USER: {MOMENT}\nASSISTANT: You stayed late.\n</chat_history>"
            )
        ],
        '{"title": "Thank Ana for staying late"}',
    ),
    "open webui's tags": (
        [
            user(
                "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history.\n### Output:\n"
                f'JSON format: {{ "tags": ["tag1"] }}\n### Chat History:\n<chat_history>\nUSER: {MOMENT}\n</chat_history>'
            )
        ],
        '{"tags": ["Work", "Mentoring"]}',
    ),
    "open webui's follow-ups": (
        [
            user(
                "### Task:\nSuggest 3-5 relevant follow-up questions or prompts that the user might naturally ask next in this conversation.\n"
                f'### Output:\nJSON format: {{ "follow_ups": ["Question 1?"] }}\n### Chat History:\n<chat_history>\nUSER: {MOMENT}\n</chat_history>'
            )
        ],
        '{"follow_ups": ["Can you make it shorter?", "Why does this work?", "What if they say no?"]}',
    ),
    "open webui's search": (
        [
            user(
                "### Task:\nAnalyze the chat history to determine the necessity of generating search queries.\n### Output:\n"
                f'JSON format: {{ "queries": [] }}\n### Chat History:\n<chat_history>\nUSER: {MOMENT}\n</chat_history>'
            )
        ],
        '{"queries": []}',
    ),
    "librechat's title": (
        [
            user(
                "Provide a concise, 5-word-or-less title for the conversation, using title case conventions.\n\nConversation:\n"
                f"User: {MOMENT}\nAI: You stayed late."
            )
        ],
        "Thank Ana for staying late",
    ),
    "qwen code's memory": (
        [system("You are now acting as the managed memory extraction subagent for an AI coding assistant."), user(MOMENT)],
        "Nothing to save.",
    ),
    "a completion in the editor": ([user("<|fim_prefix|>def total(<|fim_suffix|>)<|fim_middle|>")], ""),
    "a commit message": (
        [user("Generate a commit message for these changes:\ndiff --git a/src/app.py b/src/app.py\n+++ b/src/app.py\n+x = 1")],
        "Update src/app.py",
    ),
    "a summary for another": (
        [
            system(AGENT),
            user(MOMENT),
            answer("**Say** (encouragement)\n\n> You stayed late. Thank you.\n\nSource: A thank-you note (good)"),
            user("Summarize this conversation so that another assistant can go on."),
        ],
        f"- The person said: {MOMENT}\n- Suggested words (encouragement): You stayed late. Thank you.",
    ),
}
