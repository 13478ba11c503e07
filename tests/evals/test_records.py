"""Replies are kept and given again; one that is missing is an error; nothing that a model obeys reaches a person."""

import asyncio
import json
from pathlib import Path

import pytest

from assistant.errors import Failure, ModelFailed
from assistant.factory import Parts
from assistant.ports import Ask, Speaker, Turn
from evals.cases import Cases, LabelCase
from evals.commands import main
from evals.judge import CRITERIA, Judge
from evals.obedient import Obedient, obedience
from evals.records import FILE, NoRecord, Recording, Replaying
from evals.scripted import Scripted
from evals.suites import judge, recorded
from evals.system import System, system_of

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


def test_what_is_kept_is_not_asked_again(tmp_path: Path) -> None:
    model = Scripted(script=("{}",))

    for _ in range(2):
        asyncio.run(Recording(model=model, folder=tmp_path).reply(ASK))

    assert len(model.asked) == 1


def test_a_failure_of_the_day_is_asked_again(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed):
        asyncio.run(Recording(model=Scripted(script=(Failure.TIMEOUT,)), folder=tmp_path).reply(ASK))
    again = Recording(model=Scripted(script=("{}",)), folder=tmp_path)

    asyncio.run(again.reply(ASK))
    again.tidy()

    assert asyncio.run(Replaying(folder=tmp_path).reply(ASK)).text == "{}"
    assert len((tmp_path / FILE).read_text().splitlines()) == 1


def test_tidying_drops_what_nobody_asked_for(tmp_path: Path) -> None:
    asyncio.run(Recording(model=Scripted(script=("{}",)), folder=tmp_path).reply(ASK))

    dropped = Recording(model=Scripted(script=("{}",)), folder=tmp_path).tidy()

    assert (dropped, (tmp_path / FILE).read_text()) == (1, "")


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}\n")

    with pytest.raises(NoRecord, match=rf"{FILE}:1: no record of ours"):
        Replaying(folder=tmp_path)


def test_a_replay_with_a_record_missing_ends_with_two_and_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(Recording(model=Scripted(script=("{}",)), folder=tmp_path).reply(ASK))
    monkeypatch.setattr("sys.argv", ["evals", "replay", "--folder", str(tmp_path)])

    assert main() == 2
    assert "make records" in capsys.readouterr().err


def test_of_a_model_that_babbles_nothing_reaches_a_person(system: System) -> None:
    found = {measure.name: measure for measure in recorded.measure(system, Scripted(script=("blah",)), "dev").measures}

    assert found["in the model's words"].score.value == 0
    assert found["every gate passed"].score.value == 1
    assert found["given an act"].score.value > 0.5


def quoting(verdict: str, quote: str) -> Scripted:
    return Scripted(script=(f'{{"quote": "{quote}", "verdict": "{verdict}"}}',))


@pytest.mark.parametrize(
    ("quote", "verdict", "passes"),
    [("KEPT the list", "pass", True), ("kept the list", "fail", False), ("kept a list", "pass", None), ("list", "pass", None)],
)
def test_a_verdict_without_words_of_the_text_is_void(quote: str, verdict: str, passes: bool | None) -> None:
    judging = Judge(model=quoting(verdict, quote))

    assert asyncio.run(judging.passes("act-named", "Tom helped.", "You kept the list, Tom.")) is passes


@pytest.mark.parametrize(("better", "first"), [(("one", "two"), True), (("two", "one"), False), (("one", "one"), None)])
def test_a_preference_that_the_order_decides_is_void(better: tuple[str, str], first: bool | None) -> None:
    quotes = (("of you kept", "thank you all"), ("thank you all", "of you kept"))
    script = tuple(
        f'{{"of_one": "{one}", "of_two": "{two}", "better": "{which}"}}' for (one, two), which in zip(quotes, better, strict=True)
    )

    preferred = Judge(model=Scripted(script=script)).prefers_first("act-named", "Tom helped.", "Of you kept.", "Thank you all.")

    assert asyncio.run(preferred) is first


def test_a_judge_that_always_faults_agrees_by_chance_only() -> None:
    def fault(ask: Ask) -> str:
        text = ask.turns[0].text.partition("<text>")[2].partition("</text>")[0]
        return json.dumps({"quote": " ".join(text.split()[:3]), "verdict": "fail"})

    found = judge.measure(Scripted(script=(fault,)))

    assert [agreement.check for agreement in found.agreements] == [f"judge: {criterion}" for criterion in CRITERIA]
    assert {agreement.kappa for agreement in found.agreements} == {0.0}
    assert {measure.score.value for measure in found.measures if measure.name.startswith("passed by the judge")} == {0.0}


def test_the_judge_sees_passed_and_faulted_texts_and_pairs_of_one_situation() -> None:
    rows = Cases().whole(LabelCase)

    for criterion in CRITERIA:
        labels = [row.labels[criterion] for row in judge.sample(criterion, rows)]
        assert labels.count("pass") == labels.count("fail") == judge.OF_EACH_LABEL
        pairs = judge.pairs_of(criterion, rows)
        assert len(pairs) == judge.PAIRS
        assert all(good.situation == bad.situation for good, bad in pairs)


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
