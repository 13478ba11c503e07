"""A model words the distinct texts: each once, checked, never paid for twice, and the card's words where it fails."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.engines.batch import BatchFiles
from assistant.engines.local import ask_all
from assistant.errors import Failure, ModelFailed
from assistant.factory_tips import Desk
from assistant.ports import Ask, Reply, Speaker, Turn, Usage
from assistant.tips.values import iso_week
from assistant.tips.week import Week
from assistant.tips.writing import Answered, Job, Price, Written, estimate, jobs_of, write_with
from tests.tips.conftest import WEEK, Tips
from tests.upstream.faults import FAULTS, says
from tests.upstream.server import Exchange, Upstream


def good(ask: Ask) -> str:
    """The tip as it stands, under another subject: a wording that every check lets pass."""
    lines = dict(
        line.split(": ", 1) for line in ask.turns[-1].text.splitlines() if line.split(": ")[0] in ("subject", "moment", "do", "say")
    )
    return json.dumps({**lines, "subject": "Worded by a model"})


class Scripted:
    """A model that says what it is told to, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, says: Callable[[Ask], str]) -> None:
        self.says = says
        self.asked: list[Ask] = []

    async def reply(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(text=self.says(ask), model=self.name, usage=Usage(input_tokens=10, output_tokens=5))


@pytest.fixture
def week(out: Path) -> Week:
    return Week(out=out, week=iso_week(WEEK))


def written(week: Week, desk: Desk, model: Scripted) -> Written:
    """Write the week with a model."""
    return asyncio.run(write_with(week, desk.guidance, lambda jobs: ask_all(jobs, model, 4), model.name))


def test_each_distinct_text_is_worded_once_however_many_get_it(week: Week, desk: Desk) -> None:
    model = Scripted(good)

    done = written(week, desk, model)

    assert len(model.asked) == done.by_model == len(week.menu())
    assert {text.subject for text in week.texts()} == {"Worded by a model"}
    assert {text.composer for text in week.texts()} == {"scripted"}


def test_no_name_of_the_roster_reaches_the_model(week: Week, desk: Desk) -> None:
    model = Scripted(good)

    written(week, desk, model)

    assert not any("Person" in ask.system + ask.turns[0].text for ask in model.asked)


def test_a_wording_that_fails_a_check_is_asked_for_once_more_with_its_fault(week: Week, desk: Desk) -> None:
    model = Scripted(lambda ask: json.dumps({**json.loads(good(ask)), "say": "You're a natural, and you must keep it up as ever."}))

    done = written(week, desk, model)

    assert len(model.asked) == 2 * len(week.menu())
    assert "cannot be used" in model.asked[-1].turns[0].text
    assert done.by_model == 0
    assert [text.say for text in week.texts()] == [text.say for text in week.menu()]


@pytest.mark.parametrize("reply", ["", "no JSON", "[]", '{"say": "x"}', '{"subject": 1}'])
def test_a_reply_of_another_form_leaves_the_cards_words_and_says_so(week: Week, desk: Desk, reply: str) -> None:
    done = written(week, desk, Scripted(lambda _: reply))

    assert done.by_model == 0
    assert len(done.kept) == len(week.menu())


def test_what_was_paid_for_is_not_asked_again_after_a_kill(week: Week, desk: Desk) -> None:
    first = Scripted(good)

    async def cut(jobs: Sequence[Job]) -> AsyncIterator[Answered]:
        async for answered in ask_all(jobs[:3], first, 1):
            yield answered
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(write_with(week, desk.guidance, cut, first.name))
    second = Scripted(good)
    done = written(week, desk, second)

    assert len(first.asked) == 3
    assert len(second.asked) == len(week.menu()) - 3
    assert done.by_model == len(week.menu())


def test_who_is_answered_asks_again_before_the_next_answer_is_read(week: Week) -> None:
    two = asyncio.Barrier(2)
    seen: list[str] = []

    class TwoAtOnce(Scripted):
        async def reply(self, ask: Ask) -> Reply:
            seen.append("asked")
            await two.wait()
            seen.append("read")
            return await super().reply(ask)

    async def ask() -> int:
        return len([answered async for answered in ask_all(jobs_of(week.menu(), {})[:4], TwoAtOnce(good), 2)])

    assert asyncio.run(ask()) == 4
    assert seen == ["asked", "asked", "read", "asked", "read", "asked", "read", "read"]


def test_a_rejected_key_ends_the_asking(week: Week, desk: Desk) -> None:
    def refuse(_: Ask) -> str:
        raise ModelFailed(Failure.REJECTED, "the key was rejected")

    model = Scripted(refuse)

    done = written(week, desk, model)

    assert len(model.asked) <= 4
    assert any("the key was rejected" in reason for reason in done.kept)


def test_the_estimate_counts_texts_and_not_people(week: Week) -> None:
    found = estimate(week.menu(), 200_000, jobs_of(week.menu()), Price(input=1.0, output=10.0), 10, 2.0)

    assert found.calls == len(week.menu())
    assert found.cost == pytest.approx((found.input_tokens + 10 * found.output_tokens) / 1e6)


def lines_of(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


def result(custom_id: str, content: str | None, status: int = 200, finish: str = "stop") -> str:
    """A line of a batch's result file."""
    body = {"choices": [{"message": {"content": content}, "finish_reason": finish}], "usage": {"prompt_tokens": 9, "completion_tokens": 4}}
    return (
        json.dumps({"id": "x", "custom_id": custom_id, "response": {"status_code": status, "request_id": "r", "body": body}, "error": None})
        + "\n"
    )


def test_batch_files_keep_within_both_limits(tmp_path: Path, week: Week) -> None:
    jobs = jobs_of(week.menu())

    by_count = BatchFiles(folder=tmp_path / "a", model="m", max_requests=4).write(jobs)
    by_size = BatchFiles(folder=tmp_path / "b", model="m", max_bytes=9_000).write(jobs)

    assert max(len(lines_of(path)) for path in by_count) == 4
    assert max(path.stat().st_size for path in by_size) <= 9_000
    for files in (by_count, by_size):
        assert [json.loads(line)["custom_id"] for path in files for line in lines_of(path)] == [job.id for job in jobs]


def test_results_are_collected_by_id_in_any_order_and_only_what_failed_is_missing(tmp_path: Path, week: Week) -> None:
    jobs = jobs_of(week.menu())[:4]
    files = BatchFiles(folder=tmp_path, model="m")
    path = tmp_path / "results.jsonl"
    lines = [
        result(jobs[3].id, "d"),
        result(jobs[1].id, None, 500),
        result(jobs[0].id, "a"),
        result(jobs[2].id, "c", finish="length"),
        result("odd", "z"),
    ]
    path.write_text("".join(lines), encoding="utf-8")

    found = files.collect([path], jobs)

    assert {each.id: each.reply for each in found} == {jobs[0].id: "a", jobs[1].id: None, jobs[2].id: None, jobs[3].id: "d"}


def test_a_second_round_asks_only_what_the_first_lacks(tmp_path: Path, week: Week) -> None:
    jobs = jobs_of(week.menu())[:3]
    files = BatchFiles(folder=tmp_path, model="m")
    first = files.write(jobs)
    path = tmp_path / "results.jsonl"
    path.write_text(result(jobs[0].id, "a") + result(jobs[2].id, "c"), encoding="utf-8")

    answered = {each.id for each in files.collect([path], jobs)}
    second = files.write([job for job in jobs if job.id not in answered])

    assert [path.name for path in (*first, *second)] == ["requests-01-001.jsonl", "requests-02-001.jsonl"]
    assert [json.loads(line)["custom_id"] for line in lines_of(second[0])] == [jobs[1].id]


def test_a_week_is_worded_by_batch_files_alone(tips: Tips, out: Path, week: Week) -> None:
    tips("write", "--engine", "batch", "--model", "m", "--yes")
    requests = lines_of(week.folder / "batch" / "requests-01-001.jsonl")
    replies = [_replied(json.loads(line)) for line in requests[1:]]
    (out / "results.jsonl").write_text("".join(replies), encoding="utf-8")

    result = tips("write", "--engine", "batch", "--model", "m", "--results", str(out / "results.jsonl"), "--yes")

    assert f"{len(requests)} texts, {len(requests) - 1} in a model's words" in result.output
    assert "1 text without a usable reply" in result.output


def test_the_tokens_of_a_batch_are_counted_once_and_a_fault_is_told(tips: Tips, out: Path, week: Week) -> None:
    bad = [result(text.id, json.dumps({"subject": "No", "moment": "x"})) for text in week.menu()]
    (out / "results.jsonl").write_text("".join(bad), encoding="utf-8")

    done = tips("write", "--engine", "batch", "--model", "m", "--results", str(out / "results.jsonl"), "--yes", "--json")

    written = json.loads(done.stdout)
    assert (written["input_tokens"], written["output_tokens"]) == (9 * len(bad), 4 * len(bad))
    assert all("subject" in reason for reason in written["kept"])


def _replied(request: Any) -> str:
    """The result of one request: the tip as it stands, under another subject."""
    user = request["body"]["messages"][1]["content"]
    ask = Ask(system="s", turns=(Turn(by=Speaker.USER, text=user),), schema_name="tip", shape={})
    return result(request["custom_id"], good(ask))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--engine", "carts"), "use one of cards, local, batch"),
        (("--engine", "batch"), "needs --model"),
        (("--engine", "local"), "set SMALLACTS_MODEL"),
        (("--price", "cheap"), "as 0.15/0.60"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(tips: Tips, arguments: tuple[str, ...], said: str) -> None:
    assert said in str(tips("write", *arguments).exception)


def test_a_file_that_is_no_result_is_named_with_its_line(tips: Tips, out: Path) -> None:
    (out / "results.jsonl").write_text("{}\n", encoding="utf-8")

    result_ = tips("write", "--engine", "batch", "--model", "m", "--results", str(out / "results.jsonl"), "--yes")

    assert "results.jsonl:1: no line of a batch result" in str(result_.exception)


async def echo(exchange: Exchange) -> None:
    """An endpoint that words each tip as it stands, under another subject."""
    user = exchange.asked["messages"][-1]["content"]
    await says(good(Ask(system="s", turns=(Turn(by=Speaker.USER, text=user),), schema_name="tip", shape={})))(exchange)


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Configure a model: one that words tips, or one behind a fault."""
    with Upstream(FAULTS, echo) as running:

        def configure(fault: str) -> str:
            url = running.url(fault) if fault else running.url("401", 0)
            monkeypatch.setenv("SMALLACTS_MODEL", "m")
            monkeypatch.setenv("SMALLACTS_MODEL_URL", url)
            return url

        yield configure


def test_the_model_that_is_configured_words_a_week_and_is_asked_nothing_twice(
    tips: Tips, week: Week, upstream: Callable[[str], str]
) -> None:
    upstream("")

    first = tips("write", "--engine", "local", "--yes")
    dry = tips("write", "--engine", "local")

    assert f"{len(week.menu())} texts, {len(week.menu())} in a model's words" in first.output
    assert {text.composer for text in week.texts()} == {"m"}
    assert "calls to a model: 0;" in dry.output


def test_with_a_key_that_is_rejected_the_cards_words_stay_and_the_reason_is_said(
    tips: Tips, week: Week, upstream: Callable[[str], str]
) -> None:
    upstream("401")

    result = tips("write", "--engine", "local", "--yes")

    assert "the endpoint rejected the key" in result.output
    assert {text.composer for text in week.texts()} == {"cards"}
