"""Sinks: events go where people keep things, such as a database, files, a queue or a webhook.

::

    async with open_sink("sqlite:events.db") as sink:
        await sink.put(event)
"""

from livetok.sinks.address import SinkAddress
from livetok.sinks.row import Row
from livetok.sinks.sink import Sink, SinkStatistics, open_sink
from livetok.sinks.writer import Writer, register_sink

__all__ = ["Row", "Sink", "SinkAddress", "SinkStatistics", "Writer", "open_sink", "register_sink"]
