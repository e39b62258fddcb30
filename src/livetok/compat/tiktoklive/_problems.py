"""From livetok's errors to those of the original."""

from __future__ import annotations

from livetok.compat.tiktoklive.types.errors import (
    FailedConnection,
    FailedFetchRoomInfo,
    FailedHTTPRequest,
    FailedParseUserHTML,
    LiveNotFound,
    SignatureRateLimitReached,
    WebsocketConnectionFailed,
)
from livetok.errors import (
    Blocked,
    ClosedByServer,
    ConnectionLost,
    DeviceBlocked,
    LiveError,
    NetworkError,
    RateLimited,
    RoomEnded,
    RoomError,
    SignerError,
    Stale,
    UserOffline,
)

__all__ = ["translated"]


def translated(error: LiveError | FailedHTTPRequest) -> RuntimeError:
    """Return the error of the original that says the same; `__cause__` is livetok's, hint and all."""
    if isinstance(error, FailedHTTPRequest):
        return error
    made = _rate_limit(error) if isinstance(error, RateLimited) else _class_of(error)(str(error))
    made.__cause__ = error
    return made


def _rate_limit(error: RateLimited) -> SignatureRateLimitReached:
    wait = None if error.retry_after is None else f"{error.retry_after:g}"
    reset = None if error.reset_at is None else f"{error.reset_at.timestamp():.0f}"
    return SignatureRateLimitReached(wait, reset, str(error).replace("%s", "%"))


def _class_of(error: LiveError) -> type[RuntimeError]:
    """The first line that fits decides."""
    if isinstance(error, UserOffline | RoomEnded):
        return LiveNotFound
    if isinstance(error, RoomError):
        return FailedFetchRoomInfo
    if isinstance(error, DeviceBlocked | SignerError | ClosedByServer | Stale):
        return WebsocketConnectionFailed
    if isinstance(error, Blocked):
        return FailedParseUserHTML
    if isinstance(error, NetworkError):
        return WebsocketConnectionFailed if error.stage == "handshake" else FailedFetchRoomInfo
    return WebsocketConnectionFailed if isinstance(error, ConnectionLost) else FailedConnection
