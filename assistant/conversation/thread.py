"""The turns of a chat, folded: the moment that is talked about, what was told of it, and what the last turn asks."""

import re
from collections.abc import Sequence

from assistant.conversation.follow_ups import Followed, FollowUp, read_follow_up
from assistant.conversation.pasted import Pasted, read_pasted
from assistant.domain import MAX_FACT_CHARS, MAX_FACTS, MAX_SITUATION_CHARS, Practice, Tone, Value, has_letters
from assistant.given import Given, read_answer
from assistant.ports import Speaker, Turn
from assistant.reading.introduced import find_introduced
from assistant.reading.people import ROLES, find_people
from assistant.reading.spelling import spelled
from assistant.wording import sentences

MAX_TURNS = 60  # what was said longer ago is about something else
MIN_NEW_WORDS = 5  # a shorter turn about somebody else is mostly a remark on the moment
MAX_BARE_WORDS = 5  # `/intro dana and luis`: two names alone tell of no moment, and the slash word is the verb
BY_ITSELF = frozenset({FollowUp.WEEK, FollowUp.HELP, FollowUp.LOG})
"""What may be asked before anything was told."""
CLOSING = frozenset({FollowUp.THANKS, FollowUp.NO})
"""What may be said after any answer."""
CHANGING = frozenset(
    {FollowUp.SHORTER, FollowUp.TONE, FollowUp.PRACTICE, FollowUp.ANOTHER, FollowUp.DIFFERENT, FollowUp.UNSEEN, FollowUp.OWN_VOICE}
)
"""What asks for other words of the same moment."""

_REFERRING = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|he's|she's|they're|it|that|this)\b", re.IGNORECASE)
_PERSON_REFERRED = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|he's|she's|they're)\b", re.IGNORECASE)
_OTHER_MATTER = re.compile(
    r"^(?:(?:ok|okay|thanks|thank you|great|good|now|so|well)\b[\s,.!]*)*(?:(?:a |an )?(?:new|another|different|other|next) (?:topic|case|situation|thing|moment|question|one|person)|something else|on another note|unrelated|next up|next(?=:))\b[\s:,.-]*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:how (?:do|can|should|would|could) (?:i|we)|how to|what (?:do|can|should|could|would) (?:i|we)|should i|can you help|help me|i need (?:to|help))\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please |can you |could you )?(?:write|fix|translate|explain|summari[sz]e|convert|create|list|show|generate|calculate|debug|refactor|implement|add|run|open|read|find|search|install|tell me (?:a|the|about)|what(?:'s| is| are) (?:the|a)|who (?:is|was)|when (?:is|was)|where (?:is|are)|how (?:much|many|old|far))\b",
    re.IGNORECASE,
)
_ADDING = re.compile(r"^(?:and|but|also|too|plus|oh|she|he|they|it|that|this|because|actually|btw|by the way|fyi)\b", re.IGNORECASE)

_WRITTEN_BY_OTHERS = re.compile(
    r"\b(?:his|her|their|someone's|somebody's|\w+['’]s?) (?:[\w'’]+ ){0,3}(?:comments?|reviews?|e?-?mails?|messages?|feedback|notes?|remarks?)\b|\b(?:he|she|they|someone|somebody|reviewer) (?:writes|wrote|says|said)\b|"
    r"\bi (?:got|received)\b.*\b(?:review|comments?|mail|message|feedback|answer)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?:(?:he|she|they|it|the reviewer) (?:wrote|said|writes|says|put|commented)[:,]? |(?:for example|e\.g\.|like|such as)[:,]? )?[\"“][^\"“”]+[\"”][.!?]?$",
    re.IGNORECASE,
)


class Thread(Value):
    """The moment that a chat is about now."""

    text: str = ""
    facts: tuple[str, ...] = ()
    practice: Practice | None = None
    """Asked for in so many words."""
    is_unseen: bool = False
    pasted: Pasted | None = None
    given: Given | None = None
    """The last micro-action that was given for it."""
    last: Given | None = None
    """The last answer of any kind."""
    is_left: bool = False
    """Another moment is to be talked about, and the next turn tells of it."""
    is_referred: bool = False
    """Somebody else can help more: a referral was the last answer, or nothing but lines came after it."""
    said: str = ""
    """All that was answered so far."""
    shown: tuple[str, ...] = ()
    """All words that stand in the chat: none of them is given again."""


class Step(Value):
    """What one turn asks: `follow_up` is None where it tells something."""

    follow_up: FollowUp | None = None
    tone: Tone | None = None
    rest: str = ""
    said: str = ""


class Told(Value):
    """A thread with the step that was taken last in it."""

    thread: Thread
    step: Step


def follow(turns: Sequence[Turn], no_moment: Sequence[str]) -> Told:
    """Fold the turns up to the last one of the person; answers that begin with one of `no_moment` say that a turn told none."""
    before, told = Thread(), Told(thread=Thread(), step=Step())
    for turn in turns[: _last_spoken(turns) + 1][-MAX_TURNS:]:
        if turn.by is Speaker.USER:
            before, told = told.thread, advance(told.thread, turn.text)
            continue
        given = read_answer(turn.text)
        kept = before if turn.text.startswith(tuple(no_moment)) else told.thread
        told = Told(thread=_answered(kept, given), step=told.step)
    return told


def advance(thread: Thread, text: str) -> Told:
    """Take one turn of the person."""
    step = read_follow_up(text)
    if step and (text.startswith("/") or _can_follow(thread, step)):
        return _followed(thread, step, text)
    if len(text) > MAX_SITUATION_CHARS:
        return _began(thread, text)
    if (pasted := read_pasted(text)) and not _is_quoted_of(thread, text):
        return _began(thread, text, pasted=pasted)
    if thread.is_left:
        is_praise = thread.given is not None and thread.given.practice is Practice.ENCOURAGEMENT
        return _began(thread, text, practice=Practice.ENCOURAGEMENT if is_praise else None)
    if not thread.text or _is_new(thread, text):
        return _began(thread, _OTHER_MATTER.sub("", text))
    fact = _capped(text)
    return Told(thread=thread.model_copy(update={"facts": (*thread.facts, *fact)[-MAX_FACTS:]}), step=Step(said=text))


def _is_quoted_of(thread: Thread, text: str) -> bool:
    """Whether a turn repeats what somebody else wrote, of whom was told: no message that the person is about to send."""
    return thread.pasted is None and bool(_WRITTEN_BY_OTHERS.search(thread.text) and _QUOTED.match(text.strip()))


def _can_follow(thread: Thread, heard: Followed) -> bool:
    """A follow-up wants something to follow; a referral is something too, though nothing changes it."""
    if heard.kind in BY_ITSELF:
        return True
    if thread.last is None:
        return False
    if thread.last.is_plan and heard.kind in (FollowUp.ANOTHER, FollowUp.DIFFERENT):
        return True
    if heard.kind is FollowUp.MISREAD:
        return not thread.is_referred
    return heard.kind in CLOSING or thread.is_referred or thread.given is not None


def _followed(thread: Thread, heard: Followed, text: str) -> Told:
    """A slash word with words behind it begins a moment of its practice; the rest changes the one that there is."""
    step = Step(follow_up=heard.kind, tone=heard.tone, rest=heard.rest, said=text)
    if heard.kind is FollowUp.PRACTICE and heard.rest and text.startswith("/"):
        is_of_two = heard.practice is Practice.INTRODUCTION and len(text.split()) <= MAX_BARE_WORDS and find_introduced(spelled(heard.rest))
        return _began(thread, f"introduce {heard.rest}" if is_of_two else heard.rest, practice=heard.practice)
    if heard.kind is FollowUp.PRACTICE:
        return Told(thread=thread.model_copy(update={"practice": heard.practice}), step=step)
    if heard.kind is FollowUp.ELSEWHERE:
        return Told(thread=thread.model_copy(update={"is_left": True}), step=step)
    if heard.kind is FollowUp.MISREAD:
        return Told(thread=Thread(said=thread.said, shown=thread.shown), step=step)
    facts = _capped(heard.rest) if heard.rest and heard.kind in (FollowUp.DONE, FollowUp.UNSEEN) else []
    if heard.kind is FollowUp.NAMED and thread.given and thread.given.practice is Practice.INTRODUCTION:
        facts = [f"I speak of a colleague named {heard.rest}."]
    update = {"facts": (*thread.facts, *facts)[-MAX_FACTS:], "is_unseen": thread.is_unseen or heard.kind is FollowUp.UNSEEN}
    return Told(thread=thread.model_copy(update=update), step=step)


def _began(thread: Thread, text: str, practice: Practice | None = None, pasted: Pasted | None = None) -> Told:
    """Begin a moment; what holds no letters begins none."""
    new = Thread(text=text if has_letters(text) else "", practice=practice, pasted=pasted, said=thread.said, shown=thread.shown)
    return Told(thread=new, step=Step(said=text))


def _answered(thread: Thread, given: Given) -> Thread:
    """An answer that changes the one before it says only what it changes, so the cue of that one stays."""
    before = thread.given
    if before and given.practice and given.do is None and given.source == before.source:
        given = given.model_copy(update={"do": before.do})
    update = {
        "last": given,
        "is_referred": given.is_referral or (thread.is_referred and given.practice is None),
        "said": f"{thread.said}\n{given.text}",
        "shown": (*thread.shown, *given.says),
        "given": given if given.practice else thread.given,
    }
    return thread.model_copy(update=update)


def _is_new(thread: Thread, text: str) -> bool:
    """Whether a turn begins another moment: it says so, or is about somebody of whom nothing was told."""
    if _OTHER_MATTER.match(text) or (_ORDER.match(text) and not _PERSON_REFERRED.search(text)):
        return True
    told = "\n".join((thread.text, *thread.facts))
    names, known = set(find_people(spelled(text), None).names), set(find_people(spelled(told), None).names)
    roles, known_roles = _roles(text), _roles(told)
    if names & known or _ADDING.match(text):
        return False
    if _ASKING.match(text):
        return not _REFERRING.search(text) or bool(names - known and known)
    others = (names if known else set()) | (roles - known_roles if known or known_roles else set())
    return bool(others) and not _is_referred_to_before(text, others) and len(text.split()) >= MIN_NEW_WORDS


def _is_referred_to_before(text: str, others: set[str]) -> bool:
    """Whether a pronoun stands before anybody else is named: then it is for the one that is talked about."""
    pronoun = _PERSON_REFERRED.search(text)
    first = min((at for name in others if (at := text.lower().find(name.lower())) >= 0), default=0)
    return pronoun is not None and pronoun.start() < first


def _roles(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z][a-z-]+", text.lower()) if word in ROLES}


def _capped(text: str) -> list[str]:
    """One fact, or as many as its length makes of it."""
    if len(text) <= MAX_FACT_CHARS:
        return [text]
    return [part[:MAX_FACT_CHARS] for part in sentences(text)]


def _last_spoken(turns: Sequence[Turn]) -> int:
    """Where the person spoke last: what a client puts after it is no word of theirs."""
    return max((index for index, turn in enumerate(turns) if turn.by is Speaker.USER), default=-1)
