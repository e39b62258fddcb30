"""From a handle to a one-shot ticket: room, cookie, signature; and whether a user is live at all."""

from livetok._resolve.resolver import Resolver
from livetok._resolve.status import check_live, is_live
from livetok._resolve.visitor import Visitor

__all__ = ["Resolver", "Visitor", "check_live", "is_live"]
