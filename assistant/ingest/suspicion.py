"""Lines that speak to a model instead of to a reader; they stay text, and somebody is asked to look at them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.ingest.blocks import one_line

MAX_LINES = 20
MAX_LINE_CHARS = 200
_PROSE_WORDS = 5
_LOOKALIKES = str.maketrans("аеорсхіјѕԁӏυοαν", "aeopcxijsdluoav")  # noqa: RUF001 - the lookalikes are the point
_MODEL = r"(?:(?:large )?language model|llm|ai|a\.i\.|ai model|chatbot|chat ?gpt|gpt-?\d|claude|gemini|copilot|(?:ai|virtual|helpful|chat|coaching) assistant)"
_CALLED = _MODEL.replace("|claude|gemini|copilot", "")  # these are people's names as well, and people write to people
_BEFORE = r"(?:previous|prior|above|earlier|preceding|existing|initial|original|system|former)"
_PUT_ASIDE = r"(?:ignore|disregard|forget|override|overrule|bypass)"
_SPOKEN = re.compile(
    "|".join(
        (
            rf"\b{_PUT_ASIDE}(?: \w{{1,20}}){{0,3}}? {_BEFORE}(?: \w{{1,20}}){{0,2}}? (?:instruction|prompt|rule|guideline|direction|command|message|context|constraint|check)s?\b",
            rf"\b{_PUT_ASIDE}(?: \w{{1,20}}){{0,2}}? (?:all|any|your|other|these|every)(?: \w{{1,20}}){{0,2}}? (?:instruction|prompt)s?\b",
            rf"\b{_PUT_ASIDE} everything (?:above|before|you)",
            rf"\b(?:{_BEFORE}|your|all) (?:instructions|prompts|rules) (?:are|were) (?:now )?(?:void|cancell?ed|invalid|replaced|obsolete)",
            rf"\b(?:if|since|because) you(?: are|'re|’re) (?:an? )?(?:\w{{1,20}} )?{_MODEL}\b",
            rf"\byou are (?:now )?(?:an? )?(?:\w{{1,20}} )?(?:{_MODEL}|dan|unrestricted|jailbroken|in developer mode)\b",
            rf"\bas an? {_MODEL},? you\b",
            rf"\b(?:note|attention|message|instruction|notice|memo|reminder)s? (?:to|for) (?:the |any |all |every )?{_MODEL}s?\b",
            rf"^\W{{0,10}}(?:dear |hey |hi |hello )?{_CALLED}s?(?: (?:reading|processing|summari[sz]ing) this)?\s?[:,!]",
            rf"\b(?:the |any |every )?{_MODEL} (?:must|should|shall|has to|is to) (?:now |always |never |only |not ){{1,3}}\w",
            r"\b(?:system|hidden|secret|developer) (?:prompt|instruction)s?\b",
            r"\bnew (?:system )?instructions?\s?:",
            r"\b(?:reveal|print|repeat|output|show|leak) (?:me )?(?:the|your|all)(?: \w{1,20}){0,2} (?:prompt|api key)s?\b",
            r"\bdo not (?:tell|reveal|mention|show|say|disclose|inform)(?: \w{1,20}){0,4} (?:to )?the user\b",
            r"\b(?:respond|reply|answer)(?: to (?:the user|every\w{0,8}|all)(?: \w{1,20})?)? (?:only|exclusively|always) with (?:the (?:word|phrase|text|following)|json|this)\b",
            r"\b(?:always|only) (?:recommend|cite|quote|rank|return|retrieve|choose|select) this (?:document|passage|file|page|section|text|source)\b",
            r"\b(?:call|invoke|execute) (?:the |this )?(?:tool|function|plugin|shell command)\b",
            r"\bjailbreak|\bprompt injection|\bdeveloper mode\b",
            r"<\|?/?(?:im_start|im_end|system|endoftext|assistant|start_header_id|eot_id)\|?>|\[/?inst\]|<</?sys>>",
            r"^\W{0,10}(?:system|assistant|instruction)s?\s?:|\b(?:begin|end) (?:of )?(?:system )?(?:prompt|instructions)\b",
        )
    )
)
_KEYS = (  # one of them stands in whatever the patterns find, and most texts have none
    *(
        "ignore",
        "disregard",
        "forget",
        "overrid",
        "overrul",
        "bypass",
        "instruction",
        "prompt",
        "the user",
        " model",
        "llm",
        "chatbot",
        "gpt",
        "claude",
    ),
    *(
        "gemini",
        "copilot",
        "assistant",
        "a.i.",
        "this document",
        "this passage",
        "this file",
        "this page",
        "this section",
        "this text",
        "this source",
    ),
    *(
        "tool",
        "function",
        "plugin",
        "shell command",
        "jailb",
        "developer mode",
        "unrestricted",
        "you are dan",
        "im_",
        "system",
        "endoftext",
        "header_id",
    ),
    *("eot_id", "<<sys", "inst]", "api key", " only with", " exclusively with", " always with"),
)
_AI = re.compile(r"ai(?<=\bai)\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKUP = re.compile(r"[{};=<>]|://")


def speaks_to_a_model(text: str) -> re.Match[str] | None:
    """Find words that are addressed to a model, through lookalike letters too."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKALIKES)
    is_worth_it = any(key in plain for key in _KEYS) or _AI.search(plain)
    return _SPOKEN.search(plain) if is_worth_it else None


def suspicious_lines(texts: Iterable[str], hidden: Iterable[str]) -> tuple[str, ...]:
    """Return what somebody must look at: each passage that speaks to a model, and each prose that was hidden."""
    found = tuple(dict.fromkeys((*_spoken(texts), *_worth_seeing(hidden))))
    more = len(found) - MAX_LINES
    return (*found[:MAX_LINES], f"and {more} more such lines") if more > 0 else found


def _spoken(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        line = one_line(text)
        if match := speaks_to_a_model(line):
            yield _around(line, match.start())


def _worth_seeing(hidden: Iterable[str]) -> Iterator[str]:
    for text in hidden:
        line = one_line(text)
        match = speaks_to_a_model(line)
        is_prose = len(_WORD.findall(line[:2000])) >= _PROSE_WORDS and not _MARKUP.search(line)
        if match or is_prose:
            yield f"hidden: {_around(line, match.start() if match else 0)}"


def _around(line: str, position: int) -> str:
    start = max(0, position - MAX_LINE_CHARS // 4) if len(line) > MAX_LINE_CHARS else 0
    cut = line[start : start + MAX_LINE_CHARS].strip()
    return f"{'...' if start else ''}{cut}{'...' if start + MAX_LINE_CHARS < len(line) else ''}"
