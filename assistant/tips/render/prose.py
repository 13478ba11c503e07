"""A tip as something to read: plain text, Markdown, HTML."""

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.tips.values import Tip

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_HTML = """\
<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ tip.subject }}</title>
<body style="margin:0;background:#f6f5f1;color:#1d2329;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:28px 20px">
<p style="margin:0 0 4px;color:#5b6570;font-size:13px">This week: {{ tip.theme }}</p>
<h1 style="font-size:22px;line-height:1.25;margin:0 0 18px">{{ tip.subject }}</h1>
<p>{{ tip.greeting }}</p><p>{{ tip.moment }} <strong>{{ tip.do }}</strong></p>
<p style="margin:18px 0 6px;color:#5b6570;font-size:13px">{{ lead }}</p>
<blockquote style="margin:0 0 18px;padding:12px 16px;background:#fff;border-left:4px solid #1f6f78">{{ tip.say }}</blockquote>
<p><strong>Why:</strong> {{ tip.why }}</p><p><strong>Afterwards, ask yourself:</strong> {{ tip.reflect }}</p>
<p style="margin-top:26px;padding-top:12px;border-top:1px solid #e3e0d8;color:#5b6570;font-size:13px">From: {{ tip.source }} ({{ tip.evidence }}). {{ tip.label }}</p>
</div></body></html>
"""


def plain(tip: Tip) -> str:
    """A tip as plain text."""
    return (
        f"{tip.greeting}\n\n{tip.moment} {tip.do}\n\n{lead(tip)}\n\n    {tip.say}\n\nWhy: {tip.why}\n\n"
        f"Afterwards, ask yourself: {tip.reflect}\n\nFrom: {tip.source} ({tip.evidence}). {tip.label}\n"
    )


def lead(tip: Tip) -> str:
    """What stands before the words, with a word on the brackets where there are any."""
    return "Words you could use, with your own in the brackets:" if "[" in tip.say else "Words you could use:"


def markdown_bytes(tips: Sequence[Tip]) -> bytes:
    """Tips below each other; a name holds no link, heading or markup."""
    return "\n".join(_markdown(tip) for tip in tips).encode()


def html(tip: Tip) -> str:
    """A tip as a page of its own, with no outside file and every value escaped."""
    return _template().render(tip=tip, lead=lead(tip))


def _markdown(tip: Tip) -> str:
    say, greeting = _escaped(tip.say), _escaped(tip.greeting)
    return (
        f"## {_escaped(tip.name)}: {_escaped(tip.subject)}\n\n<!-- key {tip.key} -->\n\n{greeting}\n\n{_escaped(tip.moment)} **{_escaped(tip.do)}**\n\n"
        f"{lead(tip)}\n\n> {say}\n\n**Why:** {_escaped(tip.why)}\n\n**Afterwards, ask yourself:** {_escaped(tip.reflect)}\n\n"
        f"*From: {_escaped(tip.source)} ({tip.evidence}). {_escaped(tip.label)}*\n"
    )


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


@cache
def _template() -> Template:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True).from_string(_HTML)
