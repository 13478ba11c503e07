"""What a process that parses somebody's file may not do."""

import contextlib
import ctypes
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

WALL_S = 10.0
CPU_S = 10
MEMORY_BYTES = 512 * 1024 * 1024
MAX_DESCRIPTORS = 32

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38
_LIMITS: Mapping[int, int] = {
    resource.RLIMIT_AS: MEMORY_BYTES,  # macOS takes it and does not hold it: there the wall clock and the caps on size are what is left
    resource.RLIMIT_CPU: CPU_S,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: MAX_DESCRIPTORS,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 0,  # root is not held by it, the audit hook holds all
}
_REFUSED = (
    *("socket.", "subprocess.", "shutil.", "tempfile.", "webbrowser.", "ftplib.", "http.client.", "smtplib.", "urllib."),
    *("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "os.kill", "pty.", "signal.pthread_kill"),
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CODE = tuple({str(Path(root).resolve()) + os.sep for root in (*filter(None, sys.path), sys.prefix, sys.base_prefix)})


def leave_the_network() -> None:
    """Move into a network that reaches nothing, where the kernel lets us; children inherit it."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # a kernel that refuses it leaves the audit hook


def confine() -> None:
    """Take from this process, for good, all that reading a file does not need."""
    for limit, value in _LIMITS.items():
        with contextlib.suppress(OSError, ValueError):  # a stricter limit of the machine's own stays
            resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what touches anything but memory and what is open; opening our own code stays possible, for imports come late."""
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} is not for a process that reads a document")
    if event == "open" and not _may_open(*arguments):
        raise PermissionError("opening a file is not for a process that reads a document")


def _may_open(path: object, _mode: object, flags: object) -> bool:
    if isinstance(path, int):
        return True
    is_written = isinstance(flags, int) and bool(flags & _WRITING)
    return not is_written and isinstance(path, (str, bytes)) and os.path.realpath(os.fsdecode(path)).startswith(_CODE)
