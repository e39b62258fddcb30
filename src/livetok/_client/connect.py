"""`connect()`: options checked, the environment opened, a session started, a `Live` handed out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from typing_extensions import Unpack

from livetok._client.live import Live
from livetok._client.room import Environment, build_room
from livetok._mixins.event import Event
from livetok._protocol.room_protocol import decode as decode_frame
from livetok._util.task_group import open_private_group
from livetok._webapi.handles import parse_room_id, parse_user
from livetok.errors import UserError
from livetok.options import ConnectOptions, Options

__all__ = ["connect", "decode", "open_room"]


def connect(
    user: str | None = None, *, room_id: int | str | None = None, **options: Unpack[ConnectOptions]
) -> AbstractAsyncContextManager[Live]:
    """Open a live room.

    Enter and leave it in one task, and do not `yield` from inside it. Leaving ends everything that runs for it,
    within 1.5 s even when the peer is silent; an exception of the block arrives as itself.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        room_id: Enter this room without looking the user up; `user` may then be left out.
        **options: See `livetok.options.Options`: `signer`, `endpoints`, `http`, `proxy`, `session`, `retry`,
            `history`, `fetch_room_info`, `fetch_gifts`, `heartbeat_interval`, `stale_timeout`, `http_timeout`,
            `ws_timeout` (seconds), `buffer` (messages), `overflow`, `language`, `headers`, `params`, `ssl_context`,
            `trust_env`, `compress`, `max_frame_size` (bytes).

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
        RoomError: At the `async with` line: no such user, offline, ended, restricted.
        Blocked: At the `async with` line, after some attempts with other identities.
        NetworkError: At the `async with` line, at once.
    """
    if user is None and room_id is None:
        raise UserError("connect() needs a user or a room_id", hint='connect("@name")')
    handle = "" if user is None else parse_user(user)
    number = 0 if room_id is None else parse_room_id(room_id)
    return open_room(handle, number, Options.of(options), Environment())


def decode(frame: bytes) -> list[Event]:
    """Return the events in one websocket message, for programs that bring their own transport.

    Stateless: nothing is remembered from one call to the next, so duplicates are delivered and acknowledgements are
    the caller's. Damage becomes an `UndecodedEvent`; frames that carry no events give an empty list.

    Raises:
        UserError: `frame` is no bytes.
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
    """Open a room over a given environment; `connect()` with everything checked."""
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
