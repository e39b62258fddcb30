"""What to do after a failure, and when: pure functions of the failure and the options."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from livetok.errors import (
    Blocked,
    ConnectionLost,
    Detected,
    DeviceBlocked,
    LiveError,
    RateLimited,
    RoomEnded,
    UserNotFound,
    UserOffline,
)
from livetok.options import Retry

__all__ = ["Verdict", "classify", "delay", "needs_new_identity", "worth_another_identity"]

_MANY: Final = 64  # doublings; beyond it any delay is at its cap


class Verdict(Enum):
    """What a failure means for a room that was entered once."""

    ENDED = auto()
    AGAIN = auto()
    FATAL = auto()


def classify(error: LiveError) -> Verdict:
    """Sort a failure. User-not-found is tried again: TikTok says so of live users at times (protocol notes 2.2)."""
    if isinstance(error, RoomEnded | UserOffline):
        return Verdict.ENDED
    return Verdict.AGAIN if isinstance(error, ConnectionLost | Blocked | UserNotFound) else Verdict.FATAL


def needs_new_identity(error: LiveError) -> bool:
    """Tell whether the anonymous cookie and the identity should be replaced before the next attempt."""
    return isinstance(error, DeviceBlocked | Detected)


def worth_another_identity(error: LiveError) -> bool:
    """Tell whether a first connection that failed like this is tried again at once, as somebody else.

    A rate limit is not: it names a time, which the caller should know of.
    """
    return isinstance(error, Blocked) and not isinstance(error, RateLimited)


def delay(retry: Retry, failures: int, luck: float, error: LiveError | None = None) -> float:
    """Return the seconds to wait before the next attempt.

    Args:
        retry: The policy.
        failures: Failures in a row, at least 1.
        luck: Random number from 0 to 1; decides how much of the jitter is taken off.
        error: The last failure; a rate limit that names a time is obeyed, whatever the policy says.
    """
    grown = min(retry.max_delay, retry.first_delay * retry.factor ** min(failures - 1, _MANY))
    wait = grown * (1 - retry.jitter * luck)
    named = error.retry_after if isinstance(error, RateLimited) else None
    return max(wait, named or 0.0)
