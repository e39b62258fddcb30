"""Options of a session: frozen values, validated when made, every default in one place.

Nothing here does I/O. A wrong value raises `UserError` with a hint at the call that holds it.
"""

from __future__ import annotations

import json
import ssl
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypedDict

from attrs import field, fields, frozen

from livetok._util import validators
from livetok.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    import httpx

    from livetok.http_types import HttpRequest, HttpResponse

__all__ = [
    "ConnectOptions",
    "Endpoints",
    "Options",
    "Overflow",
    "Resume",
    "Retry",
    "Session",
    "SignRequest",
    "Signer",
    "Ticket",
]

_RESUME_PREFIX: Final = "livetok1."
_RESUME_LIMIT: Final = 4 * 1024 * 1024

Overflow = Literal["block", "drop_oldest"]


@frozen(kw_only=True)
class Endpoints:
    """Base URLs of everything the client talks to: scheme, host and port, no path.

    Attributes:
        web: Site and room lookup.
        webcast: Room data, gifts, chat.
        websocket: Event stream.
        sign: Signature server; used only by a signer that has no URL of its own.
    """

    web: str = field(
        default="https://www.tiktok.com",
        converter=validators.without_slash,
        validator=validators.base_url("http", "https"),
    )
    webcast: str = field(
        default="https://webcast.tiktok.com",
        converter=validators.without_slash,
        validator=validators.base_url("http", "https"),
    )
    websocket: str = field(
        default="wss://webcast-ws.tiktok.com",
        converter=validators.without_slash,
        validator=validators.base_url("ws", "wss"),
    )
    sign: str = field(
        default="https://api.eulerstream.com",
        converter=validators.without_slash,
        validator=validators.base_url("http", "https"),
    )


@frozen(kw_only=True)
class Retry:
    """What happens after the connection to a room that was entered once is lost.

    Attributes:
        attempts: Failures in a row that are tolerated; 0 never reconnects.
        first_delay: Seconds before the first new attempt.
        factor: Growth of the delay from one failure to the next.
        max_delay: Upper bound of the delay, in seconds.
        jitter: Share of each delay that is random, 0 to 1, so that many clients do not return at once.
        healthy_after: Seconds a connection must have lived to count as healthy, which resets the above.
    """

    attempts: int = field(default=10, validator=validators.count(0))
    first_delay: float = field(default=1.0, validator=validators.seconds(zero=True))
    factor: float = field(default=2.0, validator=validators.between(1, 100))
    max_delay: float = field(default=30.0, validator=validators.seconds())
    jitter: float = field(default=0.5, validator=validators.between(0, 1))
    healthy_after: float = field(default=30.0, validator=validators.seconds(zero=True))


@frozen(kw_only=True)
class Session:
    """Cookies of a logged-in user. They are sent to TikTok's hosts only and never shown.

    Attributes:
        session_id: Value of the cookie `sessionid`.
        target_idc: Value of the cookie `tt-target-idc`, the account's data centre, for example `useast1a`.
    """

    session_id: str = field(repr=False, validator=validators.token)
    target_idc: str = field(validator=validators.token)


@frozen(kw_only=True)
class Resume:
    """Where to go on in a room: `connect(resume=...)`, in this process or another one.

    Safe to store once the event that it belongs to, and all before it, were handled. `str()` gives it as text,
    `Resume.parse()` reads that.

    Attributes:
        room_id: The room; in another one, the rest says nothing.
        cursor: The server's resume token.
        internal_ext: The server's acknowledgement token.
        seen: Ids of the latest messages that were handled; the server sends some of them again.
        pending: Id of a message whose events were handled in part, 0 for none, and how many of them.
        streaks: Gift streaks that had not ended.
    """

    room_id: int
    cursor: str = field(default="", repr=False)
    internal_ext: bytes = field(default=b"", repr=False)
    seen: tuple[int, ...] = field(default=(), repr=False)
    pending: tuple[int, int] = (0, 0)
    streaks: tuple[bytes, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        parts = [
            self.room_id,
            self.cursor,
            b64encode(self.internal_ext).decode(),
            self.seen,
            self.pending,
            [b64encode(streak).decode() for streak in self.streaks],
        ]
        packed = zlib.compress(json.dumps(parts, separators=(",", ":")).encode(), 9)
        return _RESUME_PREFIX + urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Resume:
        """Read what `str()` gave.

        Raises:
            UserError: The text is no such thing, or is damaged.
        """
        try:
            body = text.strip().removeprefix(_RESUME_PREFIX)
            if body == text.strip():
                raise ValueError("it begins otherwise")
            packed = urlsafe_b64decode(body + "=" * (-len(body) % 4))
            room_id, cursor, internal_ext, seen, (message_id, done), streaks = json.loads(_unpacked(packed))
            return cls(
                room_id=int(room_id),
                cursor=str(cursor),
                internal_ext=b64decode(internal_ext),
                seen=tuple(map(int, seen)),
                pending=(int(message_id), int(done)),
                streaks=tuple(map(b64decode, streaks)),
            )
        except (ValueError, TypeError, AttributeError, zlib.error) as error:
            raise UserError(
                f"this is no resume point: {error}", hint="pass what str(live.resume) gave"
            ) from error


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _RESUME_LIMIT)
    if not unpacker.eof:
        raise ValueError("it is cut short, or too large")
    return data


def _resume(value: Any) -> Any:
    return Resume.parse(value) if isinstance(value, str) else value


@frozen(kw_only=True)
class Ticket:
    """What a signer hands back: everything needed to open one websocket, once.

    Attributes:
        url: Full websocket URL. Signed URLs must be used within about 30 seconds.
        headers: Headers of the upgrade that replace the client's own of the same name, such as `Cookie`.
        first: Body of the first fetch result (protobuf), empty when there is none.
        room_id: Room the ticket is for, 0 when the signer did not say.
    """

    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    first: bytes = field(default=b"", repr=False)
    room_id: int = 0


@frozen(kw_only=True)
class SignRequest:
    """What a signer is asked for.

    Attributes:
        url: The unsigned URL that the client would use.
        method: HTTP method of that request; a websocket upgrade is a GET.
        room_id: Room to enter.
        unique_id: Handle of the host, empty when only the room id is known.
        user_agent: The User-Agent that will be sent; the signature is bound to it.
        cookie: The anonymous cookie header of this identity, without session.
        cursor: Resume token of an earlier connection, empty for none.
        endpoint: Base URL of the option `endpoints.sign`.
        session: The user's session; None unless the signer's attribute `share_session_with` asks for it.
        send: Sends an HTTP request with the client's proxy, TLS and time settings.
    """

    url: str = field(repr=False)
    method: str = "GET"
    room_id: int = 0
    unique_id: str = ""
    user_agent: str = ""
    cookie: str = field(default="", repr=False)
    cursor: str = field(default="", repr=False)
    endpoint: str = ""
    session: Session | None = field(default=None, repr=False)
    send: Callable[[HttpRequest], Awaitable[HttpResponse]] = field(repr=False)


class Signer(Protocol):
    """Signs a websocket URL, or fetches one that is signed already."""

    @property
    def name(self) -> str:
        """Name for logs and reports, without secrets. Failures are counted by it, in the whole process."""
        ...

    async def sign(self, request: SignRequest) -> Ticket:
        """Return a ticket for this room.

        Raises:
            SignerError: The signer failed; any exception that is not a `LiveError` counts as that, too.
            RateLimited: The signer's quota is used up.
        """
        ...


@frozen(kw_only=True)
class Options:
    """All options of `connect()`; the meaning of each stands in the documentation of `connect`."""

    signer: tuple[Signer, ...] = field(default=(), converter=validators.signers, validator=validators.signer)
    endpoints: Endpoints = field(
        factory=Endpoints,
        validator=validators.instance(Endpoints, "endpoints=Endpoints(web='http://127.0.0.1:8080')"),
    )
    http: httpx.AsyncClient | None = None
    proxy: str | Callable[[], str | None] | None = field(default=None, repr=False, validator=validators.proxy)
    session: Session | None = field(
        default=None,
        validator=validators.instance(
            Session, "session=Session(session_id=..., target_idc=...)", optional=True
        ),
    )
    retry: Retry = field(factory=Retry, validator=validators.instance(Retry, "retry=Retry(attempts=5)"))
    resume: Resume | None = field(
        default=None,
        converter=_resume,
        validator=validators.instance(Resume, "resume=live.resume", optional=True),
    )
    history: bool = field(default=True, validator=validators.flag)
    fetch_room_info: bool = field(default=True, validator=validators.flag)
    fetch_gifts: bool = field(default=False, validator=validators.flag)
    heartbeat_interval: float = field(default=10.0, validator=validators.seconds())
    stale_timeout: float = field(default=60.0, validator=validators.seconds())
    http_timeout: float = field(default=10.0, validator=validators.seconds())
    ws_timeout: float = field(default=10.0, validator=validators.seconds())
    buffer: int = field(default=1024, validator=validators.count(1))
    overflow: Overflow = field(default="block", validator=validators.overflow)
    language: str = field(default="en-US", validator=validators.language)
    headers: dict[str, str] = field(
        factory=dict, converter=validators.pairs, validator=validators.text_mapping, repr=False
    )
    params: dict[str, str] = field(
        factory=dict, converter=validators.pairs, validator=validators.text_mapping, repr=False
    )
    ssl_context: ssl.SSLContext | None = field(
        default=None,
        validator=validators.instance(
            ssl.SSLContext, "ssl_context=ssl.create_default_context()", optional=True
        ),
    )
    trust_env: bool = field(default=False, validator=validators.flag)
    compress: bool = field(default=True, validator=validators.flag)
    max_frame_size: int = field(default=16 * 1024 * 1024, validator=validators.count(1024))

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Options:
        """Build from keyword arguments.

        Raises:
            UserError: A name is unknown (the hint names the nearest) or a value is wrong.
        """
        known = [one.name for one in fields(cls)]
        for name in given:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                raise UserError(
                    f"connect() has no option {name!r}",
                    hint=f"did you mean {near[0]!r}?" if near else f"options are {', '.join(known)}",
                )
        return cls(**given)


class ConnectOptions(TypedDict, total=False):
    """Keyword arguments of `connect()`, for type checkers."""

    signer: Signer | Sequence[Signer] | None
    endpoints: Endpoints
    http: httpx.AsyncClient | None
    proxy: str | Callable[[], str | None] | None
    session: Session | None
    retry: Retry
    resume: Resume | str | None
    history: bool
    fetch_room_info: bool
    fetch_gifts: bool
    heartbeat_interval: float
    stale_timeout: float
    http_timeout: float
    ws_timeout: float
    buffer: int
    overflow: Overflow
    language: str
    headers: Mapping[str, str]
    params: Mapping[str, str]
    ssl_context: ssl.SSLContext | None
    trust_env: bool
    compress: bool
    max_frame_size: int
