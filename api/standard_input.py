"""Standard input that an interrupt ends: no thread can be taken out of a read of it."""

import contextlib
import os
import socket
import threading

CHUNK = 64 * 1024


class StandardInput:
    """Hands it on through a socket, so that `close` ends it there as the client's own end would."""

    def __init__(self, file: int = 0) -> None:
        """Begin to hand it on."""
        self.end, self._begin = socket.socketpair()
        self._file = file
        threading.Thread(target=self._hand_on, daemon=True).start()

    def close(self) -> None:
        """End it; what was handed on is still read."""
        with contextlib.suppress(OSError):
            self._begin.shutdown(socket.SHUT_WR)

    def _hand_on(self) -> None:
        with contextlib.suppress(OSError):
            while data := os.read(self._file, CHUNK):
                self._begin.sendall(data)
        self.close()
