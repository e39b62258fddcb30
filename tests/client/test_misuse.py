"""What people write by mistake, and what they are told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import anyio.to_thread
import pytest

from livetok import CommentEvent, ConnectEvent, Live, RecordingError, UserError, connect, follow, watch
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


# --- after the block

# What is known stays to be read, what ends things may be called again, and handlers may be registered in vain.
HARMLESS = {"add_listener", "on", "once", "remove_listener", "stop"}
CALLS: dict[str, Callable[[Live], Any]] = {
    "capture": lambda live: live.capture("never.livetok"),
    "commands": lambda live: live.commands(),
    "fetch_audience": lambda live: live.fetch_audience(),
    "fetch_gifts": lambda live: live.fetch_gifts(),
    "fetch_profile": lambda live: live.fetch_profile("ann"),
    "fetch_room_info": lambda live: live.fetch_room_info(),
    "only": lambda live: live.only(CommentEvent),
    "record": lambda live: live.record("never.flv"),
    "record_start": lambda live: live.record_start("never.flv"),
    "run": lambda live: live.run(),
    "send_chat": lambda live: live.send_chat("hello"),
    "wait_for": lambda live: live.wait_for(CommentEvent),
}


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def ended(call: Callable[[], Any]) -> None:
    """Call something, and wait for its result where there is one to wait for."""
    with anyio.fail_after(5):
        result = call()
        if isinstance(result, Awaitable):
            await result


async def test_a_live_after_its_block(nowhere: Path) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        async with connect("@ann", endpoints=server.endpoints) as live:
            assert isinstance(await anext(live), ConnectEvent)
            recording, selection = live.record("never.flv"), live.only(CommentEvent)
            commands, waiting = live.commands(), live.wait_for(CommentEvent)
        public = {name for name in dir(live) if not name.startswith("_")}
        methods = {name for name in public if callable(getattr(live, name))}  # and each property can be read
        assert methods == HARMLESS | set(CALLS)
        for name, call in CALLS.items():
            with pytest.raises(UserError, match="this live is closed"):
                await ended(lambda call=call: call(live))
            assert name
        for begun in (recording.__aenter__, lambda: waiting):
            with pytest.raises(UserError, match="this live is closed"):
                await ended(begun)
        for iterator in (live, selection, commands):
            assert [item async for item in iterator] == []
        live.stop()
    assert [path async for path in anyio.Path(nowhere).iterdir()] == []


async def test_a_recording_is_entered_once(nowhere: Path) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        async with connect("@ann", endpoints=server.endpoints) as live:
            recording = live.record("show.flv")
            with pytest.raises(UserError, match="was not entered, so it has no progress"):
                _ = recording.progress  # type: ignore[attr-defined]
            with suppress(RecordingError):  # nothing was recorded in so short a time
                async with recording as begun:
                    assert begun.path.name == "show.flv"
            with pytest.raises(UserError, match="entered before"):
                await recording.__aenter__()


@pytest.mark.parametrize("name", ["watch", "follow"])
async def test_many_lives_after_their_block(name: str) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        async with BLOCKS[name](endpoints=server.endpoints) as lives:
            await anext(lives)
        with anyio.fail_after(5):
            assert [item async for item in lives] == []
        lives.stop()
        if name == "follow":
            lives.remove("@ann")
            with pytest.raises(UserError, match="is over"):
                lives.add("@bo")


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

        async def events() -> AsyncGenerator[Any]:  # noqa: ASYNC900 -- this is what is tried
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
