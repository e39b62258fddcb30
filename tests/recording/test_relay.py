"""The relay that leads ffmpeg through proxies which it does not know; the proxies are another project's program."""

from __future__ import annotations

import logging
import ssl
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import pytest
from anyio.abc import ByteStream, SocketAttribute
from attrs import define, evolve, field

from livetok._recording.ffmpeg import NetworkAccess
from livetok._recording.proxy_relay import known_to_ffmpeg, open_relay
from livetok.errors import RecordingError
from support.media import Movie, faults, seconds
from support.recording_room import open_fake_live

pytestmark = pytest.mark.anyio

KINDS = ["socks5", "socks5h", "https"]
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
NOWHERE = "socks5://ann:s3cret@127.0.0.1:9"


@define(eq=False)
class Host:
    """Keeps what it is sent; answers each piece, and stays on the line unless it is told to hang up."""

    port: int = 0
    hangs_up: bool = True
    heard: list[bytes] = field(factory=list)
    left: anyio.Event = field(factory=anyio.Event)

    async def serve(self, stream: ByteStream) -> None:
        async with stream:
            try:
                while True:
                    self.heard.append(await stream.receive())
                    await stream.send(ANSWER)
                    if self.hangs_up:
                        return
            except (anyio.EndOfStream, anyio.BrokenResourceError):
                self.left.set()


@asynccontextmanager
async def hosting(host: Host) -> AsyncGenerator[Host]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    host.port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, host.serve)
        yield host
        group.cancel_scope.cancel()


async def call(url: str) -> ByteStream:
    return await anyio.connect_tcp("127.0.0.1", urlsplit(url).port or 0)


async def rest_of(stream: ByteStream) -> bytes:
    data = b""
    with anyio.fail_after(5):
        try:
            while True:
                data += await stream.receive()
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            return data


async def ask(url: str, request: bytes) -> bytes:
    async with await call(url) as stream:
        await stream.send(request)
        return await rest_of(stream)


@pytest.fixture
def complaints() -> list[str]:
    return []


# --- through real proxies


@pytest.mark.parametrize("kind", KINDS)
async def test_connect(
    kind: str, proxies: dict[str, str], certificates: tuple[Path, ssl.SSLContext], complaints: list[str]
) -> None:
    async with (
        hosting(Host(hangs_up=False)) as host,
        open_relay(proxies[kind], ssl_context=certificates[1], say=complaints.append) as url,
        await call(url) as stream,
    ):
        with anyio.fail_after(5):
            await stream.send(b"CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: x\r\n\r\nearly" % host.port)
            opened, _, rest = (await stream.receive()).partition(b"\r\n\r\n")
            assert opened.startswith(b"HTTP/1.1 200 ")
            while rest != ANSWER:
                rest += await stream.receive()
            await stream.send(b"late")
            assert await stream.receive() == ANSWER
        assert host.heard == [b"early", b"late"]
        await stream.aclose()
        with anyio.fail_after(5):
            await host.left.wait()
    assert complaints == []


@pytest.mark.parametrize("kind", KINDS)
async def test_get_of_a_whole_url(
    kind: str, proxies: dict[str, str], certificates: tuple[Path, ssl.SSLContext], complaints: list[str]
) -> None:
    async with (
        hosting(Host()) as host,
        open_relay(proxies[kind], ssl_context=certificates[1], say=complaints.append) as url,
    ):
        address = f"127.0.0.1:{host.port}"
        request = (
            f"GET http://{address}/a//b.flv?x=http://y HTTP/1.1\r\nHost: elsewhere\r\nUser-Agent: me\r\n"
            "Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\n\r\n"
        )
        assert await ask(url, request.encode()) == ANSWER
        first, *headers = host.heard[0].decode().removesuffix("\r\n\r\n").split("\r\n")
        assert first == "GET /a//b.flv?x=http://y HTTP/1.1"
        assert headers == [f"Host: {address}", "User-Agent: me", "Connection: close"]
        assert await ask(url, f"GET http://{address}?x HTTP/1.0\r\n\r\n".encode()) == ANSWER
        assert host.heard[1].startswith(b"GET /?x HTTP/1.1\r\n")
    assert complaints == []


async def test_a_second_request_does_not_reach_the_first_host(
    proxies: dict[str, str], complaints: list[str]
) -> None:
    async with (
        hosting(Host(hangs_up=False)) as host,
        open_relay(proxies["socks5"], say=complaints.append) as url,
        await call(url) as stream,
    ):
        request = f"GET http://127.0.0.1:{host.port}/ HTTP/1.1\r\n\r\n".encode()
        await stream.send(request)
        assert await stream.receive() == ANSWER
        await stream.send(b"GET http://other.test/secret HTTP/1.1\r\n\r\n")
        assert await rest_of(stream) == b""
    assert len(host.heard) == 1


# --- what is no request


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xfe\x00",
        b"GET /a.flv HTTP/1.1\r\nHost: h",
        b"GET https://h.test/ HTTP/1.1",
        b"GET ftp://h.test/ HTTP/1.1",
        b"GET http:// HTTP/1.1",
        b"GET http://h.test:99999/ HTTP/1.1",
        b"GET http://h.test:x/ HTTP/1.1",
        b"GET http://[::1/ HTTP/1.1",
        b"GET http://h.test/ HTTP/2",
        b"GET http://h.test/",
        b"GET http://h.test/ a HTTP/1.1",
        b"GET http://h.test/ HTTP/1.1\r\nno colon",
        b"GET http://h.test/ HTTP/1.1\r\nX: a\nY: b",
        b"GET http://h.test/ HTTP/1.1\r\nContent-Length: 3",
        b"GET http://h.test/ HTTP/1.1\r\nTransfer-Encoding: chunked",
        b"POST http://h.test/ HTTP/1.1",
        b"CONNECT h.test HTTP/1.1",
        b"CONNECT h.test:0 HTTP/1.1",
        b"CONNECT :443 HTTP/1.1",
        b"CONNECT h.test:443/x HTTP/1.1",
        b"CONNECT h\x7f.test:443 HTTP/1.1",
        b"CONNECT http://h.test:443 HTTP/1.1",
    ],
)
async def test_a_malformed_request(head: bytes, complaints: list[str]) -> None:
    async with open_relay(NOWHERE, say=complaints.append) as url:
        assert (await ask(url, head + b"\r\n\r\n")).startswith(b"HTTP/1.1 400 ")
    assert complaints == [], "nobody was dialled"


async def test_a_head_without_end(complaints: list[str]) -> None:
    async with open_relay(NOWHERE, say=complaints.append) as url, await call(url) as stream:
        await stream.send(b"x" * 16_384)
        await anyio.wait_all_tasks_blocked()
        await stream.send(b"x")
        assert (await rest_of(stream)).startswith(b"HTTP/1.1 400 ")
        assert await ask(url, b"\r\n\r\n"), "others are served"


async def test_a_request_that_does_not_come(monkeypatch: pytest.MonkeyPatch, complaints: list[str]) -> None:
    monkeypatch.setattr("livetok._recording.proxy_relay._PATIENCE", 0.1)
    async with open_relay(NOWHERE, say=complaints.append) as url, await call(url) as stream:
        await stream.send(b"GET http")
        assert await rest_of(stream) == b""


# --- proxies that do not help


@pytest.mark.parametrize("kind", KINDS)
async def test_a_dead_proxy(kind: str, complaints: list[str], caplog: pytest.LogCaptureFixture) -> None:
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = listener.extra(SocketAttribute.local_port)
    proxy = f"{kind}://ann:s3cret@127.0.0.1:{port}"
    with caplog.at_level(logging.DEBUG):
        async with open_relay(proxy, say=complaints.append) as url:
            for request in (b"CONNECT h.test:443 HTTP/1.1\r\n\r\n", b"GET http://h.test/ HTTP/1.1\r\n\r\n"):
                assert (await ask(url, request)).startswith(b"HTTP/1.1 502 ")
    assert len(complaints) == 2
    assert complaints[0].startswith(
        f"the proxy {kind}://127.0.0.1:{port}: no way through the proxy to h.test"
    )
    assert "s3cret" not in "".join(complaints) + caplog.text


async def test_without_the_package_the_hint_is_said(
    monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "python_socks", None)
    async with open_relay(NOWHERE, say=complaints.append) as url:
        assert (await ask(url, b"CONNECT h.test:443 HTTP/1.1\r\n\r\n")).startswith(b"HTTP/1.1 502 ")
    assert "livetok[proxy]" in complaints[0]


# --- its end


async def test_nothing_is_left_of_it_when_it_is_cancelled(
    proxies: dict[str, str], complaints: list[str]
) -> None:
    async with hosting(Host(hangs_up=False)) as host:
        with anyio.CancelScope() as scope:
            async with open_relay(proxies["socks5"], say=complaints.append) as url:
                waiting, busy = await call(url), await call(url)
                await busy.send(b"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\nhello" % host.port)
                while not host.heard:
                    await busy.receive()
                scope.cancel()
                await anyio.sleep_forever()
        async with waiting, busy:
            await rest_of(waiting)
            await rest_of(busy)
        with anyio.fail_after(5):
            await host.left.wait()
    with pytest.raises(OSError, match=r"."):
        await call(url)


async def test_an_exception_of_the_block_arrives_as_itself(complaints: list[str]) -> None:
    with pytest.raises(KeyError):
        async with open_relay(NOWHERE, say=complaints.append):
            raise KeyError


# --- recordings


@pytest.mark.parametrize(
    "proxy", ["", "http://h:1", "HTTP://ann:s3cret@h:1", "https://h:1", "socks5://h:1", "socks5h://h:1"]
)
async def test_ffmpeg_is_given_nothing_that_it_would_go_around(proxy: str, complaints: list[str]) -> None:
    outside = NetworkAccess(proxy=proxy)
    async with known_to_ffmpeg(outside, ssl_context=None, say=complaints.append) as known:
        if proxy in {"", "http://h:1"}:
            assert known is outside
        else:
            assert known.environment({})["http_proxy"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize("kind", ["socks5", "https"])
@pytest.mark.parametrize("way", ["flv", "hls"])
async def test_a_recording(
    kind: str,
    way: str,
    movie: Movie,
    tmp_path: Path,
    proxies: dict[str, str],
    certificates: tuple[Path, ssl.SSLContext],
) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, offered=(f"hd.{way}",)) as live:
        live.source = evolve(live.source, proxy_for=lambda _: proxies[kind], ssl_context=certificates[1])
        async with live.record(show, duration=2) as recording:
            await recording.wait()
        assert recording.error is None
    assert faults(show) == ""
    assert 1.5 < seconds(show) < 3.5


async def test_a_recording_of_https(
    movie: Movie,
    tmp_path: Path,
    proxies: dict[str, str],
    certificates: tuple[Path, ssl.SSLContext],
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates[0])
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie, tls=tls) as live:
        live.source = evolve(live.source, proxy_for=lambda _: proxies["socks5h"], verify=False)
        async with live.record(show, duration=1) as recording:
            await recording.wait()
    assert faults(show) == ""


@pytest.mark.parametrize("secure", [False, True])
async def test_a_recording_names_the_proxy_that_is_dead(
    secure: bool,
    movie: Movie,
    tmp_path: Path,
    certificates: tuple[Path, ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("livetok._recording.recorder._FIRST_TRIES", 1)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates[0])
    async with open_fake_live(movie, tls=tls if secure else None) as live:
        live.source = evolve(live.source, proxy_for=lambda _: NOWHERE, verify=False)
        with pytest.raises(RecordingError, match=r"the proxy socks5://127\.0\.0\.1:9: no way") as caught:
            async with live.record(tmp_path / "show.mp4"):
                pass
    assert "s3cret" not in str(caught.value)
    assert live.studio.served == {}, "nothing went around the proxy"
