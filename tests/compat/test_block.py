"""`async with client:` in asyncio and trio programs."""

from __future__ import annotations

import anyio
import anyio.lowlevel
import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.types.errors import LiveNotFound
from livetok.compat.tiktoklive.types.events import CommentEvent, DisconnectEvent
from support.machine import until

pytestmark = pytest.mark.anyio


async def test_a_broadcast(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    told: list[str] = []

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        await anyio.sleep(0.01)
        told.append(event.comment)

    @client.on("disconnect")
    async def on_disconnect(_: DisconnectEvent):
        await anyio.sleep(0.1)
        told.append("disconnect")

    client.add_listener("live_end", lambda _: told.append("live_end"))
    async with client as same:
        assert same is client
        assert client.connected
        await anyio.to_thread.run_sync(lambda: site.then(lambda: site.ann.comment("hi"), site.ann.end))
        await client.wait()
    assert sorted(told) == ["disconnect", "hi", "live_end"]


async def test_leaving_disconnects(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    told: list[str] = []

    @client.on("disconnect")
    async def on_disconnect(_: DisconnectEvent):
        await anyio.lowlevel.checkpoint()
        told.append("disconnect")

    async with client:
        pass
    assert told == ["disconnect"]
    assert not client.connected
    await until(lambda: not site.simulator.connections)


async def test_handlers_begin_in_order(site: Site) -> None:
    client = TikTokLiveClient("@ann", process_initial_data=False)
    seen: list[int] = []

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        seen.append(int(event.comment))
        await anyio.sleep(0.001)

    def act() -> None:
        for number in range(500):
            site.ann.comment(str(number))

    async with client:
        await anyio.to_thread.run_sync(lambda: site.then(act, site.ann.end))
        await client.wait()
    assert seen == list(range(500))


async def test_an_error_of_the_block_is_itself(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    ended: list[str] = []

    @client.on("connect")
    async def on_connect(_: object):
        try:
            await anyio.sleep_forever()
        finally:
            ended.append("handler")

    with pytest.raises(ZeroDivisionError):
        async with client:
            await anyio.sleep(0.1)
            raise ZeroDivisionError
    assert ended == ["handler"]
    assert not client.connected


async def test_start_up_errors_are_plain(site: Site) -> None:
    await anyio.to_thread.run_sync(lambda: site.room("ben", live=False))
    client = TikTokLiveClient("@ben")
    for _ in range(2):
        with pytest.raises(LiveNotFound):
            async with client:
                raise AssertionError


async def test_cancelled_from_outside(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    with anyio.move_on_after(0.3) as scope:
        async with client:
            await anyio.sleep_forever()
    assert scope.cancelled_caught
    assert not client.connected


async def test_stop_and_start_within(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    connections: list[int | None] = []
    client.add_listener("connect", lambda _: connections.append(client.room_id))
    async with client:
        await until(lambda: connections)
        client.stop()
        await client.start()
        await until(lambda: len(connections) == 2)
    async with client:  # and once more
        assert client.connected
