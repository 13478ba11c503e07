"""python -m tests.model.recording FOLDER: record what the suites `recorded` and `judge` ask, with the small model below that folder."""

import os
import subprocess
import sys
from pathlib import Path

from tests.model.serving import KEY, NAME
from tests.process import TREE

PATIENCE_S = 30  # a model this small loses its thread and writes to the end of its tokens


def main(folder: Path) -> int:
    """Serve the model, record, and end as the recording does."""
    serving = [sys.executable, "-m", "tests.model.serving", str(folder)]
    with subprocess.Popen(serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=TREE) as server:
        assert server.stdin
        assert server.stdout
        named = {"MODEL": NAME, "MODEL_URL": f"{server.stdout.readline().strip()}/v1", "MODEL_KEY": KEY, "MODEL_TIMEOUT_S": str(PATIENCE_S)}
        environment = {**os.environ, **{f"SMALLACTS_{name}": value for name, value in named.items()}}
        ended = subprocess.run([sys.executable, "-m", "evals", "record"], env=environment, cwd=TREE, check=False).returncode
        server.stdin.close()
        server.kill()
    return ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
