"""Make assistant/minilm/tuned.npz anew from the knowledge: about a quarter of an hour on two idle cores. Needs the dependency group `tune`."""

import argparse
import sys
from collections.abc import Sequence


def main(words: Sequence[str]) -> None:
    """Read the words, of which none but `--help` is known, and only then load what tunes."""
    argparse.ArgumentParser(prog="python -m evals.tuning", description=__doc__).parse_args(words)
    try:
        from evals.tuning.making import make
    except ModuleNotFoundError as error:
        sys.exit(f"evals.tuning needs {error.name}; install the dependency group `tune`: pip install --group tune")
    make()


if __name__ == "__main__":
    main(sys.argv[1:])
