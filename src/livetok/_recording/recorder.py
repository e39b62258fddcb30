"""The supervisor of a recording: one ffmpeg after another while the broadcast goes on, then the finished files."""

from __future__ import annotations

import logging
import math
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Final
from urllib.parse import parse_qs, urlsplit

import anyio
from anyio import to_thread
from attrs import define, field

from livetok._net.process import run_program
from livetok._recording.ffmpeg import Ffmpeg, NetworkAccess
from livetok._recording.join import complete
from livetok._recording.options import RecordOptions
from livetok._recording.proxy_relay import known_to_ffmpeg
from livetok._recording.recording import Recording, Source, State
from livetok._recording.segment_store import Facts, SegmentStore
from livetok._recording.segment_writer import SegmentWriter
from livetok._recording.sidecar import keep_journal
from livetok._recording.stream_selection import candidates
from livetok._recording.timeline import gap_before, positions
from livetok.errors import AgeRestricted, LiveError, RecordingError, RoomError
from livetok.models import RoomInfo, RoomStatus, StreamUrl
from livetok.proto import RecordingSegmentEvent, RecordingStartedEvent, RecordingStoppedEvent

__all__ = ["CLEANUP_SECONDS", "Recorder"]

_log = logging.getLogger("livetok.record")

# Cancelled, a recording has this long to finish its files; what is not joined by then can be recovered.
CLEANUP_SECONDS: Final = 10.0
# Seconds of video that make a connection a good one, and that make it better than none.
_HEALTHY: Final = 5.0
_POOR: Final = 0.5
# Tries without any video at all before it is no use.
_FIRST_TRIES: Final = 5
_FIRST_PAUSE: Final = 0.5
_LONGEST_FIRST_PAUSE: Final = 2.0
_LONGEST_PAUSE: Final = 15.0
# What ffmpeg leaves over of a duration, for frames that do not end there.
_NEARLY: Final = 0.2


@define(eq=False, kw_only=True)
class Recorder:
    """Runs one recording as a task of the live's group. It records what happens to it and never raises.

    Cancelled, it ends ffmpeg in good order and finishes the files, within 15 s in all.
    """

    source: Source
    options: RecordOptions
    facts: Facts
    ffmpeg: Ffmpeg
    state: State
    _store: SegmentStore | None = field(default=None, init=False)
    _started_at: float = field(default=0.0, init=False)
    _streams: tuple[StreamUrl, ...] = field(default=(), init=False)
    _failures: int = field(default=0, init=False)
    _completing: bool = field(default=False, init=False)

    @property
    def handle(self) -> Recording:
        """What the user gets."""
        return Recording(self.state)

    async def run(self) -> None:
        """Record until stopped, the duration is reached, the broadcast ends, or nothing more can be done."""
        state = self.state
        with state.kill_scope:
            try:
                with state.stop_scope:
                    await self._guard(self._record)
                await self._guard(self._complete)
            finally:
                if not self._completing:
                    with anyio.CancelScope(shield=True, deadline=anyio.current_time() + CLEANUP_SECONDS):
                        await self._guard(self._complete)
                self._say_stopped()
                state.started.set()
                state.finished.set()

    async def _guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Keep the first failure for whoever asks."""
        try:
            await work()
        except RecordingError as error:
            _log.warning("recording %s: %s", self.facts.target.name, error)
            self.state.error = self.state.error or error

    def _clock(self) -> float:
        return anyio.current_time() - self._started_at

    # --- recording

    async def _record(self) -> None:
        await self.ffmpeg.check()
        room = self.source.room()
        if room is None or not room.streams:
            room = await self._fetch()
        self._streams = self._candidates(room)
        self._store = store = await to_thread.run_sync(
            partial(SegmentStore.make, self.facts, overwrite=self.options.overwrite)
        )
        self.state.segments = store.segments
        self._started_at = anyio.current_time()
        async with anyio.create_task_group() as group:
            if self.options.chat:
                group.start_soon(keep_journal, store.journal, self.source, self._clock, name="livetok chat")
            await self._guard(partial(self._takes, store))
            group.cancel_scope.cancel()

    async def _takes(self, store: SegmentStore) -> None:
        """Run ffmpeg again and again; return when there is nothing more to record."""
        reason, goes_on = "start", True
        while goes_on:
            take = self._new_take(store, reason)
            silent = await self._run(take)
            self.state.dropped += take.notes.dropped
            if take.trouble is not None:
                raise take.trouble
            if self._remaining() < _NEARLY:
                return
            reason = "stall" if silent else "format" if take.notes.new_track else "reconnect"
            self._failures = self._rate(take.recorded)
            if not store.segments and self._failures >= _FIRST_TRIES:
                raise RecordingError(
                    f"ffmpeg could not record {take.stream.quality}: {take.notes.text()}",
                    hint="see what ffmpeg said; ffmpeg_args may be wrong, or the stream is gone",
                )
            goes_on = self._is_worth_a_try(take, silent) or await self._ask()

    def _rate(self, recorded: float) -> int:
        """Count failures in a row. A stream that gives little each time is no reason to wait longer and longer."""
        return 0 if recorded >= _HEALTHY else 1 if recorded > _POOR else self._failures + 1

    def _is_worth_a_try(self, take: SegmentWriter, silent: bool) -> bool:
        """Whether to go on without a question first: a good connection just broke, and every second counts."""
        fits = take.stream.protocol == "flv" and not expired(take.stream.url, self.source.now().timestamp())
        return fits and not silent and not self._failures

    def _new_take(self, store: SegmentStore, reason: str) -> SegmentWriter:
        stream = self._streams[self._failures % len(self._streams)]
        _log.info("recording %s over %s (%s)", stream.quality, stream.protocol, reason)

        def grown() -> None:
            self.state.sample(anyio.current_time())
            if store.segments and not self.state.started.is_set():
                self._say_started(stream)

        return SegmentWriter(
            store=store,
            stream=stream,
            reason=reason,
            length=self.options.segment,
            clock=self._clock,
            on_data=grown,
            on_segment=self._say_segment,
        )

    async def _run(self, take: SegmentWriter) -> bool:
        """Run ffmpeg to its end; return whether it was ended because the stream had fallen silent."""
        rest = self._remaining()
        limit = () if rest == math.inf else ("-t", f"{rest:.3f}")
        patience = self.options.stall_timeout
        silent, cleanly = False, False
        try:
            with take.scope:
                async with self._way_to(take) as outside:
                    ended = await run_program(
                        self.ffmpeg.take(take.stream, outside, (*limit, *self.options.ffmpeg_args), patience),
                        output=take.write,
                        line=take.notes.feed,
                        silence=patience,
                        farewell=b"q",
                        env=outside.environment(),
                    )
                silent, cleanly = ended.silent, not ended.code
                _log.debug("ffmpeg ended with %d: %s", ended.code, take.notes.text())
        except OSError as error:
            raise RecordingError(
                f"ffmpeg did not start: {error}", hint="is the machine out of memory?"
            ) from error
        finally:
            with anyio.CancelScope(shield=True, deadline=anyio.current_time() + CLEANUP_SECONDS):
                await take.close(cleanly=cleanly)
        return silent

    def _way_to(self, take: SegmentWriter) -> AbstractAsyncContextManager[NetworkAccess]:
        """How ffmpeg reaches the stream, for as long as it runs."""
        source = self.source
        proxy = source.proxy_for(take.stream.url) or ""
        outside = NetworkAccess(user_agent=source.user_agent, proxy=proxy, verify=source.verify)
        return known_to_ffmpeg(outside, ssl_context=source.ssl_context, say=take.notes.feed)

    def _remaining(self) -> float:
        """Seconds of video that are still asked for."""
        return math.inf if self.options.duration is None else self.options.duration - self.state.seconds

    # --- asking the room

    async def _ask(self) -> bool:
        """Wait a moment, then see whether the broadcast goes on, and where; without an answer it does."""
        if self._failures:
            longest = _LONGEST_PAUSE if self.state.segments else _LONGEST_FIRST_PAUSE
            await anyio.sleep(min(longest, _FIRST_PAUSE * 2 ** (self._failures - 1)))
        if self.source.ended():
            return False
        try:
            room = await self.source.fetch_room()
        except AgeRestricted:
            return True
        except RoomError:
            return False
        except LiveError as error:
            _log.info("no answer about the room (%s), trying the known streams", error)
            return True
        if room.status is RoomStatus.ENDED:
            return False
        if room.streams:
            self._streams = self._candidates_or_any(room)
        return True

    async def _fetch(self) -> RoomInfo:
        try:
            return await self.source.fetch_room()
        except LiveError as error:
            raise RecordingError(
                f"nothing is known of the room's streams: {error}", hint=error.hint or "try again later"
            ) from error

    def _candidates(self, room: RoomInfo) -> tuple[StreamUrl, ...]:
        return candidates(room.streams, self.options.quality, self.options.prefer)

    def _candidates_or_any(self, room: RoomInfo) -> tuple[StreamUrl, ...]:
        """The streams of the wanted quality; when the host came back without it, any is better than none."""
        try:
            return self._candidates(room)
        except RecordingError as error:
            _log.warning("%s; recording the best there is", error)
            return candidates(room.streams, "best", self.options.prefer)

    # --- finishing

    async def _complete(self) -> None:
        self._completing = True
        store = self._store
        if store is None or not store.segments:
            if store is not None:
                await to_thread.run_sync(store.remove)
            raise RecordingError("nothing was recorded", hint="it was stopped before there was any video")
        self.state.files = await complete(
            store, self.ffmpeg, overwrite=self.options.overwrite, keep_parts=self.options.keep_parts
        )

    # --- what is said of it

    def _say_started(self, stream: StreamUrl) -> None:
        self.state.started.set()
        path = str(self.facts.target)
        self.source.emit(RecordingStartedEvent(path=path, quality=stream.quality, protocol=stream.protocol))

    def _say_segment(self, place: int) -> None:
        segments = self.state.segments
        one = segments[place]
        self.source.emit(
            RecordingSegmentEvent(
                path=str(self.facts.target),
                index=one.index,
                reason=one.reason,
                start=positions(segments)[place],
                duration=one.duration,
                size=one.size,
                gap_seconds=gap_before(segments, place),
            )
        )

    def _say_stopped(self) -> None:
        state = self.state
        self.source.emit(
            RecordingStoppedEvent(
                path=str(state.path),
                files=[str(one) for one in state.files],
                duration=state.seconds,
                size=state.size,
                segments=len(state.segments),
                error="" if state.error is None else str(state.error),
            )
        )


def expired(url: str, now: float) -> bool:
    """Whether a signed URL says of itself that it is too old."""
    said = parse_qs(urlsplit(url).query).get("expire", [""])[0]
    return said.isdecimal() and int(said) <= now
