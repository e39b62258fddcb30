"""Pages of the web site: room lookup, live page, profile (protocol notes 2.2 to 2.5)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from livetok.testing._site import stream_urls
from livetok.testing._site.http import (
    Handler,
    Request,
    Response,
    cookie_attributes,
    json_response,
    take,
    transport_fault,
)
from livetok.testing._world.broadcast import Status
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator

__all__ = ["ROUTES", "guard"]

_HTML = ("Content-Type", "text/html; charset=utf-8")
_WAIT = b"<!DOCTYPE html><html><head><title>Please wait...</title></head><body>Please wait</body></html>"
_VERIFY = b'<!DOCTYPE html><html><body><div id="tiktok-verify-page"></div></body></html>'


def _room(simulator: Simulator, request: Request) -> Room | None:
    name = request.query.get("uniqueId", "")
    if request.path.startswith("/@"):
        name = request.path[2:].removesuffix("/live")
    return simulator.rooms.get(name.lower())


def guard(simulator: Simulator, request: Request) -> Response | None:
    """What any page may answer instead of itself."""
    room = _room(simulator, request)
    name = room.unique_id if room else ""
    broken = transport_fault(simulator, "http", name)
    if broken is not None:
        return broken
    if not request.header("user-agent"):
        simulator.violation("http-user-agent", f"{request.path} without User-Agent")
        return Response(status=403, headers=[_HTML])
    if take(simulator, "please_wait", name):
        return Response(headers=[_HTML], body=_WAIT)
    return data_fault(simulator, name) if "/api-live/" in request.path else None


def data_fault(simulator: Simulator, room: str) -> Response | None:
    """Answers that come where data is due."""
    if take(simulator, "http_403", room):
        return Response(status=403, headers=[("x-ms-token", "A" * 124)])
    if take(simulator, "http_429", room):
        return Response(status=429, headers=[("Retry-After", "3")])
    if take(simulator, "http_500", room):
        return Response(status=500, headers=[_HTML], body=b"<html><body>Internal Server Error</body></html>")
    if take(simulator, "not_json", room):
        return Response(headers=[_HTML], body=b"<html><body>no JSON</body></html>")
    if take(simulator, "empty_json", room):
        return Response()
    if take(simulator, "json_list", room):
        return json_response([])
    if take(simulator, "http_cut", room):
        return Response(
            headers=[("Content-Type", "application/json")], body=b'{"data":{"user":{}}}' * 50, cut=True
        )
    size = take(simulator, "http_huge", room)
    return Response(headers=[("Content-Type", "application/json")], body=b" " * int(size)) if size else None


# Room lookup


def _lookup(simulator: Simulator, request: Request) -> Response:
    query = request.query
    room = _room(simulator, request)
    name = room.unique_id if room else ""
    complete = query.get("aid") == "1988" and query.get("sourceType") == "54" and query.get("uniqueId", "")
    if not complete:
        simulator.violation("lookup-params", "room lookup needs aid=1988, sourceType=54 and uniqueId")
    if not complete or take(simulator, "params_error", name):
        return _failed(simulator, 19881005, "params_error")
    if take(simulator, "code_404000", name):
        return _failed(simulator, 404000, "")
    if room is None or take(simulator, "user_not_found", name):
        return _failed(simulator, 19881007, "user_not_found")
    facts = {
        "data": live_facts(simulator, room, request),
        "extra": _extra(simulator),
        "message": "",
        "statusCode": 0,
    }
    return json_response(facts)


def _failed(simulator: Simulator, code: int, message: str) -> Response:
    return json_response({"data": None, "extra": _extra(simulator), "message": message, "statusCode": code})


def _extra(simulator: Simulator) -> dict[str, Any]:
    return {
        "fatal_item_ids": [],
        "logid": f"{simulator.world.next_request_id():032X}",
        "now": simulator.world.unix_ms(),
    }


def _shown_status(simulator: Simulator, room: Room) -> Status:
    if take(simulator, "offline", room.unique_id):
        return Status.ENDED
    return Status.PAUSED if take(simulator, "paused", room.unique_id) else room.status


def live_facts(simulator: Simulator, room: Room, request: Request) -> dict[str, Any]:
    """`data` of the lookup, and `liveRoomUserInfo` of the live page."""
    status, broadcast = _shown_status(simulator, room), room.broadcast
    cover = room.world.pictures.picture(f"cover-{broadcast.room_id}", size=720)["url_list"][0]
    live = status in {Status.LIVE, Status.PAUSED}
    pull = stream_urls.pull_data(room, request)
    return {
        "user": {
            **room.host.web_facts(),
            "roomId": str(broadcast.room_id),
            "status": int(status),
            "followStatus": 0,
        },
        "stats": {"followerCount": room.host.follower_count, "followingCount": room.host.following_count},
        "liveRoom": {
            "status": int(status),
            "title": room.title,
            "startTime": broadcast.started,
            "coverUrl": cover,
            "squareCoverImg": cover,
            "streamId": str(broadcast.room_id + 1),
            "paidEvent": {"event_id": 0, "paid_type": 0},
            "liveSubOnly": int(room.subscribers_only),
            "liveRoomMode": 0,
            "hashTagId": 0,
            "gameTagId": 0,
            "multiStreamScene": 0,
            "multiStreamSource": 1,
            "liveRoomStats": {"userCount": broadcast.viewers, "enterCount": broadcast.total_viewers},
            "streamData": {"pull_data": pull if live else {"options": {}, "stream_data": ""}},
            "hevcStreamData": {"pull_data": {"options": {}, "stream_data": ""}},
        },
    }


# Pages


def _cookie_headers(simulator: Simulator, request: Request, room: str) -> list[tuple[str, str]]:
    """The device cookie, among others as always."""
    if take(simulator, "no_ttwid", room) or not simulator.wants_cookie():
        return []
    attributes = cookie_attributes(simulator, request)
    token = simulator.world.digest(f"ms {simulator.world.next_request_id()}").hex() * 2
    return [
        ("Set-Cookie", f"tt_chain_token=abc==; {attributes}"),
        ("Set-Cookie", f"ttwid={simulator.issue_ttwid()}; {attributes}"),
        ("Set-Cookie", f"msToken={token}; {attributes}"),
    ]


def _page(simulator: Simulator, request: Request, room: str, body: str) -> Response:
    if take(simulator, "challenge", room):
        return Response(headers=[_HTML, ("X-TT-System-Error", "3")], body=b"<html></html>")
    page = f'<!DOCTYPE html><html><head><meta property="og:url" content="x"></head><body>{body}</body></html>'
    return Response(headers=[_HTML, *_cookie_headers(simulator, request, room)], body=page.encode())


def _script(tag_id: str, facts: Any) -> str:
    # The same escape that TikTok uses keeps a title from ending the script.
    text = (
        json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003C")
        .replace("/", "\\u002F")
    )
    return f'<script id="{tag_id}" type="application/json">{text}</script>'


def _home(simulator: Simulator, request: Request) -> Response:
    return _page(simulator, request, "", "")


def _live_page(simulator: Simulator, request: Request) -> Response:
    room = _room(simulator, request)
    name = room.unique_id if room else ""
    if take(simulator, "verify_page", name):
        return Response(headers=[_HTML], body=_VERIFY)
    if take(simulator, "no_sigi", name):
        return _page(simulator, request, name, "")
    facts: dict[str, Any] = {"AppContext": {}, "SEOState": {}}
    if room is not None and not take(simulator, "no_live_room", name):
        info = live_facts(simulator, room, request)
        facts["LiveRoom"] = {"loadingState": {}, "needLogin": False, "liveRoomUserInfo": info}
    script = _script("SIGI_STATE", facts)
    if take(simulator, "broken_sigi", name):
        script = script[: len(script) // 2] + "</script>"
    return _page(simulator, request, name, script)


def _profile(simulator: Simulator, request: Request) -> Response:
    room = _room(simulator, request)
    name = request.path[2:].lower()
    people = simulator.world.people
    # TikTok shows the page for a user's id, too (protocol notes 2.4).
    by_id = next((person for person in people.values() if str(person.user_id) == name), None)
    person = room.host if room else people.get(name) or by_id
    if person is None:
        detail: dict[str, Any] = {"statusCode": 10221, "statusMsg": "user not found"}
    else:
        user = {
            **person.web_facts(),
            "privateAccount": False,
            "isOrganization": 0,
            "roomId": str(room.room_id) if room and room.broadcast.is_live else "",
            "bioLink": {"link": "", "risk": 0},
        }
        stats = {
            "followerCount": person.follower_count,
            "followingCount": person.following_count,
            "heartCount": person.follower_count * 7,
            "videoCount": person.following_count % 50,
            "friendCount": 0,
        }
        detail = {"statusCode": 0, "userInfo": {"user": user, "stats": stats}}
    scope = {"__DEFAULT_SCOPE__": {"webapp.user-detail": detail}}
    return _page(simulator, request, name, _script("__UNIVERSAL_DATA_FOR_REHYDRATION__", scope))


ROUTES: Mapping[re.Pattern[str], Handler] = {
    re.compile("/api-live/user/room"): _lookup,
    re.compile("/@[^/]+/live"): _live_page,
    re.compile("/@[^/]+"): _profile,
    re.compile("/|/live|/explore|/foryou"): _home,
}
