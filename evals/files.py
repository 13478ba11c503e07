"""Where a run lies: written whole or not at all."""

from pathlib import Path

from pydantic import ValidationError

from evals.measures import Run

OUT = Path(__file__).parent / "out"
RUN = "run.json"


class NoRun(ValueError):
    """There is no run to read."""


def write_whole(path: Path, text: str) -> Path:
    """Write a file beside its place first, so that a broken run leaves the last one as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.write_text(text, encoding="utf-8")
    return fresh.replace(path)


def read_run(path: Path) -> Run:
    """Read a run.

    Raises:
        NoRun: The file is not there, or is no run of this version.

    """
    try:
        return Run.model_validate_json(path.read_bytes())
    except OSError as error:
        raise NoRun(f"{path}: no run ({error.strerror}); make one with `python -m evals run`") from error
    except ValidationError as error:
        raise NoRun(f"{path}: no run of this version ({error.errors()[0]['msg']}); make one with `python -m evals run`") from error
