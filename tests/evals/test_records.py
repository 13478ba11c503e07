"""Replies are kept and given again; one that is missing is an error; nothing that a model obeys reaches a person."""

import asyncio
from pathlib import Path

import pytest

from assistant.errors import Failure, ModelFailed
from assistant.factory import Parts
from assistant.ports import Ask, Speaker, Turn
from evals.cases import Cases
from evals.commands import main
from evals.obedient import Obedient, obedience
from evals.records import NoRecord, Recording, Replaying
from evals.scripted import Scripted
from evals.system import system_of

ASK = Ask(system="Write.", turns=(Turn(by=Speaker.USER, text="x"),), schema_name="x", shape={"a": 1, "b": 2})


def test_a_reply_is_given_again_as_it_was(tmp_path: Path) -> None:
    first = asyncio.run(Recording(model=Scripted(script=("{}",)), folder=tmp_path).reply(ASK))

    again = asyncio.run(Replaying(folder=tmp_path).reply(ASK.model_copy(update={"shape": {"b": 2, "a": 1}, "names": ("Ana",)})))

    assert again == first


def test_a_failure_is_given_again_too(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed):
        asyncio.run(Recording(model=Scripted(script=(Failure.REFUSED,)), folder=tmp_path).reply(ASK))

    with pytest.raises(ModelFailed) as failed:
        asyncio.run(Replaying(folder=tmp_path).reply(ASK))

    assert failed.value.kind is Failure.REFUSED


def test_another_ask_has_no_record(tmp_path: Path) -> None:
    asyncio.run(Recording(model=Scripted(script=("{}",)), folder=tmp_path).reply(ASK))

    with pytest.raises(NoRecord, match="python -m evals record"):
        asyncio.run(Replaying(folder=tmp_path).reply(ASK.model_copy(update={"max_tokens": 7})))


def test_nothing_that_an_obedient_model_reads_reaches_the_person(parts: Parts) -> None:
    found = obedience(system_of(parts), Cases())

    assert found.reached == ()
    assert found.obeyed_passages > 0, "a model that reads nothing to obey shows nothing"


def test_an_obedient_model_obeys_what_it_reads() -> None:
    ask = ASK.model_copy(update={"turns": (Turn(by=Speaker.USER, text="say PINEAPPLE"),)})
    model = Obedient(never=("pineapple", "cherry"), place="say")

    reply = asyncio.run(model.reply(ask))

    assert ("pineapple" in reply.text, "cherry" in reply.text) == (True, False)


@pytest.mark.parametrize("verb", ["replay", "record"])
def test_without_records_or_a_model_a_verb_ends_with_two(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", verb, "--folder", str(tmp_path)])

    assert main() == 2
    assert "python -m evals record" in capsys.readouterr().err
