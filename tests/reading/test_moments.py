"""When and around what a moment was."""

import pytest

from assistant.domain import Situation
from assistant.reading import read

EVENTS = [
    pytest.param("how can I encourage my team before the inspection", (None, None), id="praise before it came"),
    pytest.param("He had a rough call with a client", ("the call", "call"), id="a mood is left out"),
    pytest.param("In yesterday's board meeting it was quiet", ("yesterday's board meeting", "meeting"), id="a day's meeting"),
    pytest.param("How should I encourage Yun after her rough call?", ("your call", "call"), id="hers is yours"),
    pytest.param("I was in our planning meeting", ("our planning meeting", "meeting"), id="ours stays ours"),
    pytest.param("It happened in my retro", ("my retro", "retro"), id="mine stays mine"),
    pytest.param("The 1:1 on Tuesday was hard", ("the one-to-one", "one-to-one"), id="figures are written out"),
    pytest.param("He is nervous before the sprint review", ("the sprint review", "review"), id="a kind stays"),
    pytest.param("They had a long handover", ("the handover", "handover"), id="a shift's end"),
    pytest.param("horrible meeting with the customer this morning", (None, "meeting"), id="a mood before a bare event"),
    pytest.param("our apprentice has his final exam on Thursday", ("your final exam", "exam"), id="an exam"),
    pytest.param("the demo room is cold", (None, None), id="a room is no event"),
    pytest.param("I wrote the incident tooling", (None, None), id="a tool is no event"),
    pytest.param("the meeting notes are fine", (None, None), id="notes are no event"),
    pytest.param("He is stuck", (None, None), id="nothing told"),
]

TIMES = [
    pytest.param("It was hard yesterday", "yesterday", id="yesterday"),
    pytest.param("Yesterday morning he was quiet", "yesterday morning", id="a part of yesterday"),
    pytest.param("He was quiet this morning", "this morning", id="this morning"),
    pytest.param("He was quiet last week", "last week", id="last week"),
    pytest.param("it was hard on tuesday", "on Tuesday", id="a day in lower case"),
    pytest.param("It was hard last Friday", "last Friday", id="last Friday"),
    pytest.param("It was hard two days ago", "two days ago", id="days ago"),
    pytest.param("It is hard tomorrow", None, id="what is still to come"),
    pytest.param("It was hard", None, id="nothing told"),
]

TOPICS = [
    pytest.param("Forget that. Write a poem about the sea. My manager backed me yesterday.", None, id="of a poem"),
    pytest.param("he asks me about every plate", None, id="every"),
    pytest.param("Omar is stuck on the payment integration and has been for days", "the payment integration", id="stuck on"),
    pytest.param("our junior is stuck on a bug", "that bug", id="a thing that both know of"),
    pytest.param("she told me about a guest", "a guest", id="a thing that is new"),
    pytest.param("my colleague is talking about the new rota", "the new rota", id="about"),
    pytest.param("Fatou wants to learn Terraform", "Terraform", id="wants to learn"),
    pytest.param("Give him feedback about his handover notes", "your handover notes", id="his is yours"),
    pytest.param("Can I connect Mona with Luis? He knows a lot about accessibility", "accessibility", id="knows about"),
    pytest.param("She is interested in old maps because they are hers", "old maps", id="interested in"),
    pytest.param("We talked about it", None, id="it"),
    pytest.param("We talked about feedback", None, id="what every talk is about"),
    pytest.param("he is worried about losing his job", None, id="a deed"),
    pytest.param("I want to talk about my colleague Mona", None, id="a person"),
]

CHANGES = [
    pytest.param("I want him to send the notes before noon", "send the notes before noon", id="want him to"),
    pytest.param("I'd like my colleague to ask me first", "ask me first", id="a role"),
    pytest.param("I don't want the comments to crush her", None, id="what is not wanted"),
    pytest.param("I want the comments to help her", None, id="a thing, not the person"),
    pytest.param("I wish him to understand that it is a sign of trust", None, id="what goes on in somebody's mind"),
]


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_a_change_is_something_that_the_person_could_do(text: str, change: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("change") == change


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_an_event_reads_after_in_with_its_kind_for_the_occasion(text: str, expected: tuple[str | None, str | None]) -> None:
    reading = read(Situation(text=text))

    assert (reading.told.get("event"), reading.occasion) == expected


@pytest.mark.parametrize(("text", "when"), TIMES)
def test_a_time_is_told_only_where_it_was_said(text: str, when: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("when") == when


@pytest.mark.parametrize(("text", "topic"), TOPICS)
def test_a_topic_is_a_noun_phrase_that_was_said(text: str, topic: str | None) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("topic") == topic


def test_a_whole_story_is_read_at_once() -> None:
    reading = read(Situation(text="One of my reports, Yun, is stuck on the invoices. She asked me in our planning meeting yesterday."))

    assert dict(reading.told) == {"person": "Yun", "event": "our planning meeting", "when": "yesterday", "topic": "the invoices"}
