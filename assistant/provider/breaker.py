"""When an endpoint that fails is not to be asked."""

from collections import deque
from collections.abc import Callable
from typing import Final

from assistant.errors import Failure, ModelFailed
from assistant.provider.setback import CONFIGURATION, Setback

FAILURES, WITHIN_S, OPEN_S = 5, 30.0, 15.0
MAX_REST_S = 300.0
UNWELL: Final = frozenset({Failure.UNAVAILABLE, Failure.TIMEOUT, Failure.BAD_UPSTREAM, Failure.RATE_LIMITED})


class Breaker:
    """Opens after some failures in a short time, or at once where only the operator can mend it; then lets one probe through."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Begin closed, by this clock."""
        self._now = now
        self._failed: deque[float] = deque(maxlen=FAILURES)
        self._why: ModelFailed | None = None
        self._until = 0.0
        self._is_probing = False

    @property
    def trouble(self) -> ModelFailed | None:
        """What the operator must mend, until a call has shown that it is mended."""
        return self._why if self._why and self._why.kind in CONFIGURATION else None

    @property
    def is_open(self) -> bool:
        """Whether the endpoint is not to be asked now."""
        return self._why is not None and (self._is_probing or self._now() < self._until)

    def admit(self) -> bool:
        """Let a call through; after a rest only one, as a probe, and then say so.

        Raises:
            ModelFailed: The endpoint rests; the kind and the sentence are those of why.

        """
        if self._why is None:
            return False
        if self.is_open:
            left = max(1, round(self._until - self._now()))
            raise ModelFailed(self._why.kind, f"{self._why}; it is asked again in {left} s")
        self._is_probing = True
        return True

    def succeeded(self) -> None:
        """The endpoint has answered."""
        self._failed.clear()
        self._why = None
        self._is_probing = False

    def failed(self, why: ModelFailed) -> None:
        """The endpoint has failed in this way."""
        rests_s = why.rests_s if isinstance(why, Setback) else 0.0
        if why.kind not in UNWELL and not rests_s:
            self.succeeded()  # it answered, though not what we can use
            return
        self._failed.append(self._now())
        if self._is_probing or (len(self._failed) == FAILURES and self._failed[0] > self._now() - WITHIN_S):
            rests_s = max(rests_s, OPEN_S)
        self._is_probing = False
        if rests_s:
            self._why = ModelFailed(why.kind, str(why))
            self._until = self._now() + min(rests_s, MAX_REST_S)

    def left(self) -> None:
        """The probe has ended without a word of the endpoint, as when nobody waits for it any more."""
        self._is_probing = False
