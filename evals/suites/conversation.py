"""Whether a follow-up does what it asks: every case is a first turn, the turns after it, and what must be true of the last answer."""

import asyncio
from collections.abc import Callable, Iterable, Mapping

from assistant.conversation.talk import Conversation, Spoken
from assistant.domain import Hold, Nudge, Practice, Tone
from assistant.ports import Speaker, Turn
from assistant.spoken import Remark
from assistant.wording import words
from evals.cases import Cases, ConversationCase, Split
from evals.measures import Finding, Measure, Results, yes_or_no
from evals.system import System

SUITE = "conversation"
WRITTEN = "Send it"


def measure(system: System, cases: Cases, half: Split) -> Results:
    """Measure one half."""
    rows = cases.half(ConversationCase, half)
    held = {row.id: talk(system.conversation, (row.text, *row.then)) for row in rows}
    done = {row.id: does(row, held[row.id]) for row in rows}
    fresh = {row.id: not repeated(held[row.id]) for row in rows if row.wants not in ("why", "done", "off-topic")}
    named = {
        row.id: "\nSource: " in said[-1].text
        for row in rows
        if not isinstance((said := held[row.id])[-1].answer, Hold) and row.wants != "done"
    }
    return Results(
        measures=(
            Measure(suite=SUITE, half=half, name="does what was asked", values=yes_or_no(done), is_headline=True, is_critical=True),
            Measure(suite=SUITE, half=half, name="nothing said twice", values=yes_or_no(fresh), is_critical=True),
            Measure(suite=SUITE, half=half, name="sources named", values=yes_or_no(named)),
        ),
        findings=tuple(_wrong(rows, held, done)) if half == "dev" else (),
    )


def talk(conversation: Conversation, said: Iterable[str]) -> list[Spoken]:
    """Say the turns one after another; each sees all before it."""
    turns: list[Turn] = []
    answers = []
    for text in said:
        turns.append(Turn(by=Speaker.USER, text=text))
        answers.append(asyncio.run(conversation.reply(turns)))
        turns.append(Turn(by=Speaker.ASSISTANT, text=answers[-1].text))
    return answers


def does(row: ConversationCase, said: list[Spoken]) -> bool:
    """Whether the last answer is what the last turn asked for."""
    last, first = said[-1].answer, said[0].answer
    if row.wants in ("why", "what-if", "done"):
        return isinstance(last, Remark) and _IN_LINE[row.wants](said[-1])
    if row.wants == "off-topic":
        return isinstance(last, Hold) and "\n" not in said[-1].text
    if not isinstance(last, Nudge):
        return False
    if row.uses and not any(use.lower() in last.action.say.lower() for use in row.uses):
        return False
    if row.wants in ("harsh", "fact", "new"):
        return True
    if row.wants not in _CHANGED:
        return last.action.practice == row.wants
    return isinstance(first, Nudge) and _CHANGED[row.wants](first, last)


def repeated(said: list[Spoken]) -> bool:
    """Whether the last answer gives words that stand in an earlier one."""
    last = said[-1].answer
    earlier = [
        act.say for spoken in said[:-1] if isinstance(spoken.answer, Nudge) for act in (spoken.answer.action, *spoken.answer.alternatives)
    ]
    return isinstance(last, Nudge) and last.action.say in earlier


_IN_LINE: Mapping[str, Callable[[Spoken], bool]] = {
    "why": lambda spoken: len(words(spoken.text)) > 40,
    "what-if": lambda spoken: isinstance(spoken.answer, Remark) and spoken.answer.say is not None,
    "done": lambda spoken: "/log" in spoken.text or (isinstance(spoken.answer, Remark) and spoken.answer.say is not None),
}
_CHANGED: Mapping[str, Callable[[Nudge, Nudge], bool]] = {
    "shorter": lambda before, after: len(words(after.action.say)) < len(words(before.action.say)),
    Tone.WARMER: lambda before, after: before.action.practice is after.action.practice and before.action.say != after.action.say,
    Tone.DIRECT: lambda before, after: before.action.practice is after.action.practice and before.action.say != after.action.say,
    Tone.WRITTEN: lambda _, after: after.action.do.startswith(WRITTEN),
    "another": lambda before, after: before.action.say != after.action.say,
    "unseen": lambda _, after: after.action.practice is Practice.QUESTION or after.sources[0].id == "pass-praise-on",
}


def _wrong(rows: Iterable[ConversationCase], held: Mapping[str, list[Spoken]], done: Mapping[str, bool]) -> Iterable[Finding]:
    for row in rows:
        if not done[row.id]:
            text = " / ".join((row.text, *row.then))
            yield Finding(
                measure=f"{SUITE}/does what was asked", case=row.id, text=text, given=held[row.id][-1].text, reason=f"wanted: {row.wants}"
            )
