"""What befalls recordings, as scripts that a CDN plays: each is recorded once, and joined by any ffmpeg.

Second 0 of a script is the start of the recording; a movie's second 7 is on air in second 7, whatever its clock says.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from attrs import define, field, frozen

from livetok._mixins.event import Event, Meta, with_meta
from livetok._recording import RecordOptions, prepare, recording_block
from livetok._recording.ffmpeg import Ffmpeg
from livetok._recording.join import Joiner, JoinOptions
from livetok._recording.recording import Recording
from livetok._recording.segment_store import SegmentStore
from livetok.errors import RecordingError
from livetok.http_types import HttpRequest
from livetok.models import RoomInfo, RoomStatus, StreamUrl
from livetok.proto import CommentEvent, User
from support import barcode
from support.barcode import RATE, Reading
from support.media import AUDIO, VIDEO, Movie, Tag

COMMENTS = (1.5, 3.5, 5.5, 7.5)

_PACKET = 0.03  # seconds of video that arrive together

Chunks = list[tuple[float, bytes]]


@frozen
class Answer:
    """One answer of the CDN.

    Attributes:
        chunks: When each piece is due, in seconds of the script, and what it is.
        hangs: Whether the connection stays open and silent behind the last one.
    """

    chunks: Chunks = field(factory=list)
    hangs: bool = False
    status: int = 200


@frozen
class Movies:
    """The films that scripts are made of."""

    plain: Movie
    tall: Movie
    other_sound: Movie
    hevc: Movie
    pieces: Sequence[bytes]


def on_air(
    movie: Movie,
    start: float,
    end: float,
    *,
    shift: float = 0.0,
    kinds: Sequence[int] = (VIDEO, AUDIO),
    late: float = 0.0,
) -> Chunks:
    """The tags of a stretch, each when it is on air.

    Args:
        movie: What is on.
        start: Second of the movie with which it begins.
        end: And ends.
        shift: Seconds that the stream's clock is ahead.
        kinds: Which tracks.
        late: Seconds by which everything is late.
    """
    tags = [
        tag
        for tag in movie.frames
        if start * 1000 <= tag.time - lead(movie) < end * 1000 and tag.kind in kinds
    ]
    return [(tag.time / 1000 + late, stamped(tag, shift)) for tag in tags]


def lead(movie: Movie) -> int:
    """Milliseconds before the first picture: an encoder's delay."""
    return next(tag.time for tag in movie.frames if tag.kind == VIDEO)


def stamped(tag: Tag, shift: float) -> bytes:
    return tag.at(tag.time + round(shift * 1000))


def begin(
    movie: Movie, at: float = 0.0, *, kinds: Sequence[int] = (VIDEO, AUDIO), header: bool = True
) -> Chunks:
    """What stands at the beginning of a connection, or where the format changes."""
    set_ups = [tag.at(round(at * 1000)) for tag in movie.headers if tag.kind in kinds]
    return [(0.0, (movie.head if header else b"") + b"".join(set_ups))]


def numbers(start: float, end: float) -> set[int]:
    return set(range(round(start * RATE), round(end * RATE)))


@frozen(kw_only=True)
class Situation:
    """One thing that happens.

    Attributes:
        name: For the table.
        answer: What the CDN answers: movies, path, how often it was asked for that before, second of the script.
        sent: Numbers of the frames that the server sent.
        length: Seconds of the script.
        files: How many files are made of it.
        offered: Qualities, ways and codecs: `hd.flv`, `hd.flv.h265`.
        room: Whether there are streams in the room's answer at a second.
        reasons: Of the segments.
        options: Of the recording.
        most_requests: For the video.
        repeated: Frames that may stand twice.
        tall: Seconds in which the picture is the taller one.
        comments: Seconds at which somebody says something.
    """

    name: str
    answer: Callable[[Movies, str, int, float], Answer]
    sent: set[int]
    length: float
    files: int = 1
    offered: Sequence[str] = ("hd.flv",)
    room: Callable[[float], bool] = lambda second: True
    reasons: Sequence[str] | None = None
    options: dict[str, Any] = field(factory=dict)
    most_requests: int = 1
    repeated: int = 0
    tall: Sequence[tuple[float, float]] = ()
    comments: Sequence[float] = COMMENTS

    def height(self, number: int) -> int:
        """Of the picture with which a frame was sent."""
        return 160 if any(start <= number / RATE < end for start, end in self.tall) else 96


class _Body:
    def __init__(self, answer: Answer, url: str, began: float) -> None:
        self.status, self.url = answer.status, url
        self._answer, self._began, self._at = answer, began, 0

    async def receive(self) -> bytes:
        chunks, parts = self._answer.chunks, list[bytes]()
        if self._at == len(chunks):
            if self._answer.hangs:
                await anyio.sleep_forever()
            return b""
        await anyio.sleep(max(0.0, self._began + chunks[self._at][0] - anyio.current_time() + _PACKET))
        while (
            self._at < len(chunks)
            and self._began + chunks[self._at][0] <= anyio.current_time()
            and len(parts) < 50
        ):
            parts.append(chunks[self._at][1])
            self._at += 1
        return b"".join(parts)


@define(eq=False)
class ScriptedLive:
    """A live whose CDN plays a situation; a `Source`."""

    situation: Situation
    movies: Movies
    requests: list[str] = field(factory=list)
    lookups: int = 0
    said: list[Event] = field(factory=list)
    began: float = field(factory=anyio.current_time)
    over: bool = False
    proxy: None = None
    _comments: Any = field(init=False)
    _heard: Any = field(init=False)
    unique_id = "host"
    room_id = 7300000000000000001
    user_agent = ""

    def __attrs_post_init__(self) -> None:
        self._comments, self._heard = anyio.create_memory_object_stream[Event](100)

    @property
    def client(self) -> Any:
        return self

    @property
    def ended(self) -> bool:
        return self.over

    @property
    def room(self) -> RoomInfo | None:
        streams = list[StreamUrl]()
        for name in self.situation.offered if self.situation.room(self.second) else ():
            quality, way, codec = (*name.split("."), "")[:3]
            url = f"http://1.1.1.1/{quality}{codec}.{way}"
            streams.append(
                StreamUrl(quality=quality, protocol="flv" if way == "flv" else "hls", url=url, codec=codec)
            )
        return RoomInfo(room_id=self.room_id, status=RoomStatus.LIVE, streams=tuple(streams))

    @property
    def second(self) -> float:
        return anyio.current_time() - self.began

    def now(self) -> datetime:
        return datetime(2026, 11, 29, 9, tzinfo=UTC) + timedelta(seconds=self.second)

    async def fetch_room(self) -> RoomInfo:
        self.lookups += 1
        await anyio.lowlevel.checkpoint()
        room = self.room
        assert room is not None
        return room

    def emit(self, event: Event, /) -> None:
        self.said.append(event)

    @contextmanager
    def chat(self) -> Iterator[AsyncIterator[Event]]:
        yield self._heard

    def comment(self) -> None:
        CommentEvent(user=User())  # the first one takes its time
        number, now = round(self.second * RATE), self.now()
        event = CommentEvent(content=str(number), user=User(display_id="ann"))
        self._comments.send_nowait(with_meta(event, Meta(received_at=now)))

    @asynccontextmanager
    async def stream(
        self, request: HttpRequest, *, check: Callable[[str], Awaitable[None]]
    ) -> AsyncGenerator[_Body]:
        await check(request.url)
        path = request.url.rpartition("/")[2]
        answer = self.situation.answer(self.movies, path, self.requests.count(path), self.second)
        self.requests.append(path)
        await anyio.lowlevel.checkpoint()
        yield _Body(answer, request.url, self.began)


@frozen
class Recorded:
    """What was recorded of a situation."""

    situation: Situation
    live: ScriptedLive
    recording: Recording
    folder: Path


async def record(situation: Situation, movies: Movies, folder: Path, program: str | None = None) -> Recorded:
    """Play a situation, and record it."""
    async with anyio.create_task_group() as group:
        live = ScriptedLive(situation, movies)
        with live._comments, live._heard:
            options = RecordOptions(
                chat="jsonl", keep_parts=True, ffmpeg=program, start_timeout=9, **situation.options
            )
            async with recording_block(prepare(live, folder / "show.flv", options), group) as recording:
                group.start_soon(_talk, live)
                await anyio.sleep(max(0.0, situation.length - live.second))
                live.over = True
        group.cancel_scope.cancel()
    return Recorded(situation, live, recording, folder)


async def _talk(live: ScriptedLive) -> None:
    for second in live.situation.comments:
        await anyio.sleep(max(0.0, second - live.second))
        live.comment()


@frozen
class Outcome:
    """What an ffmpeg made of it."""

    readings: Sequence[Reading]
    chat_offset: float

    @property
    def numbers(self) -> list[int]:
        return [number for reading in self.readings for number in reading.numbers]

    @property
    def heights(self) -> dict[int, int]:
        return {number: height for reading in self.readings for number, height in reading.heights.items()}

    @property
    def seconds(self) -> float:
        return sum(len(reading.frames) for reading in self.readings) / RATE

    @property
    def sound_offset(self) -> float:
        return max((abs(reading.sound_offset) for reading in self.readings), default=0.0)

    @property
    def faults(self) -> str:
        return "".join(reading.faults for reading in self.readings)


async def join(recorded: Recorded, program: str, suffix: str) -> Outcome:
    """Finish the files anew with a program, and see what is in them."""
    folder = recorded.folder / "show.flv.parts"
    store = await to_thread.run_sync(SegmentStore.load, folder)
    ffmpeg = await Ffmpeg(program).check()
    target = recorded.folder / f"{Path(program).parent.name}-{ffmpeg.version[:3]}.{suffix}"
    store.facts = evolve_facts(store.facts, target)
    files = await Joiner(store, ffmpeg, JoinOptions(overwrite=True, keep_parts=True)).finish()
    readings = [await to_thread.run_sync(barcode.read, path) for path in files]
    return Outcome(readings, max((offset for offset in _chat_offsets(files, readings)), default=0.0))


def evolve_facts(facts: Any, target: Path) -> Any:
    from attrs import evolve

    return evolve(facts, target=target, container=target.suffix[1:])


def _chat_offsets(files: Sequence[Path], readings: Sequence[Reading]) -> Iterator[float]:
    for path, reading in zip(files, readings, strict=True):
        shown = dict(reading.frames)
        for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if not said["in_gap"] and int(said["text"]) in shown:
                yield abs(said["time"] - shown[int(said["text"])])


async def record_all(
    situations: Sequence[Situation], movies: Movies, folder: Path, at_once: int = 8
) -> dict[str, Recorded | Exception]:
    """Play situations, several at once."""
    recorded = dict[str, Recorded | Exception]()
    places = anyio.CapacityLimiter(at_once)

    async def play(number: int, situation: Situation) -> None:
        place = folder / f"{number:02}"
        await anyio.Path(place).mkdir()
        try:
            async with places:
                recorded[situation.name] = await record(situation, movies, place)
        except* RecordingError as error:
            recorded[situation.name] = error.exceptions[0]

    async with anyio.create_task_group() as group:
        for number, situation in enumerate(situations):
            group.start_soon(play, number, situation)
    return recorded


# --- the situations


def _plain(movies: Movies, path: str, asked: int, second: float) -> Answer:
    return Answer([*begin(movies.plain), *on_air(movies.plain, 0, 8)], hangs=True)


def _sizes(movies: Movies, path: str, asked: int, second: float) -> Answer:
    chunks = [*begin(movies.plain), *on_air(movies.plain, 0, 3)]
    for start, movie in ((3, movies.tall), (5, movies.plain), (6, movies.tall)):
        chunks += [(start, data) for _, data in begin(movie, start, kinds=(VIDEO,), header=False)]
        chunks += on_air(movie, start, {3: 5, 5: 6, 6: 8}[start])
    return Answer(chunks, hangs=True)


def _repeats(shift: float) -> Callable[[Movies, str, int, float], Answer]:
    def answer(movies: Movies, path: str, asked: int, second: float) -> Answer:
        if not asked:
            return Answer([*begin(movies.plain), *on_air(movies.plain, 0, 5)])
        moved = -shift if shift else 0.0
        return Answer(
            [(0.0, data) for _, data in [*begin(movies.plain), *on_air(movies.plain, 2, 5, shift=moved)]]
        )

    return answer


def _jump(shift: float, at: float) -> Callable[[Movies, str, int, float], Answer]:
    def answer(movies: Movies, path: str, asked: int, second: float) -> Answer:
        before = on_air(movies.plain, 0, at, shift=max(0.0, -shift))
        after = on_air(movies.plain, at, 8, shift=max(0.0, -shift) + shift)
        return Answer([*begin(movies.plain), *before, *after], hangs=True)

    return answer


def _to_zero(movies: Movies, path: str, asked: int, second: float) -> Answer:
    tags = [*on_air(movies.plain, 0, 4, shift=7200.0), *on_air(movies.plain, 4, 8, shift=-4.0)]
    return Answer([*begin(movies.plain), *tags], hangs=True)


def _codec(movies: Movies, path: str, asked: int, second: float) -> Answer:
    change = [(4.0, data) for _, data in begin(movies.hevc, 4, kinds=(VIDEO,), header=False)]
    tags = [*on_air(movies.plain, 0, 4), *change, *on_air(movies.hevc, 4, 8)]
    return Answer([*begin(movies.plain), *tags], hangs=True)


def _rate(movies: Movies, path: str, asked: int, second: float) -> Answer:
    change = [(4.0, data) for _, data in begin(movies.other_sound, 4, kinds=(AUDIO,), header=False)]
    sound = [
        *on_air(movies.plain, 0, 4, kinds=(AUDIO,)),
        *change,
        *on_air(movies.other_sound, 4, 8, kinds=(AUDIO,)),
    ]
    tags = [*on_air(movies.plain, 0, 8, kinds=(VIDEO,)), *sound]
    return Answer([*begin(movies.plain), *sorted(tags, key=lambda chunk: chunk[0])], hangs=True)


def _pause(movies: Movies, path: str, asked: int, second: float) -> Answer:
    """The host leaves for four seconds, in which the stream's clock stands still."""
    after = on_air(movies.plain, 7, 10, shift=-4.0)
    return Answer([*begin(movies.plain), *on_air(movies.plain, 0, 3), *after], hangs=True)


def _sound_first(movies: Movies, path: str, asked: int, second: float) -> Answer:
    sound = on_air(movies.plain, 0, 4, kinds=(AUDIO,))
    picture = [(4.0, data) for _, data in begin(movies.plain, 4, kinds=(VIDEO,), header=False)]
    head = begin(movies.plain, kinds=(AUDIO,))
    return Answer([*head, *sound, *picture, *on_air(movies.plain, 4, 8)], hangs=True)


def _reconnects(movies: Movies, path: str, asked: int, second: float) -> Answer:
    """Each connection begins with three seconds from the past, sent at once."""
    ends = (3.0, 5.0, 6.5, 8.0)
    end = ends[min(asked, 3)]
    start = max(0.0, float(int(second - 3)))
    return Answer([*begin(movies.plain), *on_air(movies.plain, start, end)], hangs=asked >= 3)


def _second_header(movies: Movies, path: str, asked: int, second: float) -> Answer:
    again = [(4.0, data) for _, data in begin(movies.plain, 4)]
    return Answer(
        [*begin(movies.plain), *on_air(movies.plain, 0, 4), *again, *on_air(movies.plain, 4, 8)], hangs=True
    )


def _gap(movies: Movies, path: str, asked: int, second: float) -> Answer:
    if not asked:
        return Answer([*begin(movies.plain), *on_air(movies.plain, 0, 3)])
    if second < 5:
        return Answer(status=404)
    return Answer([*begin(movies.plain), *on_air(movies.plain, 6, 9)], hangs=True)


def _stragglers(movies: Movies, path: str, asked: int, second: float) -> Answer:
    """Picture and sound do not jump at the same tag."""
    picture = [
        *on_air(movies.plain, 0, 4, kinds=(VIDEO,)),
        *on_air(movies.plain, 4, 8, kinds=(VIDEO,), shift=500),
    ]
    sound = [
        *on_air(movies.plain, 0, 4.2, kinds=(AUDIO,)),
        *on_air(movies.plain, 4.2, 8, kinds=(AUDIO,), shift=500),
    ]
    tags = sorted([*picture, *sound], key=lambda chunk: chunk[0])
    return Answer([*begin(movies.plain), *tags], hangs=True)


def _camera_off(movies: Movies, path: str, asked: int, second: float) -> Answer:
    picture = [*on_air(movies.plain, 0, 2, kinds=(VIDEO,)), *on_air(movies.plain, 8, 10, kinds=(VIDEO,))]
    tags = sorted([*picture, *on_air(movies.plain, 0, 10, kinds=(AUDIO,))], key=lambda chunk: chunk[0])
    return Answer([*begin(movies.plain), *tags], hangs=True)


def _fresh(movies: Movies, path: str, asked: int, second: float) -> Answer:
    if second < 4:
        return Answer(status=404)
    return Answer([*begin(movies.plain), *on_air(movies.plain, int(second), 9)], hangs=True)


def _choice(movies: Movies, path: str, asked: int, second: float) -> Answer:
    movie = movies.hevc if path == "origin.flv" else movies.plain
    return Answer([*begin(movie), *on_air(movie, int(second), 8)], hangs=True)


def _hls(*, missing: int = -1, ended: bool = False) -> Callable[[Movies, str, int, float], Answer]:
    def answer(movies: Movies, path: str, asked: int, second: float) -> Answer:
        if path.endswith(".ts"):
            number = int(path[:-3])
            return Answer(status=404) if number == missing else Answer([(0.0, movies.pieces[number])])
        ready = min(int(second), 4 if ended else 8)
        lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:1", f"#EXT-X-MEDIA-SEQUENCE:{max(0, ready - 4)}"]
        for number in range(max(0, ready - 4), ready):
            lines += ["#EXTINF:1.0,", f"{number}.ts"]
        lines += ["#EXT-X-ENDLIST"] if ended and ready == 4 else []
        return Answer([(0.0, "\n".join(lines).encode())])

    return answer


SITUATIONS: tuple[Situation, ...] = (
    Situation(name="nothing happens", answer=_plain, sent=numbers(0, 8), length=8.3, reasons=["start"]),
    Situation(
        name="the picture changes its size three times in one connection",
        answer=_sizes,
        sent=numbers(0, 8),
        tall=((3, 5), (6, 8)),
        length=8.3,
        reasons=["start", "format", "format", "format"],
    ),
    Situation(
        name="the CDN repeats its last seconds for ever",
        answer=_repeats(0),
        sent=numbers(0, 5),
        length=12,
        most_requests=8,
    ),
    Situation(
        name="the CDN repeats them with a clock of their own",
        answer=_repeats(2.0 + 30),
        sent=numbers(0, 5),
        length=12,
        most_requests=8,
    ),
    Situation(
        name="the clock jumps back by 8 s",
        answer=_jump(-8, 4),
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="the clock jumps back by 20 s, between key frames",
        answer=_jump(-20, 4.4),
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="the clock jumps back by an hour",
        answer=_jump(-3600, 4),
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="the clock jumps to 0",
        answer=_to_zero,
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="the clock jumps an hour ahead",
        answer=_jump(3600, 4),
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="picture and sound jump one after the other",
        answer=_stragglers,
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start", "jump"],
    ),
    Situation(
        name="the sound goes from 44.1 to 48 kHz",
        answer=_rate,
        sent=numbers(0, 8),
        length=8.3,
        files=2,
        reasons=["start", "format"],
    ),
    Situation(
        name="a pause in which the stream's clock stands still",
        answer=_pause,
        sent=numbers(0, 3) | numbers(7, 10),
        length=10.3,
        comments=(1.5, 2.5, 7.5, 8.5, 9.5),
    ),
    Situation(
        name="a connection begins with 4 s of sound",
        answer=_sound_first,
        sent=numbers(4, 8),
        length=8.3,
        comments=(5.5, 7.5),
        repeated=1,
    ),
    Situation(
        name="three reconnects, each with seconds from the past",
        answer=_reconnects,
        sent=numbers(0, 8),
        length=8.6,
        most_requests=5,
        reasons=["start", "reconnect", "reconnect", "reconnect"],
    ),
    Situation(
        name="a second header in one connection",
        answer=_second_header,
        sent=numbers(0, 8),
        length=8.3,
        reasons=["start"],
    ),
    Situation(
        name="the connection is lost, then 404 for a while",
        answer=_gap,
        sent=numbers(0, 3) | numbers(6, 9),
        length=9.3,
        most_requests=6,
        reasons=["start", "reconnect"],
    ),
    Situation(
        name="the camera is off for 6 s, the sound goes on",
        answer=_camera_off,
        sent=numbers(0, 2) | numbers(8, 10),
        length=10.3,
        comments=(0.5, 1.5, 8.5),
    ),
    Situation(
        name="a live that has just begun: no URLs, then 404",
        answer=_fresh,
        sent=numbers(7, 9),
        length=9.3,
        room=lambda second: second > 2,
        most_requests=6,
        comments=(8.5,),
    ),
    Situation(
        name="HLS",
        answer=_hls(),
        offered=("hd.hls",),
        sent=numbers(0, 7),
        length=9.5,
        most_requests=40,
        comments=(),
    ),
    Situation(
        name="HLS, a piece is missing",
        answer=_hls(missing=3),
        offered=("hd.hls",),
        sent=numbers(0, 3) | numbers(4, 7),
        length=11,
        most_requests=40,
        comments=(),
        reasons=["start", "missing"],
    ),
    Situation(
        name="HLS says that it ended, again and again",
        answer=_hls(ended=True),
        offered=("hd.hls",),
        sent=numbers(0, 4),
        length=12,
        most_requests=25,
        comments=(),
    ),
)

# What only a newer ffmpeg reads; an older one takes what it can, and says so.
HEVC: tuple[Situation, ...] = (
    Situation(
        name="H.264 becomes H.265 in one connection",
        answer=_codec,
        sent=numbers(0, 8),
        length=8.3,
        files=2,
        reasons=["start", "format"],
    ),
    Situation(
        name="origin is H.265, hd is H.264",
        answer=_choice,
        sent=numbers(3, 8),
        length=8.3,
        offered=("origin.flv", "hd.flv"),
        most_requests=2,
        comments=(),
    ),
)
