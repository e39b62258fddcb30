"""A site that answers from a script, in memory. It knows nothing that a test did not tell it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 7300000000000000001
OTHER_ROOM = 7300000000000000002
TTWID = "1%7Cabc%7C1790000000%7Cdef"

Answer = tuple[int, "Sequence[tuple[str, str]]", bytes]


class FakeSite:
    """Answers each path with its script; the last answer repeats, an exception is raised."""

    def __init__(self) -> None:
        self.script: dict[str, list[Answer | Exception]] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []

    def on(self, path: str, *answers: Answer | Exception) -> FakeSite:
        self.script[path] = list(answers)
        return self

    async def __call__(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes
    ) -> Answer:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.asked.append((parts.path, query, {name.lower(): value for name, value in headers}))
        answers = self.script.get(parts.path)
        if answers is None:
            return 404, [], b"nothing here"
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


def as_json(value: Any, status: int = 200) -> Answer:
    return status, [("Content-Type", "application/json")], json.dumps(value).encode()


def html(text: str, *headers: tuple[str, str], status: int = 200) -> Answer:
    return status, [("Content-Type", "text/html; charset=utf-8"), *headers], text.encode()


def lookup_data(status: int | None = 2, room_id: int | str = ROOM, user_status: int | None = None) -> Any:
    user = {"id": "6779789250017592326", "uniqueId": "ann", "nickname": "Ann", "roomId": str(room_id or "")}
    if user_status is not None:
        user["status"] = user_status
    room = {"title": "hi", "startTime": 1789072789, "liveRoomStats": {"userCount": 81, "enterCount": 1500}}
    return {
        "user": user,
        "stats": {"followerCount": 7},
        "liveRoom": room | ({"status": status} if status else {}),
    }


def lookup(status: int | None = 2, room_id: int | str = ROOM, user_status: int | None = None) -> Answer:
    return as_json({"data": lookup_data(status, room_id, user_status), "message": "", "statusCode": 0})


def lookup_error(code: int, message: str) -> Answer:
    return as_json({"data": None, "message": message, "statusCode": code})


def live_page(status: int = 2, room_id: int | str = ROOM) -> Answer:
    state = json.dumps(
        {"LiveRoom": {"liveRoomUserInfo": lookup_data(status, room_id)}}, separators=(",", ":")
    )
    return html(f'<html><script id="SIGI_STATE" type="application/json">{state}</script></html>')


def room_info(status: int | None = 2, room_id: int = ROOM, **more: Any) -> Answer:
    data = {
        "id": room_id,
        "id_str": str(room_id),
        "title": "hi",
        "owner": {"id_str": "6779789250017592326", "display_id": "ann", "nickname": "Ann"},
        **({"status": status} if status else {}),
        **more,
    }
    return as_json({"data": data, "status_code": 0})


def check_alive(alive: bool, room_id: int = ROOM) -> Answer:
    entry = {"alive": alive, "room_id": room_id, "room_id_str": str(room_id)}
    return as_json({"data": [entry], "status_code": 0})


def profile(ttwid: str = TTWID) -> Answer:
    return html(
        "<html>", ("Set-Cookie", "tt_csrf=1; Path=/"), ("Set-Cookie", f"ttwid={ttwid}; Path=/; Secure")
    )


LOOKUP = "/api-live/user/room/"
PAGE = "/@ann/live"
PROFILE = "/@ann"
INFO = "/webcast/room/info/"
ALIVE = "/webcast/room/check_alive/"
GIFTS = "/webcast/gift/list/"


def good_site() -> FakeSite:
    """A site where @ann is live."""
    site = FakeSite().on(LOOKUP, lookup()).on(PROFILE, profile()).on(INFO, room_info())
    return site.on(ALIVE, check_alive(True)).on(PAGE, live_page())
