"""Bytes -> text: the encoding is found, never guessed in silence."""

import codecs
import re
from dataclasses import dataclass

from assistant.errors import BadDocument

MAX_TEXT_CHARS = 5_000_000  # several long books
MAX_PAGE_CHARS = 20_000_000  # a saved page may carry its pictures as text
MAX_BYTES_A_CHAR = 4
SAVE_AS = "save it as UTF-8"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARABLE = re.compile(
    r"utf-?(?:8|16)|us-ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5"
)
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{1,20})|\A\s{0,20}<\?xml[^<>]{0,200}encoding=["']([\w-]{1,20})""", re.IGNORECASE
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z]")
_NEVER_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SCATTER = 0.002  # share of bytes that may be broken in a text that is UTF-8 otherwise
_WESTERN_SHARE = 0.25  # above this share of letters beyond ASCII, a text is of another alphabet


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what was not right about its bytes."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, name: str, *, is_page: bool = False) -> Decoded:
    """Decode a text; a web page may declare its encoding.

    Raises:
        BadDocument: It is no text, or of an encoding that cannot be told.

    """
    most = MAX_PAGE_CHARS if is_page else MAX_TEXT_CHARS
    too_long = f"{name}: it has more than {most:,} characters of text; split it"
    if len(content) > most * MAX_BYTES_A_CHAR:
        raise BadDocument(too_long)
    decoded = _decoded(content, name, is_page=is_page)
    if len(decoded.text) > most:
        raise BadDocument(too_long)
    return decoded


def _decoded(content: bytes, name: str, *, is_page: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replaced(content[len(mark) :], encoding, name)
    if b"\0" in content[:4096]:
        return _replaced(content, _wide_encoding(content, name), name)
    if len(_CONTROLS.findall(content[:100_000])) > len(content[:100_000]) // 50:
        raise BadDocument(f"{name}: it is no text, and no kind of document that can be read")
    declared = _declared(content) if is_page else None
    if declared:
        return _replaced(content, declared, name)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _western(content, name)


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:4096])
    encoding = (found[1] or found[2]).decode().casefold() if found else ""
    # what says utf-16 and reached this point is none: it has no NUL
    return encoding if _DECLARABLE.fullmatch(encoding) and "16" not in encoding else None


def _wide_encoding(content: bytes, name: str) -> str:
    """Tell UTF-16 without a mark by where its zeros are."""
    head = content[:4096]
    zeros_even, zeros_odd = head[::2].count(0), head[1::2].count(0)
    if zeros_odd > len(head) * 0.2 and zeros_even < len(head) * 0.02:
        return "utf-16-le"
    if zeros_even > len(head) * 0.2 and zeros_odd < len(head) * 0.02:
        return "utf-16-be"
    raise BadDocument(f"{name}: it is no text, and no kind of document that can be read")


def _replaced(content: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding))
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(1, len(text) * _SCATTER):
        raise BadDocument(f"{name}: it says that it is {encoding.upper()} and is not; {SAVE_AS}")
    return Decoded(text.replace("\ufffd", ""), (_left_out(lost, encoding),))


def _western(content: bytes, name: str) -> Decoded:
    """Read what is nearly UTF-8 as such, else what can be Windows-1252 as that, and say so."""
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    is_nearly = any(ord(c) > 127 for c in text[:200_000].replace("\ufffd", "")) and lost <= max(1, len(text) * _SCATTER)
    if is_nearly:
        return Decoded(text.replace("\ufffd", ""), (_left_out(lost, "utf-8"),))
    sample = content[:200_000]
    high, letters = len(_HIGH.findall(sample)), len(_LETTER.findall(sample))
    if _NEVER_WESTERN.search(content) or high > (high + letters) * _WESTERN_SHARE:
        raise BadDocument(f"{name}: its encoding cannot be told; {SAVE_AS}")
    return Decoded(content.decode("cp1252"), ("it is not UTF-8; read as Windows-1252",))


def _left_out(lost: int, encoding: str) -> str:
    counted = ("1 character was", "was") if lost == 1 else (f"{lost} characters were", "were")
    return f"{counted[0]} no {encoding.upper()} and {counted[1]} left out"
