"""TLS under the websocket, good and bad."""

from __future__ import annotations

import ssl

import anyio
import pytest
import trustme
from anyio.abc import AnyByteStream

from livetok._net.streams import default_context
from livetok.errors import NetworkError
from support.websocket_peer import BINARY, Peer, serving, ws_frame

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def contexts(authority: trustme.CA, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(server)
    authority.configure_trust(client)
    return server, client


async def test_tls(dial, within, authority):
    server_context, client_context = contexts(authority, "localhost")

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert peer.header("Host").startswith("localhost:")
        await peer.send(ws_frame(BINARY, bytes(200_000)))
        assert await peer.read_frame() == (BINARY, b"over TLS")
        await peer.farewell()

    async with serving(script, tls=server_context) as server:
        with within(1):
            async with dial(server.url(host="localhost"), ssl_context=client_context) as websocket:
                assert await websocket.receive() == bytes(200_000)
                await websocket.send(b"over TLS")


@pytest.mark.usefixtures("quiet_tls_server")
async def test_the_defaults_are_read_once_for_each_store(dial, unopened, authority, tmp_path, monkeypatch):
    server_context, _ = contexts(authority, "localhost")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    without = default_context()

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.farewell()

    async with serving(script, tls=server_context) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert default_context() is default_context() is not without
        for _ in range(2):
            async with dial(server.url(host="localhost")):
                pass
        monkeypatch.delenv("SSL_CERT_FILE")
        assert (await unopened(server.url(host="localhost"))).stage == "tls"


async def test_tls_end_without_close_notify(dial, authority):
    server_context, client_context = contexts(authority, "localhost")

    async with serving(Peer.upgrade, tls=server_context) as server:
        async with dial(server.url(host="localhost"), ssl_context=client_context) as websocket:
            with pytest.raises(NetworkError, match="without a close frame"):
                await websocket.receive()


@pytest.fixture
def quiet_tls_server(monkeypatch):
    """The listener logs a failed handshake with a traceback; here it is what the test wants."""

    async def close(_exc: BaseException, stream: AnyByteStream) -> None:
        await anyio.aclose_forcefully(stream)

    monkeypatch.setattr("anyio.streams.tls.TLSListener.handle_handshake_error", staticmethod(close))


@pytest.mark.usefixtures("quiet_tls_server")
@pytest.mark.parametrize(("name", "trusted"), [("localhost", False), ("elsewhere.example", True)])
async def test_tls_certificate_not_accepted(unopened, authority, name, trusted):
    server_context, client_context = contexts(authority, name)
    async with serving(Peer.wait_gone, tls=server_context) as server:
        context = client_context if trusted else None
        error = await unopened(server.url(host="localhost"), ssl_context=context)
        server.connections = 0  # the handshake failed, so no script ran
    assert error.stage == "tls"
    assert "certificate" in str(error)
    assert "ssl_context" in error.hint


async def test_tls_to_a_server_that_has_none(unopened, authority):
    async def script(peer: Peer) -> None:
        await peer.stream.receive()
        await peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with serving(script) as server:
        error = await unopened(f"wss://127.0.0.1:{server.port}/")
    assert error.stage == "tls"


async def test_tls_to_a_server_that_hangs_up(unopened):
    async def script(peer: Peer) -> None:
        await peer.stream.receive()

    async with serving(script) as server:
        assert (await unopened(f"wss://127.0.0.1:{server.port}/")).stage == "tls"


async def test_tls_to_a_silent_server(unopened, within):
    async with serving(Peer.wait_gone) as server:
        with within(0.6, at_least=0.3):
            error = await unopened(f"wss://127.0.0.1:{server.port}/", timeout=0.3)
    assert error.stage == "tls"
