"""The knowledge lint: every say-pattern, with every slot filled and open, passes the checks."""

from collections.abc import Iterator, Mapping

from assistant.checks import results
from assistant.domain import MicroAction, Practice, Situation, Value, Verdict
from assistant.guidance import Card, Guidance
from assistant.ports import Brief, Draft
from assistant.slots import SAMPLES, fill, places
from assistant.wording import jaccard, numbers, shingles

MIN_SITUATIONS = 12
MIN_PATTERNS_MAIN = 8
MIN_PATTERNS_OTHER = 3
OF_ONE_SITUATION = frozenset({"belief-said", "hard-moment-acknowledged"})
"""What these ask depends on a single situation; it is asked of the card's title, since among all examples some word would always call for it."""
MAX_ALIKE = 0.5  # 4-word shingles that two example situations may share
MAX_OPEN_SLOTS: dict[Practice, int] = {
    Practice.ENCOURAGEMENT: 2,
    Practice.QUESTION: 2,
    Practice.FEEDBACK: 3,
    Practice.INSIGHT: 3,
    Practice.INTRODUCTION: 4,
}


class CardFault(Value):
    """One breach in a card: where, what, and the words."""

    card: str
    path: str
    rule: str
    reason: str
    span: str | None = None

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.path}: {self.rule}: {self.reason}" + (f" | {self.span}" if self.span else "")


def lint(guidance: Guidance) -> tuple[CardFault, ...]:
    """Hold every card to the rules."""
    cards = guidance.cards.values()
    return tuple(fault for card in cards for fault in (*_form(card, guidance), *_patterns(card, guidance))) + _twins(guidance)


def renderings(pattern: str, card: Card) -> Iterator[tuple[Mapping[str, str], MicroAction]]:
    """Every way in which a pattern can be shown: no slot filled, each alone, all of them."""
    names = [name for name in dict.fromkeys(places(pattern)) if name != "occasion" or card.occasion is None]
    for filled in dict.fromkeys([(), *((name,) for name in names), tuple(names)]):
        told = {name: SAMPLES[name] for name in filled}
        said = fill(pattern, told, card.hints, card.occasion)
        yield told, MicroAction(practice=card.practices[0], say=said.text, do=card.do[0].text, slots=said.slots, reflect=card.reflect)


def _form(card: Card, guidance: Guidance) -> Iterator[CardFault]:
    def fault(rule: str, reason: str, span: str | None = None) -> CardFault:
        return CardFault(card=card.id, path=card.path, rule=rule, reason=reason, span=span)

    if len(card.examples) < MIN_SITUATIONS:
        yield fault("situations", f"{len(card.examples)} example situations; at least {MIN_SITUATIONS}")
    for practice in card.practices:
        wanted = MIN_PATTERNS_MAIN if practice is card.practices[0] else MIN_PATTERNS_OTHER
        if len(card.say.get(practice, ())) < wanted:
            yield fault("patterns", f"{len(card.say.get(practice, ()))} patterns for {practice}; at least {wanted}")
    if extra := set(card.say) - set(card.practices):
        yield fault("practices", f"patterns for {', '.join(extra)}, which is not among the card's practices")
    if (card.evidence == "practice wisdom") != (not card.works):
        yield fault("evidence", "a card with works has their grade; one without is practice wisdom")
    held = set(numbers(" ".join(guidance.works[work].finding for work in card.works)))
    for figure in numbers(f"{card.why} {card.body}"):
        if figure[0].isdigit() and figure not in held and figure not in _years(card, guidance):
            yield fault("figure", "a figure that no cited work holds", figure)


def _years(card: Card, guidance: Guidance) -> set[str]:
    return set(numbers(" ".join(guidance.works[work].cite for work in card.works)))


def _patterns(card: Card, guidance: Guidance) -> Iterator[CardFault]:
    theme = Situation(text="\n".join([card.title, *card.examples])[:7_900])
    told_for: dict[str, Situation] = {}
    for do in card.do[1:]:
        _, action = next(renderings(card.say[card.practices[0]][0].text, card))
        yield from _breaches(card, guidance, action.model_copy(update={"do": do.text}), theme)
    for practice, text in _all_patterns(card):
        for told, action in renderings(text, card):
            key = "|".join(told)
            if key not in told_for:
                told_for[key] = theme.model_copy(update={"facts": tuple(told.values())})
            yield from _breaches(card, guidance, action.model_copy(update={"practice": practice}), told_for[key])
        opened = [name for name in dict.fromkeys(places(text)) if name != "occasion"]
        if len(opened) > MAX_OPEN_SLOTS[practice]:
            yield CardFault(card=card.id, path=card.path, rule="slots", reason=f"more than {MAX_OPEN_SLOTS[practice]} slots", span=text)


def _breaches(card: Card, guidance: Guidance, action: MicroAction, situation: Situation) -> Iterator[CardFault]:
    draft = Draft(action=action, why=card.why, sources=guidance.sources(card.id))
    brief = Brief(situation=situation, passages=(guidance.passage(card.id),))
    title = brief.model_copy(update={"situation": situation.model_copy(update={"text": card.title, "facts": ()})})
    about_title = (r for r in results(draft, title) if r.id in OF_ONE_SITUATION)
    for result in (*(r for r in results(draft, brief) if r.id not in OF_ONE_SITUATION), *about_title):
        if result.verdict is Verdict.FAIL:
            span = action.do if result.id in ("cue", "one-action") else action.say
            yield CardFault(card=card.id, path=card.path, rule=result.id, reason=f"{result.reason} ({result.span})", span=span)


def _all_patterns(card: Card) -> Iterator[tuple[Practice, str]]:
    for practice, patterns in card.say.items():
        yield from ((practice, pattern.text) for pattern in patterns)
    yield from ((card.practices[0], text) for text in card.tones.values())


def _twins(guidance: Guidance) -> tuple[CardFault, ...]:
    """Example situations that nearly repeat another; only those that share a run of words are compared."""
    said = [(card, text, shingles(text, 4) or frozenset({(text.lower(),)})) for card in guidance.cards.values() for text in card.examples]
    holders: dict[tuple[str, ...], list[int]] = {}
    found = []
    for index, (card, _, runs) in enumerate(said):
        for other in sorted({before for run in runs for before in holders.get(run, ())}):
            first, its_text, its_runs = said[other]
            if jaccard(runs, its_runs) >= MAX_ALIKE:
                reason = f"an example nearly repeats one of {card.id}"
                found.append(CardFault(card=first.id, path=first.path, rule="alike", reason=reason, span=its_text))
        for run in runs:
            holders.setdefault(run, []).append(index)
    return tuple(found)
