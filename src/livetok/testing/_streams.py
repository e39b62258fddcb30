"""Where the video of a room is, in TikTok's three nestings of JSON (protocol notes 6.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livetok.testing.room import Room
    from livetok.testing.site import Request

__all__ = ["QUALITIES", "pull_data", "stream_url"]

# Key, level, resolution, name in flv_pull_url, bits a second
QUALITIES = (
    ("origin", 10, "1280x720", "", 2_500_000),
    ("hd", 3, "1280x720", "HD1", 1_500_000),
    ("sd", 2, "960x540", "SD1", 800_000),
    ("ld", 1, "640x360", "SD2", 400_000),
)


def _base(request: Request) -> str:
    return (
        f"{'https' if request.secure else 'http'}://{request.header('host') or 'pull-flv.tiktokcdn.example'}"
    )


def _url(room: Room, request: Request, key: str, form: str) -> str:
    expire = room.world.unix() + 14 * 86_400
    name = f"stream-{room.room_id}_{key}"
    path = f"{name}.flv" if form == "flv" else f"{name}/index.m3u8"
    return f"{_base(request)}/game/{path}?expire={expire}&sign={room.world.digest(name).hex()[:32]}"


def pull_data(room: Room, request: Request) -> dict[str, Any]:
    """The options and the stream data, which is JSON in a string."""
    qualities = [
        {
            "name": key,
            "sdk_key": key,
            "level": level,
            "resolution": resolution,
            "v_codec": "264",
            "icon_type": 0,
        }
        for key, level, resolution, _, _ in QUALITIES
    ]
    data = {
        key: {
            "main": {
                "flv": _url(room, request, key, "flv"),
                "hls": _url(room, request, key, "hls"),
                "cmaf": "",
                "dash": "",
                "lls": "",
                "tsl": "",
                "tile": "",
                "sdk_params": json.dumps({"VCodec": "h264", "vbitrate": bits, "resolution": resolution}),
            }
        }
        for key, _, resolution, _, bits in QUALITIES
    }
    common = {"session_id": f"{room.room_id:x}", "ts": str(room.world.unix())}
    return {
        "options": {"default_quality": qualities[2], "qualities": qualities, "show_quality_button": True},
        "stream_data": json.dumps({"common": common, "data": data}, separators=(",", ":")),
    }


def stream_url(room: Room, request: Request) -> dict[str, Any]:
    """`stream_url` of room info."""
    return {
        "flv_pull_url": {name: _url(room, request, key, "flv") for key, _, _, name, _ in QUALITIES if name},
        "hls_pull_url": _url(room, request, "origin", "hls"),
        "hls_pull_url_map": {},
        "rtmp_pull_url": _url(room, request, "origin", "flv"),
        "candidate_resolution": [name for _, _, _, name, _ in reversed(QUALITIES) if name],
        "default_resolution": "ORIGION",
        "resolution_name": {
            "AUTO": "Auto",
            "HD1": "720p",
            "ORIGION": "Original",
            "SD1": "540p",
            "SD2": "360p",
        },
        "live_core_sdk_data": {"pull_data": pull_data(room, request)},
    }
