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

__all__ = ["SHARED", "Account", "Desk"]

_TOLERATED: Final = 3
_FIRST_REST: Final = 30.0
_LONGEST_REST: Final = 300.0
_MOST_ACCOUNTS: Final = 100


@define
class Account:
    """What is known about one signer. Times are seconds of the desk's clock."""

    calls: deque[float] = field(factory=deque[float])
    failures: int = 0
    rests_until: float = 0.0
    limited_until: float = 0.0

    def admit(self, name: str, limits: Iterable[tuple[int, float]], now: float) -> None:
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
        if self.rests_until > now:
            raise SignerError(
                f"{name} failed {self.failures} times in a row and is left alone for {self.rests_until - now:.0f} s",
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
            self.limited_until = max(self.limited_until, now + (error.retry_after or _FIRST_REST))
            return
        self.failures += 1
        if self.failures >= _TOLERATED:
            doublings = min(self.failures - _TOLERATED, 10)
            self.rests_until = now + min(_FIRST_REST * 2**doublings, _LONGEST_REST)


@define
class Desk:
    """The accounts of all signers in this process.

    Attributes:
        clock: Seconds that only grow.
    """

    clock: Callable[[], float] = time.monotonic
    _accounts: OrderedDict[str, Account] = field(factory=OrderedDict[str, Account], init=False)

    def account(self, name: str) -> Account:
        """The account of a signer; those that were not used for longest are forgotten."""
        account = self._accounts.setdefault(name, Account())
        self._accounts.move_to_end(name)
        if len(self._accounts) > _MOST_ACCOUNTS:
            self._accounts.popitem(last=False)
        return account


SHARED: Final = Desk()
