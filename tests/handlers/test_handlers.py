"""Handlers of a live: who is called, with what, in which order, and what becomes of what they raise."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager

import anyio
import anyio.lowlevel
import pytest

from livetok import (
    CommentEvent,
    ConnectEvent,
    Event,
    FollowEvent,
    GiftEvent,
    GiftSettledEvent,
    LikeEvent,
    Live,
    LiveEndEvent,
    MoreShareEvent,
    NetworkError,
    Retry,
    ShareEvent,
    UserError,
)
from livetok.errors import ConnectionLost
from livetok.testing import Room, Simulator
from livetok.testing.memory import MemoryNetwork

pytestmark = pytest.mark.anyio


def say(room: Room, *texts: str) -> None:
    for text in texts:
        room.comment(text, user="bo")


async def test_sync_and_async_handlers_in_the_order_of_events(live: Live, room: Room) -> None:
    calls: list[tuple[str, str]] = []

    @live.on(CommentEvent)
    def first(event: CommentEvent) -> None:
        calls.append(("sync", event.content))

    @live.on(CommentEvent)
    async def second(event: CommentEvent) -> None:
        await anyio.sleep(0.01 if event.content == "a" else 0)
        calls.append(("async", event.content))

    say(room, "a", "b")
    room.end()
    await live.run()
    assert calls == [("sync", "a"), ("async", "a"), ("sync", "b"), ("async", "b")]
    assert first.__name__ == "first"  # a decorated function is itself


async def test_ten_thousand_comments_arrive_in_order_and_once(live: Live, room: Room) -> None:
    sync_seen: list[int] = []
    async_seen: list[int] = []
    waiting: list[int] = []
    total = 10_000

    async def slow(event: CommentEvent) -> None:
        if int(event.content) % 500 == 0:
            await anyio.sleep(0.001)
        async_seen.append(int(event.content))
        waiting.append(len(live._session.broadcaster.others[0].waiting) if len(async_seen) % 100 == 0 else 0)

    live.add_listener(CommentEvent, lambda event: sync_seen.append(int(event.content)))
    live.add_listener(CommentEvent, slow)

    async def publish() -> None:
        for number in range(total):
            room.comment(str(number))
            if number % 100 == 99:
                await anyio.sleep(0.005)
        room.end()

    async with anyio.create_task_group() as group:
        group.start_soon(publish)
        await live.run()
    assert async_seen == sync_seen == list(range(total))
    assert max(waiting) <= 1024 + 50  # the buffer, and the batch in hand


async def test_concurrent_handlers_begin_in_order(live: Live, room: Room) -> None:
    begun: list[str] = []
    ended: list[str] = []
    together = 0

    @live.on(CommentEvent)
    async def handler(event: CommentEvent) -> None:
        nonlocal together
        begun.append(event.content)
        together = max(together, len(begun) - len(ended))
        await anyio.sleep(0.05 if event.content == "0" else 0.001)
        ended.append(event.content)

    texts = [str(number) for number in range(50)]
    say(room, *texts)
    room.end()
    await live.run(concurrent=True, limit=5)
    assert begun == texts
    assert sorted(ended, key=int) == texts
    assert ended.index("0") > 0
    assert together == 5


async def test_derived_types_reach_handlers_of_their_bases_once(live: Live, room: Room) -> None:
    calls: list[str] = []

    def handler(event: Event) -> None:
        calls.append(type(event).__name__)

    live.add_listener(ShareEvent, handler)
    live.add_listener(MoreShareEvent, handler)
    live.add_listener(ShareEvent, handler)
    room.share("bo", joined=5)
    room.share("cy")
    room.end()
    await live.run()
    assert calls == ["MoreShareEvent", "ShareEvent"]


async def test_a_handler_of_everything(live: Live, room: Room) -> None:
    seen: list[Event] = []
    live.add_listener(Event, seen.append)
    say(room, "a")
    room.end()
    await live.run()
    numbers = [event.meta.sequence for event in seen]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {ConnectEvent, CommentEvent, LiveEndEvent} <= {type(event) for event in seen}


async def test_what_nobody_listens_to_is_not_decoded(network: MemoryNetwork, room: Room) -> None:
    async with network.connect("@ann", history=False) as live:
        async with anyio.create_task_group() as group:
            live.add_listener(FollowEvent, lambda _: None)
            group.start_soon(live.run)
            await anyio.sleep(0.1)
            before = live.statistics
            for _ in range(20):
                say(room, "a")
            room.follow("bo")
            room.end()
        after = live.statistics
    assert after.skipped - before.skipped == 20
    assert after.decoded - before.decoded == 2


async def test_once(live: Live, room: Room) -> None:
    texts: list[str] = []
    live.once(CommentEvent, lambda event: texts.append(event.content))
    say(room, "a", "b")
    room.end()
    await live.run()
    assert texts == ["a"]


async def test_handlers_come_and_go_while_it_runs(live: Live, room: Room) -> None:
    likes: list[int] = []
    texts: list[str] = []

    def on_like(event: LikeEvent) -> None:
        likes.append(event.count)

    async def on_comment(event: CommentEvent) -> None:
        texts.append(event.content)
        if event.content == "go":
            live.add_listener(LikeEvent, on_like)
            room.like(3)
        if event.content == "stop":
            live.remove_listener(CommentEvent, on_comment)
            room.comment("unheard")
            await anyio.sleep(0.01)
            room.end()

    live.add_listener(CommentEvent, on_comment)
    say(room, "go", "stop")
    await live.run()
    assert texts == ["go", "stop"]
    assert likes == [3]


async def test_methods_are_handlers_and_can_be_removed(live: Live, room: Room) -> None:
    class Bot:
        def __init__(self) -> None:
            self.texts: list[str] = []

        async def on_comment(self, event: CommentEvent) -> None:
            self.texts.append(event.content)
            live.remove_listener(CommentEvent, self.on_comment)

    bot = Bot()
    live.add_listener(CommentEvent, bot.on_comment)
    say(room, "a", "b")
    room.end()
    await live.run()
    assert bot.texts == ["a"]


async def test_without_handlers_it_waits_for_the_end(live: Live, room: Room) -> None:
    with anyio.move_on_after(0.05) as scope:
        await live.run()
    assert scope.cancelled_caught
    room.end()
    await live.run()
    assert live.ended


# --- what handlers raise


async def test_an_error_of_a_handler_ends_the_block_as_itself(network: MemoryNetwork, room: Room) -> None:
    calls: list[str] = []

    def handler(event: CommentEvent) -> None:
        calls.append(event.content)
        raise KeyError(event.content)

    say(room, "a", "b")
    with pytest.raises(KeyError) as caught:
        async with network.connect("@ann") as live:
            live.add_listener(CommentEvent, handler)
            await live.run()
    assert calls == ["a"]
    assert caught.value.__notes__ == [f"in the handler {handler.__qualname__} of a CommentEvent"]


async def test_after_an_error_it_goes_on_where_it_stopped(live: Live, room: Room) -> None:
    texts: list[str] = []

    def handler(event: CommentEvent) -> None:
        texts.append(event.content)
        if event.content == "b":
            raise ValueError

    live.add_listener(CommentEvent, handler)
    say(room, "a", "b", "c")
    with pytest.raises(ValueError):
        await live.run()
    say(room, "d")
    room.end()
    await live.run()
    assert texts == ["a", "b", "c", "d"]


async def test_several_errors_at_once_are_one_group(live: Live, room: Room) -> None:
    barrier = anyio.Event()
    cancelled: list[str] = []
    waiting: list[str] = []

    async def handler(event: CommentEvent) -> None:
        waiting.append(event.content)
        await barrier.wait()
        raise ValueError(event.content)

    async def let_go() -> None:
        while len(waiting) < 3:
            await anyio.wait_all_tasks_blocked()
        barrier.set()

    async def bystander(_: CommentEvent) -> None:
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.append("yes")

    live.add_listener(CommentEvent, bystander)
    live.add_listener(CommentEvent, handler)
    say(room, "a", "b", "c")
    async with anyio.create_task_group() as group:
        group.start_soon(let_go)
        # anchored: the note about the handler has these letters too
        errors = (pytest.RaisesExc(ValueError, match=rf"\A{text}(\n|\Z)") for text in "abc")
        with pytest.RaisesGroup(*errors):
            await live.run(concurrent=True)
    assert cancelled == ["yes"] * 3


async def test_a_single_error_is_no_group(live: Live, room: Room) -> None:
    async def handler(_: CommentEvent) -> None:
        await anyio.lowlevel.checkpoint()
        raise ValueError("alone")

    live.add_listener(CommentEvent, handler)
    say(room, "a")
    with pytest.raises(ValueError, match="alone"):
        await live.run(concurrent=True)


@pytest.mark.parametrize("concurrent", [False, True])
async def test_errors_can_be_logged(
    live: Live, room: Room, caplog: pytest.LogCaptureFixture, concurrent: bool
) -> None:
    texts: list[str] = []

    async def handler(event: CommentEvent) -> None:
        texts.append(event.content)
        raise ValueError(event.content)

    live.add_listener(CommentEvent, handler)
    say(room, "a", "b")
    room.end()
    await live.run(on_error="log", concurrent=concurrent)
    assert texts == ["a", "b"]
    records = [record for record in caplog.records if record.name == "livetok.callbacks"]
    assert [(record.levelno, str(record.exc_info[1])) for record in records if record.exc_info] == [
        (logging.ERROR, "a"),
        (logging.ERROR, "b"),
    ]


@pytest.mark.parametrize("concurrent", [False, True])
@pytest.mark.parametrize("asynchronous", [False, True])
async def test_errors_can_be_handed_to_a_function(
    live: Live, room: Room, concurrent: bool, asynchronous: bool
) -> None:
    errors: list[tuple[str, str]] = []

    def handler(event: CommentEvent) -> None:
        raise ValueError(event.content.upper())

    def sync_judge(error: Exception, event: Event) -> None:
        assert isinstance(event, CommentEvent)
        errors.append((str(error), event.content))

    async def async_judge(error: Exception, event: Event) -> None:
        await anyio.lowlevel.checkpoint()
        sync_judge(error, event)

    live.add_listener(CommentEvent, handler)
    say(room, "a", "b")
    room.end()
    await live.run(on_error=async_judge if asynchronous else sync_judge, concurrent=concurrent)
    assert sorted(errors) == [("A", "a"), ("B", "b")]


@pytest.mark.parametrize("concurrent", [False, True])
async def test_a_judge_that_fails_ends_it(live: Live, room: Room, concurrent: bool) -> None:
    def handler(_: CommentEvent) -> None:
        raise ValueError

    def judge(error: Exception, event: Event) -> None:
        raise LookupError from error

    live.add_listener(CommentEvent, handler)
    say(room, "a")
    with pytest.raises(LookupError):
        await live.run(on_error=judge, concurrent=concurrent)


@pytest.mark.parametrize("concurrent", [False, True])
async def test_a_lost_connection_is_not_shown_to_on_error(
    simulator: Simulator, network: MemoryNetwork, room: Room, concurrent: bool
) -> None:
    judged: list[Exception] = []
    finished: list[str] = []

    async def handler(event: CommentEvent) -> None:
        simulator.fault("close", value=4001)
        await anyio.sleep(0.05)
        finished.append(event.content)
        raise NetworkError("of the handler's own")

    say(room, "a")
    async with network.connect("@ann", retry=Retry(attempts=0)) as live:
        live.add_listener(CommentEvent, handler)
        with pytest.raises(ConnectionLost) as caught:
            await live.run(on_error=lambda error, _: judged.append(error), concurrent=concurrent)
    assert finished == ["a"]
    assert [str(error) for error in judged] == ["of the handler's own"]
    assert caught.value not in judged
    assert not hasattr(caught.value, "__notes__") or "in the handler" not in str(caught.value.__notes__)


@pytest.mark.parametrize("concurrent", [False, True])
async def test_an_interrupt_in_a_handler_arrives_as_itself(live: Live, room: Room, concurrent: bool) -> None:
    class Interrupt(BaseException):
        """Neither an error, which `on_error` would see, nor one that asyncio itself catches."""

    async def handler(_: CommentEvent) -> None:
        await anyio.lowlevel.checkpoint()
        raise Interrupt

    live.add_listener(CommentEvent, handler)
    say(room, "a")
    with pytest.raises(Interrupt):
        await live.run(concurrent=concurrent, on_error="log")


@pytest.mark.parametrize("concurrent", [False, True])
async def test_cancelling_ends_the_handlers(live: Live, room: Room, concurrent: bool) -> None:
    ended: list[str] = []

    async def handler(event: CommentEvent) -> None:
        try:
            await anyio.sleep_forever()
        finally:
            ended.append(event.content)

    live.add_listener(CommentEvent, handler)
    say(room, "a")
    with anyio.move_on_after(0.1) as scope:
        await live.run(concurrent=concurrent)
    assert scope.cancelled_caught
    assert ended == ["a"]


# --- bad input


def no_parameters() -> None:
    raise AssertionError


def two_parameters(event: Event, more: int) -> None:
    raise AssertionError


def keyword_only(event: Event, *, more: int) -> None:
    raise AssertionError


def generator(event: Event) -> Iterator[Event]:
    yield event


@asynccontextmanager
async def block(event: Event):
    yield event


async_generator = block.__wrapped__


@pytest.mark.parametrize(
    "handler", [no_parameters, two_parameters, keyword_only, generator, async_generator, None, "handler", 3]
)
async def test_what_is_no_handler(live: Live, handler: Callable[[Event], object]) -> None:
    with pytest.raises(UserError) as caught:
        live.add_listener(CommentEvent, handler)
    assert caught.value.hint
    assert live._handlers._listeners == []


@pytest.mark.parametrize(
    "handler", [print, functools.partial(two_parameters, more=1), lambda *events: events]
)
async def test_what_is_one(live: Live, handler: Callable[[Event], object]) -> None:
    live.add_listener(CommentEvent, handler)
    live.remove_listener(CommentEvent, handler)
    with pytest.raises(UserError, match="does not listen to CommentEvent"):
        live.remove_listener(CommentEvent, handler)


@pytest.mark.parametrize("event_type", ["comment", None, int, CommentEvent()])
async def test_what_is_no_event_type(live: Live, event_type: type[Event]) -> None:
    with pytest.raises(UserError, match="is no event class"):
        live.on(event_type)(print)


@pytest.mark.parametrize(
    "options", [{"on_error": "ignore"}, {"on_error": None}, {"limit": 0}, {"limit": "many"}]
)
async def test_arguments_that_are_wrong(live: Live, options: dict[str, object]) -> None:
    with pytest.raises(UserError):
        await live.run(**options)


async def test_one_run_at_a_time(live: Live, room: Room) -> None:
    async def handler(_: GiftSettledEvent) -> None:
        with pytest.raises(UserError, match="under way"):
            await live.run()
        room.end()

    live.add_listener(GiftSettledEvent, handler)
    live.add_listener(GiftEvent, lambda _: None)
    room.gift("Rose", streak=2, user="bo")
    await live.run()
