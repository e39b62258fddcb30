"""Pictures of gifts and people, fetched by us so that no page talks to another host. Bounded in every way."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit

import anyio
from attrs import define, evolve, field, frozen

from livetok._net.http import Http, HttpClient, open_http
from livetok.errors import LiveError, UserError
from livetok.http_types import HttpRequest
from livetok.options import Options

__all__ = ["Image", "ImageProxy", "open_image_proxy"]

_log = logging.getLogger("livetok.overlay")

# Sites that TikTok serves pictures from; a picture's host is one of them or below it.
_SITES: Final = (
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "tiktokcdn-eu.com",
    "tiktokcdn-in.com",
    "ibyteimg.com",
    "byteimg.com",
    "ttwstatic.com",
    "muscdn.com",
)
_LONGEST_URL: Final = 2000
_MOST_BYTES: Final = 2 * 1024 * 1024
_CACHED_BYTES: Final = 32 * 1024 * 1024
_CACHED_FAILURES: Final = 500
_AT_A_TIME: Final = 8
_OK: Final = 200


@frozen
class Image:
    """A picture, as it goes to a page.

    Attributes:
        media_type: Told from the first bytes of the picture, whatever the server said.
        body: The picture.
    """

    media_type: str
    body: bytes


@define(kw_only=True, eq=False)
class ImageProxy:
    """Fetches pictures from TikTok's picture hosts, and keeps the last 32 MiB of them in memory.

    Attributes:
        http: Sends the requests.
        origins: Other origins that pictures may come from: the configured endpoints.
    """

    http: Http
    origins: frozenset[str] = frozenset()
    _cache: OrderedDict[str, Image] = field(factory=OrderedDict[str, Image], init=False)
    _failed: OrderedDict[str, None] = field(factory=OrderedDict[str, None], init=False)
    _size: int = field(default=0, init=False)
    _slots: anyio.Semaphore = field(factory=lambda: anyio.Semaphore(_AT_A_TIME), init=False)
    _under_way: dict[str, anyio.Event] = field(factory=dict[str, anyio.Event], init=False)

    def allows(self, url: str) -> bool:
        """Tell whether a picture may come from an address.

        Args:
            url: The picture's address.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if len(url) > _LONGEST_URL or "@" in parts.netloc:
            return False
        if f"{parts.scheme}://{parts.netloc}" in self.origins:
            return True
        return (
            parts.scheme == "https"
            and port in {None, 443}
            and any(host == site or host.endswith(f".{site}") for site in _SITES)
        )

    async def fetch(self, url: str) -> Image | None:
        """Return a picture, None when it is not to be had.

        Each picture is asked for once at a time, however many pages want it, and not again when it failed. Cancelling
        drops the request; others who wait for the same picture ask for it themselves then.

        Args:
            url: The picture's address.

        Raises:
            UserError: The address is not one of TikTok's picture hosts.
        """
        if not self.allows(url):
            raise UserError(
                "pictures come from TikTok's own hosts only", hint="use the addresses of the events"
            )
        while url in self._under_way:
            await self._under_way[url].wait()
        if url in self._cache:
            self._cache.move_to_end(url)
            return self._cache[url]
        if url in self._failed:
            return None
        done = self._under_way[url] = anyio.Event()
        try:
            async with self._slots:
                image = await self._download(url)
            self._keep(url, image)
            return image
        finally:
            del self._under_way[url]
            done.set()

    async def _download(self, url: str) -> Image | None:
        try:
            response = await self.http.send(HttpRequest(url=url, headers=(("Accept", "image/*"),)))
        except LiveError as error:
            _log.debug("no picture: %s", error)
            return None
        media_type = _media_type(response.body)
        if response.status != _OK or not media_type or len(response.body) > _MOST_BYTES:
            return None
        return Image(media_type, response.body)

    def _keep(self, url: str, image: Image | None) -> None:
        if image is None:
            self._failed[url] = None
            if len(self._failed) > _CACHED_FAILURES:
                self._failed.popitem(last=False)
            return
        self._cache[url] = image
        self._size += len(image.body)
        while self._size > _CACHED_BYTES:
            _, dropped = self._cache.popitem(last=False)
            self._size -= len(dropped.body)


@asynccontextmanager
async def open_image_proxy(options: Options) -> AsyncGenerator[ImageProxy]:
    """Open an image proxy that goes through the same network settings as the rooms; leaving the block closes it.

    Args:
        options: Those of the rooms; the login in them is not used.
    """
    async with open_http(evolve(options, session=None)) as http:
        bounded = _bounded(http)
        endpoints = options.endpoints
        yield ImageProxy(http=bounded, origins=_origins((endpoints.web, endpoints.webcast)))


def _bounded(http: HttpClient) -> HttpClient:
    http.max_body = _MOST_BYTES
    return http


def _origins(urls: Iterable[str]) -> frozenset[str]:
    return frozenset("{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in urls)


def _media_type(body: bytes) -> str:
    """Tell the kind of a picture by its first bytes; empty for anything else, SVG included: that may hold scripts."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return "image/avif" if body[4:12] in {b"ftypavif", b"ftypavis"} else ""
