"""Options of a session: frozen values, validated when made, every default in one place.

Nothing here does I/O. A wrong value raises `UserError` with a hint at the call that holds it.
"""

from __future__ import annotations

import logging
import os
import ssl
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypedDict
from urllib.parse import urlsplit

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
    "Retry",
    "Session",
    "SignRequest",
    "Signer",
    "Ticket",
]

Overflow = Literal["block", "drop_oldest"]

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
