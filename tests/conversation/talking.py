"""Holds a conversation as a client does: every turn is sent again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation.modes import Mode
from assistant.conversation.talk import Conversation, Spoken
from assistant.domain import Nudge
from assistant.ports import Speaker, Turn
from assistant.spoken import Remark


@dataclass(frozen=True)
class Talk:
    """What was answered, turn by turn."""

    answers: list[Spoken]

    @property
    def last(self) -> Spoken:
        """The last answer."""
        return self.answers[-1]

    @property
    def words(self) -> list[str]:
        """The words to say of every answer that has some."""
        return [_words(spoken) for spoken in self.answers]

    @property
    def kinds(self) -> list[str]:
        """What kind each answer is."""
        return [spoken.answer.kind for spoken in self.answers]


Talking = Callable[..., Talk]


def talk_with(conversation: Conversation, *said: str, mode: Mode | None = None) -> Talk:
    """Say these turns one after another."""
    turns: list[Turn] = []
    answers = []
    for text in said:
        turns.append(Turn(by=Speaker.USER, text=text))
        answers.append(asyncio.run(conversation.reply(turns, mode or Mode())))
        turns.append(Turn(by=Speaker.ASSISTANT, text=answers[-1].text))
    return Talk(answers)


def nudge_of(spoken: Spoken) -> Nudge:
    """The answer as a nudge, which it must be."""
    assert isinstance(spoken.answer, Nudge), spoken.answer
    return spoken.answer


def _words(spoken: Spoken) -> str:
    if isinstance(spoken.answer, Nudge):
        return spoken.answer.action.say
    return (spoken.answer.say or "") if isinstance(spoken.answer, Remark) else ""
