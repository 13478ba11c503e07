"""What the process that reads a file may not do, and what becomes of it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import BadDocument
from assistant.ingest.reader import DocumentReader
from tests.ingest.builders import PROSE, page

FORBIDDEN = {
    "a socket": "import socket; socket.socket()",
    "a name looked up": "import socket; socket.getaddrinfo('localhost', 80)",
    "a command": "import os; os.system('true')",
    "a process": "import subprocess; subprocess.run(['true'])",
    "a fork": "import os; os.fork()",
    "a file to write": "open('written', 'w')",
    "a file to append to": "import os; os.open('written', os.O_CREAT | os.O_WRONLY)",
    "a file to read": "open('/etc/hostname')",
    "a folder": "import os; os.mkdir('made')",
    "a removal": "import os; os.remove('kept')",
}
SLOW = page("<p " + " ".join(f"a{number}=1" for number in range(150_000)) + f">{PROSE}</p>")


def confined(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has confined itself as one that reads a document does."""
    source = f"from assistant.ingest.limits import confine\nconfine()\n{code}\nprint('done')"
    return subprocess.run([sys.executable, "-c", source], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def parts_networks() -> bool:
    """Whether this machine lets anybody have a network of their own."""
    program = shutil.which("unshare")
    return program is not None and subprocess.run([program, "-rn", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("code", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_process_that_reads_may_not_have(tmp_path: Path, code: str) -> None:
    (tmp_path / "kept").touch()

    ended = confined(code, tmp_path)

    assert ("PermissionError" in ended.stderr, ended.stdout) == (True, "")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_late_imports_stay_possible(tmp_path: Path) -> None:
    assert confined("import wave, pypdf", tmp_path).stdout == "done\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not hold a process to its address space")
def test_memory_is_bounded(tmp_path: Path) -> None:
    assert "MemoryError" in confined("x = bytearray(600_000_000)", tmp_path).stderr


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "slow.html").write_bytes(SLOW)
    (tmp_path / "good.md").write_text(PROSE)

    with DocumentReader(wall_s=3.0) as reader:
        worker = worker_of(reader)
        with pytest.raises(BadDocument, match=r"^slow\.html: reading it takes too long"):
            reader.read(tmp_path / "slow.html")
        document = reader.read(tmp_path / "good.md")
        same = worker_of(reader) == worker

    assert (document.sections[0].text, same) == (PROSE, True)


def test_a_worker_that_is_gone_costs_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PROSE)

    with DocumentReader() as reader:
        reader.read(tmp_path / "a.md")
        os.kill(worker_of(reader), signal.SIGKILL)
        with pytest.raises(BadDocument, match=r"^a\.md: reading it broke the process that tried"):
            reader.read(tmp_path / "a.md")
        document = reader.read(tmp_path / "a.md")

    assert document.sections[0].text == PROSE


def worker_of(reader: DocumentReader) -> int:
    """The process id of a reader's worker."""
    assert reader._worker
    return reader._worker.pid


@pytest.mark.skipif(not parts_networks(), reason="this kernel does not let us")
def test_the_worker_has_a_network_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PROSE)

    with DocumentReader() as reader:
        reader.read(tmp_path / "a.md")
        network = Path(f"/proc/{worker_of(reader)}/ns/net").readlink()

    assert network != Path("/proc/self/ns/net").readlink()


def test_no_process_outlives_the_reader(tmp_path: Path) -> None:
    with DocumentReader() as reader:
        worker = worker_of(reader)

    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_ctrl_c_ends_reading_at_once_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "slow.html").write_bytes(SLOW)
    source = (
        "import sys; from pathlib import Path; from assistant.ingest.reader import DocumentReader\n"
        "with DocumentReader() as reader:\n"
        "    print(reader._worker.pid, flush=True)\n"
        "    reader.read(Path('slow.html'))\n"
    )
    running = subprocess.Popen([sys.executable, "-c", source], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    worker = int(running.stdout.readline())

    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)

    assert said.splitlines()[-1] == "KeyboardInterrupt"
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
