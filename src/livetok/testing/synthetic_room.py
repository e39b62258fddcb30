"""Answers for a replay where a capture holds none: pages and tokens are never captured."""

from __future__ import annotations

import json
from typing import Any, Final

from livetok.proto import CaptureHeader

__all__ = ["synthetic_answer"]

_LIVE: Final = 2
_JSON: Final = ("content-type", "application/json")
_COOKIE: Final = ("set-cookie", "ttwid=1%7Creplay%7C0%7C0; Path=/")


def synthetic_answer(path: str, header: CaptureHeader) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return status, headers and body that let a session go on to the websocket of the captured room.

    Args:
        path: Path of the request, without a slash at its end.
        header: Of the capture; tells the host and the room.
    """
    if path == "/api-live/user/room":
        return _json(200, {"statusCode": 0, "data": _room(header)})
    if path == "/webcast/room/check_alive":
        number = {"alive": True, "room_id": header.room_id, "room_id_str": str(header.room_id)}
        return _json(200, {"status_code": 0, "data": [number]})
    if path == "/webcast/room/info":
        facts = {"id_str": str(header.room_id), "status": _LIVE, "owner": {"display_id": header.unique_id}}
        return _json(200, {"status_code": 0, "data": facts})
    if path.startswith("/@") or not path:
        return 200, [("content-type", "text/html"), _COOKIE], b"<html></html>"
    return _json(404, {})


def _json(status: int, facts: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    return status, [_JSON], json.dumps(facts).encode()


def _room(header: CaptureHeader) -> dict[str, Any]:
    user = {"uniqueId": header.unique_id, "roomId": str(header.room_id), "status": _LIVE}
    return {"user": user, "liveRoom": {"status": _LIVE, "title": ""}}
