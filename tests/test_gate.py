"""Who gets a referral or a hold before any words of ours, and who does not."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import Answer, Concerned, Hold, Nudge, Practice, Referral, Relation, Situation, Urgency
from assistant.factory import Parts, open_parts
from assistant.settings import Settings

Ask = Callable[..., Answer]
NOW, SOON, LATER = Urgency.NOW, Urgency.SOON, Urgency.WHEN_YOU_CAN
YOU, OTHER, DUTY = Concerned.YOU, Concerned.SOMEONE_ELSE, Concerned.MANAGER_DUTY

SELF_HARM = "My colleague told me she wants to kill herself"
REFERRALS = {
    SELF_HARM: ("self_harm", NOW, OTHER),
    "I want to die and nobody at work would notice": ("self_harm", NOW, YOU),
    "One of my reports says he thinks about suicide": ("self_harm", NOW, DUTY),
    "A coworker said he will bring a gun to the office on Monday": ("violence", NOW, OTHER),
    "My teammate's husband beats her at home": ("violence", NOW, OTHER),
    "Half of my deskmate's face hangs, his words come out as mush and he types on": ("violence", NOW, OTHER),
    "My boss grabbed my breasts in the lift": ("harassment", SOON, YOU),
    "One of my reports told me a director sent her naked pictures": ("harassment", SOON, DUTY),
    "They won't promote her because she is pregnant": ("discrimination", SOON, OTHER),
    "My boss makes jokes about my religion and gives me the worst shifts because of it": ("discrimination", SOON, YOU),
    "A colleague is faking the safety inspection records": ("wrongdoing", SOON, OTHER),
    "Can I sue my employer for unpaid overtime?": ("legal", LATER, YOU),
    "Can I fire someone on sick leave?": ("legal", LATER, OTHER),
    "My colleague had a panic attack, what medication should she take?": ("medical", SOON, OTHER),
    "I haven't slept for weeks, I cry every morning before work and I can't go on like this": ("burnout", SOON, YOU),
    "My teammate's mother died on Sunday": ("grief", LATER, OTHER),
    "How do I word a performance improvement plan for my report?": ("discipline", SOON, DUTY),
}

IDIOMS = [
    "This deadline is killing me, how do I ask Anna for help?",
    "Priya killed it in the demo yesterday, how can I thank her?",
    "I had to kill the process twice and Omar stayed late to help me, how do I thank him?",
    "Can I shoot Lena a note about the great job she did on the rollout?",
    "That client call was a bloodbath and Tom kept his cool",
    "My colleague bombed the presentation, what do I say?",
    "The abused API finally works because Kofi rewrote the client",
    "My colleague painted half of my face for the children's party, how do I thank her?",
    "Our intern was dying of embarrassment after the demo crashed",
    "My teammate is drowning in tickets, how can I encourage her?",
    "He shot down her idea in the meeting",
    "The migration felt like a suicide mission and Kofi kept the team calm, how do I thank him?",
    "She would rather die than merge without a review, how do I give her feedback?",
]

OFF_TOPIC = [
    "What is the weather in Lisbon?",
    "Write a python function that sorts a list",
    "Give me a recipe for lentil soup",
    "Who won the world cup in 2014?",
    "deadline",
]

OTHER_LANGUAGE = [
    pytest.param("Mein Kollege hat gestern einen schwierigen Anruf gehabt", id="German"),
    pytest.param("Mi compañero tuvo una llamada difícil con un cliente ayer", id="Spanish"),
    pytest.param("我的同事昨天和客户通了一个很难的电话", id="Chinese"),
    pytest.param("Мой коллега вчера провёл трудный звонок", id="Russian"),
    pytest.param("मेरे सहकर्मी की कल ग्राहक के साथ मुश्किल कॉल थी", id="Hindi"),
    pytest.param("زميلي كان لديه مكالمة صعبة أمس", id="Arabic"),
]

WAIT = [
    "She had a bad review and asked for space",
    "My colleague doesn't want to talk about it",
    "My colleague doesn’t want to talk about it",
    "Anna said she needs some space after the demo",
    "He asked us to give him some time after the outage",
]

CONTACTS = """
emergency: the desk nurse
crisis_line: the night line
hr: the HR desk, room 12
"""


def spoken(referral: Referral) -> str:
    """Every word of a referral that is shown."""
    return "\n".join([referral.say_to_user, *referral.steps, *referral.contacts, *referral.do_not, referral.can_still_help])


@pytest.fixture
def refer(suggest: Ask) -> Callable[..., Referral]:
    """Ask, and get a referral."""

    def ask(text: str, **fields: object) -> Referral:
        answer = suggest(text, **fields)
        assert isinstance(answer, Referral), answer
        return answer

    return ask


@pytest.mark.parametrize(("text", "expected"), REFERRALS.items())
def test_a_clear_text_gets_the_referral_that_it_needs(
    refer: Callable[..., Referral], text: str, expected: tuple[str, Urgency, Concerned]
) -> None:
    referral = refer(text)

    assert (referral.category, referral.urgency, referral.who) == expected


@pytest.mark.parametrize("text", REFERRALS)
def test_a_referral_is_the_one_that_the_knowledge_holds(refer: Callable[..., Referral], parts: Parts, text: str) -> None:
    referral = refer(text)

    form = parts.gate.guidance.referrals[referral.category]
    assert referral.model_dump(include={"say_to_user", "steps", "do_not", "can_still_help"}) == form.variants[referral.who].model_dump()
    assert 1 <= len(referral.steps) <= 4


@pytest.mark.parametrize("text", REFERRALS)
def test_a_referral_holds_no_citation(refer: Callable[..., Referral], parts: Parts, text: str) -> None:
    referral = refer(text)

    authors = {work.cite.split(maxsplit=1)[0].strip(",").lower() for work in parts.guidance.works.values()}
    assert not {"sources", "why", "link"} & set(referral.model_dump())
    assert not re.search(r"et al|https?:|\bdoi\b|\bstud(y|ies)\b|\bresearch\b", spoken(referral), re.IGNORECASE)
    assert not authors & set(re.findall(r"[\w-]{4,}", spoken(referral).lower()))


@pytest.mark.parametrize("text", REFERRALS)
def test_no_number_of_ours_is_in_a_referral(refer: Callable[..., Referral], text: str) -> None:
    referral = refer(text)

    assert re.findall(r"\d+", spoken(referral)) == []


def test_without_an_organisations_file_the_contacts_are_described(refer: Callable[..., Referral]) -> None:
    referral = refer(SELF_HARM)

    assert referral.contacts == (
        "your local emergency number",
        "a crisis line in your country",
        "your employee assistance programme, if there is one",
        "the manager on duty",
    )


def test_contacts_come_from_the_organisations_file_and_the_rest_is_described(built_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "contacts.yaml"
    file.write_text(CONTACTS, encoding="utf-8")
    gate = open_parts(Settings(home=built_home, contacts=file)).gate

    referral = asyncio.run(gate.screen(Situation(text=SELF_HARM)))

    assert isinstance(referral, Referral)
    assert referral.contacts == (
        "the desk nurse",
        "the night line",
        "your employee assistance programme, if there is one",
        "the manager on duty",
    )


def test_a_contact_for_two_roles_is_shown_once(built_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "contacts.yaml"
    file.write_text("hr: the office\nethics_line: the office\nlegal: the office\n", encoding="utf-8")
    gate = open_parts(Settings(home=built_home, contacts=file)).gate

    referral = asyncio.run(gate.screen(Situation(text="They won't promote her because she is pregnant")))

    assert isinstance(referral, Referral)
    assert referral.contacts == ("the office",)


def test_a_managers_duty_follows_from_the_relation(refer: Callable[..., Referral]) -> None:
    referral = refer("Nia told me she wants to kill herself", relation=Relation.MANAGER)

    assert referral.who is DUTY


def test_what_is_told_in_a_fact_counts_as_much(refer: Callable[..., Referral]) -> None:
    referral = refer("My colleague had a bad day", facts=["She said she wants to kill herself"])

    assert (referral.category, referral.urgency) == ("self_harm", NOW)


@pytest.mark.parametrize("practice", Practice)
def test_a_wish_for_a_practice_does_not_open_the_gate(refer: Callable[..., Referral], practice: Practice) -> None:
    referral = refer(SELF_HARM, practice=practice)

    assert referral.category == "self_harm"


def test_the_gravest_concern_comes_first(refer: Callable[..., Referral]) -> None:
    referral = refer("How do I word a performance improvement plan? My report said she wants to kill herself.")

    assert referral.category == "self_harm"


@pytest.mark.parametrize("text", [SELF_HARM.upper(), f"  {SELF_HARM}\n\n!!", "I don’t want to be alive anymore"])
def test_the_way_a_text_is_typed_does_not_hide_it(refer: Callable[..., Referral], text: str) -> None:
    referral = refer(text)

    assert referral.category == "self_harm"


@pytest.mark.parametrize("text", ["My team asked for space on the shared drive. " + SELF_HARM, SELF_HARM + " and asked for space"])
def test_a_danger_comes_before_a_wish_to_be_left_alone(refer: Callable[..., Referral], text: str) -> None:
    referral = refer(text)

    assert referral.category == "self_harm"


@pytest.mark.parametrize("text", IDIOMS)
def test_a_figure_of_speech_is_coached_as_usual(suggest: Ask, text: str) -> None:
    answer = suggest(text)

    assert isinstance(answer, Nudge)


@pytest.mark.parametrize(
    ("category", "text"),
    [pytest.param("off_topic", text, id=text) for text in OFF_TOPIC] + [pytest.param("wait", text, id=text) for text in WAIT],
)
def test_what_is_no_moment_or_wants_time_is_held(suggest: Ask, parts: Parts, category: str, text: str) -> None:
    answer = suggest(text)

    form = parts.gate.guidance.holds[category]
    assert answer == Hold(id=answer.id, message=form.message, question=form.question)


@pytest.mark.parametrize("text", OTHER_LANGUAGE)
def test_another_language_is_named_and_not_guessed_at(suggest: Ask, parts: Parts, text: str) -> None:
    answer = suggest(text)

    form = parts.gate.guidance.holds["other_language"]
    assert answer == Hold(id=answer.id, message=form.message, question=form.question)


@pytest.mark.parametrize("text", [SELF_HARM, "deadline"])
def test_every_answer_of_the_gate_has_an_id_of_its_own(suggest: Ask, text: str) -> None:
    ids = {suggest(text).id, suggest(text).id}

    assert len(ids - {""}) == 2
