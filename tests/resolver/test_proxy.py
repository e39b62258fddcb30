"""Real proxies (another project's program) carry lookup and websocket; bad ones give typed errors."""

from __future__ import annotations

import ssl
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from livetok import connect
from livetok._net.http import open_http
from livetok._net.proxy import environment_proxy, next_proxy, open_tunnel
from livetok.errors import NetworkError, UserError
from livetok.http_types import HttpRequest
from livetok.options import Endpoints, Options
from livetok.testing import Simulator
from livetok.testing.server import serve
from resolver.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from anyio.abc import ByteStream

pytestmark = pytest.mark.anyio

KINDS = ["http", "socks5", "socks5h", "https"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secure", [False, True])
async def test_a_proxy_carries_lookup_and_websocket(
    kind: str, secure: bool, proxies: dict[str, str], certificates: tuple[Path, ssl.SSLContext]
) -> None:
    file, trusting = certificates
    tls = None
    if secure:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(file)
    simulator = Simulator(seed=1)
    simulator.room("ann")
    async with serve(simulator, ssl_context=tls) as server:
        options: dict[str, Any] = {"endpoints": server.endpoints, "proxy": proxies[kind]}
        if secure or kind == "https":
            options["ssl_context"] = trusting
        async with connect("@ann", **options) as live:
            assert live.connected
    assert simulator.violations.rules() == []


# --- proxies that do not help


@asynccontextmanager
async def listening(peer: Any) -> AsyncGenerator[int]:
    async def serve_stream(stream: ByteStream) -> None:
        async with stream:
            with suppress(anyio.BrokenResourceError, anyio.EndOfStream):
                await peer(stream)

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(anyio.abc.SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, serve_stream)
        yield port
        group.cancel_scope.cancel()


def saying(*answers: bytes) -> Any:
    async def peer(stream: ByteStream) -> None:
        for answer in answers:
            await stream.receive()
            await stream.send(answer)
        await stream.receive()

    return peer


async def silent(stream: ByteStream) -> None:
    await anyio.sleep(60)


async def hanging_up(stream: ByteStream) -> None:
    await stream.receive()


BAD_PEERS = {
    "wants a password": (
        "http",
        saying(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
    ),
    "refuses": ("http", saying(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")),
    "speaks something else": ("http", saying(b"SSH-2.0-OpenSSH\r\n")),
    "hangs up": ("http", hanging_up),
    "hangs": ("http", silent),
    "socks without our methods": ("socks5", saying(b"\x05\xff")),
    "socks wants a password unasked": ("socks5", saying(b"\x05\x02", b"\x01\x01")),
    "socks refuses": ("socks5", saying(b"\x05\x00", b"\x05\x02\x00\x01\0\0\0\0\0\0")),
    "socks speaks something else": ("socks5", saying(b"HTTP/1.1 400 Bad\r\n\r\n")),
    "socks hangs up": ("socks5", hanging_up),
    "socks hangs": ("socks5h", silent),
    "no tls": ("https", saying(b"HTTP/1.1 200 OK\r\n\r\n")),
}


@pytest.mark.parametrize("name", BAD_PEERS)
async def test_a_proxy_that_does_not_help_the_websocket(name: str) -> None:
    kind, peer = BAD_PEERS[name]
    async with listening(peer) as port:
        with anyio.fail_after(5), pytest.raises(NetworkError) as caught:
            await open_tunnel(f"{kind}://ann:s3cret@127.0.0.1:{port}", "w.test", 443, timeout=0.5)
    assert caught.value.stage == "proxy"
    assert caught.value.hint
    assert "s3cret" not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize("name", BAD_PEERS)
@pytest.mark.parametrize("target", ["http://h.test/", "https://h.test/"])
async def test_a_proxy_that_does_not_help_http(name: str, target: str) -> None:
    kind, peer = BAD_PEERS[name]
    async with listening(peer) as port:
        options = Options(proxy=f"{kind}://ann:s3cret@127.0.0.1:{port}", http_timeout=0.5)
        async with open_http(options) as http:
            if (name, target[:5]) == ("refuses", "http:"):
                assert (await http.send(HttpRequest(url=target))).status == 403, (
                    "it looks like the server's own answer"
                )
                return
            with anyio.fail_after(5), pytest.raises(NetworkError) as caught:
                await http.send(HttpRequest(url=target))
    assert caught.value.stage in {"proxy", "read", "tls", "http"}
    assert caught.value.hint
    assert "s3cret" not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_is_not_there(kind: str) -> None:
    async with listening(silent) as port:
        pass
    url = f"{kind}://ann:s3cret@127.0.0.1:{port}"
    with pytest.raises(NetworkError) as caught:
        await open_tunnel(url, "w.test", 443, timeout=5)
    assert caught.value.stage == "proxy"
    async with open_http(Options(proxy=url)) as http:
        with pytest.raises(NetworkError) as caught:
            await http.send(HttpRequest(url="https://h.test/"))
    assert caught.value.stage == "proxy"
    assert "s3cret" not in str(caught.value)


async def test_a_wrong_password(proxies: dict[str, str]) -> None:
    for kind in ("http", "socks5"):
        url = proxies[kind].replace(PASSWORD, "wr0ng")
        with pytest.raises(NetworkError) as caught:
            await open_tunnel(url, "127.0.0.1", 9, timeout=5)
        assert caught.value.stage == "proxy"
        async with open_http(Options(proxy=url)) as http:
            with pytest.raises(NetworkError) as caught:
                await http.send(HttpRequest(url="http://127.0.0.1:9/"))
        assert caught.value.stage in {"proxy", "http", "read"}
        assert "wr0ng" not in str(caught.value)


async def test_a_tunnel_that_is_cancelled_closes_its_connection() -> None:
    ended = anyio.Event()

    async def watching(stream: ByteStream) -> None:
        await stream.receive()
        try:
            await stream.receive()
        finally:
            ended.set()

    async with listening(watching) as port:
        with anyio.move_on_after(0.2) as scope:
            await open_tunnel(f"socks5://127.0.0.1:{port}", "w.test", 443, timeout=60)
        assert scope.cancelled_caught
        with anyio.fail_after(2):
            await ended.wait()


# --- which proxy


async def test_a_function_gives_one_proxy_per_attempt() -> None:
    seen: list[str] = []

    def peer_named(name: str) -> Any:
        async def peer(stream: ByteStream) -> None:
            while await stream.receive():
                seen.append(name)
                await stream.send(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        return peer

    async with listening(peer_named("one")) as first, listening(peer_named("two")) as second:
        given = iter([f"http://127.0.0.1:{first}", f"http://127.0.0.1:{second}", None])
        async with open_http(Options(proxy=lambda: next(given))) as http:
            await http.send(HttpRequest(url="http://h.test/"))
            await http.send(HttpRequest(url="http://h.test/"))
            http.renew()
            assert http.proxy == f"http://127.0.0.1:{second}"
            await http.send(HttpRequest(url="http://h.test/"))
            http.renew()
            assert http.proxy is None
        assert seen == ["one", "one", "two"]


async def test_requests_under_way_outlive_a_change_of_proxy() -> None:
    release = anyio.Event()

    async def peer(stream: ByteStream) -> None:
        await stream.receive()
        await release.wait()
        await stream.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    bodies: list[bytes] = []
    async with listening(peer) as port:
        given = iter([f"http://127.0.0.1:{port}", None])
        async with open_http(Options(proxy=lambda: next(given))) as http, anyio.create_task_group() as group:

            async def fetch() -> None:
                bodies.append((await http.send(HttpRequest(url="http://h.test/"))).body)

            group.start_soon(fetch)
            await anyio.wait_all_tasks_blocked()
            http.renew()
            release.set()
    assert bodies == [b"ok"]


@pytest.mark.parametrize("given", ["ftp://x", "nonsense", 3, "http://", b"http://x"])
def test_functions_that_give_no_proxy(given: Any) -> None:
    with pytest.raises(UserError) as caught:
        next_proxy(lambda: given)
    assert "nonsense" not in str(caught.value)


def test_a_function_that_fails() -> None:
    def failing() -> str:
        raise KeyError("s3cret")

    with pytest.raises(NetworkError, match="KeyError") as caught:
        next_proxy(failing)
    assert (caught.value.stage, "s3cret" in str(caught.value)) == ("proxy", False)
    assert next_proxy(None) is None
    assert next_proxy(lambda: None) is None


def test_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert environment_proxy("wss://w.test/") is None
    monkeypatch.setenv("all_proxy", "socks5://all.test")
    monkeypatch.setenv("https_proxy", "secure.test:3128")
    monkeypatch.setenv("no_proxy", "inside.test,.local")
    assert environment_proxy("wss://w.test/") == "http://secure.test:3128"
    assert environment_proxy("ws://w.test/") == "socks5://all.test"
    assert environment_proxy("wss://inside.test/x") is None


async def test_without_the_package_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_socks", None)
    with pytest.raises(UserError, match="another package") as caught:
        await open_tunnel("socks5://127.0.0.1:1", "w.test", 443, timeout=1)
    assert "livetok[proxy]" in caught.value.hint
    monkeypatch.setitem(sys.modules, "socksio", None)
    async with open_http(Options(proxy="socks5://127.0.0.1:1", endpoints=Endpoints())) as http:
        with pytest.raises(UserError, match="another package"):
            await http.send(HttpRequest(url="http://h.test/"))
