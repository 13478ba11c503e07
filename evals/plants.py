"""Regressions planted in the product, one at a time, to see which suite catches each."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from assistant.checks.check import Check, Met
from assistant.classifier import train
from assistant.domain import Hold, Practice, Referral, Situation
from assistant.guidance import Card, Guidance, Pattern
from assistant.known_vectors import FILE, KnownVectors
from assistant.ports import Brief, Composer, Draft, Gate, Unusable, Wanted
from assistant.resources import folder
from assistant.retrieval import card_bank, card_classifier
from assistant.safety import SafetyGate, gate_examples
from assistant.tenor import read_tenors, tenor_examples
from evals.suites.retrieval import ablated
from evals.system import System
from evals.weekly import CARD as CARD_AGAIN
from evals.weekly import mutants

CARD = "after-a-rough-call"
CHECK = "clean-language"
EXEMPLARS = "self_harm"
Change = Callable[[Draft], Draft]


@dataclass(frozen=True, kw_only=True)
class Unholding:
    """A gate that lets through what should be held."""

    gate: Gate

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        """Return referrals only."""
        other = await self.gate.screen(situation)
        return None if isinstance(other, Hold) else other


@dataclass(frozen=True, kw_only=True)
class Deaf:
    """A composer that never hears what a follow-up wants."""

    composer: Composer

    @property
    def name(self) -> str:
        """The name of the composer behind it."""
        return self.composer.name

    async def compose(self, brief: Brief) -> Draft | Unusable | Hold | Referral:
        """Compose as for a first turn."""
        return await self.composer.compose(brief.model_copy(update={"wanted": Wanted()}))


@dataclass(frozen=True, kw_only=True)
class Repeating:
    """A composer that weaves the last sentence of what was told into a cue that nobody checks word by word."""

    composer: Composer

    @property
    def name(self) -> str:
        """The name of the composer behind it."""
        return self.composer.name

    async def compose(self, brief: Brief) -> Draft | Unusable | Hold | Referral:
        """Compose, and repeat."""
        draft = await self.composer.compose(brief)
        if not isinstance(draft, Draft):
            return draft
        cue = f"{draft.action.do} Remember: {brief.situation.text}"
        return draft.model_copy(update={"action": draft.action.model_copy(update={"do": cue})})


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A composer whose drafts are changed before they are checked."""

    composer: Composer
    change: Change

    @property
    def name(self) -> str:
        """The name of the composer behind it."""
        return self.composer.name

    async def compose(self, brief: Brief) -> Draft | Unusable | Hold | Referral:
        """Compose, and spoil it."""
        draft = await self.composer.compose(brief)
        return self.change(draft) if isinstance(draft, Draft) else draft


def planted(system: System) -> Iterator[tuple[str, System]]:
    """Each regression with the system that has it."""
    for name, plant in PLANTS.items():
        yield name, replace(plant(system), given={})


def _without_a_card(system: System) -> System:
    cards = {name: card for name, card in system.guidance.cards.items() if name != CARD}
    return _with_guidance(system, system.guidance.model_copy(update={"cards": cards}))


def _with_a_label(system: System) -> System:
    card = system.guidance.cards[CARD]
    labelled = Pattern(text="You're a natural, and you {act}. I saw it in that {occasion}.")
    say = {**card.say, Practice.ENCOURAGEMENT: (labelled, *card.say[Practice.ENCOURAGEMENT][1:])}
    return _with_card(system, card.model_copy(update={"say": say}))


def _with_half_the_exemplars(system: System) -> System:
    half = system.safety.exemplars[EXEMPLARS][::2]
    safety = system.safety.model_copy(update={"exemplars": {**system.safety.exemplars, EXEMPLARS: half}})
    ordinary = tenor_examples(read_tenors(folder("knowledge")))[1]
    labels, texts = gate_examples(safety, system.guidance, ordinary)
    return _with_gate(system, replace(system.gate, classifier=train(texts, _known(system).many(texts), labels)))


def _with_a_blind_check(system: System) -> System:
    def blind(check: Check) -> Check:
        return replace(check, rule=lambda _, __: Met.YES) if check.id == CHECK else check

    return replace(system, checks=tuple(blind(check) for check in system.checks))


def _without_examples(system: System) -> System:
    retriever = ablated(system)["text only"]
    return replace(system, retriever=retriever, assistant=replace(system.assistant, retriever=retriever))


def _without_holds(system: System) -> System:
    return replace(system, assistant=replace(system.assistant, gate=Unholding(gate=system.assistant.gate)))


def _with_an_invention(system: System) -> System:
    def invent(draft: Draft) -> Draft:
        return _saying(draft, f"{draft.action.say} The auditors were glad of it as well.")

    return _with_composer(system, invent)


def _without_turning(system: System) -> System:
    def unturn(draft: Draft) -> Draft:
        return _saying(draft, re.sub(r"\byour\b", "her", draft.action.say))

    return _with_composer(system, unturn)


def _without_lexicons(system: System) -> System:
    return _with_gate(system, replace(system.gate, guidance=system.gate.guidance.model_copy(update={"lexicons": {}})))


def _with_vectors_out_of_step(system: System) -> System:
    return replace(system, shelved=lambda passages: replace(passages, vectors=np.roll(passages.vectors, 1, axis=0)))


def _with_a_planner_that_forgets(system: System) -> System:
    return replace(system, planner=next(mutant for mutant in mutants() if mutant.breaks == CARD_AGAIN))


def _deaf_to_follow_ups(system: System) -> System:
    deaf = replace(system.conversation.assistant, composers=tuple(Deaf(composer=c) for c in system.conversation.assistant.composers))
    return replace(system, conversation=replace(system.conversation, assistant=deaf))


def _repeating_what_was_told(system: System) -> System:
    composers = tuple(Repeating(composer=composer) for composer in system.assistant.composers)
    return replace(system, assistant=replace(system.assistant, composers=composers))


def _with_no_check_but_form(system: System) -> System:
    return replace(system, checks=tuple(replace(check, rule=lambda _, __: Met.YES) for check in system.checks))


def _without_sources(system: System) -> System:
    return _with_composer(system, lambda draft: draft.model_copy(update={"sources": ()}))


PLANTS: Mapping[str, Callable[[System], System]] = {
    f"the card {CARD} removed": _without_a_card,
    "a pattern with a label": _with_a_label,
    f"half of the exemplars of {EXEMPLARS} removed": _with_half_the_exemplars,
    f"the check {CHECK} always passes": _with_a_blind_check,
    "retrieval without examples": _without_examples,
    "the hold switched off": _without_holds,
    "a composer that invents a fact": _with_an_invention,
    "pronouns not turned": _without_turning,
    "the lexicons emptied": _without_lexicons,
    "sources dropped": _without_sources,
    "a planner that forgets which cards were given": _with_a_planner_that_forgets,
    "follow-ups that change nothing": _deaf_to_follow_ups,
    "what was told repeated in the cue": _repeating_what_was_told,
    "every check always passes": _with_no_check_but_form,
    "each added passage with its neighbour's vector": _with_vectors_out_of_step,
}


def _with_card(system: System, card: Card) -> System:
    return _with_guidance(system, system.guidance.model_copy(update={"cards": {**system.guidance.cards, card.id: card}}))


def _with_guidance(system: System, guidance: Guidance) -> System:
    """The system as it would be built from other cards."""
    known = _known(system)
    bank, classifier = card_bank(guidance, known.many), card_classifier(guidance, known.many)
    retriever = replace(system.retriever, bank=bank, classifier=classifier, guidance=guidance)
    phrasebook = replace(system.phrasebook, guidance=guidance)
    assistant = replace(system.assistant, retriever=retriever, composers=(phrasebook,))
    return replace(system, guidance=guidance, retriever=retriever, phrasebook=phrasebook, assistant=assistant)


def _with_gate(system: System, gate: SafetyGate) -> System:
    return replace(system, gate=gate, assistant=replace(system.assistant, gate=gate))


def _with_composer(system: System, change: Change) -> System:
    composers = tuple(Changed(composer=composer, change=change) for composer in system.assistant.composers)
    return replace(system, assistant=replace(system.assistant, composers=composers))


def _saying(draft: Draft, say: str) -> Draft:
    return draft.model_copy(update={"action": draft.action.model_copy(update={"say": say})})


def _known(system: System) -> KnownVectors:
    return KnownVectors(system.embedder, folder("knowledge") / FILE)
