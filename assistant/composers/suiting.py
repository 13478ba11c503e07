"""How well a card suits what was told: what is added to its nearness, and what is taken off."""

import re

from assistant.domain import Practice, Relation, Tenor
from assistant.guidance import Card
from assistant.reading import Reading
from assistant.reading.credit import is_given_to_the_speaker, is_taken

ACT_SUITED = 0.1  # added where the practice suits the act that was told
GENERAL = 0.15  # added to the card that fits any act of its practice, where an act, or two people, are all that is told
SURE = 0.8  # a nearest card that scores less is no sure find, and the general one is preferred by as much as it lacks
DEEP_DOUBT = 0.1  # from here on the general card is preferred where no act was told; chosen on the dev half of evals/data/situations.jsonl
DEEPLY = 1.5
FOUND = 0.75  # a card that scores as much was found whatever the moment sounds like; chosen with DEEP_DOUBT
MISFIT = 0.3  # taken off a card that is for acts amiss where the moment sounds well, or for praise where it sounds amiss
BACKWARDS = 0.6  # taken off words that would thank a superior for what was amiss
UNTROUBLED = 0.1  # taken off a card for something amiss where nothing of that kind was told
RELATION_MISSED = 0.12  # taken off where the card is not written for this relation
CREDIT_CARD = "credit-taken"
OF_CREDIT = 0.45  # added to it where an act says so itself: the sound of the moment leads elsewhere, to a chef or a board
FROM_ABOVE = 0.5  # taken off where it is for those who lead, and the words are for one's own lead
FOR_ONESELF = 0.8  # taken off a card by which the speaker is introduced, where two others are to meet: they sound alike
UNTOLD = Relation.PEER  # where nobody said who speaks, words that a peer could say are right for most
_LEADING = {Relation.LEAD, Relation.MANAGER}
_GENERALLY = {Tenor.WELL: Practice.ENCOURAGEMENT, Tenor.AMISS: Practice.FEEDBACK}
"""What fits a moment of which no act was told."""
_IN_TIME = re.compile(r"(?:caught|spotted|noticed|found|prevented|discovered|saw)\b(?! (?:my|his|her|their|your) own\b)")
_DONE_TO_ME = re.compile(r"\bme\b")
_ME = re.compile(r"(?<!told )(?<!telling )(?<!asked )(?<!asking )(?<!showed )\b(?:me|my|mine)\b")


def suits_the_facts(card: Card, practice: Practice, reading: Reading, doubt: float) -> float:
    """What was told asks for a practice: a thing done well for words about it, one to mend for feedback, two people to meet."""
    if not card.is_general and "act" not in reading.told and not reading.is_of_two:
        return 0.0
    if card.id == CREDIT_CARD and "act" in reading.told and (is_taken(reading.told["act"]) or is_given_to_the_speaker(reading.told["act"])):
        return OF_CREDIT if is_taken(reading.told["act"]) else -MISFIT
    if reading.tenor is Tenor.HARD and ("act" not in reading.told or reading.is_fault) and reading.wish in (None, Practice.QUESTION):
        return GENERAL + doubt if card.is_general and practice is card.practices[0] is Practice.QUESTION else 0.0
    if reading.wish is Practice.INTRODUCTION:
        if reading.is_of_two and card.own_practice is Practice.INTRODUCTION:
            return -FOR_ONESELF
        return GENERAL + doubt if card.is_general and practice is reading.wish and "other_person" in reading.told else 0.0
    if "act" not in reading.told and reading.wish is None and reading.tenor in _GENERALLY:
        return DEEPLY * max(0.0, doubt - DEEP_DOUBT) if card.is_general and practice is _GENERALLY[reading.tenor] else 0.0
    fitting = Practice.FEEDBACK if reading.is_fault and not _is_to_praise(reading) else Practice.ENCOURAGEMENT
    is_asked = reading.is_fault and practice is reading.wish is Practice.QUESTION and Practice.FEEDBACK in card.say
    if "act" not in reading.told or (reading.wish not in (None, fitting) and not is_asked):
        return 0.0
    return ACT_SUITED + (GENERAL + doubt if card.is_general else 0.0) if practice is fitting or is_asked else 0.0


def misses_relation(card: Card, reading: Reading) -> float:
    """What is taken off a card that is not written for the one who speaks."""
    if reading.relation is Relation.UPWARD and set(card.relations) <= _LEADING:
        return FROM_ABOVE
    return RELATION_MISSED if (reading.relation or UNTOLD) not in card.relations else 0.0


def misses_tenor(card: Card, reading: Reading, score: float) -> float:
    """What is taken off a card for another sort of moment; one that was found all the same says more than how the moment sounds."""
    if reading.wish is not None:
        return 0.0
    main, is_told = card.practices[0], "act" in reading.told
    is_for_praise = main is Practice.ENCOURAGEMENT
    is_for_faults = Practice.FEEDBACK in card.practices and not is_for_praise
    if is_told and (against := _turns_the_act(card, reading)):
        return against
    match reading.tenor:
        case Tenor.WELL if is_told and (is_for_faults or main is Practice.INTRODUCTION or _leaves_the_good(main, reading, score)):
            return MISFIT
        case Tenor.WELL if score < FOUND and (is_for_faults or card.is_of_mistakes):
            return MISFIT
        case Tenor.AMISS if score < FOUND and is_for_praise and not (is_told and Practice.FEEDBACK in card.say):
            return MISFIT
        case Tenor.HARD if card.is_of_success and (reading.is_fault or not is_told):
            return MISFIT
        case Tenor.WANT if is_for_faults and not is_told:
            return UNTROUBLED
    return 0.0


def _leaves_the_good(main: Practice, reading: Reading, score: float) -> bool:
    """It has other words than those of praise for a deed that wants them."""
    return main is not Practice.ENCOURAGEMENT and tells_what_was_good(reading, score)


def _turns_the_act(card: Card, reading: Reading) -> float:
    """What is taken off words that would praise, or leave unsaid, what the act itself says is amiss."""
    if (card.is_of_mistakes and _is_of_no_mistake(reading)) or (reading.is_blamed and Practice.FEEDBACK not in card.practices):
        return MISFIT
    if reading.is_plainly_amiss and card.is_of_success:
        return MISFIT
    can_only_praise = card.practices[0] is Practice.ENCOURAGEMENT and Practice.FEEDBACK not in card.say
    if reading.is_fault and reading.relation is Relation.UPWARD and can_only_praise and not card.is_of_mistakes:
        return BACKWARDS
    is_left_unsaid = reading.is_fault and _DONE_TO_ME.search(reading.told["act"]) and Practice.FEEDBACK not in card.say
    return UNTROUBLED if is_left_unsaid else 0.0


def _is_of_no_mistake(reading: Reading) -> bool:
    """They found out in time what was wrong, or it was done to the speaker: no mistake of one's own is to be told of."""
    act = reading.told["act"]
    return bool(_IN_TIME.match(act)) if not reading.is_fault else bool(_ME.search(act))


def own_practice(card: Card, reading: Reading) -> Practice:
    """A card's first practice; for one's own trouble one written for it; feedback where praise would meet an act to mend."""
    if reading.relation is Relation.SELF and card.own_practice:
        return card.own_practice
    main = card.practices[0]
    if main is Practice.INTRODUCTION and reading.tenor is Tenor.OWN and Practice.ENCOURAGEMENT in card.say:
        return Practice.ENCOURAGEMENT  # a tie of one's own needs nobody to be introduced
    is_unfit = reading.is_fault and main is Practice.ENCOURAGEMENT and not _is_to_praise(reading)
    return Practice.FEEDBACK if is_unfit and Practice.FEEDBACK in card.say else main


def asks_of_faults(card: Card, practice: Practice, reading: Reading) -> bool:
    """What is amiss is named before it is asked about, and so the words are those of feedback, which end in a question."""
    is_asked = practice is reading.wish is Practice.QUESTION
    return is_asked and reading.is_fault and "act" in reading.told and Practice.FEEDBACK in card.say


def tells_what_was_good(reading: Reading, score: float) -> bool:
    """Whether the deed that was told wants praise or thanks: nothing else was wished for, and its words say so or no card was found."""
    is_good = reading.tenor is Tenor.WELL and "act" in reading.told and not reading.is_fault and (reading.is_spoken_for or score < FOUND)
    is_plain = reading.wish is None and reading.relation is not Relation.SELF
    return is_good and is_plain and not (reading.praised or reading.owed or reading.declined or reading.criticised)


def as_done_to_oneself(reading: Reading) -> Reading:
    """`She took credit for my idea`: what was done to the speaker wants words of one's own, from a card that has them."""
    act = reading.told.get("act", "")
    is_theirs = reading.is_taken_from_the_speaker  # and so whoever took it, the words are one's own
    if not is_theirs and (reading.relation or not reading.is_fault or not _ME.search(act)):
        return reading
    return reading.model_copy(update={"relation": Relation.SELF})


def _is_to_praise(reading: Reading) -> bool:
    """They set it right themselves, and nothing sounds amiss in that."""
    return reading.mended is not None and reading.tenor is not Tenor.AMISS
