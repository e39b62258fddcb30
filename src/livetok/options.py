"""Options of a session: frozen values, validated when made, every default in one place.

Nothing here does I/O. A wrong value raises `UserError` with a hint at the call that holds it.
"""

from __future__ import annotations

import math
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict, TypeVar, cast
from urllib.parse import urlsplit

from attrs import Attribute, field, fields, frozen

from livetok.errors import UserError

if TYPE_CHECKING:
    import httpx

__all__ = ["ConnectOptions", "Endpoints", "Options", "Overflow", "Retry", "Session", "Signer", "Ticket"]

Overflow = Literal["block", "drop_oldest"]

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


def _seconds(*, zero: bool = False) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)
        if not number or value < 0 or (value == 0 and not zero):
            least = "zero or more" if zero else "more than zero"
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a number of seconds, {least}",
                hint=f"for example {attribute.name}=10",
            )

    return check


def _count(least: int) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a whole number of at least {least}",
                hint=f"for example {attribute.name}={max(least, 10)}",
            )

    return check


def _between(low: float, high: float) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise UserError(
                f"{attribute.name} is {value!r}, and must lie between {low} and {high}",
                hint=f"for example {attribute.name}={(low + high) / 2}",
            )

    return check


def _flag(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, bool):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be True or False", hint="leave it out for the default"
        )


def _base_url(*schemes: str) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        example = f"for example {schemes[-1]}://127.0.0.1:8080"
        if not isinstance(value, str):
            raise UserError(f"the {attribute.name} endpoint is {value!r}, and must be a URL", hint=example)
        try:
            parts = urlsplit(value)
            port_is_fine = parts.port != 0
        except ValueError as error:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} is not a URL: {error}", hint=example
            ) from error
        if parts.scheme not in schemes or not _HOST.match(parts.hostname or "") or not port_is_fine:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} must be {' or '.join(schemes)}://host[:port]",
                hint=example,
            )
        if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} must have no path, query or user", hint=example
            )

    return check


def _without_slash(url: Any) -> Any:
    return url.rstrip("/") if isinstance(url, str) else url


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
        default="https://www.tiktok.com", converter=_without_slash, validator=_base_url("http", "https")
    )
    webcast: str = field(
        default="https://webcast.tiktok.com", converter=_without_slash, validator=_base_url("http", "https")
    )
    websocket: str = field(
        default="wss://webcast-ws.tiktok.com", converter=_without_slash, validator=_base_url("ws", "wss")
    )
    sign: str = field(
        default="https://api.eulerstream.com", converter=_without_slash, validator=_base_url("http", "https")
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

    attempts: int = field(default=10, validator=_count(0))
    first_delay: float = field(default=1.0, validator=_seconds(zero=True))
    factor: float = field(default=2.0, validator=_between(1, 100))
    max_delay: float = field(default=30.0, validator=_seconds())
    jitter: float = field(default=0.5, validator=_between(0, 1))
    healthy_after: float = field(default=30.0, validator=_seconds(zero=True))


def _token(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x3a\x3c-\x7e]+", value):
        # The value itself is a secret and stays out of the message.
        raise UserError(
            f"{attribute.name} must be a non-empty cookie value without spaces or semicolons",
            hint="copy the value of the cookie from a logged-in browser",
        )


@frozen(kw_only=True)
class Session:
    """Cookies of a logged-in user. They are sent to TikTok's hosts only and never shown.

    Attributes:
        session_id: Value of the cookie `sessionid`.
        target_idc: Value of the cookie `tt-target-idc`, the account's data centre, for example `useast1a`.
    """

    session_id: str = field(repr=False, validator=_token)
    target_idc: str = field(validator=_token)


@frozen(kw_only=True)
class Ticket:
    """What a signer hands back: everything needed to open one websocket, once.

    Attributes:
        url: Full websocket URL. Signed URLs must be used within about 30 seconds.
        headers: Headers for the upgrade request, cookie included.
        first: Body of the first fetch result (protobuf), empty when there is none.
        room_id: Room the ticket is for, 0 when the signer did not say.
    """

    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    first: bytes = field(default=b"", repr=False)
    room_id: int = 0


class Signer(Protocol):
    """Signs a websocket URL, or fetches one that is signed already."""

    @property
    def name(self) -> str:
        """Name for logs and reports, without secrets."""
        ...

    async def sign(self, url: str, *, room_id: int, unique_id: str, user_agent: str, cookie: str) -> Ticket:
        """Return a ticket for this room.

        Args:
            url: The unsigned websocket URL the client would use.
            room_id: Room to enter.
            unique_id: Handle of the host, empty when only the room id is known.
            user_agent: The User-Agent that the upgrade will carry; the signature is bound to it.
            cookie: The anonymous cookie header of this identity.

        Raises:
            SignerError: The signer failed.
            RateLimited: The signer's quota is used up.
        """
        ...


def _signers(value: Any) -> Any:
    if value is None:
        return ()
    return tuple(cast(Sequence[Any], value)) if isinstance(value, list | tuple) else (value,)


def _pairs(value: Any) -> Any:
    return dict(cast(Mapping[Any, Any], value)) if isinstance(value, Mapping) else value


def _text_mapping(_: Any, attribute: Attribute[Any], value: Any) -> None:
    pairs = cast(dict[Any, Any], value) if isinstance(value, dict) else {None: None}
    if not all(
        isinstance(name, str) and isinstance(text, str) and not re.search(r"[\r\n\0]", name + text)
        for name, text in pairs.items()
    ):
        raise UserError(
            f"{attribute.name} must map text to text, without line breaks",
            hint=f'for example {attribute.name}={{"a": "b"}}',
        )


def _proxy(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is None or callable(value):
        return
    hint = f"one of {', '.join(_PROXY_SCHEMES)}, for example proxy='socks5h://127.0.0.1:1080'"
    try:
        parts = urlsplit(cast(str, value))
        complete = bool(parts.hostname) and parts.port != 0
    except (TypeError, ValueError, AttributeError) as error:
        # Not quoted: the URL may hold a password.
        raise UserError("proxy is not a URL", hint=hint) from error
    if parts.scheme not in _PROXY_SCHEMES or not complete:
        raise UserError("proxy must be a URL with a known scheme and a host", hint=hint)


def _signer(_: Any, attribute: Attribute[Any], value: Any) -> None:
    for one in value:
        if not callable(getattr(one, "sign", None)):
            raise UserError(
                f"{one!r} is not a signer", hint="pass EulerSigner(api_key=...) or an object with sign()"
            )


def _overflow(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value not in {"block", "drop_oldest"}:
        raise UserError(
            f"{attribute.name} is {value!r}, and must be 'block' or 'drop_oldest'",
            hint="the default is 'block'",
        )


def _language(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise UserError(
            f"{attribute.name} is {value!r}, and must look like 'en' or 'en-US'", hint="for example 'de-DE'"
        )


_T = TypeVar("_T")


def _instance(
    kind: type[_T], example: str, *, optional: bool = False
) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, kind) and not (optional and value is None):
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a {kind.__name__}", hint=f"for example {example}"
            )

    return check


@frozen(kw_only=True)
class Options:
    """All options of `connect()`; the meaning of each stands in the documentation of `connect`."""

    signer: tuple[Signer, ...] = field(default=(), converter=_signers, validator=_signer)
    endpoints: Endpoints = field(
        factory=Endpoints, validator=_instance(Endpoints, "endpoints=Endpoints(web='http://127.0.0.1:8080')")
    )
    http: httpx.AsyncClient | None = None
    proxy: str | Callable[[], str | None] | None = field(default=None, repr=False, validator=_proxy)
    session: Session | None = field(
        default=None,
        validator=_instance(Session, "session=Session(session_id=..., target_idc=...)", optional=True),
    )
    retry: Retry = field(factory=Retry, validator=_instance(Retry, "retry=Retry(attempts=5)"))
    history: bool = field(default=True, validator=_flag)
    fetch_room_info: bool = field(default=True, validator=_flag)
    fetch_gifts: bool = field(default=False, validator=_flag)
    heartbeat_interval: float = field(default=10.0, validator=_seconds())
    stale_timeout: float = field(default=60.0, validator=_seconds())
    http_timeout: float = field(default=10.0, validator=_seconds())
    ws_timeout: float = field(default=10.0, validator=_seconds())
    buffer: int = field(default=1024, validator=_count(1))
    overflow: Overflow = field(default="block", validator=_overflow)
    language: str = field(default="en-US", validator=_language)
    headers: dict[str, str] = field(factory=dict, converter=_pairs, validator=_text_mapping, repr=False)
    params: dict[str, str] = field(factory=dict, converter=_pairs, validator=_text_mapping, repr=False)
    ssl_context: ssl.SSLContext | None = field(
        default=None,
        validator=_instance(ssl.SSLContext, "ssl_context=ssl.create_default_context()", optional=True),
    )
    trust_env: bool = field(default=False, validator=_flag)
    compress: bool = field(default=True, validator=_flag)
    max_frame_size: int = field(default=16 * 1024 * 1024, validator=_count(1024))

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
