"""What goes over an open websocket, both ways."""

from __future__ import annotations

import anyio
import pytest

from livetok.errors import ClosedByServer, NetworkError
from support.websocket_peer import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    close_frame,
    serving,
    ws_frame,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 1_000_000])
async def test_messages_of_every_length_both_ways(dial, size):
    payload = bytes(i % 251 for i in range(size))

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert await peer.read_frame() == (BINARY, payload)
        await peer.send(ws_frame(BINARY, payload))
        assert await peer.farewell() == (CLOSE, b"\x03\xe8")

    async with serving(script) as server, dial(server.url()) as websocket:
        await websocket.send(payload)
        received = await websocket.receive()
        assert type(received) is bytes
        assert received == payload


async def test_many_messages_in_one_packet_keep_their_order(dial):
    messages = [b"%d" % i for i in range(500)]

    async def script(peer: Peer) -> None:
        await peer.upgrade(then=b"".join(ws_frame(BINARY, message) for message in messages))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert [await websocket.receive() for _ in messages] == messages


async def test_what_is_at_hand_is_received_without_waiting(dial, backend):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=b"".join(ws_frame(BINARY, message) for message in (b"one", b"two", b"three")))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"one"
        with anyio.CancelScope() as scope:
            scope.cancel()
            while websocket.at_hand:
                await websocket.receive()
        assert not scope.cancelled_caught
        assert not websocket.at_hand
        if backend == "trio":  # which never has anything at hand
            assert [await websocket.receive(), await websocket.receive()] == [b"two", b"three"]


async def test_several_messages_are_sent_in_order(dial):
    messages = [b"", b"two", bytes(70_000)]

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        for message in messages:
            assert await peer.read_frame() == (BINARY, message)
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        await websocket.send(*messages)


async def test_one_byte_at_a_time(dial):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        for byte in peer.answer() + ws_frame(BINARY, b"slow") + close_frame(1000):
            await peer.send(bytes([byte]))
            await anyio.lowlevel.checkpoint()
        await peer.wait_gone()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"slow"
        with pytest.raises(ClosedByServer):
            await websocket.receive()


async def test_fragments_are_joined_and_control_frames_come_between(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(ws_frame(BINARY, b"one ", fin=False))
        await peer.send(ws_frame(PING, b"amid"))
        await peer.send(ws_frame(CONTINUATION, b"", fin=False) + ws_frame(CONTINUATION, b"two ", fin=False))
        assert await peer.read_frame() == (PONG, b"amid")
        await peer.send(ws_frame(CONTINUATION, b"three"))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"one two three"


async def test_pings_are_answered_and_stray_pongs_ignored(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(PING, b"with the answer"))
        assert await peer.read_frame() == (PONG, b"with the answer")
        await peer.send(ws_frame(PONG, b"nobody asked") + ws_frame(PING) + ws_frame(PING, b"x" * 125))
        assert [await peer.read_frame(), await peer.read_frame()] == [(PONG, b""), (PONG, b"x" * 125)]
        await peer.send(ws_frame(BINARY, b"done"))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"done"


async def test_text_is_skipped(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(ws_frame(TEXT, "grüße".encode()) + ws_frame(BINARY, b"data"))
        await peer.send(ws_frame(TEXT, b"frag", fin=False) + ws_frame(CONTINUATION, b"ments"))
        await peer.send(ws_frame(BINARY, b"more"))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert [await websocket.receive(), await websocket.receive()] == [b"data", b"more"]


async def test_sending_works_while_a_receive_is_pending(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert await peer.read_frame() == (BINARY, b"question")
        await peer.send(ws_frame(BINARY, b"answer"))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        answers = []

        async def listen() -> None:
            answers.append(await websocket.receive())

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(listen)
            await anyio.wait_all_tasks_blocked()
            await websocket.send(b"question")
        assert answers == [b"answer"]


async def test_sending_works_while_messages_lie_unread(dial):
    """A slow consumer must not stop heartbeats: 8 MiB wait in the socket, sends still get through."""

    async def script(peer: Peer) -> None:
        await peer.upgrade()

        async def flood() -> None:
            for _ in range(128):
                await peer.send(ws_frame(BINARY, bytes(65536)))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(flood)
            for i in range(50):
                assert await peer.read_frame() == (BINARY, b"%d" % i)
            tasks.cancel_scope.cancel()

    async with serving(script) as server, dial(server.url(), close_timeout=0.1) as websocket:
        for i in range(50):
            await websocket.send(b"%d" % i)
        with anyio.fail_after(3):
            await server.done.wait()


async def test_writers_take_turns(dial):
    """Frames of tasks that send at the same time do not mix, even when a frame needs many writes."""
    payloads = [bytes([i]) * 300_000 for i in range(6)]

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        frames = [await peer.read_frame() for _ in payloads]
        assert sorted(frames) == [(BINARY, payload) for payload in payloads]
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        async with anyio.create_task_group() as tasks:
            for payload in payloads:
                tasks.start_soon(websocket.send, payload)


async def test_a_cancelled_receive_loses_nothing(dial):
    count = 40

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        for i in range(count):
            first, second = ws_frame(BINARY, b"%d" % i)[:2], ws_frame(BINARY, b"%d" % i)[2:]
            await peer.send(first)
            await anyio.sleep(0.001)
            await peer.send(second + ws_frame(PING))
        await peer.send(close_frame(1000))
        await peer.wait_gone()

    received = []
    async with serving(script) as server, dial(server.url()) as websocket:
        while len(received) < count:
            with anyio.move_on_after(0.0007):
                received.append(await websocket.receive())
    assert received == [b"%d" % i for i in range(count)]


@pytest.mark.parametrize("size", [1001, 100_000])
async def test_a_message_over_the_limit_ends_the_connection_with_1009(dial, size):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, bytes(1000)))
        await peer.send(ws_frame(BINARY, bytes(size)))
        opcode, payload = await peer.read_frame()
        assert (opcode, payload[:2]) == (CLOSE, (1009).to_bytes(2, "big"))
        await peer.wait_gone()

    async with serving(script) as server, dial(server.url(), max_message_size=1000) as websocket:
        assert await websocket.receive() == bytes(1000)
        with pytest.raises(NetworkError, match="1000 bytes") as caught:
            await websocket.receive()
        assert caught.value.stage == "read"
        with pytest.raises(NetworkError):
            await websocket.receive()
        with pytest.raises(NetworkError):
            await websocket.send(b"too late")


async def test_fragments_add_up_to_the_limit(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(
            ws_frame(BINARY, bytes(600), fin=False) + ws_frame(CONTINUATION, bytes(600), fin=False)
        )
        assert (await peer.read_frame())[0] == CLOSE
        await peer.wait_gone()

    async with serving(script) as server, dial(server.url(), max_message_size=1000) as websocket:
        with pytest.raises(NetworkError, match="1000 bytes"):
            await websocket.receive()


async def test_a_huge_announced_length_is_not_believed(dial):
    """A frame header that promises 2**62 bytes costs nothing before the bytes come."""

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(b"\x82\x7f" + (1 << 62).to_bytes(8, "big") + bytes(2000))
        assert (await peer.read_frame())[0] == CLOSE
        await peer.wait_gone()

    async with serving(script) as server, dial(server.url(), max_message_size=1000) as websocket:
        with pytest.raises(NetworkError, match="1000 bytes"):
            await websocket.receive()
