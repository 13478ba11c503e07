"""What a case is: one draft, and the verdict that one check owes it."""

from dataclasses import dataclass
from datetime import date

from assistant.domain import MicroAction, Passage, Practice, Risk, Situation, Slot, Source, Verdict
from assistant.ports import Brief, Draft, Shown
from assistant.slots import HINTS

E, Q, F, I, N = (  # noqa: E741 - the initials of the five practices
    Practice.ENCOURAGEMENT,
    Practice.QUESTION,
    Practice.FEEDBACK,
    Practice.INSIGHT,
    Practice.INTRODUCTION,
)

CALL = "Priya led the call with the client about the late delivery, and Tomas took the notes."

PROMPT = "You write one small act of mentorship at work. Facts come only from the situation, in its own words, turned to the person."
"""What a model was told, for the checks of what a model wrote."""

GOOD: dict[Practice, str] = {
    E: "You let the client finish before you answered, and you kept the call on the delivery. Thank you for that.",
    Q: "What would you like the next call with the client to sound like?",
    F: "In the call you answered before the client had finished, and I lost the thread. What was going on for you?",
    I: "May I share one thought about the call? I write my first sentence down before I dial. What would work for you?",
    N: "Priya, may I put you in touch with Tomas? He took the notes because the delivery is his. Fifteen minutes would do. "
    "I'll ask him first, and a no is fine.",
}
"""Words that every check lets pass, for the cases whose breach lies in another part of the draft."""


def slots(*names: str) -> tuple[Slot, ...]:
    """Declared slots with the hints that stand in brackets."""
    return tuple(Slot(name=name, hint=HINTS[name]) for name in names)


@dataclass(frozen=True)
class Case:
    """One draft in its brief; the defaults are those of a good answer to `CALL`."""

    check: str
    practice: Practice
    say: str
    situation: str = CALL
    do: str = "Right after the call, in private."
    why: str = "Praise for something done tells a person what to do again."
    reflect: str = "What did they say to it?"
    slots: tuple[Slot, ...] = ()
    facts: tuple[str, ...] = ()
    title: str = "After a client call"
    cited: tuple[str, ...] = ("card",)
    score: float = 0.0
    people: tuple[str, ...] = ()
    risk: Risk = Risk.GREEN
    shown: tuple[Shown, ...] = ()
    today: date | None = None
    twin: Draft | None = None
    instructions: str = ""
    verdict: Verdict = Verdict.PASS

    @property
    def id(self) -> str:
        """A name for reports: the check and what varies."""
        varied = [part for part in (self.do, self.why, self.reflect) if part not in _USUAL] or [self.say]
        return f"{self.check}: {varied[0]}"

    @property
    def draft(self) -> Draft:
        """The draft that is checked."""
        action = MicroAction(practice=self.practice, say=self.say, do=self.do, slots=self.slots, reflect=self.reflect)
        sources = tuple(Source(id=card, title=self.title) for card in self.cited)
        return Draft(action=action, why=self.why, sources=sources, instructions=self.instructions)

    @property
    def brief(self) -> Brief:
        """The brief that it is checked against; `other` was found too, for the cases that cite it."""
        passages = (
            Passage(
                id="card",
                title=self.title,
                text='Over 607 effects feedback helped; say "tell me more" and wait.',
                source="card.md",
                score=self.score,
            ),
            Passage(id="other", title=self.title, text="In one survey 82% of forty nurses asked for more of it.", source="other.md"),
        )
        return Brief(
            situation=Situation(text=self.situation, facts=self.facts),
            passages=passages,
            people=self.people,
            risk=self.risk,
            shown=self.shown,
            today=self.today,
            twin=self.twin,
        )


_USUAL = (Case.do, Case.why, Case.reflect)


@dataclass(frozen=True)
class Mutant(Case):
    """A draft which breaks the property of its check, so that the check must fail it."""

    verdict: Verdict = Verdict.FAIL


@dataclass(frozen=True)
class Silent(Case):
    """A draft that looks like a breach of its check, and is none."""
