"""The door to reading: one file at a time, each in a child process of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from assistant.errors import BadDocument
from assistant.ingest.document import Document
from assistant.ingest.files import open_regular, shown
from assistant.ingest.limits import WALL_S
from assistant.ingest.wire import Kind, receive, send

START_S = 120.0  # a busy machine takes its time to load the parsers, and that is no file's fault
GRACE_S = 5.0  # how much longer than a child's own time the worker may be silent
_WORKER = "assistant.ingest.worker"
_SAID = {
    Kind.TOO_SLOW: "reading it takes too long; split it or save it more simply",
    Kind.TOO_LONG: "it holds more text than can be taken in; split it",
    Kind.DIED: "reading it broke the process that tried; open it and save it again",
}


class DocumentReader:
    """Reads documents, one at a time; used as a context manager, it owns the processes that parse."""

    def __init__(self, wall_s: float = WALL_S) -> None:
        """Take note of how long reading one file may last."""
        self._wall_s = wall_s
        self._worker: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def __enter__(self) -> Self:
        """Start the worker, so that it is ready when the first file comes."""
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End every process that was started."""
        self._end()

    def read(self, path: Path) -> Document:
        """Read one file.

        Raises:
            BadDocument: It cannot be read; the message names the file, what is wrong and what to do.

        """
        name = shown(path.name)
        with open_regular(path) as file:
            kind, payload = self._answer(name, file.fileno())
        if kind is Kind.BAD:
            raise BadDocument(payload.decode(errors="replace"))
        if kind is not Kind.DOCUMENT:
            raise BadDocument(f"{name}: {_SAID[kind]}")
        try:
            return Document.model_validate_json(payload)
        except ValidationError:
            raise BadDocument(f"{name}: {_SAID[Kind.DIED]}") from None

    def _answer(self, name: str, descriptor: int) -> tuple[Kind, bytes]:
        """Have the worker read an open file; a worker that is silent or gone is ended, and the next file gets a new one."""
        channel = self._channel or self._start()
        try:
            self._await_start(channel)
            send(channel, Kind.JOB, name.encode(), (descriptor,))
            answer = receive(channel)
        except TimeoutError:
            self._end()
            return Kind.TOO_SLOW, b""
        except OSError:
            answer = None
        except BaseException:
            self._end()
            raise
        if answer is None:
            self._end()
            return Kind.DIED, b""
        return answer[0], answer[1]

    def _await_start(self, channel: socket.socket) -> None:
        if channel.gettimeout() == START_S and receive(channel):
            channel.settimeout(self._wall_s + GRACE_S)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_S)
        with theirs:
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", _WORKER, str(theirs.fileno()), str(self._wall_s)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl-C reaches us alone, and one signal ends the worker with its child
            )
        self._channel = ours
        return ours

    def _end(self) -> None:
        if self._channel:
            self._channel.close()
        if self._worker:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._worker.pid, signal.SIGKILL)
            self._worker.wait()
        self._channel = self._worker = None
