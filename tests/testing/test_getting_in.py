"""What 2026 added to getting in: other hosts, a relay, refusals of new forms (protocol notes 10.3, 10.4)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

import anyio
import pytest

from livetok.proto import ProtoMessageFetchResult, WebcastPushFrame
from livetok.testing import Room, Simulator, Switches
from livetok.testing._connection.connection import Connection
from livetok.testing._connection.handshake import Accepted, Refused, UpgradeRequest, upgrade
from livetok.testing._site.http import Request, Response
from livetok.testing._site.routing import respond
from livetok.testing._world.actions import Close, Send
from livetok.testing.memory import in_memory
from livetok.testing.server import serve
from support.raw_socket import identity, tcp
from support.socket_bench import ENTER, Bench, enter, heartbeat, result_of, target

AGENT = "Mozilla/5.0 (X11; Linux x86_64)"
COOKIE_DOMAINS = {"127.0.0.1:8080": "", "www.tiktok.com": "Domain=tiktok.com"}


@pytest.fixture
def sim() -> Simulator:
    simulator = Simulator()
    simulator.room("anna")
    return simulator


@pytest.fixture
def room(sim: Simulator) -> Room:
    return sim.rooms["anna"]


def get(
    sim: Simulator, path: str, *, host: str = "127.0.0.1:8080", method: str = "GET", body: bytes = b""
) -> Response:
    headers = [("host", host), ("user-agent", AGENT)]
    return respond(sim, Request(method=method, target=path, headers=headers, body=body))


def signed(sim: Simulator, room: Room) -> ProtoMessageFetchResult:
    answer = get(sim, f"/webcast/rooms/{room.room_id}/connect?user_agent={quote(AGENT)}")
    assert answer.status == 200
    return ProtoMessageFetchResult.parse(answer.body)


# Hosts


@pytest.mark.parametrize(
    ("fault", "host"),
    [("push_tiktokn", "webcast-ws.tiktokn.com"), ("push_eu", "webcast-ws.eu.tiktok.com")],
)
def test_push_servers_on_tiktok_s_other_hosts(sim: Simulator, room: Room, fault: str, host: str) -> None:
    sim.fault(fault)
    assert urlsplit(signed(sim, room).push_server).hostname == host
    assert urlsplit(signed(sim, room).push_server).hostname == "127.0.0.1"


@pytest.mark.parametrize("host", COOKIE_DOMAINS)
def test_the_signer_s_cookie_is_for_the_domain_of_the_page_s(sim: Simulator, room: Room, host: str) -> None:
    page = dict(get(sim, "/@anna", host=host).headers[2:3])["Set-Cookie"]
    answer = get(sim, f"/webcast/rooms/{room.room_id}/connect", host=host)
    signer = dict(answer.headers)["X-Set-TT-Cookie"]
    assert page.startswith("ttwid=")
    assert page.partition("; ")[2] == signer.partition("; ")[2]
    assert ("Domain" in page) == bool(COOKIE_DOMAINS[host])


def test_cookies_for_old_clients_are_for_tiktok_s_domain(sim: Simulator, room: Room) -> None:
    sim.switches = Switches(old_clients=True)
    page = dict(get(sim, "/@anna").headers[2:3])["Set-Cookie"]
    signer = dict(get(sim, f"/webcast/fetch?room_id={room.room_id}").headers)["X-Set-TT-Cookie"]
    assert page.endswith("; Domain=tiktok.com")
    assert signer.endswith("; Domain=tiktok.com")


# Live checks, signer's errors


def test_check_alive_that_calls_every_room_alive(sim: Simulator, room: Room) -> None:
    room.end()
    path = f"/webcast/room/check_alive?aid=1988&room_ids={room.room_id}"
    sim.fault("alive_always,times=2")
    made_up = get(sim, "/webcast/room/check_alive?aid=1988&room_ids=7300000000000000009")
    answers = [json.loads(answer.body)["data"] for answer in (get(sim, path), made_up, get(sim, path))]
    assert [[part["alive"] for part in answer] for answer in answers] == [[True], [True], [False]]


def test_errors_of_the_signer_about_the_device(sim: Simulator, room: Room) -> None:
    sim.fault("sign_fallback=2")
    path = f"/webcast/rooms/{room.room_id}/connect"
    answers = [get(sim, path) for _ in range(3)]
    assert [answer.status for answer in answers] == [500, 500, 200]
    assert json.loads(answers[0].body) == {"fallback_message": "illegal web id"}


# The relay


def relay_url(result: ProtoMessageFetchResult, **changes: str) -> str:
    route = result.route_params | changes
    query = "".join(f"&{name}={quote(value, safe='')}" for name, value in route.items() if value)
    parts = urlsplit(result.push_server)
    return f"{parts.path}?{parts.query}{query}"


def relayed(sim: Simulator, room: Room) -> ProtoMessageFetchResult:
    sim.fault("sign_relay")
    return signed(sim, room)


def knock(sim: Simulator, url: str, cookie: str = "") -> Accepted | Refused:
    headers = [("user-agent", AGENT), *([("cookie", cookie)] if cookie else [])]
    return upgrade(sim, UpgradeRequest(target=url, headers=headers))


def let_in(sim: Simulator, url: str) -> Connection:
    accepted = knock(sim, url)
    assert isinstance(accepted, Accepted)
    return accepted.connection


def sent(actions: Sequence[object]) -> list[WebcastPushFrame]:
    return [
        WebcastPushFrame.parse(action.data)
        for action in actions
        if isinstance(action, Send) and isinstance(action.data, bytes)
    ]


def test_the_first_answer_of_a_relay(sim: Simulator, room: Room) -> None:
    result = relayed(sim, room)
    assert (result.cursor, result.is_first, result.fetch_type) == ("0", False, 1)
    assert urlsplit(result.push_server).path == "/"
    assert "token=" in urlsplit(result.push_server).query
    assert AGENT.partition("/")[2] in result.route_params.values()  # raw, to be encoded by the client
    (message,) = result.messages
    assert b"proxy" in message.payload


def test_a_relay_needs_no_entering(sim: Simulator, room: Room) -> None:
    connection = let_in(sim, relay_url(relayed(sim, room)))
    room.comment("hi")
    (frame,) = sent(connection.poll())
    assert [message.method for message in result_of(frame).messages] == ["WebcastChatMessage"]
    connection.receive(heartbeat(room.room_id))
    connection.receive(enter(room.room_id))
    assert [frame.payload_type for frame in sent(connection.poll())] == ["hb"]
    assert sim.violations.rules() == []
    assert sim.violations.rules(tolerated=True) == ["relay-enter"]


def test_a_relay_wants_its_token_and_its_route_as_given(sim: Simulator, room: Room) -> None:
    result = relayed(sim, room)
    without = relay_url(result).replace("token=", "other=")
    changed = relay_url(result, compress="")
    raw = relay_url(result).replace("%28", "(").replace("%20", " ")
    answers = [knock(sim, url) for url in (without, changed, raw, relay_url(result))]
    assert [answer.status if isinstance(answer, Refused) else 101 for answer in answers] == [
        404,
        400,
        400,
        101,
    ]
    assert sim.violations.rules() == ["relay-params", "relay-encoding"]


def test_no_session_belongs_to_a_relay(sim: Simulator, room: Room) -> None:
    assert isinstance(knock(sim, relay_url(relayed(sim, room)), "ttwid=x; sessionid=s3cret"), Accepted)
    assert sim.violations.rules() == ["relay-session"]


def test_a_relay_over_its_quota_is_silent(sim: Simulator, room: Room) -> None:
    sim.switches = Switches(relay_quota=2)
    first, second, third = (let_in(sim, relay_url(relayed(sim, room))) for _ in range(3))
    room.comment("hi")
    assert [len(connection.poll()) for connection in (first, second, third)] == [1, 1, 0]
    first.disconnected()
    third.disconnected()
    fourth = let_in(sim, relay_url(relayed(sim, room)))
    room.comment("again")
    assert len(fourth.poll()) == 1


def test_a_silent_relay_on_demand() -> None:
    bench = Bench()
    connection = let_in(bench.sim, relay_url(relayed(bench.sim, bench.room)))
    bench.sim.fault("relay_silent")
    mute = let_in(bench.sim, relay_url(relayed(bench.sim, bench.room)))
    bench.room.comment("hi")
    assert (len(connection.poll()), mute.poll()) == (1, [])
    bench.clock.now = 30
    assert mute.poll() == [Close(code=1000)]


# The upgrade and what follows it


@pytest.mark.anyio
@pytest.mark.parametrize("status", [103, 100])
async def test_an_informational_answer_comes_before_the_101(status: int) -> None:
    sim = Simulator()
    room = sim.room("anna")
    sim.fault(f"handshake_1xx={status}")
    with anyio.fail_after(20):
        async with serve(sim) as server, tcp(server) as stream:
            lines = [
                f"GET {target(room.room_id)} HTTP/1.1",
                "Host: x",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                *(f"{name}: {value}" for name, value in identity(sim)),
                "\r\n",
            ]
            await stream.send("\r\n".join(lines).encode())
            answer = b""
            while b"101" not in answer or not answer.endswith(b"\r\n\r\n"):
                answer += await stream.receive()
    first, second = answer.split(b"\r\n\r\n")[:2]
    assert first.startswith(f"HTTP/1.1 {status} ".encode())
    assert second.startswith(b"HTTP/1.1 101 ")


@pytest.mark.anyio
async def test_a_refused_entry_in_memory() -> None:
    sim = Simulator()
    room = sim.room("anna")
    sim.fault("enter_refused=0.01")
    async with in_memory(sim) as network:
        headers = [("User-Agent", AGENT), ("Cookie", f"ttwid={sim.issue_ttwid()}")]
        async with network.dial("wss://x" + target(room.room_id), headers=headers) as socket:
            await socket.send(ENTER.replace(ENTER, enter(room.room_id)))
            with pytest.raises(Exception, match="payload_handler_im_enter_room"):
                await socket.receive()
