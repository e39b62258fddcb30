"""Responses of TikTok's web API: readers of answers about rooms, gifts and cookies; they never raise on input.

Each reader takes an answer and returns a value, or an error INSTANCE from our tree with HTTP status, hint and
evidence. Whoever asked decides whether it is raised, cross-checked or ignored (protocol notes 2.2 to 2.13).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from livetok._util.json_view import Json
from livetok.errors import (
    AgeRestricted,
    Detected,
    DeviceBlocked,
    LiveError,
    NetworkError,
    RateLimited,
    SessionRequired,
    UserNotFound,
)
from livetok.http_types import HttpResponse
from livetok.models import Gift, RoomInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "by_code",
    "challenge",
    "cookie_missing",
    "cookie_set",
    "header",
    "not_found",
    "page_state",
    "read_check_alive",
    "read_gift_list",
    "read_json",
    "read_live_page",
    "read_room_info",
    "read_room_lookup",
    "refusal",
    "refused",
    "retry_after",
    "with_evidence",
]

_NOT_FOUND: Final = 19881007
_PARAMS_ERROR: Final = 19881005
_RESTRICTED: Final = 4003110
_LOGIN: Final = 20003
_REPEATED: Final = 50007

_SLOW_DOWN: Final = "wait before the next try, and ask less often"
LOOKS_LIKE_A_BOT: Final = "TikTok distrusts this address: wait, use another network or a proxy"
OUTDATED: Final = "TikTok changed its interface: look for a newer livetok, or use a signer"
LOG_IN: Final = "pass session=Session(session_id=..., target_idc=...) of a logged-in user"


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first value of a header, empty when absent. The name is in lower case."""
    return next((value for key, value in headers if key.lower() == name), "").strip()


def cookie_set(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The value that `Set-Cookie` gives to a cookie, exactly as sent, empty when it does not (2.5)."""
    for key, value in headers:
        if key.lower() == "set-cookie":
            pair, _, _ = value.partition(";")
            cookie, _, content = pair.partition("=")
            if cookie.strip() == name and content.strip():
                return content.strip()
    return ""


def cookie_missing(answer: HttpResponse) -> LiveError:
    """Why a page handed out no device cookie (2.5)."""
    if (failed := refused(answer)) is not None:
        return failed
    hint = "try again, use another network or a proxy, or a client that looks like a browser (option http)"
    error = Detected("TikTok hands out no device cookie here", hint=hint, status=answer.status)
    return with_evidence(error, answer, challenge(answer) or "no ttwid in Set-Cookie")


def retry_after(headers: Iterable[tuple[str, str]]) -> float | None:
    """Seconds to wait as the server said it, None when it did not say a number."""
    text = header(headers, "retry-after")
    return float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text) else None


# --- errors, with their evidence

_E = TypeVar("_E", bound=LiveError)


def with_evidence(error: _E, answer: HttpResponse, what: str = "") -> _E:
    """Note on the error what came back."""
    error.status = answer.status
    kind = header(answer.headers, "content-type").partition(";")[0] or "no content type"
    error.evidence = f"HTTP {answer.status}, {len(answer.body)} bytes, {kind}" + (f": {what}" if what else "")
    return error


def read_json(answer: HttpResponse) -> Json | LiveError:
    """The object in an answer, or why there is none."""
    if (failed := refused(answer)) is not None:
        return failed
    document = Json.parse(answer.body)
    return document if isinstance(document.value, dict) else _not_json(answer)


def refused(answer: HttpResponse) -> LiveError | None:
    if answer.status == 429:
        wait = retry_after(answer.headers)
        error = RateLimited("TikTok says: too many requests", hint=_SLOW_DOWN, status=429, retry_after=wait)
        return with_evidence(error, answer)
    if answer.status >= 500:
        hint = "TikTok has trouble of its own: try again later"
        return with_evidence(
            NetworkError(f"TikTok answered {answer.status}", hint=hint, stage="http"), answer
        )
    if not 200 <= answer.status < 300:
        error = Detected(f"TikTok refused with {answer.status}", hint=LOOKS_LIKE_A_BOT, status=answer.status)
        return with_evidence(error, answer, challenge(answer))
    return None


def _not_json(answer: HttpResponse) -> LiveError:
    text = (
        "TikTok answered nothing" if not answer.body.strip() else "TikTok answered something else than data"
    )
    return with_evidence(
        Detected(text, hint=LOOKS_LIKE_A_BOT, status=answer.status), answer, challenge(answer)
    )


def challenge(answer: HttpResponse) -> str:
    """Which of the known pages for humans this is, empty when none of them."""
    if system_error := header(answer.headers, "x-tt-system-error"):
        return f"bot challenge, X-TT-System-Error {system_error[:20]}"
    if b"tiktok-verify-page" in answer.body:
        return "captcha page"
    return "'Please wait' page" if b"Please wait" in answer.body else ""


def by_code(code: int, message: str, answer: HttpResponse) -> LiveError:
    """What a non-zero code in a data answer means when the endpoint gives it no meaning of its own."""
    what = f"code {code} {message}".strip()
    if code == _LOGIN:
        return with_evidence(SessionRequired("TikTok asks for a logged-in user", hint=LOG_IN), answer, what)
    if code == _REPEATED:
        hint = "say something else, or wait"
        return with_evidence(RateLimited("the same message was sent just before", hint=hint), answer, what)
    if code == _PARAMS_ERROR:
        text = "TikTok misses parameters in the request"
        return with_evidence(Detected(text, hint=OUTDATED, code=code), answer, what)
    return with_evidence(
        Detected(f"TikTok refused with {what}", hint=LOOKS_LIKE_A_BOT, code=code), answer, what
    )


# --- room lookup (2.2) and live page (2.3)


def read_room_lookup(answer: HttpResponse, *, user: str) -> RoomInfo | LiveError:
    """The user's room with its status. A room id alone does not mean live: it stays from the last one."""
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    code, message = document.integer("statusCode"), document.text("message")
    if code == _NOT_FOUND or message == "user_not_found":
        return with_evidence(not_found(user), answer, f"code {code} {message}")
    if code:
        return by_code(code, message[:100], answer)
    if not document["data"]["user"].object:
        error = Detected("the answer to the room lookup names no user", hint=OUTDATED, status=answer.status)
        return with_evidence(error, answer)
    return RoomInfo.from_lookup(document["data"])


def not_found(user: str) -> UserNotFound:
    hint = "check the spelling; users who never had LIVE access look the same"
    return UserNotFound(f"there is no user @{user}, or @{user} cannot go live", hint=hint, user=user)


def read_live_page(answer: HttpResponse, *, user: str) -> RoomInfo | LiveError:
    """The same out of the live page, for when the lookup gives no clear answer."""
    if 300 <= answer.status < 400:
        error = SessionRequired("TikTok sends the live page of this region to the login", hint=LOG_IN)
        return with_evidence(error, answer, f"location {header(answer.headers, 'location')[:100]}")
    if (failed := refused(answer)) is not None:
        return failed
    state = page_state(answer.body, "SIGI_STATE")
    if state is None:
        error = Detected("the live page holds no room data", hint=LOOKS_LIKE_A_BOT, status=answer.status)
        return with_evidence(error, answer, challenge(answer) or "no SIGI_STATE")
    if not state.object:
        error = Detected("the live page holds broken room data", hint=LOOKS_LIKE_A_BOT, status=answer.status)
        return with_evidence(error, answer, "SIGI_STATE is not JSON")
    if "LiveRoom" not in state:
        return with_evidence(not_found(user), answer, "no LiveRoom in SIGI_STATE")
    about = state["LiveRoom"]["liveRoomUserInfo"]
    if not about["user"].object:
        error = Detected("the live page names no user", hint=OUTDATED, status=answer.status)
        return with_evidence(error, answer)
    return RoomInfo.from_lookup(about)


def page_state(body: bytes, name: str) -> Json | None:
    """The JSON that a page carries for its scripts under this id, None when the page has none."""
    page = body.decode("utf-8", "replace")
    # Plain searches: a pattern could be made to take hours by a hostile page.
    for mark, before in ((f'id="{name}"', ">"), (f"id='{name}'", ">"), (f"window['{name}']", "=")):
        mark_at = page.find(mark)
        start = page.find(before, mark_at + len(mark)) if mark_at >= 0 else -1
        if start >= 0:
            return Json.leading(page[start + 1 :])
    return None


# --- room info (2.6)


def read_room_info(answer: HttpResponse, *, user: str = "", room_id: int = 0) -> RoomInfo | LiveError:
    """Details of a room. A restricted room answers without them, which says nothing about its being live."""
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    code, data = document.integer("status_code"), document["data"]
    if (restriction := _restriction(code, data, answer.body)) and not data["owner"].object:
        error = AgeRestricted(
            _RESTRICTIONS[restriction], hint=LOG_IN, user=user, room_id=room_id, restriction=restriction
        )
        return with_evidence(error, answer, f"code {code} {data.text('prompts', 'message')[:100]}".strip())
    if code:
        return by_code(code, data.text("prompts", "message")[:100], answer)
    return RoomInfo.from_room_info(data)


_RESTRICTIONS: Final = {
    "age": "the room is for logged-in adults, or TikTok distrusts this address",
    "followers": "the room is for followers of the host",
    "private": "the host's account is private",
}


def _restriction(code: int, data: Json, body: bytes) -> str:
    if b"Follow the creator to watch their LIVE" in body:
        return "followers"
    if b"This account is private" in body:
        return "private"
    return "age" if code == _RESTRICTED or "prompts" in data or (not code and len(data.object) <= 1) else ""


# --- small lists


def read_check_alive(answer: HttpResponse) -> Mapping[int, bool] | LiveError:
    """Whether each room is live, by room id (2.7). Rooms that TikTok left out are unknown, not offline."""
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    if code := document.integer("status_code"):
        return by_code(code, document["data"].text("message")[:100], answer)
    rooms = (
        (room.unsigned("room_id_str", "room_id"), room["alive"].value) for room in document["data"].items
    )
    return {room_id: alive for room_id, alive in rooms if room_id and isinstance(alive, bool)}


def read_gift_list(answer: HttpResponse) -> dict[int, Gift] | LiveError:
    """The gift catalogue by gift id (2.8)."""
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    if code := document.integer("status_code"):
        return by_code(code, document["data"].text("message")[:100], answer)
    gifts = (Gift.from_json(gift) for gift in document["data"]["gifts"].items)
    return {gift.id: gift for gift in gifts if gift.id}


# --- refused websockets (4.3)

_HANDSHAKE_HINTS: Final = {
    "device_blocked": "the anonymous identity is flagged: another identity, or a proxy, may be accepted",
    "illegal secret key": "signature, session and cookie do not match: try a signer, or no session",
    "illegal app_id": "TikTok does not serve the `aid` in the URL: see the option params, or look for a newer livetok",
    "http: named cookie not present": "the cookie ttwid is missing: TikTok did not hand it out here",
}
# The same where the URL is a signer's.
_SIGNED_HANDSHAKE_HINTS: Final = {
    "illegal app_id": "the signer handed out an address that TikTok does not serve: try without the signer",
}
_BLOCKED_STATUS: Final = 415
# Statuses of TikTok's own gateway that mean "come back later" and say when.
_LATER: Final = frozenset({414, 429, 511, 512})


def refusal(status: int, headers: Iterable[tuple[str, str]], *, signed: bool) -> LiveError:
    """Why the upgrade was refused.

    Args:
        status: HTTP status, which is 200 as a rule.
        headers: Headers of the answer, names in any case.
        signed: Whether the URL came from a signer, which may then be at fault.
    """
    headers = tuple(headers)
    message = header(headers, "handshake-msg")[:200]
    code = _number(header(headers, "handshake-status"))
    hints = _HANDSHAKE_HINTS | (_SIGNED_HANDSHAKE_HINTS if signed else {})
    error = _leaf(status, message, code, headers, hints)
    error.status = status
    error.evidence = f"HTTP {status}, Handshake-Status {code or '-'}, Handshake-Msg {message or '-'}"
    return error


def _leaf(
    status: int, message: str, code: int, headers: tuple[tuple[str, str], ...], hints: Mapping[str, str]
) -> LiveError:
    if message or _BLOCKED_STATUS in {status, code}:
        return DeviceBlocked(
            f"the websocket was refused: {message or 'DEVICE_BLOCKED'}",
            hint=hints.get(message.lower(), hints["device_blocked"]),
            status=status,
            handshake_status=code,
            handshake_msg=message,
        )
    if status in _LATER:
        wait = retry_after(headers)
        wait = _reconnect_interval(headers) if wait is None else wait
        hint = "about 15 connections an hour are tolerated: wait before the next try"
        return RateLimited(
            "the websocket was refused: too many connections", hint=hint, status=status, retry_after=wait
        )
    if status >= 500:
        hint = "TikTok has trouble of its own: try again later"
        return NetworkError(f"the websocket host answered {status}", hint=hint, stage="handshake")
    if status == 400:
        hint = "the address is malformed: check the option params, or look for a newer livetok"
        return Detected("the websocket host did not understand the request", hint=hint, status=status)
    hint = "TikTok distrusts this address: wait, use another network or a proxy"
    return Detected(f"the websocket was refused with {status} and no reason", hint=hint, status=status)


def _reconnect_interval(headers: tuple[tuple[str, str], ...]) -> float | None:
    match = re.search(r"reconnect-interval=([0-9]{1,6})", header(headers, "handshake-options"))
    return float(match.group(1)) if match else None


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
