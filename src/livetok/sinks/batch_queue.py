"""The queue between a program and a writer: bounded, written in batches by a task, with a spool where wanted."""

from __future__ import annotations

import logging
import math
import random
from collections import deque
from pathlib import Path
from typing import Final

import anyio
import anyio.lowlevel
from anyio.abc import TaskStatus
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok.errors import LiveError, SinkError, SinkUnavailable, UserError
from livetok.sinks.calls import WriterCalls, wrapped_errors
from livetok.sinks.row import Row
from livetok.sinks.spool import Spool

__all__ = ["BatchQueue", "BatchSettings", "SinkStatistics"]

_log = logging.getLogger("livetok.sinks")

_SLOW_SECONDS: Final = 5.0
_FIRST_DELAY: Final = 0.25
_LONGEST_DELAY: Final = 30.0
_LONGEST_ORDERED_DELAY: Final = 3600.0
_WORRYING_DELAY: Final = 8.0


@frozen(kw_only=True)
class BatchSettings:
    """The options of every sink, and what its kind says of rows.

    Attributes:
        batch: Rows that are written at once, at most.
        interval: Seconds that a row waits for others to be written with, at most.
        buffer: Rows that wait in memory, at most.
        spool: The folder that keeps rows while a server cannot be reached; None for none.
        columns_only: Whether rows hold no more than the columns.
    """

    batch: int
    interval: float
    buffer: int
    spool: Path | None
    columns_only: bool = False


@define(kw_only=True)
class SinkStatistics:
    """What became of the events so far.

    Attributes:
        put: Events that were put into the sink.
        written: Events that the writer took, those that were there already included.
        spooled: Events that wait on disk.
        blocked_seconds: How long `put()` had to wait for room: more than a little means that the sink is too slow.
        retries: Attempts that failed because the other side could not be reached.
    """

    put: int = 0
    written: int = 0
    spooled: int = 0
    blocked_seconds: float = 0.0
    retries: int = 0


@define(eq=False)
class BatchQueue:
    """A bounded queue of rows, and the task that writes them in batches.

    Attributes:
        name: The address, without what may be secret in it.
        statistics: What became of the events so far.
    """

    name: str
    _calls: WriterCalls
    _settings: BatchSettings
    _spool: Spool | None
    statistics: SinkStatistics = field(factory=SinkStatistics, init=False)
    _rows: deque[Row] = field(factory=deque[Row], init=False)
    _stored: int = field(default=0, init=False)  # written, or on disk
    _failure: LiveError | None = field(default=None, init=False)
    _reported: bool = field(default=False, init=False)
    _leaving: bool = field(default=False, init=False)
    _flushing: int = field(default=0, init=False)
    _wake: anyio.Event = field(factory=anyio.Event, init=False)
    _moved: anyio.Event = field(factory=anyio.Event, init=False)
    _ended: anyio.Event = field(factory=anyio.Event, init=False)
    _task: anyio.CancelScope = field(factory=lambda: anyio.CancelScope(shield=True), init=False)
    _retry_at: float = field(default=0.0, init=False)
    _delay: float = field(default=_FIRST_DELAY, init=False)
    _warned: bool = field(default=False, init=False)

    # --- for the program

    async def put(self, event: Event) -> None:
        """Put an event into the queue; see `Sink.put`."""
        self._check()
        if len(self._rows) < self._settings.buffer:
            await anyio.lowlevel.checkpoint_if_cancelled()
        else:
            await self._wait_for_room()
        self._rows.append(Row.of(event, columns_only=self._settings.columns_only))
        self.statistics.put += 1
        if len(self._rows) in {1, self._settings.batch}:
            self._wake.set()

    async def flush(self) -> None:
        """Wait until everything is stored; see `Sink.flush`."""
        self._check()
        goal = self.statistics.put
        self._flushing += 1
        self._wake.set()
        try:
            while self._stored < goal:
                await self._moved.wait()
                self._check()
        finally:
            self._flushing -= 1
        await anyio.lowlevel.checkpoint_if_cancelled()

    def stop(self) -> None:
        """Write nothing more; for a block that is left in another task than its own."""
        self._fail(
            SinkError(f"the sink {self.name} was left in another task", hint="leave it in its own task")
        )

    def _check(self) -> None:
        if self._failure is not None:
            self._reported = True
            raise self._failure
        if self._leaving:
            raise UserError("the block of this sink was left", hint="put events within the block")

    async def _wait_for_room(self) -> None:
        began = anyio.current_time()
        try:
            while len(self._rows) >= self._settings.buffer:
                with anyio.move_on_after(_SLOW_SECONDS) as patience:
                    await self._moved.wait()
                if patience.cancelled_caught and not self._warned:
                    self._warned = True
                    _log.warning("the sink %s is slow: whoever reads the room waits for it", self.name)
                self._check()
        finally:
            self.statistics.blocked_seconds += anyio.current_time() - began

    # --- the task

    async def run(self, *, task_status: TaskStatus[None]) -> None:
        """Write rows in batches, until the block is left or the sink fails; a failure is kept for `put()`.

        Cancellation does not reach it, `leave()` does: what was put is written also when the block is cancelled.
        """
        task_status.started()
        try:
            with self._task, wrapped_errors(self.name):
                await self._write_all()
        except LiveError as error:
            self._fail(error)
        finally:
            self._ended.set()

    async def _write_all(self) -> None:
        while await self._wait_for_work():
            if self._spool is not None and self._spool.rows:
                await self._continue_spool(self._spool)
            else:
                await self._write(self._take())

    async def _wait_for_work(self) -> bool:
        """Wait until it is time to write something; False when there never will be."""
        first_seen = math.inf
        while True:
            now, spooled = anyio.current_time(), self._spool is not None and self._spool.rows > 0
            if self._leaving or self._failure is not None:
                return self._failure is None and (bool(self._rows) or (spooled and self._retry_at <= now))
            if len(self._rows) >= self._settings.batch or (self._flushing and self._rows):
                return True
            if self._rows:
                first_seen = min(first_seen, now)
            deadline = min(first_seen + self._settings.interval, self._retry_at if spooled else math.inf)
            if deadline <= now:
                return True
            with anyio.CancelScope(deadline=deadline):
                await self._woken()

    async def _woken(self) -> None:
        await self._wake.wait()
        self._wake = anyio.Event()

    def _take(self) -> list[Row]:
        rows = [self._rows.popleft() for _ in range(min(len(self._rows), self._settings.batch))]
        self._tell()  # there is room
        return rows

    async def _write(self, rows: list[Row]) -> None:
        while not await self._try(rows):
            if self._spool is not None:
                await self._keep(self._spool, rows)
                return
            await self._wait_for_retry()
        self._has_stored(len(rows))

    async def _continue_spool(self, spool: Spool) -> None:
        """Put what came meanwhile behind the others on disk, and write the oldest batch there if it is time to."""
        if rows := self._take():
            await self._keep(spool, rows)
        if self._retry_at > anyio.current_time():
            return
        batch = await self._calls.in_thread(spool.oldest)
        if batch is not None and await self._try(batch[1]):
            await self._calls.in_thread(spool.remove, batch[0])
            self.statistics.spooled = spool.rows

    async def _try(self, rows: list[Row]) -> bool:
        """Write rows; False when the other side cannot be reached, and the next attempt has its time."""
        try:
            await self._calls.write(rows)
        except SinkUnavailable as error:
            self._postpone(error)
            return False
        self._retry_at, self._delay = 0.0, _FIRST_DELAY
        self.statistics.written += len(rows)
        return True

    def _postpone(self, error: SinkUnavailable) -> None:
        delay = self._delay * random.uniform(0.75, 1.25)
        if error.retry_after is not None:
            delay = max(delay, min(error.retry_after, _LONGEST_ORDERED_DELAY))
        self._retry_at = anyio.current_time() + delay
        is_news = self._delay in {_FIRST_DELAY, _WORRYING_DELAY, _LONGEST_DELAY}
        where = "events wait" if self._spool is None else "events wait on disk"
        level = logging.WARNING if is_news else logging.INFO
        _log.log(level, "%s; %s, next attempt in %.1f s", error, where, delay)
        self._delay = min(self._delay * 2, _LONGEST_DELAY)
        self.statistics.retries += 1

    async def _wait_for_retry(self) -> None:
        """Wait for the next attempt. Leaving makes one at once, and those after it in their time."""
        if self._leaving:
            await anyio.sleep_until(self._retry_at)
        while not self._leaving and self._retry_at > anyio.current_time():
            with anyio.CancelScope(deadline=self._retry_at):
                await self._woken()

    async def _keep(self, spool: Spool, rows: list[Row]) -> None:
        await self._calls.in_thread(spool.append, rows)
        self.statistics.spooled = spool.rows
        self._has_stored(len(rows))

    def _has_stored(self, count: int) -> None:
        self._stored += count
        self._tell()

    def _tell(self) -> None:
        """Wake whoever waits for room or for a flush."""
        self._moved.set()
        self._moved = anyio.Event()

    def _fail(self, error: LiveError) -> None:
        self._failure = self._failure or error
        if isinstance(self._failure, SinkError):
            self._failure.unwritten = self.statistics.put - self._stored
        self._wake.set()
        self._tell()

    # --- leaving

    async def leave(self) -> None:
        """Have the task write what is left, and come to its end. Cancelled, end it and note what was not written."""
        self._leaving = True
        self._retry_at = 0.0  # one more attempt, at once
        self._wake.set()
        try:
            await self._ended.wait()
        finally:
            self._task.cancel()
            left = self.statistics.put - self._stored
            if left and self._failure is None:
                hint = "it is slow, or cannot be reached; flush() before the end of the block waits for it"
                self._fail(SinkError(f"{left} events could not be written to {self.name} in time", hint=hint))

    async def close(self) -> None:
        """Close the writer and the spool. Cancelled, it leaves them to the thread that still uses them."""
        try:
            with wrapped_errors(self.name):
                await self._calls.close()
        except LiveError as error:
            self._fail(error)
        if self._spool is not None:
            if self._spool.rows:
                _log.warning(
                    "%d events for %s wait in %s; the next sink for that address sends them",
                    self._spool.rows,
                    self.name,
                    self._spool,
                )
            await self._calls.in_thread(self._spool.close)

    def unreported_failure(self) -> LiveError | None:
        """Return the failure that neither `put()` nor `flush()` has raised."""
        return None if self._reported else self._failure
