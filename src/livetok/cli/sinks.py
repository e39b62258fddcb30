"""`--to URL`: what a command shows also goes where it is kept."""

from __future__ import annotations

import argparse
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from attrs import frozen

from livetok._mixins.event import Event
from livetok.sinks import Sink, open_sink

__all__ = ["Sinks", "open_sinks"]


@frozen
class Sinks:
    """The sinks of a command, in the order in which they were named; often none.

    Attributes:
        sinks: Each of them.
    """

    sinks: Sequence[Sink]

    async def put(self, event: Event) -> None:
        """Put an event into every sink.

        Raises:
            SinkError: One of them has failed.
        """
        for sink in self.sinks:
            await sink.put(event)

    def through(self, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
        """Return the same events; each is in every sink before it is handed on."""
        return _Through(events, self) if self.sinks else events


@frozen
class _Through(AsyncIterator[Event]):
    """Puts events into sinks on their way. An iterator, because a generator would outlive a cancelled loop."""

    events: AsyncIterator[Event]
    sinks: Sinks

    async def __anext__(self) -> Event:
        event = await anext(self.events)
        await self.sinks.put(event)
        return event


@asynccontextmanager
async def open_sinks(args: argparse.Namespace) -> AsyncGenerator[Sinks]:
    """Open what `--to` names, for the length of a block.

    Raises:
        UserError: One of the URLs is wrong; nothing was opened.
        SinkError: One of them cannot be used, or has failed at the end.
    """
    blocks = [open_sink(url) for url in args.to]
    async with AsyncExitStack() as stack:
        yield Sinks([await stack.enter_async_context(block) for block in blocks])
