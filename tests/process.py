"""`smallacts` as a person runs it: a process of its own, over the whole knowledge or a small one."""

import contextlib
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

TREE = Path(__file__).resolve().parents[1]
FEW_EXEMPLARS = 25  # of each class: enough to tell a moment at work from the rest, and indexed in a second or two
FEW_CARDS = ("quiet-colleague", "after-a-rough-call", "celebrate-a-win")
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1  # of linux/sockios.h and linux/if.h
QUIET = "my teammate is quiet in meetings"


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str


def raise_loopback() -> None:
    """Let this machine reach itself where the network is cut, as by `unshare -n`, with the loopback as well."""
    if sys.platform != "linux":
        return
    name, with_flags = b"lo", "16sH22x"
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        _, flags = struct.unpack(with_flags, fcntl.ioctl(probe, SIOCGIFFLAGS, struct.pack(with_flags, name, 0)))
        fcntl.ioctl(probe, SIOCSIFFLAGS, struct.pack(with_flags, name, flags | IFF_UP))


def command(*arguments: str | bytes) -> list[str | bytes]:
    """The words that start `smallacts`."""
    return [sys.executable, "-m", "assistant.cli", *arguments]


def environment(home: Path, tree: Path = TREE, **settings: str) -> dict[str, str]:
    """This machine's environment without its settings; standard output takes what UTF-8 can say, and nothing else."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SMALLACTS_")}
    fixed = {"PYTHONPATH": str(tree), "PYTHONIOENCODING": "utf-8:strict", "PYTHONDONTWRITEBYTECODE": "1", "SMALLACTS_HOME": str(home)}
    return {**ours, **fixed, **{f"SMALLACTS_{name}": value for name, value in settings.items()}}


def smallacts(
    *arguments: str | bytes, home: Path, tree: Path = TREE, stdin: bytes = b"", before: Sequence[str] = (), **settings: str
) -> Ended:
    """Run a command to its end, in a shell's `before` where one is given."""
    ended = subprocess.run(
        [*before, *command(*arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=tree,
        env=environment(home, tree, **settings),
        timeout=90,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def small_tree(folder: Path) -> Path:
    """A copy of the package with so little knowledge that its index is built at once."""
    shutil.copytree(TREE / "assistant", folder / "assistant", ignore=shutil.ignore_patterns("__pycache__", "_data", "minilm"))
    (folder / "assistant" / "minilm").symlink_to(TREE / "assistant" / "minilm")
    (folder / "api").symlink_to(TREE / "api")
    (folder / "prompts").symlink_to(TREE / "prompts")
    shutil.copytree(TREE / "knowledge", folder / "knowledge")
    for card in (folder / "knowledge" / "cards").glob("*/*.md"):
        if card.stem not in FEW_CARDS:
            card.unlink()
    for name in ("exemplars.yaml", "off_topic.yaml"):
        path = folder / "knowledge" / "safety" / name
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump({kind: some[:FEW_EXEMPLARS] for kind, some in texts.items()}), encoding="utf-8")
    return folder
