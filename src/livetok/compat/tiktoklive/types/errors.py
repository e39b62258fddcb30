"""The errors of the original, all of them `RuntimeError`; `__cause__` is livetok's own error, with its hint."""

from __future__ import annotations

__all__ = [
    "AlreadyConnected",
    "AlreadyConnecting",
    "AlreadyDownloadingStream",
    "DownloadProcessNotFound",
    "DownloadStreamError",
    "FailedConnection",
    "FailedFetchGifts",
    "FailedFetchRoomInfo",
    "FailedHTTPRequest",
    "FailedParseGift",
    "FailedParseMessage",
    "FailedParseUserHTML",
    "InitialCursorMissing",
    "LiveNotFound",
    "NotDownloadingStream",
    "SignatureRateLimitReached",
    "WebsocketConnectionFailed",
]


class AlreadyConnecting(RuntimeError):
    """`start()` while another `start()` is under way."""


class AlreadyConnected(RuntimeError):
    """`start()` while the client is connected."""


class LiveNotFound(RuntimeError):
    """The user is not live, or the broadcast is over."""


class FailedConnection(RuntimeError):
    """The room could not be entered, or the connection was lost for good."""


class InitialCursorMissing(FailedConnection):
    """Kept for `except` lines; livetok needs no first cursor."""


class WebsocketConnectionFailed(FailedConnection):
    """The websocket was refused, or lost for good."""


class FailedHTTPRequest(RuntimeError):
    """A request failed."""


class FailedFetchRoomInfo(FailedHTTPRequest):
    """The room could not be looked up."""


class FailedParseUserHTML(FailedFetchRoomInfo):
    """TikTok answered with a page for humans, or with a refusal."""


class FailedFetchGifts(FailedHTTPRequest):
    """The gift list could not be fetched."""


class SignatureRateLimitReached(FailedHTTPRequest):
    """Too many requests, to the signature server or to TikTok.

    Attributes:
        retry_after: Seconds to wait as text, None when nobody said.
        reset_time: Unix seconds as text of the moment when the quota is whole again, None when nobody said.
    """

    def __init__(self, retry_after: str | None, reset_time: str | None, message: str = "%s") -> None:
        super().__init__(message.replace("%s", str(retry_after)))
        self.retry_after = retry_after
        self.reset_time = reset_time


class FailedParseMessage(RuntimeError):
    """A message is damaged."""


class FailedParseGift(FailedParseMessage):
    """Kept for `except` lines; a gift that makes no sense is left out of the list."""


class DownloadStreamError(RuntimeError):
    """Base of what a download can raise."""


class AlreadyDownloadingStream(DownloadStreamError):
    """`download()` while another download is under way."""


class NotDownloadingStream(DownloadStreamError):
    """`stop_download()` without a download."""


class DownloadProcessNotFound(DownloadStreamError):
    """The download has not begun, or ffmpeg cannot be run."""
