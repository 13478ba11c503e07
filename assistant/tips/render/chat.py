"""Tips as messages for Slack and Teams, one JSON object a line, with the key beside the payload."""

import json
import re
from collections.abc import Mapping, Sequence

from assistant.tips.render.prose import lead
from assistant.tips.values import Tip

_TEAMS_MARKS = re.compile(r"([\\`*_\[\]#~])")


def slack_bytes(tips: Sequence[Tip]) -> bytes:
    """Block Kit payloads; nothing in them can call a channel."""
    return _lines([_slack(tip) for tip in tips])


def teams_bytes(tips: Sequence[Tip]) -> bytes:
    """Adaptive cards in the form that a Teams webhook takes."""
    return _lines([_teams(tip) for tip in tips])


def _lines(messages: Sequence[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(message, ensure_ascii=False) + "\n" for message in messages).encode()


def _envelope(tip: Tip, payload: Mapping[str, object]) -> Mapping[str, object]:
    return {
        "idempotency_key": tip.key,
        "person": tip.person,
        "week": tip.week,
        "send_at": tip.send_at.isoformat(),
        "generated_by": tip.generated_by,
        "payload": payload,
    }


def _slack(tip: Tip) -> Mapping[str, object]:
    small = f"From: {tip.source} ({tip.evidence}). {tip.label}"
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": tip.subject, "emoji": False}},
        _section(f"{_slack_safe(tip.greeting)}\n{_slack_safe(tip.moment)} *{_slack_safe(tip.do)}*"),
        _section(f"{lead(tip)}\n>{_slack_safe(tip.say)}"),
        _section(f"*Why:* {_slack_safe(tip.why)}\n*Afterwards, ask yourself:* {_slack_safe(tip.reflect)}"),
        {"type": "context", "elements": [{"type": "plain_text", "text": small, "emoji": False}]},
    ]
    return _envelope(tip, {"text": _slack_safe(tip.subject), "blocks": blocks})


def _section(text: str) -> Mapping[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _slack_safe(text: str) -> str:
    """As Slack asks; a zero-width space keeps a word with @ from calling anybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")


def _teams(tip: Tip) -> Mapping[str, object]:
    body = [
        {"type": "TextBlock", "text": _teams_safe(tip.subject), "weight": "Bolder", "size": "Large", "wrap": True},
        {"type": "TextBlock", "text": _teams_safe(f"{tip.greeting} {tip.moment} {tip.do}"), "wrap": True},
        {"type": "TextBlock", "text": lead(tip), "isSubtle": True, "wrap": True},
        {"type": "Container", "style": "emphasis", "items": [{"type": "TextBlock", "text": _teams_safe(tip.say), "wrap": True}]},
        {"type": "TextBlock", "text": f"**Why:** {_teams_safe(tip.why)}", "wrap": True},
        {"type": "TextBlock", "text": f"**Afterwards, ask yourself:** {_teams_safe(tip.reflect)}", "wrap": True},
        {
            "type": "TextBlock",
            "text": _teams_safe(f"From: {tip.source} ({tip.evidence}). {tip.label}"),
            "isSubtle": True,
            "size": "Small",
            "wrap": True,
        },
    ]
    card = {"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4", "body": body}
    return _envelope(tip, {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}]})


def _teams_safe(text: str) -> str:
    return _TEAMS_MARKS.sub(r"\\\1", text).replace("<", "&lt;")
