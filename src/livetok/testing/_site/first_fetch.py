"""The first fetch: where the websocket is, a token for it, and the messages before it (protocol notes 3.3 and 4.1)."""

from __future__ import annotations

from livetok.testing._connection.handshake import PATHS, cookies
from livetok.testing._site.http import Request, take
from livetok.testing._world.wire_format import fetch_result
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator, Token

__all__ = ["fetch_cursor", "first_fetch"]

_OTHER_HOSTS = {"push_tiktokn": "webcast-ws.tiktokn.com", "push_eu": "webcast-ws.eu.tiktok.com"}


def fetch_cursor(simulator: Simulator) -> str:
    """Return the resume token of an answer by HTTP.

    Args:
        simulator: Its clock and its style of frames.
    """
    now = simulator.world.unix_ms()
    return f"t-{now}_r-1_d-1_u-1_h-1" if simulator.switches.old_frames else f"{now}_1_1_1_0_0"


def _first_messages(simulator: Simulator, room: Room, count: int) -> tuple[list[bytes], str]:
    """Return the messages of a first answer by HTTP, and the id of the oldest comment of the backlog.

    Args:
        simulator: Its style of frames.
        room: The room that was asked for.
        count: Comments of the backlog, at most.
    """
    backlog = list(room.broadcast.chats)[-count:]
    history = [chat.as_history() for chat in backlog]
    if simulator.switches.old_frames:
        return [*history, *(message.envelope for message in room.old_greeting())], ""
    greeting, states = ([message.envelope for message in part] for part in (room.greeting(), room.states()))
    return [*greeting, *history, *states], str(backlog[0].message_id) if backlog else ""


def first_fetch(simulator: Simulator, request: Request, room: Room) -> bytes:
    """Return the answer that names the websocket server and its parameters, with the messages that came before.

    Args:
        simulator: Issues the token that the websocket wants.
        request: Its host is where the websocket is.
        room: The room that was asked for.
    """
    session = cookies(request.header("x-cookie-header")).get("sessionid", "") or request.query.get(
        "session_id", ""
    )
    token = Token(
        room_id=room.room_id,
        at=simulator.world.now(),
        user_agent=request.query.get("user_agent", ""),
        session=session,
    )
    envelopes, oldest = _first_messages(simulator, room, 6)
    name = simulator.issue_token(token)
    old = simulator.switches.old_frames
    return fetch_result(
        envelopes,
        cursor=fetch_cursor(simulator),
        now=simulator.world.unix_ms(),
        internal_ext=f"internal_src:dim|wss_push_room_id:{room.room_id}",
        fetch_type=1,
        route_params={"imprp": name} if old else {"wrss": name[::-1], "imprp": name},
        heartbeat_duration=10_000 if old else 0,
        push_server=_push_server(simulator, request, room),
        is_first=True,
        history_comment_cursor=oldest,
    )


def _push_server(simulator: Simulator, request: Request, room: Room) -> str:
    """Where the websocket is: here, or on another of TikTok's own hosts (protocol notes 10.3)."""
    for fault, host in _OTHER_HOSTS.items():
        if take(simulator, fault, room.unique_id):
            return f"wss://{host}{PATHS[0]}/"
    host = request.header("host") or "webcast-ws.tiktok.com"
    return f"{'wss' if request.secure else 'ws'}://{host}{PATHS[0]}/"
