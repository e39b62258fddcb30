"""The simulator in the same process: no sockets, so that it also runs in virtual time."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Unpack
from urllib.parse import urlsplit

import anyio
from attrs import define, evolve, field

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._net.http import HttpClient, memory_client, open_http
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._session.environment import Environment
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_user
from livetok.errors import ClosedByServer, NetworkError
from livetok.options import ConnectOptions, Options
from livetok.testing._connection.connection import Connection
from livetok.testing._connection.handshake import Refused, UpgradeRequest, upgrade
from livetok.testing._serving.clock_driver import Signal, drive
from livetok.testing._site.http import Request
from livetok.testing._site.routing import respond
from livetok.testing._world.actions import Abort, Action, Close, Send
from livetok.testing.simulator import Simulator

__all__ = ["MemoryNetwork", "in_memory"]

Pairs = Sequence[tuple[str, str]]


@asynccontextmanager
async def in_memory(simulator: Simulator) -> AsyncGenerator[MemoryNetwork]:
    """Offer the simulator to clients in the same process; its clock runs while the block does.

    Under trio's `MockClock` a test of an hour takes as long as its computations. The block closes nothing of the
    clients': leave their blocks first.

    Args:
        simulator: Its clock is started; it stays the caller's.
    """
    async with open_private_group() as tasks:
        await tasks.start(drive, simulator.world)
        yield MemoryNetwork(simulator=simulator)


@define(eq=False, kw_only=True)
class MemoryNetwork:
    """A way to the simulator without a network.

    The simulator's clock starts with the first request. Nothing runs in the background: what a room has appointed
    happens when a client next asks or waits, with the time that it was appointed for. It holds no resource, so nothing
    closes it.

    Attributes:
        simulator: Where it leads.
    """

    simulator: Simulator

    def environment(self, **other: Any) -> Environment:
        """Return the environment in which `connect()`, `watch()` and `follow()` come here.

        Args:
            **other: Attributes of `Environment` that are to differ, such as `clock` or `sleep`.
        """
        given: dict[str, Any] = {"open_http": self.open_http, "dial": self.dial}
        given["rng"] = self.simulator.world.rng("client")
        return Environment(**given | other)

    async def settle(self) -> None:
        """Wait until every task of this event loop has nothing left to do but wait.

        Cancelling leaves everything as it is. With it, what was published is at the client before a test looks.
        """
        await anyio.wait_all_tasks_blocked()

    def connect(
        self, user: str = "", *, room_id: int = 0, **options: Unpack[ConnectOptions]
    ) -> AbstractAsyncContextManager[Live]:
        """Connect to a room of the simulator, as `livetok.connect()` does to one of TikTok.

        Args:
            user: Handle of the host, or URL of the room.
            room_id: Id of the room, instead of a user (default 0: none).
            **options: As for `livetok.connect()`.

        Returns:
            An async context manager for a `Live`; leaving its block closes the connection.

        Raises:
            UserError: The handle or an option is wrong; at the call.
        """
        unique_id = parse_user(user) if user else ""
        return open_room(unique_id, room_id, Options.of(options), self.environment())

    @asynccontextmanager
    async def open_http(self, options: Options) -> AsyncGenerator[HttpClient]:
        """Open an HTTP client whose every request is answered by the simulator; leaving the block closes it.

        Args:
            options: As for a real client; `http` and `proxy` have no effect.
        """
        async with memory_client(self.answer) as client, open_http(evolve(options, http=client)) as http:
            yield http

    async def answer(self, method: str, url: str, headers: Pairs, body: bytes) -> tuple[int, Pairs, bytes]:
        """Answer one HTTP request. Cancelling may leave it counted, and not answered.

        Args:
            method: `GET` or `POST`.
            url: With scheme, host and query.
            headers: Pairs of name and value.
            body: What is sent.

        Returns:
            Status, headers and body.

        Raises:
            ConnectionResetError: A fault wants no answer, or only part of one.
        """
        await self._tick()
        lower = [(name.lower(), value) for name, value in headers]
        parts = urlsplit(url)
        request = Request(
            method=method,
            target=_target(url),
            headers=lower,
            body=body,
            secure=parts.scheme == "https",
            is_local=True,
        )
        response = respond(self.simulator, request)
        if response.delay:
            await anyio.sleep(response.delay)
        if response.abort or response.cut:
            raise ConnectionResetError("the simulator dropped the connection")
        return response.status, response.headers, response.body

    @asynccontextmanager
    async def dial(
        self,
        url: str,
        *,
        headers: Pairs = (),
        timeout: float = 10.0,
        max_message_size: int = 16 << 20,
        **_: Any,
    ) -> AsyncGenerator[WebSocket]:
        """Open a websocket to the simulator; leaving the block closes it.

        Args:
            url: With scheme, host and query.
            headers: Pairs of name and value.
            timeout: Seconds that the upgrade may take (default 10).
            max_message_size: Bytes; a larger message ends the connection (default 16 MiB).
            **_: What a real dial takes beside these has no effect.

        Raises:
            HandshakeRefused: The simulator refused the upgrade.
            NetworkError: It dropped the connection, or took longer than `timeout` seconds.
        """
        try:
            with anyio.fail_after(timeout):
                socket = await self._open(url, headers, max_message_size)
        except TimeoutError as error:
            raise NetworkError("no answer to the upgrade", stage="handshake") from error
        try:
            yield socket
        finally:
            await socket.aclose()

    async def _tick(self) -> None:
        world = self.simulator.world
        if not world.is_running:
            world.start_clock(anyio.current_time)
        await anyio.lowlevel.checkpoint()
        world.run_due()

    async def _open(self, url: str, headers: Pairs, max_message_size: int) -> MemorySocket:
        await self._tick()
        lower = [(name.lower(), value) for name, value in headers]
        decision = upgrade(self.simulator, UpgradeRequest(target=_target(url), headers=lower))
        if isinstance(decision, Refused):
            if decision.fault is not None:
                raise NetworkError("the simulator dropped the upgrade", stage="handshake")
            raise HandshakeRefused(decision.status, {name.lower(): value for name, value in decision.headers})
        if decision.fault is not None:
            await self._mishandle(decision.connection, decision.fault.name, decision.fault.value)
        answered = {name.lower(): value for name, value in decision.headers}
        return MemorySocket(
            connection=decision.connection, handshake_headers=answered, max_message_size=max_message_size
        )

    async def _mishandle(self, connection: Connection, name: str, seconds: float) -> None:
        if name == "accept_then_close":
            connection.put(Abort())
            return
        try:
            if name == "handshake_hang":
                await anyio.sleep(seconds)
                return
            connection.disconnected()
            raise NetworkError("the answer to the upgrade is not for our key", stage="handshake")
        except anyio.get_cancelled_exc_class():
            connection.disconnected()
            raise


def _target(url: str) -> str:
    """Path and query exactly as they stand in the URL."""
    rest = url.partition("://")[2].partition("#")[0]
    start = min((place for place in (rest.find("/"), rest.find("?")) if place >= 0), default=len(rest))
    target = rest[start:]
    return target if target.startswith("/") else f"/{target}"


@define(eq=False, kw_only=True)
class MemorySocket:
    """The client's end of a connection, as the websocket seam has it."""

    connection: Connection
    handshake_headers: Mapping[str, str]
    max_message_size: int
    _inbox: deque[Action] = field(factory=deque[Action])
    _signal: Signal = field(factory=Signal)
    _ended: ClosedByServer | NetworkError | None = None

    def __attrs_post_init__(self) -> None:
        self.connection.wake = self._signal.set
        self.connection.simulator.world.on_appointment.add(self._signal.set)

    @property
    def at_hand(self) -> bool:
        """Never, so that every message is acknowledged by itself."""
        return False

    async def send(self, *messages: bytes) -> None:
        """Send binary messages. When it is cancelled, nothing was sent.

        Args:
            *messages: What to send, in order.

        Raises:
            ClosedByServer: The server closed.
            NetworkError: The connection is gone.
        """
        await anyio.lowlevel.checkpoint()
        if self._ended is not None:
            raise self._ended
        for data in messages:
            self.connection.receive(data)

    async def receive(self) -> bytes:
        """Return the next binary message, and wait for it; cancelling loses nothing.

        Raises:
            ClosedByServer: The server closed.
            NetworkError: The connection is gone.
        """
        await anyio.lowlevel.checkpoint()
        while self._ended is None:
            self.connection.simulator.world.run_due()
            self._inbox.extend(self.connection.poll())
            if self._inbox:
                action = self._inbox.popleft()
                if isinstance(action, Send) and isinstance(action.data, bytes):
                    return self._checked(action.data)
                self._end(action)
            else:
                await self._wait()
        raise self._ended

    async def _wait(self) -> None:
        """Wait for something to receive; what the room has appointed happens meanwhile."""
        world = self.connection.simulator.world
        times = [at for at in (self.connection.deadline(), world.next_due()) if at is not None]
        if self.connection.finished:
            self._ended = NetworkError("the connection is closed", stage="read")
        else:
            await self._signal.wait(min(times) - world.now())

    async def aclose(self) -> None:
        """Leave; waits at most a second for a server that does not answer the close frame. Cancelling ends the wait."""
        try:
            if (
                self._ended is None
                and not self.connection.finished
                and self.connection.takes("no_close_reply")
            ):
                with anyio.move_on_after(1.0):
                    await anyio.sleep_forever()
        finally:
            self._ended = self._ended or NetworkError("the connection is closed", stage="read")
            self.connection.simulator.world.on_appointment.discard(self._signal.set)
            self.connection.disconnected()

    def _checked(self, data: bytes) -> bytes:
        if len(data) > self.max_message_size:
            self._ended = NetworkError("a message is larger than allowed", stage="read")
            self.connection.disconnected()
            raise self._ended
        return data

    def _end(self, action: Action) -> None:
        if isinstance(action, Close):
            self._ended = ClosedByServer(code=action.code or 1005, reason=action.reason)
        elif isinstance(action, Abort):
            self._ended = NetworkError("the simulator dropped the connection", stage="read")
