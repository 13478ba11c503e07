"""How long to wait before a call is tried again, and whether it may be."""

import random

BASE_S, MAX_S = 0.25, 4.0
PRICE = 10  # a tenth of the calls may be tried again, so that retries do not hold down an endpoint that is down
RESERVE = 10 * PRICE  # so that the first calls of a process may be, too


class RetryBudget:
    """Every call pays one in, every retry takes its price out."""

    def __init__(self) -> None:
        """Begin with a reserve."""
        self._held = RESERVE

    def deposit(self) -> None:
        """A call begins."""
        self._held = min(RESERVE, self._held + 1)

    def take(self) -> bool:
        """Take the price of one retry out, if it is held."""
        if self._held < PRICE:
            return False
        self._held -= PRICE
        return True


def wait_s(tried: int, after_s: float, chance: random.Random) -> float:
    """Full jitter, doubling; never less than the endpoint asks for."""
    return max(after_s, chance.uniform(0, min(MAX_S, BASE_S * 2**tried)))
