"""Settings of all clients of the process, as release 6 and 7 have them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

__all__ = ["CLIENT_NAME", "WebDefaults", "origin_of"]

CLIENT_NAME: Final = "ttlive-python"

# Name of a setting -> livetok's name of that address, and what it is unless a program assigns something.
_ADDRESSES: Final = {
    "tiktok_app_url": ("web", "https://www.tiktok.com"),
    "tiktok_webcast_url": ("webcast", "https://webcast.tiktok.com/webcast"),
    "tiktok_sign_url": ("sign", "https://api.eulerstream.com"),
}


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class _WebDefaults:
    """Settings that count for clients created after the assignment; those of addresses count from the next request on.

    Attributes:
        tiktok_app_url: TikTok's web site.
        tiktok_webcast_url: TikTok's API of live rooms; the path is livetok's own.
        tiktok_sign_url: The signature server.
        tiktok_sign_api_key: Its key; None connects without a signature server.
        web_client_params: More query parameters of all requests.
        web_client_headers: More headers of all requests.
        web_client_cookies: Cookies of all requests.
        ws_client_params: More query parameters of the websocket.
        ws_client_params_append_str: Is put behind the query of the websocket as it stands.
    """

    def __init__(self) -> None:
        self.tiktok_app_url: str = _ADDRESSES["tiktok_app_url"][1]
        self.tiktok_webcast_url: str = _ADDRESSES["tiktok_webcast_url"][1]
        self.tiktok_sign_url: str = _ADDRESSES["tiktok_sign_url"][1]
        self.tiktok_sign_api_key: str | None = None
        self.web_client_params: dict[str, Any] = {}
        self.web_client_headers: dict[str, Any] = {}
        self.web_client_cookies: dict[str, str] = {}
        self.ws_client_params: dict[str, Any] = {}
        self.ws_client_params_append_str: str = ""

    def assigned_endpoints(self) -> dict[str, str]:
        """Return the addresses that a program assigned, under livetok's names."""
        return {
            name: origin_of(getattr(self, setting))
            for setting, (name, default) in _ADDRESSES.items()
            if getattr(self, setting) != default
        }


WebDefaults: Final[_WebDefaults] = _WebDefaults()
