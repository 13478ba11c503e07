"""The keys that callers give: a file of their fingerprints, each with the person that it speaks for."""

import fcntl
import hashlib
import hmac
import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from assistant.domain import Value
from assistant.errors import BadInput, BadSettings
from assistant.remembered import Caller, ShortName, person_named
from assistant.store.private import touch_private, write_private
from assistant.week import zone_named

log = logging.getLogger(__name__)
PREFIX = "sa_"
_UNSEEN = (-1, -1)  # there may be a file, which reading it will explain
_WRONG = {
    "name": "a key's name has letters, digits, dots and dashes, at most 60, as in anas-editor",
    "person": "a person has a name of at most 100 characters, as in --person ana",
    "per_minute": "a limit is at least one request a minute",
}
KeyName = Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,60}$")]


class Key(Value):
    """A key as the file holds it: never the key itself."""

    name: KeyName
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    person: Annotated[ShortName, AfterValidator(person_named)]
    timezone: str | None = None
    keeps_situations: bool = False
    per_minute: int | None = Field(default=None, ge=1, description="How many requests in a minute; no limit if absent.")
    since: date

    @property
    def caller(self) -> Caller:
        """The person whom it speaks for."""
        return Caller(person=self.person, timezone=self.timezone, keeps_situations=self.keeps_situations)


class _File(Value):
    keys: tuple[Key, ...] = ()


@dataclass(slots=True)
class Keyring:
    """The keys of a file; a change of it is seen at the next request."""

    file: Path
    _seen: tuple[int, int] | None = field(default=None, init=False)
    _keys: tuple[Key, ...] = field(default=(), init=False)
    is_set: bool = field(default=False, init=False)
    """There are keys, there were some, or a file cannot be read and may hold some: without a key nobody comes in."""

    def __post_init__(self) -> None:
        """See what there is from the start: a key that is removed before the first request was one."""
        self.look()

    def find(self, given: str) -> Key | None:
        """Return the key that was given, in a time that says nothing of the others."""
        mark = _mark(given)
        found = None
        for key in self._keys:
            if hmac.compare_digest(key.sha256, mark):
                found = key
        return found

    def look(self) -> None:
        """Read the file if it changed; where it is broken, the keys of before stay, and it is logged once."""
        seen = self._stamp()
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._keys = read_keys(self.file)
            self.is_set = self.is_set or bool(self._keys)
        except BadSettings as error:
            log.warning("%s; the keys of before stay", error)
            self.is_set = True

    def _stamp(self) -> tuple[int, int] | None:
        try:
            stat = self.file.stat()
        except FileNotFoundError:
            return None
        except OSError:
            return _UNSEEN
        return stat.st_mtime_ns, stat.st_ino


def read_keys(file: Path) -> tuple[Key, ...]:
    """Read the keys of a file; none where there is no file.

    Raises:
        BadSettings: It is not the file that `smallacts keys` writes.

    """
    try:
        return _File.model_validate_json(file.read_bytes()).keys
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadSettings(f"{file}: cannot be read ({error.strerror}); see that this user may read it") from error
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "the file"
        raise BadSettings(f"{file}: {where}: {error.errors()[0]['msg']}; `smallacts keys` writes this file") from error


def add_key(
    file: Path, name: str, *, person: str, timezone: str | None, keeps_situations: bool, per_minute: int | None, today: date
) -> str:
    """Make a key for a person, write down its fingerprint, and return the key: it is shown this once.

    Raises:
        BadInput: The name is taken, or a field cannot be used.
        StoreUnusable: The file cannot be written.

    """
    zone_named(timezone)
    secret = PREFIX + secrets.token_urlsafe(32)
    try:
        key = Key(
            name=name,
            sha256=_mark(secret),
            person=person,
            timezone=timezone,
            keeps_situations=keeps_situations,
            per_minute=per_minute,
            since=today,
        )
    except ValidationError as error:
        raise BadInput(_WRONG.get(str(error.errors()[0]["loc"][0]), "this key cannot be made")) from error
    with _alone(file):
        held = read_keys(file)
        if any(one.name == name for one in held):
            raise BadInput(f"there is a key {name!r} already; choose another name, or `smallacts keys remove {name}` first")
        _write(file, [*held, key])
    return secret


def remove_key(file: Path, name: str) -> Key:
    """Make a key worthless from the next request on.

    Raises:
        BadInput: There is none of this name.

    """
    with _alone(file):
        held = read_keys(file)
        found = next((key for key in held if key.name == name), None)
        if found is None:
            raise BadInput(f"there is no key {name[:60]!r}; `smallacts keys list` shows them")
        _write(file, [key for key in held if key != found])
    return found


def remove_keys_of(file: Path, person: str) -> int:
    """Make all keys of a person worthless; return how many there were."""
    if all(key.person != person for key in read_keys(file)):
        return 0
    with _alone(file):
        held = read_keys(file)
        left = [key for key in held if key.person != person]
        _write(file, left)
    return len(held) - len(left)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let nobody else change the file meanwhile; it is replaced when it is written, so that the lock is a file beside it."""
    lock = file.with_name(f"{file.name}.lock")
    touch_private(lock)
    with lock.open("ab") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def _write(file: Path, keys: Sequence[Key]) -> None:
    write_private(file, _File(keys=tuple(keys)).model_dump_json(indent=1).encode())


def _mark(given: str) -> str:
    # a key has 256 random bits, so that a quick hash is enough
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()
