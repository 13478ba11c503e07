"""How long to wait before a call is tried again, and whether it may be."""

import random

BASE_S, MAX_S = 0.25, 4.0
SHARE = 0.1  # retries may add a tenth to the calls, so that they do not hold down an endpoint that is down
RESERVE = 10.0  # so that the first calls of a process may be tried again, too


class RetryBudget:
    """Every call pays a share in, every retry takes one out."""

    def __init__(self) -> None:
        """Begin with a reserve."""
        self._held = RESERVE

    def deposit(self) -> None:
        """A call begins."""
        self._held = min(RESERVE, self._held + SHARE)

    def take(self) -> bool:
        """Take one retry out, if it is held."""
        if self._held < 1:
            return False
        self._held -= 1
        return True


def wait_s(tried: int, after_s: float, chance: random.Random) -> float:
    """Full jitter, doubling; never less than the endpoint asks for."""
    return max(after_s, chance.uniform(0, min(MAX_S, BASE_S * 2**tried)))
