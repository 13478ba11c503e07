"""Where an act ends, and what came of it as a clause that reads after `it`."""

import pytest

from assistant.domain import Situation
from assistant.reading import read

ENDS = [
    pytest.param("Thomas (our caretaker) fixed the swing", "fixed the swing", id="a role in brackets"),
    pytest.param("nadia keeps asking me how to do her job", "kept asking me how to do your job", id="what they ask"),
    pytest.param("Olu and his team delivered the plan a week early", "delivered the plan a week early", id="with a team"),
    pytest.param("she (dr. lund) explained it to the family", "explained it to the family", id="a name in brackets"),
    pytest.param("Old Petersen showed me how to splice a rope", "showed me how to splice a rope", id="how to do what was taught"),
    pytest.param("Priya showed me the till, how to thank her", "showed me the till", id="how to thank for what was taught"),
    pytest.param("Tom and Ana shared their lunch with the driver", "shared your lunch with the driver", id="two together"),
    pytest.param(
        "Abdul found the mistake in the drawings before they went out",
        "found the mistake in the drawings before they went out",
        id="things, as they",
    ),
    pytest.param("Kavya brought the samples but she lost the list", "brought the samples", id="but"),
    pytest.param("Kavya brought the samples, however she was late", "brought the samples", id="however"),
    pytest.param("Kavya brought the samples; the rest of us forgot.", "brought the samples", id="a semicolon"),
    pytest.param("Kavya brought the samples (all of them)", "brought the samples", id="a bracket"),
    pytest.param("Kavya brought the samples – all of them", "brought the samples", id="a dash"),
    pytest.param("Kavya brought the samples, and I went home", "brought the samples", id="and I"),
    pytest.param("Kavya brought the samples and I want to thank her", "brought the samples", id="and I want to"),
    pytest.param("Kavya brought the samples and the doctor thanked us", "brought the samples", id="and another subject"),
    pytest.param("Kavya brought the samples so we could begin", "brought the samples", id="so we"),
    pytest.param("Kavya brought the samples and there's more to come", "brought the samples", id="and there is"),
    pytest.param("Kavya brought the samples, which helped", "brought the samples", id="which"),
    pytest.param(
        "Kavya brought the samples and labelled all twelve", "brought the samples and labelled all twelve", id="and a second deed"
    ),
    pytest.param("Kavya opened the shop, swept it and made tea", "opened the shop, swept it and made tea", id="three deeds"),
    pytest.param("Kavya cut the queue short because people were tired", "cut the queue short because people were tired", id="because"),
]

ASKED = [
    pytest.param("Kavya brought the samples, how can I thank her?", id="how can I"),
    pytest.param("Kavya brought the samples. How do I thank her?", id="a sentence of its own"),
    pytest.param("Kavya brought the samples and what should I say to her?", id="and what should I"),
    pytest.param("Kavya brought the samples any ideas", id="any ideas"),
    pytest.param("Kavya brought the samples. Please help!", id="please help"),
]

EFFECTS = [
    pytest.param("Kwame showed her the desk. She said it saved her the first week", "saved her the first week", id="what she said of it"),
    pytest.param("Aisha stayed on the line, so we kept the account", "meant we kept the account", id="so we"),
    pytest.param("Ahmed rewrote the guide so that new joiners could start alone.", "meant new joiners could start alone", id="so that"),
    pytest.param("Yuki wrote the tests, which saved us from a bad week", "saved us from a bad week", id="which"),
    pytest.param("Sunil restored the backup. It saved us two days.", "saved us two days", id="it, in the next sentence"),
    pytest.param("Sunil restored the backup. That saved us two days.", "saved us two days", id="that, in the next sentence"),
    pytest.param("Eva shared her notes. We finished early.", "meant we finished early", id="we, in the next sentence"),
]

NO_EFFECT = [
    pytest.param("our intern wrote the manual and the lead put his own name on it", id="his: of another"),
    pytest.param("Dmitri fixed the pump but the manager was still angry", id="a contrast"),
    pytest.param("Rekha fixed the build, and I went home", id="what the speaker did"),
    pytest.param("Rekha fixed the build. I was on leave.", id="an unrelated sentence"),
    pytest.param("Rekha fixed the build. It was raining.", id="a state"),
    pytest.param("Rekha wrote the minutes and they were clear for once", id="they, the things that were made"),
    pytest.param("Rekha calmed the class and they listened", id="they, who could be one or all"),
]


@pytest.mark.parametrize(("text", "act"), ENDS)
def test_an_act_ends_where_its_clause_does(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize("text", ASKED)
def test_the_question_at_the_end_is_no_part_of_what_was_done(text: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told == {"person": "Kavya", "act": "brought the samples"}


@pytest.mark.parametrize(("text", "effect"), EFFECTS)
def test_what_came_of_it_reads_after_it(text: str, effect: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("effect") == effect


@pytest.mark.parametrize("text", NO_EFFECT)
def test_what_did_not_come_of_the_act_is_no_effect(text: str) -> None:
    reading = read(Situation(text=text))

    assert "effect" not in reading.told


def test_an_effect_is_never_read_without_an_act() -> None:
    reading = read(Situation(text="The backup was restored. It saved us two days."))

    assert dict(reading.told) == {}
