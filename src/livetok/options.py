"""Options of a session: frozen values, validated when made, every default in one place.

Nothing here does I/O. A wrong value raises `UserError` with a hint at the call that holds it.
"""

from __future__ import annotations

import json
import logging
import os
import ssl
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypedDict
from urllib.parse import urlsplit

from attrs import field, fields, frozen

from livetok._util import validators
from livetok._util.from_keywords import from_keywords
from livetok.errors import UserError
from livetok.http_types import HttpRequest, HttpResponse, Pairs, as_pairs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    import httpx

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
    "WebSocketBackend",
]

_RESUME_PREFIX: Final = "livetok1."
_RESUME_LIMIT: Final = 4 * 1024 * 1024

Overflow = Literal["block", "drop_oldest"]
WebSocketBackend = Literal["trio", "anyio"]

_log = logging.getLogger("livetok.options")
_VARIABLE_PREFIX: Final = "LIVETOK_"


@frozen(kw_only=True)
class Endpoints:
    """Base URLs of everything the client talks to: scheme, host and port, no path.

    What is left out is TikTok's (and the public signature server's). Where a program gives no `endpoints=` at all, the
    environment variables `LIVETOK_WEB`, `LIVETOK_WEBCAST`, `LIVETOK_WEBSOCKET` and `LIVETOK_SIGN` are read;
    `livetok simulate` prints them.

    Raises:
        UserError: A value is no base URL of the right scheme.

    Attributes:
        web: Site and room lookup. Default `"https://www.tiktok.com"`. Example: `web="http://127.0.0.1:8080"`.
        webcast: Room data, gifts, chat. Default `"https://webcast.tiktok.com"`.
            Example: `webcast="http://127.0.0.1:8080"`.
        websocket: Event stream. Default `"wss://webcast-ws.tiktok.com"`.
            Example: `websocket="ws://127.0.0.1:8080"`.
        sign: Signature server; used only by a signer that has no URL of its own.
            Default `"https://api.eulerstream.com"`. Example: `sign="http://127.0.0.1:8080"`.
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

    @classmethod
    def at(cls, url: str) -> Endpoints:
        """Return endpoints that all lead to one server, such as the simulator.

        Args:
            url: Base URL of the server, `http://` or `https://`; the websocket goes to the same host and port.

        Raises:
            UserError: It is no such URL.
        """
        base = cls(web=url).web
        # A URL that passed as the base URL begins with http, in whatever case.
        websocket = (
            urlsplit(base)._replace(scheme="wss" if base.lower().startswith("https") else "ws").geturl()
        )
        return cls(web=base, webcast=base, websocket=websocket, sign=base)

    @classmethod
    def from_environment(cls) -> Endpoints:
        """Return the endpoints that the environment variables name, and TikTok's where they name none.

        An empty variable counts as none. What is read is logged once, at INFO by `livetok.options`.

        Raises:
            UserError: A variable is no base URL; the message names it.
        """
        given: dict[str, str] = {}
        for name in (attribute.name for attribute in fields(cls)):
            variable = _VARIABLE_PREFIX + name.upper()
            if url := os.environ.get(variable):
                try:
                    given[name] = getattr(cls(**{name: url}), name)
                except UserError as error:
                    raise UserError(f"the variable {variable} is wrong: {error}", hint=error.hint) from error
        endpoints = cls(**given)
        if given:
            _log_variables(endpoints, tuple(given))
        return endpoints


@cache  # once in a process, not once a room
def _log_variables(endpoints: Endpoints, names: tuple[str, ...]) -> None:
    urls = ", ".join(f"{_VARIABLE_PREFIX}{name.upper()}={getattr(endpoints, name)}" for name in names)
    others = [attribute.name for attribute in fields(Endpoints) if attribute.name not in names]
    rest = f"; {', '.join(others)} as usual" if others else ""
    _log.info("endpoints from the environment: %s%s", urls, rest)


@frozen(kw_only=True)
class Retry:
    """What to do when the connection to a room that was entered once is lost: exponential backoff with jitter.

    Attributes:
        attempts: Failures in a row that are tolerated; 0 never reconnects. Default 10. Example: `attempts=0`.
        first_delay: Seconds before the first new attempt. Default 1. Example: `first_delay=0.5`.
        factor: Growth of the delay from one failure to the next, 1 to 100. Default 2. Example: `factor=3`.
        max_delay: Upper bound of the delay, in seconds. Default 30. Example: `max_delay=300`.
        jitter: Share of each delay that is random, 0 to 1, so that many clients do not reconnect at once.
            Default 0.5. Example: `jitter=0`.
        healthy_after: Seconds that a connection must have lasted to reset the failures in a row. Default 30.
            Example: `healthy_after=60`.
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
        session_id: Value of the cookie `sessionid`. Required. Example: `session_id="..."`.
        target_idc: Value of the cookie `tt-target-idc`, the account's data centre. Required.
            Example: `target_idc="useast1a"`.
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

        Args:
            text: It begins with `livetok1.`; spaces around it do not matter.

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
    """What a signer returns: everything needed to open one websocket, once.

    Attributes:
        url: Full websocket URL. Signed URLs must be used within about 30 seconds.
        headers: Headers of the websocket upgrade, a mapping or pairs, kept as pairs; they replace the client's own of
            the same name, such as `Cookie`. Default none.
        first: Body of the first fetch result (protobuf), empty (default) when there is none.
        room_id: Room the ticket is for, 0 (default) when the signer did not say.
        relay: Whether the URL leads to a relay of the signer's own, which has entered the room already. Default False.
    """

    url: str = field(repr=False, validator=validators.instance(str, 'Ticket(url="wss://...")'))
    headers: Pairs = field(default=(), converter=as_pairs, repr=False)
    first: bytes = field(default=b"", repr=False, validator=validators.instance(bytes, 'first=b""'))
    room_id: int = field(default=0, validator=validators.instance(int, "room_id=7"))
    relay: bool = field(default=False, validator=validators.instance(bool, "relay=True"))


@frozen(kw_only=True)
class SignRequest:
    """What a signer is given: the connection to sign, and a way to send HTTP requests.

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
    _send: Callable[[HttpRequest], Awaitable[HttpResponse]] = field(alias="send", repr=False)

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send an HTTP request with the client's proxy, TLS settings and time limits. Cancelling it drops the request.

        Args:
            request: For example `HttpRequest(url="https://sign.example.com/api", params={"room": "7"})`.

        Returns:
            The whole response, whatever its status.

        Raises:
            NetworkError: There was no whole answer; `stage` says how far it came.
            UserError: This is not an `HttpRequest`.
        """
        if not isinstance(request, HttpRequest):
            raise UserError(
                f"SignRequest.send() takes an HttpRequest, not {type(request).__module__}.{type(request).__name__}",
                hint='from livetok import HttpRequest; HttpRequest(url="https://...", method="POST", body=b"...")',
            )
        return await self._send(request)


class Signer(Protocol):
    """Signs a websocket URL, or fetches one that is signed already.

    Any object with `name` and `sign` is one. With `async def sign_request(self, request: SignRequest) -> Signature` it
    also signs HTTP requests, for `Live.send_chat()`; see `livetok.signers.Signature`.
    """

    @property
    def name(self) -> str:
        """Name for logs and reports, without secrets. Failures are counted by it, for the whole process."""
        ...

    async def sign(self, request: SignRequest) -> Ticket:
        """Return a ticket for this room.

        Cancelled when the connection attempt is; let the cancellation pass.

        Args:
            request: The connection to sign.

        Raises:
            SignerError: The signer failed; any exception that is not a `LiveError` counts as one, too.
            RateLimited: The signer's quota is used up.
        """
        ...


@frozen(kw_only=True)
class Options:
    """All options of `connect()`, checked when made; no I/O.

    Attributes:
        signer: Who signs the websocket's URL when TikTok does not accept an unsigned one: one signer, or several that
            are asked in order. Default None: connect without one, so that no third party learns anything.
            Example: `signer=EulerSigner(api_key="...")`.
        endpoints: Base URLs of everything the client talks to. Default `Endpoints()`: TikTok's own.
            Example: `endpoints=Endpoints(web="http://127.0.0.1:8080")`.
        http: A client of the caller's own for all HTTP requests; never closed by livetok. It sees to its own proxy.
            Default None: livetok makes one, and closes it with the block. Example: `http=httpx.AsyncClient()`.
        proxy: URL of one proxy for HTTP, websocket and recordings: `http`, `https`, `socks5` or `socks5h`. A function
            without arguments is called once for each attempt. Default None: no proxy.
            Example: `proxy="socks5h://127.0.0.1:1080"`.
        session: Cookies of a logged-in user; sent to TikTok's hosts only. Default None: anonymous.
            Example: `session=Session(session_id="...", target_idc="useast1a")`.
        retry: What to do when the connection to a room that was entered once is lost. Default `Retry()`: up to ten
            failures in a row, with exponential backoff. Example: `retry=Retry(attempts=0)`.
        resume: Where an earlier session stopped, as `live.resume` or `event.meta.resume` gave it, or its text: the
            session goes on from there, without a message twice. Ignored when the host is in another room by now.
            Default None: begin with what the server sends. Example: `resume=Resume(room_id=7300000000000000001)`.
        history: Whether to deliver the messages from before the connection that TikTok sends along; they have
            `event.meta.history`. Default True. Example: `history=False`.
        fetch_room_info: Whether to fetch the room's data while connecting. Default True.
            Example: `fetch_room_info=False`.
        fetch_gifts: Whether to fetch the gift catalogue before the room is entered, for `live.gifts`. Default False.
            Example: `fetch_gifts=True`.
        heartbeat_interval: Seconds between application heartbeats. Default 10. Example: `heartbeat_interval=5`.
        stale_timeout: Seconds without any message after which the connection counts as lost. Default 60.
            Example: `stale_timeout=30`.
        http_timeout: Seconds for one HTTP request, from connecting to the last byte. Default 10.
            Example: `http_timeout=20`.
        ws_timeout: Seconds for opening the websocket, and for sending one message. Default 10.
            Example: `ws_timeout=20`.
        buffer: Messages that may wait to be read, for the live and for each selection; `follow()` counts those of all
            rooms together. Default 1024. Example: `buffer=100`.
        overflow: What happens when the buffer is full. `"block"`: the session waits, and so does the server.
            `"drop_oldest"`: the oldest are dropped, and a `LaggedEvent` counts them; gifts and lifecycle events are
            kept. Default `"block"`. Example: `overflow="drop_oldest"`.
        language: Language of the simulated browser, such as `de` or `de-AT`; region, time zone and screen follow it.
            Default `"en-US"`. Example: `language="de-AT"`.
        headers: Headers for every request to TikTok and for the websocket, name to value; they replace livetok's own
            of the same name. Default `{}`. Example: `headers={"User-Agent": "..."}`.
        params: Query parameters for every request to TikTok and for the websocket, name to value; they replace
            livetok's own of the same name. Default `{}`. Example: `params={"region": "AT"}`.
        ssl_context: TLS settings for HTTP, websocket and recordings. Default None: certificates are verified.
            Example: `ssl_context=ssl.create_default_context(cafile="ca.pem")`.
        trust_env: Whether to take proxies and the trusted certificates from the environment, as httpx does:
            `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`, ... Default False. Example: `trust_env=True`.
        compress: Whether to ask the server for gzip-compressed messages. Default True. Example: `compress=False`.
        websocket: Which websocket library speaks under trio: `"trio"` is trio-websocket, `"anyio"` is wsproto without a
            task of its own, which takes a third of its processor time. Under asyncio there is the latter only. Default
            None: trio-websocket under trio, but wsproto in `follow()`. Example: `websocket="anyio"`.
        max_frame_size: Upper bound of one websocket message in bytes, before and after decompression.
            Default 16777216. Example: `max_frame_size=4_000_000`.
        max_frame_messages: Messages of one frame that are delivered; the rest of a frame that holds more is reported as
            one `UndecodedEvent`. Default 10000. Example: `max_frame_messages=1000`.
    """

    signer: tuple[Signer, ...] = field(default=(), converter=validators.signers, validator=validators.signer)
    endpoints: Endpoints = field(
        factory=Endpoints.from_environment,
        validator=validators.instance(Endpoints, "endpoints=Endpoints.at('http://127.0.0.1:8080')"),
    )
    http: httpx.AsyncClient | None = field(default=None, validator=validators.http_client)
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
    websocket: WebSocketBackend | None = field(default=None, validator=validators.websocket)
    max_frame_size: int = field(default=16 * 1024 * 1024, validator=validators.count(1024))
    max_frame_messages: int = field(default=10_000, validator=validators.count(1))

    @classmethod
    def of(cls, keywords: Mapping[str, Any]) -> Options:
        """Build from keyword arguments.

        Args:
            keywords: Those of `connect()`.

        Raises:
            UserError: A name is unknown (the hint names the nearest) or a value is wrong.
        """
        return from_keywords(cls, keywords, "connect")


class ConnectOptions(TypedDict, total=False):
    """Keyword arguments of `connect()`, for type checkers and editors; the texts are those of `Options`."""

    signer: Signer | Sequence[Signer] | None
    """Who signs the websocket's URL when TikTok does not accept an unsigned one: one signer, or several that
    are asked in order. Default None: connect without one, so that no third party learns anything. Example:
    `signer=EulerSigner(api_key="...")`.
    """
    endpoints: Endpoints
    """Base URLs of everything the client talks to. Default `Endpoints()`: TikTok's own. Example:
    `endpoints=Endpoints(web="http://127.0.0.1:8080")`.
    """
    http: httpx.AsyncClient | None
    """A client of the caller's own for all HTTP requests; never closed by livetok. It sees to its own proxy.
    Default None: livetok makes one, and closes it with the block. Example: `http=httpx.AsyncClient()`.
    """
    proxy: str | Callable[[], str | None] | None
    """URL of one proxy for HTTP, websocket and recordings: `http`, `https`, `socks5` or `socks5h`. A function
    without arguments is called once for each attempt. Default None: no proxy. Example:
    `proxy="socks5h://127.0.0.1:1080"`.
    """
    session: Session | None
    """Cookies of a logged-in user; sent to TikTok's hosts only. Default None: anonymous. Example:
    `session=Session(session_id="...", target_idc="useast1a")`.
    """
    retry: Retry
    """What to do when the connection to a room that was entered once is lost. Default `Retry()`: up to ten
    failures in a row, with exponential backoff. Example: `retry=Retry(attempts=0)`.
    """
    resume: Resume | str | None
    """Where an earlier session stopped, as `live.resume` or `event.meta.resume` gave it, or its text: the
    session goes on from there, without a message twice. Ignored when the host is in another room by now.
    Default None: begin with what the server sends. Example: `resume=Resume(room_id=7300000000000000001)`.
    """
    history: bool
    """Whether to deliver the messages from before the connection that TikTok sends along; they have
    `event.meta.history`. Default True. Example: `history=False`.
    """
    fetch_room_info: bool
    """Whether to fetch the room's data while connecting. Default True. Example: `fetch_room_info=False`."""
    fetch_gifts: bool
    """Whether to fetch the gift catalogue before the room is entered, for `live.gifts`. Default False.
    Example: `fetch_gifts=True`.
    """
    heartbeat_interval: float
    """Seconds between application heartbeats. Default 10. Example: `heartbeat_interval=5`."""
    stale_timeout: float
    """Seconds without any message after which the connection counts as lost. Default 60. Example:
    `stale_timeout=30`.
    """
    http_timeout: float
    """Seconds for one HTTP request, from connecting to the last byte. Default 10. Example: `http_timeout=20`.
    """
    ws_timeout: float
    """Seconds for opening the websocket, and for sending one message. Default 10. Example: `ws_timeout=20`.
    """
    buffer: int
    """Messages that may wait to be read, for the live and for each selection; `follow()` counts those of all
    rooms together. Default 1024. Example: `buffer=100`.
    """
    overflow: Overflow
    """What happens when the buffer is full. `"block"`: the session waits, and so does the server.
    `"drop_oldest"`: the oldest are dropped, and a `LaggedEvent` counts them; gifts and lifecycle events are
    kept. Default `"block"`. Example: `overflow="drop_oldest"`.
    """
    language: str
    """Language of the simulated browser, such as `de` or `de-AT`; region, time zone and screen follow it.
    Default `"en-US"`. Example: `language="de-AT"`.
    """
    headers: Mapping[str, str]
    """Headers for every request to TikTok and for the websocket, name to value; they replace livetok's own of
    the same name. Default `{}`. Example: `headers={"User-Agent": "..."}`.
    """
    params: Mapping[str, str]
    """Query parameters for every request to TikTok and for the websocket, name to value; they replace
    livetok's own of the same name. Default `{}`. Example: `params={"region": "AT"}`.
    """
    ssl_context: ssl.SSLContext | None
    """TLS settings for HTTP, websocket and recordings. Default None: certificates are verified. Example:
    `ssl_context=ssl.create_default_context(cafile="ca.pem")`.
    """
    trust_env: bool
    """Whether to take proxies and the trusted certificates from the environment, as httpx does:
    `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`, ... Default False. Example: `trust_env=True`.
    """
    compress: bool
    """Whether to ask the server for gzip-compressed messages. Default True. Example: `compress=False`."""
    websocket: WebSocketBackend | None
    """Which websocket library speaks under trio: `"trio"` is trio-websocket, `"anyio"` is wsproto without a
    task of its own, which takes a third of its processor time. Under asyncio there is the latter only.
    Default None: trio-websocket under trio, but wsproto in `follow()`. Example: `websocket="anyio"`.
    """
    max_frame_size: int
    """Upper bound of one websocket message in bytes, before and after decompression. Default 16777216.
    Example: `max_frame_size=4_000_000`.
    """
    max_frame_messages: int
    """Messages of one frame that are delivered; the rest of a frame that holds more is reported as one
    `UndecodedEvent`. Default 10000. Example: `max_frame_messages=1000`.
    """
