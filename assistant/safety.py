"""The gate: decides before any composer whether a situation gets a Referral or a Hold."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.classifier import Classifier
from assistant.domain import Concerned, Hold, Referral, Risk, Situation, has_letters
from assistant.embedding import Embedder
from assistant.guidance import Guidance
from assistant.reading.neutral import neutral
from assistant.retrieval import card_texts, query
from assistant.safety_guidance import Contacts, LexiconRule, SafetyGuidance
from assistant.wording import words

GREEN = "green"
OFF_TOPIC = "off_topic"
UNSURE = "unsure"
# Set on the dev half of evals/data: the score of the gravest class less that of the harmless ones.
DANGER_MARGIN = 0.0  # from here on the referral is for the class found
UNSURE_MARGIN = -0.3  # from here on we say that we are unsure, and what to do if it is grave
SUSPECT_MARGIN = -0.7
"""From here on we are unsure where a model would not write: 14 of 17 red texts of the dev half that the gate missed, 155 of 515 harmless ones."""
CALM_MARGIN = -0.4
"""Below it a turn is calm by itself: where each of them is, being unsure of all together is no ground for a referral."""
OFF_TOPIC_MARGIN = -0.25  # how near `off_topic` must come to the likeliest other class
LATIN_SHARE = 0.5
MIN_WORDS_FOR_LANGUAGE = 6
_ENGLISH = frozenset(
    """the a an i my me we our us you your he she they it his her their them to of in on at for with from by is was are were be
    been has have had do does did not no and or but so that this what how who when why if about after before can could would
    will just up out as him me some any really today then new now very""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What the gate found: a category of referral, or one of the holds."""

    category: str
    risk: Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyGate:
    """Lexicons of concepts and a classifier over exemplars; what either of them finds is enough."""

    embedder: Embedder
    classifier: Classifier
    guidance: SafetyGuidance
    contacts: Contacts

    async def screen(self, situation: Situation) -> Referral | Hold | None:
        """Return the referral or the hold that this situation needs, or None."""
        concern = await asyncio.to_thread(self.concern, situation)
        return self.refer(concern.category, situation) if concern else None

    def refer(self, category: str, situation: Situation) -> Referral | Hold:
        """Return the answer of a category: a hold, or a referral."""
        if hold := self.guidance.holds.get(category):
            return Hold(message=hold.message, question=hold.question)
        return self._referral(category, situation)

    def suspect(self, situation: Situation) -> Referral | None:
        """Say that we are unsure of a situation that a model would not write for, where it comes near a grave one for us too."""
        return self._referral(UNSURE, situation) if self._margin(situation) >= SUSPECT_MARGIN else None

    def risk(self, situation: Situation) -> Risk:
        """The class of a situation."""
        concern = self.concern(situation)
        return concern.risk if concern else Risk.GREEN

    def concern(self, situation: Situation) -> Concern | None:
        """Say what stands against a nudge, the gravest first."""
        text = situation.told.lower().replace("’", "'")
        if category := self._by_lexicon(text):
            return Concern(category=category, risk=self.guidance.risk(category))
        if not _is_english(situation.text):
            return Concern(category="other_language", risk=Risk.GREEN)
        if category := self._by_exemplars(situation):
            return Concern(category=category, risk=self.guidance.risk(category))
        if any(re.search(sign, text) for sign in self.guidance.holds["wait"].signs):
            return Concern(category="wait", risk=Risk.GREEN)
        return None

    def _by_lexicon(self, text: str) -> str | None:
        begun = [category for category, ways in self.guidance.openings.items() if _concept(ways).search(text)]
        fired = [category for category in begun if any(fires(rule, text) for rule in self.guidance.lexicons[category])]
        return min(fired, key=lambda category: (self.guidance.risk(category) is not Risk.RED, fired.index(category)), default=None)

    def _by_exemplars(self, situation: Situation) -> str | None:
        """The class that the text is most like, by its margin; sentence by sentence it raised more false alarms."""
        scores = self._scores(situation)
        green, off_topic = scores.pop(GREEN), scores.pop(OFF_TOPIC)
        gravest = max(scores, key=lambda name: scores[name])
        margin = scores[gravest] - max(green, off_topic)
        if margin >= DANGER_MARGIN:
            return gravest
        if margin >= UNSURE_MARGIN:
            return None if self._is_calm_turn_by_turn(situation) else UNSURE
        return OFF_TOPIC if off_topic - max(green, scores[gravest]) >= OFF_TOPIC_MARGIN else None

    def _is_calm_turn_by_turn(self, situation: Situation) -> bool:
        """Whether what was told in several turns is harmless in each of them: two plain halves can look grave when they are joined."""
        told = (situation.text, *situation.facts)
        return len(told) > 1 and all(self._margin(Situation(text=part)) < CALM_MARGIN for part in told if has_letters(part))

    def _margin(self, situation: Situation) -> float:
        """The score of the gravest class less that of the harmless ones."""
        scores = self._scores(situation)
        harmless = max(scores.pop(GREEN), scores.pop(OFF_TOPIC))
        return max(scores.values()) - harmless

    def _scores(self, situation: Situation) -> dict[str, float]:
        text = query(situation)
        found = self.classifier.scores([text], self.embedder.one(text)[None, :])[0]
        return {name: float(score) for name, score in zip(self.classifier.classes, found, strict=True)}

    def _referral(self, category: str, situation: Situation) -> Referral:
        form = self.guidance.referrals[category]
        who = _concerned(situation, self.guidance.who)
        words_for = form.variants[who]
        contacts = tuple(self.contacts.get(role) or self.guidance.fallbacks[role] for role in form.contacts)
        return Referral(
            category=category,
            urgency=form.urgency,
            who=who,
            say_to_user=words_for.say_to_user,
            steps=words_for.steps,
            contacts=tuple(dict.fromkeys(contacts)),
            do_not=words_for.do_not,
            can_still_help=words_for.can_still_help,
        )


def gate_examples(safety: SafetyGuidance, guidance: Guidance, ordinary: Sequence[str]) -> tuple[list[str], list[str]]:
    """Classes and texts that the classifier learns from: the exemplars, with the green cards' situations and ordinary moments as green ones."""
    green = [text for card in guidance.cards.values() if card.risk is Risk.GREEN for text in card_texts(card)[1:]] + [*ordinary]
    labelled = [(name, neutral(text)) for name, texts in safety.exemplars.items() for text in texts] + [(GREEN, text) for text in green]
    return [name for name, _ in labelled], [text for _, text in labelled]


def fires(rule: LexiconRule, text: str) -> bool:
    """Whether every concept of a rule is named, near enough to the others, and nothing excuses it."""
    spots = []
    for group in rule.all:
        if not (found := _spots(group, text)):
            return False  # most rules end at their first concept
        spots.append(found)
    if any(_spots(group, text) for group in rule.none):
        return False
    if rule.within is None:
        return True
    return any(all(any(abs(at - first) <= rule.within for at in group) for group in spots[1:]) for first in spots[0])


def _spots(group: tuple[str, ...], text: str) -> list[int]:
    """Where a concept is named, counted in words from the start."""
    return [text.count(" ", 0, found.start()) for found in _concept(group).finditer(text)]


@cache
def _concept(group: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all the ways to name a concept: compiled one by one they overrun the cache of `re`."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(group)})(?!\w)")


def _concerned(situation: Situation, cues: Mapping[Literal["you", "manager_duty"], tuple[str, ...]]) -> Concerned:
    text = situation.told.lower().replace("’", "'")
    if situation.relation == "manager" or _concept(cues["manager_duty"]).search(text):
        return Concerned.MANAGER_DUTY
    return Concerned.YOU if _concept(cues["you"]).search(text) else Concerned.SOMEONE_ELSE


def _is_english(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    latin = sum(1 for c in letters if c < "\u0250") / max(len(letters), 1)
    if latin < LATIN_SHARE:
        return False
    spoken = words(text)
    return len(spoken) < MIN_WORDS_FOR_LANGUAGE or any(w.lower() in _ENGLISH for w in spoken)
