"""A room that follows a script: a site in memory, and one act for every websocket that is dialled."""

from __future__ import annotations

import gzip
import random
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import anyio
from attrs import define, evolve, field, frozen

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._client.polling import PollOptions
from livetok._client.watch import Lives, open_watch
from livetok._net.http import HttpClient, memory_client, open_http
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._session.environment import Environment
from livetok._webapi.handles import parse_user
from livetok.options import Options
from livetok.proto import (
    BaseProtoMessage,
    CommentEvent,
    CommonMessageData,
    ControlAction,
    ControlEvent,
    ProtoMessageFetchResult,
    PushHeader,
    User,
    WebcastPushFrame,
)
from support.fake_site import ROOM, FakeSite, good_site

Message = tuple[str, Any, int]


@frozen
class Wait:
    """Seconds of silence."""

    seconds: float


@frozen
class Do:
    """Something that happens to the script's owner when the client reads this far."""

    action: Callable[[], Any]


@frozen
class Packet:
    """Messages that come together."""

    messages: Sequence[bytes]


class Stuck:
    """From here on the peer takes nothing in any more."""


# What a websocket does: messages to the client, silence, or the exception that ends it.
Item = bytes | Packet | Wait | Do | Exception | Stuck
Act = Iterable[Item]


def chat(message_id: int, text: str = "", *, room_id: int = ROOM) -> Message:
    common = CommonMessageData(method="WebcastChatMessage", msg_id=message_id, room_id=room_id)
    event = CommentEvent(common=common, user=User(id=5, nickname="Nick"), content=text or f"m{message_id}")
    return "WebcastChatMessage", event, message_id


def control(action: ControlAction, message_id: int) -> Message:
    return "WebcastControlMessage", ControlEvent(action=action), message_id


def frame(
    *messages: Message,
    cursor: str = "",
    ext: str = "ext",
    log_id: int = 0,
    history: bool = False,
    kind: str = "msg",
) -> bytes:
    """One websocket message; with a log id it wants to be acknowledged."""
    result = ProtoMessageFetchResult(
        messages=[
            BaseProtoMessage(method=method, payload=bytes(event), msg_id=number, is_history=history)
            for method, event, number in messages
        ],
        cursor=cursor,
        internal_ext=ext.encode(),
        need_ack=bool(log_id),
    )
    return bytes(
        WebcastPushFrame(
            log_id=log_id,
            payload_encoding="pb",
            payload_type=kind,
            payload=gzip.compress(bytes(result), 1),
            headers=[PushHeader(key="compress_type", value="gzip")],
        )
    )


def end(message_id: int = 999_999) -> bytes:
    return frame(control(ControlAction.STREAM_ENDED, message_id))


HELLO: Final = frame()  # lets the client in, and says nothing


def kinds(socket: FakeSocket) -> list[str]:
    return [WebcastPushFrame.parse(data).payload_type for _, data in socket.sent]


@define(eq=False)
class FakeSocket:
    url: str
    headers: dict[str, str]
    opened_at: float
    act: Iterator[Item]
    sent: list[tuple[float, bytes]] = field(factory=list[tuple[float, bytes]])
    writes: list[int] = field(factory=list[int])  # messages in each
    packet: list[bytes] = field(factory=list[bytes])  # what came together and was not received yet
    stuck: bool = False
    failing: Exception | None = None  # raised by every send
    closed: bool = False
    ended: Exception | None = None
    silent_until: float = 0.0

    @property
    def handshake_headers(self) -> dict[str, str]:
        return {}

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.url).query).items()}

    @property
    def at_hand(self) -> bool:
        return bool(self.packet)

    async def send(self, *messages: bytes) -> None:
        await anyio.lowlevel.checkpoint()
        if self.failing is not None:
            raise self.failing
        if self.stuck:
            await anyio.sleep_forever()
        self.writes.append(len(messages))
        self.sent += [(anyio.current_time(), data) for data in messages]

    async def receive(self) -> bytes:
        if self.packet:
            return self.packet.pop(0)
        await anyio.lowlevel.checkpoint()
        await self._silence()
        while self.ended is None:
            match next(self.act, None):
                case bytes() as data:
                    return data
                case Packet([first, *more]):
                    self.packet = more
                    return first
                case Wait(seconds):
                    self.silent_until = anyio.current_time() + seconds
                    await self._silence()
                case Do(action):
                    action()
                case Stuck():
                    self.stuck = True
                case None:
                    await anyio.sleep_forever()
                case Exception() as error:
                    self.ended = error
        raise self.ended

    async def _silence(self) -> None:
        """Keep silent until it is time; cancelling changes nothing about that."""
        await anyio.sleep(max(0.0, self.silent_until - anyio.current_time()))

    async def aclose(self) -> None:
        self.closed = True


@define(eq=False, kw_only=True)
class FakeNetwork:
    """A site and a sequence of acts; a dial beyond the last act fails the test.

    An act that is an exception is raised by the dial.

    Attributes:
        handshake: Seconds that each dial takes.
        farewell: Seconds that closing in good order takes.
        keep: Whether sockets are kept for inspection.
        arrange: Called with every new socket.
    """

    acts: Iterator[Act | Exception] = field(converter=iter)
    site: FakeSite = field(factory=good_site)
    handshake: float = 0.0
    farewell: float = 0.0
    keep: bool = True
    arrange: Callable[[FakeSocket], object] = lambda _: None
    sockets: list[FakeSocket] = field(factory=list[FakeSocket])
    dialled_at: list[float] = field(factory=list[float])
    agents: list[str] = field(factory=list[str])
    open_sockets: int = 0
    open_clients: int = 0
    _tasks: set[int] = field(factory=lambda: {task.id for task in anyio.get_running_tasks()})

    @property
    def network(self) -> Environment:
        return Environment(open_http=self.open_http, dial=self.dial, rng=random.Random(7))

    @asynccontextmanager
    async def open_http(self, options: Options) -> AsyncGenerator[HttpClient]:
        self.open_clients += 1
        try:
            async with memory_client(self._answer) as client, open_http(evolve(options, http=client)) as http:
                yield http
        finally:
            self.open_clients -= 1

    async def _answer(self, *request: Any) -> Any:
        await anyio.lowlevel.checkpoint()
        answer = await self.site(*request)
        await anyio.lowlevel.checkpoint()
        return answer

    @asynccontextmanager
    async def dial(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        self.dialled_at.append(anyio.current_time())
        self.agents.append(dict(headers)["User-Agent"])
        act = next(self.acts)
        await anyio.sleep(self.handshake)
        if isinstance(act, Exception):
            raise act
        socket = FakeSocket(url, dict(headers), anyio.current_time(), iter(act))
        self.arrange(socket)
        if self.keep:
            self.sockets.append(socket)
        self.open_sockets += 1
        try:
            yield socket
            await anyio.sleep(self.farewell)
        finally:
            self.open_sockets -= 1
            socket.closed = True

    def connect(self, user: str = "@ann", **options: Any) -> AbstractAsyncContextManager[Live]:
        return open_room(parse_user(user), 0, Options.of(options), self.network)

    def watch(self, *, poll_interval: float = 30.0, **options: Any) -> AbstractAsyncContextManager[Lives]:
        return open_watch("ann", PollOptions(poll_interval=poll_interval), Options.of(options), self.network)

    def forget(self) -> None:
        """Keep no record of what happened so far."""
        for record in (self.dialled_at, self.agents, self.site.asked):
            record.clear()

    def assert_quiet(self) -> None:
        """Nothing is left open, and nothing runs."""
        assert self.open_sockets == 0
        assert self.open_clients == 0
        assert not [task for task in anyio.get_running_tasks() if task.id not in self._tasks]


def blocked(message: str = "DEVICE_BLOCKED") -> HandshakeRefused:
    return HandshakeRefused(200, {"handshake-msg": message, "handshake-status": "415"})


async def names(live: Live) -> list[str]:
    return [type(event).__name__ async for event in live]


async def read(live: Live, into: list[Any]) -> None:
    """Keep what came before a failure too."""
    async for event in live:
        into.append(event)  # noqa: PERF401 -- a comprehension would lose everything with the failure
