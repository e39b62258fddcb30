"""`open_sink()` and `Sink`: what programs use."""

from __future__ import annotations

import logging
import math
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import anyio
from attrs import frozen

from livetok._mixins.event import Event
from livetok._util.block import Block
from livetok._util.task_group import open_private_group
from livetok.errors import UserError
from livetok.sinks import options as convert
from livetok.sinks.address import SinkAddress
from livetok.sinks.batch_queue import BatchQueue, BatchSettings, SinkStatistics
from livetok.sinks.calls import WriterCalls, wrapped_errors
from livetok.sinks.spool import Spool, default_folder
from livetok.sinks.writer import Opener, check_options, kind_of

__all__ = ["Sink", "open_sink"]

_log = logging.getLogger("livetok.sinks")

_LEAVING_SECONDS: Final = 5.0
_CLOSING_SECONDS: Final = 1.0
_BUFFER: Final = 10_000
_GENERAL: Final = ("batch", "interval", "buffer", "spool")


def open_sink(url: str, **options: Any) -> AbstractAsyncContextManager[Sink]:
    """Open a place where events are kept.

    ::

        async with connect("@user") as live, open_sink("sqlite:events.db") as sink:
            async for event in live:
                await sink.put(event)

    Leaving the block, also by an exception or by cancellation, writes what was put into the sink, within 5 s.

    Args:
        url: `sqlite:FILE`, `jsonl:FILE`, `csv:FILE`, `parquet:FOLDER`, `duckdb:FILE`, `postgresql://...`,
            `nats://...`, `https://...`, or a scheme of one's own (`register_sink`). docs/sinks.md describes each.
            Options may stand behind a `#`: `jsonl:events.jsonl#rotate=100MB&every=1h`.
        **options: The same as keyword arguments; they replace those of the URL. Those of every sink are

            batch: Rows that are written at once, at most.
            interval: Seconds that a row waits for others to be written with, at most.
            buffer: Rows that wait in memory, at most; with more, `put()` waits. Default 10000.
            spool: The folder that keeps rows while a server cannot be reached; `no`: `put()` waits instead.

    Returns:
        A context manager that gives the open `Sink`.

    Raises:
        UserError: At the call: the URL or an option is wrong, or a package is missing.
        SinkError: At the `async with` line: the file or the server cannot be used. At the end of the block: what was
            put into the sink could not be written, and neither `put()` nor `flush()` has said so.
    """
    address = SinkAddress.parse(url)
    kind = kind_of(address.scheme)
    opener = kind.load()
    own = {**address.options, **options}
    general = {name: own.pop(name) for name in _GENERAL if name in own}
    check_options(opener, address, own, _GENERAL)
    settings = BatchSettings(
        batch=convert.whole("batch", general.get("batch", kind.batch)),
        interval=convert.duration("interval", general.get("interval", kind.interval)),
        buffer=convert.whole("buffer", general.get("buffer", _BUFFER)),
        spool=_spool_folder(general.get("spool", kind.spool)),
        columns_only=kind.columns_only,
    )
    usage = "async with open_sink(...) as sink: await sink.put(event)"
    return Block(_open(address, opener, own, settings), usage)


def _spool_folder(value: object) -> Path | None:
    if isinstance(value, Path) or (isinstance(value, str) and value.lower() not in {"yes", "no"}):
        return Path(value)
    return default_folder() if convert.flag("spool", value) else None


@frozen(eq=False)
class Sink:
    """A place where events are kept; made by `open_sink`."""

    _queue: BatchQueue

    @property
    def name(self) -> str:
        """The address, without what may be secret in it."""
        return self._queue.name

    @property
    def statistics(self) -> SinkStatistics:
        """What became of the events so far; it goes on counting."""
        return self._queue.statistics

    async def put(self, event: Event) -> None:
        """Put an event into the sink. It is written soon, together with others; `flush()` waits for that.

        Waits while the sink has more to write than its buffer holds. Cancelled while it waits, it has not put the
        event.

        Args:
            event: Any event.

        Raises:
            SinkError: The sink has failed; the event is not in it.
            UserError: The block was left, or this is no event.
        """
        if not isinstance(event, Event):
            raise UserError(f"a sink keeps events, not {type(event).__name__}", hint="await sink.put(event)")
        await self._queue.put(event)

    async def flush(self) -> None:
        """Wait until everything that was put so far is written, or on disk while the other side cannot be reached.

        Cancelling it changes nothing: what was put is written all the same.

        Raises:
            SinkError: The sink has failed.
            UserError: The block was left.
        """
        await self._queue.flush()

    def stop(self) -> None:
        """Write nothing more. Called for a block that is left in another task than its own."""
        self._queue.stop()


@asynccontextmanager
async def _open(
    address: SinkAddress, opener: Opener, options: dict[str, Any], settings: BatchSettings
) -> AsyncGenerator[Sink]:
    name, calls, spool = str(address), WriterCalls(), None
    if settings.spool is not None:
        spool = await calls.in_thread(Spool.open, settings.spool, address.scheme, address.url)
    async with AsyncExitStack() as stack:
        try:
            with wrapped_errors(name):
                await calls.open(opener, address, options, stack)
        except BaseException:
            if spool is not None:
                spool.close()
            raise
        queue, deadline = BatchQueue(name, calls, settings, spool), -math.inf
        try:
            async with open_private_group() as group:
                await group.start(queue.run)
                try:
                    yield Sink(queue)
                finally:
                    deadline = anyio.current_time() + _LEAVING_SECONDS
                    with anyio.CancelScope(deadline=deadline, shield=True):
                        await queue.leave()
        except BaseException:
            if (failure := queue.unreported_failure()) is not None:
                _log.error("%s", failure)
            raise
        finally:
            deadline = max(deadline, anyio.current_time() + _CLOSING_SECONDS)
            with anyio.CancelScope(deadline=deadline, shield=True):
                await queue.close()
    if (failure := queue.unreported_failure()) is not None:
        raise failure
