"""What people write by mistake, and what they are told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Any

import anyio
import anyio.from_thread
import anyio.to_thread
import pytest

from livetok import ConnectEvent, Live, UserError, connect, follow, watch
from livetok.testing import Simulator
from livetok.testing.server import serve

pytestmark = pytest.mark.anyio

BLOCKS: dict[str, Callable[..., Any]] = {
    "connect": lambda **options: connect("@ann", **options),
    "watch": lambda **options: watch("@ann", **options),
    "follow": lambda **options: follow(["@ann"], **options),
}


@pytest.mark.parametrize("name", BLOCKS)
async def test_a_block_that_is_not_entered_says_how(name: str) -> None:
    block = BLOCKS[name]()
    with pytest.raises(UserError, match="no iterator") as caught:
        async for _ in block:
            pass
    assert f"async with {name}(" in caught.value.hint
    with pytest.raises(UserError, match="cannot be awaited"):
        await block
    with pytest.raises(UserError, match="is asynchronous"):
        with block:
            pass
    with pytest.raises(UserError, match="was not entered, so it has no stop") as caught:
        block.stop()
    assert f"async with {name}(" in caught.value.hint
    assert not hasattr(block, "stop")
    assert not hasattr(block, "__wrapped__")


@pytest.mark.parametrize("name", BLOCKS)
async def test_a_block_is_entered_once(name: str) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        block = BLOCKS[name](endpoints=server.endpoints)
        async with block:
            with pytest.raises(UserError, match="entered before") as caught:
                async with block:
                    pass
        assert "anew" in caught.value.hint
        with pytest.raises(UserError, match="entered before"):
            async with block:
                pass


async def test_leaving_in_another_task_is_said_and_ends_the_session() -> None:
    """As a fixture of pytest-asyncio does, which sets up in one task and tears down in another."""
    simulator, caught = Simulator(), []
    entered, checked = anyio.Event(), anyio.Event()
    async with serve(simulator) as server:
        simulator.room("ann")
        block = connect("@ann", endpoints=server.endpoints)
        lives: list[Live] = []

        async def enter() -> None:
            lives.append(await block.__aenter__())
            entered.set()
            await checked.wait()
            await block._manager.__aexit__(None, None, None)  # so that nothing is left behind by the test

        async with anyio.create_task_group() as group:
            group.start_soon(enter)
            await entered.wait()
            try:
                await block.__aexit__(None, None, None)
            except UserError as error:
                caught.append(error)
            with anyio.fail_after(2):
                events = [event async for event in lives[0]]
                assert isinstance(events[0], ConnectEvent)
            assert not lives[0].connected
            checked.set()
    assert "another task" in str(caught[0])
    assert "yield" in caught[0].hint


async def test_a_yield_inside_the_block_works_where_the_generator_is_closed_in_its_task() -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")

        async def events() -> AsyncGenerator[Any]:
            async with connect("@ann", endpoints=server.endpoints) as live:
                async for event in live:
                    yield event  # noqa: ASYNC119 -- this is what is tried

        generator = events()
        assert isinstance(await anext(generator), ConnectEvent)
        await generator.aclose()


async def test_reading_the_state_in_another_thread_says_how_to_do_it() -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        async with connect("@ann", endpoints=server.endpoints) as live:
            for read in (lambda: live.state, lambda: live.statistics):
                with pytest.raises(UserError, match="thread of its event loop") as caught:
                    await anyio.to_thread.run_sync(read)
                assert "from_thread" in caught.value.hint
                await anyio.to_thread.run_sync(anyio.from_thread.run_sync, read)
        assert live.statistics.messages >= 0
