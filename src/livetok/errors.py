"""Everything livetok raises, in one tree.

The tree is split by who can act on the failure; facts are attributes, and `hint` says in one line what to do::

    LiveError                      .hint
    ├─ UserError(ValueError)       a handle or an option is wrong; raised before any I/O
    ├─ RoomError                   .user .room_id
    │  ├─ UserNotFound             there is no such user, or the user never had LIVE access
    │  ├─ UserOffline              the user exists and is not live
    │  ├─ RoomEnded                this broadcast is over
    │  └─ AgeRestricted            .restriction   the room needs a logged-in adult, a follower, ...
    ├─ Blocked                     TikTok or the signer refuses this client
    │  ├─ Detected                 .status .code   a challenge page, or a refusal code, instead of data
    │  ├─ DeviceBlocked            the anonymous identity is flagged
    │  ├─ EntryRefused             .code .reason   the websocket opened, and the room was not entered
    │  ├─ RateLimited              .retry_after .reset_at
    │  ├─ SessionRequired          needs a logged-in session, or the given one has expired
    │  └─ SignerError              .status .body
    ├─ ConnectionLost              raised when the retries are used up
    │  ├─ Stale                    .silent_for   the server sent nothing for stale_timeout
    │  ├─ ClosedByServer           .code .reason
    │  └─ NetworkError             .stage   dns, tcp, tls, proxy, handshake, read, write, http
    ├─ RecordingError
    ├─ CaptureError                .offset   not a capture file, or damaged there
    ├─ SinkError                   .unwritten   a place where events are kept failed
    │  └─ SinkUnavailable          .retry_after   it cannot be reached now, and may be later
    └─ DecodeError                 .method .payload

The cause from a lower layer is chained (`__cause__`); no exception of httpx, trio-websocket or wsproto gets out.
What a server said is in many messages, so control characters are escaped here: each message is one harmless line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from livetok._util.control_characters import escape_controls

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "AgeRestricted",
    "Blocked",
    "CaptureError",
    "ClosedByServer",
    "ConnectionLost",
    "DecodeError",
    "Detected",
    "DeviceBlocked",
    "EntryRefused",
    "LiveError",
    "NetworkError",
    "RateLimited",
    "RecordingError",
    "RoomEnded",
    "RoomError",
    "SessionRequired",
    "SignerError",
    "SinkError",
    "SinkUnavailable",
    "Stale",
    "UserError",
    "UserNotFound",
    "UserOffline",
]


class LiveError(Exception):
    """Base of everything livetok raises.

    Attributes:
        hint: One line that says what to do; also attached as a note, so that tracebacks show it.
        status: HTTP status of the answer that led here, 0 when there was none.
    """

    status: int = 0
    _evidence: str = ""

    def __init__(self, message: str = "", *, hint: str = "") -> None:
        super().__init__(escape_controls(message))
        self.hint: str = escape_controls(hint)
        if hint:
            self.add_note(f"hint: {self.hint}")

    @property
    def evidence(self) -> str:
        """One line that says what was asked and what came back, without secrets; empty when nothing was."""
        return self._evidence

    @evidence.setter
    def evidence(self, text: str) -> None:
        self._evidence = escape_controls(text)


class UserError(LiveError, ValueError):
    """A handle, an option or a call is wrong. Nothing was sent."""


class RoomError(LiveError):
    """The room cannot be entered, for a reason that lies with the room.

    Attributes:
        user: The handle that was asked for, without `@`; empty when only a room id was given.
        room_id: The room id, 0 when unknown.
    """

    def __init__(self, message: str = "", *, hint: str = "", user: str = "", room_id: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.user = user
        self.room_id = room_id


class UserNotFound(RoomError):
    """There is no such user, or the user never had LIVE access. TikTok sometimes says so wrongly."""


class UserOffline(RoomError):
    """The user exists and is not live."""


class RoomEnded(RoomError):
    """This broadcast is over; the user's next one has another room id."""


class AgeRestricted(RoomError):
    """The room is for logged-in adults (or the address is distrusted); room data needs a session.

    Attributes:
        restriction: `age`, or what else closes the room: `followers`, `private`.
    """

    def __init__(
        self, message: str = "", *, hint: str = "", user: str = "", room_id: int = 0, restriction: str = "age"
    ) -> None:
        super().__init__(message, hint=hint, user=user, room_id=room_id)
        self.restriction = restriction


class Blocked(LiveError):
    """TikTok, or the signer, refuses this client."""


class Detected(Blocked):
    """TikTok answered with a challenge, an error page or a refusal code instead of data.

    Attributes:
        status: HTTP status of the answer.
        code: TikTok's own code in the answer, 0 when it carried none.
    """

    def __init__(self, message: str = "", *, hint: str = "", status: int = 0, code: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.code = code


class DeviceBlocked(Blocked):
    """The websocket refused the anonymous identity (`DEVICE_BLOCKED` and its relatives).

    Attributes:
        status: HTTP status of the refusal; TikTok refuses with 200.
        handshake_status: Value of `Handshake-Status`, 0 when absent.
        handshake_msg: Value of `Handshake-Msg`, with control characters escaped.
        raw: The same as sent.
    """

    def __init__(
        self,
        message: str = "",
        *,
        hint: str = "",
        status: int = 0,
        handshake_status: int = 0,
        handshake_msg: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.handshake_status = handshake_status
        self.handshake_msg: str = escape_controls(handshake_msg)
        self.raw = handshake_msg


class EntryRefused(Blocked):
    """The websocket opened, and the server closed it instead of answering the request to enter the room.

    Seen of rooms that are for chosen viewers, of addresses that are flagged, and of cookies that were used too often
    (protocol notes 10.3). That the broadcast is over was ruled out, as far as TikTok tells.

    Attributes:
        code: Close code, 1000 as a rule.
        reason: Reason as sent: `payload_handler_im_enter_room`.
    """

    def __init__(self, message: str = "", *, hint: str = "", code: int = 1000, reason: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.reason = reason


class RateLimited(Blocked):
    """Too many requests, to TikTok or to a signer.

    Attributes:
        status: HTTP status of the answer.
        retry_after: Seconds to wait, as the server named them; None when it named none.
        reset_at: Time, with time zone, when the quota is renewed; None when unknown.
    """

    def __init__(
        self,
        message: str = "",
        *,
        hint: str = "",
        status: int = 429,
        retry_after: float | None = None,
        reset_at: datetime | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_after = retry_after
        self.reset_at = reset_at


class SessionRequired(Blocked):
    """This needs the option `session`, or the given session has expired."""


class SignerError(Blocked):
    """The signature server failed or answered something unusable.

    Attributes:
        status: HTTP status, 0 when there was no answer.
        body: The first bytes of the answer, for the report.
        device_refused: Whether the signer failed over the device that it signed for; another one usually passes.
    """

    device_refused: bool = False

    def __init__(self, message: str = "", *, hint: str = "", status: int = 0, body: bytes = b"") -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.body = body


class ConnectionLost(LiveError):
    """The connection was lost and the retries are used up."""


class Stale(ConnectionLost):
    """The server sent nothing for `stale_timeout` seconds.

    Attributes:
        silent_for: Seconds since the last byte.
    """

    def __init__(self, message: str = "", *, hint: str = "", silent_for: float = 0.0) -> None:
        super().__init__(message, hint=hint)
        self.silent_for = silent_for


class ClosedByServer(ConnectionLost):
    """The server closed the websocket.

    Attributes:
        code: Close code, 1005 when the close frame carried none.
        reason: Reason with control characters escaped, often empty.
        raw: The reason as sent.
    """

    def __init__(self, message: str = "", *, hint: str = "", code: int = 1005, reason: str = "") -> None:
        super().__init__(message or f"the server closed the connection: {code} {reason}".rstrip(), hint=hint)
        self.code = code
        self.reason: str = escape_controls(reason)
        self.raw = reason


class NetworkError(ConnectionLost):
    """Name lookup, TCP, TLS, proxy or HTTP failed, or a peer broke the protocol.

    Attributes:
        stage: Where it failed: `dns`, `tcp`, `tls`, `proxy`, `handshake`, `read`, `write` or `http`.
    """

    def __init__(self, message: str = "", *, hint: str = "", stage: str = "") -> None:
        super().__init__(message, hint=hint)
        self.stage = stage


class RecordingError(LiveError):
    """ffmpeg is missing or failed, or the room has no stream of that quality."""


class CaptureError(LiveError):
    """Not a capture file, or a damaged one.

    Attributes:
        offset: Position of the damage in bytes from the beginning of the file.
    """

    def __init__(self, message: str = "", *, hint: str = "", offset: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.offset = offset


class SinkError(LiveError):
    """A sink failed: the disk is full, say, or a server refuses what it is sent.

    Attributes:
        unwritten: Events that were put into the sink, and are not where they belong.
    """

    def __init__(self, message: str = "", *, hint: str = "", unwritten: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.unwritten = unwritten


class SinkUnavailable(SinkError):
    """What a sink writes to cannot be reached now. Raised by a `Writer`, it has the same rows written again later.

    Attributes:
        retry_after: Seconds to wait, as the server named them; None when it named none.
    """

    def __init__(
        self, message: str = "", *, hint: str = "", unwritten: int = 0, retry_after: float | None = None
    ) -> None:
        super().__init__(message, hint=hint, unwritten=unwritten)
        self.retry_after = retry_after


class DecodeError(LiveError):
    """Bytes from the wire cannot be decoded.

    Attributes:
        method: Webcast method string; empty when unknown.
        payload: The damaged bytes.
    """

    def __init__(self, message: str = "", *, hint: str = "", method: str = "", payload: bytes = b"") -> None:
        super().__init__(message, hint=hint)
        self.method = method
        self.payload = payload
