"""No name, address or number leaves the machine, and each comes back where its placeholder stands."""

import asyncio
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadSettings
from assistant.factory import Parts
from assistant.masking import Masking, mask, read_people, unmask
from assistant.ports import Ask, Speaker, Turn
from evals.scripted import Scripted, written
from tests.composers import answer

NAMES = ("Ana Silva", "Søren", "Nguyễn Thị Mai", "O'Neill", "Jean-Luc", "Grace", "R&D Bob", "李", "Will", "Zoë")
ADDRESSES = (
    *("ana.silva@example.org", "+49 170 1234567", "(0171) 555-0147", "@ana_s", "https://wiki.example.org/x?a=1&b=2", "www.example.org/ana"),
    *("DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111"),
)


def ask(text: str, *names: str) -> Ask:
    turn = f"<passages>\n</passages>\n<situation>{text.replace('&', '&amp;').replace('<', '&lt;')}</situation>"
    return Ask(system="Write.", turns=(Turn(by=Speaker.USER, text=turn),), schema_name="x", shape={}, names=names)


def sent(masked: Ask) -> str:
    return masked.turns[0].text.partition("<situation>")[2].partition("</situation>")[0]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_of_it_is_sent_and_all_of_it_comes_back(seed: int) -> None:
    draw = random.Random(seed)
    hidden = draw.sample(NAMES + ADDRESSES, 6)
    words = "stayed calm on the call with | about Person A | and wrote to | twice. Then | said “no” to | & <left>; |".split("|")
    text = "".join(part for pair in zip([f"{name} " for name in hidden], words, strict=False) for part in pair)

    masked = mask(ask(text, *NAMES[:5]), NAMES[5:])
    reply = unmask(json.dumps({"say": sent(masked.ask).replace("&lt;", "<").replace("&amp;", "&")}), masked.originals)

    assert [name for name in hidden if name.lower() in masked.ask.turns[0].text.lower()] == []
    assert json.loads(reply) == {"say": text}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ana's plan and ANA again", "Person A's plan and Person B again"),
        ("I told Ana Maria Silva-Costa and left. Ana, Mondays", "I told Person A and left. Person B, Mondays"),
        ("ana stayed, and Anabel did not", "Person A stayed, and Anabel did not"),
        ("Grace said grace, and Will said that he will", "Person A said grace, and Person B said that he will"),
        ("on 2026-11-28 at 10:30, room 12", "on 2026-11-28 at 10:30, room 12"),
        ("write to ana@example.org.", "write to email-A."),
    ],
)
def test_names_are_hidden_and_words_stay(text: str, masked: str) -> None:
    found = mask(ask(text, "Ana", "Grace", "Will"), ())

    assert sent(found.ask) == masked


def test_an_original_with_quotes_keeps_the_reply_one_object() -> None:
    text = unmask('{"say": "Thank you, Person A."}', {"Person A": 'Bob "the\\builder"'})

    assert json.loads(text) == {"say": 'Thank you, Bob "the\\builder".'}


def test_the_person_reads_the_name_that_the_model_never_saw(parts: Parts) -> None:
    script = Scripted(script=(written("That was a hard call, Person A. You stayed calm when the client got angry."),))

    given = answer(parts, Masking(model=script), "David stayed calm when the client got angry on the call.", person="David")

    assert given.model_dump()["action"]["say"] == "That was a hard call, David. You stayed calm when the client got angry."
    assert "David" not in script.asked[0].model_dump_json()


def test_a_name_of_the_directory_is_hidden_in_small_letters_too(parts: Parts, tmp_path: Path) -> None:
    names = tmp_path / "people.txt"
    names.write_text("# ours\nOksana Petrenko\n\n", encoding="utf-8")
    script = Scripted(script=(written("You kept the pass running. Thank you for that."),))

    answer(parts, Masking(model=script, people=read_people(names)), "oksana kept the pass running with two cooks sick")

    assert "<situation>Person A kept the pass running" in script.asked[0].turns[0].text


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 200], ids=["not text", "no name"])
def test_a_file_that_is_no_list_of_names_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "people.txt").write_bytes(content)

    with pytest.raises(BadSettings, match=r"SMALLACTS_PEOPLE: .*people\.txt"):
        read_people(tmp_path / "people.txt")


def test_a_directory_of_ten_thousand_names_hides_the_one_that_is_there() -> None:
    people = tuple(f"Name{n} Family{n}" for n in range(10_000))

    masked = mask(ask("Name77 stayed calm with Family78"), people)

    assert sent(masked.ask) == "Person A stayed calm with Person B"


def test_each_ask_is_hidden_by_itself() -> None:
    script = Scripted(script=("{}",))
    masking = replace(Masking(model=script), people=("Ana", "Ben"))

    for text in ("Ben left", "Ana left"):
        asyncio.run(masking.reply(ask(text)))

    assert [sent(each) for each in script.asked] == ["Person A left", "Person A left"]
