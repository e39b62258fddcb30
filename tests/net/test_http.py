from __future__ import annotations

import gc
import gzip
import logging
import signal
import socket
import ssl
import struct
import weakref
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest
import trustme
from anyio.streams.tls import TLSListener

from livetok._net.http import memory_client, open_http
from livetok.errors import NetworkError, UserError
from livetok.http_types import HttpRequest
from livetok.options import Options

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from anyio.abc import ByteStream, SocketStream

pytestmark = pytest.mark.anyio


async def quiet(stream: ByteStream) -> None:
    await anyio.sleep(60)


def answering(*parts: bytes) -> Callable[[ByteStream], Awaitable[None]]:
    async def peer(stream: ByteStream) -> None:
        for part in parts:
            await stream.send(part)

    return peer


def whole(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return head.encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def serving(
    peer: Callable[[ByteStream], Awaitable[None]], tls: ssl.SSLContext | None = None
) -> AsyncGenerator[str]:
    """A peer that reads one request head and then does as told."""

    async def serve_stream(stream: ByteStream) -> None:
        async with stream:
            try:
                await stream.receive()
                await peer(stream)
            except (anyio.BrokenResourceError, anyio.EndOfStream, ssl.SSLError):
                pass

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(anyio.abc.SocketAttribute.local_port)
    served: Any = TLSListener(listener, tls, standard_compatible=False) if tls else listener
    async with listener, anyio.create_task_group() as group:
        group.start_soon(served.serve, serve_stream)
        yield f"{'https' if tls else 'http'}://localhost:{port}" if tls else f"http://127.0.0.1:{port}"
        group.cancel_scope.cancel()


async def fetch(url: str, *, max_body: int = 1000, redirects: int = 0, **options: Any) -> Any:
    async with open_http(Options(**options)) as http:
        http.max_body = max_body
        request = HttpRequest(
            url=url, headers=(("Cookie", "a=b"), ("Accept-Encoding", "br")), redirects=redirects
        )
        return await http.send(request)


async def fetch_stream(url: str, *addresses: str, **options: Any) -> bytes:
    """Fetch a body by way of `stream`, from a host whose addresses have been looked up."""

    async def check(url: str) -> tuple[str, ...]:
        return addresses

    async with open_http(Options(**options)) as http:
        async with http.stream(HttpRequest(url=url), check=check) as body:
            return await body.receive()


async def test_a_stream_comes_from_the_addresses_that_were_checked() -> None:
    """The name is not looked up a second time: it has no address at all, and the first of those given is dead."""
    heads: list[bytes] = []
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")

    async def serve(stream: ByteStream) -> None:
        async with stream:
            heads.append(await stream.receive())
            await stream.send(whole(b"video"))

    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, serve)
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
        assert await fetch_stream(f"http://pull.invalid:{port}/a", "127.0.0.2", "127.0.0.1") == b"video"
        with pytest.raises(NetworkError, match=r"pull\.invalid"):
            await fetch_stream(f"http://pull.invalid:{port}/a", "127.0.0.2")
        group.cancel_scope.cancel()
    assert f"\r\nHost: pull.invalid:{port}\r\n".encode() in heads[0]


@pytest.mark.parametrize("name", ["pull.invalid", "other.invalid"])
async def test_the_certificate_of_a_stream_is_for_the_name(name: str) -> None:
    authority, server = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("pull.invalid").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    async with serving(answering(whole(b"video")), server) as url:
        wanted = url.replace("localhost", name)
        if name == "pull.invalid":
            assert await fetch_stream(wanted, "127.0.0.1", ssl_context=client) == b"video"
        else:
            with pytest.raises(NetworkError) as caught:
                await fetch_stream(wanted, "127.0.0.1", ssl_context=client)
            assert caught.value.stage == "tls"


async def test_a_proxy_of_the_environment_looks_names_up_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    heads: list[bytes] = []

    async def proxy(stream: ByteStream) -> None:
        async with stream:
            heads.append(await stream.receive())
            await stream.send(whole(b"video"))

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, proxy)
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        assert await fetch_stream("http://pull.invalid/a", "127.0.0.1", trust_env=True) == b"video"
        group.cancel_scope.cancel()
    assert heads[0].startswith(b"GET http://pull.invalid/a ")


async def test_a_whole_answer() -> None:
    async with serving(
        answering(whole(b"body", "X-A: 1", "x-a: 2", "Set-Cookie: c=d", status="404 No"))
    ) as url:
        answer = await fetch(f"{url}/path")
    assert (answer.status, answer.body, answer.url) == (404, b"body", f"{url}/path")
    assert [value for name, value in answer.headers if name == "x-a"] == ["1", "2"]


async def test_what_is_sent() -> None:
    seen: list[tuple[str, str, Any, bytes]] = []

    async def handler(method: str, url: str, headers: Any, body: bytes) -> Any:
        await anyio.lowlevel.checkpoint()
        seen.append((method, url, headers, body))
        return 200, [("Set-Cookie", "kept=no")], b""

    async with memory_client(handler) as client, open_http(Options(http=client)) as http:
        request = HttpRequest(
            method="POST",
            url="https://h.test/p",
            params=(("a", "ü b"), ("a", "2")),
            headers=(("accept-encoding", "br"), ("Cookie", "x=1"), ("X-Two", "1")),
            body=b"data",
        )
        await http.send(request)
    method, url, headers, body = seen[0]
    assert (method, url, body) == ("POST", "https://h.test/p?a=%C3%BC+b&a=2", b"data")
    sent = [(name.lower(), value) for name, value in headers]
    assert ("cookie", "x=1") in sent
    assert [value for name, value in sent if name == "accept-encoding"] == ["gzip, deflate"]


async def test_no_cookie_is_kept() -> None:
    async with open_http(Options()) as http:
        async with serving(answering(whole(b"", "Set-Cookie: ttwid=1; Path=/"))) as url:
            answer = await http.send(HttpRequest(url=url))
            assert ("set-cookie", "ttwid=1; Path=/") in answer.headers
            assert not http._client.cookies


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"x" * 900), "gzip"),
        (zlib.compress(b"x" * 900), "deflate"),
        (b"x" * 900, "identity"),
        (b"", "gzip"),
    ],
    ids=["gzip", "deflate", "identity", "empty"],  # packed bytes hold the time of the day
)
async def test_packed_answers(body: bytes, encoding: str) -> None:
    async with serving(answering(whole(body, f"Content-Encoding: {encoding}"))) as url:
        assert (await fetch(url)).body == (b"x" * 900 if body else b"")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((whole(b"x" * 1001),), "longer than 1000"),
        ((b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 60_000] * 50), "longer than 1000"),
        ((whole(gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip"),), "longer than 1000"),
        ((whole(gzip.compress(b"x" * 900)[:-9], "Content-Encoding: gzip"),), "cut short"),
        ((whole(b"no gzip at all", "Content-Encoding: gzip"),), "damaged"),
        ((whole(b"abc", "Content-Encoding: br"),), "packed as 'br'"),
    ],
)
async def test_answers_beyond_bounds(parts: tuple[bytes, ...], says: str) -> None:
    async with serving(answering(*parts)) as url:
        with pytest.raises(NetworkError, match=says) as caught:
            await fetch(url)
    assert caught.value.stage == "http"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("parts", "stage"),
    [
        ((), "http"),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",), "http"),
        ((b"HTTP/1.1 200",), "http"),
        ((b"\x16\x03\x01garbage\r\n\r\n",), "http"),
        ((b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,), "http"),
        ((b"HTTP/1.1 99999 OK\r\n\r\n",), "http"),
    ],
)
async def test_peers_that_break_the_protocol(parts: tuple[bytes, ...], stage: str) -> None:
    async with serving(answering(*parts)) as url:
        with pytest.raises(NetworkError) as caught:
            await fetch(url)
    assert caught.value.stage in {stage, "read"}
    assert caught.value.__cause__ is not None


async def test_a_silent_peer() -> None:
    async with serving(quiet) as url:
        with anyio.fail_after(5), pytest.raises(NetworkError, match=r"within 0\.2 s") as caught:
            await fetch(url, http_timeout=0.2)
    assert caught.value.stage == "read"


async def test_a_peer_that_dribbles() -> None:
    async def dribble(stream: ByteStream) -> None:
        await stream.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await stream.send(b"x")
            await anyio.sleep(0.05)

    async with serving(dribble) as url:
        with anyio.fail_after(5), pytest.raises(NetworkError, match="within"):
            await fetch(url, http_timeout=0.4)


async def test_nobody_listens() -> None:
    async with serving(quiet) as url:
        pass
    with pytest.raises(NetworkError) as caught:
        await fetch(url)
    assert caught.value.stage == "tcp"


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 70 + ".test"])
async def test_a_name_that_does_not_exist(host: str) -> None:
    with pytest.raises(NetworkError) as caught:
        await fetch(f"http://{host}/")
    assert caught.value.stage == "dns"
    assert host in str(caught.value)


@pytest.mark.parametrize("url", ["http://exa mple/", "http://xn--\u0000/"])
async def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(NetworkError):
        await fetch(url)


async def test_tls_with_and_without_trust() -> None:
    authority = trustme.CA()
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(server)
    authority.configure_trust(client)
    async with serving(answering(whole(b"secure")), server) as url:
        assert (await fetch(url, ssl_context=client)).body == b"secure"
        with pytest.raises(NetworkError) as caught:
            await fetch(url)
    assert caught.value.stage == "tls"
    assert "ssl_context" in caught.value.hint


async def test_the_environment_names_the_store_where_it_is_trusted(tmp_path: Path, monkeypatch: Any) -> None:
    authority, server = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(server)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    async with serving(answering(whole(b"secure")), server) as url:
        for _ in range(2):
            assert (await fetch(url, trust_env=True)).body == b"secure"
            with pytest.raises(NetworkError):
                await fetch(url)


# --- redirects


def site_of_redirects(seen: list[tuple[str, str]]) -> Any:
    targets = {
        "/same": "/end",
        "/other": "https://other.test/end",
        "/loop": "/loop",
        "/file": "file:///etc/passwd",
        "/bad": "http://[::1",
    }

    async def handler(method: str, url: str, headers: Any, body: bytes) -> Any:
        await anyio.lowlevel.checkpoint()
        path = httpx.URL(url).path
        seen.append((url, dict(headers).get("cookie", "")))
        if path in targets:
            return 302, [("Location", targets[path]), ("Set-Cookie", f"from={path[1:]}")], b""
        return 200, [("Set-Cookie", "from=end")], b"end"

    return handler


@pytest.mark.parametrize(
    ("path", "redirects", "status", "asked"),
    [
        ("/same", 5, 200, [("https://h.test/same", "a=b"), ("https://h.test/end", "a=b")]),
        ("/same", 0, 302, [("https://h.test/same", "a=b")]),
        ("/other", 5, 200, [("https://h.test/other", "a=b"), ("https://other.test/end", "")]),
        ("/loop", 2, 302, [("https://h.test/loop", "a=b")] * 3),
        ("/file", 5, 302, [("https://h.test/file", "a=b")]),
    ],
)
async def test_redirects(path: str, redirects: int, status: int, asked: list[tuple[str, str]]) -> None:
    seen: list[tuple[str, str]] = []
    async with memory_client(site_of_redirects(seen)) as client:
        answer = await fetch(f"https://h.test{path}", redirects=redirects, http=client)
    assert (answer.status, seen) == (status, asked)


async def test_what_is_the_callers_does_not_follow_to_another_host() -> None:
    """Neither what the request carries nor what the caller's own client adds to every request."""
    seen: dict[str, str] = {}

    async def answer(request: httpx.Request) -> httpx.Response:
        seen[request.url.host] = str(request.headers.multi_items())
        if request.url.host == "h.test":
            return httpx.Response(302, headers={"Location": "https://other.test/"})
        return httpx.Response(200, content=b"ok")

    secrets = {
        "Authorization": "b3arer", "Cookie": "sessionid=c00kie", "X-Api-Key": "k3y", "X-Tt-Token": "t0ken",
    }  # fmt: skip
    async with httpx.AsyncClient(
        transport=httpx.MockTransport(answer), headers={"X-Client": "cl1ent"}, auth=("ann", "x")
    ) as client:
        options = Options(http=client)
        async with open_http(options) as http:
            request = HttpRequest(
                url="https://h.test/", headers={**secrets, "User-Agent": "fox"}, redirects=1
            )
            assert (await http.send(request)).body == b"ok"
    for secret in ("c00kie", "k3y", "t0ken", "cl1ent"):
        assert secret in seen["h.test"]
        assert secret not in seen["other.test"]
    assert "authorization" in seen["h.test"]
    assert "authorization" not in seen["other.test"]
    assert "fox" in seen["other.test"]


async def test_a_redirect_to_nowhere() -> None:
    async with memory_client(site_of_redirects([])) as client:
        with pytest.raises(NetworkError) as caught:
            await fetch("https://h.test/bad", redirects=5, http=client)
    assert caught.value.stage == "http"


async def test_cookies_of_the_way_are_kept_in_the_answer() -> None:
    async with memory_client(site_of_redirects([])) as client:
        answer = await fetch("https://h.test/same", redirects=5, http=client)
    assert [value for name, value in answer.headers if name == "set-cookie"] == ["from=end", "from=same"]


# --- the caller's own client


async def test_the_callers_client_stays_open() -> None:
    async with memory_client(site_of_redirects([])) as client:
        async with open_http(Options(http=client)):
            pass
        assert not client.is_closed
    async with open_http(Options(http=client)) as http:
        with pytest.raises(UserError, match="closed"):
            await http.send(HttpRequest(url="http://h.test/"))


async def test_a_body_that_a_hook_has_read() -> None:
    async def read(response: httpx.Response) -> None:
        await response.aread()

    async with serving(answering(whole(gzip.compress(b"body"), "Content-Encoding: gzip"))) as url:
        async with httpx.AsyncClient(event_hooks={"response": [read]}) as client:
            assert (await fetch(url, http=client)).body == b"body"


async def test_own_client_is_closed_at_the_end_even_when_cancelled() -> None:
    client: httpx.AsyncClient | None = None
    async with serving(answering(whole(b""))) as url:
        with anyio.CancelScope() as scope:
            async with open_http(Options()) as http:
                await http.send(HttpRequest(url=url))
                client = http._client
                scope.cancel()
                await anyio.lowlevel.checkpoint()
    assert client is not None
    assert client.is_closed


async def test_cancelled_while_waiting_the_peer_sees_the_end() -> None:
    arrived, ended = anyio.Event(), anyio.Event()

    async def watch(stream: ByteStream) -> None:
        arrived.set()
        with pytest.raises((anyio.EndOfStream, anyio.BrokenResourceError)):
            await stream.receive()
        ended.set()

    async with serving(watch) as url:
        async with anyio.create_task_group() as group:
            group.start_soon(fetch, url)
            await arrived.wait()
            group.cancel_scope.cancel()
        with anyio.fail_after(2):
            await ended.wait()


async def test_no_log_shows_cookies(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(
        answering(
            whole(
                b"", "Set-Cookie: ttwid=s3cret; Path=/", 'SET-COOKIE: b="s3cret"', 'Set-Cookie: c="\'s3cret"'
            )
        )
    ) as url:
        async with open_http(Options()) as http:
            await http.send(
                HttpRequest(url=url, params=(("p", "1"),), headers=(("Cookie", "sessionid=s3cret"),))
            )
    assert "receive_response_headers.complete" in caplog.text, "the transport's own log is part of this"
    assert "s3cret" not in caplog.text


class Forgetful:
    """A peer that answers so many requests on a connection, then closes it without a word at the next one."""

    def __init__(self, *lives: int) -> None:
        self.lives = list(lives)
        self.asked: list[bytes] = []

    async def __call__(self, stream: ByteStream) -> None:
        async with stream:
            for left in range(self.lives.pop(0), -1, -1):
                try:
                    head = await stream.receive()
                except (anyio.EndOfStream, anyio.BrokenResourceError):
                    return
                self.asked.append(head.split()[0])
                if left:
                    await stream.send(whole(b"ok"))


@asynccontextmanager
async def listening(peer: Callable[[SocketStream], Awaitable[None]]) -> AsyncGenerator[str]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(anyio.abc.SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, peer)
        yield f"http://127.0.0.1:{port}/"
        group.cancel_scope.cancel()


async def test_a_connection_that_died_since_the_last_request_is_replaced() -> None:
    peer = Forgetful(1, 1)
    async with listening(peer) as url, open_http(Options()) as http:
        for _ in range(2):
            assert (await http.send(HttpRequest(url=url))).body == b"ok"
    assert peer.asked == [b"GET"] * 3


async def test_a_request_that_changes_something_is_sent_once() -> None:
    peer = Forgetful(1, 1)
    async with listening(peer) as url, open_http(Options()) as http:
        await http.send(HttpRequest(url=url))
        with pytest.raises(NetworkError):
            await http.send(HttpRequest(method="POST", url=url, body=b"x"))
    assert peer.asked == [b"GET", b"POST"]


async def test_a_body_that_was_not_taken_whole_leaves_nothing_open() -> None:
    """trio would warn of an asynchronous generator; warnings are errors here."""

    async def peer(stream: SocketStream) -> None:
        await stream.receive()
        raw = stream.extra(anyio.abc.SocketAttribute.raw_socket)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close it with a reset
        await anyio.aclose_forcefully(stream)

    async with listening(peer) as url, open_http(Options()) as http:
        with pytest.raises(NetworkError):
            await http.send(HttpRequest(method="POST", url=url, body=bytes(20_000_000)))
    gc.collect()
    await anyio.lowlevel.checkpoint()


async def test_a_fresh_connection_that_breaks_is_not_replaced() -> None:
    peer = Forgetful(0, 1)
    async with listening(peer) as url, open_http(Options()) as http:
        with pytest.raises(NetworkError):
            await http.send(HttpRequest(url=url))
    assert peer.asked == [b"GET"]


async def test_a_server_that_always_hangs_up_is_asked_no_third_time() -> None:
    peer = Forgetful(1, 0, 1)
    async with listening(peer) as url, open_http(Options()) as http:
        await http.send(HttpRequest(url=url))
        with pytest.raises(NetworkError):
            await http.send(HttpRequest(url=url))
    assert peer.asked == [b"GET"] * 3


@pytest.mark.parametrize(
    "bad",
    [
        whole(gzip.compress(b"x" * 500)[:-9], "Content-Encoding: gzip"),
        whole(b"plain", "Content-Encoding: gzip"),
        whole(b"plain", "Content-Encoding: br"),
        whole(b"x" * 5000),
        whole(b"", status="407 Proxy Authentication Required"),
    ],
    ids=["cut gzip", "no gzip", "brotli", "too long", "407"],
)
async def test_an_answer_that_cannot_be_used_leaves_a_client_that_can(bad: bytes) -> None:
    answers = iter([bad, whole(b"good"), bad, bad, whole(b"good")])

    async def peer(stream: ByteStream) -> None:
        await stream.send(next(answers))
        while True:  # the connection is kept alive
            await stream.receive()
            await stream.send(next(answers))

    async with serving(peer) as url, open_http(Options()) as http:
        http.max_body = 1000
        request = HttpRequest(url=url)
        for expected in (False, True, False, False, True):
            if expected:
                assert (await http.send(request)).body == b"good"
            else:
                with pytest.raises(NetworkError):
                    await http.send(request)


@pytest.mark.parametrize(
    "error", [ValueError("fd -1"), RuntimeError("odd"), ExceptionGroup("g", [OverflowError()])]
)
async def test_whatever_a_client_raises_is_of_our_tree(error: Exception) -> None:
    async def broken(*_: Any) -> Any:
        raise error

    async with memory_client(broken) as client:
        with pytest.raises(NetworkError) as caught:
            await fetch("http://127.0.0.1:9/", http=client)
    assert caught.value.__cause__ is error


class Thing:
    """What can go."""


class Interrupting(set[object]):
    """What a weak collection holds; Ctrl-C comes while something is taken out of it."""

    def discard(self, item: object) -> None:
        signal.raise_signal(signal.SIGINT)
        super().discard(item)


def test_ctrl_c_is_not_lost_while_python_tidies_up(anyio_backend_name: str) -> None:
    """Raised in what a weak collection runs, it would be printed and forgotten, as trio did with it."""

    async def main() -> None:
        async with open_http(Options()):
            things: weakref.WeakSet[Thing] = weakref.WeakSet()
            thing = Thing()
            things.add(thing)
            things.data = Interrupting(things.data)  # type: ignore[attr-defined]
            del thing
            await anyio.sleep(10)

    with pytest.raises(KeyboardInterrupt):
        anyio.run(main, backend=anyio_backend_name)
