"""Options of the client: those of release 5, the names of release 4, and those of release 6 and 7."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final, TypedDict, cast

from attrs import evolve, field, fields, frozen

from livetok.compat.tiktoklive._renamed import IGNORED_OPTIONS, OPTIONS, warn, warn_of
from livetok.compat.tiktoklive.client._socket_options import SocketOptions
from livetok.compat.tiktoklive.client._web_defaults import WebDefaults
from livetok.compat.tiktoklive.client.httpx import Proxies, proxy_url
from livetok.compat.tiktoklive.client.web.web_client import TikTokWebClient

__all__ = ["ClientOptions", "Settings", "StartOptions"]


class ClientOptions(TypedDict, total=False):
    """Keyword arguments of the client, for type checkers; `Settings` says what they mean."""

    process_initial_data: bool
    fetch_room_info_on_connect: bool
    enable_detailed_gifts: bool
    ws_ping_interval: float
    ws_timeout: float
    ws_headers: Mapping[str, Any] | None
    http_timeout: float | None
    http_headers: Mapping[str, Any] | None
    http_params: Mapping[str, Any] | None
    loop: asyncio.AbstractEventLoop | None
    trust_env: bool
    proxies: Proxies
    lang: str
    sign_api_key: str | None
    ssl_context: ssl.SSLContext | None
    web_proxy: Any
    ws_proxy: Any
    web_kwargs: Mapping[str, Any] | None
    ws_kwargs: Mapping[str, Any] | None
    is_user_id: bool


class StartOptions(TypedDict, total=False):
    """Keyword arguments of `start()`, `connect()` and `run()`, for type checkers; see `Settings.for_start`."""

    process_connect_events: bool
    compress_ws_events: bool
    fetch_room_info: bool
    fetch_gift_info: bool
    fetch_live_check: bool
    room_id: int | str | None


_START_OPTIONS: Final = tuple(StartOptions.__annotations__)
_WEB_OPTIONS: Final = ("web_proxy", "httpx_kwargs", "signer_kwargs")
_SIGNER_OPTIONS: Final = ("sign_api_key", "sign_api_base")


@frozen(kw_only=True)
class Settings:
    """How to connect.

    Attributes:
        process_initial_data: Emit what happened before the connection, the intro message included. Default True.
        fetch_room_info_on_connect: Fetch `room_info`; a host who is offline is then found out before the websocket.
            Default True.
        enable_detailed_gifts: Fetch the gift list; gifts then have `detailed`. Default False.
        ws_ping_interval: Seconds between heartbeats. Default 10.
        ws_timeout: Seconds for opening the websocket, and for anything that is sent on it. Default 10.
        ws_headers: More headers; requests get them too.
        http_timeout: Seconds for a request; None is 10.
        http_headers: More headers, of the websocket too.
        http_params: More query parameters, of the websocket too.
        loop: The asyncio loop that `run()` runs on; None makes one.
        trust_env: Whether proxies of the environment count. Default False.
        proxies: Proxies for requests; the websocket takes none. `web_proxy` is another name for it.
        ws_proxy: Proxy for the websocket, a URL or an `httpx.Proxy`.
        lang: Language of texts. Default `en-US`.
        sign_api_key: Key for the signature server; None connects without one.
        sign_api_base: Address of the signature server; None for the usual one.
        ssl_context: TLS settings, of the websocket too.
        compress: Ask for compressed messages. Default True.
        room_id: Room to enter without looking the host up; 0 looks the host up.
        is_user_id: Whether the name is a user id, whose handle is looked up before connecting. Default False.
        ws_options: Headers and query parameters of the websocket alone: what `ws_kwargs` holds of these.
    """

    process_initial_data: bool = True
    fetch_room_info_on_connect: bool = True
    enable_detailed_gifts: bool = False
    ws_ping_interval: float = 10.0
    ws_timeout: float = 10.0
    ws_headers: Mapping[str, Any] | None = None
    http_timeout: float | None = None
    http_headers: Mapping[str, Any] | None = None
    http_params: Mapping[str, Any] | None = None
    loop: asyncio.AbstractEventLoop | None = field(default=None, repr=False)
    trust_env: bool = False
    proxies: Proxies = field(default=None, repr=False)
    ws_proxy: Any = field(default=None, repr=False)
    lang: str = "en-US"
    sign_api_key: str | None = field(default=None, repr=False)
    sign_api_base: str | None = None
    ssl_context: ssl.SSLContext | None = None
    compress: bool = True
    room_id: int = 0
    is_user_id: bool = False
    ws_options: SocketOptions = field(factory=SocketOptions, repr=False)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Build from keyword arguments; names of release 4 are understood with a warning.

        Args:
            given: Options by name, of any release.

        Raises:
            TypeError: A name is unknown; the message says which is nearest.
        """
        known = [attribute.name for attribute in fields(cls)]
        return cls(**_current_names(_from_class_releases(given), known))

    def for_start(self, given: Mapping[str, Any]) -> Settings:
        """Return the settings with what `start()` was given.

        Args:
            given: `process_connect_events`, `compress_ws_events`, `fetch_room_info`, `fetch_gift_info` and `room_id`
                change a setting; `fetch_live_check` has no effect, since an offline host is always found out.

        Raises:
            TypeError: A name is unknown.
        """
        for name in given:
            if name not in _START_OPTIONS:
                raise TypeError(
                    f"start() got an unexpected keyword argument {name!r}{_nearest(name, _START_OPTIONS)}"
                )
        return evolve(
            self,
            process_initial_data=given.get("process_connect_events", self.process_initial_data),
            fetch_room_info_on_connect=given.get("fetch_room_info", False) or self.fetch_room_info_on_connect,
            enable_detailed_gifts=given.get("fetch_gift_info", self.enable_detailed_gifts),
            compress=given.get("compress_ws_events", self.compress),
            room_id=int(given.get("room_id") or 0),
        )

    def http(self) -> TikTokWebClient:
        """Return the HTTP client with these settings.

        Raises:
            UserError: A value is wrong.
        """
        return TikTokWebClient(
            timeout=self.http_timeout,
            proxies=self.proxies,
            headers={**(self.ws_headers or {}), **(self.http_headers or {})},
            params=self.http_params,
            sign_api_key=self.sign_api_key,
            sign_api_base=self.sign_api_base,
            trust_env=self.trust_env,
            ssl_context=self.ssl_context,
            language=self.lang,
        )

    def for_session(self) -> dict[str, Any]:
        """Return livetok's options for what is not the HTTP client's."""
        return {
            "history": self.process_initial_data,
            "fetch_room_info": self.fetch_room_info_on_connect,
            "heartbeat_interval": self.ws_ping_interval,
            "ws_timeout": self.ws_timeout,
            "compress": self.compress,
        }


def _from_class_releases(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return options of release 6 and 7 under the names of `Settings`; others as they are."""
    options = dict(given)
    web = _checked(options.pop("web_kwargs", None), _WEB_OPTIONS, "web_kwargs")
    signer = _checked(web.get("signer_kwargs"), _SIGNER_OPTIONS, "signer_kwargs")
    httpx_options = dict(web.get("httpx_kwargs") or {})
    ws_options = dict(options.pop("ws_kwargs", None) or {})
    web_proxy = options.pop("web_proxy", None) or web.get("web_proxy")
    if web_proxy is not None:
        options["proxies"] = proxy_url(web_proxy)
    ws_proxy = options.pop("ws_proxy", None) or ws_options.pop("proxy", None)
    if ws_proxy is not None:
        options["ws_proxy"] = proxy_url(ws_proxy)
    if "is_userid" in options:  # its name in release 6.5
        options["is_user_id"] = options.pop("is_userid")
    options.pop("platform", None)
    options["ws_options"] = SocketOptions(
        headers=dict(ws_options.pop("extra_headers", None) or {}),
        params={**WebDefaults.ws_client_params, **dict(ws_options.pop("base_uri_params", None) or {})},
        query=WebDefaults.ws_client_params_append_str + (ws_options.pop("base_uri_append_str", None) or ""),
    )
    for name in ("open_timeout", "proxy_conn_timeout"):
        if (seconds := ws_options.pop(name, None)) is not None:
            options.setdefault("ws_timeout", float(seconds))
    options |= {name: value for name, value in signer.items() if value is not None}
    _merge(options, "http_headers", httpx_options.pop("headers", None))
    _merge(options, "http_params", httpx_options.pop("params", None))
    _add_cookies(options, httpx_options.pop("cookies", None))
    if "timeout" in httpx_options:
        options["http_timeout"] = httpx_options.pop("timeout")
    for name in (*httpx_options, *ws_options):
        warn(f"the option {name!r} has no effect", UserWarning)
    return options


def _checked(given: Any, known: tuple[str, ...], where: str) -> dict[str, Any]:
    options = dict(cast("Mapping[str, Any]", given or {}))
    for name in options:
        if name not in known:
            raise TypeError(f"{where} has no option {name!r}{_nearest(name, known)}")
    return options


def _merge(options: dict[str, Any], name: str, *more: Mapping[str, Any] | None) -> None:
    merged = dict(options.get(name) or {})
    for mapping in more:
        merged |= dict(mapping or {})
    if merged:
        options[name] = merged


def _add_cookies(options: dict[str, Any], cookies: Any) -> None:
    if cookies:
        pairs = "; ".join(f"{name}={value}" for name, value in dict(cookies).items())
        _merge(options, "http_headers", {"Cookie": pairs})


def _current_names(given: Mapping[str, Any], known: list[str]) -> dict[str, Any]:
    current: dict[str, Any] = {}
    for name, value in given.items():
        if name == "additional_cookies":
            _add_cookies(current, value)
        elif name in OPTIONS:
            warn_of(f"the option {name!r}", repr(OPTIONS[name]))
            current[OPTIONS[name]] = (value or 0) / 1000 if name == "timeout_ms" else value
        elif name in IGNORED_OPTIONS:
            warn_of(f"the option {name!r}", f"without effect: {IGNORED_OPTIONS[name]}")
        elif name in known:
            current[name] = value
        else:
            raise TypeError(
                f"TikTokLiveClient() got an unexpected keyword argument {name!r}{_nearest(name, known)}"
            )
    return current


def _nearest(name: str, known: list[str] | tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"
