"""The webcast API: room info, live check, gifts, audience, chat, im/fetch (protocol notes 2.6 to 2.11)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from livetok.testing._site import stream_urls
from livetok.testing._site.first_fetch import fetch_cursor, first_fetch
from livetok.testing._site.http import Handler, Request, Response, json_response, take, transport_fault
from livetok.testing._site.pages import data_fault
from livetok.testing._world.broadcast import Broadcast, Status
from livetok.testing._world.people import Person
from livetok.testing._world.wire_format import fetch_result
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator

__all__ = ["ROUTES", "guard", "room_info"]

_SIGNATURES = ("X-Gnarly", "X-Bogus", "_signature")
_LONGEST_CHAT = 150
_PROTOBUF = ("Content-Type", "application/protobuf")


def _asked(simulator: Simulator, request: Request) -> tuple[Room | None, Broadcast | None]:
    query = request.query
    by_name = simulator.rooms.get(query.get("unique_id", query.get("uniqueId", "")).lower())
    if by_name is not None:
        return by_name, by_name.broadcast
    room_id = query.get("room_id", "") or query.get("room_ids", "").partition(",")[0]
    broadcast = simulator.broadcast_of(int(room_id)) if room_id.isascii() and room_id.isdecimal() else None
    return (simulator.rooms[broadcast.unique_id], broadcast) if broadcast else (None, None)


def guard(simulator: Simulator, request: Request) -> Response | None:
    """What any call may answer instead of itself."""
    room, _ = _asked(simulator, request)
    name = room.unique_id if room else ""
    broken = transport_fault(simulator, "http", name) or data_fault(simulator, name)
    if broken is not None:
        return broken
    if not request.header("user-agent") or request.header("origin").endswith("/"):
        simulator.violation(
            "http-headers", f"{request.path} without User-Agent, or Origin with a slash at its end"
        )
        return Response(status=403)
    if request.query.get("aid") != "1988":
        simulator.violation("webcast-params", f"{request.path} without aid=1988")
        return _answer(simulator, {"message": "Parameter error"}, code=10011)
    return None


def _answer(simulator: Simulator, data: Any, *, code: int = 0) -> Response:
    return json_response({"data": data, "extra": {"now": simulator.world.unix_ms()}, "status_code": code})


# Room info


def _room_info(simulator: Simulator, request: Request) -> Response:
    room, broadcast = _asked(simulator, request)
    if room is None or broadcast is None:
        return _answer(simulator, {"message": "room not exist"}, code=4001038)
    restricted = room.age_restricted and not request.cookies.get("sessionid")
    if restricted or take(simulator, "restricted", room.unique_id):
        prompts = "This content may not be suitable for everyone"
        return _answer(simulator, {"prompts": prompts, "message": prompts}, code=4003110)
    return _answer(simulator, room_info(room, broadcast, request))


def room_info(room: Room, broadcast: Broadcast, request: Request) -> dict[str, Any]:
    """Return `data` of room info.

    Args:
        room: The room.
        broadcast: Its running broadcast, or the one that was asked for.
        request: Decides how the addresses of the video begin.
    """
    ended = broadcast.status is Status.ENDED
    finished = int(room.world.epoch + broadcast.ended_at) if broadcast.ended_at is not None else 0
    return {
        "id": broadcast.room_id,
        "id_str": str(broadcast.room_id),
        "status": int(broadcast.status),
        "title": room.title,
        "user_count": broadcast.viewers,
        "create_time": broadcast.started,
        "finish_time": finished if ended else 0,
        "owner": room.host.facts(own_rooms=(broadcast.room_id,)),
        "owner_user_id": room.host.user_id,
        "owner_user_id_str": str(room.host.user_id),
        "stats": {
            "like_count": broadcast.likes,
            "digg_count": 0,
            "total_user": broadcast.total_viewers,
            "enter_count": broadcast.total_viewers,
            "share_count": broadcast.shares,
            "follow_count": broadcast.follows,
            "gift_uv_count": len(broadcast.coins),
            "fan_ticket": broadcast.coins.total(),
            "total_user_desp": "",
        },
        "like_count": broadcast.likes,
        "live_room_mode": 0,
        "share_url": f"https://www.tiktok.com/@{room.unique_id}/live",
        "cover": room.world.pictures.picture(f"cover-{broadcast.room_id}", size=720),
        "hashtag": {"id": 5, "title": "Chat"},
        "link_mic": {
            "multi_live_enum": 1,
            "rival_anchor_id": 0,
            "channel_id": 0,
            "battle_scores": [],
            "battle_settings": {"battle_id": 0, "duration": 0, "start_time_ms": 0, "finished": 0},
        },
        "age_restricted": {"restricted": room.age_restricted},
        "room_auth": {"Chat": True, "Gift": True, "UserCount": 1},
        "top_fans": [
            {"fan_ticket": coins, "user": room.person(name).facts()}
            for name, coins in broadcast.coins.most_common(3)
        ],
        "stream_id": broadcast.room_id + 1,
        "stream_id_str": str(broadcast.room_id + 1),
        "stream_url": {} if ended else stream_urls.stream_url(room, request),
    }


def _check_alive(simulator: Simulator, request: Request) -> Response:
    if take(simulator, "alive_empty"):
        return _answer(simulator, [])
    answers: list[dict[str, Any]] = []
    for text in request.query.get("room_ids", "").split(","):
        broadcast = simulator.broadcast_of(int(text)) if text.isascii() and text.isdecimal() else None
        if text.isascii() and text.isdecimal() and take(simulator, "alive_always"):
            answers.append({"alive": True, "room_id": int(text), "room_id_str": text})
        elif broadcast is not None:
            answers.append({"alive": broadcast.is_live, "room_id": broadcast.room_id, "room_id_str": text})
    return _answer(simulator, answers)


def _gift_list(simulator: Simulator, request: Request) -> Response:
    room, _ = _asked(simulator, request)
    if take(simulator, "gifts_403", room.unique_id if room else ""):
        return Response(status=403)
    gifts = [kind.facts for kind in simulator.world.gifts.values()]
    data: dict[str, Any] = {"gifts": gifts, "gifts_info": {}, "pages": [], "doodle_templates": []}
    extra = {"log_id": f"{simulator.world.next_request_id():032X}", "now": simulator.world.unix_ms()}
    return json_response({"data": data, "extra": extra, "status_code": 0})


def _audience(simulator: Simulator, request: Request) -> Response:
    room, broadcast = _asked(simulator, request)
    if not request.cookies.get("sessionid"):
        return _answer(
            simulator, {"message": "Please login first", "prompts": "Please login first"}, code=20003
        )
    if room is None or broadcast is None or request.query.get("anchor_id") != str(room.host.user_id):
        return _answer(simulator, {"message": "Parameter error"}, code=10011)
    ranks = [
        {"rank": place, "score": coins, "user": _viewer(room.person(name))}
        for place, (name, coins) in enumerate(broadcast.coins.most_common(100), 1)
    ]
    return _answer(simulator, {"total": broadcast.viewers, "anonymous": 0, "ranks": ranks})


def _viewer(person: Person) -> dict[str, Any]:
    relation = {"is_follower": person.follower, "is_following": False, "is_subscribe": person.subscriber}
    return {**person.facts(), **relation}


# Chat


def _chat(simulator: Simulator, request: Request) -> Response:
    """Needs a session and a signature (protocol notes 2.9)."""
    if request.method != "POST":
        return Response(status=405)
    session = request.cookies.get("sessionid", "")
    if not session:
        return _answer(simulator, {"message": "User doesn't login", "prompts": ""}, code=20003)
    if simulator.switches.signatures and not any(request.query.get(name) for name in _SIGNATURES):
        simulator.violation("chat-signature", "chat without a signature")
        return Response(status=403)
    given = _json_object(request.body) | request.query
    room_id, content = str(given.get("room_id", "")), str(given.get("content", ""))
    room = simulator.room_of(int(room_id)) if room_id.isascii() and room_id.isdecimal() else None
    return _said(simulator, room, session, content)


def _said(simulator: Simulator, room: Room | None, session: str, content: str) -> Response:
    if room is None or not room.broadcast.is_live:
        return _answer(simulator, {"message": "room not exist"}, code=4001038)
    if not content or len(content) > _LONGEST_CHAT:
        return _answer(simulator, {"message": "Invalid content"}, code=10011)
    sender = room.person(f"session{simulator.world.digest(session).hex()[:8]}")
    last = room.broadcast.said_by.get(sender.unique_id)
    if last == content:
        return _answer(simulator, {"message": "Repeated message"}, code=50007)
    room.broadcast.said_by[sender.unique_id] = content
    said = room.comment(content, user=sender)
    return _answer(
        simulator, {"msg_id": said.message_id, "msg_id_str": str(said.message_id), "content": content}
    )


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        content: Any = json.loads(body or b"{}")
    except ValueError:
        return {}
    return cast(dict[str, Any], content) if isinstance(content, dict) else {}


# im/fetch


def _fetch(simulator: Simulator, request: Request) -> Response:
    """Gated: without a signature an empty 200, as TikTok answers guests (protocol notes 1.4)."""
    room, broadcast = _asked(simulator, request)
    name = broadcast.unique_id if broadcast else ""
    if take(simulator, "fetch_403", name):
        return Response(status=403, headers=[("x-ms-token", "A" * 124)])
    signed = not simulator.switches.signatures or any(request.query.get(name) for name in _SIGNATURES)
    if broadcast is None or not signed or take(simulator, "fetch_empty", name):
        return Response()
    if simulator.switches.old_clients and room and room.broadcast is broadcast:
        return Response(headers=[_PROTOBUF], body=first_fetch(simulator, request, room))
    history = request.path.endswith("history")
    asked = request.query.get("history_comment_count", "6")
    count = int(asked) if asked.isascii() and asked.isdecimal() and asked != "0" else 6
    chats = list(broadcast.chats)[-count:]
    body = fetch_result(
        [chat.as_history() for chat in chats],
        cursor=fetch_cursor(simulator),
        now=simulator.world.unix_ms(),
        internal_ext=f"internal_src:dim|wss_push_room_id:{broadcast.room_id}",
        fetch_type=1,
        heartbeat_duration=10_000 if simulator.switches.old_frames else 0,
        history_no_more=history,
    )
    return Response(headers=[_PROTOBUF], body=body)


def _login_wanted(simulator: Simulator, request: Request) -> Response:
    if not any(request.query.get(name) for name in _SIGNATURES):
        return Response(status=403)
    return _answer(simulator, {"message": "User doesn't login"}, code=20003)


ROUTES: Mapping[re.Pattern[str], Handler] = {
    re.compile("/webcast/room/info(_by_user)?"): _room_info,
    re.compile("/webcast/room/check_alive"): _check_alive,
    re.compile("/webcast/gift/list"): _gift_list,
    re.compile("/webcast/ranklist/online_audience"): _audience,
    re.compile("/webcast/room/chat"): _chat,
    re.compile("/webcast/im/fetch(/history|/preview)?"): _fetch,
    re.compile("/webcast/room/(enter|leave|ping/audience)"): _login_wanted,
}
