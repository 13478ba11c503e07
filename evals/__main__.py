"""python -m evals: run the suites and print every score with its interval."""

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table

from assistant.errors import AssistantError
from assistant.factory import open_parts
from assistant.progress import BuildBar
from assistant.settings import read_settings
from evals import suites
from evals.statistics import Score

SUITES = {"retrieval": suites.retrieval, "gate": suites.gate, "answers": suites.answers}


def main() -> int:
    """Run; exit 0, or 2 where a suite could not run."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("suite", nargs="*", choices=[*SUITES, []], help="which suites; all if none is named")
    parser.add_argument("--split", choices=["dev", "test"], default="dev", help="`dev` may be tuned on, `test` is for reports")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    try:
        with BuildBar() as bar:
            parts = open_parts(read_settings(), bar)
        scores = {name: SUITES[name](parts, given.split) for name in given.suite or SUITES}
    except (AssistantError, ValueError, OSError) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps({name: [s.model_dump() for s in group] for name, group in scores.items()}, indent=2))
    else:
        _show(scores, given.split)
    return 0


def _show(scores: dict[str, list[Score]], split: str) -> None:
    console = Console()
    for name, group in scores.items():
        table = Table("score", "value", "95% interval", "n", title=f"{name} ({split})", title_justify="left", box=None)
        for score in group:
            table.add_row(score.name, f"{score.value:.3f}", f"[{score.low:.3f}, {score.high:.3f}]".replace("[", r"\["), str(score.n))
        console.print(table)


if __name__ == "__main__":
    sys.exit(main())
