"""Leaving the block: always, at once, with the right exception."""

from __future__ import annotations

import gc
import logging
from typing import Any

import anyio
import pytest

from livetok import CommentEvent, ConnectEvent, Live
from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError, UserError
from livetok.options import Retry
from support.fake_room import HELLO, Do, FakeNetwork, Wait, chat, end, frame, names

pytestmark = pytest.mark.anyio


def lost() -> NetworkError:
    return NetworkError("reset by peer", stage="read")


async def test_a_peer_that_never_answers_close_costs_a_bounded_time() -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]], farewell=1000)
    async with network.connect() as live:
        await anext(live)
        began = anyio.current_time()
    assert anyio.current_time() - began < 1.5
    network.assert_quiet()


async def test_cancelling_leaves_at_once() -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]], farewell=1000)
    with anyio.CancelScope() as scope:
        async with network.connect() as live:
            async for _ in live:
                began = anyio.current_time()
                scope.cancel()
    assert anyio.current_time() - began < 0.2
    network.assert_quiet()


async def test_leaving_with_an_exception_is_quick_and_leaves_it_as_it_is() -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]], farewell=1000)
    error = ValueError("mine")
    began = anyio.current_time()
    with pytest.raises(ValueError, match="mine") as caught:
        async with network.connect() as live:
            async for _ in live:
                raise error
    assert caught.value is error
    assert error.__context__ is None
    assert anyio.current_time() - began < 0.5
    network.assert_quiet()


@pytest.mark.parametrize(
    "error",
    [
        ExceptionGroup("theirs", [ValueError("a"), ExceptionGroup("inner", [TypeError("b")])]),
        KeyboardInterrupt(),
        SystemExit(3),
        StopAsyncIteration("odd"),
        StopIteration("odder"),
        anyio.EndOfStream(),
        NetworkError("somebody else's"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_any_exception_of_the_block_arrives_unchanged(error: BaseException) -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]])
    with pytest.raises(BaseException) as caught:
        async with network.connect() as live:
            await anext(live)
            raise error
    assert caught.value is error
    if isinstance(error, ExceptionGroup):
        assert [type(inner) for inner in error.exceptions] == [ValueError, ExceptionGroup]
    network.assert_quiet()


async def test_an_error_while_the_outside_is_cancelled_survives() -> None:
    network = FakeNetwork(acts=[[]])
    with pytest.raises(ValueError, match="in clean-up"):
        with anyio.CancelScope() as scope:
            async with network.connect():
                scope.cancel()
                try:
                    await anyio.sleep_forever()
                finally:
                    raise ValueError("in clean-up")
    network.assert_quiet()


async def test_task_groups_within_and_without() -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), frame(chat(2)), end(3)]])
    seen: list[type] = []

    async def read(live: Live) -> None:
        seen.extend([type(event) async for event in live])

    async with anyio.create_task_group() as outer:
        outer.start_soon(anyio.sleep, 0.01)
        async with network.connect() as live, anyio.create_task_group() as inner:
            inner.start_soon(anyio.sleep, 0.01)
            inner.start_soon(read, live)
    assert seen.count(CommentEvent) == 2


async def test_break_and_go_on_reading() -> None:
    network = FakeNetwork(acts=[[frame(chat(1), chat(2), chat(3)), end(4)]])
    async with network.connect() as live:
        async for event in live:
            if event.meta.message_id == 1:
                break
        async for event in live:
            assert event.meta.message_id == 2
            break
        gc.collect()
        assert [event.meta.message_id async for event in live] == [3, 4, 0]
    gc.collect()
    network.assert_quiet()


async def test_a_step_with_a_time_limit_loses_nothing(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(3 * second), frame(chat(1)), end(2)]])
    async with network.connect() as live:
        await anext(live)
        tries = 0
        while True:
            with anyio.move_on_after(second / 2):
                event = await anext(live)
                break
            tries += 1
        assert event.meta.message_id == 1
        assert tries >= 3


async def test_two_tasks_that_iterate_one_live_are_told() -> None:
    network = FakeNetwork(acts=[[]])
    async with network.connect() as live:
        await anext(live)
        async with anyio.create_task_group() as group:
            group.start_soon(anext, live)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(UserError, match="two tasks iterate"):
                await anext(live)
            group.cancel_scope.cancel()
    network.assert_quiet()


async def test_a_failure_that_nobody_read_is_raised_by_the_block(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()]])
    with pytest.raises(NetworkError, match="reset by peer"):
        async with network.connect(retry=Retry(attempts=0)):
            await anyio.sleep(second)
    network.assert_quiet()


async def test_a_failure_that_was_read_is_not_raised_again() -> None:
    network = FakeNetwork(acts=[[HELLO, lost()]])
    async with network.connect(retry=Retry(attempts=0)) as live:
        for _ in range(2):
            with pytest.raises(NetworkError, match="reset by peer"):
                await names(live)


async def test_an_error_of_the_block_goes_before_a_failure_nobody_read(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()]])
    with pytest.raises(ValueError, match="mine"):
        async with network.connect(retry=Retry(attempts=0)):
            await anyio.sleep(second)
            raise ValueError("mine")


async def test_leaving_while_waiting_for_the_next_attempt_is_immediate() -> None:
    network = FakeNetwork(acts=[[HELLO, lost()]])
    began = anyio.current_time()
    async with network.connect(retry=Retry(first_delay=1000, max_delay=1000)):
        await anyio.wait_all_tasks_blocked()
    assert anyio.current_time() - began < 1
    network.assert_quiet()


async def test_a_live_that_was_left_is_over() -> None:
    async with FakeNetwork(acts=[[frame(chat(1))]]).connect() as live:
        pass
    assert await names(live) == []
    assert not live.connected


async def test_a_live_that_was_left_lets_other_tasks_go() -> None:
    seen: list[str] = []
    lent: list[Live] = []

    async def read() -> None:
        seen.extend(await names(lent[0]))

    async with anyio.create_task_group() as group:
        async with FakeNetwork(acts=[[frame(chat(1))]]).connect() as live:
            lent.append(live)
            group.start_soon(read)
            await anyio.wait_all_tasks_blocked()
    assert seen == ["ConnectEvent", "CommentEvent"]


class Bug(RuntimeError):
    pass


def crash(error: BaseException) -> Any:
    def now() -> None:
        raise error

    return Do(now)


async def test_a_bug_arrives_as_itself_and_never_looks_like_the_end(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), Wait(second), crash(Bug("oops"))]])
    ended = False
    with pytest.raises(Bug, match="oops"):
        async with network.connect() as live:
            async for _ in live:
                pass
            ended = True
    assert not ended
    network.assert_quiet()


async def test_a_bug_is_noticed_by_a_block_that_reads_nothing(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(second), crash(Bug("oops"))]])
    began = anyio.current_time()
    with pytest.raises(Bug, match="oops"):
        async with network.connect():
            await anyio.sleep(1000)
    assert anyio.current_time() - began < 10


async def test_a_bug_does_not_hide_the_error_of_the_block(
    second: float, caplog: pytest.LogCaptureFixture
) -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(second), crash(Bug("oops"))]])
    with pytest.raises(ValueError, match="mine"):
        async with network.connect():
            try:
                await anyio.sleep(1000)
            finally:
                raise ValueError("mine")
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info
    assert isinstance(record.exc_info[1], Bug)


async def test_an_interrupt_that_hits_the_session_goes_before_all(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, Wait(second), crash(KeyboardInterrupt())]])
    with pytest.raises(KeyboardInterrupt):
        async with network.connect():
            try:
                await anyio.sleep(1000)
            finally:
                raise ValueError("mine")
    network.assert_quiet()


async def test_a_crash_while_the_outside_is_cancelled() -> None:
    async def fail() -> None:
        try:
            await anyio.sleep_forever()
        finally:
            raise Bug("in clean-up")

    with pytest.raises(Bug, match="in clean-up"):
        with anyio.move_on_after(0.01):
            async with open_private_group() as group:
                group.start_soon(fail)
                await anyio.sleep_forever()


async def test_the_first_event_is_there_when_the_block_begins() -> None:
    async with FakeNetwork(acts=[[end()]]).connect() as live:
        assert isinstance(await anext(live), ConnectEvent)
