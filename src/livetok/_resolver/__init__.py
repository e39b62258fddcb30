"""The resolver: from a handle to a one-shot ticket (room lookup, device cookie, signer chain), and live status."""

from livetok._resolver.live_status import check_live, is_live
from livetok._resolver.resolver import Resolver
from livetok._resolver.web_client import WebClient

__all__ = ["Resolver", "WebClient", "check_live", "is_live"]
