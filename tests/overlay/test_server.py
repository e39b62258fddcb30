"""The app on a real port: every address, and every door that is to stay shut."""

from __future__ import annotations

import contextlib
import json
import socket
from contextlib import asynccontextmanager
from importlib.resources import files

import anyio
import anyio.lowlevel
import httpx
import pytest
from anycorn import tcp_server
from anyio.streams.buffered import BufferedByteReceiveStream
from attrs import define

from livetok._net.websocket import open_websocket
from livetok.errors import ClosedByServer, NetworkError
from livetok.overlay import AccessRules, Hub, overlay_app, serve_app
from livetok.overlay.images import Image
from support.overlay_site import comment

pytestmark = pytest.mark.anyio

PAGES = ("", "chat", "alerts", "goal", "board", "battle", "all")
TOKEN = "a-secret-token"


@define
class Served:
    hub: Hub
    port: int
    http: httpx.AsyncClient

    async def until(self, subscribers: int) -> None:
        with anyio.fail_after(5):
            while self.hub.subscribers != subscribers:  # noqa: ASYNC110 -- a test may poll
                await anyio.sleep(0.01)


@asynccontextmanager
async def served(hub=None, **options):
    hub = hub or Hub()
    async with serve_app(overlay_app(hub, **options)) as server:
        async with httpx.AsyncClient(base_url=server.url, timeout=5) as http:
            yield Served(hub, server.port, http)


@asynccontextmanager
async def raw_events(site, query="", **headers):
    """The lines of `/events`, read from a bare socket."""
    async with await anyio.connect_tcp("127.0.0.1", site.port) as stream:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        await stream.send(f"GET /events{query} HTTP/1.0\r\nHost: localhost\r\n{lines}\r\n".encode())
        reader = BufferedByteReceiveStream(stream)
        head = await reader.receive_until(b"\r\n\r\n", 4096)
        yield head.decode(), reader


async def blocks(reader, count):
    return [(await reader.receive_until(b"\n\n", 65536)).decode() for _ in range(count)]


@pytest.mark.parametrize("name", PAGES)
async def test_pages_and_what_they_forbid(name):
    async with served() as site:
        response = await site.http.get(f"/{name}")
    policy = response.headers["content-security-policy"]
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'; script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


async def test_every_file_that_a_page_names_is_there():
    folder = files("livetok.overlay").joinpath("pages")
    async with served() as site:
        for file in folder.iterdir():
            if file.name.endswith(".html"):
                continue
            response = await site.http.get(f"/static/{file.name}")
            assert (response.status_code, response.content) == (200, file.read_bytes()), file.name
        for missing in ("index.html", "../app.py", "%2e%2e%2fapp.py", "none.js"):
            assert (await site.http.get(f"/static/{missing}")).status_code == 404


async def test_pages_hold_no_markup_from_strings_and_no_other_host():
    for file in files("livetok.overlay").joinpath("pages").iterdir():
        text = file.read_text()
        for door in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        ):
            assert door not in text, (file.name, door)
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", ""), file.name
        assert "https://" not in text, file.name
        if file.name.endswith(".html"):
            assert " style=" not in text
            assert "<style" not in text
            assert "<script>" not in text


async def test_events_and_what_was_missed():
    async with served() as site:
        for number in range(5):
            site.hub.publish(comment(number))
        async with raw_events(site, **{"Last-Event-ID": "7-2"}) as (head, reader):
            await site.until(1)
            site.hub.publish(comment(5, "über 🦊\nnew line"))
            received = await blocks(reader, 4)
        assert head.splitlines()[0].startswith("HTTP/1.1 200")
        assert "content-type: text/event-stream" in head.lower()
        assert received[0] == "retry: 1000"
        ids = [block.splitlines()[0] for block in received[1:]]
        assert ids == ["id: 7-3", "id: 7-4", "id: 7-5"]
        last = json.loads(received[3].splitlines()[1].removeprefix("data: "))
        assert last == comment(5, "über 🦊\nnew line")
        await site.until(0)


@pytest.mark.parametrize("query", ["?after=7-3", "?replay=1"])
async def test_the_same_by_the_address(query):
    async with served() as site:
        for number in range(5):
            site.hub.publish(comment(number))
        async with raw_events(site, query) as (_, reader):
            assert (await blocks(reader, 2))[1].startswith("id: 7-4\n")


async def test_an_id_cannot_pretend_to_be_more_fields():
    async with served() as site:
        async with raw_events(site) as (_, reader):
            await site.until(1)
            site.hub.publish({"type": "comment", "id": "1\n\ndata: forged"})
            block = (await blocks(reader, 2))[1]
    assert block.startswith("data: {")
    assert len(block.splitlines()) == 1


async def test_rooms_by_host():
    async with served() as site:
        async with raw_events(site, "?host=@Bo&state=1") as (_, reader):
            await site.until(1)
            site.hub.publish(comment(1, host="ann"))
            site.hub.update_state("ann", {"likes": 1})
            site.hub.update_state("bo", {"likes": 2})
            site.hub.publish(comment(2, host="bo"))
            received = await blocks(reader, 4)
    assert received[1] == 'data: {"v":1,"type":"ready"}'
    kinds = {block.splitlines()[0]: block for block in received[2:]}
    assert json.loads(kinds["event: state"].splitlines()[1].removeprefix("data: "))["host"] == "bo"
    assert json.loads(kinds["id: 7-2"].splitlines()[1].removeprefix("data: "))["host"] == "bo"


async def test_the_websocket_says_the_same():
    async with served() as site:
        for number in range(3):
            site.hub.publish(comment(number))
        messages = await websocket_messages(site, "ws?after=7-0", 2)
        assert [message["text"] for message in messages] == ["1", "2"]
        await site.until(0)


async def websocket_messages(site, path, count):
    from wsproto import ConnectionType, WSConnection
    from wsproto.events import Request, TextMessage

    connection, messages = WSConnection(ConnectionType.CLIENT), []
    async with await anyio.connect_tcp("127.0.0.1", site.port) as stream:
        await stream.send(connection.send(Request(host="localhost", target=f"/{path}")))
        while len(messages) < count:
            connection.receive_data(await stream.receive())
            texts = [event.data for event in connection.events() if isinstance(event, TextMessage)]
            messages.extend(map(json.loads, texts))
    return messages


@pytest.mark.parametrize(
    ("headers", "token", "code"),
    [
        ([("Origin", "https://evil.example")], TOKEN, 403),
        ([], "wrong-token", 401),
    ],
)
async def test_a_websocket_that_is_refused(headers, token, code):
    async with served(rules=AccessRules(token=TOKEN)) as site:
        with pytest.raises(Exception, match=str(code)):
            async with open_websocket(
                f"ws://127.0.0.1:{site.port}/ws?token={token}",
                headers=headers,
                timeout=5,
                max_message_size=1000,
            ):
                pass
        assert site.hub.subscribers == 0


async def test_state():
    async with served() as site:
        site.hub.update_state("ann", {"likes": 5})
        site.hub.update_state("bo", {"likes": 6})
        everything = (await site.http.get("/state")).json()
        one = (await site.http.get("/state?host=bo")).json()
    assert everything["hosts"] == {"ann": {"likes": 5}, "bo": {"likes": 6}}
    assert one["hosts"] == {"bo": {"likes": 6}}


async def test_subscribers_are_bounded():
    async with served(Hub(max_subscribers=1)) as site:
        async with raw_events(site):
            await site.until(1)
            response = await site.http.get("/events")
            assert (response.status_code, response.headers["retry-after"]) == (503, "10")
            async with open_websocket(
                f"ws://127.0.0.1:{site.port}/ws", headers=[], timeout=5, max_message_size=1000
            ) as websocket:
                with pytest.raises(ClosedByServer) as caught:
                    await websocket.receive()
            assert caught.value.code == 1013


@pytest.mark.parametrize("path", ["/", "/chat", "/events", "/state", "/image?url=x", "/static/base.css"])
@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_doors_that_stay_shut(path, headers, code):
    async with served() as site:
        response = await site.http.get(path, headers=headers)
    assert response.status_code == code
    assert "access-control-allow-origin" not in response.headers


async def test_the_token_opens_everything_but_the_files():
    async with served(rules=AccessRules(token=TOKEN)) as site:
        for path in ("/", "/chat", "/state"):
            assert (await site.http.get(path)).status_code == 401
            assert (await site.http.get(path, params={"token": TOKEN})).status_code == 200
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert (await site.http.get("/state", headers=bearer)).status_code == 200
        assert (await site.http.get("/static/base.css")).status_code == 200


async def test_a_foreign_page_that_was_let_in():
    async with served(rules=AccessRules(allowed_origins=["http://localhost:3000"])) as site:
        response = await site.http.get("/state", headers={"Origin": "http://localhost:3000"})
    assert response.headers["access-control-allow-origin"] == "http://localhost:3000"


@pytest.mark.parametrize(
    "kind", ["comment", "gift", "big_gift", "follow", "share", "subscribe", "like", "join"]
)
async def test_test_events(kind):
    async with served() as site:
        with site.hub.subscribe() as subscription:
            response = await site.http.post("/test", json={"kind": kind, "host": "@Ann"})
            event = json.loads((await subscription.get())[0].text)
    assert response.status_code == 204
    assert (event["host"], event["test"]) == ("ann", True)
    assert event["type"] == {"big_gift": "gift", "subscribe": "sub_notify"}.get(kind, kind)


@pytest.mark.parametrize("kind", ["goal", "board", "battle"])
async def test_test_states_are_shown_and_not_kept(kind):
    async with served() as site:
        site.hub.update_state("ann", {"likes": 1})
        with site.hub.subscribe(state=True) as subscription:
            await subscription.get()
            await site.http.post("/test", json={"kind": kind})
            state = json.loads((await subscription.get())[0].text)
        assert state["test"] is True
        assert state["host"] == "ann"
        assert site.hub.state("ann") == {"likes": 1}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"kind": "rm"}',
        b'{"kind": ["gift"]}',
        b'{"kind": "gift", "host": 7}',
        b"x" * 9000,
        b"[" * 4000,
    ],
)
async def test_a_test_event_that_is_none(body):
    async with served() as site:
        response = await site.http.post("/test", content=body)
    assert response.status_code == 400


async def test_a_foreign_page_presses_no_button():
    async with served() as site:
        with site.hub.subscribe() as subscription:
            for headers in (
                {"Origin": "https://evil.example"},
                {"Origin": "null"},
                {"Sec-Fetch-Site": "same-site"},
            ):
                response = await site.http.post("/test", json={"kind": "gift"}, headers=headers)
                assert response.status_code == 403
            assert (await site.http.get("/test")).status_code == 405
            assert not subscription._waiting


@define
class FakeImages:
    def allows(self, url):
        return True

    async def fetch(self, url):
        return Image("image/png", b"png") if url.endswith("rose.png") else None


async def test_pictures():
    async with served(images=FakeImages()) as site:
        found = await site.http.get("/image", params={"url": "https://p16.tiktokcdn.com/rose.png"})
        missing = await site.http.get("/image", params={"url": "https://p16.tiktokcdn.com/none.png"})
    assert (found.status_code, found.headers["content-type"], found.content) == (200, "image/png", b"png")
    assert found.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert missing.status_code == 404
    async with served() as site:
        assert (await site.http.get("/image?url=https://p16.tiktokcdn.com/rose.png")).status_code == 404


async def test_below_any_path():
    from starlette.applications import Starlette
    from starlette.routing import Mount

    hub = Hub()
    app = Starlette(routes=[Mount("/show/overlay", overlay_app(hub))])
    async with serve_app(app) as server, httpx.AsyncClient(base_url=server.url) as http:
        assert (await http.get("/show/overlay/chat")).status_code == 200
        assert (await http.get("/show/overlay/static/page.js")).status_code == 200
        hub.publish(comment(1))
        site = Served(hub, server.port, http)
        assert (await websocket_messages(site, "show/overlay/ws?replay=1", 1))[0]["text"] == "1"


async def test_a_connection_that_fails_ends_no_other(monkeypatch, caplog):
    make_handler = tcp_server.tcp_server_handler

    def fail_at_first(*args):
        handle, handled = make_handler(*args), []

        async def answer(stream):
            handled.append(stream)
            if len(handled) == 1:
                raise RuntimeError("the handler is closed")
            await handle(stream)

        return answer

    monkeypatch.setattr(tcp_server, "tcp_server_handler", fail_at_first)
    async with served() as site, await anyio.connect_tcp("127.0.0.1", site.port) as unlucky:
        with pytest.raises((anyio.EndOfStream, anyio.BrokenResourceError)):
            await unlucky.receive()
        assert (await site.http.get("/state")).status_code == 200
    assert [
        record.exc_info[1].args for record in caplog.records if record.name == "livetok.overlay.server"
    ] == [("the handler is closed",)]


async def test_an_address_that_is_taken():
    async with served() as site:
        with pytest.raises(NetworkError, match="cannot listen on") as caught:
            async with serve_app(None, port=site.port):
                pass
    assert caught.value.hint == "another --port?"


@pytest.mark.parametrize("cancelled", [False, True])
async def test_leaving_is_quick_whoever_listens(cancelled):
    """With open streams of both kinds; also when it is a cancellation that ends it."""
    with anyio.CancelScope() as scope:
        async with served() as site:
            async with raw_events(site), anyio.create_task_group() as group:
                group.start_soon(_listen_until_the_end, site)
                await site.until(2)
                started = anyio.current_time()
                if cancelled:
                    scope.cancel()
                group.cancel_scope.cancel()
    assert anyio.current_time() - started < 1.5
    assert site.hub.subscribers == 0


async def _listen_until_the_end(site):
    await websocket_messages(site, "ws", 1)


async def test_a_client_that_takes_nothing_holds_up_nobody():
    """It loses events, the other one none; and it is put out after a while."""
    hub = Hub(capacity=50)
    async with served(hub) as site:
        stuck = socket.create_connection(("127.0.0.1", site.port))
        with stuck, hub.subscribe() as quick:
            stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            stuck.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            await site.until(2)
            received = 0
            for number in range(3000):
                hub.publish(comment(number, "x" * 5000))
                if number % 10 == 9:
                    received += len(await quick.get())
                    await anyio.lowlevel.checkpoint()
            assert received == 3000
            assert quick.lagged == 0
            assert hub.lagged > 100
            started = anyio.current_time()
            with anyio.fail_after(10):
                while hub.subscribers > 1:  # noqa: ASYNC110 -- a test may poll
                    await anyio.sleep(0.05)
            assert anyio.current_time() - started < 5


async def test_a_client_that_takes_nothing_does_not_hold_up_leaving():
    hub = Hub(capacity=50)
    with socket.socket() as stuck:
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        async with served(hub) as site:
            stuck.connect(("127.0.0.1", site.port))
            stuck.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            await site.until(1)
            for number in range(3000):
                hub.publish(comment(number, "x" * 5000))
                if number % 10 == 9:
                    await anyio.lowlevel.checkpoint()
            started = anyio.current_time()
        assert anyio.current_time() - started < 5


async def test_a_slow_client_is_not_taken_for_one_that_takes_nothing():
    """A picture that takes longer than the patience with a client that takes nothing."""
    body = b"\x89PNG\r\n\x1a\n" + bytes(6_000_000)

    class Pictures:
        async def fetch(self, url):
            return Image("image/png", body)

    async with served(images=Pictures()) as site:
        with socket.socket() as slow:
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
            slow.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                slow.connect(("127.0.0.1", site.port))
            await anyio.wait_writable(slow)
            slow.sendall(b"GET /image?url=x HTTP/1.0\r\nHost: localhost\r\n\r\n")
            received = b""
            while True:
                await anyio.wait_readable(slow)
                if not (block := slow.recv(400_000)):
                    break
                received += block
                await anyio.sleep(0.05)
    assert received.endswith(body)
