"""The process that stands between us and a document: for each file it forks a child, watches it and says how it ended."""

import gc
import os
import select
import signal
import socket
import sys
import time

from assistant.errors import BadDocument
from assistant.ingest.limits import confine, leave_the_network
from assistant.ingest.parse import parse
from assistant.ingest.wire import MAX_ANSWER_BYTES, Kind, receive, send

ARCHIVE = b"PK\x03\x04"
Ending = tuple[Kind, bytes]


def main(channel: socket.socket, wall_s: float) -> None:
    """Read file after file until the channel closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the reader's: it closes the channel
    leave_the_network()
    gc.freeze()
    send(channel, Kind.READY, b"")
    while job := receive(channel):
        _, name, (descriptor,) = job
        if os.pread(descriptor, 4, 0) == ARCHIVE:
            import assistant.ingest.office  # noqa: F401 - once, here, and not in every child
        send(channel, *_watched(channel, name.decode(), descriptor, wall_s))


def _watched(channel: socket.socket, name: str, descriptor: int, wall_s: float) -> Ending:
    answers, telling = os.pipe()
    child = os.fork()
    if not child:
        channel.close()
        os.close(answers)
        _read_alone(name, descriptor, telling)
    os.close(telling)
    os.close(descriptor)
    try:
        told = _told(answers, channel, wall_s)
    finally:
        os.close(answers)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if isinstance(told, Kind):
        return told, b""
    if not told:
        is_out_of_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        return (Kind.TOO_SLOW if is_out_of_time else Kind.DIED), b""
    return Kind(told[:1]), told[1:]


def _told(answers: int, channel: socket.socket, wall_s: float) -> bytes | Kind:
    """Return all that the child says, or why it was not heard to the end."""
    held = bytearray()
    deadline = time.monotonic() + wall_s
    while True:
        ready, _, _ = select.select([answers, channel.fileno()], [], [], max(0.0, deadline - time.monotonic()))
        if channel.fileno() in ready:
            raise SystemExit  # who asked is gone
        if not ready:
            return Kind.TOO_SLOW
        more = os.read(answers, 1 << 20)
        held += more
        if not more:
            return bytes(held)
        if len(held) > MAX_ANSWER_BYTES:
            return Kind.TOO_LONG


def _read_alone(name: str, descriptor: int, telling: int) -> None:
    """Read the file in this forked child, say what came of it, and end."""
    try:
        confine()
        answer = Kind.DOCUMENT.value + _document(name, descriptor)
    except BadDocument as error:
        answer = Kind.BAD.value + str(error).encode()
    except MemoryError:
        answer = Kind.BAD.value + f"{name}: reading it takes more than 512 MB of memory; split it or save it more simply".encode()
    except RecursionError:
        answer = Kind.BAD.value + f"{name}: it is nested too deeply to be read".encode()
    except Exception as error:  # noqa: BLE001 - the outermost loop of this process; a parser may raise anything
        answer = Kind.BAD.value + f"{name}: it is broken and cannot be read ({type(error).__name__}); open it and save it again".encode()
    while answer:
        answer = answer[os.write(telling, answer) :]
    os._exit(0)


def _document(name: str, descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as file:
        return parse(file.read(), name).model_dump_json().encode()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), float(sys.argv[2]))
