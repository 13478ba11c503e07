"""Jobs that a client has done behind the person's back, with the same model: recognised, and answered in kind."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from assistant.domain import Value
from assistant.given import read_answer
from assistant.ports import Speaker, Turn

ORDERS_CHARS = 700  # an instruction says what it is for at its beginning; an agent's is 40,000 long and speaks of everything
TITLE_WORDS = 7
MIN_TITLE_WORDS = 3


class ErrandKind(StrEnum):
    """What a client may want for itself."""

    TITLE = "title"
    TAGS = "tags"
    FOLLOW_UPS = "follow_ups"
    MEMORY = "memory"
    SUMMARY = "summary"
    QUERIES = "queries"
    AUTOCOMPLETE = "autocomplete"
    EMOJI = "emoji"
    COMMIT = "commit"
    PROGRESS = "progress"


_MAKE = r"(?:generate|write|create|provide|suggest|craft|give|produce|output|reply with|respond with|come up with|determine|summari[sz]e)"
_SIGNS: tuple[tuple[ErrandKind, str], ...] = (
    (ErrandKind.TAGS, rf"\b{_MAKE}\b[^.\n]{{0,60}}\b(?:broad )?tags\b[^.\n]{{0,80}}\b(?:chat|conversation|categori)"),
    (ErrandKind.FOLLOW_UPS, rf"\b{_MAKE}\b[^.\n]{{0,60}}\bfollow[- ]?ups?\b[^.\n]{{0,60}}\b(?:question|prompt|user|chat|conversation)"),
    (ErrandKind.QUERIES, rf"\b(?:analy[sz]e the chat history[^.]{{0,200}}search|{_MAKE}\b[^.\n]{{0,60}}\bsearch quer)"),
    (ErrandKind.EMOJI, r"\b(?:single|one|relevant) emoji\b[^.\n]{0,80}\b(?:message|chat|conversation|reflect|represent)"),
    (
        ErrandKind.AUTOCOMPLETE,
        r"\bautocompletion system\b|<\|?fim_|\bfill[- ]in[- ]the[- ]middle\b|<\|?(?:fim_hole|cursor)\|?>|\bcode completion (?:engine|assistant|model)\b",
    ),
    (
        ErrandKind.MEMORY,
        r"\bmemory extraction\b|\bextract\b[^.\n]{0,60}\b(?:memories|durable facts)\b|\bmemory (?:curator|consolidation|agent)\b",
    ),
    (
        ErrandKind.COMMIT,
        rf"\bcommit messages?\b[^.\n]{{0,80}}\b(?:diff|changes|staged|based on)|\b{_MAKE}\b[^.\n]{{0,40}}\bcommit message\b",
    ),
    (ErrandKind.PROGRESS, r"\bprogress messages? for a coding assistant\b"),
    (
        ErrandKind.TITLE,
        (
            rf"\byou are an? (?:expert in crafting [\w-]+ titles|(?:\w+ )?titles? generator)|\b(?:you )?name (?:coding )?conversations\b|"
            rf"\b{_MAKE}\b[^.\n]{{0,70}}\b(?:title|name)\b[^.\n]{{0,60}}\b(?:conversation|chat|thread|session|request|discussion|dialogue|message)\b|"
            rf"\b{_MAKE}\b[^.\n]{{0,40}}\bdescription of this session\b|\bword title\b"
        ),
    ),
    (
        ErrandKind.SUMMARY,
        (
            rf"\b(?:{_MAKE}|provide)\b[^.\n]{{0,50}}\bsummary\b[^.\n]{{0,40}}\b(?:of (?:this|our|the) conversation|for another)|\bcontext checkpoint compaction\b|"
            r"\bsummari[sz]e (?:this|the|our) conversation\b|\btasked with summari[sz]ing conversations\b"
        ),
    ),
)
_SYSTEM_ONLY = frozenset({ErrandKind.PROGRESS})
_BETWEEN = (
    r"(?:(?!(?:how|what|that|why|when|whether|if|to|for|about|of|with|in|on|at|by|from|and|or|but|my|our|your|his|her|their|its|i|we|he|she|they|is|are)\b)"
    r"[\w,'-]+ ){0,6}"
)
_TIED: Mapping[ErrandKind, str] = {
    ErrandKind.TAGS: rf"\b{_MAKE} {_BETWEEN}tags\b",
    ErrandKind.FOLLOW_UPS: rf"\b{_MAKE} {_BETWEEN}follow[- ]?ups?\b",
    ErrandKind.EMOJI: rf"\b{_MAKE} {_BETWEEN}emoji\b",
    ErrandKind.COMMIT: rf"\b{_MAKE} {_BETWEEN}commit messages?\b",
    ErrandKind.TITLE: rf"\b{_MAKE} {_BETWEEN}(?:title|name|description of this session)\b|\byou are an? |\bname (?:coding )?conversations\b",
    ErrandKind.SUMMARY: rf"\b{_MAKE} {_BETWEEN}summary\b|\bsummari[sz]e (?:this|the|our) conversation\b|\bcheckpoint compaction\b|\bsummari[sz]ing conversations\b",
}
"""Where no instruction says so, what is made must stand behind its verb: a person writes of titles and summaries too."""
_TASK = re.compile(
    r"^\s*(?:#{1,3} task\b|you are |analy[sz]e |given the following|detect |based on (?:the|this)|the (?:conversation|following)|please (?:write|generate|create|reply)|"
    r"given |generate |provide |create |write |suggest |summari[sz]e |craft |reply with |your task|context checkpoint|<\|?fim_|complete )",
    re.IGNORECASE,
)
"""How such a job begins; a person who speaks of a title tells something else first."""


_JSON = re.compile(r"(?<![.\w])json\b|\{\s*\"", re.IGNORECASE)
_SPOKEN = r"(?:^|\n|\|>)\s*(?:###? ?)?(?:USER|User|Human|user)\s*:"
"""Where a job begins to quote what the person said."""


class Errand(Value):
    """A job of a client's, and whether its own words want it as JSON."""

    kind: ErrandKind
    is_json: bool = False


def errand_of(orders: str, asked: Sequence[str]) -> Errand | None:
    """The job that a client asks for, by its instruction or by its last message; None where a person speaks."""
    last = asked[-1] if asked else ""
    head = last[:ORDERS_CHARS]
    if kind := _found(orders[:ORDERS_CHARS]):
        return Errand(kind=kind, is_json=bool(_JSON.search(orders)))
    if kind := (_found_tied(head) if _TASK.match(head) else None) or (_found(last) if "### Task" in head else None):
        return Errand(kind=kind, is_json=bool(_JSON.search(_own_words(last))))
    return None


def _own_words(asked: str) -> str:
    """What a job says itself, before it quotes the person."""
    own = re.split(_SPOKEN, asked, maxsplit=1)[0]
    return own if "###" in own else own.split("\n\n")[0]


def _found(text: str) -> ErrandKind | None:
    return next((kind for kind, sign in _SIGNS if re.search(sign, text, re.IGNORECASE)), None)


def _found_tied(text: str) -> ErrandKind | None:
    found = _found(text)
    is_tied = found is not None and found not in _SYSTEM_ONLY and re.search(_TIED.get(found, ""), text, re.IGNORECASE)
    return found if is_tied else None


def run_errand(errand: Errand, asked: str, turns: Sequence[Turn]) -> str:
    """Answer in kind."""
    kind, told = errand.kind, _told(asked, turns)
    if kind is ErrandKind.TITLE:
        return json.dumps({"title": title(told)}) if errand.is_json else title(told)
    if kind is ErrandKind.TAGS:
        return json.dumps({"tags": ["Work", "Mentoring", *_practices(turns, asked)]})
    if kind is ErrandKind.FOLLOW_UPS:
        return json.dumps({"follow_ups": ["Can you make it shorter?", "Why does this work?", "What if they say no?"]})
    if kind is ErrandKind.SUMMARY:
        return _summary(turns)
    if kind is ErrandKind.COMMIT:
        return _commit(asked)
    return {
        ErrandKind.QUERIES: '{"queries": []}',
        ErrandKind.AUTOCOMPLETE: '{"text": ""}' if errand.is_json else "",
        ErrandKind.EMOJI: '{"emoji": "\U0001f331"}' if errand.is_json else "\U0001f331",
        ErrandKind.MEMORY: "{}" if errand.is_json else "Nothing to save.",
        ErrandKind.PROGRESS: "Looking for the right words",
    }[kind]


def title(told: str) -> str:
    """A few words for a list of chats: what the moment is about."""
    first = re.split(r"(?<=[.!?])\s|\n", told.strip())[0]
    bare = re.sub(
        r"^(?:(?:hi|hello|hey|please|ok|so)\b[ ,]*)?(?:(?:how|what) (?:do|can|should|could|would|shall) (?:i|we) (?:best )?|how to |can you help me |help me (?:to )?|"
        r"i(?:'d| would) like to |i want to |i need to |any (?:ideas|advice) (?:on|for) )",
        "",
        first,
        flags=re.IGNORECASE,
    )
    kept = re.sub(r"[\"“”`*_#<>{}\[\]()]", "", bare).split()[:TITLE_WORDS]
    if len(bare.split()) > TITLE_WORDS:
        turn = next((at for at, word in enumerate(kept) if at >= MIN_TITLE_WORDS and word.lower() in _TURNS), len(kept))
        kept = kept[:turn]
    while len(kept) > 2 and kept[-1].lower().strip(",") in _LOOSE:
        kept.pop()
    words = " ".join(kept).rstrip(".,;:!? -")
    return words[0].upper() + words[1:] if words else "A small act at work"


_TURNS = frozenset("when because after before and but so that which who while".split())
"""Where a clause ends: a title that must be cut is cut there."""
_LOOSE = frozenset(
    "a an the and or but of to in on at for with from by my our his her their your that who which after before when if is was too very".split()
)


def _told(asked: str, turns: Sequence[Turn]) -> str:
    """What the person told first: in the history that the job quotes, or in the turns before it."""
    # long runs of blank lines would be searched again and again
    asked = "\n".join(line for line in map(str.strip, asked.split("\n")) if line)
    quoted = re.search(
        rf"{_SPOKEN}\s*\n?(.+?)(?=\n\s*(?:###? ?|\|\|>)?(?:ASSISTANT|Assistant|assistant|Response|AI)\s*:|</|\Z)",
        asked,
        re.DOTALL,
    )
    if quoted:
        return quoted[1].strip().strip('"')
    spoken = [turn.text for turn in turns if turn.by is Speaker.USER]
    if len(spoken) > 1:
        return spoken[0]
    # the job and the person's words stand in one message: the words are what comes after the job's own paragraph
    parts = re.split(r"\n\s*\n|:\n", spoken[0]) if spoken else []
    return parts[-1] if len(parts) > 1 or (parts and not _found(parts[0])) else ""


def _practices(turns: Sequence[Turn], asked: str) -> list[str]:
    texts = [turn.text for turn in turns if turn.by is Speaker.ASSISTANT] + [asked]
    found = [given.practice.value.capitalize() for text in texts if (given := read_answer(text)) and given.practice]
    return list(dict.fromkeys(found))[:2]


def _summary(turns: Sequence[Turn]) -> str:
    """What was told and what was suggested, in order, so that a client that goes on from it loses neither."""
    lines = []
    for turn in turns[:-1]:
        given = read_answer(turn.text) if turn.by is Speaker.ASSISTANT else None
        if turn.by is Speaker.USER:
            lines.append(f"- The person said: {' '.join(turn.text.split())}")
        elif given and given.says:
            lines.append(f"- Suggested words ({given.practice or 'a reply'}): {given.says[0]}")
    return "\n".join(lines) or "Nothing was told yet."


def _commit(asked: str) -> str:
    """A message that claims no more than the diff shows: which files changed."""
    files = list(dict.fromkeys(re.findall(r"^(?:\+\+\+ b/|diff --git a/)(\S+)", asked, re.MULTILINE)))
    return f"Update {', '.join(files[:3])}{' and others' if len(files) > 3 else ''}" if files else "Update files"
