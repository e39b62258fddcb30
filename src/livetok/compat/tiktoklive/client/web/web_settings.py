"""Settings of all clients of the process."""

from livetok.compat.tiktoklive.client._web_defaults import CLIENT_NAME, WebDefaults

__all__ = ["CLIENT_NAME", "WebDefaults"]
