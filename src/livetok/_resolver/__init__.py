"""From a handle to a one-shot ticket: room, cookie, signature; and whether a user is live at all."""

from livetok._resolver.live_status import check_live, is_live
from livetok._resolver.resolver import Resolver
from livetok._resolver.web_client import WebClient

__all__ = ["Resolver", "WebClient", "check_live", "is_live"]
