"""Three moments for a week: cues that most weeks hold, with words from the cards."""

from collections.abc import Sequence
from datetime import date

from assistant.challenge import Planned
from assistant.conversation.lines import Lines, PlannedCue
from assistant.domain import MicroAction
from assistant.guidance import Card, Guidance
from assistant.slots import fill
from assistant.spoken import Cue, Plan
from assistant.week import Week

MOMENTS = 3


def plan_week(lines: Lines, guidance: Guidance, today: date, turn: int, new_id: str, own: Sequence[Planned] = ()) -> Plan:
    """Plan a week: others in another week and at another `turn`, each of another practice; a person's own where it is known."""
    week = Week.of(today)
    start = week.number + turn
    cues = [PlannedCue(when=one.sentence, card=one.card, practice=one.practice) for one in own] or _chosen(lines, start)
    return Plan(id=new_id, week=str(week), moments=tuple(_cue(cue, guidance, start) for cue in cues))


def _chosen(lines: Lines, start: int) -> list[PlannedCue]:
    found: list[PlannedCue] = []
    for index in range(len(lines.cues)):
        cue = lines.cues[(start + index) % len(lines.cues)]
        if cue.practice not in [other.practice for other in found]:
            found.append(cue)
    return found[:MOMENTS]


def _cue(cue: PlannedCue, guidance: Guidance, start: int) -> Cue:
    card = guidance.cards[cue.card]
    return Cue(when=cue.when, action=_action(card, cue, start), source=guidance.sources(card.id)[0])


def _action(card: Card, cue: PlannedCue, start: int) -> MicroAction:
    patterns = [pattern for pattern in card.say[cue.practice] if not pattern.relations] or card.say[cue.practice]
    said = fill(patterns[start % len(patterns)].text, {}, card.hints, card.occasion)
    return MicroAction(practice=cue.practice, say=said.text, do=card.do[0].text, slots=said.slots, reflect=card.reflect)
