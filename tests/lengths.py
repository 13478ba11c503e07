"""Refuse a Python file of more than 300 lines."""

import subprocess
import sys
from pathlib import Path

WALL = 300

tracked = subprocess.run(["git", "ls-files", "*.py"], capture_output=True, text=True, check=True).stdout.split()
long = [(path, lines) for path in tracked if (lines := len(Path(path).read_text(encoding="utf-8").splitlines())) > WALL]
for path, lines in long:
    print(f"{path}: {lines} lines; at most {WALL}: split it by job", file=sys.stderr)
sys.exit(bool(long))
