"""`follow()`: many hosts at once, their events in one stream."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from attrs import define, evolve
from typing_extensions import Unpack

from livetok._connect import Network
from livetok._core.handles import parse_user
from livetok._lifetime import block_group
from livetok._live import Live
from livetok._mixins.event import Event
from livetok._net.http import HttpClient
from livetok._watch import Pace, open_watch
from livetok.errors import LiveError, UserError
from livetok.options import ConnectOptions, Options

__all__ = ["Followed", "follow", "open_follow"]

_log = logging.getLogger("livetok.follow")

_Item = tuple[Live, Event] | LiveError


def follow(
    users: Iterable[str], *, poll_interval: float = 60.0, **options: Unpack[ConnectOptions]
) -> AbstractAsyncContextManager[Followed]:
    """Watch many hosts, each as `watch()` does, and merge what happens in their rooms.

    ::

        async with follow(["@ann", "@bo"]) as lives:
            async for live, event in lives:
                print(live.unique_id, event)

    Endless. The events of one room keep their order. A room that is lost costs nobody else anything: its
    `DisconnectEvent` says so, and the host is waited for again. Only what waiting cannot help is raised, by the step
    of the loop that meets it; who catches it may go on, with the other hosts.

    Args:
        users: Handles or URLs; each host once.
        poll_interval: Seconds from one look at a host who is not live to the next.
        **options: As for `connect()`; `buffer` bounds each room, and what waits for the loop.

    Raises:
        UserError: At the call, for a handle or an option that is wrong, or when there is nobody to follow.
    """
    if isinstance(users, str):
        raise UserError("follow() takes several users", hint=f"follow([{users!r}]), or watch({users!r})")
    handles = tuple(dict.fromkeys(parse_user(user) for user in users))
    if not handles:
        raise UserError("follow() needs somebody to follow", hint='follow(["@ann", "@bo"])')
    return open_follow(handles, Pace(poll_interval=poll_interval), Options.of(options), Network())


@asynccontextmanager
async def open_follow(
    handles: tuple[str, ...], pace: Pace, options: Options, network: Network
) -> AsyncGenerator[Followed]:
    """Follow hosts over a given network; `follow()` with everything checked."""
    async with network.open_http(options) as http, block_group() as group:

        @asynccontextmanager
        async def shared(_: Options) -> AsyncGenerator[HttpClient]:
            yield http

        shared_network = evolve(network, open_http=shared)
        send, receive = anyio.create_memory_object_stream[_Item](options.buffer)
        with receive, send:
            for handle in handles:
                group.start_soon(
                    _watch,
                    handle,
                    pace,
                    options,
                    shared_network,
                    send.clone(),
                    name=f"livetok follow @{handle}",
                )
            send.close()  # each watcher has an end of its own; the last one to leave ends the iteration
            yield Followed(receive)


async def _watch(
    handle: str, pace: Pace, options: Options, network: Network, send: MemoryObjectSendStream[_Item]
) -> None:
    with send:
        try:
            async with open_watch(handle, pace, options, network) as lives:
                async for live in lives:
                    await _forward(live, send)
        except LiveError as error:
            await send.send(error)


async def _forward(live: Live, send: MemoryObjectSendStream[_Item]) -> None:
    try:
        async for event in live:
            await send.send((live, event))
    except LiveError as error:
        # the room's last DisconnectEvent was delivered; waiting for the host goes on
        _log.warning("@%s was lost: %s", live.unique_id, error)


@define(eq=False)
class Followed:
    """The events of many rooms: an asynchronous iterator of pairs of `Live` and event, made by `follow()`."""

    _receive: MemoryObjectReceiveStream[_Item]

    def __aiter__(self) -> Followed:
        return self

    async def __anext__(self) -> tuple[Live, Event]:
        """Return the next event and the room that it comes from. Cancelling loses nothing."""
        try:
            item = await self._receive.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None
        if isinstance(item, LiveError):
            raise item
        return item
