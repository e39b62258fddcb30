"""A live to record from, as far as a recording sees it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import anyio
from anyio.abc import TaskGroup
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from attrs import define, evolve, field

from livetok._mixins.event import Event, with_meta
from livetok._mixins.meta import Meta
from livetok._recording import Recorder, Recording, RecordOptions, Source, prepare, recording_block
from livetok.models import RoomInfo, RoomStatus, StreamUrl
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
    """

    studio: Studio
    group: TaskGroup
    offered: tuple[str, ...] = ("hd.flv",)
    said: list[Event] = field(factory=list)
    lookups: int = 0
    signature: str = ""
    address: str = ""
    source: Source = field(init=False)
    _chat: MemoryObjectSendStream[Event] = field(init=False)
    _heard: MemoryObjectReceiveStream[Event] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._chat, self._heard = anyio.create_memory_object_stream[Event](1000)
        self.source = Source(
            unique_id="host",
            room_id=7300000000000000001,
            room=self.room,
            fetch_room=self.fetch_room,
            emit=self.said.append,
            chat=self.chat,
            ended=lambda: False,
            proxy_for=lambda url: None,
            now=lambda: datetime.now(UTC),
        )

    def room(self) -> RoomInfo:
        streams = []
        for one in self.offered:
            quality, _, way = one.partition(".")
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
        return self.room()

    @contextmanager
    def chat(self) -> Iterator[AsyncIterator[Event]]:
        yield self._heard

    def comment(self, text: str) -> None:
        event = CommentEvent(content=text, user=User(nickname="Ann", display_id="ann"))
        self._chat.send_nowait(with_meta(event, Meta(received_at=datetime.now(UTC))))

    def recorder(self, path: Any, **options: Any) -> Recorder:
        return prepare(self.source, path, RecordOptions(**options))

    @asynccontextmanager
    async def record(self, path: Any, **options: Any) -> AsyncGenerator[Recording]:
        async with recording_block(self.recorder(path, **options), self.group) as recording:
            yield recording

    def start(self, path: Any, **options: Any) -> Recording:
        recorder = self.recorder(path, **options)
        self.group.start_soon(recorder.run)
        return recorder.handle

    def without_room(self) -> None:
        self.source = evolve(self.source, room=lambda: None)


@asynccontextmanager
async def open_fake_live(movie: Movie, **about: Any) -> AsyncGenerator[FakeLive]:
    """Opens a live in a studio of its own."""
    offered, tls = about.pop("offered", ("hd.flv",)), about.pop("tls", None)
    async with open_studio(Studio(movie, **about), tls) as studio, anyio.create_task_group() as group:
        live = FakeLive(studio, group, offered)
        with live._chat, live._heard:
            yield live
            group.cancel_scope.cancel()
