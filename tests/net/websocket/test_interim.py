"""Answers before the answer, bad 101s, and what comes in one packet: the same on every backend."""

from __future__ import annotations

import anyio
import anyio.lowlevel
import pytest

from livetok.errors import ClosedByServer
from support.websocket_peer import BINARY, Peer, close_frame, serving, ws_frame

pytestmark = pytest.mark.anyio

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize("interim", [HINTS, CONTINUE, CONTINUE + HINTS * 20, b"HTTP/1.0 199 \n\n"])
@pytest.mark.parametrize("pieces", ["together", "apart", "byte by byte"])
async def test_interim_answers_come_before_the_101(dial, interim, pieces):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        answer = peer.answer() + ws_frame(BINARY, b"early")
        if pieces == "together":
            await peer.send(interim + answer)
        elif pieces == "apart":
            await peer.send(interim)
            await anyio.sleep(0.02)
            await peer.send(answer)
        else:
            for byte in interim + answer:
                await peer.send(bytes([byte]))
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"early"


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "header"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "Accept"),
        (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: x\r\n\r\n",
            "Upgrade",
        ),
    ],
)
async def test_a_bad_101_names_the_cause(unopened, answer, cause):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(answer)
        await peer.wait_gone()

    async with serving(script) as server:
        error = await unopened(server.url())
    assert error.stage == "handshake"
    assert "bad answer to the upgrade" in str(error)
    assert cause.lower() in str(error).lower()
    assert "role=" not in str(error)


@pytest.mark.parametrize("packet", range(8))
async def test_a_frame_and_a_close_in_one_packet(dial, packet):
    """Whoever sends right after the frame, such as an acknowledgement, learns that the server closed."""

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(ws_frame(BINARY, b"last") * (packet % 3 + 1) + close_frame(4001, "over"))
        await peer.wait_gone()

    async with serving(script) as server:
        with pytest.raises(ClosedByServer) as caught:
            async with dial(server.url()) as websocket:
                while True:
                    assert await websocket.receive() == b"last"
                    for _ in range(packet):
                        await anyio.lowlevel.checkpoint()
                    await websocket.send(b"ack")
    assert (caught.value.code, caught.value.reason) == (4001, "over")
