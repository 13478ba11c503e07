"""Tips as iCalendar entries (RFC 5545): five minutes each, at the moment the tip arrives."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from assistant.tips.render.prose import plain
from assistant.tips.values import Tip

MAX_OCTETS = 75


def calendar_bytes(tips: Sequence[Tip]) -> bytes:
    """One calendar with an entry for each tip."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//smallacts//tips//EN",
        *(line for tip in tips for line in _entry(tip)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _entry(tip: Tip) -> Iterator[str]:
    starts = tip.send_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield from (
        "BEGIN:VEVENT",
        f"UID:{tip.key}@smallacts",
        f"DTSTAMP:{starts}",
        f"DTSTART:{starts}",
        "DURATION:PT5M",
        "TRANSP:TRANSPARENT",
        f"SUMMARY:{_escaped(tip.subject)}",
        f"DESCRIPTION:{_escaped(plain(tip))}",
        "CATEGORIES:smallacts",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, cut between characters; a further one begins with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > MAX_OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
