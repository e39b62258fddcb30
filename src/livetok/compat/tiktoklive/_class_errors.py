"""The errors of release 6 and 7; each is also what release 4 and 5 raised, so that `except` lines of both catch it.

`__cause__` is livetok's own error, with its hint.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from livetok.compat.tiktoklive.types.errors import (
    AlreadyConnected,
    AlreadyConnecting,
    AlreadyDownloadingStream,
    FailedFetchGifts,
    FailedFetchRoomInfo,
    FailedParseUserHTML,
    InitialCursorMissing,
    LiveNotFound,
    SignatureRateLimitReached,
    WebsocketConnectionFailed,
)

__all__ = [
    "AgeRestrictedError",
    "AlreadyConnectedError",
    "AlreadyConnectingError",
    "AuthenticatedWebSocketConnectionError",
    "DuplicateDownloadError",
    "FailedFetchGiftListError",
    "FailedFetchRoomInfoError",
    "FailedParseAppInfo",
    "FailedParseRoomIdError",
    "FailedResolveUserId",
    "InitialCursorMissingError",
    "InvalidFetchIsLiveRequest",
    "InvalidFetchRoomInfoPayload",
    "LostConnectionError",
    "MissingRoomIdInResponse",
    "PremiumEndpointError",
    "SignAPIError",
    "SignatureMissingTokensError",
    "SignatureRateLimitError",
    "TikTokLiveError",
    "UnexpectedSignatureError",
    "UnreachableError",
    "UserNotFoundError",
    "UserOfflineError",
    "WebcastBlocked200Error",
    "WebcastBlockedError",
    "WebsocketURLMissingError",
]


class TikTokLiveError(RuntimeError):
    """Base of all errors of release 6 and 7."""

    def __init__(self, *text: str) -> None:
        # not super(): the errors of release 4 and 5 come next, and some take other arguments
        RuntimeError.__init__(self, " ".join(text) or type(self).__name__)


class AlreadyConnectedError(TikTokLiveError, AlreadyConnected):
    """`start()` while the client is connected."""


class AlreadyConnectingError(AlreadyConnectedError, AlreadyConnecting):
    """`start()` while another `start()` is under way."""


class UserOfflineError(TikTokLiveError, LiveNotFound):
    """The user is not live, or the broadcast is over."""


class UserNotFoundError(TikTokLiveError, FailedFetchRoomInfo):
    """There is no such user.

    Attributes:
        unique_id: The handle that was asked for.
    """

    def __init__(self, unique_id: str, *text: str) -> None:
        super().__init__(*text or (f"there is no user {unique_id!r}",))
        self.unique_id = unique_id


class AgeRestrictedError(TikTokLiveError, FailedFetchRoomInfo):
    """The room is not for everybody."""


class FailedFetchRoomInfoError(TikTokLiveError, FailedFetchRoomInfo):
    """The room's data could not be had."""


class FailedParseRoomIdError(TikTokLiveError, FailedParseUserHTML):
    """TikTok answered with a page for humans, or with a refusal."""


class UnreachableError(TikTokLiveError, FailedFetchRoomInfo, ConnectionError):
    """TikTok cannot be reached."""


class LostConnectionError(TikTokLiveError, WebsocketConnectionFailed, ConnectionError):
    """The connection was lost for good, or could not be opened."""


class WebcastBlockedError(TikTokLiveError, WebsocketConnectionFailed):
    """TikTok refuses this client."""


WebcastBlocked200Error = WebcastBlockedError


class InitialCursorMissingError(TikTokLiveError, InitialCursorMissing):
    """Kept for `except` lines; livetok needs no first cursor."""


class WebsocketURLMissingError(TikTokLiveError, WebsocketConnectionFailed):
    """Kept for `except` lines; livetok makes the URL itself."""


class SignAPIError(TikTokLiveError, WebsocketConnectionFailed):
    """The signature server failed, or refused.

    Attributes:
        reason: What kind of failure it was.
        response: Kept for programs that look at it; always None, `__cause__` has status and body.
        log_id: Likewise.
        agent_id: Likewise.
    """

    class ErrorReason(IntEnum):
        """Kinds of failures."""

        RATE_LIMIT = 1
        CONNECT_ERROR = 2
        EMPTY_PAYLOAD = 3
        SIGN_NOT_200 = 4
        EMPTY_COOKIES = 5
        PREMIUM_ENDPOINT = 6
        AUTHENTICATED_WS = 7

    def __init__(self, reason: ErrorReason, *text: str, response: Any = None) -> None:
        super().__init__(*text)
        self.reason = reason
        self.response = response
        self.log_id: str | None = None
        self.agent_id: str | None = None


class SignatureRateLimitError(SignAPIError, SignatureRateLimitReached):
    """Too many requests, to the signature server or to TikTok.

    Attributes:
        retry_after: Seconds to wait, None when nobody said.
        reset_time: Unix seconds of the moment when the quota is whole again, None when nobody said.
    """

    def __init__(self, retry_after: float | None, reset_time: int | None, *text: str) -> None:
        super().__init__(SignAPIError.ErrorReason.RATE_LIMIT, *text)
        self.retry_after = retry_after
        self.reset_time = reset_time


class UnexpectedSignatureError(SignAPIError):
    """Kept for `except` lines."""


class SignatureMissingTokensError(SignAPIError):
    """Kept for `except` lines."""


class PremiumEndpointError(SignAPIError):
    """Kept for `except` lines."""


class AuthenticatedWebSocketConnectionError(SignAPIError):
    """Kept for `except` lines; livetok sends a session to TikTok only."""


class InvalidFetchRoomInfoPayload(TikTokLiveError):
    """`fetch_room_info()` with both a room id and a handle."""


class FailedFetchGiftListError(TikTokLiveError, FailedFetchGifts):
    """The gift list could not be had."""


class InvalidFetchIsLiveRequest(TikTokLiveError):
    """`fetch_is_live()` with neither a room id nor a handle."""


class MissingRoomIdInResponse(TikTokLiveError):
    """TikTok knows no such room."""


class FailedParseAppInfo(TikTokLiveError):
    """Kept for `except` lines."""


class FailedResolveUserId(TikTokLiveError):
    """A user id cannot be turned into a handle."""


class DuplicateDownloadError(TikTokLiveError, AlreadyDownloadingStream):
    """A recording is under way."""
