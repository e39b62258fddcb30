"""One subscription, written to a browser or a program for as long as it stays: server-sent events, or a websocket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

import anyio
from attrs import frozen
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from livetok._util.task_group import open_private_group
from livetok.overlay.hub import Hub, Packet, Subscription, TooManySubscribers

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

__all__ = ["EventStream", "Query", "stream_to_websocket"]

_HEARTBEAT_SECONDS: Final = 15.0
_RETRY_MILLISECONDS: Final = 1000
_TRY_AGAIN_LATER: Final = 1013
_HEARTBEAT: Final = '{"v":1,"type":"heartbeat"}'


@frozen(kw_only=True)
class Query:
    """What a client asked for; see `Hub.subscribe`."""

    hosts: frozenset[str] = frozenset()
    after: str = ""
    replay: int = 0
    state: bool = False


class EventStream(Response):
    """An endless answer of server-sent events. Snapshots of rooms are events of the type `state`."""

    def __init__(self, hub: Hub, query: Query, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "X-Accel-Buffering": "no"}, media_type="text/event-stream")
        del self.headers["content-length"]
        self._hub = hub
        self._query = query

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write events until the client leaves; cancelling ends it."""
        query = self._query
        try:
            with self._hub.subscribe(
                hosts=query.hosts, after=query.after, replay=query.replay, state=query.state
            ) as subscription:
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await send(_chunk(f"retry: {_RETRY_MILLISECONDS}\n\n"))

                async def write(packets: list[Packet]) -> None:
                    await send(_chunk("".join(map(_as_event, packets)) or ": heartbeat\n\n"))

                async def client_left() -> None:
                    while (await receive())["type"] != "http.disconnect":
                        pass

                await _pump(subscription, write, client_left)
        except TooManySubscribers as error:
            response = Response(f"{error}\n", status_code=503, headers={"Retry-After": "10"})
            await response(scope, receive, send)


async def stream_to_websocket(hub: Hub, query: Query, websocket: WebSocket) -> None:
    """Write each event as a text message of its own, until the client leaves; what it sends is ignored."""
    try:
        with hub.subscribe(
            hosts=query.hosts, after=query.after, replay=query.replay, state=query.state
        ) as subscription:
            await websocket.accept()

            async def write(packets: list[Packet]) -> None:
                for packet in packets:
                    await websocket.send_text(packet.text)
                if not packets:
                    await websocket.send_text(_HEARTBEAT)

            async def client_left() -> None:
                while (await websocket.receive())["type"] != "websocket.disconnect":
                    pass

            await _pump(subscription, write, client_left)
    except TooManySubscribers as error:
        await websocket.accept()
        await websocket.close(_TRY_AGAIN_LATER, str(error)[:100])


async def _pump(
    subscription: Subscription,
    write: Callable[[list[Packet]], Awaitable[None]],
    client_left: Callable[[], Awaitable[None]],
) -> None:
    """Write what comes, or nothing (a heartbeat) when nothing came for a while, until the client is gone."""

    async def watch_client() -> None:
        await client_left()
        group.cancel_scope.cancel()

    try:
        async with open_private_group() as group:
            group.start_soon(watch_client)
            while True:
                packets: list[Packet] = []
                with anyio.move_on_after(_HEARTBEAT_SECONDS):
                    packets = await subscription.get()
                await write(packets)
    except (OSError, WebSocketDisconnect):
        pass  # the client left while something was being written to it


def _chunk(text: str) -> dict[str, object]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


def _as_event(packet: Packet) -> str:
    head = "event: state\n" if packet.kind == "state" else ""
    # An id with a line break in it could pretend to be other fields.
    number = f"id: {packet.id}\n" if packet.id and packet.id.isprintable() else ""
    return f"{head}{number}data: {packet.text}\n\n"
