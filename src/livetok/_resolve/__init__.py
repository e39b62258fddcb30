"""From a handle to a one-shot ticket: room, cookie, signature."""

from livetok._resolve.resolver import Resolver

__all__ = ["Resolver"]
