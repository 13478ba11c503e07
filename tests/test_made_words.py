"""Words made of what was told: a question to put, a word owed, somebody to look for."""

import re
from collections.abc import Callable

import pytest

from assistant.domain import Nudge, Practice

Ask = Callable[..., Nudge]

ASKED = {
    "I want to ask our oldest carpenter how he chooses the wood": "How do you choose the wood?",
    "ask the librarian how she knew": "How did you know?",
    "I'd like to ask our pastry chef how she gets the layers so thin": "How do you get the layers so thin?",
    "how do I ask the foreman why he stacks the boards on edge": "What makes you stack the boards on edge?",
    "I want to ask my boss what he would do in my place": "What would you do in my place?",
    "I want to ask my colleagues how they plan the harvest": "How do you plan the harvest?",
    "can I ask the captain what he is watching for": "What are you watching for?",
    "I'd like to ask Bo how he always keeps the line moving": "How do you always keep the line moving?",
    "I want to ask Ana which part of the job she likes best": "Which part of the job do you like best?",
    "ask the machinist at the lathe how he has kept it running, please": "How have you kept it running?",
    "I want to ask him how he put it together so that I can do it too": "How did you put it together?",
    "I want to ask my boss what I need to do to get to the next level": "What would it take to get to the next level?",
    "I'd like to ask our director how we can get a second oven": "How can we get a second oven?",
    "ask my manager how I can help her": "How can I help you?",
    "I want to ask the head nurse where I was wrong": "Where was I wrong?",
    "how can I ask my foreman why we changed the schedule": "What made us change the schedule?",
    "how do I ask my team what slows them down": "What slows you down?",
    "I'd like to ask her what made her choose nursing": "What made you choose nursing?",
    "I want to ask Ana what makes her notes so clear": "What makes your notes so clear?",
}
ASKED_ABOUT = {
    "what can I ask an old hand about the furnace": "the furnace",
    "I'd like to ask my neighbour about soldering": "soldering",
    "what can I ask our retiring master about glazing": "glazing",
    "What could I ask our librarian about the old maps?": "the old maps",
    "my colleague Ana knows everything about the old billing system, what could I ask her": "the old billing system",
    "our senior nurse knows so much about wound care. What can I ask her?": "wound care",
    "Pedro knows a lot about espresso machines and I want to learn from him": "espresso machines",
    "the foreman knows all about the local stone, what should I ask him": "the local stone",
}
NOT_ASKED_ABOUT = {
    "nobody": "I would like to ask a question about the plan",
    "their mood": "I want to ask my colleague about her mood",
    "money": "I'd like to ask my boss about a raise",
    "what went wrong": "what can I ask Tom about the missed deadline",
    "one's own mistakes": "my manager knows everything about my mistakes, what could I ask him",
    "what was late": "Ana knows a lot about our late deliveries, what could I ask her",
    "thanks": "our librarian knows everything about the archive, how do I thank her",
}
PRAISED = {
    "I want to tell Malik that his report was easy to read": "Your report was easy to read",
    "how do I tell her that her notes on the ward are clear": "Your notes on the ward are clear",
    "I'd like to tell our trainer her slides were very helpful to me": "Your slides were very helpful to me",
}
NOT_PRAISED = {
    "bad news": "how do I tell Hana that her idea was turned down",
}
CRITICISED = {
    "I want to tell Malik that his report was hard to read": "your report was hard to read",
    "I need to tell Paul that his presentation was too long": "your presentation was too long",
    "how do I tell the intern his email was too casual for a client": "your email was too casual",
    "how do I tell someone their code review comments are too harsh": "your code review comments are too harsh",
    "I want to tell our cook that her menu is hard to read": "your menu is hard to read",
}
NOT_CRITICISED = {
    "how they look": "how do I tell Ken that his shirt is too tight",
    "what was said already": "I told her that her list was too long and she cried",
}
NOT_TURNED = {
    "a reproach": "ask Tom why he never answers",
    "a mood": "I want to ask her how she is doing after the move",
    "yes or no": "ask our cook whether he likes it",
    "two people": "I want to ask him how she fixed it",
    "an order": "ask our clerk what he should learn next",
    "what was asked before": "I asked her how she did it and she laughed",
}
OWED = {
    "I keep interrupting my deputy and I noticed it today": "I keep interrupting you",
    "I promised my mentee to read her draft and I forgot": "I promised to read your draft and I forgot",
    "I snapped at our youngest apprentice in front of the customer": "I snapped at you in front of the customer",
    "I forgot to invite Tom to the planning meeting": "I forgot to invite you to the planning meeting",
    "I missed my one to one with Ines twice": "I missed our one to one twice",
    "I was late for the handover and Bo had to wait for an hour": "I was late for the handover and you had to wait for an hour",
    "I yelled at her because she dropped the tray": "I yelled at you",
    "I gave our apprentice the wrong drawing and he cut forty boards": "I gave you the wrong drawing",
    "I promised Kim I would call the school, but I didn't": "I promised you I would call the school, but I didn't",
    "I let my team down": "I let you down",
    "I snapped at the customer at the till because she was slow": "I snapped at you at the till",
    "I yelled at my sister-in-law in the shop": "I yelled at you in the shop",
    "I was wrong about the supplier and Greta was right": "I was wrong about the supplier and you were right",
    "nobody told the night nurse about the new rota": "Nobody told you about the new rota",
    "I forgot to credit Amina in the report I sent to the board": "I forgot to credit you in the report",
    "The driver came back with the wrong pallets because I wrote the wrong number": "You came back with the wrong pallets because I wrote",
    "my mentee missed the exam because I gave her the wrong date": "You missed the exam because I gave you the wrong date",
    "I didn't back up my junior when the client blamed her": "I didn't back you up",
    "I left Amina's name off the slide": "I left your name off the slide",
    "I criticised our cook in front of the crew": "I criticised you in front of the crew",
    "no one asked the cleaners before the lockers were moved": "No one asked you before the lockers were moved",
}
NOT_OWED = {
    "what went well because of oneself": "she did well because I helped her",
    "two whom it touched": "I interrupted Tom and Mei in the meeting",
    "what somebody else did well": "I was late and Tom covered my shift",
    "what nobody told oneself": "nobody told me about the rota",
    "what is to be told to others": "I messed up the order and want to say it to my team",
    "somebody who is missed": "I missed Ines at the party",
    "praise that was not said": "I never told my boss that I liked how she backed us",
    "thanks": "I was late and want to thank Bo for waiting",
}
SOUGHT = {
    "how do I introduce Lena to someone who knows Kafka": ("somebody who knows Kafka, Lena", ()),
    "my mentee Pavel needs to meet someone who knows welding": ("somebody who knows welding", ()),
    "introduce our apprentice Tariq to somebody who builds boats": ("somebody who builds boats, Tariq", ()),
    "introduce our new nurse to somebody who has done night shifts": ("somebody who has done night shifts", ("person",)),
}
NOT_SOUGHT = {
    "for oneself": "introduce me to someone who knows Kafka",
    "a talk": "how do I talk to someone who never listens",
    "who is introduced": "how do I introduce someone who is shy to the team",
}


@pytest.mark.parametrize(("text", "subject"), ASKED_ABOUT.items())
def test_who_wants_to_learn_of_something_gets_a_question_about_it(nudge: Ask, text: str, subject: str) -> None:
    answer = nudge(text)

    assert f"about {subject}" in answer.action.say
    assert answer.action.slots == ()
    assert (answer.action.practice, answer.sources[0].id) == (Practice.QUESTION, "ask-for-advice")


@pytest.mark.parametrize("text", NOT_ASKED_ABOUT.values(), ids=NOT_ASKED_ABOUT)
def test_what_touches_somebody_is_not_asked_for_its_lore(nudge: Ask, text: str) -> None:
    subject = text.partition(" about ")[2]

    assert f"about {subject}" not in nudge(text).action.say


@pytest.mark.parametrize(("text", "praised"), PRAISED.items())
def test_what_was_good_about_a_work_is_told_to_whose_it_is(nudge: Ask, text: str, praised: str) -> None:
    answer = nudge(text)

    assert praised in answer.action.say
    assert (answer.action.practice, answer.action.slots, answer.sources[0].id) == (Practice.ENCOURAGEMENT, (), "specific-praise")


@pytest.mark.parametrize("text", NOT_PRAISED.values(), ids=NOT_PRAISED)
def test_what_was_not_good_is_not_told_as_praise(nudge: Ask, text: str) -> None:
    assert not re.search(r"\bYour idea\b", nudge(text).action.say)


@pytest.mark.parametrize(("text", "criticised"), CRITICISED.items())
def test_what_was_amiss_with_a_work_is_told_to_whose_it_is(nudge: Ask, text: str, criticised: str) -> None:
    answer = nudge(text)

    assert criticised in answer.action.say
    assert (answer.action.practice, answer.action.slots, answer.sources[0].id) == (Practice.FEEDBACK, (), "situation-behaviour-impact")


@pytest.mark.parametrize("text", NOT_CRITICISED.values(), ids=NOT_CRITICISED)
def test_nobody_is_told_what_is_none_of_the_work(suggest: Ask, text: str) -> None:
    assert not re.search(r"\b[Yy]our (?:shirt|list)\b", suggest(text).model_dump_json())


@pytest.mark.parametrize(("text", "question"), ASKED.items())
def test_a_question_that_is_told_is_put_to_the_person(nudge: Ask, text: str, question: str) -> None:
    answer = nudge(text)

    assert answer.action.say.endswith(question)
    assert (answer.action.practice, answer.sources[0].id) == (Practice.QUESTION, "ask-for-advice")
    assert answer.alternatives == ()


@pytest.mark.parametrize("text", NOT_TURNED.values(), ids=NOT_TURNED)
def test_a_question_that_does_not_turn_surely_is_left_to_the_cards(suggest: Ask, text: str) -> None:
    assert "ask it once" not in suggest(text).model_dump_json()


def test_a_question_about_what_was_done_names_it_first(nudge: Ask) -> None:
    answer = nudge("Kofi mended the boiler alone. I want to ask him how he did it")

    assert "ou mended the boiler alone" in answer.action.say
    assert answer.action.say.endswith(" How did you do it?")


@pytest.mark.parametrize(("text", "owed"), OWED.items())
def test_who_did_something_to_somebody_says_so_and_is_sorry(nudge: Ask, text: str, owed: str) -> None:
    answer = nudge(text)

    assert owed in answer.action.say
    assert "I'm sorry" in answer.action.say
    assert "your mistake touches" in answer.action.do


@pytest.mark.parametrize("text", NOT_OWED.values(), ids=NOT_OWED)
def test_nobody_is_sorry_for_what_is_not_theirs(suggest: Ask, text: str) -> None:
    assert "I'm sorry" not in suggest(text).model_dump_json()


@pytest.mark.parametrize(("text", "told"), SOUGHT.items())
def test_who_is_to_meet_somebody_not_found_yet_is_offered_a_search(nudge: Ask, text: str, told: tuple[str, tuple[str, ...]]) -> None:
    answer = nudge(text)

    assert (answer.action.practice, answer.sources[0].id) == (Practice.INTRODUCTION, "one-or-two-steps-away")
    assert (told[0] in answer.action.say, tuple(slot.name for slot in answer.action.slots)) == (True, told[1])


@pytest.mark.parametrize("text", NOT_SOUGHT.values(), ids=NOT_SOUGHT)
def test_nobody_is_looked_for_where_nobody_is_to_be_introduced(suggest: Ask, text: str) -> None:
    answer = suggest(text).model_dump_json()

    assert "ask around" not in answer
    assert "look for somebody" not in answer
