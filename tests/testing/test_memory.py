"""Our own client in the simulator's memory: both backends, and long hours of virtual time."""

from __future__ import annotations

import anyio
import pytest
from trio.testing import MockClock

from livetok import CommentEvent, ConnectEvent, GiftEvent, LiveEndEvent
from livetok._net.ws_handshake import HandshakeRefused
from livetok.errors import ClosedByServer, NetworkError, UserNotFound, UserOffline
from livetok.testing import Simulator, TrafficGenerator
from livetok.testing.memory import MemoryNetwork, in_memory
from support.socket_bench import ENTRY, enter, heartbeat, target

pytestmark = pytest.mark.anyio

VIRTUAL = ("trio", {"clock": MockClock(autojump_threshold=0)})


def headers(network: MemoryNetwork) -> list[tuple[str, str]]:
    return [("User-Agent", "Mozilla/5.0"), ("Cookie", f"ttwid={network.simulator.issue_ttwid()}")]


async def test_a_broadcast_from_beginning_to_end() -> None:
    sim = Simulator()
    room = sim.room("anna")
    room.comment("before")
    async with in_memory(sim) as network, network.connect("@anna") as live:
        room.comment("hi", user="ann")
        room.gift("Rose", streak=2, user="bob")
        room.end()
        events = [event async for event in live]
    assert [event.content for event in events if isinstance(event, CommentEvent)] == ["before", "hi"]
    assert [event.repeat_count for event in events if isinstance(event, GiftEvent)] == [1, 2, 2]
    assert isinstance(events[0], ConnectEvent)
    assert any(isinstance(event, LiveEndEvent) for event in events)
    assert not sim.connections
    assert sim.violations.rules() == []


async def test_rooms_that_cannot_be_entered() -> None:
    sim = Simulator()
    sim.room("ben", live=False)
    async with in_memory(sim) as network:
        with pytest.raises(UserOffline):
            async with network.connect("ben"):
                pass
        with pytest.raises(UserNotFound):
            async with network.connect("nobody"):
                pass


async def test_the_socket_itself() -> None:
    sim = Simulator()
    room = sim.room("anna")
    async with in_memory(sim) as network:
        url = "wss://webcast-ws.tiktok.com" + target(room.room_id)
        async with network.dial(url, headers=headers(network)) as socket:
            await socket.send(enter(room.room_id))
            assert b"im_enter_room_resp" in await socket.receive()
            for _ in ENTRY[1:]:
                assert b"msg" in await socket.receive()
            with anyio.move_on_after(0.01) as scope:
                await socket.receive()
            assert scope.cancelled_caught
            await socket.send(heartbeat(room.room_id))
            assert await socket.receive()
            sim.fault("close=4001")
            with pytest.raises(ClosedByServer) as caught:
                await socket.receive()
            assert caught.value.code == 4001
            with pytest.raises(ClosedByServer):
                await socket.send(heartbeat(room.room_id))
        with pytest.raises(HandshakeRefused) as refused:
            async with network.dial(url, headers=[("User-Agent", "x")]):
                pass
        assert refused.value.status == 200
        assert refused.value.headers["handshake-status"] == "417"


@pytest.mark.parametrize(
    "fault", ["handshake_abort", "handshake_garbage", "handshake_bad_accept", "handshake_hang=60"]
)
async def test_upgrades_that_fail(fault: str) -> None:
    sim = Simulator()
    room = sim.room("anna")
    async with in_memory(sim) as network:
        sim.fault(fault)
        with pytest.raises(NetworkError) as caught:
            async with network.dial("ws://x" + target(room.room_id), headers=headers(network), timeout=0.01):
                pass
        assert caught.value.stage == "handshake"
        assert not sim.connections


@pytest.mark.parametrize("fault", ["abort", "eof", "huge=5000", "accept_then_close"])
async def test_connections_that_break(fault: str) -> None:
    sim = Simulator()
    room = sim.room("anna")
    sim.fault(fault)
    async with in_memory(sim) as network:
        url = "ws://x" + target(room.room_id, compress="")
        async with network.dial(url, headers=headers(network), max_message_size=4000) as socket:
            await socket.send(enter(room.room_id))
            with pytest.raises(NetworkError) as caught:
                for _ in [*ENTRY, "the fault"]:
                    await socket.receive()
            assert caught.value.stage == "read"


async def test_http_faults_reach_the_client() -> None:
    sim = Simulator()
    async with in_memory(sim) as network:
        for fault in ("http_abort", "http_cut"):
            sim.fault(fault)
            with pytest.raises(ConnectionResetError):
                await network.answer(
                    "GET", "https://www.tiktok.com/api-live/user/room/?aid=1988", [("User-Agent", "x")], b""
                )
        status, _, body = await network.answer("GET", "https://www.tiktok.com", [("User-Agent", "x")], b"")
        assert (status, body[:5]) == (200, b"<!DOC")


async def test_the_body_s_own_error_comes_out_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        async with in_memory(Simulator()):
            raise ZeroDivisionError


@pytest.mark.parametrize("anyio_backend", [VIRTUAL], ids=["virtual"])
async def test_an_hour_with_our_client_breaks_no_rule(anyio_backend: object) -> None:
    sim = Simulator(seed=7)
    room = sim.room("anna")
    TrafficGenerator(room=room, rate=1).start()
    for fault in (
        "abort,after=300,times=6",
        "close=1001,after=200,times=3",
        "silence=70,after=150,times=2",
        "duplicate,times=ever,every=60",
        "foreign_room,times=ever,every=120",
        "unknown_method,times=ever,every=90",
        "likes_back,times=ever,every=45",
        "corrupt_gzip,times=ever,every=100",
        "heartbeat_garbage,times=50",
        "gzip_no_header,times=50",
        "empty_result,times=ever,every=33",
    ):
        sim.fault(fault)
    heard: list[int] = []
    kinds: set[str] = set()
    async with in_memory(sim) as network:
        sim.world.at(3600, room.end)
        async with network.connect("anna") as live:
            async for event in live:
                kinds.add(type(event).__name__)
                heard.append(event.meta.message_id)
    heard = [
        message_id for message_id in heard if message_id
    ]  # events that the client makes itself have none
    assert sim.violations.rules(tolerated=True) == []
    assert len(heard) == len(set(heard))
    kept = room.broadcast.log.newest(10_000)
    assert len(kept) > 2500
    assert {message.message_id for message in kept} <= set(heard)
    assert {"ReconnectEvent", "LiveEndEvent", "UnknownEvent", "GiftEvent"} <= kinds
    assert sim.world.now() >= 3600


async def test_leaving_a_server_that_does_not_answer_may_be_cancelled() -> None:
    sim = Simulator()
    room = sim.room("anna")
    async with in_memory(sim) as network:
        url = "wss://webcast-ws.tiktok.com" + target(room.room_id)
        others = set(sim.world.on_appointment)
        sim.fault("no_close_reply")
        dialling = network.dial(url, headers=headers(network))
        socket = await dialling.__aenter__()
        await socket.send(enter(room.room_id))
        with anyio.CancelScope() as scope:
            scope.cancel()
            await socket.aclose()
        assert scope.cancelled_caught
        assert not sim.connections
        with pytest.raises(NetworkError):
            await socket.receive()
        await dialling.__aexit__(None, None, None)
        assert sim.world.on_appointment == others
