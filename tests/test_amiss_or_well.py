"""Whether what was told was good or amiss, and so the direction of the words."""

from collections.abc import Callable

import pytest

from assistant.domain import Nudge, Practice

Ask = Callable[..., Nudge]

BLAMED = [
    "the release went out late because Omar didn't tell us he was stuck",
    "two pallets went to the wrong shop because Kofi didn't check the labels",
    "Joao left the valve open, so the whole lab had to be evacuated",
    "the slab cracked because the foreman wouldn't wait for it to dry",
    "my lab partner used the last of the buffer and told nobody",
    "Kai said he would lock up and then he didn't",
    "the plumber left without cleaning up and the client called me",
    "he talks over me in every meeting",
    "my boss called me by the wrong name in front of the customers",
    "my boss thanked the whole team but not me",
    "my manager never says thanks for anything",
    "the night shift leaves us the bins full every morning",
    "Ben mixed up the samples, so we have to repeat the run",
    "the tests failed because Priyanka pushed to the wrong branch",
    "our director doesn't greet the cleaners",
]
GOOD_HABITS = {
    "he reads my drafts on the bus and marks the weak spots": "read my drafts on the bus",
    "she always checks the harness of everyone": "checked the harness",
    "Amina greets every child by name at the gate": "greeted every child by name",
    "she explains the dosage to the patients until they get it": "explained the dosage",
    "our dishwasher polishes the glasses before service so nobody has to wait": "it meant nobody had to wait",
    "the receptionist knows everyone who comes for chemo by name": "know everyone",
    "the night porter warms the scrubs for the early shift": "warmed the scrubs",
    "she asks the quiet ones in our meeting what they think": "asked the quiet ones",
}
BAD_HABITS = [
    "he checks his phone while patients talk",
    "Pavel signs the checklist without looking",
    "our lead answers for us when the client asks",
    "the cashier keeps the queue waiting while she chats with her friend",
    "my coworker takes the easy tables and leaves me the big parties",
    "he only helps the people he likes",
]
DECLINED = {
    "Dina turned down the promotion to head nurse": "you turned down the promotion to head nurse",
    "my colleague said no to the team lead job, he wants to stay on the tools": "ou said no to the team lead job",
    "Raj declined the promotion because of his kids": "you declined the promotion",
    "my report stepped back from the manager job and went back to nursing": "you stepped back from the manager job",
    "she withdrew her application for shift lead herself": "you withdrew your application for shift lead yourself",
}
REFUSED = [
    "Dina was turned down for the promotion",
    "they turned down her application for shift lead",
    "my colleague didn't get the team lead job",
    "Raj's promotion was refused again",
]
CRITICISED = {
    "how do I tell someone their code review comments are too harsh": "your code review comments are too harsh",
    "how to tell a colleague her emails are too long": "your emails are too long",
    "how can I tell him his meetings run too long": "your meetings run too long",
    "how do I tell the head chef that the way he talks to the new cooks is too rough": "the way you talk to the new cooks is too rough",
    "what do I say to a teacher whose remarks in the notebooks are too harsh": "your remarks in the notebooks are too harsh",
    "how can I tell the trainer that he talks too fast": "you talk too fast",
    "his explanations are too long for the apprentices": "your explanations are too long",
    "my teammate's comments on the pull requests are brutal, how do I bring it up": "your comments on the pull requests are brutal",
}
NOT_CRITICISED = {
    "one's own": "my code review comments are too harsh, how do I soften them",
    "a customer's": "the customer's emails are too long",
    "what somebody got": "someone left harsh comments on my pull request",
    "somebody's child's teacher": "my daughter's teacher is too strict, what do I say",
    "good news": "how do I tell Ana that her talk was clear",
}


@pytest.mark.parametrize("text", BLAMED)
def test_what_was_amiss_is_raised_and_not_praised(nudge: Ask, text: str) -> None:
    assert nudge(text).action.practice is Practice.FEEDBACK


def test_the_harm_is_said_with_what_was_done(nudge: Ask) -> None:
    answer = nudge("the release went out late because Omar didn't tell us he was stuck")

    assert "you didn't tell us you were stuck, it meant the release went out late." in answer.action.say


def test_the_good_is_said_with_what_was_done(nudge: Ask) -> None:
    answer = nudge("we kept the client because Ines stayed on the phone")

    assert answer.action.practice is Practice.ENCOURAGEMENT
    assert "you stayed on the phone" in answer.action.say
    assert "t meant we kept the client" in answer.action.say


@pytest.mark.parametrize(("text", "words"), GOOD_HABITS.items())
def test_a_good_habit_told_in_the_present_is_praised_by_name(nudge: Ask, text: str, words: str) -> None:
    answer = nudge(text)

    assert answer.action.practice is Practice.ENCOURAGEMENT
    assert words in answer.action.say


@pytest.mark.parametrize("text", BAD_HABITS)
def test_a_bad_habit_told_in_the_present_is_raised(nudge: Ask, text: str) -> None:
    assert nudge(text).action.practice is Practice.FEEDBACK


@pytest.mark.parametrize(("text", "words"), DECLINED.items())
def test_who_turned_a_step_up_down_is_not_consoled(nudge: Ask, text: str, words: str) -> None:
    answer = nudge(text)

    assert answer.action.practice is Practice.QUESTION
    assert words in answer.action.say


@pytest.mark.parametrize("text", REFUSED)
def test_who_was_refused_a_step_up_still_is(nudge: Ask, text: str) -> None:
    assert nudge(text).sources[0].id in ("promotion-denied", "rejected-proposal")


@pytest.mark.parametrize(("text", "words"), CRITICISED.items())
def test_how_somebody_writes_or_talks_is_told_to_them(nudge: Ask, text: str, words: str) -> None:
    answer = nudge(text)

    assert answer.action.practice is Practice.FEEDBACK
    assert words in answer.action.say


@pytest.mark.parametrize("text", NOT_CRITICISED.values(), ids=NOT_CRITICISED)
def test_other_harsh_words_are_not_told_to_them(nudge: Ask, text: str) -> None:
    assert "I find that your" not in nudge(text).action.say
