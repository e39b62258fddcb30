"""How often a signer is asked: one account per signer, shared by everything that runs in this process.

A signer that fails is left alone for a while, longer each time; a quota that is known, or that the signer said is used
up, is kept to without asking. Otherwise a hundred rooms that reconnect at once would use up a day's quota in a minute.
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
_MOST_ACCOUNTS: Final = 100


@define
class SignerQuota:
    """What is known about one signer. Times are seconds of the signer_quotas's clock."""

    calls: deque[float] = field(factory=deque[float])
    failures: int = 0
    circuit_open_until: float = 0.0
    limited_until: float = 0.0

    def check(self, name: str, limits: Iterable[tuple[int, float]], now: float) -> None:
        """Count one call.

        Raises:
            RateLimited: The quota is used up; nothing was counted.
            SignerError: The signer failed too often lately.
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
        """Forget the failures."""
        self.failures = 0

    def failed(self, error: LiveError, now: float) -> None:
        """Count a failure, or remember until when the signer wants to be left alone."""
        if isinstance(error, RateLimited):
            self.limited_until = max(self.limited_until, now + (error.retry_after or _FIRST_OPEN_SECONDS))
            return
        self.failures += 1
        if self.failures >= _FAILURES_TO_OPEN:
            doublings = min(self.failures - _FAILURES_TO_OPEN, 10)
            self.circuit_open_until = now + min(_FIRST_OPEN_SECONDS * 2**doublings, _LONGEST_OPEN_SECONDS)


@define
class SignerQuotas:
    """The accounts of all signers in this process.

    Attributes:
        clock: Seconds that only grow.
    """

    clock: Callable[[], float] = time.monotonic
    _quotas: OrderedDict[str, SignerQuota] = field(factory=OrderedDict[str, SignerQuota], init=False)

    def quota_of(self, name: str) -> SignerQuota:
        """The account of a signer; those that were not used for longest are forgotten."""
        account = self._quotas.setdefault(name, SignerQuota())
        self._quotas.move_to_end(name)
        if len(self._quotas) > _MOST_ACCOUNTS:
            self._quotas.popitem(last=False)
        return account


SHARED: Final = SignerQuotas()
