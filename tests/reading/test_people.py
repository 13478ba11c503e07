"""Who a situation is about, and who else is in it."""

import pytest

from assistant.domain import Situation
from assistant.reading import read

PEOPLE = [
    pytest.param("Yun had a bad day", ("Yun", None), id="the subject"),
    pytest.param("my colleague Oluwaseun had a bad day", ("Oluwaseun", None), id="a name after a role"),
    pytest.param("what do I say to Ibrahim who just got rejected?", ("Ibrahim", None), id="a name after to"),
    pytest.param("Miss Okafor calmed the parents", ("Miss Okafor", None), id="a title that is a verb too"),
    pytest.param("Dr. Osei has a bad day", ("Dr Osei", None), id="a title"),
    pytest.param("Could you help me introduce Amara to Jonas?", ("Amara", "Jonas"), id="one introduced to another"),
    pytest.param("Can I connect Mona with Luis?", ("Mona", "Luis"), id="one connected with another"),
    pytest.param("Ife was praised and Tom wasn't", ("Ife", "Tom"), id="two subjects"),
    pytest.param("Jonas was there, and I want to thank Amara", ("Amara", "Jonas"), id="the one that words are wished for"),
    pytest.param("Grace stayed until the last guest had gone", ("Grace", None), id="a name that is a word too"),
    pytest.param("Will fixed the pump", ("Will", None), id="a name that is a small word"),
    pytest.param("Hannes and Rui have never met", ("Hannes", "Rui"), id="two at the head of a sentence"),
    pytest.param("Mohammed and I disagree about the plan", ("Mohammed", None), id="one beside the speaker"),
    pytest.param("the customer shouted at Wei and walked off", ("Wei", None), id="one shouted at"),
    pytest.param("Jonas was unkind. Help me encourage Sam.", ("Sam", "Jonas"), id="the one to encourage, named last"),
    pytest.param("tom rewrote the whole guide", ("Tom", None), id="a name in small letters"),
    pytest.param("can you introduce amara to luis?", ("Amara", "Luis"), id="two in small letters"),
    pytest.param("mei-ling took the night shift for me", ("Mei-Ling", None), id="a name with a hyphen in small letters"),
    pytest.param("our new lead thandolwethu keeps interrupting me", ("Thandolwethu", None), id="a name of no list behind a role"),
    pytest.param("oluwaseyi apologised to the client", ("Oluwaseyi", None), id="a name of no list before what only people do"),
    pytest.param("grace stayed until the last guest had gone", ("Grace", None), id="a word in small letters before what only people do"),
    pytest.param("my colleague mark fixed the pump", ("Mark", None), id="a word in small letters behind a role"),
    pytest.param("dr. okonkwo checked my dose", ("Dr Okonkwo", None), id="a title and a name in small letters"),
    pytest.param("my boss mr. lindqvist never answers", ("Mr Lindqvist", None), id="a title with a stop behind a role"),
    pytest.param("Tom Becker rewrote our manual", ("Tom", None), id="a first name and a surname"),
    pytest.param("ana becker rewrote our manual", ("Ana", None), id="both in small letters"),
    pytest.param("O'Brien shouted at the apprentice", ("O'Brien", None), id="an apostrophe in a name"),
    pytest.param("so lena from hr took all the notes", ("Lena", None), id="a place behind the name"),
    pytest.param("siobhán didn't laugh when the other chefs mocked the boy", ("Siobhán", None), id="an accent that the list lacks"),
    pytest.param("mr okafor, our caretaker, shovelled the snow", ("Mr Okafor", None), id="a title, and the role behind"),
    pytest.param("my manager (ms. haddad) forgot my name", ("Ms Haddad", None), id="a name in brackets behind a role"),
    pytest.param("thomas (our caretaker) fixed the swing", ("Thomas", None), id="a role in brackets"),
    pytest.param("jo & sam ran the food bank alone", ("Jo and Sam", None), id="two with a sign between"),
    pytest.param("MARTA FIXED THE PRINTER FOR US", ("Marta", None), id="all in capitals"),
    pytest.param("the new one, ibrahim, cleaned the shop", ("Ibrahim", None), id="a name between commas"),
    pytest.param("jan sent the parcel", ("Jan", None), id="a name that shortens a month"),
    pytest.param("will keeps interrupting me", ("Will", None), id="will, who keeps doing something"),
    pytest.param("tom and ana fixed the boiler", ("Tom and Ana", None), id="two who did it together"),
    pytest.param("Ines and Bo argued about the rota", ("Ines", "Bo"), id="two who are at odds"),
    pytest.param("how do i thank bill for driving the bus", ("Bill", None), id="a word in small letters that is thanked"),
]

NOBODY = [
    pytest.param("Slack is down", id="a tool"),
    pytest.param("Excel and Word are slow today", id="two tools"),
    pytest.param("Tables and chairs were missing", id="two things"),
    pytest.param("We met in London on Monday", id="a place and a day"),
    pytest.param("the delegates met at Siemens for lunch", id="a company at which something was"),
    pytest.param("my colleague is on leave", id="a role"),
    pytest.param("She was kind to me", id="a pronoun"),
    pytest.param("Yesterday was long. Everyone left.", id="words that open a sentence"),
    pytest.param("I learn English and Python", id="a language"),
    pytest.param("Twenty minutes ago it was quiet", id="a number"),
    pytest.param("Will you help me", id="will, as a small word"),
    pytest.param("Grace is what I need", id="grace, as a word"),
    pytest.param("will set up the room tomorrow", id="will, with nobody before it"),
    pytest.param("bill paid late again", id="a bill"),
    pytest.param("hope keeps me going", id="hope, as a word"),
    pytest.param("we meet again in jan", id="a month"),
    pytest.param("how do I say I miss them?", id="to miss"),
    pytest.param("employee asked for a copy of all mails", id="an employee"),
    pytest.param("the professor kindly waited", id="a title and how it was done"),
    pytest.param("he ripped my report apart and left", id="a paper, and how it was done"),
    pytest.param("chief said to sleep on it", id="a chief"),
    pytest.param("the pilot ward is closed again", id="a ward that is tried out"),
    pytest.param("the partner ministry never states it openly", id="a ministry"),
    pytest.param("our designer laptop broke", id="a thing of a role"),
    pytest.param("jenkins failed again and blocked us", id="a machine"),
    pytest.param("yesterday told my boss that I am leaving", id="a day before a verb"),
    pytest.param("colleage told me my slides were dull", id="a role with a slip"),
    pytest.param("the nurse practitioner said it was fine", id="a role of two words"),
    pytest.param("landlord told us to move out", id="somebody without an article"),
    pytest.param("look at docs/tom.md and ask @dana", id="a path and a handle"),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_the_person_and_the_other_are_told_apart(text: str, people: tuple[str, str | None]) -> None:
    told = read(Situation(text=text)).told

    assert (told.get("person"), told.get("other_person")) == people


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_looks_like_a_name_is_nobody(text: str) -> None:
    told = read(Situation(text=text)).told

    assert not {"person", "other_person"} & set(told)


def test_a_person_given_apart_comes_before_the_names_in_the_text() -> None:
    situation = Situation(text="Mona asked a question and Luis was there.", person="Luis")

    told = read(situation).told

    assert (told["person"], told["other_person"]) == ("Luis", "Mona")


def test_a_person_given_apart_is_no_word_of_the_story() -> None:
    situation = Situation(text="The call with the client was rough.", person="Luis")

    assert read(situation).told == {"person": "Luis", "event": "the call"}
