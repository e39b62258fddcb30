"""Cut the tags of a live into segments, and tell what is new from what was sent before. No I/O.

Everything that destroys recordings in silence can be seen here, in tags: the size or the codec changes in the middle
of a connection, the stream's clock jumps, a server repeats its last seconds, a connection begins with sound only.
"""

from __future__ import annotations

import math
from collections import deque
from enum import Enum, auto
from typing import Final
from zlib import crc32

from attrs import define, evolve, field, frozen

from livetok._recording.flv import (
    AUDIO,
    VIDEO,
    Content,
    MediaFormat,
    Role,
    Tag,
    describe,
    file_header,
    format_after,
)

__all__ = ["Opening", "Segmenter", "Slice"]

# Steps of the stream's clock beyond these, in milliseconds, are no lost frames but another beginning.
_FORWARD: Final = 5_000
_BACKWARD: Final = 500
# A reconnect whose clock is off by more than this from what ours says has a clock that was set anew.
_CLOCK_TOLERANCE: Final = 10_000
_LONGEST_FRAME: Final = 500
# Sound without a picture that is worth a stretch of its own, where a picture is expected.
_SOUND_ONLY: Final = 1_000
# Without any key frame for this long, the picture begins with another frame.
_PATIENCE: Final = 10_000
# Tags that are looked at before it is decided that a connection sends something new.
_MOST_HELD: Final = 40
_MOST_STRANGERS: Final = 50
# About two minutes of a live.
_REMEMBERED: Final = 12_000
_STRAGGLER: Final = 1_000
# Seconds in which a server sends all that it has in store; and the most tags that this can be.
_BURST: Final = 2.5
_MOST_OVERLAP: Final = 6_000


@frozen(kw_only=True)
class Opening:
    """The beginning of a segment.

    Attributes:
        reason: Why it begins; see `Segment.reason`.
        first: Seconds on the stream's own clock.
        seamless: Whether the segment before ends exactly here.
        same_clock: Whether the stream's clock is that of the segment before, so that its length is known exactly.
        keyed: Whether it starts with a key frame, or has no picture, and so plays alone.
    """

    reason: str
    first: float
    seamless: bool
    same_clock: bool
    keyed: bool


@frozen
class Slice:
    """Bytes for the current segment, or for the one that they open.

    Attributes:
        data: To be written: FLV tags, with a file's header before them where a segment opens.
        form: What is in the segment by now.
        end: Seconds on the stream's own clock that the segment reaches by now.
        time: Seconds on the stream's own clock at which the tag is due.
        opening: Set when a new segment begins with these bytes.
    """

    data: bytes = field(repr=False)
    form: MediaFormat
    end: float
    time: float
    opening: Opening | None = None


class _Phase(Enum):
    MATCHING = auto()  # is this what was sent before?
    REPLAY = auto()  # it is
    WAITING = auto()  # for something that a segment can begin with
    RUNNING = auto()


@define
class _Memory:
    """The tags that were recorded last, by kind, time and checksum of their bodies."""

    _order: deque[tuple[int, int, int]] = field(factory=deque[tuple[int, int, int]])
    _known: set[tuple[int, int, int]] = field(factory=set[tuple[int, int, int]])
    _pictures: dict[int, int] = field(factory=dict[int, int])  # checksum of a key frame -> its last time

    def __len__(self) -> int:
        return len(self._order)

    def add(self, tag: Tag, *, is_key: bool) -> None:
        mark = (tag.kind, tag.time, crc32(tag.body))
        self._order.append(mark)
        self._known.add(mark)
        if is_key and tag.kind == VIDEO:
            self._pictures[mark[2]] = tag.time
        if len(self._order) > _REMEMBERED:
            old = self._order.popleft()
            self._known.discard(old)
            if self._pictures.get(old[2]) == old[1]:
                del self._pictures[old[2]]

    def has(self, tag: Tag, offset: int = 0) -> bool:
        return (tag.kind, tag.time - offset, crc32(tag.body)) in self._known

    def offset_of(self, tag: Tag) -> int | None:
        """By how much a key frame that was recorded before comes later now."""
        before = self._pictures.get(crc32(tag.body)) if tag.kind == VIDEO else None
        return None if before is None else tag.time - before


@define
class Segmenter:
    """Divides the connections of one recording into segments.

    Attributes:
        length: Seconds after which a new segment begins with the next key frame.
        size: Bytes after which one does.
        useless: Frames that came before any key frame, and so could not be used.
    """

    length: float = math.inf
    size: float = math.inf
    useless: int = field(default=0, init=False)
    _phase: _Phase = field(default=_Phase.WAITING, init=False)
    _reason: str = field(default="start", init=False)
    _expects_video: bool = field(default=False, init=False)
    _in_flow: bool = field(default=False, init=False)  # the connection goes on, only its clock jumped
    _form: MediaFormat = field(factory=MediaFormat, init=False)  # as the connection announced it
    _configs: dict[int, Tag] = field(factory=dict[int, Tag], init=False)
    _content: MediaFormat = field(factory=MediaFormat, init=False)  # of the open segment
    _is_open: bool = field(default=False, init=False)
    _first: int = field(default=0, init=False)
    _end: int = field(default=0, init=False)
    _written: int = field(default=0, init=False)
    _frame: dict[int, int] = field(factory=dict[int, int], init=False)
    _held: list[Tag] = field(factory=list[Tag], init=False)
    _matching_since: float = field(default=0.0, init=False)
    _waiting_since: int | None = field(default=None, init=False)
    _last: dict[int, int] = field(factory=dict[int, int], init=False)
    _before: dict[int, int] = field(factory=dict[int, int], init=False)  # the same on the clock before a jump
    _last_at: float = field(default=0.0, init=False)
    _memory: _Memory = field(factory=_Memory, init=False)
    _offset: int = field(default=0, init=False)
    _caught_up: set[int] = field(factory=set[int], init=False)
    _strangers: int = field(default=0, init=False)
    _repeated: bool = field(default=False, init=False)

    @property
    def only_known(self) -> bool:
        """Whether the connection brought something, and none of it was new."""
        return self._repeated and not self._is_open

    def connect(self, reason: str) -> None:
        """Begin with a new connection; whatever segment was open is not any more."""
        self._reason, self._in_flow, self._is_open = reason, False, False
        self._form, self._configs, self._held = MediaFormat(), {}, []
        self._expects_video, self._before, self._repeated = False, {}, False
        self._look_again()

    def interrupt(self, reason: str) -> None:
        """Note that the connection lost something: what comes next belongs to a new segment."""
        self._reason, self._in_flow, self._is_open, self._held = reason, False, False, []
        self._phase, self._waiting_since = _Phase.WAITING, None

    def expect_video(self) -> None:
        """Note that the connection promised a picture, so that sound alone is not taken for all there is."""
        self._expects_video = True

    def feed(self, tag: Tag, at: float) -> list[Slice]:
        """Take in the next tag of the connection and return what can be written.

        Args:
            tag: The tag.
            at: When it arrived, in seconds on any clock that is the same for all tags.
        """
        content = describe(tag)
        if content.role is Role.NONE:
            return []
        known, self._form = self._form, format_after(self._form, tag, content)
        if content.role is Role.CONFIG:
            self._configs[tag.kind] = tag
            return []
        if self._form is not known:
            self._configs.pop(tag.kind, None)
        slices = self._take(tag, content, at)
        self._last_at = at if slices else self._last_at
        return slices

    def finish(self, at: float) -> list[Slice]:
        """Return what was held back, when the connection has ended.

        Args:
            at: When it ended.
        """
        held, self._held = self._held, []
        if not held:
            return []
        if self._phase is _Phase.MATCHING and not self._in_flow and self._agrees(held[-1], at):
            self._repeated = True
            return []
        if self._phase is _Phase.MATCHING:
            self._phase = _Phase.WAITING
            slices = [piece for tag in held for piece in self._take(tag, describe(tag), at)]
            return slices + self.finish(at)
        if self._phase is _Phase.REPLAY or any(tag.kind == VIDEO for tag in held):
            return []
        self._held = held
        return self._open_held()

    def _expected(self) -> bool:
        return self._expects_video or bool(self._form.video)

    def _look_again(self) -> None:
        self._phase = _Phase.MATCHING if len(self._memory) else _Phase.WAITING
        self._waiting_since = None

    def _take(self, tag: Tag, content: Content, at: float) -> list[Slice]:
        match self._phase:
            case _Phase.MATCHING:
                return self._match(tag, content, at)
            case _Phase.REPLAY:
                return self._replay(tag, content)
            case _Phase.WAITING:
                return self._wait(tag, content)
            case _Phase.RUNNING:
                return self._run(tag, content, at)

    # --- what was sent before

    def _match(self, tag: Tag, content: Content, at: float) -> list[Slice]:
        """Hold tags back until it is clear whether they are known."""
        if not self._held:
            self._matching_since = at
        offset = self._known_offset(tag, at)
        if offset is not None:
            self._phase, self._offset, self._strangers = _Phase.REPLAY, offset, 0
            self._held, self._caught_up, self._repeated = [], set(), True
            return self._replay(tag, content)
        self._held.append(tag)
        if self._is_ahead(tag):
            self._forget_old()
        elif not self._in_flow and self._agrees(tag, at):
            if at - self._matching_since < _BURST and len(self._held) < _MOST_OVERLAP:
                return []
        elif content.role is not Role.KEY and len(self._held) < _MOST_HELD:
            return []
        held, self._held, self._phase = self._held, [], _Phase.WAITING
        return [piece for early in held for piece in self._take(early, describe(early), at)]

    @property
    def _newest(self) -> int:
        return max(self._last.values(), default=0)

    def _is_ahead(self, tag: Tag) -> bool:
        """Whether nothing of what was recorded can be as late as this."""
        return tag.time > self._newest

    def _agrees(self, tag: Tag, at: float) -> bool:
        """Whether the stream's clock went on as ours did since the last connection."""
        due = self._newest + (at - self._last_at) * 1000
        return self._newest - _CLOCK_TOLERANCE < tag.time < due + _CLOCK_TOLERANCE

    def _known_offset(self, tag: Tag, at: float) -> int | None:
        """By how much the clock is ahead of that with which this tag was recorded; None for a new tag."""
        if self._memory.has(tag):
            return 0
        backwards = tag.time < self._newest
        if self._in_flow:
            return self._memory.offset_of(tag) if backwards else None
        return None if self._agrees(tag, at) else self._memory.offset_of(tag)

    def _forget_old(self) -> None:
        """Of another encoding of seconds that are recorded already, keep the last group of pictures only."""
        if self._in_flow:
            return
        starts = [n for n, tag in enumerate(self._held[:-1]) if describe(tag).role is Role.KEY]
        if starts:
            del self._held[: starts[-1]]
        elif not self._expected():
            del self._held[:-1]

    def _replay(self, tag: Tag, content: Content) -> list[Slice]:
        """Pass over what was recorded already; go on where that ends."""
        time = tag.time - self._offset
        last = self._last.get(tag.kind)
        if self._memory.has(tag, self._offset):
            self._strangers = 0
            if time == last:
                self._caught_up.add(tag.kind)
            return []
        if last is not None and time <= last:
            self._strangers += 1
            if self._strangers > _MOST_STRANGERS:  # it only looked like it
                self._phase, self._waiting_since = _Phase.WAITING, None
            return []
        main = VIDEO if VIDEO in self._last and self._content.video else AUDIO
        if main not in self._caught_up and tag.kind != main and len(self._held) < _MOST_HELD:
            self._held.append(tag)
            return []
        held, self._held = [*self._held, tag], []
        if main in self._caught_up and self._form == self._content:
            return self._resume(held)
        self._phase, self._waiting_since = _Phase.WAITING, None
        return [piece for early in held for piece in self._take(early, describe(early), self._last_at)]

    def _resume(self, tags: list[Tag]) -> list[Slice]:
        """Go on exactly behind the last tag that was recorded."""
        keyed = describe(tags[0]).role is Role.KEY or not self._content.video
        moved = bool(self._offset)
        opening = Opening(
            reason=self._reason, first=tags[0].time / 1000, seamless=True, same_clock=not moved, keyed=keyed
        )
        if moved:
            self._last = {kind: time + self._offset for kind, time in self._last.items()}
        self._begin(self._content, tags[0].time)
        return [self._write(tags[0], opening), *(self._write(tag) for tag in tags[1:])]

    # --- something to begin with

    def _wait(self, tag: Tag, content: Content) -> list[Slice]:
        if self._memory.has(tag):
            return []
        if self._in_flow and self._form == self._content:
            return self._open(tag, self._content, keyed=content.role is Role.KEY, seamless=False)
        if self._waiting_since is None or tag.time < self._waiting_since:
            self._waiting_since = tag.time
        if tag.kind == AUDIO:
            self._held.append(tag)
            heard = tag.time - self._held[0].time
            return self._open_held() if not self._expected() or heard >= _SOUND_ONLY else []
        if content.role is not Role.KEY and tag.time - self._waiting_since <= _PATIENCE:
            self.useless += 1
            return []
        held, self._held = [sound for sound in self._held if sound.time >= tag.time], []
        slices = self._open(tag, self._form, keyed=content.role is Role.KEY, seamless=False)
        return slices + [self._write(sound) for sound in held]

    def _open_held(self) -> list[Slice]:
        """Begin with sound alone."""
        held, self._held = self._held, []
        slices = self._open(held[0], evolve(self._form, video="", picture=b""), keyed=True, seamless=False)
        return slices + [self._write(tag) for tag in held[1:]]

    def _open(
        self,
        tag: Tag,
        form: MediaFormat,
        *,
        keyed: bool,
        seamless: bool,
        reason: str = "",
        first: int | None = None,
    ) -> list[Slice]:
        start = tag.time if first is None else first
        opening = Opening(
            reason=reason or self._reason,
            first=start / 1000,
            seamless=seamless,
            same_clock=seamless,
            keyed=keyed,
        )
        if not seamless:
            self._before, self._last = (self._last if self._in_flow else {}), {}
        self._begin(form, start)
        return [self._write(tag, opening)]

    def _begin(self, form: MediaFormat, first: int) -> None:
        self._phase, self._is_open, self._in_flow = _Phase.RUNNING, True, False
        self._content, self._first, self._end, self._written = form, first, first, 0

    # --- the flow

    def _run(self, tag: Tag, content: Content, at: float) -> list[Slice]:
        tag = self._straggler(tag)
        if self._jumped(tag):
            self._reason, self._in_flow, self._is_open = "jump", True, False
            self._look_again()
            return self._match(tag, content, at)
        is_key = content.role is Role.KEY
        if tag.kind == AUDIO and self._form.only(AUDIO) != self._content.only(AUDIO):
            return self._another_sound(tag)
        changed = self._form.only(VIDEO) != self._content.only(VIDEO) and tag.kind == VIDEO
        if changed and not is_key and not self._content.video:
            self.useless += 1
            return []
        may_open = is_key if self._content.video or tag.kind == VIDEO else tag.kind == AUDIO
        if may_open and (changed or self._held):
            return self._reopen(tag, "format")
        long = tag.time - self._first >= self.length * 1000 or self._written >= self.size
        return self._reopen(tag, "length") if may_open and long else [self._write(tag)]

    def _another_sound(self, tag: Tag) -> list[Slice]:
        """Take up other sound: at once where there was none, else with the next key frame, where a file can begin."""
        if not self._content.audio:
            self._content = self._content.with_track(AUDIO, *self._form.only(AUDIO))
            return [self._write(tag, config=True)]
        self._held.append(tag)
        if self._content.video and tag.time - self._held[0].time < _PATIENCE:
            return []
        held, self._held = self._held, []
        form = self._form if self._content.video else evolve(self._form, video="", picture=b"")
        slices = self._open(held[0], form, keyed=not form.video, seamless=True, reason="format")
        return slices + [self._write(sound) for sound in held[1:]]

    def _reopen(self, tag: Tag, reason: str) -> list[Slice]:
        form = self._form if tag.kind == VIDEO or self._content.video else self._content
        held, self._held = self._held, []
        slices = self._open(tag, form, keyed=True, seamless=True, reason=reason)
        return slices + [self._write(sound) for sound in held]

    def _straggler(self, tag: Tag) -> Tag:
        """Move a tag that was sent with the clock from before a jump to the clock behind it."""
        before = self._before.get(tag.kind)
        if before is None:
            return tag
        newest = max(self._last.values(), default=tag.time)
        if abs(tag.time - newest) > _BACKWARD and 0 <= tag.time - before <= _STRAGGLER:
            return evolve(tag, time=newest)
        del self._before[tag.kind]
        return tag

    def _jumped(self, tag: Tag) -> bool:
        newest = max(self._last.values(), default=tag.time)
        last = self._last.get(tag.kind, newest - _FORWARD)
        return tag.time - newest > _FORWARD or last - tag.time > _BACKWARD

    def _write(self, tag: Tag, opening: Opening | None = None, *, config: bool = False) -> Slice:
        content = describe(tag)
        step = tag.time - self._last.get(tag.kind, tag.time)
        if 0 < step < _LONGEST_FRAME:
            self._frame[tag.kind] = step
        self._last[tag.kind] = tag.time
        self._memory.add(tag, is_key=content.role is Role.KEY)
        shown = tag.time + max(0, content.delay) + self._frame.get(tag.kind, 0)
        self._end = max(self._end, shown)
        head = b""
        if opening is not None or config:
            head = self._head(tag.time, whole=opening is not None)
        data = head + tag.encode()
        self._written += len(data)
        return Slice(data, self._content, self._end / 1000, tag.time / 1000, opening)

    def _head(self, time: int, *, whole: bool) -> bytes:
        """What a decoder needs before the first frame."""
        form = self._content
        head = file_header(video=bool(form.video), audio=bool(form.audio)) if whole else b""
        kinds = (VIDEO, AUDIO) if whole else (AUDIO,)
        return head + b"".join(
            self._configs[kind].encode(time) for kind in kinds if form.only(kind)[0] and kind in self._configs
        )
