"""The HTTP client without its routes, and the base of routes."""

from livetok.compat.tiktoklive.client.httpx import TikTokHTTPClient
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute

__all__ = ["ClientRoute", "TikTokHTTPClient"]
