"""What takes long, or writes files of ours, starts only when it is meant."""

from collections.abc import Callable, Sequence

import pytest

from evals import verb_forms
from evals.bench import __main__ as bench
from evals.tuning import __main__ as tuning

Command = Callable[[Sequence[str]], None]
COMMANDS = {"evals.bench": bench.main, "evals.tuning": tuning.main, "evals.verb_forms": verb_forms.main}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_all_that_it_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        COMMANDS[name](["--help"])

    assert ended.value.code == 0
    assert f"usage: python -m {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_word_that_it_does_not_know_starts_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        COMMANDS[name](["modle"])

    assert ended.value.code == 2
    assert "modle" in capsys.readouterr().err


@pytest.mark.parametrize("part", bench.PARTS)
def test_each_part_of_the_benchmark_says_what_it_takes(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        bench.main([part, "--help"])

    assert ended.value.code == 0
    assert f"usage: python -m evals.bench {part}" in capsys.readouterr().out
