"""The programs in examples/ that read events by kind and the state, run against the simulator."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from livetok import CommentEvent
from livetok.proto import (
    GoalUpdateEvent,
    LiveStreamGoal,
    LiveStreamSubGoal,
    PinMessageActionType,
    RoomPinEvent,
)
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve
from support.programs import example

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def broadcast(*acts: Callable[[Room], object]) -> AsyncGenerator[Server]:
    """A short one: once somebody watches, something happens every now and then, and then it is over."""
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        play(simulator.room("ann"), [*acts, Room.end])
        yield server


def play(room: Room, acts: Sequence[Callable[[Room], object]]) -> None:
    if room.broadcast.listeners:
        acts[0](room)
        acts = acts[1:]
    if acts:
        room.world.at(0.05, lambda: play(room, acts))


async def test_gift_leaderboard(capsys: pytest.CaptureFixture[str]):
    acts = (
        lambda room: room.gift("Rose", user="cy", streak=3),
        lambda room: room.gift("Galaxy", user="dee"),
        lambda room: room.streak("GG", user="cy").add(7),  # its closing message is lost
    )
    async with broadcast(*acts) as server:
        await example("gift_leaderboard.py").main("@ann", endpoints=server.endpoints)
    lines = capsys.readouterr().out.splitlines()
    # What is told between these depends on how far the session is ahead of the program.
    assert [line for line in lines if "gave" in line] == [
        "Cy gave 3 x Rose, 3 diamonds",
        "Dee gave 1 x Galaxy, 1000 diamonds",
        "Cy gave 7 x GG, 7 diamonds",
    ]
    assert lines[-3:] == ["  1. Dee: 1000", "  2. Cy: 10", "1010 diamonds in all"]


async def test_command_bot(capsys: pytest.CaptureFixture[str]):
    acts = (
        lambda room: room.like(9),
        lambda room: room.comment("hello", user="bo"),
        lambda room: room.comment("!likes", user="bo"),
        lambda room: room.gift("Galaxy", user="dee"),
        lambda room: room.comment("!Top please", user="cy"),
        lambda room: room.comment('!choose "iced coffee"', user="cy"),
        lambda room: room.comment("!nothing", user="cy"),
    )
    async with broadcast(*acts) as server:
        await example("command_bot.py").main("@ann", endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines() == [
        "@bo: 9 likes so far",
        "@cy: most generous: Dee",
        "@cy: iced coffee",
    ]


async def test_several_readers(capsys: pytest.CaptureFixture[str]):
    acts = (
        lambda room: room.comment("dog", user="bo"),
        lambda room: room.follow("cy"),
        lambda room: room.gift("Galaxy", user="dee"),
        lambda room: room.comment("cat", user="bo"),
    )
    async with broadcast(*acts) as server:
        await example("several_readers.py").main("@ann", endpoints=server.endpoints)
    assert sorted(capsys.readouterr().out.splitlines()) == [
        "chat: Bo -> cat",
        "chat: Bo -> dog",
        "thank you, Cy",
        "thank you, Dee",
        "the first big one came from Dee",
    ]


async def test_room_state(capsys: pytest.CaptureFixture[str]):
    goal = LiveStreamGoal(id=1, description="roses", sub_goals=[LiveStreamSubGoal(progress=2, target=10)])

    pin = RoomPinEvent(action=PinMessageActionType.PIN, chat_message=CommentEvent(content="rules"))

    def fight(room: Room) -> None:
        battle = room.battle("juno")
        battle.score(70)
        battle.finish()

    acts = (
        lambda room: room.viewers(87),
        lambda room: room.like(9),
        lambda room: room.gift("Rose", user="cy", streak=3),
        lambda room: room.message("WebcastGoalUpdateMessage", GoalUpdateEvent(goal=goal)),
        lambda room: room.message("WebcastRoomPinMessage", pin),
        fight,
        lambda room: room.viewers(91),
    )
    async with broadcast(*acts) as server:
        await example("room_state.py").main("@ann", endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines()[-1] == (
        "91 watching | 9 likes | 3 diamonds | roses: 2/10 | Ann 70 : Juno 0, won by Ann | pinned: rules"
    )


def test_a_battle_that_is_on():
    module = example("room_state.py")
    battle = module.Battle(battle_id=1, time_left=12.4)
    assert module.battle_of(battle) == ", 12 s left"
    assert module.battle_of(module.Battle(battle_id=1, over=True)) == ", won by nobody"


async def test_many_rooms(capsys: pytest.CaptureFixture[str]):
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        rooms = {name: simulator.room(name) for name in ("ann", "bo", "cy")}
        rooms["ann"].member("mo", moderator=True)
        for name in ("ann", "cy"):
            play(rooms[name], [lambda room: room.gift("Galaxy", user="dee")])
        acts = ("!add @cy", "!add @c y", "!remove @nobody.at.all", "!remove @bo")
        play(rooms["ann"], [lambda room, text=text: room.comment(text, user="mo") for text in acts])

        def leave(_: Room) -> None:
            rooms["ann"].comment("!remove @cy", user="mo")
            rooms["ann"].comment("!remove @ann", user="mo")

        play(rooms["cy"], [lambda room: room.comment("hello", user="dee")] * 4 + [leave])
        users = ["@ann", "@bo", "@nobody"]
        counts = await example("many_rooms.py").main(users, endpoints=server.endpoints, dial_rate=50)
    assert counts == {"ann": 1000, "cy": 1000}
    lines = capsys.readouterr().out.splitlines()
    assert "@ann: 1000 diamonds" in lines
    assert "@cy: 1000 diamonds" in lines
    assert "@ann: @nobody.at.all is not followed" in lines
    assert sum(line.startswith("@nobody: there is no user @nobody") for line in lines) == 1
