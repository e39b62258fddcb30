"""The errors of release 4 and 5, all of them `RuntimeError`; `__cause__` is livetok's own error, with its hint.

Release 4.5.2 wrapped whatever `start()` raised in a `FailedConnection`, release 5 did not; so what has a class of its
own in release 5 is a `FailedConnection`, too, and both kinds of `except` lines catch it. What is raised also has the
class of release 6 and 7 for it, see `client.errors`.
"""

from __future__ import annotations

__all__ = [
    "AlreadyConnected",
    "AlreadyConnecting",
    "AlreadyDownloadingStream",
    "ChatMessageRepeat",
    "ChatMessageSendFailure",
    "DownloadProcessNotFound",
    "DownloadStreamError",
    "FailedConnection",
    "FailedFetchGifts",
    "FailedFetchRoomInfo",
    "FailedHTTPRequest",
    "FailedParseGift",
    "FailedParseMessage",
    "FailedParseUserHTML",
    "FailedRoomPolling",
    "InitialCursorMissing",
    "InvalidSessionId",
    "LiveNotFound",
    "NotDownloadingStream",
    "SignatureRateLimitReached",
    "WebsocketConnectionFailed",
]


class AlreadyConnecting(RuntimeError):
    """`start()` while another `start()` is under way."""


class AlreadyConnected(RuntimeError):
    """`start()` while the client is connected."""


class FailedConnection(RuntimeError):
    """The room could not be entered, or the connection was lost for good."""


class LiveNotFound(FailedConnection):
    """The user is not live, or the broadcast is over."""


class InitialCursorMissing(FailedConnection):
    """Kept for `except` lines; livetok needs no first cursor."""


class WebsocketConnectionFailed(FailedConnection):
    """The websocket was refused, or lost for good."""


class FailedHTTPRequest(FailedConnection):
    """A request failed."""


class FailedFetchRoomInfo(FailedHTTPRequest):
    """The room could not be looked up."""


class FailedParseUserHTML(FailedFetchRoomInfo):
    """TikTok answered with a page for humans, or with a refusal."""


class FailedFetchGifts(FailedHTTPRequest):
    """The gift list could not be fetched."""


class FailedRoomPolling(FailedHTTPRequest):
    """Kept for `except` lines; livetok does not poll."""


class SignatureRateLimitReached(FailedHTTPRequest):
    """Too many requests, to the signature server or to TikTok.

    Attributes:
        retry_after: Seconds to wait, None when nobody said.
        reset_time: Unix seconds of the moment when the quota is whole again, None when nobody said.
    """

    def __init__(self, retry_after: float | None, reset_time: int | None, message: str = "%s") -> None:
        super().__init__(message.replace("%s", str(retry_after)))
        self.retry_after = retry_after
        self.reset_time = reset_time


class InvalidSessionId(RuntimeError):
    """A comment needs a session, or the given one has expired."""


class ChatMessageSendFailure(RuntimeError):
    """A comment was not taken."""


class ChatMessageRepeat(ChatMessageSendFailure):
    """A comment was not taken because it repeats the last one, or there were too many."""


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
