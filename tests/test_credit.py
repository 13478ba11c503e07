"""Work that somebody gave as their own: it is said to them as it is, and for whose work it was."""

from collections.abc import Callable

import pytest

from assistant.domain import Nudge, Practice

Ask = Callable[..., Nudge]

TAKEN_FROM_ME = {
    "a colleague presented my slides as hers": "you presented my slides as yours",
    "a colleague presented my slides as his own": "you presented my slides as your own",
    "my boss put her name on my report": "you put your name on my report",
    "Nadia sold my recipe to the guests as hers": "you sold my recipe to the guests as yours",
    "a teammate took my idea for their own": "you took my idea for your own",
    "the curator passed my text off as theirs": "you passed my text off as yours",
    "one of my reports presented my plan as his own": "you presented my plan as your own",
    "a colleague told everyone it was her idea. it was mine": "you told everyone it was your idea",
    "my boss told the client that the design was his, but I drew it": "you told the client that the design was yours",
    "my colleague told everyone that he did my project": "you told everyone that you did my project",
}
TAKEN_FROM_OTHERS = {
    "Tom presented Ana's slides as his own": "presented Ana's slides as your own",
    "Omar served Lin's soup as his": "served Lin's soup as yours",
    "my coworker told everyone it was his idea": "told everyone it was your idea",
    "my boss told the director the whole plan was his": "told the director the whole plan was yours",
    "the sous chef told the owner it was her dish": "told the owner it was your dish",
    "our intern passed off the trainee's sketch as her own": "passed off the trainee's sketch as your own",
}
NOT_TAKEN = {
    "credit that is given": "my manager told everyone it was my idea",
    "blame": "a colleague took the blame as his own",
    "a mistake": "she told everyone the mistake was hers",
    "a decision": "he told the team that the decision was his",
    "a name on a list": "my colleague put her name on our list for the night shift",
}


@pytest.mark.parametrize("text", TAKEN_FROM_ME)
def test_what_was_taken_from_the_speaker_is_said_as_theirs_to_whoever_took_it(suggest: Ask, text: str) -> None:
    action = suggest(text).action

    assert action.practice is Practice.FEEDBACK
    assert TAKEN_FROM_ME[text] in action.say
    assert "somebody else" not in action.say
    assert "mine" in action.say or " my " in action.say.replace(TAKEN_FROM_ME[text], "")


@pytest.mark.parametrize("text", TAKEN_FROM_OTHERS)
def test_what_was_taken_from_others_is_no_work_of_the_speaker(suggest: Ask, text: str) -> None:
    action = suggest(text).action

    assert action.practice is Practice.FEEDBACK
    assert TAKEN_FROM_OTHERS[text] in action.say
    assert " my " not in action.say.replace(TAKEN_FROM_OTHERS[text], "")


@pytest.mark.parametrize("text", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_nobody_loses_is_no_credit_taken(suggest: Ask, text: str) -> None:
    assert suggest(text).action.practice is not Practice.FEEDBACK
