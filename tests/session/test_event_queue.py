"""The buffer alone: against a naive model, and its corners."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok import CommentEvent, GiftEvent, LaggedEvent, SubscribeEvent, UnknownEvent
from livetok._mixins.event import Event, with_meta
from livetok._mixins.meta import Meta
from livetok._session.broadcaster import Broadcaster
from livetok._session.event_queue import EventQueue
from livetok.errors import UserError

pytestmark = pytest.mark.anyio


def comment(number: int) -> Event:
    return with_meta(CommentEvent(content=str(number)), Meta(sequence=number, message_id=number, method="m"))


def gift_event(number: int) -> Event:
    return with_meta(GiftEvent(repeat_count=number), Meta(sequence=number))


def taken(queue: EventQueue) -> list[Event]:
    return list(queue.waiting)


def naive(events: list[Event], limit: int) -> list[str | int]:
    """Drop the oldest comments until the rest fits; say how many were lost in each row."""
    kept: list[Event | None] = list(events)
    for at, event in enumerate(events):
        if sum(queued is not None for queued in kept) > limit and isinstance(event, CommentEvent):
            kept[at] = None
    marks: list[str | int] = []
    for event in kept:
        if event is not None:
            marks.append(event.meta.sequence)
        elif marks and isinstance(marks[-1], str):
            marks[-1] = f"-{int(marks[-1][1:]) + 1}"
        else:
            marks.append("-1")
    return marks


def marks_of(events: list[Event]) -> list[str | int]:
    return [f"-{event.count}" if isinstance(event, LaggedEvent) else event.meta.sequence for event in events]


@settings(deadline=None, derandomize=True)
@given(st.lists(st.booleans(), max_size=40), st.integers(1, 12), st.integers(1, 7))
def test_dropping_leaves_what_a_naive_queue_would(gifts: list[bool], limit: int, batch: int) -> None:
    events = [gift_event(n) if is_gift else comment(n) for n, is_gift in enumerate(gifts, 1)]
    queue = EventQueue(high_water_mark=limit, overflow="drop_oldest")
    for start in range(0, len(events), batch):
        queue.add(events[start : start + batch])
    assert marks_of(taken(queue)) == naive(events, limit)
    assert queue.lagged == sum(int(mark[1:]) for mark in naive(events, limit) if isinstance(mark, str))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 6))
def test_whatever_is_taken_in_between_everything_is_accounted_for(steps: list[int], limit: int) -> None:
    """Each step adds some events (every third a gift) and then takes one."""

    async def run() -> None:
        queue = EventQueue(high_water_mark=limit, overflow="drop_oldest")
        number = 0
        out: list[Event] = []
        for count in steps:
            queue.add(
                [
                    gift_event(number + n) if (number + n) % 3 == 0 else comment(number + n)
                    for n in range(1, count + 1)
                ]
            )
            number += count
            if queue.waiting:
                out.append(await queue.get())
        out += taken(queue)
        lost = sum(event.count for event in out if isinstance(event, LaggedEvent))
        real = [event.meta.sequence for event in out if not isinstance(event, LaggedEvent)]
        assert lost == queue.lagged
        assert len(real) + lost == number
        assert real == sorted(real)
        assert [n for n in range(1, number + 1) if n % 3 == 0] == [n for n in real if n % 3 == 0]
        places = [event.meta.sequence for event in out]
        assert places == sorted(places)

    anyio.run(run)


def test_marks_say_where_and_carry_no_message() -> None:
    queue = EventQueue(high_water_mark=2, overflow="drop_oldest")
    queue.add([comment(1), gift_event(2), comment(3), gift_event(4), gift_event(5)])
    events = taken(queue)
    assert marks_of(events) == ["-1", 2, "-1", 4, 5]
    assert events[0].meta.message_id == 0
    assert events[0].meta.method == ""
    assert queue.full  # nothing is left that may be dropped


def test_what_is_derived_from_the_kept_is_kept() -> None:
    queue = EventQueue(high_water_mark=1, overflow="drop_oldest")
    queue.add([SubscribeEvent(), comment(1), comment(2)])
    assert [type(event) for event in taken(queue)] == [SubscribeEvent, LaggedEvent]


async def test_a_step_that_is_cancelled_loses_nothing() -> None:
    queue = EventQueue(high_water_mark=100)
    queue.add(comment(n) for n in range(1, 100))
    seen: list[int] = []
    while queue.waiting:
        with anyio.CancelScope() as scope:
            scope.cancel()
            seen.append((await queue.get()).meta.sequence)
    assert seen == list(range(1, 100))


async def test_reading_gives_other_tasks_a_turn() -> None:
    queue, turns = EventQueue(high_water_mark=1000), 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await anyio.lowlevel.checkpoint()

    queue.add(comment(n) for n in range(1000))
    async with anyio.create_task_group() as group:
        group.start_soon(other)
        for _ in range(1000):
            await queue.get()
        group.cancel_scope.cancel()
    assert turns >= 20


async def test_a_second_reader_is_marks_of() -> None:
    queue = EventQueue(high_water_mark=1)
    async with anyio.create_task_group() as group:
        group.start_soon(queue.get)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(UserError, match="two tasks"):
            await queue.get()
        queue.add([comment(1)])


async def test_a_queue_that_is_closed_or_abandoned_ends() -> None:
    queue = EventQueue(high_water_mark=1)
    queue.add([comment(1), comment(2)])
    queue.close()
    assert [(await queue.get()).meta.sequence for _ in range(2)] == [1, 2]
    with pytest.raises(anyio.EndOfStream):
        await queue.get()
    left = EventQueue(high_water_mark=1)
    left.add([comment(1)])
    left.abandon()
    left.add([comment(2)])
    assert not left.full
    with pytest.raises(anyio.EndOfStream):
        await left.get()


@pytest.fixture
def broadcaster() -> Iterator[Broadcaster]:
    return Broadcaster(EventQueue(high_water_mark=2))


async def test_the_broadcaster_waits_for_the_slowest_that_blocks(broadcaster: Broadcaster) -> None:
    async def read_on() -> None:
        await anyio.wait_all_tasks_blocked()
        await broadcaster.main.get()
        await broadcaster.main.get()

    broadcaster.publish([comment(1), comment(2)])
    async with anyio.create_task_group() as group:
        group.start_soon(read_on)
        await broadcaster.wait_for_space()
    assert not broadcaster.main.waiting


async def test_a_live_nobody_iterates_holds_nobody_up_once_there_is_another_reader(
    broadcaster: Broadcaster,
) -> None:
    """Also when the session is waiting for it already."""

    async def open_another() -> None:
        await anyio.wait_all_tasks_blocked()
        broadcaster.subscribe(EventQueue(high_water_mark=10))

    broadcaster.publish([comment(1), comment(2), comment(3)])
    async with anyio.create_task_group() as group:
        group.start_soon(open_another)
        await broadcaster.wait_for_space()
    assert marks_of(list(broadcaster.others[0].waiting)) == [1, 2, 3]


async def test_what_is_at_hand_comes_without_a_wait_but_not_for_ever() -> None:
    queue = EventQueue(high_water_mark=1000)
    assert queue.get_nowait_or_none() is None
    queue.add([comment(number) for number in range(100)])
    assert queue.get_nowait_or_none() is None  # nobody has asked for anything yet, and other tasks come first
    got = [await queue.get()]
    turns = 0
    while queue.count:
        event = queue.get_nowait_or_none()
        turns += event is None
        got.append(await queue.get() if event is None else event)
    assert [event.meta.sequence for event in got] == list(range(100))
    assert turns == 3


async def test_other_tasks_run_while_a_full_queue_is_read() -> None:
    queue = EventQueue(high_water_mark=1000)
    queue.add([comment(number) for number in range(200)])
    ran = 0

    async def other() -> None:
        nonlocal ran
        while True:
            ran += 1
            await anyio.lowlevel.checkpoint()

    async with anyio.create_task_group() as group:
        group.start_soon(other)
        while queue.count:
            if queue.get_nowait_or_none() is None:
                await queue.get()
        group.cancel_scope.cancel()
    assert ran >= 5


async def test_nothing_is_at_hand_while_another_task_waits() -> None:
    queue = EventQueue(high_water_mark=10)
    got: list[Event] = []

    async def reader() -> None:
        got.append(await queue.get())

    async with anyio.create_task_group() as group:
        group.start_soon(reader)
        await anyio.wait_all_tasks_blocked()
        queue.add([comment(1)])
        assert queue.get_nowait_or_none() is None  # it is the other's
    assert [event.meta.sequence for event in got] == [1]


# --- large messages


def large(number: int, size: int = 20_000_000) -> Event:
    return with_meta(UnknownEvent(method="m", payload=bytes(size)), Meta(sequence=number))


async def test_large_messages_fill_a_queue_by_their_size() -> None:
    queue = EventQueue(high_water_mark=1000)
    queue.add([large(1)])
    assert not queue.full
    queue.add([large(2), comment(3)])
    assert queue.full
    queue.pop()
    assert not queue.full
    queue.add([large(4)])
    for _ in range(3):
        queue.pop()
    queue.add([large(5)])
    assert not queue.full


async def test_a_producer_goes_on_when_the_large_ones_are_gone() -> None:
    queue = EventQueue(high_water_mark=1000)
    queue.add([large(1), large(2), large(3)])
    async with anyio.create_task_group() as group:
        group.start_soon(queue.wait_for_space)
        await anyio.wait_all_tasks_blocked()
        queue.pop()
        queue.pop()
        await anyio.wait_all_tasks_blocked()
        assert group.cancel_scope.cancel_called is False
        queue.pop()
    assert not queue.full


@pytest.mark.parametrize("size", [20_000_000, 40_000_000])
async def test_large_messages_are_dropped_by_their_size(size: int) -> None:
    queue = EventQueue(high_water_mark=1000, overflow="drop_oldest")
    queue.add([large(1, size), large(2, size), large(3, size)])
    assert marks_of(taken(queue)) == ["-2", 3]
    assert not queue.full
    queue.add([comment(4)])
    assert marks_of(taken(queue)) == (["-2", 3, 4] if size < 32_000_000 else ["-3", 4])


async def test_a_queue_that_was_given_up_holds_nothing() -> None:
    queue = EventQueue(high_water_mark=1000)
    queue.add([large(1), large(2)])
    queue.abandon()
    queue.add([large(3)])
    assert (queue.count, queue.full) == (0, False)


async def test_the_size_of_a_message_is_that_of_its_bytes() -> None:
    queue = EventQueue(high_water_mark=1000)
    parsed = CommentEvent.parse(bytes(CommentEvent(content="x" * 20_000_000)))
    queue.add([with_meta(parsed, Meta(sequence=1)), large(2)])
    assert queue.full
