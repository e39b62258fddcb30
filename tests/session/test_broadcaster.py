"""Who makes the session wait, and what is wanted: kept as state, and changed when a reader comes, goes or waits."""

from __future__ import annotations

import anyio
import anyio.lowlevel
import pytest

from livetok import CommentEvent, GiftEvent, LikeEvent
from livetok._client.fan_in import FanIn
from livetok._mixins.event import Event, Meta, with_meta
from livetok._session.broadcaster import Broadcaster
from livetok._session.event_queue import EventQueue

pytestmark = pytest.mark.anyio


def comment(number: int) -> Event:
    return with_meta(CommentEvent(content=str(number)), Meta(sequence=number))


def queue(*types: type[Event]) -> EventQueue:
    return EventQueue(high_water_mark=2, types=types or None)


class Wanted(list["tuple[type[Event], ...] | None"]):
    """What a broadcaster said is wanted, each time."""

    def __init__(self, broadcaster: Broadcaster) -> None:
        broadcaster.on_wanted_change = self.append


async def test_wanted_types_are_pushed_when_readers_come_and_go() -> None:
    broadcaster = Broadcaster(queue())
    wanted = Wanted(broadcaster)
    gifts, likes, everything = queue(GiftEvent), queue(LikeEvent), queue()
    broadcaster.subscribe(gifts)
    broadcaster.subscribe(likes)
    gifts.choose((CommentEvent,))
    broadcaster.subscribe(everything)
    broadcaster.unsubscribe(everything)
    broadcaster.unsubscribe(gifts)
    broadcaster.unsubscribe(likes)
    broadcaster.unsubscribe(likes)
    assert wanted == [
        (GiftEvent,),
        (GiftEvent, LikeEvent),
        (CommentEvent, LikeEvent),
        (CommentEvent, LikeEvent, Event),
        (CommentEvent, LikeEvent),
        (LikeEvent,),
        None,
    ]


async def test_iterating_the_live_wants_everything_from_the_first_step_on() -> None:
    broadcaster = Broadcaster(queue())
    wanted = Wanted(broadcaster)
    broadcaster.subscribe(queue(GiftEvent))
    async with anyio.create_task_group() as group:
        group.start_soon(broadcaster.main.get)
        await anyio.wait_all_tasks_blocked()
        assert wanted == [(GiftEvent,), None]  # already while it waits for that step
        group.cancel_scope.cancel()


async def test_batches_change_nothing_and_say_nothing() -> None:
    broadcaster = Broadcaster(queue())
    broadcaster.subscribe(queue(GiftEvent))
    wanted = Wanted(broadcaster)
    for number in range(10):
        broadcaster.publish([comment(number)])
    assert wanted == []


async def test_the_live_drops_only_while_its_own_reader_waits_elsewhere() -> None:
    broadcaster = Broadcaster(queue())
    other = queue(GiftEvent)
    broadcaster.subscribe(other)
    broadcaster.publish([comment(1), comment(2)])
    assert await broadcaster.main.get()
    assert broadcaster.main.count == 1
    with anyio.CancelScope() as scope:

        async def look_and_stop() -> None:
            await anyio.wait_all_tasks_blocked()
            assert broadcaster.blocking_queues == (other,)
            broadcaster.publish([comment(number) for number in range(3, 8)])
            assert not broadcaster.full
            scope.cancel()

        async with anyio.create_task_group() as group:
            group.start_soon(look_and_stop)
            await other.get()
    assert broadcaster.lagged == 4
    assert broadcaster.blocking_queues == (broadcaster.main, other)
    assert broadcaster.full


async def test_another_task_that_reads_all_rooms_ends_the_dropping() -> None:
    """`follow()`: the task that waits for a selection is not the one that reads any more."""
    broadcaster, fan_in = Broadcaster(queue()), FanIn[str](buffer=100)
    fan_in.add("room", broadcaster.main)
    other = queue(GiftEvent)
    broadcaster.subscribe(other)

    async def read_then_wait() -> None:
        await fan_in.get()
        await other.get()

    broadcaster.publish([comment(1)])
    async with anyio.create_task_group() as group:
        group.start_soon(read_then_wait)
        await anyio.wait_all_tasks_blocked()
        assert broadcaster.blocking_queues == (other,)
        group.start_soon(fan_in.get)
        await anyio.wait_all_tasks_blocked()
        assert broadcaster.blocking_queues == (broadcaster.main, other)
        group.cancel_scope.cancel()


async def test_a_producer_that_waits_goes_on_once_the_reader_waits_elsewhere() -> None:
    broadcaster = Broadcaster(queue())
    other = queue(GiftEvent)
    broadcaster.subscribe(other)
    broadcaster.publish([comment(1)])

    async def read_then_wait_elsewhere() -> None:
        await broadcaster.main.get()
        broadcaster.publish([comment(2), comment(3)])
        await anyio.wait_all_tasks_blocked()
        assert broadcaster.full
        await other.get()

    async with anyio.create_task_group() as group:
        group.start_soon(read_then_wait_elsewhere)
        await anyio.lowlevel.checkpoint()
        with anyio.fail_after(5):
            while True:
                await anyio.lowlevel.checkpoint()
                if broadcaster.full:
                    break
        with anyio.fail_after(5):
            await broadcaster.wait_for_space()
        group.cancel_scope.cancel()
