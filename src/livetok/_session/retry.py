"""Retry policy, and exponential backoff with jitter: pure functions of the failure and the options."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import Final

from livetok.errors import (
    Blocked,
    ConnectionLost,
    Detected,
    DeviceBlocked,
    EntryRefused,
    LiveError,
    RateLimited,
    RoomEnded,
    SessionRequired,
    UserNotFound,
    UserOffline,
)
from livetok.options import Retry

__all__ = ["Verdict", "classify", "delay", "named_wait", "needs_new_identity"]

_MANY: Final = 64  # exponent beyond which any delay is at its cap


class Verdict(Enum):
    """What a failure means for a room that was entered once.

    Attributes:
        ENDED: The broadcast is over; nothing failed.
        AGAIN: Another attempt may help.
        FATAL: No attempt can help.
    """

    ENDED = auto()
    AGAIN = auto()
    FATAL = auto()


def classify(error: LiveError) -> Verdict:
    """Tell what a failure means for a room that was entered once.

    `UserNotFound` is worth another attempt: TikTok says so of live users at times (protocol notes 2.2).

    Args:
        error: The failure.
    """
    if isinstance(error, RoomEnded | UserOffline):
        return Verdict.ENDED
    if isinstance(error, SessionRequired):  # no waiting makes a session appear
        return Verdict.FATAL
    return Verdict.AGAIN if isinstance(error, ConnectionLost | Blocked | UserNotFound) else Verdict.FATAL


def needs_new_identity(error: LiveError) -> bool:
    """Tell whether the anonymous cookie and the identity should be replaced before the next attempt.

    A first connection is tried again for such failures only: the others would make the caller wait for nothing.

    Args:
        error: The failure.
    """
    return isinstance(error, DeviceBlocked | Detected | EntryRefused)


def delay(
    retry: Retry, failures: int, jitter: float, error: LiveError | None = None, *, now: datetime
) -> float:
    """Return the seconds to wait before the next attempt: the backoff, or longer where the server named a time.

    Args:
        retry: The policy.
        failures: Failures in a row, at least 1.
        jitter: Uniform random number in [0, 1): the part of `retry.jitter` that is taken off the delay.
        error: The last failure; a rate limit that names a time is obeyed, whatever the policy says.
        now: The time of day, with its time zone.
    """
    grown = min(retry.max_delay, retry.first_delay * retry.factor ** min(failures - 1, _MANY))
    return max(grown * (1 - retry.jitter * jitter), named_wait(error, now))


def named_wait(error: LiveError | None, now: datetime) -> float:
    """Return the seconds to wait that the server named, 0 where it named none.

    Args:
        error: The failure; only a `RateLimited` names a time.
        now: The time of day, with its time zone.
    """
    if not isinstance(error, RateLimited):
        return 0.0
    if error.retry_after is None and error.reset_at is not None:
        return (error.reset_at - now).total_seconds()
    return error.retry_after or 0.0
