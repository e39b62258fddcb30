"""The HTTP client as the original shows it: settings that can be changed at any time, and some requests."""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from livetok._net.http import open_http
from livetok._resolver.web_client import WebClient
from livetok._util.json_view import Json
from livetok.compat.tiktoklive.types.errors import FailedHTTPRequest
from livetok.errors import LiveError, UserError
from livetok.http_types import HttpRequest
from livetok.options import Endpoints, Options
from livetok.signers import EulerSigner

__all__ = ["Proxies", "TikTokHTTPClient"]

Proxies: TypeAlias = Mapping[str, str | None] | str | None

_DEFAULT_TIMEOUT: Final = 10.0
_OK: Final = 200


class TikTokHTTPClient:
    """Settings of all requests of one client. A change counts from the next connection or request on.

    Attributes:
        loop: The event loop, None before there is one.
        timeout: Seconds.
        proxies: One URL, or URLs by `"http://"`, `"https://"` and `"all://"`.
        headers: More headers, of the websocket too.
        params: More query parameters, of the websocket too.
        sign_api_key: Key for the signature server, None to do without.
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
        trust_env: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        language: str = "en-US",
    ) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.timeout: float = timeout or _DEFAULT_TIMEOUT
        self.proxies = proxies
        self.headers: dict[str, Any] = dict(headers or {})
        self.params: dict[str, Any] = dict(params or {})
        self.sign_api_key = sign_api_key
        self.trust_env = trust_env
        self.ssl_context = ssl_context
        self.language = language
        self.options()  # a wrong value is told at once

    def options(self, **more: Any) -> Options:
        """Return livetok's options for the next connection.

        Raises:
            UserError: A value is wrong.
        """
        endpoints = Endpoints.from_environment()
        _choose(self.proxies, endpoints)
        return Options.of(
            {
                "endpoints": endpoints,
                "http_timeout": self.timeout,
                "headers": {name: str(value) for name, value in self.headers.items()},
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
        url = f"{Endpoints.from_environment().webcast}/webcast/{path.lstrip('/')}"
        return Json.parse(await self._fetch(url, {"aid": "1988", **(params or {})})).object

    async def get_livestream_page_html(self, unique_id: str) -> str:
        """Fetch a host's live page.

        Raises:
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        page = await self._fetch(f"{Endpoints.from_environment().web}/@{unique_id}/live", {})
        return page.decode(errors="replace")

    async def get_image_from_tiktok_api(self, url: str) -> bytes | None:
        """Fetch a picture; None when there was no answer, or another than 200."""
        try:
            return await self._fetch(url, {})
        except FailedHTTPRequest:
            return None

    async def _fetch(self, url: str, params: Mapping[str, Any]) -> bytes:
        pairs = {**{name: str(value) for name, value in params.items()}}
        try:
            async with self.client() as client:
                asked = client.requests.live_page("")  # for the headers of a browser
                request = HttpRequest(
                    url=url, params=tuple(pairs.items()), headers=asked.headers, redirects=5
                )
                answer = await client.send(request)
        except LiveError as error:
            raise FailedHTTPRequest(str(error)) from error
        if answer.status != _OK:
            raise FailedHTTPRequest(f"{urlsplit(url).path} was answered with {answer.status}")
        return answer.body

    @asynccontextmanager
    async def client(self) -> AsyncGenerator[WebClient]:
        """Open an HTTP client for some requests; closed with the block."""
        options = self.options()
        async with open_http(options) as http:
            yield WebClient(options, http, random.Random())


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
