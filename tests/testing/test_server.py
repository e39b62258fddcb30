"""The simulator on a loopback port, asked by plain bytes and by wsproto."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import pytest
import trustme
from wsproto import events
from wsproto.utilities import RemoteProtocolError

from livetok.errors import NetworkError
from livetok.proto import CommentEvent, ProtoMessageFetchResult, WebcastPushFrame
from livetok.testing import Room, Simulator, Switches
from livetok.testing.server import Server, serve
from support.machine import until
from support.raw_socket import RawSocket, Refusal, dial, identity, tcp
from support.socket_bench import ENTRY, ack, enter, heartbeat, push, result_of, target

pytestmark = pytest.mark.anyio

GONE = (anyio.EndOfStream, anyio.BrokenResourceError)


@asynccontextmanager
async def site(**switches: object) -> AsyncGenerator[tuple[Server, Room]]:
    sim = Simulator(switches=Switches(**switches))  # pyright: ignore[reportArgumentType]
    room = sim.room("anna")
    with anyio.fail_after(20):
        async with serve(sim) as server:
            yield server, room


async def ask(server: Server, request: bytes, context: ssl.SSLContext | None = None) -> bytes:
    async with tcp(server, context) as stream:
        await stream.send(request)
        answer = b""
        try:
            while True:
                answer += await stream.receive()
        except GONE:
            return answer


def get(path: str, *headers: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: here",
        "User-Agent: Mozilla/5.0",
        "Connection: close",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode()


@asynccontextmanager
async def entered(server: Server, room: Room, **query: str) -> AsyncGenerator[RawSocket]:
    async with dial(server, target(room.room_id, **query), identity(server.simulator)) as socket:
        await socket.send(enter(room.room_id))
        answer = [await receive_frame(socket) for _ in ENTRY]
        assert [part.payload_type for part in answer] == ENTRY
        for part in answer:
            if (result := result_of(part)).need_ack:
                await socket.send(ack(part.log_id, result.internal_ext))
        yield socket


async def receive_frame(socket: RawSocket) -> WebcastPushFrame:
    data = await socket.receive()
    assert isinstance(data, bytes)
    return WebcastPushFrame.parse(data)


# HTTP


async def test_http_answers() -> None:
    async with site() as (server, room):
        answer = await ask(server, get("/api-live/user/room/?aid=1988&sourceType=54&uniqueId=anna"))
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert json.loads(body)["data"]["user"]["roomId"] == str(room.room_id)
        assert server.endpoints.websocket == f"ws://127.0.0.1:{server.port}"


async def test_one_connection_serves_many_requests_and_bodies() -> None:
    async with site() as (server, room), tcp(server) as stream:
        body = json.dumps({"content": "hi", "targetRoomId": str(room.room_id)}).encode()
        head = f"POST /webcast/chat HTTP/1.1\r\nHost: x\r\nx-oauth-token: t\r\nContent-Length: {len(body)}\r\n\r\n"
        for _ in range(3):
            for byte in (head.encode(), body):
                await stream.send(byte)
            assert b" 200 " in (await stream.receive()).partition(b"\r\n")[0]
        assert len(room.broadcast.chats) == 3


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\x16\x03\x01\x02\x00garbage\r\n\r\n", b"400"),
        (b"GET /x HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 70_000, b"431"),
        (
            b"POST /webcast/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 1100000\r\n\r\n" + b"a" * 1_100_000,
            b"413",
        ),
    ],
)
async def test_bad_requests_are_refused_and_survived(request_: bytes, status: bytes) -> None:
    async with site() as (server, _):
        async with tcp(server) as stream:
            try:
                await stream.send(request_)
                assert status in (await stream.receive()).partition(b"\r\n")[0]
            except GONE:
                assert status == b"413"  # the server had seen enough and left unread bytes behind
        assert b" 200 " in (await ask(server, get("/"))).partition(b"\r\n")[0]


async def test_peers_that_leave_early_do_no_harm() -> None:
    async with site() as (server, _):
        for part in (b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"):
            async with tcp(server) as stream:
                if part:
                    await stream.send(part)
        assert b" 200 " in (await ask(server, get("/"))).partition(b"\r\n")[0]


async def test_delivery_faults() -> None:
    async with site() as (server, _):
        server.simulator.fault("http_abort")
        assert await ask(server, get("/@anna")) == b""
        server.simulator.fault("http_cut")
        answer = await ask(server, get("/api-live/user/room/?aid=1988&sourceType=54&uniqueId=anna"))
        head, _, body = answer.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        assert length is not None
        assert len(body) == int(length[1]) // 2


async def test_set_cookie_headers_stay_apart() -> None:
    async with site() as (server, _):
        answer = await ask(server, get("/@anna"))
        assert answer.lower().count(b"set-cookie:") == 3


# Websocket


async def test_a_conversation() -> None:
    async with site() as (server, room):
        async with entered(server, room) as socket:
            await socket.send(heartbeat(room.room_id))
            assert (await receive_frame(socket)).payload_type == "hb"
            room.comment("hi", user="ann")
            said = await receive_frame(socket)
            result = result_of(said)
            assert CommentEvent.parse(result.messages[0].payload).content == "hi"
            await socket.send(ack(said.log_id, result.internal_ext))
            await socket.send_event(events.CloseConnection(code=1000))
            assert isinstance(await socket.receive(), events.CloseConnection)
        await until(lambda: not server.simulator.connections)
        assert server.simulator.violations.rules() == []


async def test_an_old_conversation() -> None:
    async with site(old_clients=True) as (server, room):
        answer = await ask(server, get(f"/webcast/fetch/?client=ttlive-python&uuc=1&room_id={room.room_id}"))
        head, _, body = answer.partition(b"\r\n\r\n")
        result = ProtoMessageFetchResult.parse(body)
        ttwid = re.search(rb"(?i)x-set-tt-cookie: (ttwid=[^;]+)", head)
        assert ttwid is not None
        url = target(room.room_id, client_enter="", compress="", imprp=result.route_params["imprp"])
        headers = [("User-Agent", "Tornado/6"), ("Cookie", ttwid[1].decode())]
        async with dial(server, url, headers, subprotocols=["echo-protocol"]) as socket:
            await socket.send(bytes.fromhex("3A026862"))
            assert (await receive_frame(socket)).payload_type == "hb"
            room.comment("hi")
            said = await receive_frame(socket)
            assert said.payload[:2] != b"\x1f\x8b"
            await socket.send(push(b"ack", log_id=said.log_id, encoding=b""))
        await until(lambda: not server.simulator.connections)
        assert server.simulator.violations.rules() == []


async def test_extensions_are_not_negotiated() -> None:
    async with site() as (server, room):
        headers = [
            *identity(server.simulator),
            ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
        ]
        async with dial(server, target(room.room_id), headers) as socket:
            assert "sec-websocket-extensions" not in socket.headers


async def test_refusal_comes_with_status_200() -> None:
    async with site() as (server, room):
        with pytest.raises(Refusal) as caught:
            async with dial(server, target(room.room_id), [("User-Agent", "x")]):
                pass
        assert caught.value.status == 200
        assert caught.value.headers["handshake-msg"] == "http: named cookie not present"
        assert caught.value.headers["handshake-status"] == "417"
        assert caught.value.headers["content-length"] == "0"


async def test_pings_are_answered_only_when_switched_on() -> None:
    for answered in (False, True):
        async with site(answer_pings=answered) as (server, room), entered(server, room) as socket:
            await socket.send_event(events.Ping(payload=b"?"))
            await socket.send(heartbeat(room.room_id))
            assert (await receive_frame(socket)).payload_type == "hb"
            assert socket.pongs == int(answered)


async def test_missing_heartbeats_close_the_connection() -> None:
    async with site(heartbeat_timeout=0.2) as (server, room), entered(server, room) as socket:
        close = await socket.receive()
        assert isinstance(close, events.CloseConnection)
        assert close.code == 1000
        assert server.simulator.violations.rules() == ["heartbeat-missing"]


async def test_end_of_the_broadcast_closes_after_a_while() -> None:
    async with site(close_after_end=0.1) as (server, room), entered(server, room) as socket:
        room.end()
        assert result_of(await receive_frame(socket)).messages[0].method == "WebcastControlMessage"
        close = await socket.receive()
        assert isinstance(close, events.CloseConnection)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("close=1001", 1001), ("close=4001", 4001), ("close=4003", 4003), ("close_bare", 1005)],
)
async def test_close_faults(fault: str, code: int) -> None:
    async with site() as (server, room), entered(server, room) as socket:
        server.simulator.fault(fault)
        close = await socket.receive()
        assert isinstance(close, events.CloseConnection)
        assert int(close.code) == code


@pytest.mark.parametrize("fault", ["abort", "eof", "cut_frame", "garbage"])
async def test_faults_without_a_farewell(fault: str) -> None:
    async with site() as (server, room), entered(server, room) as socket:
        server.simulator.fault(fault)
        with pytest.raises((*GONE, RemoteProtocolError, AssertionError)):
            while True:
                assert not isinstance(await socket.receive(), events.CloseConnection)


async def test_fragments_text_and_ping() -> None:
    async with site() as (server, room), entered(server, room) as socket:
        server.simulator.fault("fragmented=10")
        room.comment("in pieces")
        said = await receive_frame(socket)
        assert result_of(said).messages[0].method == "WebcastChatMessage"
        assert socket.pieces > 5
        server.simulator.fault("text_message")
        assert await socket.receive() == "a text message"
        server.simulator.fault("ping")
        server.simulator.fault("empty_frame")
        assert await socket.receive() == b""
        assert socket.pings == 1


async def test_no_close_reply() -> None:
    async with site() as (server, room), entered(server, room) as socket:
        server.simulator.fault("no_close_reply")
        await socket.send_event(events.CloseConnection(code=1000))
        with anyio.move_on_after(0.3) as scope:
            await socket.receive()
        assert scope.cancelled_caught


@pytest.mark.parametrize(
    "fault", ["handshake_abort", "handshake_garbage", "handshake_bad_accept", "accept_then_close"]
)
async def test_upgrades_that_fail(fault: str) -> None:
    async with site() as (server, room):
        server.simulator.fault(fault)
        with pytest.raises((*GONE, RemoteProtocolError, AssertionError)):
            async with dial(server, target(room.room_id), identity(server.simulator)) as socket:
                assert not isinstance(await socket.receive(), events.CloseConnection)
        async with entered(server, room):
            pass


async def test_upgrade_that_hangs() -> None:
    async with site() as (server, room):
        server.simulator.fault("handshake_hang=0.2")
        with anyio.move_on_after(0.1) as scope:
            async with dial(server, target(room.room_id), identity(server.simulator)):
                pass
        assert scope.cancelled_caught


@pytest.mark.parametrize("data", [b"\xf7\x7fgarbage", b"\x82\x05hello"])
async def test_bytes_that_are_no_client_frames_are_noted(data: bytes) -> None:
    async with site() as (server, room), entered(server, room) as socket:
        await socket.stream.send(data)
        assert isinstance(await socket.receive(), events.CloseConnection)
        assert server.simulator.violations.rules() == ["websocket-frame"]


async def test_endless_message_is_cut_off() -> None:
    async with site() as (server, room), entered(server, room) as socket:
        close = None
        try:
            for _ in range(40):
                await socket.stream.send(
                    socket.ws.send(events.BytesMessage(data=bytes(1 << 16), message_finished=False))
                )
            close = await socket.receive()
        except GONE:
            pass
        assert close is None or isinstance(close, events.CloseConnection)
        assert "message-size" in server.simulator.violations.rules()


async def test_many_clients_of_many_rooms() -> None:
    async with site() as (server, _):
        rooms = [server.simulator.room(f"host{number}") for number in range(20)]

        async def listen(room: Room) -> None:
            async with entered(server, room) as socket:
                room.comment(f"for {room.unique_id}")
                said = result_of(await receive_frame(socket)).messages[0]
                assert CommentEvent.parse(said.payload).content == f"for {room.unique_id}"

        async with anyio.create_task_group() as tasks:
            for room in rooms:
                tasks.start_soon(listen, room)


async def test_a_client_that_does_not_read_holds_nobody_up() -> None:
    async with site() as (server, room), entered(server, room), entered(server, room) as reader:
        heard = 0
        for number in range(300):
            room.message("WebcastChatMessage", CommentEvent(content="x" * 20_000))
            if number % 50 == 49:
                while heard <= number:
                    heard += len(result_of(await receive_frame(reader)).messages)
        assert heard == 300


# The server itself


async def test_tls() -> None:
    authority = trustme.CA()
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(server_context)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    sim = Simulator()
    room = sim.room("anna")
    async with serve(sim, ssl_context=server_context) as server:
        assert server.endpoints.websocket.startswith("wss://")
        assert b" 200 " in (await ask(server, get("/@anna"), context)).partition(b"\r\n")[0]
        answer = await ask(server, get(f"/webcast/fetch?room_id={room.room_id}"), context)
        assert ProtoMessageFetchResult.parse(answer.partition(b"\r\n\r\n")[2]).push_server.startswith(
            "wss://here/"
        )
        async with dial(server, target(room.room_id), identity(sim), context) as socket:
            await socket.send(enter(room.room_id))
            assert (await receive_frame(socket)).payload_type == "im_enter_room_resp"
        async with tcp(server) as stream:
            await stream.send(b"GET / HTTP/1.1\r\n\r\n")
            with pytest.raises(GONE):
                while True:
                    await stream.receive()
        assert b" 200 " in (await ask(server, get("/@anna"), context)).partition(b"\r\n")[0]


async def test_a_taken_port_is_one_clear_error() -> None:
    async with site() as (server, _):
        with pytest.raises(NetworkError) as caught:
            async with serve(Simulator(), port=server.port):
                pass
        assert caught.value.stage == "tcp"


async def test_too_many_connections_are_turned_away() -> None:
    sim = Simulator()
    async with serve(sim, max_connections=1) as server, tcp(server) as first:
        await first.send(b"GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: y\r\n\r\n")
        assert b" 200 " in (await first.receive()).partition(b"\r\n")[0]
        assert await ask(server, b"") == b""


async def test_leaving_ends_everything_at_once() -> None:
    sim = Simulator()
    room = sim.room("anna")
    async with AsyncExitStack() as clients:
        async with serve(sim) as server:
            socket = await clients.enter_async_context(entered(server, room))
            assert len(sim.connections) == 1
        assert not sim.connections
        with pytest.raises(GONE):
            await socket.receive()
        with pytest.raises(OSError):
            await anyio.connect_tcp(server.host, server.port)


async def test_the_body_s_own_error_comes_out_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        async with serve(Simulator()):
            raise ZeroDivisionError
