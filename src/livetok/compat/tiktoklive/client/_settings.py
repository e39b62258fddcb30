"""Options of the client, the names of release 4 included."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypedDict

from attrs import field, fields, frozen

from livetok.compat.tiktoklive._renamed import IGNORED_OPTIONS, OPTIONS, warn_of
from livetok.compat.tiktoklive.client.httpx import Proxies, TikTokHTTPClient

__all__ = ["ClientOptions", "Settings"]


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


@frozen(kw_only=True)
class Settings:
    """How to connect.

    Attributes:
        process_initial_data: Emit what happened before the connection, the intro message included.
        fetch_room_info_on_connect: Fetch `room_info`; a host who is offline is then found out before the websocket.
        enable_detailed_gifts: Fetch the gift list; gifts then have `detailed`.
        ws_ping_interval: Seconds between signs of life.
        ws_timeout: Seconds for opening the websocket, and for anything that is sent on it.
        ws_headers: More headers; requests get them too.
        http_timeout: Seconds for a request.
        http_headers: More headers, of the websocket too.
        http_params: More query parameters, of the websocket too.
        loop: The asyncio loop that `run()` runs on; None makes one.
        trust_env: Whether proxies of the environment count.
        proxies: Proxies for requests; the websocket takes none.
        lang: Language of texts, for example `en-US`.
        sign_api_key: Key for the signature server; None connects without one.
        ssl_context: TLS settings, of the websocket too.
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
    lang: str = "en-US"
    sign_api_key: str | None = field(default=None, repr=False)
    ssl_context: ssl.SSLContext | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Build from keyword arguments; names of release 4 are understood with a warning.

        Raises:
            TypeError: A name is unknown; the message says which is nearest.
        """
        return cls(**_present(given, [one.name for one in fields(cls)]))

    def http(self) -> TikTokHTTPClient:
        """Return the HTTP client with these settings.

        Raises:
            UserError: A value is wrong.
        """
        return TikTokHTTPClient(
            timeout=self.http_timeout,
            proxies=self.proxies,
            headers={**(self.ws_headers or {}), **(self.http_headers or {})},
            params=self.http_params,
            sign_api_key=self.sign_api_key,
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
        }


def _present(given: Mapping[str, Any], known: list[str]) -> dict[str, Any]:
    present: dict[str, Any] = {}
    for name, value in given.items():
        if name in OPTIONS:
            warn_of(f"the option {name!r}", repr(OPTIONS[name]))
            present[OPTIONS[name]] = (value or 0) / 1000 if name == "timeout_ms" else value
        elif name in IGNORED_OPTIONS:
            warn_of(f"the option {name!r}", f"without effect: {IGNORED_OPTIONS[name]}")
        elif name in known:
            present[name] = value
        else:
            near = get_close_matches(name, known, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            raise TypeError(f"TikTokLiveClient() got an unexpected keyword argument {name!r}; {advice}")
    return present
