"""What a model would be sent can be read before anything is sent."""

import json
from collections.abc import Callable

from typer.testing import Result

CALL = "David Okafor stayed calm when the client got angry on the call, and wrote to d.okafor@example.org about the date"
Cli = Callable[..., Result]


def test_what_would_be_sent_is_printed_without_names(cli: Cli) -> None:
    shown = cli("ask", CALL, "--show-outgoing").stdout

    told = "Person A stayed calm when the client got angry on the call, and wrote to email-A about the date"
    assert f"<situation>{told}</situation>" in shown
    assert "kafor" not in shown


def test_what_would_be_sent_is_printed_as_json(cli: Cli) -> None:
    shown = json.loads(cli("ask", CALL, "--show-outgoing", "--json").stdout)

    assert [turn["by"] for turn in shown["turns"]] == ["user"]
    assert shown["system"].startswith("You write one small act")


def test_where_the_gate_answers_nothing_would_be_sent(cli: Cli) -> None:
    shown = cli("ask", "My colleague told me that he wants to end his life.", "--show-outgoing")

    assert (shown.stdout, shown.exit_code) == ("Nothing would be sent: this is answered here, without a model.\n", 0)


def test_offline_the_cards_answer(cli: Cli) -> None:
    answer = json.loads(cli("ask", CALL, "--offline", "--json").stdout)

    assert (answer["composer"], answer["degraded"], answer["usage"]) == ("phrasebook", None, None)
