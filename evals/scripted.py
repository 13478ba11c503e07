"""A model that replies what a script says, for tests and for the suites that need a bad one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.errors import Failure, ModelFailed
from assistant.ports import Ask, Reply, Usage

GREEN = {"class": "green", "category": "none"}
Line = str | Failure | Callable[[Ask], str]


@dataclass(kw_only=True)
class Scripted:
    """Replies line by line, the last line again and again; it keeps what it was asked."""

    script: tuple[Line, ...]
    name: str = "scripted"
    asked: list[Ask] = field(default_factory=list)

    async def reply(self, ask: Ask) -> Reply:
        """Reply with the next line of the script, or fail as it says."""
        line = self.script[min(len(self.asked), len(self.script) - 1)]
        self.asked.append(ask)
        if isinstance(line, Failure):
            raise ModelFailed(line, "as the script says")
        text = line if isinstance(line, str) else line(ask)
        return Reply(text=text, model=self.name, usage=Usage(input_tokens=500, output_tokens=80))


def given_ids(ask: Ask) -> list[str]:
    """The ids of the passages that an ask gives, in its order."""
    passages = ask.turns[0].text.partition("<passages>\n")[2].partition("\n</passages>")[0]
    return [line.partition(":")[0] for line in passages.splitlines()]


def written(say: str, **fields: object) -> str:
    """A reply in the right form, with these words."""
    usual = {
        "concern": GREEN,
        "practice": "encouragement",
        "say": say,
        "do": "Today, one to one, right after the call.",
        "reflect": "What did they say to it?",
        "sources": ["after-a-rough-call"],
        "alternatives": [],
    }
    return json.dumps({**usual, **fields})
