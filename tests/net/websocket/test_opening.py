"""Dialling and the opening handshake: what goes out, what may come back."""

from __future__ import annotations

import anyio
import pytest

from livetok._net.websocket import HandshakeRefused
from support.websocket_peer import BINARY, Peer, accept_key, serving, ws_frame

pytestmark = pytest.mark.anyio

REFUSAL = (
    "HTTP/1.1 200 OK\r\nHandshake-Msg: DEVICE_BLOCKED\r\nhandshake-status: 415\r\n"
    "X-Tt-Logid: 2024\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n"
)


def answering(answer: bytes):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(answer)
        await peer.wait_gone()

    return script


async def refused(dial, server) -> HandshakeRefused:
    with pytest.raises(HandshakeRefused) as caught:
        async with dial(server.url()):
            pytest.fail("the block must not be entered")
    return caught.value


async def test_request_goes_out_as_given(dial):
    target = "/webcast/im/ws_proxy/?browser_version=5.0+%28X11%29&a=%2f%2F&empty=&odd=~'*;|"
    headers = [
        ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko"),
        ("cookie", "ttwid=1%7CaBc; msToken=x=="),
        ("X-Empty", ""),
        ("X-Text", "naïve ✓"),
        ("Origin", "https://www.tiktok.com"),
    ]
    peers = []

    async def script(peer: Peer) -> None:
        peers.append(peer)
        await peer.upgrade("Handshake-Options: ping-interval=10;ping-timeout=20", "X-Twice: a", "x-twice: b")
        await peer.farewell()

    async with (
        serving(script) as server,
        dial(server.url(target) + "#fragment", headers=headers) as websocket,
    ):
        assert websocket.handshake_headers["handshake-options"] == "ping-interval=10;ping-timeout=20"
        assert websocket.handshake_headers["x-twice"] == "a, b"
        assert all(name == name.lower() for name in websocket.handshake_headers)
    (peer,) = peers
    assert peer.request_line == f"GET {target} HTTP/1.1"
    assert peer.request_headers[0] == ("Host", f"127.0.0.1:{server.port}")
    sent = [(name, value.encode("latin-1").decode()) for name, value in peer.request_headers]
    assert sent[-len(headers) :] == headers
    names = {name.lower() for name, _ in sent}
    assert not names & {"sec-websocket-extensions", "sec-websocket-protocol"}
    assert len(names) == len(sent)


async def test_the_callers_host_header_replaces_ours(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert peer.header("Host") == "webcast-ws.tiktok.com"
        await peer.farewell()

    async with serving(script) as server, dial(server.url(), headers=[("host", "webcast-ws.tiktok.com")]):
        pass


async def test_a_url_without_path_asks_for_the_root(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert peer.request_line == "GET /?room_id=1 HTTP/1.1"
        await peer.farewell()

    async with serving(script) as server, dial(server.url("?room_id=1")):
        pass


async def test_a_refusal_with_status_200(dial, within):
    async with serving(answering(REFUSAL.encode())) as server:
        with within(0.5):
            refusal = await refused(dial, server)
    assert refusal.status == 200
    assert refusal.headers["handshake-msg"] == "DEVICE_BLOCKED"
    assert refusal.headers["handshake-status"] == "415"
    assert refusal.headers["set-cookie"] == "a=1, b=2"
    assert refusal.body_excerpt == b""
    assert "200" in str(refusal)


@pytest.mark.parametrize("status", [101 - 1, 103, 204, 302, 400, 403, 404, 415, 429, 500, 503])
async def test_refusals_with_any_other_status(dial, within, status):
    answer = f"HTTP/1.1 {status} No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
    async with serving(answering(answer.encode())) as server:
        with within(0.5):
            refusal = await refused(dial, server)
    assert refusal.status == status
    assert refusal.headers["retry-after"] == "7"


@pytest.mark.parametrize(
    ("head", "body", "excerpt"),
    [
        ("Content-Length: 6", b"denied", b"denied"),
        ("Content-Length: 6", b"denied, and more than announced", b"denied, and more than announced"),
        ("Content-Length: 100000", bytes(100_000), bytes(4096)),
        ("Transfer-Encoding: chunked", b"6\r\ndenied\r\n0\r\n\r\n", b"6\r\ndenied\r\n0\r\n\r\n"),
    ],
)
async def test_a_refusals_body_is_read_a_little(dial, within, head, body, excerpt):
    async with serving(answering(f"HTTP/1.1 403 Forbidden\r\n{head}\r\n\r\n".encode() + body)) as server:
        with within(0.5):
            refusal = await refused(dial, server)
    assert refusal.status == 403
    assert refusal.body_excerpt == excerpt


async def test_a_refusals_body_in_pieces(dial):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        for piece in (b"HTTP/1.1 403 For", b"bidden\r\nContent-Length: 6\r\n\r", b"\nden", b"ied"):
            await peer.send(piece)
            await anyio.sleep(0.02)
        await peer.wait_gone()

    async with serving(script) as server:
        assert (await refused(dial, server)).body_excerpt == b"denied"


async def test_a_refusal_cut_off_by_the_end(dial, within):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(b"HTTP/1.1 502 Bad Gateway\r\n\r\noops")

    async with serving(script) as server:
        with within(0.5):
            refusal = await refused(dial, server)
    assert (refusal.status, refusal.body_excerpt) == (502, b"oops")


ACCEPTED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(ACCEPTED + f"Sec-WebSocket-Accept: {accept_key('not yours')}\r\n\r\n", id="wrong key"),
        pytest.param(ACCEPTED + "\r\n", id="no key"),
        pytest.param(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", id="h2c"
        ),
        pytest.param("HTTP/1.1 101 Switching Protocols\r\n\r\n", id="no upgrade"),
        pytest.param("HTTP/1.1 101 Switching Protocols\r\nno colon here\r\n\r\n", id="bad header"),
        pytest.param("HTTP/2 200\r\n\r\n", id="http/2"),
        pytest.param("HTTP/1.1 abc\r\n\r\n", id="no status"),
        pytest.param("HTTP/1.1 403 No\r\n" + "x: y\r\n" * 200 + "\r\n", id="too many headers"),
        pytest.param("SSH-2.0-OpenSSH_9.6\r\n", id="ssh"),
        pytest.param("\x15\x03\x01\x00\x02\x02", id="tls alert"),
        pytest.param("\x00" * 100, id="zeros"),
    ],
)
async def test_bad_answers(unopened, within, answer):
    async with serving(answering(answer.encode("latin-1"))) as server:
        with within(0.5):
            error = await unopened(server.url())
    assert error.stage == "handshake"
    assert str(server.port) in str(error)


@pytest.mark.parametrize(
    "line", ["Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: echo-protocol"]
)
async def test_an_answer_that_takes_what_was_not_offered(unopened, line):
    async def script(peer: Peer) -> None:
        await peer.upgrade(line)
        await peer.wait_gone()

    async with serving(script) as server:
        assert (await unopened(server.url())).stage == "handshake"


@pytest.mark.parametrize(
    "part", [b"", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso", b"HTTP/1.1 200 OK\r\n"]
)
async def test_the_end_within_the_answer(unopened, within, part):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(part)

    async with serving(script) as server:
        with within(0.5):
            error = await unopened(server.url())
    assert error.stage == "handshake"


async def test_a_reset_within_the_handshake(unopened, within):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.reset()

    async with serving(script) as server:
        with within(0.5):
            assert (await unopened(server.url())).stage == "handshake"


async def test_a_server_that_never_answers(unopened, within):
    async with serving(Peer.wait_gone) as server:
        with within(0.6, at_least=0.3):
            error = await unopened(server.url(), timeout=0.3)
    assert error.stage == "handshake"
    assert "timed out" in str(error)
    assert isinstance(error.__cause__, TimeoutError)


async def test_a_head_without_end(unopened, within):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(b"HTTP/1.1 200 OK\r\n")
        with pytest.raises((anyio.BrokenResourceError, anyio.EndOfStream)):
            while True:
                await peer.send(b"X-More: of the same\r\n" * 10)

    async with serving(script) as server:
        with within(1):
            assert (await unopened(server.url())).stage == "handshake"


async def test_a_head_that_drips(unopened, within):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        with pytest.raises((anyio.BrokenResourceError, anyio.EndOfStream)):
            for byte in REFUSAL.encode() * 100:
                await peer.send(bytes([byte]))
                await anyio.sleep(0.02)

    async with serving(script) as server:
        with within(0.6):
            assert (await unopened(server.url(), timeout=0.3)).stage == "handshake"


async def test_messages_that_come_with_the_answer_are_not_lost_when_the_server_ends(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"early"))

    async with serving(script) as server, dial(server.url()) as websocket:
        assert await websocket.receive() == b"early"


async def test_connection_refused(unopened, within):
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
    with within(0.5):
        error = await unopened(f"ws://127.0.0.1:{port}/secret?token=1")
    assert error.stage == "tcp"
    assert str(port) in str(error)
    assert "secret" not in str(error)
    assert isinstance(error.__cause__, OSError)


async def test_no_such_name(unopened):
    error = await unopened("ws://localhost.invalid/")
    assert error.stage == "dns"
    assert "localhost.invalid" in str(error)


async def test_a_host_that_swallows_packets(unopened, within, monkeypatch):
    async def never(*_args: object, **_options: object) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr(anyio, "connect_tcp", never)
    with within(0.5, at_least=0.2):
        error = await unopened("ws://127.0.0.1:9/", timeout=0.2)
    assert error.stage == "tcp"
    assert "timed out" in str(error)
