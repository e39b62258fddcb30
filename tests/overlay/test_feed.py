"""From a room to the hub, and the examples."""

from __future__ import annotations

import json

import anyio
import httpx
import pytest

from livetok import connect, follow
from livetok.events import CommentEvent
from livetok.overlay import Hub, feed, overlay_app, serve_app
from livetok.testing import Simulator
from livetok.testing.server import serve
from support.programs import example, once_entered

pytestmark = pytest.mark.anyio


def perform(room):
    """A short broadcast with everything that a page shows."""
    at = room.world.at
    at(0.1, lambda: room.comment("hello", user="bo", emotes=["wave"]))
    at(0.1, lambda: room.gift("Rose", user="cy", streak=3))
    at(0.2, lambda: room.like(7, user="bo"))
    at(0.2, lambda: room.follow("dee"))
    at(0.2, lambda: room.battle("rival", seconds=60))
    at(0.8, room.end)


async def test_one_room():
    simulator, hub, seen = Simulator(seed=4), Hub(), []

    async def see(event):
        seen.append(event)

    async with serve(simulator) as server:
        room = simulator.room("ann")
        once_entered(simulator, lambda: perform(room))
        with hub.subscribe(state=True) as subscription:
            async with connect("@ann", endpoints=server.endpoints) as live:
                await feed(hub, live, on_event=see)
            packets = [json.loads(packet.text) for packet in await subscription.get()]
    events = [packet for packet in packets if packet["type"] not in {"state", "ready"}]
    assert [event["type"] for event in events] == [event.compact()["type"] for event in seen]
    assert any(isinstance(event, CommentEvent) for event in seen)
    said = next(event for event in events if event["type"] == "comment")
    assert said["text"] == "[wave]hello"
    assert len(said["emotes"]) == 1
    state = hub.state("ann")
    assert state is not None
    assert (state["diamonds"], state["gifts"], state["likes"], state["followers"]) == (3, 3, 7, 1)
    assert (state["ended"], state["connected"], state["room"]) == (True, False, str(room.room_id))
    assert state["leaderboard"][0]["user"]["name"] == "cy"
    assert {team["name"] for team in state["battle"]["teams"]} == {"ann", "rival"}
    assert packets[-1] == {"v": 1, "type": "state", "host": "ann", **state}
    json.dumps(state)


async def test_two_rooms_and_a_cancellation():
    simulator, hub = Simulator(seed=4), Hub()
    async with serve(simulator) as server:
        for name in ("ann", "bo"):
            room = simulator.room(name)
            room.world.at(0.5, lambda room=room: room.comment(f"in {room.unique_id}"))
        with anyio.fail_after(20), hub.subscribe() as subscription:
            async with follow(["@ann", "@bo"], endpoints=server.endpoints) as lives:
                async with anyio.create_task_group() as group:
                    group.start_soon(feed, hub, lives)
                    texts = set()
                    while not {("ann", "in ann"), ("bo", "in bo")} <= texts:
                        for packet in await subscription.get():
                            event = json.loads(packet.text)
                            texts.add((event.get("host"), event.get("text")))
                    group.cancel_scope.cancel()
    assert hub.state("ann")["connected"] in {True, False}
    assert set(hub.hosts) == {"ann", "bo"}


async def test_the_example_with_two_rooms(capsys):
    simulator = Simulator(seed=4)
    async with serve(simulator) as server, anyio.create_task_group() as group:
        rooms = [simulator.room(name) for name in ("ann", "bo")]
        once_entered(simulator, lambda: [room.gift("Galaxy", user="cy") for room in rooms if room.status])

        async def run():
            await example("overlay_two_rooms.py").main(["@ann", "@bo"], port=0, endpoints=server.endpoints)

        group.start_soon(run)
        with anyio.fail_after(20):
            url = ""
            while not url:
                await anyio.sleep(0.02)
                url = capsys.readouterr().out.partition("open ")[2].strip()
            async with httpx.AsyncClient() as http:
                assert (await http.get(url)).status_code == 200
                while True:
                    diamonds = (await http.get(url.replace("/overlay/", "/diamonds"))).json()
                    if diamonds:
                        break
                    await anyio.sleep(0.02)
        group.cancel_scope.cancel()
    assert set(diamonds.values()) == {1000}


async def test_the_example_that_reads():
    hub = Hub()
    gift = {
        "v": 1,
        "id": "7-1",
        "type": "gift",
        "user": {"nickname": "Bo"},
        "gift": {"name": "Rose", "count": 2},
    }
    async with serve_app(overlay_app(hub)) as server:
        stream = example("overlay_reader.py").events(server.url, replay=10)
        hub.publish(gift)
        assert await anyio.to_thread.run_sync(next, stream) == gift
        waiting = {**gift, "id": "7-2"}
        hub.publish(waiting)
        assert await anyio.to_thread.run_sync(next, stream) == waiting
        stream.close()
