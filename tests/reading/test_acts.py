"""What the person did, as a clause that reads after `you`."""

import pytest

from assistant.domain import Relation, Situation
from assistant.reading import read

NAMED = {
    "Anna wrote the handbook": "wrote the handbook",
    "Oluwaseun defended our budget": "defended our budget",
    "Nguyễn trained the volunteers": "trained the volunteers",
    "Jean-Pierre walked me through the tax rules": "walked me through the tax rules",
    "Mei-Ling rewrote the rota": "rewrote the rota",
    "Tomás mended the pump": "mended the pump",
    "Siobhan led the tour": "led the tour",
    "Akua drew the plan": "drew the plan",
}

VOICES = [
    pytest.param(
        "Elif planned the farewell for Gus all by herself",
        "planned the farewell for Gus all by yourself",
        id="herself, beside another name",
    ),
    pytest.param("The new nurse asked three good questions", "asked three good questions", id="questions of a number"),
    pytest.param("Our clerk has been late three times this week", "were late three times this week", id="has been late"),
    pytest.param("Kofi covers for me on Fridays", "cover for me on Fridays", id="a kindness again and again"),
    pytest.param("Femi did the boring part of the migration", "did the boring part of the migration", id="did the"),
    pytest.param("my colleague never answers mails", "didn't answer mails", id="a never, said of what was seen"),
    pytest.param("the museum guide made the children laugh", "made the children laugh", id="a guide"),
    pytest.param("Our dean thanked the assistants in her speech", "thanked the assistants in your speech", id="her, beside several"),
    pytest.param("The choir leader mended the organ", "mended the organ", id="a leader"),
    pytest.param("the newest member of the crew spotted the crack", "spotted the crack", id="a member of a group"),
    pytest.param("someone left a kind note on my desk", "left a kind note on my desk", id="somebody unknown"),
    pytest.param(
        "Tariq wrote a guide that nobody wanted and everybody uses",
        "wrote a guide that nobody wanted and everybody uses",
        id="a thing told of twice",
    ),
    pytest.param("the surgeon thanked everyone but the porter", "thanked everyone but the porter", id="all but one"),
    pytest.param(
        "How do I encourage her\nshe stayed calm when he raised his voice",
        "stayed calm when he raised his voice",
        id="which of two is meant",
    ),
    pytest.param("Help me thank her. She kept calm when he hurt himself.", "kept calm when he hurt himself", id="himself, beside her"),
    pytest.param("Bjorn called the client himself", "called the client yourself", id="himself"),
    pytest.param("Ayşe prepared the lesson on her own", "prepared the lesson on your own", id="her before a noun"),
    pytest.param("Nia kept the client because they trust her", "kept the client because they trust you", id="her at the end"),
    pytest.param(
        "Mia helped the new doctor with his first letters", "helped the new doctor with his first letters", id="another one's letters"
    ),
    pytest.param("Our saleswoman doesn't answer her mails", "didn't answer your mails", id="doesn't"),
    pytest.param("My boss cancels our talk every week", "cancelled our talk every week", id="two spellings"),
    pytest.param("Our farmhand spotted the lame cow and isolated her", "spotted the lame cow and isolated her", id="her: not oneself"),
    pytest.param("Jo gave their seat to a visitor", "gave your seat to a visitor", id="their"),
    pytest.param("Anders showed me his setup and how he debugs", "showed me your setup and how you debug", id="he and a present verb"),
    pytest.param("Hyun sorted 200 tickets while he was ill", "sorted 200 tickets while you were ill", id="he was"),
    pytest.param("Lena gave her first talk and was very clear", "gave your first talk and were very clear", id="and was"),
    pytest.param("Kofi, our new intern, wrote the tests", "wrote the tests", id="apposition"),
    pytest.param("Fatima has finished the plan two days early", "finished the plan two days early", id="present perfect"),
    pytest.param("Olu had prepared a handout for everyone", "prepared a handout for everyone", id="past perfect"),
    pytest.param("My peer Salma reviews my code within the hour", "reviewed my code within the hour", id="habitual present"),
    pytest.param("Tomás keeps mixing up the orders", "kept mixing up the orders", id="keeps doing"),
    pytest.param("Lisa is always improving the wiki", "kept improving the wiki", id="is always doing"),
    pytest.param("Ming was explaining the rules to the auditors", "were explaining the rules to the auditors", id="was doing"),
    pytest.param("Ingrid didn't send the notes", "didn't send the notes", id="didn't"),
    pytest.param("Vera did not escalate the ticket", "did not escalate the ticket", id="did not"),
    pytest.param("My colleague Ruth finally quietly fixed the door", "fixed the door", id="adverbs before the verb"),
]

THANKS = [
    pytest.param("I want to thank Priya for staying late and fixing the build", "stayed late and fixed the build", id="two deeds"),
    pytest.param("I am grateful to Marek for taking my calls", "took my calls", id="grateful"),
    pytest.param("Thanks to Olga for covering for me", "covered for me", id="thanks to"),
    pytest.param("credit to Yasmin for spotting the leak", "spotted the leak", id="credit"),
    pytest.param("Help me praise Bjorn for telling the client himself", "told the client yourself", id="himself"),
    pytest.param("I'd like to recognise Pavel for writing the guide", "wrote the guide", id="recognise"),
]

SEEN = [
    pytest.param("Marta had looked after them for six years", "looked after them for six years", id="looked after"),
    pytest.param("Femi asked a great question in the townhall", "asked a great question in the townhall", id="asked a question"),
    pytest.param("I saw David handle a difficult customer", "handled a difficult customer", id="saw a name"),
    pytest.param("I watched her explain the new rule to the board", "explained the new rule to the board", id="watched her"),
    pytest.param("We saw that Aditi helped the guest", "helped the guest", id="saw that"),
    pytest.param("It was Noa who found the leak", "found the leak", id="it was her who"),
    pytest.param("the cook who trained me retires next week", "trained me", id="before what they do now"),
    pytest.param("he promised me the plans for Tuesday and again I have nothing", "promised me the plans for Tuesday", id="and again I"),
    pytest.param("the electrician came on a Sunday for us", "came on a Sunday for us", id="came for us"),
    pytest.param("my co-teacher lets the class get too loud", "let the class get too loud", id="one who shares a role"),
    pytest.param("I was impressed by how Leo ran the kitchen", "ran the kitchen", id="how he did it"),
    pytest.param("What Noa did: she called the family herself", "called the family yourself", id="after a colon"),
    pytest.param("Marek who pushed the config is lying low", "pushed the config", id="the one who did it"),
    pytest.param("I want to write to Ms Adeyemi, who prepared the audit file", "prepared the audit file", id="a title"),
    pytest.param("the way Ingrid opened that negotiation was brilliant", "opened that negotiation", id="the way she did it"),
]

TYPED = [
    pytest.param("Lwazi sent teh plan to all the ppl", "sent the plan to all the people", id="slips of the fingers"),
    pytest.param("Lwazi stayed becuase i was ill", "stayed because I was ill", id="i"),
    pytest.param("Lwazi fixed it so we didnt lose the order", "fixed it", id="no apostrophe"),
]

ROLES = [
    pytest.param("the night porter carried the bags up by hand", "carried the bags up by hand", id="a trade"),
    pytest.param("one of my reports found the leak", "found the leak", id="one of my reports"),
    pytest.param("our intern Mei fixed the tests and showed how she did it", "fixed the tests and showed how you did it", id="intern Mei"),
    pytest.param("the nurse on my ward closed the window", "closed the window", id="a place after the role"),
    pytest.param("A volunteer at our food bank brought her own car", "brought your own car", id="at our food bank"),
    pytest.param("The new developer on my team drew the map", "drew the map", id="new developer"),
    pytest.param("my manager defended the team", "defended the team", id="my manager"),
    pytest.param("hey so my coworker just closed her biggest deal ever. what do i say", "closed your biggest deal ever", id="chat"),
]

SETTINGS = [
    pytest.param("In the morning Isabel defended our budget", "defended our budget", id="a time first"),
    pytest.param("Although she was tired, Mina finished the report", "finished the report", id="a clause first"),
    pytest.param("When the printer jammed, Abdul fixed it himself", "fixed it yourself", id="when it jammed"),
    pytest.param("update from today: Rekha mended the lamp", "mended the lamp", id="a heading first"),
    pytest.param("The client was unkind to Osman. He kept his cool.", "kept your cool", id="a second sentence"),
    pytest.param("Yesterday was long. Rosa stayed with the guests.", "stayed with the guests", id="an act in the second sentence"),
]

GROUPS = [
    pytest.param("the night shift kept the ward running", "kept the ward running", id="a shift"),
    pytest.param("my team stayed late to finish the stocktake", "stayed late to finish the stocktake", id="a team"),
    pytest.param("the day crew cleaned the line before they left", "cleaned the line before you left", id="they"),
    pytest.param("our crew served 300 covers", "served 300 covers", id="beside other things"),
    pytest.param("A pipe burst at six. The crew saved most of the stock.", "saved most of the stock", id="in the second sentence"),
]

BESIDE = [
    pytest.param("our deputy head drew the rota", "drew the rota", id="a role of two words"),
    pytest.param("we lost the client although Irina worked the whole weekend", "worked the whole weekend", id="although"),
    pytest.param(
        "Ahmed, who started last week, fixed the printer that nobody could fix", "fixed the printer that nobody could fix", id="who"
    ),
    pytest.param("our apprentice, who is sixteen, mended the pump", "mended the pump", id="a role, who"),
    pytest.param("the roofer on my crew tied off his harness", "tied off your harness", id="a place"),
    pytest.param("Dilnoza found the chart and nobody asked her to", "found the chart", id="nobody asked"),
    pytest.param("the second mate woke the captain in time", "woke the captain in time", id="two roles"),
]

ALL_THE_SAME = [
    pytest.param("Amir did not sleep before the launch and still fixed the export", "fixed the export", id="did not, and still"),
    pytest.param("Amir didn't eat all day but ran the export", "ran the export", id="didn't, but"),
    pytest.param("Pia had a fever and still ran the early shift", "ran the early shift", id="had, and still"),
    pytest.param("Ana was nervous but answered every question", "answered every question", id="was, but"),
    pytest.param("our receptionist was insulted and stayed polite", "stayed polite", id="was insulted, and stayed"),
    pytest.param("Nadia was shouted at and yet helped the next guest", "helped the next guest", id="was shouted at, and yet"),
]

NO_ACT = [
    pytest.param("Femi did a great job", id="a job done well, of which nothing is told"),
    pytest.param("We hired somebody else for the job that Mina applied for", id="what its object stands before"),
    pytest.param("the late shift ended badly", id="what a shift does by itself"),
    pytest.param("my team told the customers that they were wrong", id="they: of a group or of others"),
    pytest.param("They run the tool. My team shipped twice because of it.", id="a group beside those it is about"),
    pytest.param("I told Ana that she was wrong but left early", id="but: of the speaker"),
    pytest.param("Bo was tired and stayed at home", id="and stayed: away"),
    pytest.param("Ana was ill but Tom came", id="but: of somebody else"),
    pytest.param("the students gave our lecturer terrible ratings and she is really down", id="others, to the one it is about"),
    pytest.param("The report was delivered late.", id="a thing"),
    pytest.param("Ife was thanked by the client", id="passive"),
    pytest.param("Ife has been moved to another team", id="passive in the perfect"),
    pytest.param("My colleague thinks she blew the exam", id="an opinion of oneself"),
    pytest.param("Nadia says she isn't good enough for the role", id="a self-doubt"),
    pytest.param("Nadia feels she failed us", id="a feeling"),
    pytest.param("Ife looked sad", id="a look"),
    pytest.param("Bilal will bring the cake", id="the future"),
    pytest.param("If Bilal fixes the lamp I want to thank him", id="a condition"),
    pytest.param("How do I tell Raj that his slides are too long?", id="a question"),
    pytest.param("Everyone helped", id="everyone"),
    pytest.param("Nobody helped us", id="nobody"),
    pytest.param("they missed the deadline", id="they, with nobody named"),
    pytest.param("I feel stuck and my manager cancelled the talk", id="one's own trouble"),
    pytest.param("our librarian retires this summer", id="what is still to come"),
    pytest.param("How do I make that he takes it himself", id="a present in a question"),
    pytest.param("thinking of posting about what Femi did in the big channel", id="did, with nothing said of it"),
    pytest.param("she just messaged me", id="a message alone"),
    pytest.param("our intern left after six months, she was great", id="a leaving"),
    pytest.param("Twenty minutes ago one of my paramedics came back from a bad one", id="a return"),
]

UNCLEAR = [
    pytest.param("Sofia told Maria that her code was hard to read", id="her: either of two"),
    pytest.param("Anna thanked Maria for her patience with Ben", id="thanks between two"),
    pytest.param("He opened the door for her", id="he and she, nobody named"),
    pytest.param("Mei asked Tom about his plan", id="his: not of the first"),
    pytest.param("she helped Priya with her slides", id="she: not the one who is named"),
]


@pytest.mark.parametrize(("text", "act"), NAMED.items())
def test_an_act_is_read_for_a_name_of_any_culture(text: str, act: str) -> None:
    told = read(Situation(text=text)).told

    assert told == {"person": text.split(maxsplit=1)[0], "act": act}


@pytest.mark.parametrize(("text", "act"), VOICES)
def test_the_verb_and_the_pronouns_agree_with_you(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), THANKS)
def test_what_somebody_is_thanked_for_is_what_they_did(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), SEEN)
def test_what_the_speaker_saw_somebody_do_is_an_act(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), TYPED)
def test_what_was_typed_in_haste_is_spelt_as_it_would_be_said(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), ROLES)
def test_a_role_acts_where_nobody_is_named(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), GROUPS)
def test_a_group_acts_where_it_is_what_the_text_is_about(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize(("text", "act"), BESIDE)
def test_what_is_told_beside_an_act_is_neither_the_act_nor_a_fault(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert (reading.told.get("act"), reading.told.get("effect"), reading.is_fault) == (act, None, False)


@pytest.mark.parametrize(("text", "act"), ALL_THE_SAME)
def test_what_was_done_all_the_same_is_the_act_and_no_fault(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert (reading.told.get("act"), reading.is_fault) == (act, False)


@pytest.mark.parametrize(("text", "act"), SETTINGS)
def test_an_act_is_found_behind_what_comes_first(text: str, act: str) -> None:
    reading = read(Situation(text=text))

    assert reading.told.get("act") == act


@pytest.mark.parametrize("text", NO_ACT)
def test_what_is_not_plainly_done_by_the_person_is_no_act(text: str) -> None:
    reading = read(Situation(text=text))

    assert "act" not in reading.told


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_pronoun_that_could_be_of_two_people_is_never_guessed(text: str) -> None:
    reading = read(Situation(text=text))

    assert "act" not in reading.told


def test_beside_ones_own_trouble_only_what_was_done_to_oneself_is_an_act() -> None:
    situation = Situation(text="Bo cut me off three times in the design meeting", relation=Relation.SELF)

    assert read(situation).told["act"] == "cut me off three times in the design meeting"


def test_a_person_given_apart_is_the_one_whose_act_is_read() -> None:
    situation = Situation(text="Ana praised the team and Kofi mended the lamp.", person="Kofi")

    assert read(situation).told == {"person": "Kofi", "other_person": "Ana", "act": "mended the lamp"}


def test_an_act_in_the_facts_is_read_too() -> None:
    situation = Situation(text="Yun had a hard day.", facts=("She kept the queue moving.",))

    assert read(situation).told == {"person": "Yun", "act": "kept the queue moving"}


def test_an_act_of_more_than_a_breath_is_left_out() -> None:
    situation = Situation(text=f"Yun carried {'very ' * 25}old boxes.")

    assert "act" not in read(situation).told
