"""`connect()`: checks the options, opens the HTTP client, starts a session, and gives a `Live`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from typing_extensions import Unpack

from livetok._client.live import Live
from livetok._client.room import build_room
from livetok._mixins.event import Event
from livetok._protocol.room_protocol import decode as decode_frame
from livetok._session.environment import Environment
from livetok._util.block import Block
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_room_id, parse_user
from livetok.errors import UserError
from livetok.options import ConnectOptions, Options

__all__ = ["connect", "decode", "open_room"]


def connect(
    user: str | None = None, *, room_id: int | str | None = None, **options: Unpack[ConnectOptions]
) -> AbstractAsyncContextManager[Live]:
    """Open a live room.

    Enter and leave it in one task, and do not `yield` from inside it. Leaving, also by cancellation, ends everything
    that runs for it, within 1.5 s even when the peer is silent; an exception of the block arrives as itself.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        room_id: Enter this room without looking the user up; `user` may then be left out.
        **options: All keyword-only. docs/options.md has an example of each.

            signer: Who signs the websocket's URL when TikTok does not accept an unsigned one: one signer, or
                several that are asked in order. Default None: connect without one, so that no third party
                learns anything.
            endpoints: Base URLs of everything the client talks to. Default `Endpoints()`: TikTok's own.
            http: A client of the caller's own for all HTTP requests; never closed by livetok. It sees to its
                own proxy. Default None: livetok makes one, and closes it with the block.
            proxy: URL of one proxy for HTTP, websocket and recordings: `http`, `https`, `socks5` or
                `socks5h`. A function without arguments is called once for each attempt. Default None: no
                proxy.
            session: Cookies of a logged-in user; sent to TikTok's hosts only. Default None: anonymous.
            retry: What to do when the connection to a room that was entered once is lost. Default `Retry()`:
                up to ten failures in a row, with exponential backoff.
            resume: Where an earlier session stopped, as `live.resume` or `event.meta.resume` gave it, or its
                text: the session goes on from there, without a message twice. Ignored when the host is in
                another room by now. Default None: begin with what the server sends.
            history: Whether to deliver the messages from before the connection that TikTok sends along; they
                have `event.meta.history`. Default True.
            fetch_room_info: Whether to fetch the room's data while connecting. Default True.
            fetch_gifts: Whether to fetch the gift catalogue before the room is entered, for `live.gifts`.
                Default False.
            heartbeat_interval: Seconds between application heartbeats. Default 10.
            stale_timeout: Seconds without any message after which the connection counts as lost. Default 60.
            http_timeout: Seconds for one HTTP request, from connecting to the last byte. Default 10.
            ws_timeout: Seconds for opening the websocket, and for sending one message. Default 10.
            buffer: Messages that may wait to be read, for the live and for each selection; `follow()` counts
                those of all rooms together. Default 1024.
            overflow: What happens when the buffer is full. `"block"`: the session waits, and so does the
                server. `"drop_oldest"`: the oldest are dropped, and a `LaggedEvent` counts them; gifts and
                lifecycle events are kept. Default `"block"`.
            language: Language of the simulated browser, such as `de` or `de-AT`; region, time zone and screen
                follow it. Default `"en-US"`.
            headers: Headers for every request to TikTok and for the websocket, name to value; they replace
                livetok's own of the same name. Default `{}`.
            params: Query parameters for every request to TikTok and for the websocket, name to value; they
                replace livetok's own of the same name. Default `{}`.
            ssl_context: TLS settings for HTTP, websocket and recordings. Default None: certificates are
                verified.
            trust_env: Whether to take proxies and the trusted certificates from the environment, as httpx
                does: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`, ... Default False.
            compress: Whether to ask the server for gzip-compressed messages. Default True.
            websocket: Which websocket library speaks under trio: `"trio"` is trio-websocket, `"anyio"` is
                wsproto without a task of its own, which takes a third of its processor time. Under asyncio
                there is the latter only. Default None: trio-websocket under trio, but wsproto in `follow()`.
            max_frame_size: Upper bound of one websocket message in bytes, before and after decompression.
                Default 16777216.
            max_frame_messages: Messages of one frame that are delivered; the rest of a frame that holds more
                is reported as one `UndecodedEvent`. Default 10000.

    Returns:
        A context manager that gives the open `Live`. Cancelling it while it connects drops the attempt.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
        RoomError: At the `async with` line: no such user, offline, ended, restricted.
        Blocked: At the `async with` line, after up to four attempts with new identities, within about 30 s.
        NetworkError: At the `async with` line, at once.
    """
    if user is None and room_id is None:
        raise UserError("connect() needs a user or a room_id", hint='connect("@name")')
    handle = "" if user is None else parse_user(user)
    number = 0 if room_id is None else parse_room_id(room_id)
    return Block(
        open_room(handle, number, Options.of(options), Environment()),
        "async with connect(...) as live: async for event in live: ...",
    )


def decode(frame: bytes) -> list[Event]:
    """Return the events in one websocket message, for programs that bring their own transport.

    Stateless: nothing is kept from one call to the next, so duplicates are delivered, and acknowledgements are up to
    the caller. A damaged message gives an `UndecodedEvent`.

    Args:
        frame: One whole binary websocket message.

    Returns:
        The events in order; empty for a frame that carries none.

    Raises:
        UserError: `frame` is not bytes.
    """
    if not isinstance(frame, bytes | bytearray | memoryview):
        raise UserError(
            f"a frame is bytes, not {type(frame).__name__}", hint="pass one binary websocket message"
        )
    return decode_frame(bytes(frame), received_at=datetime.now(UTC))


@asynccontextmanager
async def open_room(
    unique_id: str, room_id: int, options: Options, environment: Environment
) -> AsyncGenerator[Live]:
    """Open a room over a given environment; `connect()` with checked arguments.

    Args:
        unique_id: Handle of the host; may be empty where there is a room id.
        room_id: The room; 0 to look it up.
        options: Checked options.
        environment: Network, clocks and chance.
    """
    async with environment.open_http(options) as http, open_private_group() as group:
        room = build_room(unique_id, room_id, options, environment, http, group)
        try:
            await room.prepare()
            await group.start(room.session.run, name=f"livetok session @{unique_id or room_id}")
            yield room.live
            await room.leave()
        finally:
            room.close()
        if room.session.unreported_failure is not None:
            raise room.session.unreported_failure
