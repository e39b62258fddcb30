"""The queue between a program and a writer: batches, bounds, failures, leaving. In virtual time."""

from __future__ import annotations

import logging

import anyio
import pytest

from livetok import SinkError, SinkUnavailable, UserError, open_sink
from support.sink_events import AsyncWriter, comment, ids
from support.virtual_time import anyio_backend as anyio_backend

pytestmark = pytest.mark.anyio


async def test_rows_are_written_in_batches(register):
    writer = register(AsyncWriter(), batch=3, interval=60)
    async with open_sink("mine:x") as sink:
        for number in range(7):
            await sink.put(comment(number))
        await sink.flush()
        assert writer.written == ids(*range(7))
        assert [len(batch) for batch in writer.batches] == [3, 3, 1]
        await sink.put(comment(7))
    assert writer.written == ids(*range(8))
    assert writer.closed == 1
    assert (sink.statistics.put, sink.statistics.written) == (8, 8)


async def test_a_row_waits_no_longer_than_the_interval(register, anyio_backend):
    writer = register(AsyncWriter(), interval=0.25)
    async with open_sink("mine:x") as sink:
        await sink.put(comment(1))
        began = anyio.current_time()
        while not writer.batches:
            await anyio.sleep(0.01)
            assert anyio.current_time() - began < 10
    assert writer.times[0] - began >= 0.2


async def test_a_full_buffer_makes_put_wait(register, caplog):
    gate = anyio.Event()
    writer = register(AsyncWriter(gate.wait), batch=2)
    async with open_sink("mine:x", buffer=2) as sink:
        for number in range(2):
            await sink.put(comment(number))
        await anyio.wait_all_tasks_blocked()
        for number in range(2, 4):  # two more while the writer is busy with the first two
            await sink.put(comment(number))
        with anyio.move_on_after(0.1) as scope:
            await sink.put(comment(99))
        assert scope.cancelled_caught
        assert sink.statistics.put == 4
        assert sink.statistics.blocked_seconds >= 0.09
        gate.set()
        await sink.put(comment(4))
    assert writer.written == ids(0, 1, 2, 3, 4)


async def test_a_failure_is_raised_by_the_next_put_once_and_for_all(register):
    writer = register(AsyncWriter(None, SinkError("full")), batch=2)
    with pytest.raises(ZeroDivisionError):
        async with open_sink("mine:x") as sink:
            for number in range(2):
                await sink.put(comment(number))
            await sink.flush()
            for number in range(2, 5):
                await sink.put(comment(number))
            with pytest.raises(SinkError, match="full") as caught:
                await sink.flush()
            assert caught.value.unwritten == 3
            with pytest.raises(SinkError, match="full"):
                await sink.put(comment(6))
            raise ZeroDivisionError
    assert writer.closed == 1


async def test_a_failure_that_nobody_saw_is_raised_at_the_end(register):
    register(AsyncWriter(SinkError("full")))
    with pytest.raises(SinkError, match="full") as caught:
        async with open_sink("mine:x") as sink:
            await sink.put(comment(1))
    assert caught.value.unwritten == 1


async def test_with_another_failure_of_the_block_it_is_logged(register, caplog):
    register(AsyncWriter(SinkError("full")))
    with pytest.raises(ZeroDivisionError):
        async with open_sink("mine:x") as sink:
            await sink.put(comment(1))
            raise ZeroDivisionError
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR] == ["full"]


async def test_whatever_a_writer_raises_is_a_sink_error_without_its_text(register):
    register(AsyncWriter(ValueError("password=hunter2")))
    with pytest.raises(SinkError, match=r"the sink mine:x failed: ValueError") as caught:
        async with open_sink("mine:x") as sink:
            await sink.put(comment(1))
    assert isinstance(caught.value.__cause__, ValueError)


async def test_a_bug_is_no_endless_block(register):
    register(AsyncWriter(KeyError("x")))
    async with open_sink("mine:x", batch=1, buffer=1) as sink:
        with pytest.raises(SinkError):
            for number in range(100):
                await sink.put(comment(number))


async def test_unavailable_means_the_same_rows_again(register, caplog):
    down = SinkUnavailable("nobody there")
    writer = register(AsyncWriter(None, down, SinkUnavailable("nobody there", retry_after=2.0)), batch=2)
    async with open_sink("mine:x") as sink:
        for number in range(6):
            await sink.put(comment(number))
        await sink.flush()
    assert writer.batches == [ids(0, 1), ids(2, 3), ids(4, 5)]
    assert sink.statistics.retries == 2
    assert writer.times[3] - writer.times[2] >= 1.9
    assert "nobody there; events wait, next attempt in" in caplog.text


async def test_leaving_takes_five_seconds_at_most_and_says_what_is_missing(register):
    writer = register(AsyncWriter(anyio.sleep_forever), batch=2)
    began = anyio.current_time()
    with pytest.raises(SinkError, match="3 events could not be written to mine:x in time") as caught:
        async with open_sink("mine:x") as sink:
            for number in range(3):
                await sink.put(comment(number))
    assert 4.5 < anyio.current_time() - began < 30
    assert caught.value.unwritten == 3
    assert writer.closed == 1


async def test_cancelled_it_still_writes(register):
    writer = register(AsyncWriter(lambda: anyio.sleep(0.01)), interval=60)
    with anyio.CancelScope() as scope:
        async with open_sink("mine:x") as sink:
            for number in range(3):
                await sink.put(comment(number))
            scope.cancel()
            await anyio.sleep_forever()
    assert writer.written == ids(0, 1, 2)
    assert writer.closed == 1


async def test_cancelled_at_any_await_nothing_is_twice_or_out_of_order(register):
    """Whatever was put, and nothing else, is written; wherever the program is cancelled."""
    for steps in range(40):
        writer = register(AsyncWriter(SinkUnavailable("down", retry_after=0.001)), batch=2, interval=0.001)
        put = []
        with anyio.CancelScope() as scope:
            async with open_sink("mine:x", buffer=3) as sink:
                async with anyio.create_task_group() as group:

                    async def cancel(steps=steps, scope=scope):
                        for _ in range(steps):
                            await anyio.lowlevel.checkpoint()
                        scope.cancel()

                    group.start_soon(cancel)
                    for number in range(10):
                        await sink.put(comment(number))
                        put.append(comment(number).key)
                    await sink.flush()
        assert writer.written == put
        assert writer.closed == 1


async def test_a_closed_sink_takes_nothing(register):
    register(AsyncWriter())
    async with open_sink("mine:x") as sink:
        pass
    with pytest.raises(UserError, match="was left"):
        await sink.put(comment(1))


async def test_what_is_no_event(register):
    register(AsyncWriter())
    async with open_sink("mine:x") as sink:
        with pytest.raises(UserError, match="keeps events, not dict"):
            await sink.put({})


async def test_a_failing_close_is_told(register):
    writer = register(AsyncWriter())

    async def close():
        raise OSError(28, "No space left on device")

    writer.close = close
    with pytest.raises(SinkError, match="No space left"):
        async with open_sink("mine:x") as sink:
            await sink.put(comment(1))
