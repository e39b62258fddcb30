"""Quotas and circuit breaker of signers: one quota per signer, shared by everything that runs in this process.

The circuit breaker opens after three failures in a row: the signer is not asked for 30 s, then twice as long each
time, up to 300 s. A quota that is known, or that the signer said is used up, is kept to without asking. Otherwise a
hundred rooms that reconnect at once would use up a day's quota in a minute.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Final

from attrs import define, field

from livetok.errors import LiveError, RateLimited, SignerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["SHARED", "SignerQuota", "SignerQuotas"]

_FAILURES_TO_OPEN: Final = 3
_FIRST_OPEN_SECONDS: Final = 30.0
_LONGEST_OPEN_SECONDS: Final = 300.0
_MOST_QUOTAS: Final = 100


@define
class SignerQuota:
    """Quota and circuit breaker of one signer. Times are seconds on the clock of `SignerQuotas`.

    Attributes:
        calls: When it was called, within the longest of its limits.
        failures: Failures in a row.
        circuit_open_until: Until when the circuit breaker is open: the signer is not asked.
        limited_until: Until when its quota is used up, as it said itself.
    """

    calls: deque[float] = field(factory=deque[float])
    failures: int = 0
    circuit_open_until: float = 0.0
    limited_until: float = 0.0

    def check(self, name: str, limits: Iterable[tuple[int, float]], now: float) -> None:
        """Count one call, unless the quota is used up or the circuit breaker is open.

        Args:
            name: Name of the signer, for messages.
            limits: Its known limits: calls, and the seconds in which they are allowed.
            now: The present time.

        Raises:
            RateLimited: The quota is used up; nothing was counted.
            SignerError: The circuit breaker is open; nothing was counted.
        """
        wait = max(self.limited_until - now, self._full_for(limits, now))
        if wait > 0:
            hint = "use a key with a larger quota, open fewer rooms, or connect without a signer"
            raise RateLimited(
                f"the quota of {name} is used up for {wait:.0f} s", hint=hint, status=0, retry_after=wait
            )
        if self.circuit_open_until > now:
            raise SignerError(
                f"{name} failed {self.failures} times in a row and is left alone "
                f"for {self.circuit_open_until - now:.0f} s",
                hint="add a second signer, or connect without one",
            )
        self.calls.append(now)

    def _full_for(self, limits: Iterable[tuple[int, float]], now: float) -> float:
        """Seconds until every limit has room for one more call."""
        limits = tuple(limits)
        longest = max((seconds for _, seconds in limits), default=0.0)
        while self.calls and self.calls[0] <= now - longest:
            self.calls.popleft()
        full = [self.calls[-count] + seconds - now for count, seconds in limits if len(self.calls) >= count]
        return max(full, default=0.0)

    def succeeded(self) -> None:
        """Close the circuit breaker: forget the failures."""
        self.failures = 0

    def failed(self, error: LiveError, now: float) -> None:
        """Count a failure, which may open the circuit breaker, or remember until when the quota is used up.

        Args:
            error: What went wrong.
            now: The present time.
        """
        if isinstance(error, RateLimited):
            self.limited_until = max(self.limited_until, now + (error.retry_after or _FIRST_OPEN_SECONDS))
            return
        self.failures += 1
        if self.failures >= _FAILURES_TO_OPEN:
            doublings = min(self.failures - _FAILURES_TO_OPEN, 10)
            self.circuit_open_until = now + min(_FIRST_OPEN_SECONDS * 2**doublings, _LONGEST_OPEN_SECONDS)


@define
class SignerQuotas:
    """The quotas and circuit breakers of all signers in this process.

    Attributes:
        clock: Monotonic clock, in seconds.
    """

    clock: Callable[[], float] = time.monotonic
    _quotas: OrderedDict[str, SignerQuota] = field(factory=OrderedDict[str, SignerQuota], init=False)

    def quota_of(self, name: str) -> SignerQuota:
        """Return the quota of a signer; of more than 100, the least recently used is forgotten.

        Args:
            name: Identifies the signer and its key.
        """
        quota = self._quotas.setdefault(name, SignerQuota())
        self._quotas.move_to_end(name)
        if len(self._quotas) > _MOST_QUOTAS:
            self._quotas.popitem(last=False)
        return quota


SHARED: Final = SignerQuotas()
