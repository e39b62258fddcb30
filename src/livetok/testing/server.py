"""The simulator on a port: HTTP and websocket, plain or TLS, on trio and on asyncio.

HTTP is h11's and websocket frames are wsproto's, because faults need control over every byte.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address

import anyio
import h11
from anyio.abc import ByteStream, SocketAttribute
from anyio.streams.tls import TLSListener
from attrs import define, field, frozen

from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError
from livetok.options import Endpoints
from livetok.testing._connection.handshake import Accepted, Refused, UpgradeRequest, upgrade
from livetok.testing._serving.clock_driver import drive
from livetok.testing._serving.video_server import VideoServer, Viewing
from livetok.testing._serving.websocket_driver import reset, serve_websocket
from livetok.testing._site.http import Request, Response
from livetok.testing._site.routing import respond
from livetok.testing.simulator import Simulator

__all__ = ["Server", "serve"]

_log = logging.getLogger("livetok.testing.server")

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_IDLE_SECONDS = 75.0
_SEND_SECONDS = 60.0
_LARGEST_BODY = 1 << 20
_GONE = (
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,
    ssl.SSLError,
    TimeoutError,
)


@frozen(kw_only=True)
class Server:
    """A running server.

    Attributes:
        simulator: What it serves.
        host: Address that it listens on.
        port: Port that it listens on.
        secure: HTTPS and WSS instead of plain.
    """

    simulator: Simulator
    host: str
    port: int
    secure: bool = False

    @property
    def endpoints(self) -> Endpoints:
        """All base URLs, which are one address here: for `connect(..., endpoints=server.endpoints)`."""
        return Endpoints(web=self.url, webcast=self.url, websocket=self.websocket_url, sign=self.url)

    @property
    def url(self) -> str:
        """Base URL for HTTP."""
        return f"{'https' if self.secure else 'http'}://{self._address}"

    @property
    def websocket_url(self) -> str:
        """Base URL for the websocket."""
        return f"{'wss' if self.secure else 'ws'}://{self._address}"

    @property
    def _address(self) -> str:
        host = self.host
        with suppress(ValueError):  # a name
            address = ip_address(host)
            if address.is_unspecified:  # listening everywhere is no address to come to
                host = "127.0.0.1" if address.version == 4 else "::1"
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"


@asynccontextmanager
async def serve(
    simulator: Simulator,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    ssl_context: ssl.SSLContext | None = None,
    max_connections: int = 5000,
) -> AsyncGenerator[Server]:
    """Offer the simulator on an address; leaving the block closes everything at once.

    Cancelling the block is a way to leave it. The simulator stays the caller's and can be served again.

    Args:
        simulator: Its clock runs while the block does.
        host: Address to listen on (default: this machine only).
        port: TCP port; 0 (default) takes a free one.
        ssl_context: With a certificate: HTTPS and WSS. None (default) for HTTP and WS.
        max_connections: TCP connections beyond it are closed as they come (default 5000).

    Yields:
        The running server, whose `endpoints` are an option of `connect()`.

    Raises:
        NetworkError: The address cannot be listened on (stage `tcp`).
    """
    try:
        listener = await anyio.create_tcp_listener(local_host=host, local_port=port)
    except OSError as error:
        raise NetworkError(
            f"cannot listen on {host}:{port}: {error}", hint="another port?", stage="tcp"
        ) from error
    bound = listener.extra(SocketAttribute.local_port)
    async with listener, open_private_group() as tasks:
        http_server = _HttpServer(
            simulator=simulator,
            secure=ssl_context is not None,
            max_connections=max_connections,
            video=VideoServer(simulator=simulator),
        )
        server = Server(simulator=simulator, host=host, port=bound, secure=ssl_context is not None)
        simulator.world.pictures.base = server.url
        await tasks.start(drive, simulator.world)
        source = TLSListener(listener, ssl_context, standard_compatible=False) if ssl_context else listener
        tasks.start_soon(source.serve, http_server.handle_connection)
        yield server


@define(eq=False, kw_only=True)
class _HttpServer:
    simulator: Simulator
    secure: bool
    max_connections: int
    video: VideoServer
    _open: int = field(default=0)

    async def handle_connection(self, stream: ByteStream) -> None:
        """Serve one TCP connection to its end; what the peer does wrong ends that connection only."""
        if self._open >= self.max_connections:
            await anyio.aclose_forcefully(stream)
            return
        self._open += 1
        try:
            await _HttpConnection(
                simulator=self.simulator, stream=stream, secure=self.secure, video=self.video
            ).run()
        except _GONE as error:
            _log.debug("connection ended: %r", error)
        finally:
            self._open -= 1
            await anyio.aclose_forcefully(stream)


@define(eq=False, kw_only=True)
class _HttpConnection:
    """One TCP connection: requests one after another, until one becomes a websocket."""

    simulator: Simulator
    stream: ByteStream
    secure: bool
    video: VideoServer
    _http: h11.Connection = field(
        factory=lambda: h11.Connection(h11.SERVER, max_incomplete_event_size=1 << 16)
    )

    async def run(self) -> None:
        try:
            while await self._serve_request():
                self._http.start_next_cycle()
        except h11.RemoteProtocolError as error:
            self.simulator.violation("http-syntax", str(error))
            if self._http.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
                await self._send(Response(status=error.error_status_hint))
        except h11.LocalProtocolError as error:
            # The peer left the connection in a state in which nothing more can be said.
            _log.debug("connection given up: %s", error)

    async def _serve_request(self) -> bool:
        """Serve one request; False when the connection is to end."""
        with anyio.fail_after(_IDLE_SECONDS):
            head = await self._event()
            if not isinstance(head, h11.Request):
                return False
            body = await self._body()
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers]
        target = head.target.decode("latin-1")
        if body is None:
            await self._send(Response(status=413))
            return False
        if dict(headers).get("upgrade", "").lower() == "websocket":
            await self._upgrade(UpgradeRequest(target=target, headers=headers))
            return False
        request = Request(
            method=head.method.decode(),
            target=target,
            headers=headers,
            body=body,
            secure=self.secure,
            is_local=self._is_local(),
        )
        if VideoServer.knows(request.path):
            return await self._stream(await self.video.answer(request))
        return await self._answer(respond(self.simulator, request))

    def _is_local(self) -> bool:
        peer = ip_address(str(self.stream.extra(SocketAttribute.remote_address)[0]).partition("%")[0])
        mapped = getattr(peer, "ipv4_mapped", None)
        return (mapped or peer).is_loopback

    async def _stream(self, answer: Response | Viewing) -> bool:
        if isinstance(answer, Response):
            return await self._answer(answer)
        head = h11.Response(
            status_code=200, headers=[("Content-Type", "video/x-flv"), ("Connection", "close")]
        )
        await self._write(self._http.send(head) or b"")

        if await self._play(answer):
            await reset(self.stream)
        else:
            await self._write(self._http.send(h11.EndOfMessage()) or b"")
        return False

    async def _play(self, viewing: Viewing) -> bool:
        """Send a stream until it ends or the viewer goes; True when the connection is to be reset."""

        async def write(data: bytes) -> None:
            await self._write(self._http.send(h11.Data(data=data)) or b"")

        async def watch_for_the_end() -> None:
            # A stream that stalls sends nothing, and sending is how one learns that the viewer has gone.
            with suppress(*_GONE):
                while True:
                    await self.stream.receive()
            viewers.cancel_scope.cancel()

        to_be_reset = False
        async with anyio.create_task_group() as viewers:
            viewers.start_soon(watch_for_the_end)
            with suppress(*_GONE):
                to_be_reset = await viewing.play(write)
            viewers.cancel_scope.cancel()
        return to_be_reset

    async def _event(self) -> h11.Event | type[h11.NEED_DATA | h11.PAUSED]:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            try:
                data = await self.stream.receive(1 << 16)
            except anyio.EndOfStream:
                data = b""
            self._http.receive_data(data)
        return event

    async def _body(self) -> bytes | None:
        """The whole body; None when it is too long."""
        body = bytearray()
        while isinstance(event := await self._event(), h11.Data):
            body += event.data
            if len(body) > _LARGEST_BODY:
                return None
        return bytes(body)

    async def _answer(self, response: Response) -> bool:
        if response.delay:
            await anyio.sleep(response.delay)
        if response.abort:
            await reset(self.stream)
            return False
        await self._send(response)
        return not response.cut and self._http.our_state is h11.DONE and self._http.their_state is h11.DONE

    async def _send(self, response: Response) -> None:
        named = {name.lower() for name, _ in response.headers}
        headers = [*response.headers]
        if "content-length" not in named:
            headers.append(("Content-Length", str(len(response.body))))
        parts = [h11.Response(status_code=response.status, headers=_encoded(headers))]
        data = b"".join(self._http.send(part) or b"" for part in parts)
        if response.cut:
            await self._write(data + response.body[: len(response.body) // 2])
            return
        data += self._http.send(h11.Data(data=response.body)) or b""
        await self._write(data + (self._http.send(h11.EndOfMessage()) or b""))

    async def _write(self, data: bytes) -> None:
        with anyio.fail_after(_SEND_SECONDS):
            await self.stream.send(data)

    # Websocket

    async def _upgrade(self, request: UpgradeRequest) -> None:
        decision = upgrade(self.simulator, request)
        if isinstance(decision, Refused):
            await self._refuse(decision)
            return
        try:
            await self._accept(request, decision)
        finally:
            decision.connection.disconnected()

    async def _refuse(self, refusal: Refused) -> None:
        if refusal.fault is None:
            await self._send(Response(status=refusal.status, headers=refusal.headers))
        elif refusal.fault.name == "handshake_garbage":
            await self._write(b"\x00\x01this is not HTTP\r\n\r\n")
        else:
            await reset(self.stream)

    async def _accept(self, request: UpgradeRequest, accepted: Accepted) -> None:
        fault = accepted.fault.name if accepted.fault else ""
        if accepted.fault and fault == "handshake_hang":
            await anyio.sleep(accepted.fault.value)
        key = request.header("sec-websocket-key").encode()
        digest = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest()).decode()
        headers = [
            ("Upgrade", "websocket"),
            ("Connection", "Upgrade"),
            ("Sec-WebSocket-Accept", "AAAA" if fault == "handshake_bad_accept" else digest),
            *accepted.headers,
        ]
        if accepted.informational:
            early = h11.InformationalResponse(status_code=accepted.informational, headers=[])
            await self._write(self._http.send(early) or b"")
        answer = h11.InformationalResponse(status_code=101, headers=_encoded(headers))
        await self._write(self._http.send(answer) or b"")
        if fault != "accept_then_close":
            await serve_websocket(accepted.connection, self.stream, self._http.trailing_data[0])


def _encoded(headers: Sequence[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
