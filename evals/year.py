"""The verb that simulates a year of weekly tips and says which promises were kept."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.factory_tips import open_desk
from evals.weekly import PROMISES, SOUND, breaches, mutants, simulate

BROKEN = 1


def weekly(
    people: Annotated[int, typer.Option(help="Invented people.", min=1)] = 2_000,
    weeks: Annotated[int, typer.Option(help="Weeks running.", min=1)] = 53,
    broken: Annotated[bool, typer.Option("--mutants", help="Break each promise on purpose, and say whether it is noticed.")] = False,
) -> None:
    """Plan a year of weekly tips for invented people, and hold it to what is promised."""
    desk, console = open_desk(), Console()
    for mutant in mutants() if broken else (SOUND,):
        with tempfile.TemporaryDirectory() as folder, Console(stderr=True).status("planning") as status:
            outcomes = simulate(desk, Path(folder), people, weeks, mutant, lambda week: status.update(f"planning {week}"))
        found = breaches(outcomes)
        console.print(
            f"{weeks} weeks, {people:,} people, {sum(len(week.given) for week in outcomes):,} tips"
            + (f"; broken: {mutant.breaks}" if broken else "")
        )
        console.print(f"  {sum(week.without_text for week in outcomes):>7,} left without a text", highlight=False)
        for promise in PROMISES:
            console.print(f"  {found[promise]:>7,} breaches: {promise}", highlight=False)
        if (mutant.breaks not in found) if broken else found:
            raise typer.Exit(BROKEN)
