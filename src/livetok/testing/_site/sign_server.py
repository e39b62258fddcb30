"""A signature server with the old and the new paths (protocol notes 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from livetok.testing._connection.handshake import RELAY_PATH
from livetok.testing._site.first_fetch import first_fetch
from livetok.testing._site.http import (
    Handler,
    Request,
    Response,
    cookie_attributes,
    json_response,
    take,
    transport_fault,
)
from livetok.testing._site.webcast_api import room_info
from livetok.testing._world.wire_format import envelope, fetch_result, text
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator, Token

__all__ = ["ROUTES", "guard"]

_SIC = ("Content-Type", "application/protubuf")
_STUB_TEXT = "Connected through the fallback proxy"
_GATEWAY = b"<html><body><h1>Bad gateway</h1></body></html>"


def _failed(code: int, message: str, *, status: int = 0, **more: object) -> Response:
    return json_response({"code": code, "message": message, **more}, status=status or code)


_JSON_FAULTS: Mapping[str, Response] = {
    "sign_401": _failed(401, "The API key is invalid."),
    "sign_402": _failed(402, "This feature needs a paid plan."),
    "sign_403": _failed(403, "You do not have permission."),
    "sign_404": _failed(404, "The room could not be found."),
    "sign_420": Response(status=420),
    "sign_500": _failed(500, "Empty response payload received! (Internal Code: 200)"),
    "sign_502": Response(status=502, headers=[("Content-Type", "text/html")], body=_GATEWAY),
    "sign_503": json_response({"code": 503, "error": "No server is available."}, status=503),
    "sign_504": Response(status=504, headers=[("Content-Type", "text/html")], body=_GATEWAY),
    "sign_json_403": _failed(403, "You do not have permission.", status=200),
    "sign_empty": Response(headers=[_SIC]),
    "sign_429_bare": _failed(429, "Too many connections.", limit_label="minute"),
    "sign_429_account": _failed(429, "Too many connections.", limit_label="rate_limit_account_minute"),
    "sign_fallback": json_response({"fallback_message": "illegal web id"}, status=500),
}


def guard(simulator: Simulator, request: Request) -> Response | None:
    """What any call may answer instead of itself."""
    broken = transport_fault(simulator, "sign")
    if broken is not None:
        return broken
    for name, response in _JSON_FAULTS.items():
        if take(simulator, name):
            return response
    wait = take(simulator, "sign_429")
    return _limited(simulator, wait) if wait or _over_quota(simulator, request) else None


def _key(request: Request) -> str:
    return request.header("x-api-key") or request.query.get("apiKey", "") or request.header("x-jwt-key")


def _over_quota(simulator: Simulator, request: Request) -> bool:
    quota, now = simulator.switches.sign_quota, simulator.world.now()
    if quota is None or _key(request) or "rate_limits" in request.path:
        return False
    simulator.sign_calls[:] = [at for at in simulator.sign_calls if at > now - 60.0]
    if len(simulator.sign_calls) >= quota:
        return True
    simulator.sign_calls.append(now)
    return False


def _limited(simulator: Simulator, wait: float) -> Response:
    now = simulator.world.now()
    oldest = simulator.sign_calls[0] if simulator.sign_calls else now  # a quota of none has no calls
    wait = wait or max(60.0 - (now - oldest), 1.0)
    headers = [
        ("RateLimit-Reset", f"{wait:.0f}"),
        ("X-RateLimit-Reset", str(int(simulator.world.unix() + wait))),
        ("RateLimit-Remaining", "0"),
        ("Retry-After", f"{wait:.0f}"),
    ]
    answer = _failed(429, "Too many connections started, try again later.", limit_label="minute")
    return Response(status=429, headers=[*answer.headers, *headers], body=answer.body)


# The first fetch


def _room(simulator: Simulator, request: Request) -> Room | None:
    by_path = re.fullmatch(r"/webcast/(rooms|anchors)/([^/]+)/.*", request.path)
    query = request.query
    room_id = query.get("room_id", "") or query.get("roomId", "")
    name = query.get("unique_id", "") or query.get("uniqueId", "")
    if by_path and by_path[1] == "rooms":
        room_id = by_path[2]
    elif by_path:
        name = by_path[2]
    if room_id.isascii() and room_id.isdecimal():
        return simulator.room_of(int(room_id))
    return simulator.rooms.get(name.lstrip("@").lower())


def _connect(simulator: Simulator, request: Request) -> Response:
    room = _room(simulator, request)
    if room is None:
        return _failed(404, "The room could not be found.")
    if not room.broadcast.is_live:
        return _failed(404, "The user is offline.")
    if take(simulator, "sign_garbage", room.unique_id):
        return Response(headers=[_SIC], body=b"\xff" * 300)
    identity = (
        [] if take(simulator, "sign_no_cookie", room.unique_id) else _identity(simulator, request, room)
    )
    if take(simulator, "sign_stub", room.unique_id):
        return Response(headers=[_SIC, *identity], body=_stub(simulator))
    if take(simulator, "sign_relay", room.unique_id):
        return Response(headers=[_SIC, *identity], body=_relay(simulator, request, room))
    return Response(
        headers=[_SIC, *identity, *_diagnostics(simulator, room)], body=first_fetch(simulator, request, room)
    )


def _identity(simulator: Simulator, request: Request, room: Room) -> list[tuple[str, str]]:
    """The cookie for the websocket, for the same domain as the pages set theirs: a cookie jar has one of each name."""
    cookie = f"ttwid={simulator.issue_ttwid()}; {cookie_attributes(simulator, request)}"
    return [("X-Set-TT-Cookie", cookie), ("X-Room-Id", str(room.room_id))]


def _diagnostics(simulator: Simulator, room: Room) -> list[tuple[str, str]]:
    return [
        ("X-Agent-Id", f"agent-{room.unique_id}"),
        ("X-Request-Id", f"{simulator.world.next_request_id():x}"),
    ]


def _relay(simulator: Simulator, request: Request, room: Room) -> bytes:
    """The answer that leads to a socket of the signer's own, which passes on what a room says (protocol notes 10.4).

    All parameters of the route have to come back as they are, percent-encoded, the raw User-Agent among them.
    """
    agent = request.query.get("user_agent", "") or request.header("user-agent")
    route = {"browser_version": agent.partition("/")[2] or agent, "room_id": str(room.room_id), "aid": "1988",
             "compress": "gzip", "cursor": "0", "relay": "1"}  # fmt: skip
    token = Token(
        room_id=room.room_id, at=simulator.world.now(), user_agent=agent, relay=tuple(route.items())
    )
    message = envelope("WebcastSystemMessage", text(2, _STUB_TEXT), simulator.world.next_request_id())
    host = request.header("host") or "ws-fallback.example"
    scheme = "wss" if request.secure or not request.header("host") else "ws"
    return fetch_result(
        [message],
        cursor="0",
        now=simulator.world.unix_ms(),
        fetch_type=1,
        route_params=route,
        push_server=f"{scheme}://{host}{RELAY_PATH}?token={simulator.issue_token(token)}",
    )


def _stub(simulator: Simulator) -> bytes:
    """The answer of September 2026: one message, and a socket of somebody else's (protocol notes 1.3)."""
    message = envelope("WebcastSystemMessage", text(2, _STUB_TEXT), simulator.world.next_request_id())
    return fetch_result(
        [message],
        cursor="0",
        now=simulator.world.unix_ms(),
        fetch_type=1,
        route_params={"imprp": "stub"},
        push_server="wss://ws-fallback.example/?token=stub",
        is_first=True,
    )


# Other calls


def _room_id(simulator: Simulator, request: Request) -> Response:
    room = _room(simulator, request)
    if room is None:
        return _failed(404, "The user could not be found.")
    return json_response(
        {
            "code": 200,
            "ok": True,
            "message": "",
            "is_live": room.broadcast.is_live,
            "room_id": str(room.room_id),
            "routes_attempted": 1,
            "source": "simulator",
        }
    )


def _room_info(simulator: Simulator, request: Request) -> Response:
    room = _room(simulator, request)
    if room is None:
        return _failed(404, "The user could not be found.")
    return json_response(
        {"code": 200, "message": "", "data": {"room_info": room_info(room, room.broadcast, request)}}
    )


def _gifts(simulator: Simulator, _: Request) -> Response:
    gifts = [kind.facts for kind in simulator.world.gifts.values()]
    return json_response({"code": 200, "message": "", "data": {"gifts": gifts}})


def _sign_url(simulator: Simulator, request: Request) -> Response:
    """Sign an address: by POST as today, by GET as libraries of 2022 ask."""
    given = request.query if request.method == "GET" else _object(request.body)
    url = str(given.get("url", ""))
    if not urlsplit(url).netloc:
        return _failed(400, "url is missing")
    agent = str(given.get("userAgent") or request.header("user-agent"))
    seal = simulator.world.digest(f"{url} {agent}").hex()
    separator = "&" if "?" in url else "?"
    signed = f"{url}{separator}X-Bogus=1&X-Gnarly={seal}&msToken={seal[:40]}"
    if request.method == "GET":
        return json_response({"signedUrl": signed, "User-Agent": agent, "msToken": seal[:40]})
    response = {
        "signedUrl": signed,
        "userAgent": agent,
        "browserName": "Mozilla",
        "browserVersion": agent.partition("/")[2],
        "tokens": {"X-Gnarly": seal, "X-Bogus": "1", "msToken": seal[:40]},
        "requestHeaders": {},
        "cookies": "",
    }
    return json_response({"code": 200, "message": "", "response": response})


def _chat(simulator: Simulator, request: Request) -> Response:
    given = _object(request.body)
    authorised = (
        request.header("x-cookie-header") or request.header("x-oauth-token") or given.get("sessionId")
    )
    if not authorised:
        return _failed(401, "A session is needed.")
    room_id = str(given.get("roomId") or given.get("targetRoomId") or "")
    room = simulator.room_of(int(room_id)) if room_id.isdecimal() else _room(simulator, request)
    content = str(given.get("content", ""))
    if room is None or not room.broadcast.is_live or not content:
        return _failed(404, "The room could not be found, or there is nothing to say.")
    said = room.comment(content, user=f"session{simulator.world.digest(str(authorised)).hex()[:8]}")
    return json_response({"code": 200, "message": "", "data": {"msg_id": str(said.message_id)}})


def _object(body: bytes) -> dict[str, Any]:
    try:
        content: Any = json.loads(body or b"{}")
    except ValueError:
        return {}
    return cast(dict[str, Any], content) if isinstance(content, dict) else {}


def _rate_limits(simulator: Simulator, _: Request) -> Response:
    quota = simulator.switches.sign_quota or 5
    used = len(simulator.sign_calls)
    limits = {
        name: {"max": size, "remaining": max(size - used, 0), "reset_at": None}
        for name, size in (("day", quota * 20), ("hour", quota * 6), ("minute", quota))
    }
    return json_response({"code": 200, "message": "", **limits})


ROUTES: Mapping[re.Pattern[str], Handler] = {
    re.compile("/webcast/fetch|/im/fetch|/webcast/(rooms|anchors)/[^/]+/connect"): _connect,
    re.compile("/webcast/room_id|/webcast/anchors/[^/]+/room_id"): _room_id,
    re.compile("/webcast/room_info|/webcast/(rooms|anchors)/[^/]+/room_info"): _room_info,
    re.compile("/webcast/gift_info|/webcast/rooms/[^/]+/gifts"): _gifts,
    re.compile("/webcast/sign_url|/tiktok/sign_url|/tiktok/signing/encrypt/sign_url"): _sign_url,
    re.compile("/webcast/chat|/webcast/rooms/[^/]+/chat"): _chat,
    re.compile("/webcast/rate_limits|/accounts/me/rate_limits"): _rate_limits,
}
