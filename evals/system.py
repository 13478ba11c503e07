"""The product under measure: its own parts, with every text embedded once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.checks import CHECKS
from assistant.checks.check import Check
from assistant.composers.phrasebook import PhrasebookComposer
from assistant.conversation.talk import Conversation
from assistant.domain import Answer, Situation
from assistant.embedding import Embedder, Vectors
from assistant.errors import NothingToSuggest
from assistant.factory import Parts
from assistant.factory_chat import open_conversation
from assistant.generation import Generation
from assistant.guidance import Guidance
from assistant.lint import lint
from assistant.passages import Passages
from assistant.pipeline import Assistant
from assistant.resources import folder
from assistant.retrieval import CardRetriever
from assistant.safety import SafetyGate
from assistant.safety_guidance import SafetyGuidance, read_safety
from evals.weekly import SOUND, Mutant


class Remembering(Embedder):
    """The product's embedder, which forgets nothing for the length of a run."""

    def __init__(self, inner: Embedder) -> None:
        """Take over an embedder that is open; its model is not loaded again."""
        self._inner = inner
        self._known: dict[str, Vectors] = {}

    def one(self, text: str) -> Vectors:
        """Return the unit vector of one text."""
        if text not in self._known:
            self._known[text] = self._inner.one(text)
        return self._known[text]

    def remembers(self, text: str) -> bool:
        """Whether the vector of a text is there without work."""
        return text in self._known

    def many(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> Vectors:
        """Return unit vectors, shape (len(texts), 384)."""
        return self._inner.many(texts, on_progress)


@dataclass(frozen=True, kw_only=True)
class System:
    """All that the suites ask."""

    assistant: Assistant
    retriever: CardRetriever
    gate: SafetyGate
    phrasebook: PhrasebookComposer
    guidance: Guidance
    safety: SafetyGuidance
    generation: Generation
    conversation: Conversation
    embedder: Remembering
    checks: tuple[Check, ...] = CHECKS
    shelved: Callable[[Passages], Passages] = lambda passages: passages
    """What becomes of ingested documents before they are searched: nothing, unless a fault is planted."""
    planner: Mutant = SOUND
    """Who plans the weekly tips: the product's own planner, unless a fault is planted."""
    given: dict[Situation, Answer | None] = field(default_factory=dict, compare=False)
    """Answers given already: several suites ask the same."""

    linted: dict[int, tuple[Guidance, frozenset[str]]] = field(default_factory=dict, compare=False)

    def faulty_cards(self) -> frozenset[str]:
        """Cards with a wording that breaks a rule; guidance that was looked at is not looked at again."""
        if id(self.guidance) not in self.linted:
            self.linted[id(self.guidance)] = self.guidance, frozenset(fault.card for fault in lint(self.guidance))
        return self.linted[id(self.guidance)][1]

    def answer(self, situation: Situation) -> Answer | None:
        """Ask as a person does; None where the product finds nothing to suggest."""
        if situation not in self.given:
            self.given[situation] = self._ask(situation)
        return self.given[situation]

    def answers(self, texts: Mapping[str, str]) -> dict[str, Answer | None]:
        """Answer a text for each case."""
        return {case: self.answer(Situation(text=text)) for case, text in texts.items()}

    def _ask(self, situation: Situation) -> Answer | None:
        try:
            return asyncio.run(self.assistant.suggest(situation))
        except NothingToSuggest:
            return None


def system_of(parts: Parts) -> System:
    """Put the memory under the product's own gate and retriever."""
    embedder = Remembering(parts.gate.embedder)
    retriever = replace(parts.finder.cards, embedder=embedder)
    gate = replace(parts.gate, embedder=embedder)
    phrasebook = replace(
        parts.phrasebook,
        is_own_trouble=replace(parts.own_trouble, embedder=embedder),
        tenor=replace(parts.tenor, embedder=embedder),
    )
    assistant = replace(parts.assistant, gate=gate, retriever=retriever, composers=(phrasebook,))
    return System(
        assistant=assistant,
        conversation=replace(open_conversation(parts), assistant=assistant),
        retriever=retriever,
        gate=gate,
        phrasebook=phrasebook,
        guidance=parts.guidance,
        safety=read_safety(folder("knowledge") / "safety"),
        generation=parts.generation,
        embedder=embedder,
    )
