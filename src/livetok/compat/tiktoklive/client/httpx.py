"""The HTTP client as the original shows it: settings that can be changed at any time, and some requests."""

from __future__ import annotations

import asyncio
import os
import random
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http.cookiejar import Cookie, CookieJar
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urlsplit

from attrs import evolve

from livetok._net.http import open_http
from livetok._resolver.web_client import WebClient
from livetok._util.json_view import Json
from livetok.compat.tiktoklive.client._web_defaults import WebDefaults, origin_of
from livetok.compat.tiktoklive.types.errors import FailedHTTPRequest
from livetok.errors import LiveError, UserError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.options import Endpoints, Options, Session
from livetok.signers import EulerSigner

__all__ = ["Cookies", "Proxies", "TikTokHTTPClient", "proxy_url"]

Proxies: TypeAlias = Mapping[str, str | None] | str | None

_DEFAULT_TIMEOUT: Final = 10.0
_OK: Final = 200
_SESSION_COOKIES: Final = frozenset({"sessionid", "sessionid_ss", "sid_tt", "tt-target-idc"})
# Where most accounts of a session without a data centre are.
_DEFAULT_IDC: Final = "useast1a"


class TikTokHTTPClient:
    """Settings of all requests of one client. A change counts from the next connection or request on.

    Attributes:
        loop: The event loop, None before there is one.
        timeout: Seconds.
        proxies: One URL, or URLs by `"http://"`, `"https://"` and `"all://"`.
        headers: More headers, of the websocket too.
        params: More query parameters, of the websocket too.
        cookies: Cookies that TikTok is sent, those of a session among them.
        sign_api_key: Key for the signature server, None to do without.
        sign_api_base: Address of the signature server, None for the usual one.
        trust_env: Whether proxies of the environment count.
        ssl_context: TLS settings, None for the system's.
        language: For example `en-US`.
    """

    def __init__(
        self,
        *,
        timeout: float | None = None,
        proxies: Proxies = None,
        headers: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        sign_api_key: str | None = None,
        sign_api_base: str | None = None,
        trust_env: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        language: str = "en-US",
    ) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.timeout: float = timeout or _DEFAULT_TIMEOUT
        self.proxies = proxies
        self.headers: dict[str, Any] = {**WebDefaults.web_client_headers, **dict(headers or {})}
        self.params: dict[str, Any] = {**WebDefaults.web_client_params, **dict(params or {})}
        self.cookies: Cookies = Cookies(WebDefaults.web_client_cookies)
        key = sign_api_key or os.environ.get("SIGN_API_KEY") or WebDefaults.tiktok_sign_api_key
        self.sign_api_key: str | None = key
        self.sign_api_base: str | None = sign_api_base or os.environ.get("SIGN_API_URL")
        self.trust_env = trust_env
        self.ssl_context = ssl_context
        self.language = language
        self.options()  # a wrong value is told at once

    def options(self, **more: Any) -> Options:
        """Return livetok's options for the next connection.

        Raises:
            UserError: A value is wrong.
        """
        endpoints = self._endpoints()
        _choose(self.proxies, endpoints)
        return Options.of(
            {
                "endpoints": endpoints,
                "http_timeout": self.timeout,
                "headers": self._all_headers(),
                "session": self._session(),
                "params": {name: str(value) for name, value in self.params.items()},
                "signer": EulerSigner(api_key=self.sign_api_key) if self.sign_api_key else None,
                "trust_env": self.trust_env,
                "ssl_context": self.ssl_context,
                "language": self.language,
                "proxy": lambda: _choose(self.proxies, endpoints),
                **more,
            }
        )

    async def get_json_object_from_webcast_api(
        self, path: str, params: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Ask TikTok's webcast host for a JSON object, for example `room/info/`.

        Raises:
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        url = f"{self._endpoints().webcast}/webcast/{path.lstrip('/')}"
        return Json.parse(await self._fetch(url, {"aid": "1988", **(params or {})})).object

    async def get_livestream_page_html(self, unique_id: str) -> str:
        """Fetch a host's live page.

        Raises:
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        page = await self._fetch(f"{self._endpoints().web}/@{unique_id}/live", {})
        return page.decode(errors="replace")

    async def get_image_from_tiktok_api(self, url: str) -> bytes:
        """Fetch a picture.

        Args:
            url: Its address.

        Raises:
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        return await self._fetch(url, {})

    def set_session(self, session_id: str | None, tt_target_idc: str | None = None) -> None:
        """Use the cookies of a logged-in user from the next connection on; they are sent to TikTok only.

        Args:
            session_id: Value of the cookie `sessionid`; None for nobody.
            tt_target_idc: Value of the cookie `tt-target-idc`, the account's data centre.
        """
        for name in ("sessionid", "sessionid_ss", "sid_tt"):
            self.cookies.put(name, session_id)
        self.cookies.put("tt-target-idc", tt_target_idc)

    def set_session_id(self, session_id: str | None) -> None:
        """Use the session of a logged-in user, under the name of older releases; see `set_session`.

        Args:
            session_id: Value of the cookie `sessionid`; None for nobody.
        """
        self.set_session(session_id, self.cookies.get("tt-target-idc"))

    async def fetch(self, request: HttpRequest) -> HttpResponse:
        """Send a request; the browser's headers are added to it.

        Args:
            request: Any request.

        Raises:
            FailedHTTPRequest: There was no answer.
        """
        try:
            async with self.client() as client:
                browser = client.requests.live_page("").headers
                return await client.send(evolve(request, headers=(*browser, *request.headers)))
        except LiveError as error:
            raise FailedHTTPRequest(str(error)) from error

    async def _fetch(self, url: str, params: Mapping[str, Any]) -> bytes:
        pairs = tuple((name, str(value)) for name, value in params.items())
        answer = await self.fetch(HttpRequest(url=url, params=pairs, redirects=5))
        if answer.status != _OK:
            raise FailedHTTPRequest(f"{urlsplit(url).path} was answered with {answer.status}")
        return answer.body

    def _all_headers(self) -> dict[str, str]:
        headers = {name: str(value) for name, value in self.headers.items()}
        more = [f"{name}={value}" for name, value in self.cookies.items() if name not in _SESSION_COOKIES]
        if more:
            own = [value for name, value in headers.items() if name.lower() == "cookie"]
            headers = {name: value for name, value in headers.items() if name.lower() != "cookie"}
            headers["Cookie"] = "; ".join((*own, *more))
        return headers

    def _session(self) -> Session | None:
        session_id, target_idc = self.cookies.get("sessionid"), self.cookies.get("tt-target-idc")
        if not session_id:
            return None
        return Session(session_id=session_id, target_idc=target_idc or _DEFAULT_IDC)

    def _endpoints(self) -> Endpoints:
        """Base URLs: what the program assigned, else the environment variables that the command reads."""
        given = WebDefaults.assigned_endpoints()
        if self.sign_api_base:
            given["sign"] = origin_of(self.sign_api_base)
        return evolve(Endpoints.from_environment(), **given)

    @asynccontextmanager
    async def client(self) -> AsyncGenerator[WebClient]:
        """Open an HTTP client for some requests; closed with the block."""
        options = self.options()
        async with open_http(options) as http:
            yield WebClient(options, http, random.Random())


class Cookies:
    """The cookies of a client, as the HTTP client of the original shows them.

    Attributes:
        jar: The cookies as Python's own cookie jar.
    """

    def __init__(self, cookies: Mapping[str, str]) -> None:
        self.jar: CookieJar = CookieJar()
        for name, value in cookies.items():
            self.set(name, value)

    def set(self, name: str, value: str, domain: str = "", path: str = "/") -> None:
        """Set a cookie. All of them go to TikTok's hosts, and nowhere else.

        Args:
            name: Its name.
            value: Its value.
            domain: Kept, without effect.
            path: Likewise.
        """
        self.jar.set_cookie(
            Cookie(
                0, name, value, None, False, domain, bool(domain), domain.startswith("."), path, True,
                False, None, True, None, None, {},
            )
        )  # fmt: skip

    def put(self, name: str, value: str | None) -> None:
        """Set a cookie, or delete it.

        Args:
            name: Its name.
            value: Its value; None deletes it.
        """
        self.delete(name)
        if value:
            self.set(name, value)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the value of a cookie.

        Args:
            name: Its name.
            default: Returned when there is none.
        """
        return dict(self.items()).get(name, default)

    def delete(self, name: str) -> None:
        """Delete a cookie; nothing happens when there is none.

        Args:
            name: Its name.
        """
        for cookie in [cookie for cookie in self.jar if cookie.name == name]:
            self.jar.clear(cookie.domain, cookie.path, cookie.name)

    def items(self) -> list[tuple[str, str]]:
        """Return names and values."""
        return [(cookie.name, cookie.value or "") for cookie in self.jar]


def proxy_url(proxy: Any) -> str:
    """Return the URL of a proxy that is given as text or as an `httpx.Proxy`.

    Raises:
        UserError: It is neither.
    """
    if isinstance(proxy, str):
        return proxy
    url = getattr(proxy, "url", None)
    if url is None:
        raise UserError(f"{type(proxy).__name__} is no proxy", hint='web_proxy="http://host:port"')
    parts = urlsplit(str(url))
    auth = getattr(proxy, "auth", None) or getattr(proxy, "raw_auth", None)
    if not auth:
        return str(url)
    user, password = (quote(part if isinstance(part, str) else part.decode(), safe="") for part in auth)
    return parts._replace(netloc=f"{user}:{password}@{parts.netloc.rpartition('@')[2]}").geturl()


def _choose(proxies: Proxies, endpoints: Endpoints) -> str | None:
    """Return the one proxy that TikTok's hosts are reached through."""
    if proxies is None or isinstance(proxies, str):
        return proxies or None
    if not isinstance(proxies, Mapping):
        raise UserError(
            "proxies must be a URL, or URLs by scheme", hint='proxies={"all://": "http://host:port"}'
        )
    scheme = urlsplit(endpoints.web).scheme
    given = {name.removesuffix("://"): url for name, url in proxies.items()}
    return given.get(scheme, given.get("all"))
