"""A program that reads slowly, or not at all for a while."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as counter
from typing import Any

import anyio
import pytest

from livetok import (
    CommentEvent,
    ConnectEvent,
    DisconnectEvent,
    GiftEvent,
    LaggedEvent,
    LiveEndEvent,
    ReconnectEvent,
)
from livetok.errors import NetworkError
from livetok.options import Retry
from livetok.proto import ControlAction, Gift, SubNotifyEvent, User, WebcastPushFrame
from support.fake_room import (
    HELLO,
    Act,
    FakeNetwork,
    FakeSocket,
    Item,
    Message,
    Packet,
    Wait,
    chat,
    control,
    end,
    frame,
    kinds,
)

pytestmark = pytest.mark.anyio

MESSAGES = 3000


def single_gift(number: int) -> Message:
    event = GiftEvent(user=User(id=number), gift=Gift(id=1, diamond_count=1), gift_id=1, repeat_count=1)
    return "WebcastGiftMessage", event, number


def subscription(number: int) -> Message:
    return "WebcastSubNotifyMessage", SubNotifyEvent(), number


def flood(second: float) -> Iterator[Item]:
    """A minute of 50 messages a second, in frames of ten that are to be acknowledged."""
    for start in range(1, MESSAGES + 1, 10):
        yield Wait(0.2 * second)
        yield frame(*(special(number) for number in range(start, start + 10)), log_id=start)
    yield end(MESSAGES + 1)


def special(number: int) -> Message:
    return {7: single_gift, 8: subscription}.get(number % 100, chat)(number)


async def test_blocking_waits_and_loses_nothing(second: float) -> None:
    network = FakeNetwork(acts=[flood(second)])
    async with network.connect(buffer=100, heartbeat_interval=5 * second) as live:
        await anyio.sleep(60 * second)
        sent = kinds(network.sockets[0])
        assert live.connected
        assert live.statistics.messages == 100  # read as far as the buffer goes, and no further
        assert sent.count("ack") == 10  # for all that was read
        assert sent.count("hb") == pytest.approx(12, abs=1)
        ids = [event.meta.message_id async for event in live if event.meta.method]
        assert live.statistics.lagged == 0
    assert ids == list(range(1, MESSAGES + 2))
    assert kinds(network.sockets[0]).count("ack") == MESSAGES / 10


def packet(first: int, last: int) -> Packet:
    return Packet([frame(chat(number), log_id=number) for number in range(first, last + 1)])


def acknowledged(socket: FakeSocket) -> list[int]:
    frames = [WebcastPushFrame.parse(data) for _, data in socket.sent]
    return [frame.log_id for frame in frames if frame.payload_type == "ack"]


async def test_what_came_together_is_acknowledged_together_and_in_order() -> None:
    network = FakeNetwork(acts=[[HELLO, packet(1, 5), packet(6, 6), end()]])
    async with network.connect() as live:
        ids = [event.meta.message_id async for event in live if isinstance(event, CommentEvent)]
    (socket,) = network.sockets
    assert ids == [1, 2, 3, 4, 5, 6]
    assert acknowledged(socket) == [1, 2, 3, 4, 5, 6]
    assert socket.writes == [2, 5, 1]  # the first enters the room


async def test_what_came_together_is_read_as_far_as_the_buffer_goes(second: float) -> None:
    """And no acknowledgement waits for the program."""
    network = FakeNetwork(acts=[[HELLO, packet(1, 9), end()]])
    async with network.connect(buffer=4) as live:
        await anyio.sleep(second)
        (socket,) = network.sockets
        assert live.statistics.messages == 3  # beside the event of the connection
        assert acknowledged(socket) == [1, 2, 3]
        assert len([event async for event in live if isinstance(event, CommentEvent)]) == 9
    assert acknowledged(socket) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


async def test_what_came_with_the_end_is_acknowledged() -> None:
    last = frame(control(ControlAction.STREAM_ENDED, 3), log_id=3)
    network = FakeNetwork(acts=[[HELLO, Packet([*packet(1, 2).messages, last, *packet(4, 5).messages])]])
    async with network.connect() as live:
        assert [event.meta.message_id async for event in live if event.meta.message_id] == [1, 2, 3]
    assert acknowledged(network.sockets[0]) == [1, 2, 3]


async def test_dropping_is_visible_where_the_hole_is(second: float) -> None:
    network = FakeNetwork(acts=[flood(second)])
    async with network.connect(buffer=100, overflow="drop_oldest", heartbeat_interval=5 * second) as live:
        await anyio.sleep(90 * second)
        events = [event async for event in live]
        statistics = live.statistics
    assert statistics.messages == MESSAGES + 1
    assert kinds(network.sockets[0]).count("ack") == MESSAGES / 10
    lagged = [event for event in events if isinstance(event, LaggedEvent)]
    ids = [event.meta.message_id for event in events if event.meta.method]
    assert sum(event.count for event in lagged) == statistics.lagged
    assert len(ids) + statistics.lagged == MESSAGES + 1
    assert ids == sorted(ids)
    for number in range(1, MESSAGES + 1):  # money was not dropped
        assert number % 100 not in {7, 8} or number in ids
    assert isinstance(events[0], ConnectEvent)
    assert isinstance(events[-2], LiveEndEvent)
    # Marks stand where events are missing, and nowhere else.
    sequences = [event.meta.sequence for event in events]
    assert sequences == sorted(sequences)
    expected = 1
    for event in events:
        assert event.meta.sequence == expected
        expected += event.count if isinstance(event, LaggedEvent) else 1


async def test_a_slow_reader_in_between_gets_everything(second: float) -> None:
    def act() -> Iterator[Item]:
        for number in range(1, 301):
            yield frame(chat(number))
        yield end(301)

    ids: list[int] = []
    async with FakeNetwork(acts=[act()]).connect(buffer=4) as live:
        async for event in live:
            ids.append(event.meta.message_id)
            if event.meta.message_id % 25 == 0:
                await anyio.sleep(second)
    assert [number for number in ids if number] == list(range(1, 302))


async def test_a_flapping_server_does_not_fill_the_buffer_of_a_sleeper(second: float) -> None:
    def flapping() -> Iterator[Act]:
        yield [frame(*(chat(number) for number in range(1, 11)))]
        for _ in counter():
            yield [HELLO, Wait(2 * second), NetworkError("reset", stage="read")]

    def lose(socket: Any) -> None:
        socket.failing = None

    network = FakeNetwork(acts=flapping(), arrange=lose)
    options = {
        "buffer": 5,
        "heartbeat_interval": second,
        "retry": Retry(first_delay=second, jitter=0, healthy_after=0, factor=1),
    }
    async with network.connect(**options) as live:
        await anyio.sleep(second / 2)
        for _ in range(50):  # every connection dies by its heartbeat, for nobody reads on
            await anyio.sleep(second)
            network.sockets[-1].failing = NetworkError("reset", stage="write")
        assert len(network.dialled_at) > 15
        async for event in live:
            if isinstance(event, ReconnectEvent):
                break
        # The ten comments, one connection, one loss and one return were all there was to keep.
        assert event.attempt > 10
        assert event.meta.sequence == 13
        assert event.gap_seconds > 40 * second


async def test_losses_are_told_to_a_sleeper_in_order(second: float) -> None:
    acts = [
        [frame(*(chat(number) for number in range(1, 11)))],
        [frame(chat(11)), end()],
    ]
    network = FakeNetwork(acts=acts)
    async with network.connect(buffer=5, heartbeat_interval=second, retry=Retry(first_delay=second)) as live:
        network.sockets[0].failing = NetworkError("reset", stage="write")
        await anyio.sleep(10 * second)
        seen = [type(event) async for event in live]
    assert seen[1:11] == [CommentEvent] * 10
    assert seen[11:15] == [DisconnectEvent, ReconnectEvent, ConnectEvent, CommentEvent]
