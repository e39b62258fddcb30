"""The fixtures for people who test a bot, used as they would; and the page that describes them."""

from __future__ import annotations

import anyio
import pytest
from trio.testing import MockClock

import livetok
from livetok import CommentEvent, GiftEvent, Live, LiveEndEvent
from livetok.testing import Room
from livetok.testing.memory import MemoryNetwork
from livetok.testing.pytest_plugin import live_room, tiktok

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.anyio

__all__ = ["live_room", "tiktok"]

VIRTUAL = ("trio", {"clock": MockClock(autojump_threshold=0)})


async def bot(live: Live, thanks: list[str]) -> None:
    async for event in live:
        match event:
            case CommentEvent() if event.content == "!hello":
                thanks.append(f"hello {event.user.display_id}")
            case GiftEvent() if event.streak_over:
                thanks.append(f"thanks for {event.repeat_count} {event.gift.name}")


async def test_connect_leads_to_the_room(live_room: Room) -> None:
    thanks: list[str] = []
    async with livetok.connect("@host") as live:
        live_room.comment("!hello", user="ann")
        live_room.gift("Rose", streak=5, user="bob")
        live_room.end()
        await bot(live, thanks)
    assert thanks == ["hello ann", "thanks for 5 Rose"]


@pytest.mark.parametrize("time", ["first", "second"])
async def test_follow_leads_to_the_rooms_of_this_test(tiktok: MemoryNetwork, time: str) -> None:
    rooms = [tiktok.simulator.room(name) for name in ("ann", "bo")]
    async with livetok.follow(["@ann", "@bo"], dial_rate=1000) as lives:
        entered = 0
        async for _, event in lives:
            if isinstance(event, livetok.ConnectEvent):
                entered += 1
                if entered == 2:
                    rooms[1].comment(time, user="eve")
            if isinstance(event, CommentEvent):
                break
        assert event.content == time
        assert event.meta.unique_id == "bo"


async def test_a_bot_in_the_background_is_waited_for(tiktok: MemoryNetwork, live_room: Room) -> None:
    thanks: list[str] = []
    async with livetok.connect("host") as live, anyio.create_task_group() as tasks:
        tasks.start_soon(bot, live, thanks)
        live_room.comment("!hello", user="ann")
        await tiktok.settle()
        assert thanks == ["hello ann"]
        live_room.comment("nothing to say to that")
        await tiktok.settle()
        assert thanks == ["hello ann"]
        tasks.cancel_scope.cancel()


@pytest.mark.parametrize("anyio_backend", [VIRTUAL], ids=["virtual"])
@pytest.mark.parametrize("code", [None, 4001])
async def test_a_dropped_connection_loses_nothing(
    live_room: Room, code: int | None, anyio_backend: object
) -> None:
    async with livetok.connect("host") as live:
        live_room.world.at(5, lambda: live_room.drop(code))
        for second in range(1, 20):
            live_room.world.at(second, lambda second=second: live_room.comment(f"{second}"))
        live_room.world.at(20, live_room.end)
        heard = [event.content async for event in live if isinstance(event, CommentEvent)]
    assert heard == [str(second) for second in range(1, 20)]


@pytest.mark.parametrize("anyio_backend", [VIRTUAL], ids=["virtual"])
async def test_hosts_come_and_go(tiktok: MemoryNetwork, anyio_backend: object) -> None:
    room = tiktok.simulator.room("host", live=False)
    room.world.at(600, room.start)
    room.world.at(700, lambda: room.comment("first evening"))
    room.world.at(800, room.end)
    room.world.at(2000, room.start)
    room.world.at(2100, lambda: room.comment("second evening"))
    heard: list[str] = []
    async with livetok.watch("host") as lives:
        async for live in lives:
            async for event in live:
                if isinstance(event, CommentEvent):
                    heard.append(event.content)
                if isinstance(event, LiveEndEvent) or len(heard) == 2:
                    break
            if len(heard) == 2:
                break
    assert heard == ["first evening", "second evening"]


async def test_everybody_is_asked_in_memory(tiktok: MemoryNetwork) -> None:
    tiktok.simulator.room("ann")
    tiktok.simulator.room("ben", live=False)
    assert [bool(status) for status in await livetok.is_live(["ann", "ben"])] == [True, False]


def test_a_client_that_breaks_the_rules_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from livetok.testing.pytest_plugin import tiktok

        def test_rude(tiktok):
            tiktok.simulator.violation("ack-payload", "made up")
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*the client broke the protocol*", "*ack-payload*"])
