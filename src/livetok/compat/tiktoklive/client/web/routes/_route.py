"""The base of routes: callable attributes of the web client."""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from livetok._resolver import Resolver
from livetok._resolver.web_client import WebClient
from livetok.compat.tiktoklive.client.logger import TikTokLiveLogHandler

__all__ = ["ClientRoute", "RouteClient"]


class RouteClient(Protocol):
    """What routes need of the web client."""

    def client(self) -> AbstractAsyncContextManager[WebClient]:
        """Open an HTTP client for some requests."""
        ...

    def resolver(
        self, unique_id: str | None = None, room_id: int | str | None = None
    ) -> AbstractAsyncContextManager[Resolver]:
        """Open what asks about one room."""
        ...

    def set_session(self, session_id: str | None, tt_target_idc: str | None = None) -> None:
        """Use the cookies of a logged-in user."""
        ...

    async def get_image_from_tiktok_api(self, url: str) -> bytes:
        """Fetch a picture."""
        ...


class ClientRoute:
    """Something that can be asked of TikTok."""

    def __init__(self, web: RouteClient) -> None:
        self._web = web

    @property
    def _logger(self) -> logging.Logger:
        return TikTokLiveLogHandler.get_logger()
