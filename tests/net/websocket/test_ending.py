"""How the other side can end a conversation, and what that looks like here."""

from __future__ import annotations

import anyio
import pytest

from livetok.errors import ClosedByServer, NetworkError
from support.websocket_peer import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    TEXT,
    Peer,
    close_frame,
    serving,
    ws_frame,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("code", "reason"), [(1000, ""), (1001, "going away"), (1009, "yours"), (4001, "ended ✓"), (4003, "")]
)
async def test_the_peers_close(dial, within, code, reason):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"last words") + close_frame(code, reason))
        opcode, payload = await peer.read_frame()
        assert (opcode, payload[:2]) == (CLOSE, code.to_bytes(2, "big"))
        await peer.wait_gone()

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url()) as websocket:
                assert await websocket.receive() == b"last words"
                for _ in range(2):
                    with pytest.raises(ClosedByServer) as caught:
                        await websocket.receive()
                    assert (caught.value.code, caught.value.reason) == (code, reason)
                with pytest.raises(ClosedByServer):
                    await websocket.send(b"too late")


async def test_a_close_without_code_reads_1005(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=close_frame(None))
        assert await peer.read_frame() == (CLOSE, b"")
        await peer.wait_gone()

    async with serving(script) as server, dial(server.url()) as websocket:
        with pytest.raises(ClosedByServer) as caught:
            await websocket.receive()
        assert (caught.value.code, caught.value.reason) == (1005, "")


async def test_a_peer_that_talks_on_after_its_close_is_not_heard(dial, within):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=close_frame(1000) + ws_frame(BINARY, b"ghost"))
        with pytest.raises((anyio.BrokenResourceError, anyio.EndOfStream)):
            while True:
                await peer.send(ws_frame(BINARY, bytes(65536)))

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url()) as websocket:
                with pytest.raises(ClosedByServer):
                    await websocket.receive()
                await anyio.sleep(0.05)  # a reader that reads on would be drowned meanwhile


@pytest.mark.parametrize(
    "tail", [b"", ws_frame(BINARY, b"cut off")[:4], ws_frame(BINARY, b"open", fin=False)]
)
async def test_the_end_without_close_is_a_network_error(dial, within, tail):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"whole") + tail)

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url()) as websocket:
                assert await websocket.receive() == b"whole"
                for _ in range(2):
                    with pytest.raises(NetworkError, match="without a close frame") as caught:
                        await websocket.receive()
                    assert caught.value.stage == "read"
                    assert "127.0.0.1" in str(caught.value)
                with pytest.raises(NetworkError) as caught:
                    await websocket.send(b"too late")
                assert caught.value.stage in {"read", "write"}


async def test_a_reset_is_a_network_error(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.read_frame()
        await peer.reset()

    async with serving(script) as server, dial(server.url()) as websocket:
        await websocket.send(b"go")
        with pytest.raises(NetworkError) as caught:
            await websocket.receive()
        assert caught.value.stage == "read"
        assert caught.value.__cause__ is not None


async def test_sending_into_a_dead_connection_is_a_network_error(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.read_frame()
        await peer.reset()

    async with serving(script) as server, dial(server.url()) as websocket:
        await websocket.send(b"go")
        await server.done.wait()
        with pytest.raises(NetworkError):
            for _ in range(100):
                await websocket.send(bytes(10_000))


@pytest.mark.parametrize(
    "violation",
    [
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="garbage"),
        pytest.param(ws_frame(BINARY, b"masked", mask=b"\0\0\0\0"), id="masked"),
        pytest.param(ws_frame(0x3, b"?"), id="unknown opcode"),
        pytest.param(b"\xc2\x00", id="reserved bit"),
        pytest.param(ws_frame(CONTINUATION, b"of nothing"), id="stray continuation"),
        pytest.param(ws_frame(BINARY, b"a", fin=False) + ws_frame(BINARY, b"b"), id="interrupted message"),
        pytest.param(ws_frame(PING, b"", fin=False), id="fragmented ping"),
        pytest.param(b"\x89\x7e\x00\x80" + bytes(128), id="long ping"),
        pytest.param(b"\x82\x7e\x00\x01x", id="length in too many bytes"),
        pytest.param(b"\x82\x7f" + b"\xff" * 8, id="negative length"),
        pytest.param(ws_frame(CLOSE, b"\x03"), id="half a close code"),
        pytest.param(close_frame(1006), id="close code that is never sent"),
        pytest.param(close_frame(65535), id="close code out of range"),
        pytest.param(ws_frame(CLOSE, b"\x03\xe8\xff\xfe"), id="close reason not text"),
        pytest.param(ws_frame(TEXT, b"\xff\xfe"), id="text not text"),
    ],
)
async def test_a_broken_protocol_is_a_network_error(dial, within, violation):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"fine") + violation)
        await peer.wait_gone()

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url()) as websocket:
                assert await websocket.receive() == b"fine"
                for _ in range(2):
                    with pytest.raises(NetworkError, match="protocol") as caught:
                        await websocket.receive()
                    assert caught.value.stage == "read"
                with pytest.raises(NetworkError):
                    await websocket.send(b"too late")


async def test_what_follows_a_violation_is_not_hoarded(dial):
    """The peer gets stuck once the socket's buffers are full: nobody reads on."""
    sent = 0

    async def script(peer: Peer) -> None:
        nonlocal sent
        await peer.upgrade(then=ws_frame(0x3, b"?"))
        with pytest.raises((anyio.BrokenResourceError, anyio.EndOfStream)):
            while True:
                await peer.send(bytes(1 << 20))
                sent += 1

    async with serving(script) as server, dial(server.url()):
        await anyio.sleep(0.3)
        assert sent < 32
