"""From livetok's errors to those of the original."""

from __future__ import annotations

from livetok.compat.tiktoklive._class_errors import (
    AgeRestrictedError,
    FailedFetchRoomInfoError,
    FailedParseRoomIdError,
    LostConnectionError,
    SignAPIError,
    SignatureRateLimitError,
    UnreachableError,
    UserNotFoundError,
    UserOfflineError,
    WebcastBlockedError,
)
from livetok.compat.tiktoklive.types.errors import FailedConnection, FailedHTTPRequest
from livetok.errors import (
    AgeRestricted,
    Blocked,
    ConnectionLost,
    DeviceBlocked,
    LiveError,
    NetworkError,
    RateLimited,
    RoomEnded,
    RoomError,
    SignerError,
    UserNotFound,
    UserOffline,
)

__all__ = ["translated"]

# The first class that fits decides.
_COUNTERPARTS: tuple[tuple[type[LiveError], type[RuntimeError]], ...] = (
    (UserOffline, UserOfflineError),
    (RoomEnded, UserOfflineError),
    (AgeRestricted, AgeRestrictedError),
    (RoomError, FailedFetchRoomInfoError),
    (DeviceBlocked, WebcastBlockedError),
    (Blocked, FailedParseRoomIdError),
    (ConnectionLost, LostConnectionError),
    (LiveError, FailedConnection),
)


def translated(error: LiveError | FailedHTTPRequest) -> RuntimeError:
    """Return the error of the original that says the same; `__cause__` is livetok's, hint and all."""
    if isinstance(error, FailedHTTPRequest):
        return error
    counterpart = _counterpart(error)
    counterpart.__cause__ = error
    return counterpart


def _counterpart(error: LiveError) -> RuntimeError:
    if isinstance(error, UserNotFound):
        return UserNotFoundError(error.user, str(error))
    if isinstance(error, RateLimited):
        return _rate_limit(error)
    if isinstance(error, SignerError):
        reason = (
            SignAPIError.ErrorReason.SIGN_NOT_200 if error.status else SignAPIError.ErrorReason.CONNECT_ERROR
        )
        return SignAPIError(reason, str(error))
    if isinstance(error, NetworkError) and error.stage != "handshake":
        return UnreachableError(str(error))
    return next(made for kind, made in _COUNTERPARTS if isinstance(error, kind))(str(error))


def _rate_limit(error: RateLimited) -> SignatureRateLimitError:
    reset = None if error.reset_at is None else round(error.reset_at.timestamp())
    return SignatureRateLimitError(error.retry_after, reset, str(error))
