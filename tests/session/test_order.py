"""Once each, in order: duplicates, history, other rooms, welcomes."""

from __future__ import annotations

import gc
import weakref

import anyio
import pytest
from attrs import define, field

from livetok import CommentEvent, LikeEvent, SystemEvent
from livetok.errors import NetworkError
from livetok.options import Retry, SignRequest, Ticket
from livetok.proto import BaseProtoMessage, ControlAction, ProtoMessageFetchResult
from support.fake_room import FakeNetwork, Message, chat, control, end, frame
from support.fake_site import OTHER_ROOM

pytestmark = pytest.mark.anyio
QUICK = Retry(first_delay=0.01)


def lost() -> NetworkError:
    return NetworkError("reset", stage="read")


def like(number: int, total: int) -> Message:
    return "WebcastLikeMessage", LikeEvent(total=total, count=1), number


def welcome(number: int) -> Message:
    return "WebcastSystemMessage", SystemEvent(message="welcome"), number


async def ids(network: FakeNetwork, **options: object) -> list[int]:
    async with network.connect(retry=QUICK, **options) as live:
        return [event.meta.message_id async for event in live if event.meta.message_id]


async def test_once_each_in_order_across_reconnects() -> None:
    acts = [
        [frame(chat(1), chat(2)), frame(chat(2), chat(3)), lost()],
        [frame(chat(2), chat(3), history=True), frame(chat(4), chat(3)), lost()],
        [frame(*(chat(number) for number in range(1, 7))), end()],
    ]
    async with FakeNetwork(acts=acts).connect(retry=QUICK) as live:
        seen = [event.meta.message_id async for event in live if event.meta.message_id]
        statistics = live.statistics
    assert seen == [1, 2, 3, 4, 5, 6, 999_999]
    assert (statistics.messages, statistics.duplicates, statistics.decoded) == (15, 8, 7)


async def test_messages_without_an_id_are_never_duplicates() -> None:
    assert len(await ids(FakeNetwork(acts=[[frame(chat(0), chat(0), chat(1)), end()]]))) == 2
    async with FakeNetwork(acts=[[frame(chat(0), chat(0)), end()]]).connect() as live:
        assert len([event async for event in live if isinstance(event, CommentEvent)]) == 2
        assert live.statistics.duplicates == 0


async def test_messages_of_another_room_are_dropped_and_counted() -> None:
    messages = [chat(1), chat(2, room_id=OTHER_ROOM), chat(3, room_id=0)]
    async with FakeNetwork(acts=[[frame(*messages), end()]]).connect() as live:
        seen = [event.meta.message_id async for event in live if event.meta.message_id]
        assert live.statistics.foreign == 1
    assert seen == [1, 3, 999_999]


async def test_history_keeps_its_mark() -> None:
    act = [frame(chat(1), chat(2), history=True, kind="im_enter_room_resp"), frame(chat(3)), end()]
    async with FakeNetwork(acts=[act]).connect() as live:
        marks = {event.meta.message_id: event.meta.history async for event in live}
    assert [marks[number] for number in (1, 2, 3)] == [True, True, False]


async def test_history_can_be_left_out() -> None:
    act = [frame(chat(1), history=True), frame(chat(2)), end()]
    assert await ids(FakeNetwork(acts=[act]), history=False) == [2, 999_999]


async def test_an_end_in_the_history_ends_nothing() -> None:
    past = frame(control(ControlAction.STREAM_ENDED, 1), history=True)
    assert await ids(FakeNetwork(acts=[[past, frame(chat(2)), end()]])) == [1, 2, 999_999]


async def test_suspension_is_an_end_and_a_pause_is_none() -> None:
    act = [
        frame(control(ControlAction.STREAM_PAUSED, 1)),
        frame(control(ControlAction.STREAM_UNPAUSED, 2)),
        frame(control(ControlAction.STREAM_SUSPENDED, 3)),
    ]
    async with FakeNetwork(acts=[act]).connect() as live:
        seen = [type(event).__name__ async for event in live]
    assert seen[1:] == ["LivePauseEvent", "LiveResumeEvent", "LiveEndEvent", "DisconnectEvent"]


async def test_the_welcome_comes_once_for_each_entry() -> None:
    acts = [[frame(welcome(1), welcome(2)), lost()], [frame(welcome(3), welcome(4)), end()]]
    assert await ids(FakeNetwork(acts=acts)) == [1, 3, 999_999]


async def test_likes_out_of_order_are_delivered_as_they_came() -> None:
    act = [frame(like(1, 100), like(2, 90)), frame(like(3, 120)), end()]
    async with FakeNetwork(acts=[act]).connect() as live:
        totals = [event.total async for event in live if isinstance(event, LikeEvent)]
        assert live.state.likes == 120
    assert totals == [100, 90, 120]


async def test_what_is_in_hand_survives_a_loss_in_mid_delivery() -> None:
    """The program reads nothing while the connection breaks; everything received is still there."""
    acts = [[frame(*(chat(number) for number in range(1, 101))), lost()], [end()]]
    async with FakeNetwork(acts=acts).connect(retry=QUICK, buffer=10) as live:
        seen = [event.meta.message_id async for event in live if event.meta.message_id]
    assert seen == [*range(1, 101), 999_999]


@define
class Bringer:
    """A signer that brings the first fetch result along."""

    first: bytes
    name: str = "bringer"
    tickets: list[weakref.ref[Ticket]] = field(factory=list)

    async def sign(self, request: SignRequest) -> Ticket:
        await anyio.lowlevel.checkpoint()
        ticket = Ticket(url=request.url, first=self.first)
        self.tickets.append(weakref.ref(ticket))
        return ticket


async def test_what_the_signer_brought_comes_first_and_is_not_kept() -> None:
    method, event, number = chat(1)
    message = BaseProtoMessage(method=method, payload=bytes(event), msg_id=number)
    signer = Bringer(bytes(ProtoMessageFetchResult(messages=[message])))
    network = FakeNetwork(acts=[[frame(chat(2)), frame(chat(3)), end()]])
    async with network.connect(signer=signer) as live:
        seen = []
        async for event in live:
            seen += [event.meta.message_id] if event.meta.message_id else []
            if seen == [1]:
                gc.collect()
                assert [ticket() for ticket in signer.tickets] == [None]
    assert seen == [1, 2, 3, 999_999]
