"""The supervisor of a recording: one connection after another while the broadcast goes on, then the finished files."""

from __future__ import annotations

import logging
import math
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import anyio
from anyio import to_thread
from attrs import define, field

from livetok._net.process import run_program
from livetok._recording.address_policy import ForbiddenAddressError
from livetok._recording.ffmpeg import Ffmpeg, FfmpegLog
from livetok._recording.join import Joiner, JoinOptions
from livetok._recording.media_source import HlsMemory, UnsupportedStreamError, read_stream
from livetok._recording.options import RecordOptions
from livetok._recording.recording import Recording, Source, State
from livetok._recording.segment_store import Facts, SegmentStore
from livetok._recording.segment_writer import SegmentWriter
from livetok._recording.segmenter import Segmenter, Slice
from livetok._recording.sidecar import keep_journal
from livetok._recording.stream_output import StreamOutput
from livetok._recording.stream_selection import candidates
from livetok._recording.timeline import gap_before, positions
from livetok._util.task_group import open_task_group
from livetok.errors import AgeRestricted, LiveError, NetworkError, RecordingError, RoomError
from livetok.models import RoomInfo, RoomStatus, StreamUrl
from livetok.proto import RecordingSegmentEvent, RecordingStartedEvent, RecordingStoppedEvent

__all__ = ["CLEANUP_SECONDS", "Recorder"]

_log = logging.getLogger("livetok.record")

# Cancelled, a recording has this long to finish its files; what is not joined by then can be recovered.
CLEANUP_SECONDS: Final = 10.0
# Seconds of video that make a connection a good one, and that make it better than none.
_HEALTHY: Final = 5.0
_POOR: Final = 0.5
# Seconds between two looks at a disk that is full, and which part of `min_free` has to be free besides to go on.
_SPACE_EVERY: Final = 2.0
_MARGIN: Final = 20
_FIRST_PAUSE: Final = 0.5
_LONGEST_FIRST_PAUSE: Final = 2.0
_LONGEST_PAUSE: Final = 15.0
# Connections that brought nothing new after which another stream is tried.
_REPEATS: Final = 3
# What no other attempt at the same stream makes good.
_HOPELESS: Final = (ForbiddenAddressError, UnsupportedStreamError)
# What a duration may be missed by: frames do not end where it does.
_NEARLY: Final = 0.2
_NAMES: Final = {"h264": "H.264", "h265": "H.265", "av1": "AV1"}
# Codecs that a container of ours cannot hold.
_CONTAINERS_WITHOUT: Final = {"ts": {"av1", "vp9"}, "mov": {"vp9", "opus"}}


class _UnfitError(RecordingError):
    """This stream cannot be written; another one may do."""


@define(eq=False, kw_only=True)
class Recorder:
    """Runs one recording as a task of the live's group. It records what happens to it and never raises.

    Cancelled, it closes the segment and finishes the files, within 15 s in all.

    Attributes:
        source: The live.
        options: Checked.
        facts: What stays the same.
        ffmpeg: What finishes the files; None where nothing has to be finished.
        state: Shared with the user's handle.
        output: Takes the video as it comes, instead of files; None for files.
    """

    source: Source
    options: RecordOptions
    facts: Facts
    ffmpeg: Ffmpeg | None
    state: State
    output: StreamOutput | None = None
    _store: SegmentStore | None = field(default=None, init=False)
    _joiner: Joiner | None = field(default=None, init=False)
    _started_at: float = field(default=0.0, init=False)
    _streams: tuple[StreamUrl, ...] = field(default=(), init=False)
    _unfit: set[tuple[str, str, str]] = field(factory=set[tuple[str, str, str]], init=False)
    _failures: int = field(default=0, init=False)
    _repeats: int = field(default=0, init=False)
    _turn: int = field(default=0, init=False)
    _playlists: dict[str, HlsMemory] = field(factory=dict[str, HlsMemory], init=False)
    _last_error: NetworkError | None = field(default=None, init=False)
    _completing: bool = field(default=False, init=False)
    _segment_ended: anyio.Event = field(factory=anyio.Event, init=False)

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
        if self.ffmpeg is not None:
            self.ffmpeg = await self.ffmpeg.check()
        self._started_at = anyio.current_time()
        room = self.source.room
        if room is not None and room.streams:
            self._streams = self._candidates(room)
        store = self.output or await self._make_store()
        self.state.segments = store.segments
        writer = self._writer(store)
        async with open_task_group() as group:
            if self._store is not None and self.options.chat:
                journal = self._store.journal
                group.start_soon(keep_journal, journal, self.source, self._clock, name="livetok chat")
            if self._joiner is not None:
                group.start_soon(self._finish_parts, self._joiner, name="livetok parts")
            group.start_soon(writer.secure_regularly, name="livetok disk")
            try:
                await self._guard(partial(self._connections, writer))
            finally:
                group.cancel_scope.cancel()
                with anyio.CancelScope(shield=True, deadline=anyio.current_time() + CLEANUP_SECONDS):
                    await writer.close()

    async def _make_store(self) -> SegmentStore:
        """Make the folder for the segments, and what will finish them.

        Raises:
            RecordingError: The folder cannot be made, or something of its name is there.
        """
        store = await to_thread.run_sync(
            partial(SegmentStore.make, self.facts, overwrite=self.options.overwrite)
        )
        self._store, self.facts = store, store.facts
        self._joiner = Joiner(store, self.ffmpeg or Ffmpeg("ffmpeg"), self._join_options())
        return store

    def _join_options(self) -> JoinOptions:
        options = self.options
        return JoinOptions(
            overwrite=options.overwrite,
            keep_parts=options.keep_parts,
            ffmpeg_args=options.ffmpeg_args,
            metadata=options.metadata,
            thumbnail=options.thumbnail,
            on_file=self._on_file,
        )

    async def _connections(self, writer: SegmentWriter) -> None:
        """Connect again and again; return when there is nothing more to record."""
        reason = "start"
        while True:
            if await self._pause(writer):
                reason = "disk" if writer.store.segments else reason
                if not await self._ask():
                    return
            if self._streams:
                stream = self._streams[self._turn % len(self._streams)]
                recorded = writer.recorded
                silent = await self._connect(writer, stream, reason)
                if writer.complete or self._remaining(writer) < _NEARLY:
                    return
                if writer.lacks_space:
                    continue
                unfit = self._take_trouble(writer, stream)
                self._rate(writer, writer.recorded - recorded)
                if writer.store.segments:
                    reason = "stall" if silent else "reconnect"
                if unfit or self._is_worth_a_try(stream, silent):
                    continue
            if not await self._ask():
                return
            self._check_patience()

    def _writer(self, store: SegmentStore | StreamOutput) -> SegmentWriter:
        options = self.options

        def grown() -> None:
            self.state.dropped = writer.segmenter.useless
            self.state.sample(anyio.current_time())
            if store.segments and not self.state.started.is_set():
                self._say_started(writer.stream)

        writer = SegmentWriter(
            store=store,
            segmenter=Segmenter(options.segment, options.segment_size or math.inf),
            clock=self._clock,
            duration=math.inf if options.duration is None else options.duration,
            min_free=options.min_free,
            on_data=grown,
            on_segment=self._say_segment,
            on_slice=self._check_codec,
        )
        return writer

    async def _connect(self, writer: SegmentWriter, stream: StreamUrl, reason: str) -> bool:
        """Read a stream to its end; return whether it was given up because it had fallen silent."""
        _log.info("recording %s over %s (%s)", stream.quality, stream.protocol, reason)
        memory = self._playlists.setdefault(stream.quality, HlsMemory())
        scope = writer.connect(stream, reason, self.options.stall_timeout)
        self._last_error = None
        try:
            with scope:
                await read_stream(self.source.client, stream, self.source.user_agent, writer, memory)
        except _HOPELESS as error:
            self._mark_unfit(stream, str(error))
            self._last_error = error
        except NetworkError as error:
            _log.info("the stream broke off: %s", error)
            self._last_error = error
        except LiveError as error:  # the proxy is not usable, or the caller's own client is closed
            raise RecordingError(f"the video cannot be fetched: {error}", hint=error.hint) from error
        finally:
            with anyio.CancelScope(shield=True, deadline=anyio.current_time() + CLEANUP_SECONDS):
                await writer.disconnect()
        return scope.cancelled_caught and not writer.must_end

    def _remaining(self, writer: SegmentWriter) -> float:
        """Seconds of video that are still asked for."""
        return math.inf if self.options.duration is None else self.options.duration - writer.recorded

    def _take_trouble(self, writer: SegmentWriter, stream: StreamUrl) -> bool:
        """Raise what ends the recording; return True when only this stream is out of the question."""
        trouble = writer.trouble
        if isinstance(trouble, _UnfitError):
            self._mark_unfit(stream, str(trouble))
            writer.trouble = None
            if not self._streams:
                raise RecordingError(str(trouble), hint=trouble.hint)
            return True
        if trouble is not None:
            raise trouble
        error = self._last_error
        if isinstance(error, _HOPELESS) and not self._streams:
            raise RecordingError(str(error), hint=error.hint) from error
        if error is not None and error.stage == "tls" and not self.state.segments:
            raise RecordingError(f"the video cannot be fetched: {error}", hint=error.hint) from error
        return False

    def _mark_unfit(self, stream: StreamUrl, why: str) -> None:
        _log.warning("not recording %s over %s: %s", stream.quality, stream.protocol, why)
        self._unfit.add(_identity(stream))
        self._streams = tuple(other for other in self._streams if _identity(other) not in self._unfit)

    def _check_codec(self, piece: Slice) -> None:
        """Refuse what cannot be written, before it is recorded for a whole night.

        Raises:
            RecordingError: This stream cannot be; another may.
        """
        for codec in (piece.form.video, piece.form.audio):
            if problem := self._problem_with(codec):
                raise _UnfitError(
                    problem, hint="take a newer ffmpeg, or --codec h264, or record to a .flv file"
                )

    def _problem_with(self, codec: str) -> str:
        container, name = self.facts.container, _NAMES.get(codec, codec)
        if codec in _CONTAINERS_WITHOUT.get(container, ()):
            return f"the stream is {name}, which no .{container} file holds"
        if self.ffmpeg is not None and not self.ffmpeg.knows(codec):
            return f"the stream is {name}, which ffmpeg {self.ffmpeg.version} does not read"
        return ""

    def _rate(self, writer: SegmentWriter, recorded: float) -> None:
        """Count failures in a row. A stream that gives little each time is no reason to wait longer and longer."""
        if recorded >= _HEALTHY:
            self._failures = self._repeats = 0
        elif recorded > _POOR:
            self._failures, self._repeats = 1, 0
        else:
            self._failures += 1
        if not self._failures:
            self._turn = 0
        elif writer.segmenter.only_known and self._repeats + 1 < _REPEATS:
            self._repeats += 1  # the server has nothing new; others of its kind will not either
        else:
            self._turn += 1
            if writer.segmenter.only_known:
                for stream in self._streams:
                    self._playlists.setdefault(stream.quality, HlsMemory()).skip_present()

    def _is_worth_a_try(self, stream: StreamUrl, silent: bool) -> bool:
        """Whether to go on without a question first: a good connection just broke, and every second counts."""
        fits = stream.protocol == "flv" and not expired(stream.url, self.source.now().timestamp())
        return fits and not silent and not self._failures

    # --- waiting for space

    async def _pause(self, writer: SegmentWriter) -> bool:
        """Wait while the disk is all but full; return whether that took any time.

        Raises:
            RecordingError: There was no space from the start, for as long as a live may take to show something.
        """
        least = self.options.min_free
        if not least or not (writer.lacks_space or await self._lacks(writer, least)):
            return False
        _log.warning("recording %s pauses: the disk is all but full", self.facts.target.name)
        self.state.paused = True
        try:
            while not self.source.ended and await self._lacks(writer, least + least // _MARGIN):
                if not writer.store.segments and self._clock() >= self.options.start_timeout:
                    raise RecordingError(
                        f"there are fewer than {least:,} bytes free on the disk",
                        hint="make space, or lower min_free",
                    )
                await anyio.sleep(_SPACE_EVERY)
        finally:
            self.state.paused = writer.lacks_space = False
        return True

    async def _lacks(self, writer: SegmentWriter, least: int) -> bool:
        try:
            return not await to_thread.run_sync(writer.store.has_space, least)
        except OSError as error:
            raise RecordingError(f"the disk failed: {error.strerror or error}") from error

    # --- asking the room

    def _check_patience(self) -> None:
        """Give up on a room that is live and shows nothing.

        Raises:
            RecordingError: It took too long.
        """
        if self.state.segments or self._clock() < self.options.start_timeout:
            return
        why = f": {self._last_error}" if self._last_error else ", though it is live"
        raise RecordingError(
            f"no video came within {self.options.start_timeout:g} s{why}",
            hint=(self._last_error.hint if self._last_error else "")
            or "raise start_timeout, or try another quality",
        )

    async def _ask(self) -> bool:
        """Wait a moment, then see whether the broadcast goes on, and where; without an answer it does."""
        if self._failures:
            longest = _LONGEST_PAUSE if self.state.segments else _LONGEST_FIRST_PAUSE
            await anyio.sleep(min(longest, _FIRST_PAUSE * 2 ** min(self._failures - 1, 10)))
        if self.source.ended:
            return False
        try:
            room = await self.source.fetch_room()
        except AgeRestricted:
            return True
        except RoomError:
            return False
        except LiveError as error:
            _log.info("no answer about the room (%s), trying the known streams", error)
            self._failures = max(self._failures, 1)
            return True
        if room.status is RoomStatus.ENDED:
            return False
        if room.streams:
            self._streams = (
                self._candidates(room) if not self.state.segments else self._candidates_or_any(room)
            )
        else:
            self._failures = max(self._failures, 1) if self._streams else self._failures + 1
        return True

    def _candidates(self, room: RoomInfo) -> tuple[StreamUrl, ...]:
        return self._writable(room, self.options.quality, self.options.codec)

    def _candidates_or_any(self, room: RoomInfo) -> tuple[StreamUrl, ...]:
        """The streams of the wanted quality; when the host came back without it, any is better than none."""
        try:
            return self._candidates(room)
        except RecordingError as error:
            _log.warning("%s; recording the best there is", error)
            return self._writable(room, "best", None)

    def _writable(self, room: RoomInfo, quality: str, codec: str | None) -> tuple[StreamUrl, ...]:
        """The streams that can be written, in the order in which they are tried.

        Raises:
            RecordingError: There are none.
        """
        streams = candidates(room.streams, quality, self.options.prefer, codec)
        fitting = [stream for stream in streams if not self._problem_with(stream.codec)]
        fitting = [stream for stream in fitting if _identity(stream) not in self._unfit]
        if not fitting:
            problem = self._problem_with(streams[0].codec) or "no stream of the room can be recorded"
            raise RecordingError(
                problem, hint="take a newer ffmpeg, another quality, or record to a .flv file"
            )
        if fitting[0] is not streams[0]:
            _log.warning("%s; recording %s instead", self._problem_with(streams[0].codec), fitting[0].quality)
        return tuple(fitting)

    # --- finishing

    async def _finish_parts(self, joiner: Joiner) -> None:
        """Finish the files of a recording in parts while it goes on. What fails is tried again at the end."""
        while True:
            await self._segment_ended.wait()
            self._segment_ended = anyio.Event()
            try:
                await joiner.finish_parts()
            except RecordingError as error:
                _log.warning("a part could not be finished yet: %s", error)

    async def _complete(self) -> None:
        self._completing = True
        if self.output is not None and self.output.segments:
            return
        store, joiner = self._store, self._joiner
        if store is None or joiner is None or not store.segments:
            if store is not None:
                await to_thread.run_sync(store.remove)
            raise RecordingError("nothing was recorded", hint="it was stopped before there was any video")
        self.state.files = await joiner.finish()

    async def _on_file(self, path: Path) -> None:
        """Tell of a finished file, and run the command that the user wants."""
        self.state.files = (*self.state.files, path)
        if not self.options.exec:
            return
        command = [word.replace("{}", str(path)) for word in self.options.exec]
        if not any("{}" in word for word in self.options.exec):
            command.append(str(path))
        log = FfmpegLog()
        try:
            ended = await run_program(command, output=_nowhere, line=log.feed, source=_nothing)
        except OSError as error:
            _log.error("%s cannot be run: %s", command[0], error)
            return
        if ended.code:
            _log.error("%s failed (%s): %s", command[0], ended.reason, log.text())

    # --- what is said of it

    def _say_started(self, stream: StreamUrl) -> None:
        self.state.started.set()
        path = str(self.facts.target)
        self.source.emit(RecordingStartedEvent(path=path, quality=stream.quality, protocol=stream.protocol))

    def _say_segment(self, place: int) -> None:
        segments = self.state.segments
        segment = segments[place]
        self._segment_ended.set()
        self.source.emit(
            RecordingSegmentEvent(
                path=str(self.facts.target),
                index=segment.index,
                reason=segment.reason,
                start=positions(segments)[place],
                duration=segment.duration,
                size=segment.size,
                gap_seconds=gap_before(segments, place),
            )
        )

    def _say_stopped(self) -> None:
        state = self.state
        self.source.emit(
            RecordingStoppedEvent(
                path=str(state.path),
                files=[str(path) for path in state.files],
                duration=state.seconds,
                size=state.size,
                segments=len(state.segments),
                error="" if state.error is None else str(state.error),
            )
        )


async def _nowhere(data: bytes) -> None:
    """Take output that says nothing."""


async def _nothing() -> bytes:
    return b""


def _identity(stream: StreamUrl) -> tuple[str, str, str]:
    """What tells a stream from the others of its room: its URL is signed anew each time."""
    return stream.quality, stream.protocol, stream.codec


def expired(url: str, now: float) -> bool:
    """Whether a signed URL says of itself that it is too old."""
    expiry = parse_qs(urlsplit(url).query).get("expire", [""])[0]
    return expiry.isdecimal() and int(expiry) <= now
