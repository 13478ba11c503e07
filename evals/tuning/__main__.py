"""Tune the embedding model on the knowledge, about a quarter of an hour on two idle cores, and make its files. Needs the dependency group `tune`."""

import argparse
import sys
from collections.abc import Sequence


def main(words: Sequence[str]) -> None:
    """Read the words, and only then load what tunes."""
    parser = argparse.ArgumentParser(prog="python -m evals.tuning", description=__doc__)
    parser.add_argument("--kept", action="store_true", help="make the files of the weights that are kept, without tuning: half a minute")
    is_kept = parser.parse_args(words).kept
    try:
        from evals.tuning.making import make, tune
    except ModuleNotFoundError as error:
        sys.exit(f"evals.tuning needs {error.name}; install the dependency group `tune`: pip install --group tune")
    if not is_kept:
        tune()
    make()


if __name__ == "__main__":
    main(sys.argv[1:])
