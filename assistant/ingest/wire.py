"""How the reader and its worker speak: frames of a kind, a length and so many bytes."""

import socket
import struct
from enum import Enum

MAX_ANSWER_BYTES = 40_000_000
_HEAD = struct.Struct("!cI")


class Kind(Enum):
    """What a frame holds."""

    READY = b"R"
    JOB = b"J"
    DOCUMENT = b"D"
    BAD = b"B"
    TOO_SLOW = b"S"
    TOO_LONG = b"L"
    DIED = b"X"


def send(channel: socket.socket, kind: Kind, payload: bytes, descriptors: tuple[int, ...] = ()) -> None:
    """Send one frame, and open files with it."""
    head = _HEAD.pack(kind.value, len(payload))
    if descriptors:
        socket.send_fds(channel, [head], list(descriptors))
        channel.sendall(payload)
    else:
        channel.sendall(head + payload)


def receive(channel: socket.socket) -> tuple[Kind, bytes, list[int]] | None:
    """Wait for one frame; none comes from a channel that is closed, or closed halfway."""
    head, descriptors, _, _ = socket.recv_fds(channel, _HEAD.size, 1)
    head += _exactly(channel, _HEAD.size - len(head)) if head else b""
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    payload = _exactly(channel, min(length, MAX_ANSWER_BYTES))
    return (Kind(kind), payload, descriptors) if len(payload) == length else None


def _exactly(channel: socket.socket, count: int) -> bytes:
    held = bytearray()
    while len(held) < count and (more := channel.recv(min(count - len(held), 1 << 20))):
        held += more
    return bytes(held)
