"""Who calls: the key says it, and where no key is set, whoever sits at this machine."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.keys import Key, Keyring
from assistant.remembered import Caller

MINUTE_S = 60.0


@dataclass(slots=True)
class Allowance:
    """Requests that a key has left, filled up evenly over a minute."""

    left: float
    at: float


@dataclass(slots=True, kw_only=True)
class Callers:
    """Knows a caller by the key that they give."""

    me: Caller
    keyring: Keyring
    api_key: str | None = None
    clock: Callable[[], float] = time.monotonic
    _allowances: dict[str, Allowance] = field(default_factory=dict, init=False)

    def of(self, given: str) -> tuple[Caller | None, float]:
        """Return who calls, or None where nobody of this key may; and how many seconds they must wait first."""
        self.keyring.look()
        if self.api_key and hmac.compare_digest(given.encode("utf-8", "replace"), self.api_key.encode()):
            return self.me, 0.0
        if not self.api_key and not self.keyring.is_set:
            return self.me, 0.0
        key = self.keyring.find(given)
        return (key.caller, self._wait(key)) if key else (None, 0.0)

    def _wait(self, key: Key) -> float:
        """Take one request from a key's allowance, or say how long until there is one."""
        if key.per_minute is None:
            return 0.0
        now, rate = self.clock(), key.per_minute / MINUTE_S
        held = self._allowances.setdefault(key.sha256, Allowance(left=key.per_minute, at=now))
        held.left, held.at = min(key.per_minute, held.left + rate * (now - held.at)), now
        if held.left < 1:
            return (1 - held.left) / rate
        held.left -= 1
        return 0.0
