"""What editors and agents wrap around somebody's words: taken off, or the words taken out of it."""

import re

from assistant.hearing.blocks import Block, fenced, tagged, without

_HOLDING = frozenset(
    """user_request userrequest user-request user_query userquery user_message user_input user_prompt query question prompt task feedback answer
    message request""".split()
)
"""A block of these names holds the person's own words, and what stands around it does not."""
_CONTEXT = re.compile(
    r"context|environment|reminder|instruction|attach|file|date|time|workspace|editor|details|tool|rules|info|memor|repo|git|selection|"
    r"document|diagnostic|cwd|permission|skill|plugin|mode|custom|sql|summary|todo|terminal|open_tabs|session|user_action|source|sources|chat_history|"
    r"agent|directory|symbol|thread|fetch|image|cell|notebook|code_to|recently|search|app-|result",
    re.IGNORECASE,
)
_CANNED = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL | re.MULTILINE)
    for pattern in (
        r"^\s*(?:this is (?:the )?[\w -]{2,30}\. )?we are setting up the context for our chat\..*",
        r"^# AGENTS\.md instructions.*?(?=^\S[^\n]*\Z|\Z)",
        r"^I have \*added these files to the chat\*.*",
        r"^I am not sharing (?:any|the) [^\n]*\n?(?:[^\n]*\bfiles?\b[^\n]*)?",
        r"^Here are (?:summaries of some|some|all the|the) files? (?:present )?in my (?:git )?(?:repo|project)[^\n]*.*",
        r"^\[ERROR\] You did not use a tool.*",
        r"^\[[\w ]+\] Result:.*",
        r"^# (?:task_progress|TODO LIST|Reminder: Instructions for Tool Use)\b.*",
        r"^#+ (?:RECOMMENDED|Next Steps)\b.*",
        r"^(?:always )?(?:reply|respond|answer)(?: only)? in (?:english|the user'?s? language|language: \w+)\.?\s*$",
        r"^use the above (?:code|context|files?)[^\n]*(?:question|request|task)[^\n]*$",
        r"^#{1,3} (?:context from my (?:ide setup|editor)|open tabs|active file|active selection[^\n]*)\s*:?\s*\n.*?(?=^#{1,3} my request|\Z)",
        r"^#{1,3} my request for \w+:?\s*$",
        r"^(?:current (?:date|time|working directory)|today'?s date(?: is)?|my operating system is|cwd)\b[^\n]*$",
        r"^\(?this is an automated message[^\n]*$",
    )
)
_OF_PROSE = frozenset({"", "text", "markdown", "md", "txt", "plaintext"})
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from|const|let|var|return|if|for|#include)\b|[=!]==?|=>|\w\(\w*\)",
    re.MULTILINE,
)
_MENTION = re.compile(r"^@[\w-]+\s+")
_QUOTED = re.compile(r'^(["“\'])(?P<inside>[^"“”]+)["”\']$', re.DOTALL)
MIN_WORDS = (
    3  # what is left beside a fence is the person's own question from here on, where the fence does not say itself that it holds code
)


def unwrapped(text: str) -> str:
    """The person's own words; empty where there are none in it."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, text.split("\n"))))  # long runs of blanks would be searched again and again
    blocks = tagged(text)
    held = [block.inside.strip() for block in blocks if block.name in _HOLDING and block.inside.strip()]
    # a block of another name is somebody's own, and a tag that nothing closes too
    text = held[-1] if held else without(text, [block for block in blocks if _CONTEXT.search(block.name)])
    for pattern in _CANNED:
        text = pattern.sub("", text)
    text = _MENTION.sub("", re.sub(r"\n{3,}", "\n\n", _without_code(text)).strip())
    quoted = _QUOTED.match(text)
    return quoted["inside"].strip() if quoted and "\n" not in text and _is_asking(quoted["inside"]) else text


def is_chatter(text: str) -> bool:
    """Whether a message holds words, and none of the person's."""
    return bool(text.strip()) and not unwrapped(text)


def _without_code(text: str) -> str:
    """The text without its fenced blocks, where it says enough without them; a message pasted in a fence stays."""
    blocks = [block for block in fenced(text) if not _is_prose(block)]
    bare = without(text, blocks).strip()
    is_named = bool(blocks) and all(block.name not in _OF_PROSE for block in blocks)
    return bare if len(bare.split()) >= (1 if is_named else MIN_WORDS) else text


def _is_prose(block: Block) -> bool:
    """Lines of code have signs that sentences have not."""
    return block.name in _OF_PROSE and not _CODE.search(block.inside)


def _is_asking(inside: str) -> bool:
    """A whole question in quotation marks was quoted by a shell or a client; anything else may be words to look at."""
    return bool(re.match(r"(?i)(how|what|who|why|when|should|can|could|do|is|my|our|i)\b", inside.strip()))
