"""Who the speaker is, which practice they wish for, and what they say of themselves."""

import pytest

from assistant.domain import Practice, Relation, Situation
from assistant.reading import read

RELATIONS = [
    pytest.param("My colleague helped me move the desk", Relation.PEER, id="colleague"),
    pytest.param("a teammate is on leave", Relation.PEER, id="teammate"),
    pytest.param("one of my reports is on leave", Relation.MANAGER, id="one of my reports"),
    pytest.param("my direct report Lukas is on leave", Relation.MANAGER, id="direct report"),
    pytest.param("somebody on my team is on leave", Relation.MANAGER, id="on my team"),
    pytest.param("my trainee is on leave", Relation.MANAGER, id="trainee"),
    pytest.param("I manage five people", Relation.MANAGER, id="I manage"),
    pytest.param("I'm a team lead", Relation.LEAD, id="I lead"),
    pytest.param("my mentee is on leave", Relation.LEAD, id="mentee"),
    pytest.param("my boss is on leave", Relation.UPWARD, id="boss"),
    pytest.param("My department head is on leave", Relation.UPWARD, id="head"),
    pytest.param("My manager was harsh to my colleague", Relation.PEER, id="a boss, and somebody else"),
    pytest.param("I feel stuck", Relation.SELF, id="one's own feeling"),
    pytest.param("how do I ask for advice", Relation.SELF, id="one's own question"),
    pytest.param("The nurse is on leave", None, id="nothing told"),
]

WISHES = [
    pytest.param("Help me thank Mona", Practice.ENCOURAGEMENT, id="thank"),
    pytest.param("How should I encourage Yun", Practice.ENCOURAGEMENT, id="encourage"),
    pytest.param("Can I connect Mona with Luis?", Practice.INTRODUCTION, id="connect"),
    pytest.param("Could you help me introduce Amara to Jonas?", Practice.INTRODUCTION, id="introduce"),
    pytest.param("Can you help me give feedback to Luis?", Practice.FEEDBACK, id="give feedback"),
    pytest.param("how do I bring it up with Greg", Practice.FEEDBACK, id="bring it up"),
    pytest.param("What is a good question for Tomek?", Practice.QUESTION, id="a good question"),
    pytest.param("I'd like to share my experience with Ivy", Practice.INSIGHT, id="share my experience"),
    pytest.param("Thank Mona for me", Practice.ENCOURAGEMENT, id="at the head of a sentence"),
    pytest.param("What can I ask Tomek?", Practice.QUESTION, id="what can I ask"),
    pytest.param("Ana and Li don't know of each other", Practice.INTRODUCTION, id="who do not know of each other"),
    pytest.param("I want to pass on how I prepare for audits", Practice.INSIGHT, id="pass on how"),
    pytest.param("I'd like to share with the new cooks what I learned about knives", Practice.INSIGHT, id="share what I learned"),
    pytest.param("how do I teach them how I got over stage fright", Practice.INSIGHT, id="teach how I got over it"),
    pytest.param("I want to ask my boss how we can do better", Practice.QUESTION, id="ask how we"),
    pytest.param("Omar is stuck", None, id="nothing told"),
]

CHANGES = [
    pytest.param("I want him to speak up more. Mateo is quiet.", "speak up more", id="want him to"),
    pytest.param("I would like Fatou to share her notes first", "share your notes first", id="would like her to"),
    pytest.param("I need my report to send the numbers before Friday", "send the numbers before Friday", id="need my report to"),
    pytest.param("I want Rob to stop sending mails at night", "stop sending mails at night", id="want somebody named to"),
    pytest.param("We need them to test before they merge", "test before you merge", id="need them to"),
    pytest.param("I want a raise", None, id="a thing"),
    pytest.param("I told him to stop", None, id="what was said already"),
]

STORIES = [
    pytest.param("I once shipped a release that deleted customer data.", "shipped a release that deleted customer data", id="once"),
    pytest.param("I failed my driving test twice", "failed my driving test twice", id="failed"),
    pytest.param("My own story for Ivy: I failed my first exam", "failed my first exam", id="after a colon"),
    pytest.param("I saw the demo", None, id="seeing is no story"),
    pytest.param("I should like my nurses to talk openly about slips", None, id="a wish is no story"),
    pytest.param("I asked her to stop", None, id="another person's story"),
    pytest.param("I like tea", None, id="the present"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_relation_is_read_where_the_text_says_it(text: str, relation: Relation | None) -> None:
    reading = read(Situation(text=text))

    assert reading.relation == relation


@pytest.mark.parametrize(("text", "wish"), WISHES)
def test_the_practice_wished_for_is_read_where_the_text_says_it(text: str, wish: Practice | None) -> None:
    reading = read(Situation(text=text))

    assert reading.wish == wish


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_what_the_speaker_would_like_instead_reads_after_could_you(text: str, change: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("change") == change


@pytest.mark.parametrize(("text", "story"), STORIES)
def test_the_speakers_own_story_reads_after_i(text: str, story: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("story") == story


def test_what_is_given_apart_comes_before_what_the_text_says() -> None:
    situation = Situation(text="Help me thank my boss", relation=Relation.PEER, practice=Practice.QUESTION)

    reading = read(situation)

    assert (reading.relation, reading.wish) == (Relation.PEER, Practice.QUESTION)
