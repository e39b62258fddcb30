"""The same peer, byte for byte, must look the same through both backends."""

from __future__ import annotations

import random
from functools import partial

import anyio
import pytest

from livetok._net.websocket import HandshakeRefused, wrap_websocket
from livetok.errors import ClosedByServer, NetworkError
from livetok.options import WebSocketBackend
from net.websocket.memory import scripted
from support.websocket_peer import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    close_frame,
    ws_frame,
)

pytestmark = pytest.mark.anyio

LIMIT = 2000


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


async def play(peer: Peer, answer: bytes | None, chunks: list[bytes]) -> None:
    await peer.read_request()
    await peer.send(peer.answer("X-Room: 7", "x-room: 8") if answer is None else answer)
    for chunk in chunks:
        await peer.send(chunk)
    await peer.stream.send_eof()
    await anyio.sleep_forever()


async def outcome(backend: WebSocketBackend, answer: bytes | None, chunks: list[bytes]) -> list[object]:
    seen: list[object] = []
    async with scripted(partial(play, answer=answer, chunks=chunks)) as stream:
        try:
            async with wrap_websocket(
                stream, "ws://host/", backend=backend, max_message_size=LIMIT
            ) as websocket:
                seen.append(dict(websocket.handshake_headers))
                while True:
                    seen.append(await websocket.receive())
        except HandshakeRefused as exc:
            seen.append(("refused", exc.status, exc.headers, exc.body_excerpt))
        except ClosedByServer as exc:
            seen.append(("closed", exc.code, exc.reason))
        except NetworkError as exc:
            seen.append(("network", exc.stage, str(exc)))
    return seen


async def assert_same(answer: bytes | None, chunks: list[bytes]) -> list[object]:
    through_anyio = await outcome("anyio", answer, chunks)
    through_trio = await outcome("trio", answer, chunks)
    assert through_anyio == through_trio
    return through_anyio


@pytest.mark.parametrize(
    ("chunks", "last"),
    [
        (
            [ws_frame(BINARY, b"a") + ws_frame(BINARY, b"b") + close_frame(4003, "over")],
            ("closed", 4003, "over"),
        ),
        ([close_frame(None)], ("closed", 1005, "")),
        (
            [ws_frame(BINARY, b"x" * (LIMIT + 1))],
            ("network", "read", f"host:80: a message over {LIMIT} bytes"),
        ),
        (
            [ws_frame(TEXT, b"x" * (LIMIT + 1))],
            ("network", "read", f"host:80: a message over {LIMIT} bytes"),
        ),
        ([], ("network", "read", "host:80: the connection ended without a close frame")),
    ],
)
async def test_endings(chunks, last):
    seen = await assert_same(None, chunks)
    assert seen[0] == {"x-room": "7, 8"}
    assert seen[-1] == last


async def test_the_first_reason_counts():
    """A CLOSE right behind a message over the limit; repeated, since trio shuffles its tasks."""
    for _ in range(20):
        seen = await assert_same(None, [ws_frame(BINARY, bytes(LIMIT + 1)) + close_frame(4003)])
        assert seen[-1][0] == "network"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nHandshake-Msg: DEVICE_BLOCKED\r\nContent-Length: 2\r\n\r\nno",
        b"HTTP/1.1 403 Forbidden\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n",
        b"nonsense",
        b"",
    ],
)
async def test_openings(answer):
    await assert_same(answer, [])


def random_frames(rng: random.Random) -> bytes:
    kinds = [
        lambda: ws_frame(BINARY, rng.randbytes(rng.choice([0, 1, 125, 126, 900]))),
        lambda: (
            ws_frame(BINARY, b"part", fin=False) + ws_frame(PING, b"p") + ws_frame(CONTINUATION, b"whole")
        ),
        lambda: ws_frame(TEXT, "grüße".encode()),
        lambda: ws_frame(PING, rng.randbytes(rng.randrange(126))),
        lambda: ws_frame(PONG),
        lambda: ws_frame(CONTINUATION, b"stray") if rng.random() < 0.1 else b"",
        lambda: close_frame(rng.choice([1000, 1001, 4003, 1006, 999]), "bye") if rng.random() < 0.2 else b"",
        lambda: ws_frame(CLOSE, b"\x01") if rng.random() < 0.1 else b"",
        lambda: (
            ws_frame(BINARY, bytes(LIMIT), fin=False) + ws_frame(CONTINUATION, b"!")
            if rng.random() < 0.1
            else b""
        ),
    ]
    return b"".join(rng.choice(kinds)() for _ in range(rng.randrange(1, 15)))


def chopped(rng: random.Random, data: bytes) -> list[bytes]:
    chunks = []
    while data:
        size = rng.choice([1, 2, 7, 100, 5000])
        chunks.append(data[:size])
        data = data[size:]
    return chunks


@pytest.mark.parametrize("seed", range(8))
async def test_random_conversations_some_of_them_damaged(seed):
    rng = random.Random(seed)
    endings = set()
    for _ in range(25):
        data = bytearray(random_frames(rng))
        if data and rng.random() < 0.4:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        seen = await assert_same(None, chopped(rng, bytes(data)))
        endings.add(seen[-1][0])
    assert "network" in endings
