"""The base of routes: callable attributes of the web client."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from livetok.compat.tiktoklive.client.logger import TikTokLiveLogHandler

if TYPE_CHECKING:
    from livetok.compat.tiktoklive.client.web.web_client import TikTokWebClient

__all__ = ["ClientRoute"]


class ClientRoute:
    """Something that can be asked of TikTok."""

    def __init__(self, web: TikTokWebClient) -> None:
        self._web = web

    @property
    def _logger(self) -> logging.Logger:
        return TikTokLiveLogHandler.get_logger()
