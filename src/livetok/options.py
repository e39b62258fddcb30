"""Options of a session: frozen values, validated when made, every default in one place.

Nothing here does I/O. A wrong value raises `UserError` with a hint at the call that holds it.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict

from attrs import field, frozen

from livetok._util import validators
from livetok._util.from_keywords import from_keywords

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    import httpx

    from livetok.http_types import HttpRequest, HttpResponse

__all__ = [
    "ConnectOptions",
    "Endpoints",
    "Options",
    "Overflow",
    "Retry",
    "Session",
    "SignRequest",
    "Signer",
    "Ticket",
]

Overflow = Literal["block", "drop_oldest"]


@frozen(kw_only=True)
class Endpoints:
    """Base URLs of everything the client talks to: scheme, host and port, no path.

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
class Ticket:
    """What a signer returns: everything needed to open one websocket, once.

    Attributes:
        url: Full websocket URL. Signed URLs must be used within about 30 seconds.
        headers: Headers of the websocket upgrade as pairs; they replace the client's own of the same name, such as
            `Cookie`. Default none.
        first: Body of the first fetch result (protobuf), empty (default) when there is none.
        room_id: Room the ticket is for, 0 (default) when the signer did not say.
    """

    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    first: bytes = field(default=b"", repr=False)
    room_id: int = 0


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
        send: `await request.send(HttpRequest(url=...))` sends an HTTP request with the client's proxy, TLS and time
            limits, and returns an `HttpResponse` of any status. It raises `NetworkError` when there was no whole
            answer, and `UserError` for anything but an `HttpRequest`. Cancelling it drops the request.
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
        max_frame_size: Upper bound of one websocket message in bytes, before and after decompression.
            Default 16777216. Example: `max_frame_size=4_000_000`.
        max_frame_messages: Messages of one frame that are delivered; the rest of a frame that holds more is reported as
            one `UndecodedEvent`. Default 10000. Example: `max_frame_messages=1000`.
    """

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
    max_frame_size: int
    """Upper bound of one websocket message in bytes, before and after decompression. Default 16777216.
    Example: `max_frame_size=4_000_000`.
    """
    max_frame_messages: int
    """Messages of one frame that are delivered; the rest of a frame that holds more is reported as one
    `UndecodedEvent`. Default 10000. Example: `max_frame_messages=1000`.
    """
