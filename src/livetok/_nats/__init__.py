"""NATS with JetStream: one connection, and a publisher that loses nothing. Shared by the sinks and the fleet.

nats-py exists for asyncio only. On trio it runs in one thread of its own; see `event_loop`. nats-py's own way to
reconnect forgets what was published and not yet acknowledged, so it is switched off: a lost connection is replaced by
a new one here, and what was not acknowledged is sent again in order.
"""

from livetok._nats.connection import Connection, Received, Refused, Stored, connect
from livetok._nats.event_loop import AsyncioLoop, open_asyncio
from livetok._nats.link import Link, open_link
from livetok._nats.message import Message
from livetok._nats.publisher import Publisher, open_publisher
from livetok._nats.subjects import escape_token, unescape_token

__all__ = [
    "AsyncioLoop",
    "Connection",
    "Link",
    "Message",
    "Publisher",
    "Received",
    "Refused",
    "Stored",
    "connect",
    "escape_token",
    "open_asyncio",
    "open_link",
    "open_publisher",
    "unescape_token",
]
