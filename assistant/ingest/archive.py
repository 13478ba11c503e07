"""Office files and e-books as archives: checked before anything in them is parsed, and rebuilt without what nobody sees."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from enum import StrEnum

from assistant.errors import BadDocument

MAX_MEMBERS = 5_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100  # XML packs 20 to 1; what packs better by far was made to burst
SMALL = 1_000_000  # below this any ratio is harmless
_PARSED = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^<>\[]{0,500}\[", re.IGNORECASE)
_MARKERS = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "META-INF/container.xml": "epub"}


class Packed(StrEnum):
    """Which kind of document an archive is."""

    DOCX = "docx"
    PPTX = "pptx"
    EPUB = "epub"


def members_of(content: bytes, name: str) -> tuple[Packed, dict[str, bytes]]:
    """Unpack an archive in memory, all of it or nothing.

    Raises:
        BadDocument: It is no document, is broken or locked, or would burst, break out or call for files.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            kind = next((kind for marker, kind in _MARKERS.items() if any(info.filename == marker for info in infos)), None)
            if not kind:
                raise BadDocument(f"{name}: it is an archive; unpack it and name the files in it")
            _check(infos, name)
            members = {info.filename: archive.read(info) if _is_parsed(info.filename) else b"" for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise BadDocument(f"{name}: its archive is broken ({type(error).__name__}); open it and save it again") from error
    if bad := next((member for member, data in members.items() if _ENTITY.search(data.replace(b"\0", b""))), None):
        raise BadDocument(f"{name}: {bad[:100]} declares entities, which no such file needs; save it again with another program")
    return Packed(kind), members


def _check(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > MAX_MEMBERS:
        raise BadDocument(f"{name}: its archive has {len(infos):,} files; at most {MAX_MEMBERS:,}")
    if any(info.flag_bits & 1 for info in infos):
        raise BadDocument(f"{name}: it is encrypted; save it without a password")
    if any(_breaks_out(info.filename) for info in infos):
        raise BadDocument(f"{name}: its archive names files outside itself; it was made to do harm")
    if len({info.filename for info in infos}) < len(infos):
        raise BadDocument(f"{name}: its archive names a file twice; open it and save it again")
    unpacked = sum(info.file_size for info in infos)
    is_bomb = any(info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size) for info in infos)
    if unpacked > MAX_UNPACKED or is_bomb:
        raise BadDocument(f"{name}: its archive unpacks to {unpacked / 1e6:,.0f} MB, far more than it should; it was made to burst")


def _breaks_out(member: str) -> bool:
    return member.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", member) or ":" in member or "\0" in member


def _is_parsed(member: str) -> bool:
    return member.casefold().endswith(_PARSED) or member == "mimetype"


def packed(members: Mapping[str, bytes], changed: Callable[[str, bytes], bytes]) -> io.BytesIO:
    """Pack members again, each as it is after a change; what was never unpacked stays as an empty file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, changed(member, data))
    whole.seek(0)
    return whole
