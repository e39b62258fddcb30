"""A live to record from, as far as a recording sees it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import anyio
from anyio.abc import TaskGroup
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from attrs import define, field

from livetok._mixins.event import Event, with_meta
from livetok._mixins.meta import Meta
from livetok._net.http import HttpClient, open_http
from livetok._recording import Recorder, Recording, RecordOptions, prepare, recording_block
from livetok.models import RoomInfo, RoomStatus, StreamUrl
from livetok.options import Options
from livetok.proto import CommentEvent, User
from support.media import Movie
from support.video_server import Studio, open_studio


@define(eq=False)
class FakeLive:
    """A live whose streams come from a studio.

    Attributes:
        offered: Qualities and ways, for example `hd.flv`.
        said: Events of the recording.
        lookups: How often the room was asked for.
        signature: Part of the URLs; changes when they are refreshed.
        address: Where the URLs lead instead of to the studio.
        unknown: Whether nothing is known of the room until somebody asks.
        ended: Whether the live has heard that the broadcast is over.
        client: Fetches the video.
    """

    studio: Studio
    group: TaskGroup
    offered: tuple[str, ...] = ("hd.flv",)
    said: list[Event] = field(factory=list)
    lookups: int = 0
    signature: str = ""
    address: str = ""
    unknown: bool = False
    ended: bool = False
    client: HttpClient = field(factory=lambda: HttpClient(options=Options()))
    _chat: MemoryObjectSendStream[Event] = field(init=False)
    _heard: MemoryObjectReceiveStream[Event] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._chat, self._heard = anyio.create_memory_object_stream[Event](1000)

    unique_id = "host"
    room_id = 7300000000000000001
    user_agent = "Mozilla/5.0 (tests)"

    @property
    def room(self) -> RoomInfo | None:
        return None if self.unknown else self.room_now()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def emit(self, event: Event) -> None:
        self.said.append(event)

    def room_now(self) -> RoomInfo:
        streams = []
        for offer in self.offered:
            quality, _, way = offer.partition(".")
            suffix = "flv" if way == "flv" else "m3u8"
            url = f"{self.address or self.studio.url}/{quality}{self.signature}.{suffix}"
            streams.append(StreamUrl(quality=quality, protocol="flv" if way == "flv" else "hls", url=url))
        status = RoomStatus.LIVE if self.studio.on_air else RoomStatus.ENDED
        return RoomInfo(
            room_id=7300000000000000001, status=status, title="A/B: \U0001f3a4", streams=tuple(streams)
        )

    async def fetch_room(self) -> RoomInfo:
        self.lookups += 1
        await anyio.lowlevel.checkpoint()
        return self.room_now()

    @contextmanager
    def chat(self) -> Iterator[AsyncIterator[Event]]:
        yield self._heard

    @contextmanager
    def talking(self) -> Iterator[None]:
        """Keep the chat open for a block."""
        with self._chat, self._heard:
            yield

    def comment(self, text: str) -> float:
        """Say something; gives the second of the movie that is live."""
        second, now = self.studio.time, datetime.now(UTC)
        event = CommentEvent(content=text, user=User(nickname="Ann", display_id="ann"))
        self._chat.send_nowait(with_meta(event, Meta(received_at=now)))
        return second

    def recorder(self, path: Any, **options: Any) -> Recorder:
        return prepare(self, path, RecordOptions(**options))

    @asynccontextmanager
    async def record(self, path: Any, **options: Any) -> AsyncGenerator[Recording]:
        async with recording_block(self.recorder(path, **options), self.group) as recording:
            yield recording

    def start(self, path: Any, **options: Any) -> Recording:
        recorder = self.recorder(path, **options)
        self.group.start_soon(recorder.run)
        return recorder.handle


@asynccontextmanager
async def open_fake_live(movie: Movie, **about: Any) -> AsyncGenerator[FakeLive]:
    """Opens a live in a studio of its own."""
    offered, tls = about.pop("offered", ("hd.flv",)), about.pop("tls", None)
    options = Options.of(about.pop("options", {}))
    async with open_studio(Studio(movie, **about), tls) as studio, open_http(options) as client:
        async with anyio.create_task_group() as group:
            live = FakeLive(studio, group, offered, client=client)
            with live.talking():
                yield live
                group.cancel_scope.cancel()
