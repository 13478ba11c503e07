"""What a model costs, and what happens when the day's budget is used up."""

import asyncio
import json
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from assistant.budget import Budgeted, Ledger, ledger_of
from assistant.domain import Nudge, Spent
from assistant.errors import BadSettings, Failure, ModelFailed
from assistant.factory import Parts
from assistant.ports import Ask, Speaker, Turn, Usage
from assistant.prices import price_of
from evals.scripted import Scripted, written
from tests.composers import answer

CALL = "David stayed calm when the client got angry on the call about the date. How do I encourage him?"
GOOD = "That was a hard call, David. You stayed calm when the client got angry about the date."
TODAY = date(2026, 11, 28)
ASK = Ask(system="Write.", turns=(Turn(by=Speaker.USER, text="x"),), schema_name="x", shape={}, max_tokens=600)
USAGE = Usage(input_tokens=1_000_000, output_tokens=500_000)


def ledger(folder: Path, tokens: int | None = None, usd: float | None = None, today: date = TODAY) -> Ledger:
    return Ledger(path=folder / "spent.json", today=lambda: today, max_tokens=tokens, max_usd=usd)


def taken(folder: Path) -> int:
    return int(json.loads((folder / "spent.json").read_text(encoding="utf-8"))["tokens"])


def reserve_often(folder: Path) -> None:
    for _ in range(50):
        ledger(folder).reserve(1, None)


def test_an_answer_says_what_it_took_and_what_that_cost(parts: Parts) -> None:
    model = Budgeted(model=Scripted(script=(written(GOOD),)), price=price_of("any", None, "1/2"))

    given = answer(parts, model, CALL)

    assert isinstance(given, Nudge)
    assert given.usage == Spent(input_tokens=500, output_tokens=80, cost_usd=(500 * 1 + 80 * 2) / 1_000_000)


def test_a_listed_model_has_a_price_and_an_unknown_one_has_none() -> None:
    prices = [price_of(name, None, None)(USAGE) for name in ("gpt-4o-mini", "openai/gpt-4o-mini", "a-model-of-ours")]

    assert prices == [pytest.approx(0.45), pytest.approx(0.45), None]


def test_a_model_on_this_machine_has_no_list_price() -> None:
    assert price_of("gpt-4o-mini", "http://localhost:11434/v1", None)(USAGE) is None


@pytest.mark.parametrize("setting", ["cheap", "1", "1/2/3", "-1/2", "nan/1"])
def test_a_price_that_is_none_is_named(setting: str) -> None:
    with pytest.raises(BadSettings, match="SMALLACTS_MODEL_PRICE"):
        price_of("any", None, setting)


def test_money_cannot_be_limited_where_the_price_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="SMALLACTS_MODEL_PRICE"):
        ledger_of(tmp_path / "spent.json", price_of("a-model-of-ours", None, None), lambda: TODAY, None, 1.0)


def test_over_budget_the_cards_answer_and_no_model_is_asked(parts: Parts, tmp_path: Path) -> None:
    script = Scripted(script=(written(GOOD),))
    model = Budgeted(model=script, price=lambda _: None, ledger=ledger(tmp_path, tokens=100))

    given = answer(parts, model, CALL)

    assert isinstance(given, Nudge)
    assert (given.composer, given.degraded and given.degraded.kind, script.asked) == ("phrasebook", "over_budget", [])


def test_what_a_reply_took_stays_and_the_rest_of_the_reservation_comes_back(tmp_path: Path) -> None:
    model = Budgeted(model=Scripted(script=("{}",)), price=lambda _: None, ledger=ledger(tmp_path, tokens=10_000))

    asyncio.run(model.reply(ASK))

    assert taken(tmp_path) == 580


@pytest.mark.parametrize(("kind", "stays"), [(Failure.UNAVAILABLE, False), (Failure.REJECTED, False), (Failure.TIMEOUT, True)])
def test_a_failure_that_may_have_been_paid_for_stays_in_the_account(tmp_path: Path, kind: Failure, stays: bool) -> None:
    model = Budgeted(model=Scripted(script=(kind,)), price=lambda _: None, ledger=ledger(tmp_path, tokens=10_000))

    with pytest.raises(ModelFailed):
        asyncio.run(model.reply(ASK))

    assert (taken(tmp_path) > 600) is stays


def test_the_next_day_begins_anew(tmp_path: Path) -> None:
    ledger(tmp_path, tokens=10).reserve(10, None)

    ledger(tmp_path, tokens=10, today=date(2026, 11, 29)).reserve(10, None)

    assert taken(tmp_path) == 10


def test_money_is_counted_beside_tokens(tmp_path: Path) -> None:
    account = ledger(tmp_path, usd=1.0)
    account.reserve(1, 0.75)

    with pytest.raises(ModelFailed, match="1 USD"):
        account.reserve(1, 0.5)


def test_several_processes_keep_one_account(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=reserve_often, args=(tmp_path,)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert taken(tmp_path) == 200


@pytest.mark.parametrize("content", ["{", "[]", '{"day": "today"}'])
def test_an_account_that_is_none_stops_the_spending_and_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "spent.json").write_text(content, encoding="utf-8")

    with pytest.raises(ModelFailed, match=r"spent\.json: not an account of ours"):
        ledger(tmp_path, tokens=10).reserve(1, None)
