"""Where prompts and knowledge lie: inside the installed package if they are there, else beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `prompts` or `knowledge`."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def model_folder() -> Path:
    """Return the folder of the embedding model and its tokenizer."""
    return _PACKAGE / "minilm"
